"""What other services have of the sample: true of its records, well disguised, and beside it what tempts."""

import xml.etree.ElementTree as ET
from collections import Counter

import pytest

from services.fakes.music import Album, MusicCatalogue
from services.fakes.sample import sample_world
from services.fakes.sample.elsewhere import Elsewhere, Right, elsewhere
from services.fakes.spotify import spotify_id
from services.fakes.wikimedia_world import WikipediaArticle
from services.fakes.world import World

REACHED_BY_APPLE, REACHED_BY_WIKIDATA = 9_000_000_000, 900_000_000
"""Ids from here on lead nowhere."""


@pytest.fixture(scope="module")
def world() -> World:
    """One sample collection for all tests, none of which changes it."""
    return sample_world()


@pytest.fixture(scope="module")
def known(world: World) -> Elsewhere:
    """Return what there is elsewhere."""
    return elsewhere(world)


def _right(known: Elsewhere, shop: str) -> set[int]:
    return {number for right in known.right.values() for number in getattr(right, shop)}


def _article(known: Elsewhere, title: str) -> WikipediaArticle:
    article = known.wikimedia.article("en", title)
    assert article is not None
    return article


def test_every_release_is_spoken_of(world: World, known: Elsewhere) -> None:
    """Somebody has thought about what there is of each record, if only to say that there is nothing."""
    assert set(world.releases) == set(known.right)


@pytest.mark.parametrize("shop", ["apple", "spotify"])
def test_every_right_answer_is_there(known: Elsewhere, shop: str) -> None:
    """What is right for a release is in its shop, under an id of its own that leads nowhere in reality."""
    catalogue: MusicCatalogue = getattr(known, shop)
    numbers = [album.number for album in catalogue.albums]
    assert [] == [number for number, times in Counter(numbers).items() if times > 1]
    assert set() == _right(known, shop) - set(numbers)
    ids = {*numbers, *(album.artist_id for album in catalogue.albums)}
    assert min(ids) >= REACHED_BY_APPLE


