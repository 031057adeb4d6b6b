"""All albums as one small file of JSON, for the sorting and filtering that visitors' browsers do."""

import json
from collections.abc import Iterable

from scraper.domain.releases import ReleaseId
from scraper.domain.slugs import sort_key
from scraper.markup import one_line
from scraper.pages.index import Index
from scraper.pages.overview import Overview
from scraper.pages.privacy import Openness

VERSION = 1
_LISTS = ("genres", "styles", "formats")


class _Names:
    """Names in the order in which they first occur, so that rows need only their numbers."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def place(self, name: str) -> int:
        """Return a name's number."""
        return self._places.setdefault(one_line(name), len(self._places))

    def places(self, names: Iterable[str]) -> list[int]:
        """Return the numbers of names, each once."""
        return list(dict.fromkeys(self.place(name) for name in names))

    @property
    def all(self) -> list[str]:
        """Return the names by their numbers."""
        return list(self._places)


class Wall:
    """What browsers know of the shelf."""

    def __init__(self, overview: Overview, index: Index, openness: Openness) -> None:
        self._overview, self._index, self._openness = overview, index, openness
        self._names = {kind: _Names() for kind in (*_LISTS, "labels", "countries", "folders")}

    def document(self) -> bytes:
        """Return the file; albums stand in it from the newest addition to the oldest."""
        albums = [self._row(number) for number in self._overview.newest_first]
        lists = {kind: names.all for kind, names in self._names.items() if kind != "folders" or names.all}
        whole = {"v": VERSION, **lists, "albums": albums}
        return f"{json.dumps(whole, ensure_ascii=False, separators=(',', ':'))}\n".encode()

    def _row(self, number: ReleaseId) -> list[object]:
        """Return an album: what is unknown is null, '' or 0, as its neighbours in the column ask for."""
        line = self._index.lines[number]
        title, artists = one_line(line.title) or "Untitled", one_line(line.artist_line)
        tone, thumb = self._index.look(number)
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
            *(self._names[kind].places(line.terms[kind]) for kind in _LISTS),
            self._names["labels"].places(self._labels(number)),
            self._names["countries"].place(line.country) if line.country else None,
            self._folder(number),
        ]

    def _labels(self, number: ReleaseId) -> Iterable[str]:
        found = (self._index.label(label) for label in self._overview.measures[number].labels)
        return [self._index.terms["labels"][term.slug] for term in found if term]

    def _rating(self, number: ReleaseId) -> int:
        copies = self._overview.copies.get(number, ())
        return max((copy.rating for copy in copies), default=0) if self._openness.rating else 0

    def _folder(self, number: ReleaseId) -> int | None:
        """Return the folder of the newest copy, where folders may be shown."""
        copies = self._overview.copies.get(number, ())
        name = self._openness.folders.get(copies[-1].folder_id) if copies and self._openness.notes else None
        return self._names["folders"].place(name) if name else None
