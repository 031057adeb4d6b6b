"""What the catalogue knows of a record is told as Discogs would tell it."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

import real_records
from dump_writing import write_dumps

from scraper import translation
from scraper.catalogue.answers import AT_ONCE, Answers
from scraper.catalogue.backend import Catalogue, Keep
from scraper.catalogue.ingest import dump, ingest
from scraper.catalogue.selection import Selection
from scraper.domain.artists import Artist
from scraper.domain.releases import Release
from scraper.run.progress import Progress
from services.fakes.world import World

QUIET = Progress()
CREDIT = {"id": 5, "name": "Somebody (2)", "anv": "S.", "join": "&", "role": "", "tracks": ""}
RELEASE: dict[str, Any] = {
    "id": 7,
    "status": "Accepted",
    "title": "Title",
    "released": "1999-03-00",
    "country": "UK",
    "master_id": 70,
    "artists": [CREDIT],
    "extraartists": [CREDIT | {"role": "Producer, Mixed By [A-side]", "tracks": "A1 to A3, B2"}],
    "labels": [{"name": "Label", "catno": "none", "id": 3}],
    "formats": [{"name": "Vinyl", "qty": "2", "descriptions": ["LP", "Album"], "text": "Red"}],
    "genres": ["Rock"],
    "identifiers": [{"type": "Barcode", "value": "0 7599-27256-2 0", "description": "Printed"}],
    "tracklist": [{"position": "A", "title": "Song", "duration": "3:45"}],
    "videos": [{"uri": "https://www.youtube.com/watch?v=x", "title": "V", "description": "", "duration": 5}],
    "companies": [{"id": 4, "name": "Plant", "catno": "X", "entity_type": "17", "entity_type_name": "Pressed By"}],
    "series": [{"name": "Series", "catno": "2", "id": 9}],
}


def loaded(catalogue: Catalogue, folder: Path, world: World, keep: Keep = "all") -> Answers:
    """Return the answers of a catalogue that holds a world's dumps of August 2026."""
    for file in write_dumps(folder, world).values():
        ingest(catalogue, dump(file), Selection(keep=keep), progress=QUIET)
    return Answers(catalogue)


def some(**changes: Any) -> World:
    """Return a world with one release, with these changes, its master and two artists."""
    return World(
        username="crate",
        releases={7: RELEASE | changes},
        masters={70: {"id": 70, "title": "Title", "year": 1971, "main_release": 7, "artists": [CREDIT]}},
        artists={5: {"id": 5, "name": "Somebody (2)"}, 6: {"id": 6, "name": "Else", "profile": "P", "urls": ["u"]}},
    )


def without_images(told: Release | Artist) -> Release | Artist:
    """Return it as a dump knows it: without images, and with one kind of line end."""
    bare = replace(told, images=(), images_withheld=False)
    if isinstance(bare, Artist):
        return replace(bare, profile=bare.profile.replace("\r\n", "\n"))
    return replace(bare, notes=bare.notes.replace("\r\n", "\n"))


def test_real_records_are_told_as_discogs_tells_them(catalogue: Catalogue, tmp_path: Path) -> None:
    """All that translation reads of five hundred releases, their masters and artists, images excepted."""
    world = real_records.world(real_records.folder(), complete=True)
    answers = loaded(catalogue, tmp_path, world)
    releases, masters = answers.of("releases", world.releases), answers.of("masters", world.masters)
    artists = answers.of("artists", world.artists)
    assert (500, True, True) == (len(releases), len(masters) > 1000, len(artists) > 1000)
    assert {number: without_images(translation.release(one)) for number, one in world.releases.items()} == {
        number: translation.release(one) for number, one in releases.items()
    }
    assert {number: translation.master(one) for number, one in world.masters.items()} == {
        number: translation.master(one) for number, one in masters.items()
    }
    assert {number: without_images(translation.artist(one)) for number, one in world.artists.items()} == {
        number: translation.artist(one) for number, one in artists.items()
    }


def test_an_answer_has_discogs_own_form(catalogue: Catalogue, tmp_path: Path) -> None:
    """Every key under its name, what there is not left out, and a word on where it is from."""
    told = loaded(catalogue, tmp_path, some()).release(7)
    track = RELEASE["tracklist"][0] | {"type_": "track"}
    video = RELEASE["videos"][0] | {"embed": True}
    about = {"year": 1999, "uri": "https://www.discogs.com/release/7", "from_catalogue": "202608"}
    assert RELEASE | {"tracklist": [track], "videos": [video]} | about == told


