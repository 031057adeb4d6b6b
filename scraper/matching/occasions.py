"""What all songs of a live album say of where it was recorded, which a record of that occasion need not say. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from scraper.domain.evidence import Song, Wanted
from scraper.matching.spelling import Tokens, tokens
from scraper.matching.titles import readings
from scraper.matching.vocabulary import is_own, kinds_of

_ENDING = re.compile(r"^(.*?\S)\s*(?:\s[-–—]\s|[(\[])\s*(live\b[^()\[\]]*)[)\]]?\s*$", re.IGNORECASE | re.DOTALL)
_LEAST = 3
"""Songs that must say it; of fewer it could be chance."""
_PLACES = frozenset({"at", "from", "in", "on"})
"""How a title begins that names where it was recorded: 'Live at Harvest Hall' says nothing of 'Harvest'."""
_NAMED_BY = 2
"""As many words, at least, name a place."""


def without_occasion(wanted: Wanted, songs: Sequence[Song], *, is_live: bool) -> Sequence[Song]:
    """Return songs without 'Live at …', if all of them say the same, and ours is live, too, or named after it."""
    found = [_ENDING.match(song.title) for song in songs]
    endings = {tokens(one[2]) if one else () for one in found}
    if len(songs) < _LEAST or len(endings) > 1 or any(_ENDING.match(song.title) for song in wanted.songs):
        return songs
    ending = endings.pop()
    if kinds_of(ending) != {"live"} or not (is_live or _is_named_after(wanted, ending)):
        return songs
    return [replace(song, title=one[1]) for song, one in zip(songs, found, strict=True) if one]


def _is_named_after(wanted: Wanted, ending: Tokens) -> bool:
    """Tell whether our title, perhaps behind the artist's name, is where an ending says that a song was played."""
    names = [tokens(name) for names in wanted.artists for name in names]
    core = readings(wanted.title)[0].core if readings(wanted.title) else ()
    places = [core, *(core[len(name) :] for name in names if core[: len(name)] == name)]
    said = [[word for word in place if is_own(word)] for place in places if place[:1] and place[0] in _PLACES]
    return any(len(words) >= _NAMED_BY and set(words) <= set(ending) for words in said)
