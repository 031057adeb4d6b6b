"""Of candidates the right one is taken, and where none is surely right, none."""

from dataclasses import replace
from itertools import permutations

import pytest
from contenders import (
    CODE,
    COMPILATION,
    DUO,
    LUNA,
    OTHER_SONGS,
    RIGHT,
    SONGS,
    entry,
    ours,
    taken,
    various,
)

from scraper.domain.evidence import Candidate
from scraper.matching import artist_in, decide


def test_what_tracks_would_settle_is_in_doubt() -> None:
    """It is taken, or not, when its songs are known; an equal number of songs is not enough."""
    unheard = replace(RIGHT, songs=())
    verdict = decide(LUNA, [unheard])
    assert verdict.taken is None
    assert unheard == verdict.in_doubt
    assert "Night Garden" == taken(decide(LUNA, [RIGHT]))
    settled = decide(LUNA, [replace(RIGHT, songs=entry("Luna", "", OTHER_SONGS).songs)])
    assert (None, None) == (settled.taken, settled.in_doubt)


@pytest.mark.parametrize(
    "hopeless",
    [
        entry("Sol", "Night Garden", None),
        entry("Luna", "Day Garden", None),
        entry("Luna", "Night Garden (Live)", None),
        entry("Luna", "Night Garden", None, track_count=2),
        entry("Luna", "Night Garden", None, kind="single"),
    ],
)
def test_what_tracks_would_not_settle_is_not_asked_about(hopeless: Candidate) -> None:
    """Another artist, title, kind or size stays one."""
    assert decide(LUNA, [hopeless]).in_doubt is None


def test_without_a_track_list_of_ours_likeness_is_not_enough() -> None:
    """There is nothing to compare their songs with, and nothing to ask for."""
    verdict = decide(replace(LUNA, songs=()), [RIGHT])
    assert (None, None) == (verdict.taken, verdict.in_doubt)


def test_editions_and_duplicates_are_no_rivals() -> None:
    """The one nearest to ours is taken, in whatever order they come."""
    plain = replace(RIGHT, entry_id="plain")
    deluxe = entry("Luna", "Night Garden (Deluxe)", (*SONGS, *OTHER_SONGS), entry_id="deluxe")
    again = replace(plain, entry_id="plain too")
    for order in permutations([deluxe, again, plain]):
        assert "plain" == taken(decide(LUNA, order))
    whole = replace(LUNA, title="Night Garden (Deluxe Edition)", songs=deluxe.songs)
    assert "deluxe" == taken(decide(whole, [plain, deluxe, again]))


def test_two_different_albums_about_as_near_stay_open() -> None:
    """Each has most of our songs, and not the other's: neither is clearly ahead."""
    wanted = ours("Luna", "Night Garden", (*SONGS, *OTHER_SONGS[:2]))
    first = entry("Luna", "Night Garden", (*SONGS, "Amber", "Basalt"), entry_id="1")
    second = entry("Luna", "Night Garden", (*SONGS[2:], *OTHER_SONGS[:2], "Cobalt", "Dusk"), entry_id="2")
    assert ["1", "2"] == [taken(decide(wanted, [candidate])) for candidate in (first, second)]
    for order in permutations([first, second]):
        verdict = decide(wanted, order)
        assert taken(verdict) is None
        assert "2 different albums are about as near: 'Night Garden', 'Night Garden'" == verdict.reason


@pytest.mark.parametrize("year", [None, 1960, 1993, 1994, 2024])
def test_a_services_year_decides_nothing(year: int | None) -> None:
    """Neither for nor against: on right entries it is often wrong."""
    assert "Night Garden" == taken(decide(LUNA, [replace(RIGHT, year=year)]))
    assert taken(decide(LUNA, [replace(RIGHT, year=year, songs=())])) is None


def test_the_score_says_what_was_compared() -> None:
    """So that an owner can judge it."""
    evidence = decide(LUNA, [replace(RIGHT, year=2011)]).ranked[0].evidence
    assert "98% (artist 100%, title 100%, tracks 8 of 8, year 50%)" == evidence.text
    far = decide(LUNA, [entry("Sol", "Night Garden", OTHER_SONGS)])
    assert "'Night Garden' is nearest with 33%: it is by somebody else" == far.reason


