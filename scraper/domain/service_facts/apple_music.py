"""Apple Music: albums and artists, with a player for albums; what iTunes finds are entries of it. Pure."""

import re
from typing import Literal
from urllib.parse import SplitResult, urlsplit

from scraper.domain.links import Addresses, Entry, PinKind, path_steps
from scraper.domain.service_facts.facts import ServiceCredit, ServiceFacts

NAME = "apple_music"
_ID = re.compile(r"\d{3,19}", re.ASCII)
_STOREFRONT = re.compile("[a-z]{2}")


def entry(what: Literal["album", "artist"], entry_id: str) -> Entry | None:
    """Return an album or artist at Apple Music; None where the text is no Apple id."""
    url = f"https://music.apple.com/{what}/{entry_id}"
    return Entry(service=NAME, what=what, entry_id=entry_id, url=url) if _ID.fullmatch(entry_id) else None


def _read(parts: SplitResult) -> Entry | None:
    """Read /gb/album/violator/1440659210, /album/1440659210 and the older /gb/artist/depeche-mode/id148377."""
    steps = path_steps(parts)
    number = steps[-1].removeprefix("id") if steps else ""
    what = next((step for step in steps[:-1] if step in ("album", "artist")), None)
    return entry("album" if what == "album" else "artist", number) if what else None


def _by_id(kind: PinKind, text: str, _: str) -> Entry | None:
    return entry("album" if kind == "release" else "artist", text.removeprefix("id"))


def _player(shown: Entry, url: str) -> str:
    """Return the player of the storefront that an address names; of the American one where it names none."""
    if shown.what != "album":
        return ""
    first = urlsplit(url).path.strip("/").partition("/")[0]
    storefront = first if _STOREFRONT.fullmatch(first) else "us"
    return f"https://embed.music.apple.com/{storefront}/album/{shown.entry_id}"


FACTS = ServiceFacts(
    name=NAME,
    title="Apple Music",
    addresses=Addresses(
        hosts=("music.apple.com", "itunes.apple.com", "geo.music.apple.com"),
        read=_read,
        by_id=_by_id,
        by_property={"P2281": lambda value: entry("album", value), "P2850": lambda value: entry("artist", value)},
    ),
    is_linked=True,
    credit=ServiceCredit(
        url="https://music.apple.com/",
        gives="Links, players and editors' notes.",
        notice='<a href="https://music.apple.com/" rel="noopener">Apple Music</a> is a trademark of Apple Inc.',
    ),
    player=_player,
)
