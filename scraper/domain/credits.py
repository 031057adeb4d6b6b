"""Who is credited on a release or a track, and how credited names are written. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NewType

ArtistId = NewType("ArtistId", int)
VARIOUS, UNKNOWN_ARTIST, NO_ARTIST = ArtistId(194), ArtistId(355), ArtistId(118760)
NOBODY = frozenset({VARIOUS, UNKNOWN_ARTIST, NO_ARTIST})
"""Artists of Discogs who stand for nobody in particular: their names are shown, but they have no page."""
# At most three figures: "(1972)" is part of a name.
_NUMBER = r"\s\([1-9]\d{0,2}\)"
_HOMONYM = re.compile(f"{_NUMBER}$", re.ASCII)
_NESTED = re.compile(rf"(\([^()]*){_NUMBER}", re.ASCII)
"""A number inside of brackets: labels are named after artists, as in 'Not On Label (France (5) Self-released)'."""
_CLINGING = frozenset(",;:")
"""Signs that follow a name without a space."""


def display_name(name: str) -> str:
    """Return a name as it is shown, without the numbers by which Discogs tells homonyms apart.

    'Sublime (2)' is Sublime, 'Not On Label (France (5) Self-released)' is 'Not On Label (France Self-released)';
    'Heaven 17' stays. For names of artists, labels, companies and series; a title ends as it ends.
    """
    shown = name.strip()
    while "(" in shown:
        before, shown = shown, _NESTED.sub(r"\1", shown)
        if before == shown:
            return _HOMONYM.sub("", shown)
    return shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """One artist as credited on a release or a track."""

    artist_id: ArtistId | None
    """None where Discogs has not linked the name to an artist."""
    name: str
    anv: str = ""
    """The name as printed on this release; '' when it is the artist's usual one."""
    join: str = ""
    """The word or sign between this artist and the next one, such as '&'; '' for none."""
    role: str = ""
    tracks: str = ""
    """Which tracks the credit is for, such as 'A1 to A3, B2'; '' for all of them."""

    @property
    def printed(self) -> str:
        """Return the name to show."""
        return display_name(self.anv) or display_name(self.name)

    @property
    def has_page(self) -> bool:
        """Tell whether the credited artist can have an artist page."""
        return self.artist_id is not None and self.artist_id not in NOBODY


def joined(join: str) -> str:
    """Return the text between two credited artists: ' & ', ', ', ' Feat. '."""
    word = join.strip()
    if not word:
        return ", "
    return f"{word} " if word[0] in _CLINGING else f" {word} "


def named(artists: Sequence[Credit]) -> list[Credit]:
    """Return the credits that have a name to show: a few consist of control characters."""
    return [credit for credit in artists if any(map(str.isprintable, credit.printed))]


def artist_line(artists: Sequence[Credit]) -> str:
    """Return the credited artists as one text: 'Simon & Garfunkel', 'Various'."""
    parts: list[str] = []
    shown = named(artists)
    for place, credit in enumerate(shown):
        parts.append(credit.printed)
        if place < len(shown) - 1:
            parts.append(joined(credit.join))
    return "".join(parts)
