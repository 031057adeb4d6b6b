"""Names are shown without the numbers by which Discogs tells homonyms apart, wherever a page prints one."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from test_pages import fill

from scraper.domain.credits import display_name
from scraper.pages import ContentFolder, Pages, Privacy
from scraper.publishing import Publisher
from scraper.run.bundled import bundled
from scraper.run.progress import Progress
from scraper.run.report import Report
from scraper.store import Store
from services.fakes.world import World

SHOWN = {
    "Sublime (2)": "Sublime",
    "Level 42 (3)": "Level 42",
    "Chris (115)": "Chris",
    "!!! (2)": "!!!",
    " Air (2) ": "Air",
    "Not On Label (France (5) Self-released)": "Not On Label (France Self-released)",
    "Not On Label (Олег Фёдоров (2))": "Not On Label (Олег Фёдоров)",
    "Not On Label (A (2) & B (31) Self-released) (4)": "Not On Label (A & B Self-released)",
    "Not On Label (Hel (3) Self-released": "Not On Label (Hel Self-released",
    "Heaven 17": "Heaven 17",
    "Blink-182": "Blink-182",
    "Sunn O)))": "Sunn O)))",
    "(2)": "(2)",
    "Live(2)": "Live(2)",
    "Class Of (1972)": "Class Of (1972)",
    "Zero (0)": "Zero (0)",
    "Love (What (Else))": "Love (What (Else))",
    "( (": "( (",
    "": "",
}


@pytest.mark.parametrize("name", SHOWN)
def test_a_name_is_shown_without_its_number(name: str) -> None:
    """At its end and inside of brackets; figures that belong to a name stay, and what is shown stays as it is."""
    assert [SHOWN[name]] * 2 == [display_name(name), display_name(SHOWN[name])]


def by(number: int, name: str, **more: str) -> dict[str, Any]:
    """Return a credit."""
    return {"id": number, "name": name, "anv": "", "join": "", "role": "", "tracks": "", **more}


def line(number: int, name: str, **more: str) -> dict[str, Any]:
    """Return a label, series or company."""
    return {"id": number, "name": name, "catno": "none", **more}


def world() -> World:
    """Return a record on which every kind of name has a number, and so has the title, which is no name."""
    known = World(username="crate")
    track = {"position": "1", "type_": "track", "title": "Song (3)", "duration": "1:00"}
    known.releases[1] = {
        "id": 1,
        "title": "Album (2)",
        "year": 1990,
        "artists": [by(11, "Level 42 (3)", join="&"), by(12, "!!! (2)", join=","), by(13, "Plain", anv="Destiny (9)")],
        "extraartists": [
            by(14, "Engineer (4)", role="Engineer"),
            by(15, "Writer", anv="W. Riter (5)", role="Lyrics By"),
        ],
        "labels": [line(21, "Virgin (2)"), line(1818, "Not On Label (France (5) Self-released)", catno="F 1")],
        "series": [line(31, "Jazz Hour (6)", catno="7")],
        "companies": [line(41, "Pressing Plant (8)", entity_type_name="Pressed By")],
        "formats": [{"name": "Vinyl", "qty": "1", "descriptions": ["LP"]}],
        "genres": ["Rock"],
        "styles": [],
        "tracklist": [
            {**track, "artists": [by(16, "Guest (7)")], "extraartists": [by(17, "Mixer (2)", role="Mixed By")]}
        ],
        "notes": "With [a=Sublime (2)], on [l=Not On Label (Hel (3) Self-released)], see [a11].",
    }
    known.releases[2] = known.releases[1] | {"id": 2, "title": "Other (4)"}
    known.copies = [
        {
            "id": number,
            "instance_id": 100 + number,
            "folder_id": 1,
            "rating": 0,
            "date_added": "2020-01-02T03:04:05-08:00",
        }
        for number in known.releases
    ]
    known.artists[11] = {
        "id": 11,
        "name": "Level 42 (3)",
        "realname": "Somebody (2)",
        "profile": "Known with [a=Sublime (2)] and [a51].",
        "namevariations": ["L42 (2)", "L42", "Level 42 (4)"],
        "members": [{"id": 51, "name": "Mike (12)", "active": True}],
        "groups": [{"id": 52, "name": "Groups (3)", "active": False}],
        "aliases": [{"id": 53, "name": "Alias (99)"}],
    }
    return known


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the record."""
    home = tmp_path_factory.mktemp("names")
    with Store(home / "test.db") as store:
        fill(store, world())
        Publisher(
            store=store,
            pages=Pages([bundled("templates")], home / "artwork", Privacy()),
            content=ContentFolder(home / "content", home / "kept"),
            progress=Progress(),
        ).publish(Report())
    return home / "content"


