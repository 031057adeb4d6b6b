"""Every promise that docs/catalogue.md makes to other programs is kept, in both databases, on real records."""

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
from scraper.catalogue.tables import BAD_RECORDS, DUMP_KINDS, METADATA, TABLES

DOCUMENT = (Path(__file__).parents[3] / "docs/catalogue.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"^```sql\n(.*?)^```", DOCUMENT, flags=re.MULTILINE | re.DOTALL)
TOGETHER, BY_LABEL, LONGEST, DECADES, PRODUCERS, PRESSINGS = range(6)


def documented() -> dict[str, tuple[str, ...]]:
    """Return the columns that the document lists for each table, in its order."""
    sections = re.split(r"^### (\w+)$", DOCUMENT, flags=re.MULTILINE)[1:]
    columns = {}
    for name, text in zip(sections[::2], sections[1::2], strict=True):
        rows = re.findall(r"^\| (`[^|]*) \|", text.split("\n## ")[0], flags=re.MULTILINE)
        columns[name] = tuple(column for row in rows for column in re.findall(r"`(\w+)`", row))
    return columns


def test_every_table_and_column_is_described_and_no_other() -> None:
    """The document lists the columns in their own order."""
    known = [table for tables in TABLES.values() for table in tables]
    assert {table.name: table.columns for table in (*known, METADATA, BAD_RECORDS)} == documented()


@pytest.mark.parametrize("table", documented())
def test_a_program_finds_what_is_described(catalogue: Catalogue, table: str) -> None:
    """A query can name each table and column of the document."""
    assert [] == list(catalogue.rows(f"SELECT {', '.join(documented()[table])} FROM {table}"))


def test_the_view_has_the_columns_of_the_index(catalogue: Catalogue) -> None:
    """The document says so."""
    dedupe.create_view(catalogue, "US")
    assert [] == list(catalogue.rows(f"SELECT {', '.join(documented()['release_index'])} FROM release_deduplicated"))


@pytest.fixture(scope="module")
def releases() -> list[ET.Element]:
    """Return the real releases, as an XML parser reads them."""
    return list(ET.fromstring(decompress(real_dump("releases").read_bytes())))  # noqa: S314  # a trusted sample


@pytest.fixture
def stocked(catalogue: Catalogue) -> Catalogue:
    """Return a catalogue with all real records."""
    for kind in DUMP_KINDS:
        load(catalogue, real_dump(kind))
    return catalogue


def test_the_questions_are_answered_right(stocked: Catalogue, releases: list[ET.Element]) -> None:
    """Each documented query returns what counting in the XML gives, and none of them returns nothing."""
    answers = [list(stocked.rows(query.strip().rstrip(";"))) for query in QUERIES]
    assert PRESSINGS + 1 == len(answers)
    assert [] == [place for place, answer in enumerate(answers) if not answer]
    assert together(releases, "The Persuader", "Jesper Dahlbäck") == [row[0] for row in answers[TOGETHER]]
    assert sorted(catnos(releases, "Philips")) == sorted(str(row[0]) for row in answers[BY_LABEL])
    assert sorted(lengths(releases), reverse=True)[:10] == [row[0] for row in answers[LONGEST]]
    assert decades(releases) == {row[0]: row[1] for row in answers[DECADES]}
    assert [count for _, count in producers(releases)] == [row[2] for row in answers[PRODUCERS]]


def together(releases: list[ET.Element], *names: str) -> list[int]:
    """Return the ids of the releases that credit all of these artists, anywhere."""
    credited = {
        int(release.get("id", 0)): {name.text for name in release.iterfind(".//artist/name")} for release in releases
    }
    return sorted(number for number, artists in credited.items() if set(names) <= artists)


def catnos(releases: list[ET.Element], label: str) -> list[str]:
    """Return the catalogue numbers of a label."""
    elements = (element for release in releases for element in release.iterfind("labels/label"))
    return [element.get("catno", "") for element in elements if label == element.get("name")]


def lengths(releases: list[ET.Element]) -> Iterator[int]:
    """Yield the lengths of all tracks, those of tracks with sub-tracks too."""
    for release in releases:
        for duration in release.iterfind("tracklist//track/duration"):
            if re.fullmatch(r"(\d+:)?\d+:\d\d", duration.text or ""):
                parts = [int(part) for part in str(duration.text).split(":")]
                yield sum(part * 60**place for place, part in enumerate(reversed(parts)))


def decades(releases: list[ET.Element]) -> Counter[int]:
    """Return how many albums each decade has, by the master's year, else the year of its earliest pressing."""
    masters = ET.fromstring(decompress(real_dump("masters").read_bytes()))  # noqa: S314  # a trusted sample
    years = {master.get("id"): int(master.findtext("year") or 0) for master in masters}
    albums: dict[str, list[int]] = defaultdict(list)
    for release in releases:
        master_id = release.findtext("master_id") or ""
        released = re.match(r"\d{4}", release.findtext("released") or "")
        year = years.get(master_id, 0) or (int(released[0]) if released else 0)
        albums[master_id if master_id.strip("0") else f"release {release.get('id')}"] += [year] if year else []
    return Counter(min(album) // 10 * 10 for album in albums.values() if album)


def producers(releases: list[ET.Element]) -> list[tuple[str, int]]:
    """Return the ten artists who are credited as producers of most releases, and of how many."""
    credited = {
        (artist.findtext("id") or "", release.get("id"))
        for release in releases
        for artist in release.iterfind("extraartists/artist")
        if "Producer" in (artist.findtext("role") or "") and (artist.findtext("id") or "").strip("0")
    }
    return Counter(artist_id for artist_id, _ in credited).most_common(10)
