"""The sample collection keeps what it promises: true oddities of many kinds, in Discogs' own form."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from services.fakes.sample import sample_world
from services.fakes.world import World

JSON = dict[str, Any]
VARIOUS = 194


@pytest.fixture(scope="module")
def world() -> World:
    """One sample collection for all tests, none of which changes it."""
    return sample_world()


def _releases(world: World, title: str) -> list[JSON]:
    return [release for release in world.releases.values() if release["title"] == title]


def _one(world: World, title: str) -> JSON:
    (release,) = _releases(world, title)
    return release


def _credited(release: JSON) -> str:
    names = (f"{artist['anv'] or artist['name']} {artist['join']} " for artist in release["artists"])
    return "".join(names).replace(" , ", ", ").strip()


def _rows(rows: list[JSON]) -> Iterator[JSON]:
    for row in rows:
        yield row
        yield from _rows(row.get("sub_tracks", []))


def _main_artists(world: World) -> set[tuple[int, str]]:
    return {(artist["id"], artist["name"]) for release in world.releases.values() for artist in release["artists"]}


def _descriptions(release: JSON) -> set[str]:
    return {word for form in release["formats"] for word in form["descriptions"]}


def test_the_collection_is_large_and_wide(world: World) -> None:
    """Enough records, countries and decades to show a site with."""
    releases = world.releases.values()
    assert len(releases) >= 52
    assert len({release["country"] for release in releases}) >= 15
    decades = {release["year"] // 10 * 10 for release in releases if release["year"]}
    assert set(range(1950, 2030, 10)) == decades
    assert len({genre for release in releases for genre in release["genres"]}) >= 10


@pytest.mark.parametrize(
    ("artist", "title"),
    [
        ("Heaven 17", "Penthouse And Pavement"),
        ("Blink-182", "Enema Of The State"),
        ("Maroon 5", "Songs About Jane"),
        ("Sigur Rós", "( )"),
        ("Steven Wilson", "4½"),
        ("!!!", "Myth Takes"),
        ("坂本龍一", "千のナイフ"),
        ("坂本龍一", "B-2 Unit"),
        ("AC/DC", "Back In Black"),
        ("Nirvana", "Nevermind"),
        ("Nirvana (2)", "The Story Of Simon Simopath"),
        ("Van Halen", "1984"),
        ("The Beatles", "1"),
        ("Depeche Mode", "101"),
        ("Public Enemy", "It Takes A Nation Of Millions To Hold Us Back"),
        ("Кино", "Группа крови"),
        ("Niemen", "Enigmatic"),
        ("Miles Davis", "Kind Of Blue"),
        ("Fela And Afrika 70", "Zombie"),
        ("Kraftwerk", "Trans Europa Express"),
        ("David Bowie", '"Heroes"'),
        ("Various", "C86"),
    ],
)
def test_the_records_that_trip_programs_are_there(world: World, artist: str, title: str) -> None:
    """Names and titles that other programs got wrong have their place on the shelf."""
    assert artist == _credited(_one(world, title))


@pytest.mark.parametrize(
    ("title", "credited"),
    [
        ("Touch Me I'm Sick / Halloween", "Sonic Youth / Mudhoney"),
        ("Clube Da Esquina", "Milton Nascimento & Lô Borges"),
        ("The Message", "Grandmaster Flash & The Furious Five Feat. Melle Mel & Duke Bootee"),
        ("Promises", "Floating Points, Pharoah Sanders & The London Symphony Orchestra"),
        ("Getz / Gilberto", "Stan Getz / João Gilberto Featuring Antonio Carlos Jobim"),
        ("Talking Timbuktu", "Ali Farka Toure With Ry Cooder"),
    ],
)
def test_joins_make_the_credited_line(world: World, title: str, credited: str) -> None:
    """Names as printed and joins, one after the other, are the line on the sleeve."""
    assert credited == _credited(_one(world, title))


def test_the_last_artist_is_joined_to_nothing(world: World) -> None:
    """Every artist but the last of a line has a join, and only those."""
    for release in world.releases.values():
        joins = [bool(artist["join"]) for artist in release["artists"]]
        assert [True] * (len(joins) - 1) + [False] == joins


def test_one_name_can_be_two_artists(world: World) -> None:
    """The suffix is in the name only: the two Nirvanas differ in their ids."""
    nirvanas = {number for number, name in _main_artists(world) if name.startswith("Nirvana")}
    assert 2 == len(nirvanas)


def test_one_man_can_be_two_artists(world: World) -> None:
    """One record is credited in Japanese by how it is printed, another by its artist's own name."""
    names = [_one(world, title)["artists"][0] for title in ("千のナイフ", "B-2 Unit")]
    assert [("Ryuichi Sakamoto", "坂本龍一"), ("坂本龍一", "")] == [(name["name"], name["anv"]) for name in names]


