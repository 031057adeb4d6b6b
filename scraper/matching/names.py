"""The names of people and bands: when two are one, and whether an entry's artists are ours. Pure."""

import re
from collections.abc import Sequence

from scraper.domain.evidence import Candidate, Person, Wanted
from scraper.matching.spelling import Tokens, compact, is_latin, latin, listed, tokens, without_article

VARIOUS = listed(
    "various variousartists va verschiedene verschiedeneinterpreten verschiedenekunstler diverse diverseartister "
    "artistesdivers diversartistes variosartistas variosinterpretes varios artistivari variinterpreti artistivari "
    "variousinterprets multiinterpretes varioscantores オムニバス ヴァリアスアーティスト"
)
"""How services credit what is nobody's, without spaces."""
_JOINTS = listed("and und et y e och og en x vs versus with mit avec con the presents")
_GUESTS = listed("feat ft featuring starring")
_GUESTS_OF_OURS = _GUESTS | {"with"}
"""How Discogs joins those who only take part."""
_IN_TITLE = re.compile(r"\s*[(\[]\s*(?:feat|ft|featuring|with)\b\.?\s([^()\[\]]*)[)\]]", re.IGNORECASE)
_FOUND = "\0"
"""In place of a name that was found."""
_WITH_GUESTS = 0.95
_HALF = 0.5


def same_name(one: str, other: str) -> bool:
    """Tell whether two texts spell one name; never when one is only a part of the other."""
    ours, theirs = _plain(tokens(one)), _plain(tokens(other))
    if not ours or not theirs:
        return False
    if ours == theirs:
        return True
    mixed = is_latin(one) != is_latin(other)
    return mixed and _plain(latin(one)) == _plain(latin(other))


def _plain(name: Tokens) -> str:
    """Return a name without article, 'and' and spaces; numbers keep theirs, so that 8:58 isn't 858."""
    short = tuple(part for part in without_article(name) if part != "and")
    return compact(short or name)


def is_various(name: str) -> bool:
    """Tell whether a name stands for nobody."""
    return "".join(tokens(name)) in VARIOUS


def is_short_form(variation: str, name: str) -> bool:
    """Tell whether a variation leaves out what tells a name apart: Blink for Blink-182, Wilson for Steven Wilson."""
    short, whole = tokens(variation), tokens(name)
    return set(short) < set(whole) or (len("".join(short)) < len("".join(whole)) and _initials(short, whole))


def _initials(short: Tokens, whole: Tokens) -> bool:
    """Tell whether a variation is only initials, which many people share: S. W., S. Wilson."""
    return len(short) == len(whole) and all(full.startswith(part) for part, full in zip(short, whole, strict=True))


def artist_share(wanted: Wanted, candidate: Candidate) -> float:
    """Return how far the artists agree: 1 for all of ours and nobody else, at most 0.5 for some of them."""
    theirs = [person.name for person in candidate.artists]
    if wanted.is_various or not wanted.artists:
        return 1.0 if wanted.is_various and theirs and all(map(is_various, theirs)) else 0.0
    if not theirs or any(map(is_various, theirs)):
        return 0.0
    line = " & ".join(theirs)
    if same_name(wanted.artist_line, line) or any(_is_one_of(line, names) for names in _single(wanted)):
        return 1.0
    return _by_parts(wanted.artists, theirs, wanted.guests)


def _single(wanted: Wanted) -> Sequence[Sequence[str]]:
    return wanted.artists if len(wanted.artists) == 1 else ()


def _by_parts(ours: Sequence[Sequence[str]], theirs: Sequence[str], our_guests: int) -> float:
    """Find our names in theirs and take them out; what is left may be joints and guests, but nobody else."""
    left, found = _taken_out(ours, tokens(" & ".join(theirs)))
    # Where ours names its guests, theirs may have no others.
    guests = next((at for at, word in enumerate(left) if word in _GUESTS and len(ours) == 1), len(left))
    strangers = [word for word in left[:guests] if word not in _JOINTS | _GUESTS and word != _FOUND]
    if all(found[: len(ours) - our_guests]) and not strangers:
        return 1.0 if guests == len(left) and all(found) else _WITH_GUESTS
    return _HALF * sum(found) / (len(ours) + bool(strangers))


def _taken_out(ours: Sequence[Sequence[str]], line: Tokens) -> tuple[list[str], list[bool]]:
    """Return what a line says beside our artists' names, and which of them it has: of each the longest name first."""
    left, found = list(line), [False] * len(ours)
    forms = [sorted((form for name in names for form in _forms(name)), key=len, reverse=True) for names in ours]
    for one in sorted(range(len(ours)), key=lambda one: -max(map(len, ours[one]))):
        place = _place(forms[one], left)
        if place:
            found[one] = True
            left[place[0] : place[1]] = [_FOUND]
    return left, found


def joins_guests(join: str) -> bool:
    """Tell whether those behind a join only take part: 'Featuring', 'With'."""
    return bool(_GUESTS_OF_OURS & set(tokens(join)))


def without_our_guests(title: str, artists: Sequence[Sequence[str]]) -> str:
    """Return a title without '(feat. …)' where that names artists of ours, and nobody else."""
    found = _IN_TITLE.search(title)
    if not found:
        return title
    left, _ = _taken_out(artists, tokens(found[1]))
    is_ours = _FOUND in left and all(word in _JOINTS or word == _FOUND for word in left)
    return f"{title[: found.start()]}{title[found.end() :]}" if is_ours and title[: found.start()].strip() else title


def _forms(name: str) -> tuple[Tokens, ...]:
    """Return a name's tokens as written, and in Latin letters."""
    written = without_article(tokens(name))
    return (written,) if is_latin(name) else (written, without_article(latin(name)))


def _place(forms: Sequence[Tokens], line: Sequence[str]) -> tuple[int, int] | None:
    """Return from where to where a name stands in a line."""
    for form in forms:
        for start in range(len(line) - len(form) + 1):
            if tuple(line[start : start + len(form)]) == form:
                return start, start + len(form)
    return None


def _is_one_of(name: str, names: Sequence[str]) -> bool:
    return any(same_name(name, one) for one in names)


def artist_in(wanted: Wanted, candidate: Candidate) -> Person | None:
    """Return our one artist as a matched album credits them; None where there are several, or the names differ."""
    if wanted.is_various or len(wanted.artists) != 1 or len(candidate.artists) != 1:
        return None
    person = candidate.artists[0]
    known = person.entry_id or person.url
    return person if known and not is_various(person.name) and _is_one_of(person.name, wanted.artists[0]) else None