def text_of(content: Path, name: str) -> str:
    """Return a page, without the escapes of Markdown."""
    return re.sub(r"\\([^\w\s\"])", r"\1", (content / name / "index.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "words",
    [
        '"artist_line": "Level 42 & !!!, Destiny"',
        "[Guest](/people/guest-16/) – Song (3)",
        "**Engineer**: [Engineer](/people/engineer-14/)",
        "**Lyrics By**: [W. Riter](/people/writer-15/)",
        "**Mixed By**: [Mixer](/people/mixer-17/)",
        '{"name": "Virgin", "path": "/labels/virgin-21/"}',
        '{"name": "Not On Label (France Self-released)", "catno": "F 1"}',
        "**Series**: Jazz Hour, 7",
        "**Pressed By**: Pressing Plant",
        "With Sublime, on Not On Label (Hel Self-released), see [Level 42](/artists/level-42-11/).",
    ],
)
def test_an_album_page_shows_names_without_numbers(content: Path, words: str) -> None:
    """Artists, tracks' artists, credits, labels, series, companies, and names in notes."""
    page = text_of(content, "albums/album-2-1")
    assert words in page.replace("artist_line: ", '"artist_line": ')


@pytest.mark.parametrize(
    "words",
    [
        'title: "Level 42"',
        "**Real name**: Somebody\n",
        "**Members**: Mike",
        "**Groups**: Groups (formerly)",
        "**Also works as**: Alias",
        "**Credited as**: L42, Level 42\n",
        "Known with Sublime and [Mike](https://www.discogs.com/artist/51).",
    ],
)
def test_an_artist_page_shows_names_without_numbers(content: Path, words: str) -> None:
    """Their own, those of members, groups and aliases, and names in the profile."""
    assert words in text_of(content, "artists/level-42-11")


def test_titles_stay_as_they_are(content: Path) -> None:
    """They are no names: a number in brackets belongs to them."""
    assert 'title: "Album (2)"' in text_of(content, "albums/album-2-1")


def test_no_file_holds_a_number_that_is_not_of_a_title(content: Path) -> None:
    """Whatever is generated: pages, lists, and data that browsers read."""
    files = [file for file in content.parent.rglob("*") if file.suffix in (".md", ".json") and file.is_file()]
    assert 10 < len(files)
    texts = [file.read_text(encoding="utf-8").replace("\\", "") for file in files]
    numbered = {found for text in texts for found in re.findall(r"\w+ \(\d{1,3}\)", text)}
    assert {"Album (2)", "Song (3)", "Other (4)"} == numbered


def test_the_wall_names_artists_and_labels_without_numbers(content: Path) -> None:
    """It is searched and filtered by what people know."""
    walls = [json.loads(file.read_text(encoding="utf-8")) for file in content.parent.rglob("*.json")]
    wall = next(each for each in walls if isinstance(each, dict) and "albums" in each)
    assert (["Virgin"], {"Level 42 & !!!, Destiny"}) == (wall["labels"], {row[2] for row in wall["albums"]})
