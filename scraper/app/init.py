"""`scrape init`: asks, checks, writes config.toml for its owner's eyes only."""

import getpass
import os
import sys
from pathlib import Path
from typing import cast

import tomlkit
from pydantic import SecretStr, ValidationError
from pydantic_settings import SettingsError

from scraper.run.bundled import bundled
from scraper.run.errors import BadSettings, BadUsage, ExitCode
from scraper.run.settings import DiscogsSettings, Settings
from scraper.wiring import Clients
from services.errors import Missing

TOKEN_PAGE = "https://www.discogs.com/settings/developers"  # noqa: S105  # an address

CHECKS_PER_MINUTE = 240
"""Two requests are far from any limit; at this pace whoever has no network learns it in seconds."""


def init(config: Path | None) -> int:
    """Ask for username and token, check them at Discogs, and write the settings."""
    file = config or Path("config.toml")
    if file.exists():
        raise BadUsage(f"{file} is there already; edit it, or move it away first.")
    username = _asked("Discogs username: ")
    sys.stdout.write(f"A token from {TOKEN_PAGE} is optional: with it, fetching is faster and images come along.\n")
    token = _asked_silently("Discogs token (Enter for none): ")
    told = check(username, token)
    write(file, username, token)
    sys.stdout.write(f"{told}\nWrote {file}. Next: scrape --all\n")
    return ExitCode.WELL


def check(username: str, token: str) -> str:
    """Return a sentence on the account; raise when Discogs does not know the user or the token."""
    client = Clients(Settings.model_construct(discogs=as_settings(username, token))).discogs()
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
    return f"Found {username}" + (f" with {count:,} copies in the collection." if isinstance(count, int) else ".")


def as_settings(username: str, token: str) -> DiscogsSettings:
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
        wrong = "; ".join(f"{'.'.join(map(str, found['loc']))}: {found['msg']}" for found in error.errors())
        raise BadSettings(f"This cannot be used: {wrong}.") from None


def write(file: Path, username: str, token: str) -> None:
    """Write the example with these values in it; nobody else may read it."""
    document = tomlkit.parse(bundled("config.example.toml").read_text(encoding="utf-8"))
    section = cast("dict[str, str]", document["discogs"])
    section["username"] = username
    if token:
        section["token"] = token
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(tomlkit.dumps(document))


def _asked(question: str) -> str:
    sys.stdout.write(question)
    sys.stdout.flush()
    answer = sys.stdin.readline().strip()
    if not answer:
        raise BadUsage("A username is needed; nothing was written.")
    return answer


def _asked_silently(question: str) -> str:
    return (getpass.getpass(question) if sys.stdin.isatty() else sys.stdin.readline()).strip()
