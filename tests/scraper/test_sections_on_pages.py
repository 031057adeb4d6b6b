"""An album page has a heading for each side and disc, as Discogs' positions and formats tell together."""

import re
from pathlib import Path

import pytest
from shelves import item, keep_release, opened, shelve

from scraper.pages import ContentFolder, Pages, Privacy
from scraper.publishing import Publisher
from scraper.run.bundled import bundled
from scraper.run.progress import Progress
from scraper.run.report import Report

CASES = [
    ("1 Vinyl", "A Ba Bb Bc Bd", "### Side A: A | ### Side B: Ba Bb Bc Bd"),
    ("1 Vinyl", "A Ba+Bb+Bc+Bd", "### Side A: A | ### Side B: Ba Bb Bc Bd"),
    ("2 Vinyl", "B Ca Cb Cc Cd", "### Side B: B | ### Side C: Ca Cb Cc Cd"),
    ("1 Vinyl, 1 Blu-ray", "A BD-1 BD-2", "### Side A: A | ### BD: BD-1 BD-2"),
    ("2 Cassette", "1-1 1-2 2-1 3-1 12-1 13-1", "1-1 1-2 2-1 3-1 12-1 13-1"),
    ("2 Cassette, 1 Box Set", "1-1 2-1 2-2", "### Disc 1: 1-1 | ### Disc 2: 2-1 2-2"),
    ("1 CD", "1 2 10-31 32.1 32.2", "1 2 10-31 32.1 32.2"),
    ("1 CD", "1-1 1-2 2-1", "1-1 1-2 2-1"),
    ("1 CD", "1.1 1.2 2.1", "1.1 1.2 2.1"),
    ("1 CD, 1 DVD", "1.1 1.2 2.1", "### Disc 1: 1.1 1.2 | ### Disc 2: 2.1"),
    ("2 CD", "1.01 1.02 2.01", "### Disc 1: 1.01 1.02 | ### Disc 2: 2.01"),
    ("3 CD, 1 All Media", "1.1 2.1 3.1", "### Disc 1: 1.1 | ### Disc 2: 2.1 | ### Disc 3: 3.1"),
    ("2 CD", "1 2.1 2.2 3", "1 2.1 2.2 3"),
    ("15 Vinyl", "Z1 AA1 AB1 AC1", "### Side Z: Z1 | ### Side AA: AA1 | ### Side AB: AB1 | ### Side AC: AC1"),
    ("1 Vinyl, 1 CD", "LP-A1 LP-B1 CD-1 CD-2", "### LP: LP-A1 LP-B1 | ### CD: CD-1 CD-2"),
    ("2 Vinyl, 1 CD", "LP1-A1 LP2-C1 CD-1", "### LP 1: LP1-A1 | ### LP 2: LP2-C1 | ### CD: CD-1"),
    ("1 Vinyl, 1 CD", "A1 B1 1 2", "### Side A: A1 | ### Side B: B1 | ### CD: 1 2"),
]


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish a release for each case; its number is the case's place."""
    home = tmp_path_factory.mktemp("sections")
    with opened(home) as store:
        for number, (formats, positions, _) in enumerate(CASES, 1):
            shelve(store, item(number))
            keep_release(store, number, formats=_formats(formats), tracklist=[_row(row) for row in positions.split()])
        Publisher(
            store=store,
            pages=Pages([bundled("templates")], home / "artwork", Privacy()),
            content=ContentFolder(home / "content", home / "kept"),
            progress=Progress(),
        ).publish(Report())
    return home / "content"


def _formats(text: str) -> list[dict[str, str]]:
    parts = [part.partition(" ") for part in text.split(", ")]
    return [{"name": name, "qty": quantity} for quantity, _, name in parts]


def _row(position: str) -> dict[str, object]:
    """Return a row as Discogs answers it; '+' joins the positions of an index's parts."""
    if "+" in position:
        return {"type_": "index", "title": "Suite", "sub_tracks": [_row(part) for part in position.split("+")]}
    return {"type_": "track", "title": "Song", "position": position}


def _track_list(page: str) -> str:
    """Return the track list of a page: its headings, and the positions below each."""
    body = page.partition("## Tracks\n")[2].partition("\n## ")[0].replace("\\", "")
    rows = re.findall(r"^(?:### (.+)|\| (\S+) \| Song.*)$", body, re.MULTILINE)
    return " ".join(f"| ### {heading}:" if heading else position for heading, position in rows).removeprefix("| ")


@pytest.mark.parametrize("number", range(1, len(CASES) + 1))
def test_each_side_and_disc_has_its_heading(content: Path, number: int) -> None:
    """No more discs than there are carriers, and every track below the heading of its own."""
    page = (content / f"albums/title-{number}-{number}/index.md").read_text(encoding="utf-8")
    assert CASES[number - 1][2] == _track_list(page)
