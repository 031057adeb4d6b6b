"""The catalogue answers about a record as Discogs does."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

import real_records
from dump_writing import write_dumps

from scraper import translation
from scraper.catalogue.backend import Catalogue, Keep
from scraper.catalogue.discogs_answers import IDS_PER_QUERY, DiscogsAnswers
from scraper.catalogue.ingest import dump_file, ingest
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


def loaded(catalogue: Catalogue, folder: Path, world: World, keep: Keep = "all") -> DiscogsAnswers:
    """Return the answers of a catalogue that holds a world's dumps of August 2026."""
    for file in write_dumps(folder, world).values():
        ingest(catalogue, dump_file(file), Selection(keep=keep), progress=QUIET)
    return DiscogsAnswers(catalogue)


def small_world(**changes: Any) -> World:
    """Return a world with one release, with these changes, its master and two artists."""
    return World(
        username="crate",
        releases={7: RELEASE | changes},
        masters={70: {"id": 70, "title": "Title", "year": 1971, "main_release": 7, "artists": [CREDIT]}},
        artists={5: {"id": 5, "name": "Somebody (2)"}, 6: {"id": 6, "name": "Else", "profile": "P", "urls": ["u"]}},
    )


def without_images(record: Release | Artist) -> Release | Artist:
    """Return a release or an artist as a dump has it: without images, and with line feeds for line ends."""
    bare = replace(record, images=(), images_withheld=False)
    if isinstance(bare, Artist):
        return replace(bare, profile=bare.profile.replace("\r\n", "\n"))
    return replace(bare, notes=bare.notes.replace("\r\n", "\n"))


def test_real_records_are_answered_as_discogs_answers(catalogue: Catalogue, tmp_path: Path) -> None:
    """Translation reads the same from both, images excepted, for 500 releases, their masters and artists."""
    world = real_records.world(real_records.folder(), complete=True)
    answers = loaded(catalogue, tmp_path, world)
    releases, masters = answers.about("releases", world.releases), answers.about("masters", world.masters)
    artists = answers.about("artists", world.artists)
    assert (500, True, True) == (len(releases), len(masters) > 1000, len(artists) > 1000)
    assert {number: without_images(translation.release(answer)) for number, answer in world.releases.items()} == {
        number: translation.release(answer) for number, answer in releases.items()
    }
    assert {number: translation.master(answer) for number, answer in world.masters.items()} == {
        number: translation.master(answer) for number, answer in masters.items()
    }
    assert {number: without_images(translation.artist(answer)) for number, answer in world.artists.items()} == {
        number: translation.artist(answer) for number, answer in artists.items()
    }


def test_an_answer_has_discogs_own_form(catalogue: Catalogue, tmp_path: Path) -> None:
    """Every key has Discogs' name, keys without a value are left out, and the month of the dump is added."""
    answer = loaded(catalogue, tmp_path, small_world()).about("releases", [7])[7]
    track = RELEASE["tracklist"][0] | {"type_": "track"}
    video = RELEASE["videos"][0] | {"embed": True}
    about = {"year": 1999, "uri": "https://www.discogs.com/release/7", "from_catalogue": "202608"}
    assert RELEASE | {"tracklist": [track], "videos": [video]} | about == answer


def test_what_a_dump_lacks_is_left_out(catalogue: Catalogue, tmp_path: Path) -> None:
    """As at Discogs, country is null then, year is 0, and there is no master_id."""
    bare = {"id": 7, "title": "T", "status": "Accepted"}
    answers = loaded(catalogue, tmp_path, World(username="crate", releases={7: bare}, artists=small_world().artists))
    lists: dict[str, Any] = {key: [] for key in ("artists", "labels", "formats", "identifiers", "tracklist")}
    about = {"year": 0, "country": None, "uri": "https://www.discogs.com/release/7", "from_catalogue": "202608"}
    assert bare | lists | about == answers.about("releases", [7])[7]
    artist = {"id": 5, "name": "Somebody (2)", "profile": "", "uri": "https://www.discogs.com/artist/5"}
    assert artist | {"from_catalogue": "202608"} == answers.about("artists", [5])[5]


def test_an_unlinked_credit_has_the_id_0(catalogue: Catalogue, tmp_path: Path) -> None:
    """In the dump its id is empty."""
    answer = loaded(catalogue, tmp_path, small_world(artists=[CREDIT | {"id": ""}])).about("releases", [7])[7]
    assert [CREDIT | {"id": 0}] == answer["artists"]
    assert None is translation.release(answer).artists[0].artist_id


def test_the_kind_of_a_row_is_inferred(catalogue: Catalogue, tmp_path: Path) -> None:
    """A row with a title only is a heading, one with sub-tracks an index, and sub-tracks stand in their own row."""
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
    answer = loaded(catalogue, tmp_path, small_world(tracklist=rows)).about("releases", [7])[7]
    assert ["heading", "track", "track", "index", "track"] == [row.pop("type_") for row in answer["tracklist"]]
    assert ["track", "track"] == [part.pop("type_") for part in answer["tracklist"][3]["sub_tracks"]]
    assert rows == answer["tracklist"]


def test_a_list_without_places_is_one_of_tracks(catalogue: Catalogue, tmp_path: Path) -> None:
    """Where nobody has typed positions or durations, the rows are not all headings."""
    rows = [{"position": "", "title": title, "duration": ""} for title in ("One", "Two")]
    answer = loaded(catalogue, tmp_path, small_world(tracklist=rows)).about("releases", [7])[7]
    assert ["track", "track"] == [row["type_"] for row in answer["tracklist"]]


def test_what_is_kept_as_an_index_is_no_answer(catalogue: Catalogue, tmp_path: Path) -> None:
    """A page needs tracks and credits, so Discogs is asked for such a release."""
    answers = loaded(catalogue, tmp_path, small_world(), "index")
    assert ({}, set()) == (answers.about("releases", [7]), answers.known_ids("releases", [7]))


def test_what_is_not_there_has_no_answer(catalogue: Catalogue, tmp_path: Path) -> None:
    """There is no answer about a record that was not kept, nor about a kind that is not loaded."""
    empty = DiscogsAnswers(catalogue)
    assert [{}, {}, {}] == [empty.about("releases", [7]), empty.about("masters", [70]), empty.about("artists", [5])]
    assert {} == empty.months
    answers = loaded(catalogue, tmp_path, small_world())
    assert {} == answers.about("releases", [8]) | answers.about("masters", [7]) | answers.about("artists", [194])
    assert {"releases": "202608", "masters": "202608", "artists": "202608"} == answers.months


def test_many_are_answered_about_at_once(catalogue: Catalogue, tmp_path: Path) -> None:
    """However many ids are given, each has one answer, the same as when it is given alone."""
    count = 2 * IDS_PER_QUERY + 3
    artists = {number: {"id": number, "name": f"A{number}", "profile": ""} for number in range(1, count + 1)}
    answers = loaded(catalogue, tmp_path, World(username="crate", releases={7: RELEASE}, artists=artists))
    ids = [*range(count + 5), *range(10)]
    assert set(artists) == set(answers.about("artists", ids)) == answers.known_ids("artists", ids)
    assert answers.about("artists", [5])[5] == answers.about("artists", ids)[5]
