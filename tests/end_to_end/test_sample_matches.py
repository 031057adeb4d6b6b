"""The sample collection against all services at once: what is taken is right, and what is missed is known."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from sample import Sample

from scraper.app.demo import MADE_UP, servers
from scraper.domain.evidence import Finding, Text
from scraper.domain.shelf import Picture
from scraper.run.settings import load
from scraper.store import Store
from services.fakes.sample import sample_world
from services.fakes.sample.elsewhere import Right, elsewhere
from services.fakes.sample.elsewhere.editions import ARTISTS
from services.fakes.sample.identities import release_id
from services.fakes.spotify import spotify_id

SHOPS = ("apple_music", "spotify")
CREDIT = "the shop credits fewer, more, or in other words"
SPELLING = "the shop finds it by another spelling only"
LANGUAGE = "only the shop says in which language it is"
MISSED: Mapping[tuple[int, str], str] = {
    (135, "apple_music"): LANGUAGE,
    (135, "spotify"): LANGUAGE,
    (162, "spotify"): "an album of that name by somebody of that name ranks higher",
    (163, "spotify"): SPELLING,
    (175, "spotify"): SPELLING,
    (181, "apple_music"): CREDIT,
    (181, "spotify"): CREDIT,
    (183, "spotify"): SPELLING,
}
"""What is there, by number of the record, and not taken, with the reason. An entry that is found some day goes."""
NOTHING_THERE = {
    "apple_music": {133, 145, 146, 162},
    "spotify": {105, 122, 133, 138, 140, 145, 165, 172, 203},
}
"""Of what a shop does not have at all."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What is known of the sample collection after all."""

    albums: Mapping[int, Mapping[str, Finding]]
    artists: Mapping[int, Mapping[str, Finding]]
    texts: Mapping[int, list[Text]]
    pictures: Mapping[int, Picture]


@pytest.fixture(scope="module")
def outcome(sample_home: Path, sample: Sample) -> Outcome:
    """Read the sample's database."""
    assert 0 == sample.first.code
    with Store(sample_home / "sleevenotes.db") as store:
        return Outcome(
            albums=store.findings.findings("release"),
            artists=store.findings.findings("artist"),
            texts=store.findings.texts("release"),
            pictures=store.shelf.pictures("release"),
        )


@pytest.fixture(scope="module")
def right() -> Mapping[int, Right]:
    """Return what is right for every release."""
    return elsewhere(sample_world()).right


def _allowed(right: Right, service: str) -> set[str]:
    return {
        "apple_music": {str(number) for number in right.apple},
        "spotify": {spotify_id(number) for number in right.spotify},
        "wikipedia": {f"en:{right.article}"} - {"en:"},
    }[service]


def _taken(outcome: Outcome, service: str) -> dict[int, str]:
    found = {number: by[service].entry_id for number, by in outcome.albums.items() if service in by}
    return {number: entry_id for number, entry_id in found.items() if entry_id}


@pytest.mark.parametrize("service", [*SHOPS, "wikipedia"])
def test_no_tempting_answer_is_taken(outcome: Outcome, right: Mapping[int, Right], service: str) -> None:
    """Tributes, karaoke, best of, live, singles, namesakes, sequels, films and books stay where they are."""
    taken = _taken(outcome, service)
    assert {} == {number: entry for number, entry in taken.items() if entry not in _allowed(right[number], service)}


@pytest.mark.parametrize("service", SHOPS)
def test_what_a_shop_has_is_found(outcome: Outcome, right: Mapping[int, Right], service: str) -> None:
    """Every album that is there is taken, but for those of which we know why not."""
    there = {number for number in right if _allowed(right[number], service)}
    missed = {release_id(number) for number, shop in MISSED if shop == service}
    assert there - missed == set(_taken(outcome, service))


