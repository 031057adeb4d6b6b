"""`scrape doctor`: asks every service one small question, and says what is missing and what it would add."""

import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.metadata import version

from scraper.hugo.site import hugo_binary
from scraper.run.errors import BadSettings, ExitCode, SleevenotesError
from scraper.run.journal import redacted
from scraper.run.settings import Settings
from scraper.wiring import OPTIONAL, Clients
from services.discogs import ANONYMOUS, WITH_TOKEN, Discogs, limit_and_used
from services.errors import Missing, Refused, ServiceError

Finding = tuple[ExitCode, str]
"""How a check ended, and the line about it, without the service's name."""

SWITCHED_OFF = "not used: switched off with {}.enabled; it would add {}"
NOTES = "notes and larger covers"
LINKS_TO_SPOTIFY = "links and players"


@dataclass
class _Limit:
    """What Discogs says that it allows, while it is asked."""

    told: list[int] = field(default_factory=list)

    def __call__(self, headers: Mapping[str, str], /) -> tuple[int, int] | None:
        found = limit_and_used(headers)
        if found:
            self.told.append(found[0])
        return found


def doctor(settings: Settings, *, quiet: bool = False) -> int:
    """Check all services at once, and print a line for each; return the worst of their exit codes."""
    checks = _Checks(settings, Clients(settings))
    by_name: dict[str, Callable[[], str]] = {
        "Discogs": checks.discogs,
        "Apple Music": checks.apple_music,
        "iTunes": checks.itunes,
        "Spotify": checks.spotify,
        "Wikidata": checks.wikidata,
        "Wikipedia": checks.wikipedia,
        "MusicBrainz": checks.musicbrainz,
        "Cover Art Archive": checks.cover_art_archive,
        "Hugo": checks.hugo,
    }
    worst = ExitCode.WELL
    with ThreadPoolExecutor(max_workers=len(by_name)) as pool:
        for name, (code, said) in zip(by_name, pool.map(_examined, by_name.values()), strict=True):
            worst = max(worst, code)
            if code or not quiet:
                sys.stdout.write(f"{name}: {redacted(said, settings.secrets)}\n")
                sys.stdout.flush()
    return worst


def _examined(check: Callable[[], str]) -> Finding:
    try:
        return ExitCode.WELL, check()
    except (SleevenotesError, ServiceError) as error:
        return ExitCode(error.exit_code), f"wrong: {_sentence(error)}"


def _sentence(error: Exception) -> str:
    said = str(error)
    return said.removeprefix(f"{error.service}: ") if isinstance(error, ServiceError) else said


