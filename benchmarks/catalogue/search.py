"""How quickly and how often both databases find a release whose name is misspelt, among 240,000.

python benchmarks/catalogue/search.py [RECORDS] [QUESTIONS]

PostgreSQL is the server named in DATABASE_URL_TEST, or one that is started for it.
"""

import random
import statistics
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import dump

from scraper.catalogue.backend import Catalogue, SearchQuery
from scraper.catalogue.folded_text import fold
from scraper.catalogue.ingest import dump_file, ingest
from scraper.catalogue.postgres import open_postgres
from scraper.catalogue.search import search
from scraper.catalogue.selection import Selection
from scraper.catalogue.sqlite import SqliteCatalogue
from scraper.run.progress import Progress

sys.path.append(str(Path(__file__).parents[2] / "tests"))
import postgres

QUESTIONS = 200
_FIRST = 3
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ENOUGH_WORDS, _ENOUGH_LETTERS = 3, 6

Distort = Callable[[str, random.Random], str | None]
"""Turns 'artist title' into what somebody may type; None where that cannot be done with this text."""


def as_written(text: str, _: random.Random) -> str:
    """Return the text as it is."""
    return text


def misspelt(text: str, chance: random.Random, edits: int) -> str | None:
    """Return the text with so many letters left out, put in, replaced or swapped with the next."""
    if len(fold(text)) < _ENOUGH_LETTERS * edits:
        return None
    for _ in range(edits):
        place = chance.choice([number for number, letter in enumerate(text) if letter.isalnum()])
        letter, rest = chance.choice(_LETTERS), text[place + 1 :]
        edited = [f"{letter}{rest}", rest, f"{letter}{text[place:]}", f"{rest[:1]}{text[place]}{rest[1:]}"]
        text = f"{text[:place]}{chance.choice(edited)}"
    return text


def unaccented(text: str, _: random.Random) -> str | None:
    """Return the text in capitals without its accents; None where it has none."""
    plain = "".join(part for part in unicodedata.normalize("NFD", text) if not unicodedata.combining(part))
    return None if plain == text else plain.upper()


def reordered(text: str, chance: random.Random) -> str | None:
    """Return the words of the text in another order."""
    words = text.split()
    chance.shuffle(words)
    return None if words == text.split() else " ".join(words)


def incomplete(text: str, chance: random.Random) -> str | None:
    """Return the text without one of its words."""
    words = text.split()
    if len(words) < _ENOUGH_WORDS:
        return None
    del words[chance.randrange(len(words))]
    return " ".join(words)


DISTORTIONS: dict[str, Distort] = {
    "as written": as_written,
    "misspelt by 1 edit": partial(misspelt, edits=1),
    "misspelt by 2 edits": partial(misspelt, edits=2),
    "accents dropped": unaccented,
    "words reordered": reordered,
    "a word missing": incomplete,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What somebody types, and the release that is meant."""

    text: str
    artists: str
    title: str


def questions(catalogue: Catalogue, distort: Distort, count: int) -> list[Question]:
    """Return questions about releases all over the catalogue, the same ones each time."""
    chance = random.Random(7)  # noqa: S311  # the same each time
    query = "SELECT artists, title FROM release_index WHERE artists > '' AND title > '' ORDER BY release_id"
    names = [(str(artists), str(title)) for artists, title in catalogue.rows(query)]
    chance.shuffle(names)
    asked: list[Question] = []
    for artists, title in names:
        text = distort(f"{artists} {title}", chance)
        if text is not None and len(asked) < count:
            asked.append(Question(text=text, artists=artists, title=title))
    return asked


def measure(catalogue: Catalogue, name: str, count: int) -> None:
    """Print how each kind of distortion was answered."""
    all_times: list[float] = []
    for kind, distort in DISTORTIONS.items():
        asked = questions(catalogue, distort, count)
        times, right = [], 0
        for question in asked:
            began = time.perf_counter()
            hits = search(catalogue, SearchQuery(text=question.text))
            times.append((time.perf_counter() - began) * 1000)
            right += (question.artists, question.title) in [(hit.artists, hit.title) for hit in hits[:_FIRST]]
        all_times += times
        _print(f"{name}: {kind}", times, f"{right / len(asked):7.1%} of {len(asked)} among the first {_FIRST}")
    _print(f"{name}: all", all_times, "")


def _print(name: str, times: list[float], result: str) -> None:
    slow = statistics.quantiles(times, n=20)[-1]
    print(f"{name:32} median {statistics.median(times):6.1f} ms, 95 % below {slow:6.1f} ms {result}", flush=True)


@contextmanager
def in_sqlite() -> Iterator[Catalogue]:
    """Yield an empty catalogue in a file."""
    with tempfile.TemporaryDirectory() as folder, SqliteCatalogue(Path(folder) / "catalogue.db") as opened:
        yield opened


@contextmanager
def in_postgres() -> Iterator[Catalogue]:
    """Yield an empty catalogue in a server's database."""
    with postgres.server() as server, postgres.database(server) as address:
        opened = open_postgres(address)
        try:
            yield opened
        finally:
            opened.close()


def main(records: int = dump.RECORDS, count: int = QUESTIONS) -> None:
    """Load an index of all releases into each database, and search it."""
    file = dump.releases_dump(records)
    for name, database in (("SQLite", in_sqlite), ("PostgreSQL", in_postgres)):
        with database() as catalogue:
            began = time.perf_counter()
            ingest(catalogue, dump_file(file, "releases"), Selection(keep="index"), progress=Progress())
            print(f"{name}: {records:,} releases indexed in {time.perf_counter() - began:.1f} s", flush=True)
            measure(catalogue, name, count)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
