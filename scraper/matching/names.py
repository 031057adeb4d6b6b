"""The names of artists: whether two are one name, and whether an entry is by our artists. Pure."""

import re
from collections.abc import Sequence
from typing import Literal

from scraper.domain.evidence import Candidate, Person, Wanted
from scraper.matching.spelling import Tokens, compact, is_latin, latin, listed, tokens, without_article

VARIOUS = listed(
    "various variousartists va verschiedene verschiedeneinterpreten verschiedenekunstler diverse diverseartister "
    "artistesdivers diversartistes variosartistas variosinterpretes varios artistivari variinterpreti artistivari "
    "variousinterprets multiinterpretes varioscantores オムニバス ヴァリアスアーティスト"
)
"""What services call various artists, without spaces."""
_JOINTS = listed("and und et y e och og en x vs versus with mit avec con the presents")
"""Words between the names of artists."""
_GUESTS = listed("feat ft featuring starring")
"""Words before the names of guests, at the services."""
_GUESTS_AT_DISCOGS = _GUESTS | {"with"}
_GUESTS_IN_TITLE = re.compile(r"\s*[(\[]\s*(?:feat|ft|featuring|with)\b\.?\s([^()\[\]]*)[)\]]", re.IGNORECASE)
SharedArtists = Literal["all", "some of ours", "some of ours and others", "none"]
_NAMED_AFTER = (
    re.compile(
        r"^(?:The\s+)?(.*\S)\s+(?:(?:Big\s+)?Band|Trio|Quartet|Quintet|Sextet|Septet|Octet|Orchestra|Group|"
        r"Ensemble|Combo|Project|Experience|Explosion|Orchester|Quartett|All[- ]?Stars|Singers|Players|Unit)$",
        re.IGNORECASE,
    ),
    re.compile(r"^(.*?\S)\s+(?:&|and|und|et|with)\s+.*$", re.IGNORECASE),
)
"""Names of groups that begin with somebody's name."""
_ENSEMBLE = re.compile(r"orch|orkest|phil[lh]?arm|filarm|filharm|symphon|sinfoni|ensemble|quart|chor|choir|kapelle")
"""The names of ensembles, in whatever language."""
_TAKEN_OUT = "\0"
"""Stands for a name that was taken out of a line."""
_SHARE_WITH_GUESTS = 0.95
_SHARE_OF_SOME = 0.5


def same_name(first: str, second: str) -> bool:
    """Tell whether two texts are spellings of one name; a name and a part of it are not."""
    plain_first, plain_second = _plain(tokens(first)), _plain(tokens(second))
    if not plain_first or not plain_second:
        return False
    if plain_first == plain_second:
        return True
    is_mixed = is_latin(first) != is_latin(second)
    return is_mixed and _plain(latin(first)) == _plain(latin(second))


def _plain(name: Tokens) -> str:
    """Return a name without article, 'and' and spaces; numbers keep their spaces, so that 8:58 is not 858."""
    short = tuple(part for part in without_article(name) if part != "and")
    return compact(short or name)


def is_various(name: str) -> bool:
    """Tell whether a name stands for various artists."""
    return "".join(tokens(name)) in VARIOUS


def is_short_form(variation: str, name: str) -> bool:
    """Tell whether a variation lacks what makes a name its owner's: Blink for Blink-182, Wilson for Steven Wilson."""
    short, whole = tokens(variation), tokens(name)
    return set(short) < set(whole) or (len("".join(short)) < len("".join(whole)) and _is_initials(short, whole))


def _is_initials(short: Tokens, whole: Tokens) -> bool:
    """Tell whether a variation has only initials, which many people share: S. W., S. Wilson."""
    return len(short) == len(whole) and all(full.startswith(part) for part, full in zip(short, whole, strict=True))


def artist_share(wanted: Wanted, candidate: Candidate) -> float:
    """Return how far the artists agree: 1 for all of ours and nobody else, at most 0.5 for only some of ours."""
    theirs = [person.name for person in candidate.artists]
    if wanted.is_various or not wanted.artists:
        return 1.0 if wanted.is_various and theirs and all(map(is_various, theirs)) else 0.0
    if not theirs or any(map(is_various, theirs)):
        return 0.0
    line = " & ".join(theirs)
    if same_name(wanted.artist_line, line) or any(_is_one_of(line, names) for names in _only_artist(wanted)):
        return 1.0
    return _share_by_names(wanted.artists, theirs, wanted.guests)


def _only_artist(wanted: Wanted) -> Sequence[Sequence[str]]:
    return wanted.artists if len(wanted.artists) == 1 else ()


def _share_by_names(ours: Sequence[Sequence[str]], theirs: Sequence[str], our_guests: int) -> float:
    """Take our names out of theirs, and return the share: only joining words and guests may be left."""
    left, is_found = _without_names(ours, tokens(" & ".join(theirs)))
    # Their guests may be unknown to us only where a single artist is credited on ours.
    guests = next((place for place, word in enumerate(left) if word in _GUESTS and len(ours) == 1), len(left))
    strangers = [word for word in left[:guests] if word not in _JOINTS | _GUESTS and word != _TAKEN_OUT]
    if all(is_found[: len(ours) - our_guests]) and not strangers:
        return 1.0 if guests == len(left) and all(is_found) else _SHARE_WITH_GUESTS
    return _SHARE_OF_SOME * sum(is_found) / (len(ours) + bool(strangers))