def test_what_a_dump_lacks_is_left_out(catalogue: Catalogue, tmp_path: Path) -> None:
    """As Discogs does: country is null, an unknown year 0, and there is no master."""
    bare = {"id": 7, "title": "T", "status": "Accepted"}
    answers = loaded(catalogue, tmp_path, World(username="crate", releases={7: bare}, artists=some().artists))
    lists: dict[str, Any] = {key: [] for key in ("artists", "labels", "formats", "identifiers", "tracklist")}
    about = {"year": 0, "country": None, "uri": "https://www.discogs.com/release/7", "from_catalogue": "202608"}
    assert bare | lists | about == answers.release(7)
    artist = {"id": 5, "name": "Somebody (2)", "profile": "", "uri": "https://www.discogs.com/artist/5"}
    assert artist | {"from_catalogue": "202608"} == answers.artist(5)


def test_an_unlinked_credit_has_the_id_0(catalogue: Catalogue, tmp_path: Path) -> None:
    """Its element is empty in the dump."""
    told = loaded(catalogue, tmp_path, some(artists=[CREDIT | {"id": ""}])).release(7)
    assert told is not None
    assert [CREDIT | {"id": 0}] == told["artists"]
    assert None is translation.release(told).artists[0].artist_id


def test_the_kind_of_a_row_is_inferred(catalogue: Catalogue, tmp_path: Path) -> None:
    """Nothing but a title is a heading; with parts below it is an index; parts stand with their own row."""
    rows = [
        {"position": "", "title": "Side One", "duration": ""},
        {"position": "1", "title": "Song", "duration": ""},
        {"position": "", "title": "Hidden", "duration": "0:30"},
        {
            "position": "",
            "title": "Symphony",
            "duration": "",
            "sub_tracks": [
                {"position": "2a", "title": "Allegro", "duration": "9:00", "artists": [CREDIT]},
                {"position": "", "title": "Largo", "duration": ""},
            ],
        },
        {"position": "3", "title": "Last", "duration": "1:00", "extraartists": [CREDIT | {"role": "Guitar"}]},
    ]
    told = loaded(catalogue, tmp_path, some(tracklist=rows)).release(7)
    assert told is not None
    assert ["heading", "track", "track", "index", "track"] == [row.pop("type_") for row in told["tracklist"]]
    assert ["track", "track"] == [part.pop("type_") for part in told["tracklist"][3]["sub_tracks"]]
    assert rows == told["tracklist"]


def test_a_list_without_places_is_one_of_tracks(catalogue: Catalogue, tmp_path: Path) -> None:
    """Nobody wrote positions: not each of them is a heading."""
    rows = [{"position": "", "title": title, "duration": ""} for title in ("One", "Two")]
    told = loaded(catalogue, tmp_path, some(tracklist=rows)).release(7)
    assert told is not None
    assert ["track", "track"] == [row["type_"] for row in told["tracklist"]]


def test_what_is_kept_as_an_index_is_no_answer(catalogue: Catalogue, tmp_path: Path) -> None:
    """Without tracks and credits a page would lack them: better ask."""
    answers = loaded(catalogue, tmp_path, some(), "index")
    assert (None, {}, set()) == (answers.release(7), answers.of("releases", [7]), answers.held("releases", [7]))


def test_what_is_not_there_is_none(catalogue: Catalogue, tmp_path: Path) -> None:
    """Neither a record that was not kept, nor a kind that was never loaded."""
    empty = Answers(catalogue)
    assert (None, None, None, {}) == (empty.release(7), empty.master(70), empty.artist(5), empty.months)
    answers = loaded(catalogue, tmp_path, some())
    assert (None, None, None) == (answers.release(8), answers.master(7), answers.artist(194))
    assert {"releases": "202608", "masters": "202608", "artists": "202608"} == answers.months


def test_many_are_answered_about_at_once(catalogue: Catalogue, tmp_path: Path) -> None:
    """However many are asked about, each is told once, and in the same words as alone."""
    count = 2 * AT_ONCE + 3
    artists = {number: {"id": number, "name": f"A{number}", "profile": ""} for number in range(1, count + 1)}
    answers = loaded(catalogue, tmp_path, World(username="crate", releases={7: RELEASE}, artists=artists))
    asked = [*range(count + 5), *range(10)]
    assert set(artists) == set(answers.of("artists", asked)) == answers.held("artists", asked)
    assert answers.artist(5) == answers.of("artists", asked)[5]