def test_ids_are_unique(world: World) -> None:
    """No two names share an id, and no two copies an instance."""
    names: dict[int, set[str]] = {}
    labels: dict[int, set[str]] = {}
    for release in world.releases.values():
        credited = release["artists"] + release.get("extraartists", [])
        for row in _rows(release["tracklist"]):
            credited += row.get("artists", []) + row.get("extraartists", [])
        for credit in credited:
            names.setdefault(credit["id"], set()).add(credit["name"])
        for company in release["labels"] + release.get("companies", []):
            labels.setdefault(company["id"], set()).add(company["name"])
    for artist in world.artists.values():
        for person in [artist, *artist.get("members", []), *artist.get("groups", []), *artist.get("aliases", [])]:
            names.setdefault(person["id"], set()).add(person["name"])
    assert {} == {number: spellings for number, spellings in (names | labels).items() if len(spellings) > 1}
    assert [1] * len(world.copies) == list(Counter(copy["instance_id"] for copy in world.copies).values())


def test_tracks_have_positions_and_headings_have_none(world: World) -> None:
    """A track list can be read by side, and what is no track says so."""
    for release in world.releases.values():
        for row in release["tracklist"]:
            assert (row["type_"] == "track") == bool(row["position"])
            assert (row["type_"] == "index") == bool(row.get("sub_tracks"))
            assert row["title"]
            assert re.fullmatch(r"(\d+:\d\d)?", row["duration"])


def test_kinds_of_track_lists(world: World) -> None:
    """There are headings, index tracks with parts, untitled tracks and the artists of a compilation."""
    boxed = Counter(row["type_"] for row in _one(world, "Boxed")["tracklist"])
    assert boxed["heading"] == 4
    assert boxed["index"] == 3
    symphony = _one(world, "Symphonie Nr. 5")["tracklist"][0]
    assert ["A1", "A2", "B1", "B2"] == [part["position"] for part in symphony["sub_tracks"]]
    assert "Composed By" == symphony["extraartists"][0]["role"]
    assert {"Untitled"} == {row["title"] for row in _one(world, "( )")["tracklist"]}
    assert all(row["artists"] for row in _one(world, "C86")["tracklist"])


def test_kinds_of_formats(world: World) -> None:
    """Vinyl of all sizes, cassette, CD, file and box; quantities are strings, colours are texts."""
    releases = world.releases.values()
    described = {word for release in releases for word in _descriptions(release)}
    assert described >= {'7"', '10"', '12"', "LP", "Picture Disc", "Reissue", "Limited Edition"}
    formats = [form for release in releases for form in release["formats"]]
    assert {"Vinyl", "CD", "Cassette", "File", "Box Set"} == {form["name"] for form in formats}
    assert {"Clear", "Pink", "Red", "Sky Blue"} == {form["text"] for form in formats if "text" in form}
    assert all(isinstance(form["qty"], str) for form in formats)


def test_what_is_absent_is_left_out(world: World) -> None:
    """A tape without label, number, year, master and pictures has no keys for them, or Discogs' own words."""
    tape = _one(world, "Группа крови")
    assert not {"master_id", "master_url", "images", "released"} & tape.keys()
    assert 0 == tape["year"]
    assert [("Not On Label", "none")] == [(label["name"], label["catno"]) for label in tape["labels"]]
    assert "master_id" not in _one(world, "Myth Takes")