@dataclass(frozen=True)
class _Checks:
    """One method for each line: it returns what is well, or not used, and raises what is wrong."""

    settings: Settings
    clients: Clients

    def discogs(self) -> str:
        limit = _Limit()
        client = self.clients.discogs(limit, OPTIONAL)
        username = client.username
        if client.with_token:
            _must_be_owner(client)
        try:
            count = client.profile().get("num_collection")
        except Missing:
            raise BadSettings(f"there is no user named {username!r}; correct discogs.username.") from None
        copies = f"{username} has {count:,} copies, " if isinstance(count, int) else ""
        more = (
            ""
            if client.with_token
            else (f"; with a token (discogs.token) there would be images, and {WITH_TOKEN} requests a minute")
        )
        return f"well: {copies}{_allowed(limit, client.with_token)}{more}"

    def apple_music(self) -> str:
        chosen = self.settings.apple_music
        if not chosen.enabled:
            return SWITCHED_OFF.format("apple_music", f"links and covers, with a key {NOTES}")
        if (chosen.key_id or chosen.team_id) and not chosen.private_key_path:
            raise BadSettings("apple_music.private_key_path is missing; it is where the .p8 file of the key lies.")
        source = self.clients.apple_music()
        if source is None:
            keys = "apple_music.key_id, team_id, private_key_path"
            return f"not used: no key; with one there would be {NOTES} ({keys})"
        try:
            source.client.check()
        except Missing:
            raise BadSettings(f"it has no storefront {chosen.storefront!r}; correct apple_music.storefront.") from None
        except Refused as error:
            raise _doubted(error, "do key_id, team_id and the key belong together?") from error
        return f"well: storefront {chosen.storefront}, {_pace(chosen.requests_per_minute)}"

    def itunes(self) -> str:
        chosen = self.settings.apple_music
        source = self.clients.itunes()
        if source is None:
            return SWITCHED_OFF.format("apple_music", "links and covers without a key")
        if chosen.private_key_path:
            return "not used: Apple Music is asked instead, with your key"
        source.client.check()
        return f"well: {_pace(chosen.itunes_requests_per_minute)}"

    def spotify(self) -> str:
        chosen = self.settings.spotify
        if not chosen.enabled:
            return SWITCHED_OFF.format("spotify", LINKS_TO_SPOTIFY)
        has_secret = chosen.client_secret is not None and chosen.client_secret.get_secret_value() != ""
        if bool(chosen.client_id) != has_secret:
            missing = "client_secret" if chosen.client_id else "client_id"
            raise BadSettings(f"spotify.{missing} is missing; Spotify gives an id and a secret, and both are needed.")
        source = self.clients.spotify()
        if source is None:
            keys = "spotify.client_id, client_secret"
            return f"not used: no id and secret; with them there would be {LINKS_TO_SPOTIFY} ({keys})"
        source.client.check()
        return f"well: {_pace(chosen.requests_per_minute)}"

    def wikidata(self) -> str:
        source = self.clients.wikidata()
        if source is None:
            return SWITCHED_OFF.format("wikipedia", "exact links to all the other services")
        source.client.check()
        return f"well: {_pace(self.settings.wikipedia.requests_per_minute)}"

    def wikipedia(self) -> str:
        source = self.clients.wikipedia()
        if source is None:
            return SWITCHED_OFF.format("wikipedia", "texts about albums and artists")
        source.client.check()
        chosen = self.settings.wikipedia
        return f"well: language {chosen.language}, {_pace(chosen.requests_per_minute)}"

    def musicbrainz(self) -> str:
        source = self.clients.musicbrainz()
        if source is None:
            return SWITCHED_OFF.format("musicbrainz", "exact links, and covers from the Cover Art Archive")
        source.client.check()
        chosen = self.settings.musicbrainz
        without = "" if chosen.contact else "; it would rather know how to write to you (musicbrainz.contact)"
        return f"well: {_pace(chosen.requests_per_minute)}{without}"

    def cover_art_archive(self) -> str:
        chosen = self.settings.musicbrainz
        if not chosen.enabled:
            return SWITCHED_OFF.format("musicbrainz", "covers")
        if "cover_art_archive" not in self.settings.artwork.sources:
            return "not used: artwork.sources does not name it; it would add covers"
        # Whatever it says of its front page, it is there.
        with suppress(Missing):
            self.clients.cover_art().image(chosen.cover_art_url)
        return f"well: {_pace(chosen.requests_per_minute)}"

    def hugo(self) -> str:
        hugo_binary()
        return f"well: version {version('hugo')}"


def _must_be_owner(client: Discogs) -> None:
    try:
        owner = client.identity()
    except Refused as error:
        raise _doubted(error, "is discogs.token right?") from error
    if owner.casefold() != client.username.casefold():
        raise BadSettings(
            f"the token belongs to {owner}, not to {client.username}; correct discogs.username or discogs.token."
        )


def _doubted(error: Refused, question: str) -> Refused:
    return Refused(error.service, f"{_sentence(error).rstrip('.')}; {question}")


def _allowed(limit: _Limit, with_token: bool) -> str:
    if limit.told:
        return f"{limit.told[-1]} requests a minute, as it says itself"
    return _pace(WITH_TOKEN if with_token else ANONYMOUS)


def _pace(per_minute: float) -> str:
    return f"{per_minute:,.0f} requests a minute" if per_minute >= 1 else f"{per_minute:g} requests a minute"
