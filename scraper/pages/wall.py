"""All albums in one small JSON file, which browsers sort, filter and search."""

import json
from collections.abc import Iterable

from scraper.domain.releases import ReleaseId
from scraper.domain.slugs import sort_key
from scraper.markup import one_line
from scraper.pages.index import Index
from scraper.pages.overview import Overview
from scraper.pages.privacy import Privacy

VERSION = 1
"""The version of the file's form, which the file names as "v"."""
_LISTS = ("genres", "styles", "formats")


class _NumberedNames:
    """Names, numbered in the order in which they first occur: rows hold the numbers."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, name: str) -> int:
        """Return a name's number."""
        return self._numbers.setdefault(one_line(name), len(self._numbers))

    def numbers(self, names: Iterable[str]) -> list[int]:
        """Return the numbers of names, each once."""
        return list(dict.fromkeys(self.number(name) for name in names))

    @property
    def all(self) -> list[str]:
        """Return the names by their numbers."""
        return list(self._numbers)


class Wall:
    """The file of all albums."""

    def __init__(self, overview: Overview, index: Index, privacy: Privacy) -> None:
        self._overview, self._index, self._privacy = overview, index, privacy
        self._names = {kind: _NumberedNames() for kind in (*_LISTS, "labels", "countries", "folders")}

    def document(self) -> bytes:
        """Return the file; its albums are in the order in which they were added, the newest first."""
        albums = [self._row(number) for number in self._overview.newest_first]
        lists = {kind: names.all for kind, names in self._names.items() if kind != "folders" or names.all}
        whole = {"v": VERSION, **lists, "albums": albums}
        return f"{json.dumps(whole, ensure_ascii=False, separators=(',', ':'))}\n".encode()

    def _row(self, number: ReleaseId) -> list[object]:
        """Return an album's row: what is unknown is null, '' or 0, whichever suits the column's type."""
        line = self._index.lines[number]
        title, artists = one_line(line.title) or "Untitled", one_line(line.artist_line)
        tone, thumb = self._index.tone_and_thumb(number)
        return [
            self._index.albums[number],
            title,
            artists,
            sort_key(title),
            sort_key(artists),
            line.original_year or line.year,
            line.year,
            self._overview.added.get(number, "")[:10],
            self._rating(number),
            tone,
            thumb,
            *(self._names[kind].numbers(line.terms[kind]) for kind in _LISTS),
            self._names["labels"].numbers(self._labels(number)),
            self._names["countries"].number(line.country) if line.country else None,
            self._folder(number),
        ]

    def _labels(self, number: ReleaseId) -> Iterable[str]:
        terms = (self._index.label(label) for label in self._overview.measures[number].labels)
        return [self._index.terms["labels"][term.slug] for term in terms if term]

    def _rating(self, number: ReleaseId) -> int:
        copies = self._overview.copies.get(number, ())
        return max((copy.rating for copy in copies), default=0) if self._privacy.rating else 0

    def _folder(self, number: ReleaseId) -> int | None:
        """Return the number of the newest copy's folder; None without one, or where folders are private."""
        copies = self._overview.copies.get(number, ())
        name = self._privacy.folder(copies[-1].folder_id) if copies else None
        return self._names["folders"].number(name) if name else None