def test_copies_and_pressings(world: World) -> None:
    """One release stands there twice with two ratings, and masters have several pressings."""
    (release,) = _releases(world, "Unknown Pleasures")
    twice = [copy for copy in world.copies if copy["id"] == release["id"]]
    assert {(5, 1), (3, 7_310_425)} == {(copy["rating"], copy["folder_id"]) for copy in twice}
    pressings = _releases(world, "The Dark Side Of The Moon")
    assert {1973, 2016} == {pressing["year"] for pressing in pressings}
    assert 1 == len({pressing["master_id"] for pressing in pressings})
    master = _one(world, "Trans Europa Express")["master_id"]
    assert 3 == sum(release.get("master_id") == master for release in world.releases.values())


def test_masters_hold_the_original_year(world: World) -> None:
    """Every master is there and knows its first pressing, even where only a later one is on the shelf."""
    named = {release["master_id"] for release in world.releases.values() if "master_id" in release}
    assert named == set(world.masters)
    assert all(master["main_release"] in world.releases for master in world.masters.values())
    assert 1958 == world.masters[_one(world, "The Sounds Of India")["master_id"]]["year"]


def test_the_shelf_was_filled_over_years(world: World) -> None:
    """Days of adding ascend over more than ten years, in the local time that Discogs writes."""
    days = [copy["date_added"] for copy in world.copies]
    moments = [datetime.fromisoformat(day) for day in days]
    assert sorted(moments) == moments
    assert (2015, 2026) == (moments[0].year, moments[-1].year)
    assert {"-07:00", "-08:00"} == {day[-6:] for day in days}
    assert set(range(6)) == {copy["rating"] for copy in world.copies}


def test_copies_fit_their_folders_and_fields(world: World) -> None:
    """Every copy is in a folder that exists, and its notes answer fields that exist."""
    folders, fields = ({entry["id"] for entry in entries} for entries in (world.folders, world.fields))
    assert folders - {0} == {copy["folder_id"] for copy in world.copies}
    assert fields == {note["field_id"] for copy in world.copies for note in copy.get("notes", ())}
    assert any("notes" not in copy for copy in world.copies)
    assert any("|" in note["value"] for copy in world.copies for note in copy.get("notes", ()))


def test_every_main_artist_has_an_entry_but_various(world: World) -> None:
    """A page can be made for everybody whose name is on a sleeve."""
    main = _main_artists(world)
    assert (VARIOUS, "Various") in main
    assert VARIOUS not in world.artists
    missing = {name for number, name in main if world.artists.get(number, {}).get("name") != name}
    assert {"Various"} == missing
    assert all(artist["profile"] for artist in world.artists.values())


def test_markup_of_all_kinds_is_there(world: World) -> None:
    """Notes and profiles hold links by name and number, bold and italic text; references lead to records of ours."""
    texts = [release.get("notes", "") for release in world.releases.values()]
    everything = "\n".join(texts + [artist["profile"] for artist in world.artists.values()])
    assert all(mark in everything for mark in ("[a=", "[l=", "[b]", "[i]", "[url=", "[r=", "[m="))
    assert set(map(int, re.findall(r"\[r=(\d+)\]", everything))) <= set(world.releases)
    assert set(map(int, re.findall(r"\[m=(\d+)\]", everything))) <= set(world.masters)


def test_barcodes_are_true_ones(world: World) -> None:
    """A few records have the barcode that is on them, its check digit right; no other is told of."""
    barcodes = {
        release["title"]: release["identifiers"] for release in world.releases.values() if release["identifiers"]
    }
    assert {"Nevermind", "1", "Random Access Memories"} == set(barcodes)
    for (barcode,) in barcodes.values():
        assert "Barcode" == barcode["type"]
        digits = barcode["value"].replace(" ", "")
        assert 12 == len(digits)
        assert 0 == sum(int(digit) * (1 if place % 2 else 3) for place, digit in enumerate(digits)) % 10


def test_nobody_is_made_to_say_what_they_never_said(world: World) -> None:
    """No rating, no owner, no price and no day at Discogs is made up for a record."""
    figures = {"community", "num_for_sale", "lowest_price", "date_added", "date_changed", "estimated_weight"}
    for answer in [*world.releases.values(), *world.masters.values()]:
        assert not figures & answer.keys()