def test_a_record_by_various_artists_needs_everything() -> None:
    """An entry by various artists, too, with the same title and nearly all songs."""
    mixed = various("Gold Soul", kinds=COMPILATION)
    assert "Gold Soul" == taken(decide(mixed, [entry("Various Artists", "Gold Soul")]))
    for artist, title, songs in (
        ("Ada", "Gold Soul", SONGS),
        ("Various Artists", "Soul Gold", SONGS),
        ("Various Artists", "Gold Soul", (*SONGS[:5], *OTHER_SONGS[:3])),
        ("Various Artists", "Gold Soul", OTHER_SONGS),
    ):
        assert taken(decide(mixed, [entry(artist, title, songs)])) is None


def test_a_pin_outranks_everything() -> None:
    """Where the pinned entry is not among the candidates, no other is taken."""
    pinned = entry("Sol", "Day Garden", OTHER_SONGS, entry_id="pinned")
    chained = replace(RIGHT, chain="Wikidata Q1 names master 2", barcodes=(CODE,))
    verdict = decide(LUNA, [chained, pinned], pin="pinned")
    assert verdict.taken is not None
    assert ("pinned", "pinned") == (verdict.taken.candidate.entry_id, verdict.taken.evidence.certainty)
    nowhere = decide(LUNA, [chained], pin="gone")
    assert nowhere.taken is None
    assert "your pin gone names no entry that was found" == nowhere.reason


def test_a_chain_outranks_a_barcode() -> None:
    """And a barcode outranks likeness."""
    chained = entry("Luna", "Night Garden", None, entry_id="chained", chain="Wikidata Q1 names master 2")
    coded = entry("Luna", "Night Garden", None, entry_id="coded", barcodes=(CODE,))
    verdict = decide(LUNA, [RIGHT, coded, chained])
    assert verdict.taken is not None
    assert "Wikidata Q1 names master 2" == verdict.taken.evidence.text.partition(" (")[0]
    assert "identifier" == verdict.taken.evidence.certainty
    coded_verdict = decide(LUNA, [RIGHT, coded])
    assert coded_verdict.taken is not None
    assert ("coded", "barcode") == (coded_verdict.taken.candidate.entry_id, coded_verdict.taken.evidence.certainty)
    assert "barcode 724353486624" == coded_verdict.taken.evidence.because


def test_identifiers_of_several_albums_need_another_proof() -> None:
    """A barcode, or songs that only one of the albums has; without them the case stays open."""
    night = entry("Luna", "Night Garden", None, entry_id="1", chain="Wikidata Q1")
    day = entry("Luna", "Day Garden", None, entry_id="2", chain="Wikidata Q1")
    verdict = decide(LUNA, [night, day])
    assert verdict.taken is None
    assert "identifiers lead to 2 different entries: 'Night Garden', 'Day Garden'" == verdict.reason
    assert "2" == taken(decide(LUNA, [night, replace(day, barcodes=(CODE,))]))
    assert "1" == taken(decide(LUNA, [replace(night, songs=RIGHT.songs), day]))
    assert "1" == taken(decide(LUNA, [night, replace(night, entry_id="3", title="Night Garden (Deluxe)")]))


