"""Check an account at Discogs, and write the settings for it, for their owner's eyes only."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import tomlkit
from pydantic import SecretStr, ValidationError
from pydantic_settings import SettingsError

from scraper.run.bundled import bundled
from scraper.run.errors import BadSettings, BadUsage
from scraper.run.sections import DiscogsSettings
from scraper.run.settings import Settings
from scraper.wiring.clients import OPTIONAL, Clients
from services.errors import Missing

TOKEN_PAGE = "https://www.discogs.com/settings/developers"  # noqa: S105  # an address

CHECKS_PER_MINUTE = 240
"""Two requests are far from any limit; at this pace whoever has no network learns it in seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A user of Discogs."""

    username: str
    copies: int | None
    """How many are in the collection; None where Discogs does not say."""


def must_be_new(file: Path) -> None:
    """Raise BadUsage where there are settings already: nobody's are overwritten."""
    if file.exists():
        raise BadUsage(f"{file} is there already; edit it, or move it away first.")


def init(file: Path, username: str, token: str) -> Account:
    """Check the username and the token, '' for none, and write the settings; return whose they are."""
    must_be_new(file)
    account = _checked(username, token)
    _write(file, username, token)
    return account


def _checked(username: str, token: str) -> Account:
    """Return the account; raise when Discogs does not know the user or the token."""
    client = Clients(Settings.model_construct(discogs=_as_settings(username, token))).discogs(patience=OPTIONAL)
    if token:
        owner = client.identity()
        if owner.casefold() != username.casefold():
            raise BadSettings(
                f"This token belongs to {owner}, not to {username}; give the name and token of one account."
            )
    try:
        profile = client.profile()
    except Missing as error:
        raise BadSettings(f"Discogs knows no user named {username!r}; nothing was written.") from error
    count = profile.get("num_collection")
    return Account(username=username, copies=count if isinstance(count, int) else None)


def _as_settings(username: str, token: str) -> DiscogsSettings:
    """Return what was typed in as settings, with Discogs where the environment says; raise BadSettings."""
    try:
        return DiscogsSettings(
            username=username,
            token=SecretStr(token) if token else None,
            base_url=Settings().discogs.base_url,
            requests_per_minute=CHECKS_PER_MINUTE,
        )
    except SettingsError:
        raise BadSettings(
            "The environment holds settings that cannot be read; look at the SCRAPE_ variables."
        ) from None
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}" for problem in error.errors())
        raise BadSettings(f"This cannot be used: {wrong}.") from None


def _write(file: Path, username: str, token: str) -> None:
    """Write the example with these values in it; nobody else may read it."""
    document = tomlkit.parse(bundled("config.example.toml").read_text(encoding="utf-8"))
    section = cast("dict[str, str]", document["discogs"])
    section["username"] = username
    if token:
        section["token"] = token
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(tomlkit.dumps(document))
