"""Pages about the whole shelf: home, timeline, statistics, the list for browsers, and people."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from shelves import item, keep_master, keep_release, opened, shelve

from scraper.domain.copies import InstanceId
from scraper.pages import ContentFolder, Pages, Privacy
from scraper.publishing import Publisher
from scraper.run.bundled import bundled
from scraper.run.progress import Progress
from scraper.run.report import Report
from scraper.store import Store

ENGINEER = {"id": 900, "name": "Engin Eer (2)", "role": "Engineer [Assistant], Mixed By"}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Return an empty store."""
    return opened(tmp_path)


def publish(store: Store, home: Path, privacy: Privacy | None = None) -> Report:
    """Publish what is in the store."""
    report = Report()
    Publisher(
        store=store,
        pages=Pages([bundled("templates")], home / "artwork", privacy or Privacy()),
        content=ContentFolder(home / "content", home / "kept"),
        progress=Progress(),
    ).publish(report)
    return report


def shelved(store: Store, number: int, *, copy: dict[str, Any] | None = None, **changes: Any) -> None:
    """Put a release on the shelf, with its whole answer."""
    shelve(store, item(number, **(copy or {})))
    keep_release(store, number, **changes)


def params(home: Path, path: str) -> dict[str, Any]:
    """Return what a page's front matter says under params."""
    folder = home / "content" / path
    file = folder / "_index.md" if (folder / "_index.md").exists() else folder / "index.md"
    found = re.findall(r"^  (\w+): (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return {name: json.loads(value) for name, value in found}


def wall(home: Path) -> dict[str, Any]:
    """Return the list for browsers."""
    found: dict[str, Any] = json.loads((home / "static" / "index.json").read_text(encoding="utf-8"))
    return found


def ids(paths: list[str]) -> list[int]:
    """Return the releases that a list names by their paths."""
    return [int(path.strip("/").rpartition("-")[2]) for path in paths]


def role_of(card: str | dict[str, str]) -> str | None:
    """Return somebody's role on a record of a list, None where it is the list's."""
    return None if isinstance(card, str) else card["role"]


def chart(home: Path, name: str) -> list[list[Any]]:
    """Return the rows of a chart, [] where there is none."""
    charts = params(home, "statistics")["charts"]
    return next((one["rows"] for one in charts if one["id"] == name), [])


def facts(home: Path) -> dict[str, str]:
    """Return the facts that stand out."""
    return {fact["name"]: fact["value"] for fact in params(home, "statistics")["facts"]}


def files(home: Path) -> dict[str, tuple[bytes, int]]:
    """Return everything that was made, with when."""
    made = [file for top in ("content", "static", "pictures") for file in (home / top).rglob("*") if file.is_file()]
    return {str(file): (file.read_bytes(), file.stat().st_mtime_ns) for file in made}


def test_an_empty_shelf_has_its_pages_all_the_same(store: Store, tmp_path: Path) -> None:
    """Nothing is counted, and nothing stands out but that."""
    publish(store, tmp_path)
    assert [] == wall(tmp_path)["albums"]
    assert {"Copies": "0", "Releases": "0"} == facts(tmp_path)
    assert {"kind": "timeline"} == params(tmp_path, "timeline")


def test_nothing_unknown_is_made_up(store: Store, tmp_path: Path) -> None:
    """Without years, lengths and country there are no figures of them, and the unknown is counted as such."""
    shelved(store, 1, copy={"date_added": "nonsense"}, formats=[{"name": "CD", "qty": "1"}])
    publish(store, tmp_path)
    assert {"Copies", "Releases"} == set(facts(tmp_path))
    assert [["Unknown", 1, None]] == chart(tmp_path, "decades") == chart(tmp_path, "countries")
    assert [] == chart(tmp_path, "growth")
    groups = params(tmp_path, "timeline")
    assert [{"records"}, {"records"}] == [set(groups[name][0]) for name in ("by_year", "by_added")]
    assert [None, None, "", 0, "", ""] == wall(tmp_path)["albums"][0][5:11]


def test_a_second_publish_writes_nothing(store: Store, tmp_path: Path) -> None:
    """Not one file is touched."""
    for number in (1, 2):
        shelved(store, number, extraartists=[ENGINEER])
    publish(store, tmp_path)
    before = files(tmp_path)
    assert 0 == publish(store, tmp_path).written
    assert before == files(tmp_path)


def test_a_lost_list_is_made_again(store: Store, tmp_path: Path) -> None:
    """Also where no page changed."""
    shelved(store, 1)
    publish(store, tmp_path)
    (tmp_path / "static" / "index.json").unlink()
    publish(store, tmp_path)
    assert 1 == len(wall(tmp_path)["albums"])


def test_folders_and_ratings_need_leave(store: Store, tmp_path: Path) -> None:
    """In the statistics as in the list for browsers."""
    shelved(store, 1, copy={"folder_id": 7, "rating": 4})
    names = {7: "Behind the sofa"}
    publish(store, tmp_path, Privacy(rating=False, folders=names))
    everything = "".join(body.decode() for body, _ in files(tmp_path).values())
    assert "sofa" not in everything
    assert "folders" not in wall(tmp_path)
    assert 0 == wall(tmp_path)["albums"][0][8]
    assert [] == chart(tmp_path, "ratings")
    publish(store, tmp_path, Privacy(notes=True, folders=names))
    assert (["Behind the sofa"], 4, 0) == (
        wall(tmp_path)["folders"],
        wall(tmp_path)["albums"][0][8],
        wall(tmp_path)["albums"][0][16],
    )
    assert [["Behind the sofa", 1, None]] == chart(tmp_path, "folders")
    assert ["4 of 5", 1, None] in chart(tmp_path, "ratings")


def test_the_list_for_browsers_tells_what_can_be_filtered_by(store: Store, tmp_path: Path) -> None:
    """Names stand in it once, the newest addition first."""
    label = {"id": 5, "name": "Warp (2)", "catno": "1"}
    shelved(store, 1, year=1991, genres=["Rock"], styles=["Dub"], country="UK", labels=[label], title="The Ærosol")
    shelved(store, 2, copy={"date_added": "2021-01-01T00:00:00-08:00"}, genres=["Pop", "Rock"], labels=[label])
    keep_master(store, 201, year=1969)
    publish(store, tmp_path)
    found = wall(tmp_path)
    assert (1, ["Pop", "Rock"], ["Dub"], ["Warp"], ["UK"]) == tuple(
        found[name] for name in ("v", "genres", "styles", "labels", "countries")
    )
    assert [
        ["/albums/title-2-2/", "2021-01-01", [0, 1], [], None],
        ["/albums/the-aerosol-1/", "2020-01-02", [1], [0], 0],
    ] == [[row[0], row[7], row[11], row[12], row[15]] for row in found["albums"]]
    assert ["The Ærosol", "Artist 1", "aerosol", "artist 1", 1969, 1991] == found["albums"][1][1:7]


def test_the_home_page_shows_what_is_new_and_what_came_out_on_each_day(store: Store, tmp_path: Path) -> None:
    """Only whole dates count, and three records are enough for a day."""
    for number in range(1, 15):
        day = f"2020-01-{number:02}T00:00:00-08:00"
        shelved(store, number, copy={"date_added": day}, released=f"19{70 + number}-03-12", year=1970 + number)
    shelved(store, 15, released="1990-03-00")
    shelved(store, 16, released="1990-02-31")
    publish(store, tmp_path)
    home = params(tmp_path, "")
    assert [*range(14, 2, -1)] == ids(home["newest"])
    assert {"03-12": [1, 2, 3]} == {day: ids(cards) for day, cards in home["days"].items()}
    assert set(range(1, 17)) == set(ids(home["rediscover"]))


def test_what_is_to_be_rediscovered_keeps_its_order(store: Store, tmp_path: Path) -> None:
    """Another record comes in between, and moves no other."""
    for number in range(1, 20):
        shelved(store, number)
    publish(store, tmp_path)
    before = ids(params(tmp_path, "")["rediscover"])
    shelved(store, 20)
    publish(store, tmp_path)
    assert before == [number for number in ids(params(tmp_path, "")["rediscover"]) if number != 20]
    assert before != sorted(before)


def test_the_timeline_goes_by_original_year_and_by_month(store: Store, tmp_path: Path) -> None:
    """The oldest first, and the newest addition first."""
    shelved(store, 1, copy={"date_added": "2021-05-01T00:00:00-08:00"}, year=2000)
    shelved(store, 2, copy={"date_added": "2021-06-30T23:59:00-08:00"}, year=1980)
    keep_master(store, 201, year=1969)
    publish(store, tmp_path)
    found = params(tmp_path, "timeline")
    assert [(1969, [1]), (1980, [2])] == [(group["year"], ids(group["records"])) for group in found["by_year"]]
    assert [("2021-06", [2]), ("2021-05", [1])] == [
        (group["month"], ids(group["records"])) for group in found["by_added"]
    ]


def test_what_stands_out_is_told_with_its_record(store: Store, tmp_path: Path) -> None:
    """Incomplete lengths count towards the sum, which says so, and never towards the longest."""
    pieces = [{"type_": "track", "position": "A1", "title": "Long", "duration": "20:00"}]
    shelved(store, 1, year=1999, tracklist=pieces)
    shelved(store, 2, year=1970, tracklist=[*pieces * 3, {"type_": "track", "position": "B1", "title": "Unknown"}])
    shelve(store, item(2, instance_id=5))
    publish(store, tmp_path)
    found = facts(tmp_path)
    assert "Title 1 by Artist 1 (20:00)" == found["Longest record"] == found["Shortest record"]
    assert "Long, on Title 1 by Artist 1 (20:00)" == found["Longest track"]
    assert "at least 1 hour, 20 minutes (every length is known on 1 of 2 records)" == found["Running time"]
    assert "about 420 g (an estimate, without sleeves)" == found["Weight of the vinyl"]
    assert "Title 2 by Artist 2 (1970)" == found["Oldest pressing"]
    assert "Earliest original year" not in found, "their masters tell no year, and others may be older"


def test_whoever_is_credited_twice_has_a_page(store: Store, tmp_path: Path) -> None:
    """With what they did, in full words where there are more; credits lead there."""
    for number in (1, 2):
        shelved(store, number, extraartists=[ENGINEER, {"id": 901, "name": "Once", "role": "Bass"}][: 3 - number])
    publish(store, tmp_path)
    found = params(tmp_path, "people/engin-eer-900")
    assert ("person", "Engin Eer", 2) == (found["kind"], found["name"], found["count"])
    assert [("Engineer", ["Engineer [Assistant]"] * 2), ("Mixed By", [None, None])] == [
        (one["role"], [role_of(card) for card in one["records"]]) for one in found["roles"]
    ]
    assert ["_index.md", "engin-eer-900"] == sorted(entry.name for entry in (tmp_path / "content/people").iterdir())
    album = (tmp_path / "content/albums/title-1-1/index.md").read_text(encoding="utf-8")
    assert "[Engin Eer](/people/engin-eer-900/)" in album


def test_nobody_in_particular_has_a_page(store: Store, tmp_path: Path) -> None:
    """However often unknown artists are credited."""
    for number in (1, 2):
        shelved(store, number, extraartists=[{"id": 355, "name": "Unknown Artist", "role": "Vocals"}])
    publish(store, tmp_path)
    assert ["_index.md"] == [entry.name for entry in (tmp_path / "content/people").iterdir()]


def test_a_person_who_becomes_an_artist_takes_the_address_along(store: Store, tmp_path: Path) -> None:
    """And back again when the record is sold: links from elsewhere keep leading to them."""
    for number in (1, 2):
        shelved(store, number, extraartists=[ENGINEER])
    publish(store, tmp_path)
    shelved(store, 3, artists=[{"id": 900, "name": "Engin Eer (2)"}])
    publish(store, tmp_path)
    assert not (tmp_path / "content/people/engin-eer-900").exists()
    artist = (tmp_path / "content/artists/engin-eer-900/index.md").read_text(encoding="utf-8")
    assert 'aliases: ["/people/engin-eer-900/"]' in artist
    store.remove_copies([InstanceId(1003)])
    publish(store, tmp_path)
    assert not (tmp_path / "content/artists/engin-eer-900").exists()
    person = (tmp_path / "content/people/engin-eer-900/index.md").read_text(encoding="utf-8")
    assert 'aliases: ["/artists/engin-eer-900/"]' in person


@pytest.mark.parametrize("own", ["about.md", "about/index.md"])
def test_a_page_of_the_owners_own_is_left_alone(store: Store, tmp_path: Path, own: str) -> None:
    """Where it stands at the address of one of ours, ours goes."""
    shelved(store, 1)
    publish(store, tmp_path)
    file = tmp_path / "content" / own
    file.write_text("---\ntitle: Me\n---\n", encoding="utf-8")
    assert ["/about/"] == publish(store, tmp_path).edited
    assert not (tmp_path / "content/about/_index.md").exists()
    assert "Me" in file.read_text(encoding="utf-8")


def test_hostile_names_are_text(store: Store, tmp_path: Path) -> None:
    """Whatever is entered anywhere: every file can be read, and no name leaves its place."""
    nasty = 'x"}], \u2028\x00\ud800 {{< [a](b) <script> \\'
    for number in (1, 2):
        credit = {"id": 900, "name": nasty, "role": f"{nasty}, Mixed By [{nasty}]"}
        pieces = [{"type_": "track", "position": "A1", "title": nasty, "duration": "1:00"}]
        changes: dict[str, Any] = {"title": nasty, "genres": [nasty], "country": nasty, "tracklist": pieces}
        shelved(store, number, extraartists=[credit], labels=[{"id": 5, "name": nasty}], **changes)
    publish(store, tmp_path)
    (person,) = (entry.name for entry in (tmp_path / "content/people").iterdir() if entry.is_dir())
    assert 2 == params(tmp_path, f"people/{person}")["count"]
    for path in ("", "timeline", "statistics"):
        assert params(tmp_path, path)
    assert wall(tmp_path)["albums"][0][1].startswith('x"}], ')
