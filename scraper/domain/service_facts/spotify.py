"""Spotify: albums and artists, with a player for albums. Pure."""

import re
from typing import Literal
from urllib.parse import SplitResult

from scraper.domain.links import Addresses, Entry, PinKind, path_steps
from scraper.domain.service_facts.facts import ServiceCredit, ServiceFacts

NAME = "spotify"
_ID = re.compile(r"[0-9A-Za-z]{22}")


def entry(what: Literal["album", "artist"], entry_id: str) -> Entry | None:
    """Return an album or artist at Spotify; None where the text is no Spotify id."""
    url = f"https://open.spotify.com/{what}/{entry_id}"
    return Entry(service=NAME, what=what, entry_id=entry_id, url=url) if _ID.fullmatch(entry_id) else None


def _read(parts: SplitResult) -> Entry | None:
    steps = path_steps(parts)
    rest = steps[1:] if steps and steps[0].startswith("intl-") else steps
    match rest:
        case ["album" | "artist" as what, entry_id, *_]:
            return entry("album" if what == "album" else "artist", entry_id)
        case _:
            return None


def _by_id(kind: PinKind, text: str, _: str) -> Entry | None:
    return entry("album" if kind == "release" else "artist", text.rpartition(":")[2])


def _player(shown: Entry, _: str) -> str:
    return f"https://open.spotify.com/embed/album/{shown.entry_id}" if shown.what == "album" else ""


FACTS = ServiceFacts(
    name=NAME,
    title="Spotify",
    addresses=Addresses(
        hosts=("open.spotify.com",),
        read=_read,
        by_id=_by_id,
        by_property={"P2205": lambda value: entry("album", value), "P1902": lambda value: entry("artist", value)},
    ),
    is_linked=True,
    credit=ServiceCredit(
        url="https://open.spotify.com/",
        gives="Links and players.",
        notice='<a href="https://open.spotify.com/" rel="noopener">Spotify</a> is a trademark of Spotify AB.',
    ),
    player=_player,
)