def _without_names(ours: Sequence[Sequence[str]], line: Tokens) -> tuple[list[str], list[bool]]:
    """Take our artists' names out of a line, the longest names first; return the rest, and which artists were in it."""
    left, is_found = list(line), [False] * len(ours)
    forms = [sorted((form for name in names for form in _forms(name)), key=len, reverse=True) for names in ours]
    for artist in sorted(range(len(ours)), key=lambda artist: -max(map(len, ours[artist]))):
        place = _place(forms[artist], left)
        if place:
            is_found[artist] = True
            left[place[0] : place[1]] = [_TAKEN_OUT]
    return left, is_found


def shared_artists(wanted: Wanted, candidate: Candidate) -> SharedArtists:
    """Return which of our artists an entry credits, where it does not credit all of them.

    'Neil Young' is one of Neil Young & Crazy Horse, and John Coltrane one of the John Coltrane Quartet. The composer
    may stand in the title: 'Bach: The Goldberg Variations' by Glenn Gould is by both.
    """
    theirs = [person.name for person in candidate.artists]
    if wanted.is_various or not wanted.artists or not theirs or any(map(is_various, theirs)):
        return "none"
    names = [*wanted.artists, *([leader(name)] for name in wanted.names if leader(name))]
    left, is_found = _without_names(names, tokens(" & ".join(theirs)))
    if not any(is_found):
        return "none"
    strangers = [word for word in left if word not in _JOINTS | _GUESTS and word != _TAKEN_OUT]
    if strangers:
        # An orchestra has a name in each language; another conductor or pianist makes another recording.
        is_other = wanted.is_classical and not any(map(_ENSEMBLE.search, strangers))
        return "none" if is_other else "some of ours and others"
    in_title = tokens(candidate.title.partition(": ")[0])
    missing = [names for names, found in zip(wanted.artists, is_found, strict=False) if not found]
    are_in_title = any(is_found[: len(wanted.artists)]) and all(_ends_alike(names, in_title) for names in missing)
    return "all" if are_in_title else "some of ours"


def _ends_alike(names: Sequence[str], words: Tokens) -> bool:
    """Tell whether words are a name, or its last part: 'Bach' for Johann Sebastian Bach."""
    return bool(words) and any(tokens(name)[-len(words) :] == words for name in names)


def leader(name: str) -> str:
    """Return whom a group is named after, by first and last name: John Coltrane for his Quartet; '' for nobody."""
    for pattern in _NAMED_AFTER:
        led = pattern.match(name)
        # A single word could be anybody's name: Simon & Garfunkel are not Simon.
        if led and len(tokens(led[1])) > 1:
            return led[1]
    return ""


def joins_guests(join: str) -> bool:
    """Tell whether the artists behind a join of Discogs are guests: 'Featuring', 'With'."""
    return bool(_GUESTS_AT_DISCOGS & set(tokens(join)))


def without_our_guests(title: str, artists: Sequence[Sequence[str]]) -> str:
    """Return a title without '(feat. …)', if the brackets name artists of ours and nobody else."""
    brackets = _GUESTS_IN_TITLE.search(title)
    if not brackets:
        return title
    before, behind = title[: brackets.start()], title[brackets.end() :]
    left, _ = _without_names(artists, tokens(brackets[1]))
    are_ours = _TAKEN_OUT in left and all(word in _JOINTS or word == _TAKEN_OUT for word in left)
    return f"{before}{behind}" if are_ours and before.strip() else title


def _forms(name: str) -> tuple[Tokens, ...]:
    """Return a name's tokens as written, and in Latin letters."""
    written = without_article(tokens(name))
    return (written,) if is_latin(name) else (written, without_article(latin(name)))


def _place(forms: Sequence[Tokens], line: Sequence[str]) -> tuple[int, int] | None:
    """Return where the first of a name's forms starts and ends in a line; None where none is in it."""
    for form in forms:
        for start in range(len(line) - len(form) + 1):
            if tuple(line[start : start + len(form)]) == form:
                return start, start + len(form)
    return None


def _is_one_of(name: str, names: Sequence[str]) -> bool:
    return any(same_name(name, other) for other in names)


def artist_in(wanted: Wanted, candidate: Candidate) -> Person | None:
    """Return our one artist as a matched album credits them; None where we have several, or they credit nobody so."""
    if wanted.is_various or len(wanted.artists) != 1:
        return None
    ours = [person for person in candidate.artists if _is_one_of(person.name, wanted.artists[0])]
    person = ours[0] if len(ours) == 1 else None
    return person if person and (person.entry_id or person.url) and not is_various(person.name) else None