@pytest.mark.parametrize("service", SHOPS)
def test_what_a_shop_lacks_is_known(right: Mapping[int, Right], service: str) -> None:
    """The sample leaves gaps on purpose."""
    lacking = {number for number in right if not _allowed(right[number], service)}
    assert {release_id(number) for number in NOTHING_THERE[service]} == lacking


def test_every_article_is_found(outcome: Outcome, right: Mapping[int, Right]) -> None:
    """By its item, by MusicBrainz' links, or by a search for what says itself whose record it is about."""
    assert {number for number in right if right[number].article} == set(_taken(outcome, "wikipedia"))


def test_everything_that_is_evidence_is_used(outcome: Outcome, sample: Sample) -> None:
    """Identifiers, barcodes and likeness each find something; what is in doubt is left open, and counted."""
    ways = Counter(finding.certainty for by in outcome.albums.values() for finding in by.values() if finding.entry_id)
    assert {"identifier", "barcode", "likeness"} == set(ways)
    open_ones = [one for by in outcome.albums.values() for one in by.values() if not one.entry_id and one.candidates]
    assert len(open_ones) == sample.first.left_open
    assert 0 < sample.first.left_open <= len(MISSED) + sum(map(len, NOTHING_THERE.values()))


def test_an_ambiguous_record_has_no_article(outcome: Outcome) -> None:
    """Two items that name one master cancel each other out."""
    assert "wikipedia" not in outcome.albums.get(release_id(203), {})


def test_artists_are_themselves(outcome: Outcome) -> None:
    """Nobody is linked to somebody else of that name, at any shop."""
    wrong = {
        (number, service)
        for number, by in outcome.artists.items()
        for service, entry_id in (("apple_music", str(ARTISTS + number)), ("spotify", spotify_id(ARTISTS + number)))
        if service in by and by[service].entry_id not in ("", entry_id)
    }
    assert set() == wrong
    nirvanas = {by["wikipedia"].entry_id for by in outcome.artists.values() if "wikipedia" in by}
    assert {"en:Nirvana (band)", "en:Nirvana (British band)"} <= nirvanas


def test_covers_come_from_where_there_is_one(outcome: Outcome) -> None:
    """A record without a picture at Discogs has that of the Cover Art Archive, or Apple's; one has none at all."""
    lent = {number: one.source for number, one in outcome.pictures.items() if one.source != "discogs"}
    archive, apple = "cover_art_archive", "apple_music"
    assert {release_id(141): archive, release_id(172): archive, release_id(202): apple} == lent
    assert release_id(163) not in outcome.pictures


def test_editors_are_quoted(outcome: Outcome, right: Mapping[int, Right]) -> None:
    """Apple's notes are told with the albums that they are about."""
    quoted = {number for number, texts in outcome.texts.items() if any(text.source == "apple_music" for text in texts)}
    assert {release_id(number) for number in (102, 121, 124, 139, 144, 169, 186, 191)} == quoted
    assert quoted <= set(right)


def test_a_second_run_asks_for_nothing(sample: Sample) -> None:
    """But for the collection itself, which is one page."""
    assert {"discogs": 1} == {name: count for name, count in sample.asked.items() if count}
    assert 0 == sample.second.written


def test_nothing_is_left_behind(sample_home: Path, sample: Sample) -> None:
    """The made-up key goes with its servers, and was never in the folder of the demo."""
    assert 0 == sample.demo.code
    with servers() as running:
        key = running.private_key
        assert key.is_file()
        assert sample_home not in key.parents
    assert not key.parent.exists()
    assert [] == list(sample_home.rglob("*.p8"))


def test_nobody_is_misled(sample: Sample) -> None:
    """The report says what is made up, and how to look at it."""
    assert MADE_UP in sample.demo.notes
    assert any("serve" in note for note in sample.demo.notes)
    assert 0 == sample.demo.code


def test_the_configuration_is_valid(sample_home: Path, sample: Sample) -> None:
    """What the demo writes can be read by the commands that come after it."""
    assert 0 == sample.demo.code
    assert "sample" == load(sample_home / "config.toml").discogs.username
