"""Songs whose titles all name the concert that they are from, as in 'Daddy (Live at Folsom Prison)'. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from scraper.domain.evidence import Song, Wanted
from scraper.matching.spelling import Tokens, listed, tokens, without_article
from scraper.matching.titles import variants
from scraper.matching.vocabulary import is_own, kinds_of

_OCCASION = re.compile(r"^(.*?\S)\s*(?:\s[-–—]\s|[(\[])\s*(live\b[^()\[\]]*)[)\]]?\s*$", re.IGNORECASE | re.DOTALL)
"""A song's title, and the occasion behind it."""
_LEAST_SONGS = 3
"""This many songs must name the occasion; fewer could do so by chance."""
_LIVE_BEFORE_PLACE = re.compile(r"\blive(?:\s+|\s*:\s*)(?=(?:at|from|in|on)\b)", re.IGNORECASE)
_LIVE_SOMEWHERE = re.compile(r"\s*[(\[]\s*live\s+(?:at|from|in|on)\b[^()\[\]]*[)\]]\s*$", re.IGNORECASE)
_RECORDED_LIVE = re.compile(
    r"^[^\n.]*\b(?:recorded|taped|captured|filmed)\b[^\n.]*?\b(?:live|in concert)\b[^\n.]*",
    re.IGNORECASE | re.MULTILINE,
)
"""A sentence of notes: 'Recorded live at Carnegie Hall'."""
_OF_SOME_SONGS = re.compile(
    r"\b(?:tracks?|songs?|sides?|studios?|except|bonus|disc|direct|[a-h]\d)\b|^\W*\d", re.IGNORECASE
)
"""Words by which such a sentence is about a part of the record, or about a studio in which all played at once."""
_PLACES = frozenset({"at", "from", "in", "on"})
"""How a title begins that names the place of a concert: 'Live at Harvest Hall' says nothing about 'Harvest'."""
_LEAST_WORDS = 2
"""This many words of a title name a place."""
_NO_PLACES = listed(
    "end edge dawn heart mercy crossroads beginning bottom top war home last sea night dusk midnight large first peace "
    "rest speed door window center centre close moment sign sound break foot hour mouth threshold brink turn"
)
"""Words behind 'at' that name no place to play at: 'At The Edge Of Time'."""


def were_recorded_live(notes: str) -> bool:
    """Tell whether notes on a release say that all of it was recorded in a concert."""
    return any(not _OF_SOME_SONGS.search(line) for line in _RECORDED_LIVE.findall(notes))


def implies_live(title: str, names: Sequence[str]) -> bool:
    """Tell whether a title means a concert without the word: 'At Folsom Prison', 'MTV Unplugged In New York'."""
    words = tokens(title)
    begins = [words, *(words[len(tokens(name)) :] for name in names if words[: len(tokens(name))] == tokens(name))]
    is_place = any(
        begin[:2] == ("at", "the") or (begin[:1] == ("at",) and sum(map(is_own, begin)) >= _LEAST_WORDS)
        for begin in begins
        if _NO_PLACES.isdisjoint(without_article(begin[1:])[:1])
    )
    return is_place or "unplugged" in words


def without_live(title: str) -> str:
    """Return a title without the word live before a place: 'At The Regal' for 'Live At The Regal'."""
    return _LIVE_BEFORE_PLACE.sub("", title).strip() or title


def without_place(title: str) -> str:
    """Return a title without the concert in brackets behind it: 'Köln' for 'Köln (Live at the Opera, 1975)'."""
    return _LIVE_SOMEWHERE.sub("", title) or title


def are_all_live(songs: Sequence[Song]) -> bool:
    """Tell whether every song is called live, in whatever words."""
    return bool(songs) and all("live" in kinds_of(tokens(song.title)) for song in songs)


def are_from_there(wanted: Wanted, songs: Sequence[Song]) -> bool:
    """Tell whether all songs name an occasion, and our title or our notes name its place."""
    splits = [_OCCASION.match(song.title) for song in songs]
    return bool(songs) and all(split and _is_named_after(wanted, tokens(split[2])) for split in splits)


def are_elsewhere(wanted: Wanted, songs: Sequence[Song]) -> bool:
    """Tell whether all songs name an occasion, and neither our title nor our notes name the place of any."""
    splits = [_OCCASION.match(song.title) for song in songs]
    return bool(songs) and all(split and not _is_named_after(wanted, tokens(split[2])) for split in splits)


def without_occasion(wanted: Wanted, songs: Sequence[Song], *, is_live: bool) -> Sequence[Song]:
    """Return songs without the occasion in their titles, if all name one, and ours is live or named after it."""
    splits = [_OCCASION.match(song.title) for song in songs]
    occasions = {tokens(split[2]) if split else () for split in splits}
    if len(songs) < _LEAST_SONGS or any(_OCCASION.match(song.title) for song in wanted.songs):
        return songs
    # A record of a tour names many places, but one that is named after a place is not from others.
    is_tour = is_live and (len(occasions) == 1 or not _PLACES & set(tokens(wanted.title)))
    if not all(kinds_of(each) == {"live"} and (is_tour or _is_named_after(wanted, each)) for each in occasions):
        return songs
    return [replace(song, title=split[1]) for song, split in zip(songs, splits, strict=True) if split]


def _is_named_after(wanted: Wanted, occasion: Tokens) -> bool:
    """Tell whether our notes, or our title, perhaps behind the artist's name, name the place of an occasion."""
    names = [tokens(name) for name in wanted.names]
    core = variants(wanted.title)[0].core if variants(wanted.title) else ()
    titles = [core, *(core[len(name) :] for name in names if core[: len(name)] == name)]
    places = [[word for word in title if is_own(word)] for title in titles if title[:1] and title[0] in _PLACES]
    of_stage = " ".join(line for line in re.split(r"[\n.]", wanted.notes) if "studio" not in line.lower())
    is_in_notes = len({word for word in occasion if is_own(word)} & set(tokens(of_stage))) >= _LEAST_WORDS
    # One word is enough behind 'at': 'At Budokan', unlike 'On Fire'.
    least = 1 if any(title[:1] == ("at",) for title in titles) else _LEAST_WORDS
    return is_in_notes or any(len(place) >= least and set(place) <= set(occasion) for place in places)
