"""What docs/catalogue.md promises to other programs is so, in both databases, on real records."""

import re
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Iterator
from gzip import decompress
from pathlib import Path

import pytest
from dumps import load, real_dump

from scraper.catalogue import dedupe
from scraper.catalogue.backend import Catalogue
from scraper.catalogue.tables import BAD, KINDS, METADATA, TABLES

DOCUMENT = (Path(__file__).parents[3] / "docs/catalogue.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"^```sql\n(.*?)^```", DOCUMENT, flags=re.MULTILINE | re.DOTALL)
TOGETHER, BY_LABEL, LONGEST, DECADES, PRODUCERS, PRESSINGS = range(6)


def documented() -> dict[str, tuple[str, ...]]:
    """Return the columns that the document gives to each table, in its order."""
    sections = re.split(r"^### (\w+)$", DOCUMENT, flags=re.MULTILINE)[1:]
    found = {}
    for name, text in zip(sections[::2], sections[1::2], strict=True):
        rows = re.findall(r"^\| (`[^|]*) \|", text.split("\n## ")[0], flags=re.MULTILINE)
        found[name] = tuple(column for row in rows for column in re.findall(r"`(\w+)`", row))
    return found


def test_every_table_and_column_is_described_and_no_other() -> None:
    """In the columns' own order."""
    known = [table for tables in TABLES.values() for table in tables]
    assert {one.name: one.columns for one in (*known, METADATA, BAD)} == documented()


@pytest.mark.parametrize("table", documented())
def test_a_program_finds_what_is_described(catalogue: Catalogue, table: str) -> None:
    """Each column can be asked for by its name."""
    assert [] == list(catalogue.rows(f"SELECT {', '.join(documented()[table])} FROM {table}"))


def test_the_view_has_the_columns_of_the_index(catalogue: Catalogue) -> None:
    """As it is described."""
    dedupe.show(catalogue, "US")
    assert [] == list(catalogue.rows(f"SELECT {', '.join(documented()['release_index'])} FROM release_deduplicated"))


@pytest.fixture(scope="module")
def releases() -> list[ET.Element]:
    """Return the real releases, as an XML parser reads them."""
    return list(ET.fromstring(decompress(real_dump("releases").read_bytes())))  # noqa: S314  # a trusted sample


@pytest.fixture
def stocked(catalogue: Catalogue) -> Catalogue:
    """Return a catalogue with all real records."""
    for kind in KINDS:
        load(catalogue, real_dump(kind))
    return catalogue


def test_the_questions_are_answered_right(stocked: Catalogue, releases: list[ET.Element]) -> None:
    """Each as counting in the XML answers it; there are as many as are named here, and none comes to nothing."""
    answers = [list(stocked.rows(query.strip().rstrip(";"))) for query in QUERIES]
    assert PRESSINGS + 1 == len(answers)
    assert [] == [place for place, answer in enumerate(answers) if not answer]
    assert together(releases, "The Persuader", "Jesper Dahlbäck") == [row[0] for row in answers[TOGETHER]]
    assert sorted(catnos(releases, "Philips")) == sorted(str(row[0]) for row in answers[BY_LABEL])
    assert sorted(lengths(releases), reverse=True)[:10] == [row[0] for row in answers[LONGEST]]
    assert decades(releases) == {row[0]: row[1] for row in answers[DECADES]}
    assert [count for _, count in producers(releases)] == [row[2] for row in answers[PRODUCERS]]


def together(releases: list[ET.Element], *names: str) -> list[int]:
    """Return the releases that credit all of these, anywhere."""
    credited = {int(one.get("id", 0)): {name.text for name in one.iterfind(".//artist/name")} for one in releases}
    return sorted(number for number, found in credited.items() if set(names) <= found)


def catnos(releases: list[ET.Element], label: str) -> list[str]:
    """Return the catalogue numbers of a label."""
    found = (one for release in releases for one in release.iterfind("labels/label"))
    return [one.get("catno", "") for one in found if label == one.get("name")]


def lengths(releases: list[ET.Element]) -> Iterator[int]:
    """Yield the lengths of all tracks, those that stand for several too."""
    for release in releases:
        for duration in release.iterfind("tracklist//track/duration"):
            if re.fullmatch(r"(\d+:)?\d+:\d\d", duration.text or ""):
                parts = [int(part) for part in str(duration.text).split(":")]
                yield sum(part * 60**place for place, part in enumerate(reversed(parts)))


def decades(releases: list[ET.Element]) -> Counter[int]:
    """Return how many albums each decade has, by the year of the master, else of the earliest pressing."""
    masters = ET.fromstring(decompress(real_dump("masters").read_bytes()))  # noqa: S314  # a trusted sample
    years = {one.get("id"): int(one.findtext("year") or 0) for one in masters}
    albums: dict[str, list[int]] = defaultdict(list)
    for release in releases:
        master = release.findtext("master_id") or ""
        released = re.match(r"\d{4}", release.findtext("released") or "")
        year = years.get(master, 0) or (int(released[0]) if released else 0)
        albums[master if master.strip("0") else f"release {release.get('id')}"] += [year] if year else []
    return Counter(min(found) // 10 * 10 for found in albums.values() if found)


def producers(releases: list[ET.Element]) -> list[tuple[str, int]]:
    """Return the ten who are credited as producers of most releases."""
    found = {
        (one.findtext("id") or "", release.get("id"))
        for release in releases
        for one in release.iterfind("extraartists/artist")
        if "Producer" in (one.findtext("role") or "") and (one.findtext("id") or "").strip("0")
    }
    return Counter(artist for artist, _ in found).most_common(10)
