"""Deezer: albums and artists, with a player for albums; nobody is asked unless the owner switches it on. Pure."""

import re
from typing import Literal
from urllib.parse import SplitResult

from scraper.domain.links import Addresses, Entry, PinKind, path_steps
from scraper.domain.service_facts.facts import Section, ServiceCredit, ServiceFacts

NAME = "deezer"
_ID = re.compile(r"[1-9]\d{0,18}", re.ASCII)


def entry(what: Literal["album", "artist"], entry_id: str) -> Entry | None:
    """Return an album or artist at Deezer; None where the text is no Deezer id."""
    url = f"https://www.deezer.com/{what}/{entry_id}"
    return Entry(service=NAME, what=what, entry_id=entry_id, url=url) if _ID.fullmatch(entry_id) else None


def _read(parts: SplitResult) -> Entry | None:
    """Read /album/302127 and /en/album/302127; short links tell nothing of where they lead."""
    match path_steps(parts)[-2:]:
        case ["album" | "artist" as what, entry_id]:
            return entry("album" if what == "album" else "artist", entry_id)
        case _:
            return None


def _by_id(kind: PinKind, text: str, _: str) -> Entry | None:
    return entry("album" if kind == "release" else "artist", text)


def _player(shown: Entry, _: str) -> str:
    return f"https://widget.deezer.com/widget/auto/album/{shown.entry_id}" if shown.what == "album" else ""


FACTS = ServiceFacts(
    name=NAME,
    title="Deezer",
    addresses=Addresses(
        hosts=("deezer.com",),
        read=_read,
        by_id=_by_id,
        by_property={"P2723": lambda value: entry("album", value), "P2722": lambda value: entry("artist", value)},
    ),
    is_linked=True,
    credit=ServiceCredit(
        url="https://www.deezer.com/",
        gives="Links and players.",
        notice='<a href="https://www.deezer.com/" rel="noopener">Deezer</a> is a trademark of Deezer S.A.',
    ),
    player=_player,
    section=Section(base_url="https://api.deezer.com", requests_per_minute=300),
)