@pytest.mark.parametrize(
    ("artist", "title", "songs", "agrees"),
    [
        ("Luna", "Night Garden", None, True),
        ("Luna", "Night Garden", OTHER_SONGS, True),
        ("Luna", "Nachtgarten", SONGS, True),
        ("Luna", "夜の庭", None, True),
        ("Sol", "Night Garden", SONGS, True),
        ("Sol", "Night Garden", OTHER_SONGS, False),
        ("Luna", "Quite Another", OTHER_SONGS, False),
        ("Luna", "Night Garden 2", OTHER_SONGS, False),
        ("Luna", "Night Garden (Karaoke Version)", SONGS, False),
        ("Luna", "Night Garden (Live)", SONGS, True),
        ("Luna", "Night Garden (Live)", OTHER_SONGS, False),
        ("Sol", "Quite Another", SONGS, False),
        ("Солнце", "黒盤", OTHER_SONGS, False),
        ("Солнце", "黒盤", SONGS, True),
    ],
)
def test_a_barcode_needs_what_does_not_contradict_it(
    artist: str,
    title: str,
    songs: tuple[str, ...] | None,
    agrees: bool,
) -> None:
    """Where artist or title is quite another, the songs must agree: barcodes are used again."""
    theirs = entry(artist, title, songs, barcodes=("724353486624",))
    assert agrees == (taken(decide(LUNA, [theirs])) is not None)


def test_a_barcode_under_another_name_is_in_doubt() -> None:
    """Until its songs are there."""
    theirs = entry("Luna", "Quite Another", None, barcodes=(CODE,))
    assert theirs == decide(LUNA, [theirs]).in_doubt


def test_a_barcode_on_several_albums_stays_open() -> None:
    """Unless the songs tell them apart."""
    garden = entry("Luna", "Night Garden", None, entry_id="1", barcodes=(CODE,))
    gardens = entry("Luna", "Night Gardens", None, entry_id="2", barcodes=(CODE,))
    verdict = decide(LUNA, [garden, gardens])
    assert verdict.taken is None
    assert "2 different entries have our barcode" in verdict.reason
    assert "1" == taken(decide(LUNA, [replace(garden, songs=RIGHT.songs), gardens]))


def test_another_barcode_is_another_pressing() -> None:
    """Which likeness may still take; one with a wrong check digit is none."""
    assert "Night Garden" == taken(decide(LUNA, [replace(RIGHT, barcodes=("4006381333931",))]))
    broken = entry("Luna", "Night Garden", None, barcodes=("724353486625",))
    assert taken(decide(replace(LUNA, barcodes=("724353486625",)), [broken])) is None


def test_what_two_answers_tell_of_one_entry_is_put_together() -> None:
    """The search's barcode, and the songs of its details."""
    from_search = entry("Luna", "Night Garden", None, barcodes=("4006381333931",), year=1994)
    verdict = decide(LUNA, [from_search, RIGHT, from_search])
    assert 1 == len(verdict.ranked)
    assert ("4006381333931",) == verdict.ranked[0].candidate.barcodes
    assert "Night Garden" == taken(verdict)


def test_our_artist_is_found_on_a_matched_album() -> None:
    """Where we have one artist, one of theirs has that name, and the service gives an id for it."""
    person = artist_in(LUNA, RIGHT)
    assert person is not None
    assert "id of Luna" == person.entry_id
    assert person == artist_in(LUNA, entry(("Sol", "Luna"), "Night Garden"))
    nobody = replace(RIGHT, artists=(replace(RIGHT.artists[0], entry_id="", url=""),))
    for wanted, theirs in (
        (LUNA, entry("Sol", "Night Garden")),
        (LUNA, entry("Luna & Sol", "Night Garden")),
        (LUNA, nobody),
        (DUO, entry("Ada", "Night Garden")),
        (various("Night Garden"), entry("Various Artists", "Night Garden")),
        (ours("Various", "Night Garden"), entry("Various", "Night Garden")),
    ):
        assert artist_in(wanted, theirs) is None


def test_each_candidate_says_what_speaks_against_it() -> None:
    """So that an owner who chooses among them sees it; nothing speaks against the one that is taken."""
    live, other = entry("Luna", "Night Garden (Live)", OTHER_SONGS), entry("Sol", "Night Garden")
    objections = {
        judged.candidate.entry_id: judged.objection
        for judged in decide(LUNA, [live, replace(other, entry_id="2")]).ranked
    }
    assert objections == {
        "Night Garden (Live)": "live there, not said here, and 0 of 8 songs agree",
        "2": "it is by somebody else",
    }
    assert [""] == [judged.objection for judged in decide(LUNA, [RIGHT]).ranked]
