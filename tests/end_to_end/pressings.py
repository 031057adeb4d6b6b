"""A shop's worth of releases beside the five of a collection, and the dumps that hold them all."""

import gzip
import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dump_writing import write_dumps
from household import Home, artist, crate, credit, release

from services.fakes.world import World

MONTH = "202608"
OWNED, WANTED = frozenset({1, 2, 3, 4, 5}), frozenset({8})
ALL = OWNED | {6, 7, 8, 9, 10, 21, 22, 30}
BJORK = 600
KINDS = ("artists", "labels", "masters", "releases")


def world() -> World:
    """Return five owned releases, one that is wanted, two more pressings of an album that is owned, and others."""
    made = crate(5)
    for number in range(6, 11):
        made.releases[number] = release(number)
    # Of the master of release 1, which is from the UK: one from the US, and one with more tracks.
    again: dict[str, Any] = {"title": "Title 1", "master_id": 9001, "artists": release(1)["artists"]}
    song = release(1)["tracklist"][0]
    made.releases[21] = release(1) | again | {"id": 21, "country": "US"}
    made.releases[22] = release(1) | again | {"id": 22, "tracklist": [song | {"position": f"A{n}"} for n in (1, 2, 3)]}
    made.releases[30] = release(30) | {"title": "Début", "artists": [credit(BJORK, "Björk")], "extraartists": []}
    made.artists[BJORK] = artist(BJORK, "Björk") | {"namevariations": ["B. Gudmundsdottir"]}
    made.wants.append({"id": 8, "date_added": "2020-05-01T10:00:00-07:00"})
    return made


def press(folder: Path, known: World, month: str = MONTH) -> Path:
    """Write the dumps of a world, labels too, with the file of their checksums; return the folder."""
    write_dumps(folder, known, month)
    labels = "".join(f"<label><id>{70 + n}</id><name>Label {n}</name></label>\n" for n in range(3))
    (folder / f"discogs_{month}01_labels.xml").write_text(f"<labels>\n{labels}</labels>\n", encoding="utf-8")
    packed(folder / f"discogs_{month}01_labels.xml")
    sums = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in sorted(folder.glob("*.gz"))]
    (folder / f"discogs_{month}01_CHECKSUM.txt").write_text("".join(sums), encoding="ascii")
    return folder


def packed(file: Path) -> None:
    """Put a file's gzipped twin in its place."""
    file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(file.read_bytes()))
    file.unlink()


@dataclass(kw_only=True)
class Shop:
    """A home whose catalogue is in one of the databases, and the folder of dumps."""

    home: Home
    mirror: Path
    words: tuple[str, ...] = field(default=("catalogue",))

    def __call__(self, *words: str) -> str:
        """Run `scrape catalogue`; return what it said, which must be all well."""
        ended = self.home.run(*self.words, *words)
        assert (0, "") == (ended.code, ended.err), (words, ended)
        return ended.out

    def refused(self, *words: str) -> str:
        """Run it; return the one sentence in which it was refused as bad usage."""
        ended = self.home.run(*self.words, *words)
        assert 2 == ended.code, (words, ended)
        assert 1 == len(ended.err.splitlines()), ended
        return ended.err

    def ids(self, query: str = "SELECT release_id FROM release_index") -> set[int]:
        """Return the numbers that a query yields."""
        return {int(line) for line in self("sql", "--csv", query).splitlines()[1:]}

    def loaded(self, *words: str) -> str:
        """Download the dumps and load them; return what was said of that."""
        self("download", "--from", str(self.mirror), "--month", MONTH)
        return self("ingest", *words)