@pytest.mark.parametrize("shop", ["apple", "spotify"])
def test_most_of_what_a_shop_has_is_wrong(known: Elsewhere, shop: str) -> None:
    """Beside every right album stand others that are not, and none of them has its name, artist and songs."""
    catalogue: MusicCatalogue = getattr(known, shop)
    right = _right(known, shop)
    wrong = [album for album in catalogue.albums if album.number not in right]
    beside = Counter(album.number // 100 for album in wrong)
    assert min(beside[number // 100] for number in right) >= 2
    assert len(wrong) > 3 * len(right)
    appearances = {_appearance(album) for album in catalogue.albums if album.number in right}
    assert set() == appearances & {_appearance(album) for album in wrong}


def _appearance(album: Album) -> tuple[str, str, tuple[str, ...]]:
    return album.artist.casefold(), album.title.casefold(), tuple(title.casefold() for title, _ in album.tracks)


@pytest.mark.parametrize(
    "word", ["Tribute", "Karaoke", "The Best of", "(Live)", " - Single", " II", "Instrumental", "Lullaby", "Namesakes"]
)
def test_all_kinds_of_temptation_are_there(known: Elsewhere, word: str) -> None:
    """Other records that look like the right one: by others, by the same people, in part, or by name only."""
    right = _right(known, "apple")
    wrong = [f"{album.artist}: {album.title}" for album in known.apple.albums if album.number not in right]
    assert any(word in line for line in wrong)


def test_right_answers_are_disguised(world: World, known: Elsewhere) -> None:
    """Few albums are called at a shop as at Discogs, and dates, lengths and barcodes are as bad as they are there."""
    ours = {release["title"] for release in world.releases.values()}
    right = [album for album in known.apple.albums if album.number in _right(known, "apple")]
    assert sum(album.title in ours for album in right) < len(right) / 3
    assert any("’" in title for album in right for title, _ in album.tracks)
    assert any(album.title.endswith("(Deluxe Edition)") and "(Demo)" in album.tracks[-1][0] for album in right)
    assert any(not album.year for album in right)
    assert any(album.year.startswith("2011") for album in right)
    assert any(seconds is None for album in right for _, seconds in album.tracks)
    assert {14} == {len(album.upc) for album in right if album.upc}


def test_much_is_missing(known: Elsewhere) -> None:
    """Neither shop has everything, each lacks something that the other has, and a few records are nowhere."""
    answers = known.right.values()
    assert any(right.apple and not right.spotify for right in answers)
    assert any(right.spotify and not right.apple for right in answers)
    assert Right() in answers
    assert sum(bool(right.article) for right in answers) < len(known.right)


def test_items_and_articles_belong_together(known: Elsewhere) -> None:
    """Every article that an item links to exists; every article of a release exists, and only one is about it."""
    wikis = known.wikimedia
    linked = {(wiki.removesuffix("wiki"), title) for item in wikis.items for wiki, title in item.sitelinks.items()}
    titles = [(article.language, article.title) for article in wikis.articles]
    assert set() == linked - set(titles)
    assert len(titles) == len(set(titles))
    assert set() == {right.article for right in known.right.values()} - {title for _, title in titles} - {""}
    assert min(int(item.qid[1:]) for item in wikis.items) >= REACHED_BY_WIKIDATA


def test_wikidata_has_its_faults(world: World, known: Elsewhere) -> None:
    """One master is named by two items, one by an item that takes it back; one item has no article in English."""
    claims = [claim for item in known.wikimedia.items for claim in item.claims.get("P1954", [])]
    twice = [
        number for number, times in Counter(claim for claim, rank in claims if rank == "normal").items() if times > 1
    ]
    assert ["The Message"] == [world.masters[int(number or 0)]["title"] for number in twice]
    taken_back = [number for number, rank in claims if rank == "deprecated"]
    assert ["Unknown Pleasures"] == [world.masters[int(number or 0)]["title"] for number in taken_back]
    assert any("enwiki" not in item.sitelinks for item in known.wikimedia.items)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Remain in Light",
            "Remain In Light is an album by Talking Heads, released in 1980 on Sire. It was produced by Brian Eno.",
        ),
        (
            "At Folsom Prison",
            "Johnny Cash At Folsom Prison is a live album by Johnny Cash, released in 1968 on Columbia.",
        ),
        ("C86", "C86 is a compilation album by various artists, released in 1986 on New Musical Express."),
        (
            "The Sounds of India",
            "The Sounds Of India is an album by Ravi Shankar, released in 1958. The",
        ),
    ],
)
def test_introductions_say_what_the_sample_knows(known: Elsewhere, title: str, text: str) -> None:
    """Who, what, when and where, and nothing that a record does not show."""
    assert _article(known, title).extract.startswith(text)


def test_editors_write_well_formed_html(known: Elsewhere) -> None:
    """Eight records have notes at Apple, with marked words, and none at the other shop."""
    notes = [album.notes for album in known.apple.albums if album.notes]
    assert len(notes) >= 8
    for note in notes:
        assert {"i", "b"} == {element.tag for element in ET.fromstring(f"<p>{note}</p>").iter()} - {"p"}  # noqa: S314  # our own text
    assert not any(album.notes for album in known.spotify.albums)


def test_covers_from_elsewhere_are_others(world: World, known: Elsewhere) -> None:
    """Records without a picture at Discogs have one elsewhere, all but one; no drawing is used twice."""
    lacking = {number for number, release in world.releases.items() if "images" not in release}
    drawn = [album.cover() for album in known.apple.albums if album.cover] + [
        draw() for draw in known.musicbrainz.covers.values()
    ]
    assert len(lacking) - 1 == len(drawn) == len(set(drawn))


def test_ids_lead_from_one_service_to_another(known: Elsewhere) -> None:
    """What items and MusicBrainz name at the shops is there, and right."""
    claims = [claim for item in known.wikimedia.items for claim in item.claims.get("P2205", [])]
    links = [link.resource for entry in known.musicbrainz.entries for link in entry.links]
    named = {str(value) for value, _ in claims} | {link.rpartition("/")[2] for link in links if "spotify" in link}
    assert named
    assert set() == named - {spotify_id(number) for number in _right(known, "spotify")}


def test_it_is_the_same_every_time(known: Elsewhere) -> None:
    """Nothing depends on chance: a second demo finds the same."""
    again = elsewhere(sample_world())
    assert [(album.number, album.title, album.tracks) for album in known.apple.albums] == [
        (album.number, album.title, album.tracks) for album in again.apple.albums
    ]
    assert (known.wikimedia.items, known.right) == (again.wikimedia.items, again.right)
