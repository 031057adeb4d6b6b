"""Ask every service one small question, and say what is missing and what it would add."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Literal

from scraper.hugo.site import hugo_binary
from scraper.run.errors import BadSettings, ExitCode, SleevenotesError
from scraper.run.journal import redacted
from scraper.run.settings import Settings
from scraper.wiring.clients import OPTIONAL, Clients
from services.discogs import ANONYMOUS, WITH_TOKEN, Discogs, limit_and_used
from services.errors import Missing, Refused, ServiceError

State = Literal["well", "not_used", "wrong"]
NOTES = "notes and larger covers"
LINKS_TO_SPOTIFY = "links and players"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """What came of looking at one service."""

    service: str
    """As people call it, such as 'Apple Music'."""
    state: State
    """`not_used` is what was switched off, or lacks a key: nothing is wrong with it."""
    sentence: str
    """At which pace it is asked, what is missing and what that would add, or what is wrong; without a secret."""
    exit_code: ExitCode
    """WELL but for what is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """What a check came to."""

    state: State
    sentence: str


def _well(sentence: str) -> _Answer:
    return _Answer(state="well", sentence=sentence)


def _not_used(sentence: str) -> _Answer:
    return _Answer(state="not_used", sentence=sentence)


def _switched_off(section: str, gain: str) -> _Answer:
    return _not_used(f"switched off with {section}.enabled; it would add {gain}")


@dataclass
class _Limit:
    """What Discogs says that it allows, while it is asked."""

    values: list[int] = field(default_factory=list)

    def __call__(self, headers: Mapping[str, str], /) -> tuple[int, int] | None:
        limit = limit_and_used(headers)
        if limit:
            self.values.append(limit[0])
        return limit


def doctor(settings: Settings) -> Iterator[CheckResult]:
    """Check all services at once; yield the results in a fixed order, each as soon as it is there."""
    checks = _Checks(settings, Clients(settings))
    by_name: dict[str, Callable[[], _Answer]] = {
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
    with ThreadPoolExecutor(max_workers=len(by_name)) as pool:
        for name, (answer, code) in zip(by_name, pool.map(_examined, by_name.values()), strict=True):
            sentence = redacted(answer.sentence, settings.secrets)
            yield CheckResult(service=name, state=answer.state, sentence=sentence, exit_code=code)


def _examined(check: Callable[[], _Answer]) -> tuple[_Answer, ExitCode]:
    try:
        return check(), ExitCode.WELL
    except (SleevenotesError, ServiceError) as error:
        return _Answer(state="wrong", sentence=_sentence(error)), ExitCode(error.exit_code)


def _sentence(error: Exception) -> str:
    text = str(error)
    return text.removeprefix(f"{error.service}: ") if isinstance(error, ServiceError) else text


@dataclass(frozen=True)
class _Checks:
    """One method for each line: it returns what is well, or not used, and raises what is wrong."""

    settings: Settings
    clients: Clients

    def discogs(self) -> _Answer:
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
        return _well(f"{copies}{_allowed(limit, client.with_token)}{more}")

    def apple_music(self) -> _Answer:
        chosen = self.settings.apple_music
        if not chosen.enabled:
            return _switched_off("apple_music", f"links and covers, with a key {NOTES}")
        if (chosen.key_id or chosen.team_id) and not chosen.private_key_path:
            raise BadSettings("apple_music.private_key_path is missing; it is where the .p8 file of the key lies.")
        source = self.clients.apple_music()
        if source is None:
            keys = "apple_music.key_id, team_id, private_key_path"
            return _not_used(f"no key; with one there would be {NOTES} ({keys})")
        try:
            source.client.check()
        except Missing:
            raise BadSettings(f"it has no storefront {chosen.storefront!r}; correct apple_music.storefront.") from None
        except Refused as error:
            raise _doubted(error, "do key_id, team_id and the key belong together?") from error
        return _well(f"storefront {chosen.storefront}, {_pace(chosen.requests_per_minute)}")

    def itunes(self) -> _Answer:
        chosen = self.settings.apple_music
        source = self.clients.itunes()
        if source is None:
            return _switched_off("apple_music", "links and covers without a key")
        if chosen.private_key_path:
            return _not_used("Apple Music is asked instead, with your key")
        source.client.check()
        return _well(_pace(chosen.itunes_requests_per_minute))

    def spotify(self) -> _Answer:
        chosen = self.settings.spotify
        if not chosen.enabled:
            return _switched_off("spotify", LINKS_TO_SPOTIFY)
        has_secret = chosen.client_secret is not None and chosen.client_secret.get_secret_value() != ""
        if bool(chosen.client_id) != has_secret:
            missing = "client_secret" if chosen.client_id else "client_id"
            raise BadSettings(f"spotify.{missing} is missing; Spotify gives an id and a secret, and both are needed.")
        source = self.clients.spotify()
        if source is None:
            keys = "spotify.client_id, client_secret"
            return _not_used(f"no id and secret; with them there would be {LINKS_TO_SPOTIFY} ({keys})")
        source.client.check()
        return _well(_pace(chosen.requests_per_minute))

    def wikidata(self) -> _Answer:
        source = self.clients.wikidata()
        if source is None:
            return _switched_off("wikipedia", "exact links to all the other services")
        source.client.check()
        return _well(_pace(self.settings.wikipedia.requests_per_minute))

    def wikipedia(self) -> _Answer:
        source = self.clients.wikipedia()
        if source is None:
            return _switched_off("wikipedia", "texts about albums and artists")
        source.client.check()
        chosen = self.settings.wikipedia
        return _well(f"language {chosen.language}, {_pace(chosen.requests_per_minute)}")

    def musicbrainz(self) -> _Answer:
        source = self.clients.musicbrainz()
        if source is None:
            return _switched_off("musicbrainz", "exact links, and covers from the Cover Art Archive")
        source.client.check()
        chosen = self.settings.musicbrainz
        without = "" if chosen.contact else "; it would rather know how to write to you (musicbrainz.contact)"
        return _well(f"{_pace(chosen.requests_per_minute)}{without}")

    def cover_art_archive(self) -> _Answer:
        chosen = self.settings.musicbrainz
        if not chosen.enabled:
            return _switched_off("musicbrainz", "covers")
        if "cover_art_archive" not in self.settings.artwork.sources:
            return _not_used("artwork.sources does not name it; it would add covers")
        # Whatever it says of its front page, it is there.
        with suppress(Missing):
            self.clients.cover_art().image(chosen.cover_art_url)
        return _well(_pace(chosen.requests_per_minute))

    def hugo(self) -> _Answer:
        hugo_binary()
        return _well(f"version {version('hugo')}")


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
    if limit.values:
        return f"{limit.values[-1]} requests a minute, as it says itself"
    return _pace(WITH_TOKEN if with_token else ANONYMOUS)


def _pace(per_minute: float) -> str:
    return f"{per_minute:,.0f} requests a minute" if per_minute >= 1 else f"{per_minute:g} requests a minute"
