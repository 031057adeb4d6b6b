"""What the fakes of Apple Music, iTunes, Spotify and Deezer know: one list of albums, for all of them."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class Album:
    """An album in a service's catalogue; its texts are sent exactly as they stand here."""

    number: int
    """Its id: 17 is "17" at Apple, and written with 22 digits at Spotify."""
    title: str
    artist: str
    artist_id: int
    tracks: tuple[tuple[str, int | None], ...]
    """Title and length in seconds; None: the service does not tell it."""
    year: str
    """The release date that the service tells, "1990" or "1990-01-15"; '' for none."""
    upc: str = ""
    """The barcode with the padding that finds it at Apple and Spotify; '' for none."""
    kind: Literal["album", "single", "ep", "compilation"] = "album"
    notes: str = ""
    """The notes of Apple's editors, with HTML; '' for none."""
    cover: Callable[[], bytes] | None = None
    """Draws its JPEG or PNG; None: it has no cover."""


# Mutable on purpose: a test adds and removes albums while the server runs.
@dataclass(kw_only=True)
class MusicCatalogue:
    """All albums of a service."""

    albums: list[Album] = field(default_factory=list)
    """In the order in which the service ranks albums that fit a search equally well."""

    @property
    def artists(self) -> dict[int, str]:
        """Return every artist's name by id."""
        return {album.artist_id: album.artist for album in self.albums}

    def numbered(self, number: int) -> Album | None:
        """Return the album with this number, None where there is none."""
        return next((album for album in self.albums if album.number == number), None)

    def with_barcode(self, code: str) -> list[Album]:
        """Return the albums with this barcode, padding included."""
        return [album for album in self.albums if code and album.upc == code]

    def search(self, words: str) -> list[Album]:
        """Return the albums that have any of the words in artist or title; those with the most come first."""
        ranked = [(occurring(words, f"{album.artist} {album.title}"), album) for album in self.albums]
        return [album for hits, album in sorted(ranked, key=lambda pair: -pair[0]) if hits]


def occurring(words: str, text: str) -> int:
    """Return how many of the words, without regard to case and accents, occur in a text.

    A word of other than Latin letters, or of signs only, may be a part of a word of the text.
    """
    return sum(_occurs(word, _folded(text), _whole_words(text)) for word in dict.fromkeys(_folded(words).split()))


def has_all(words: str, text: str) -> bool:
    """Tell whether every one of the words occurs in a text."""
    return occurring(words, text) == len({*_folded(words).split()})


def _occurs(word: str, text: str, whole: frozenset[str]) -> bool:
    parts = re.findall(r"\w+", word)
    return whole.issuperset(parts) if parts and word.isascii() else word in text


# Every search looks at every album: what an album's text comes to is worked out once.
@cache
def _whole_words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", _folded(text)))


@cache
def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
