"""What Wikidata, Wikipedia and MusicBrainz answer leads to entries; nothing that they leave out or garble breaks it."""

from typing import Any

import pytest
from spoiling import spoilt, spoilt_answers

from scraper import translation
from scraper.domain.subjects import Subject
from scraper.enrichment.leads import article_of, item_of, leads_of, linked_item
from services.fakes.musicbrainz import Link, MusicBrainzEntry, MusicBrainzFake, MusicBrainzWorld
from services.fakes.wikimedia import WikidataFake, WikipediaFake
from services.fakes.wikimedia_world import WikidataItem, WikimediaWorld, WikipediaArticle
from services.musicbrainz import MusicBrainz
from services.throttle import Throttle
from services.transport import Channel, session
from services.wikipedia import Wikidata, Wikipedia

MASTER = Subject(kind="master", subject_id=18080)
GROUP, RELEASE = "00000000-0000-4000-8000-000000000001", "00000000-0000-5000-8000-000000000002"
SPOTIFY = "0123456789abcdefghijAB"
WIKIMEDIA = WikimediaWorld(
    items=[
        WikidataItem(
            qid="Q206109",
            claims={
                "P1954": [("18080", "normal"), (None, "normal")],
                "P2205": [(SPOTIFY, "normal"), ("wrong", "deprecated")],
                "P436": [(GROUP, "preferred")],
                "P31": [("Q482994", "normal")],
            },
            sitelinks={"enwiki": "Nachtlicht (album)"},
        )
    ],
    articles=[WikipediaArticle(title="Nachtlicht (album)", extract="It is an album.", qid="Q206109")],
)
MUSICBRAINZ = MusicBrainzWorld(
    entries=[
        MusicBrainzEntry(
            kind="release-group",
            mbid=GROUP,
            name="Nachtlicht",
            links=(
                Link(type="discogs", resource="https://www.discogs.com/master/18080"),
                Link(type="wikidata", resource="https://www.wikidata.org/wiki/Q206109"),
                Link(type="streaming", resource="https://music.apple.com/gb/album/1440659210", ended=True),
            ),
        ),
        MusicBrainzEntry(
            kind="release",
            mbid=RELEASE,
            name="Nachtlicht",
            group=GROUP,
            tracks=9,
            links=(
                Link(type="discogs", resource="https://www.discogs.com/release/5"),
                Link(type="free streaming", resource=f"https://open.spotify.com/album/{SPOTIFY}"),
            ),
        ),
    ]
)
Answers = dict[str, dict[str, Any]]


def channel(name: str) -> Channel:
    """Return a channel that never waits."""
    return Channel(session("https://example.org", "0.1"), name, Throttle(6_000_000, sleep=lambda _: None))


@pytest.fixture(scope="module")
def wikidata() -> Answers:
    """Return what is kept of Wikidata's answer."""
    with WikidataFake(WIKIMEDIA, limit=None) as fake:
        entities = Wikidata(channel("Wikidata"), fake.origin).entities(["Q206109"], ["enwiki"])
    return {"entities": {qid: translation.kept_of(entity) for qid, entity in entities.items()}}


@pytest.fixture(scope="module")
def musicbrainz() -> Answers:
    """Return what MusicBrainz answers to each question."""
    with MusicBrainzFake(MUSICBRAINZ, limit=None) as fake:
        client = MusicBrainz(channel("MusicBrainz"), f"{fake.origin}/ws/2")
        return {
            "entry": client.entry("master", 18080),
            "group": client.release_group(GROUP),
            "release": client.release(RELEASE),
            "releases": client.releases_of(GROUP),
        }


@pytest.fixture(scope="module")
def wikipedia() -> Answers:
    """Return an article's summary, and what a search finds."""
    with WikipediaFake(WIKIMEDIA, limit=None) as fake:
        client = Wikipedia(channel("Wikipedia"), fake.address)
        pages = client.search("en", "Nachtlicht album")
        return {"summary": client.summary("en", "Nachtlicht (album)"), "search": {"pages": pages, "language": "en"}}


def test_wikidata_is_understood(wikidata: Answers) -> None:
    """One item that names the master, its article, and ids elsewhere; what is deprecated leads nowhere."""
    item = item_of(MASTER, {"wikidata": wikidata})
    assert item is not None
    assert ("Q206109", {"en": "Nachtlicht (album)"}) == (item.qid, dict(item.articles))
    assert [SPOTIFY, GROUP] == [entry.entry_id for entry in item.entries()]
    assert item_of(Subject(kind="master", subject_id=1), {"wikidata": wikidata}) is None


def test_musicbrainz_is_understood(musicbrainz: Answers) -> None:
    """Which entry it knows the address by, its pressings, and its links but those that have ended."""
    assert (GROUP, GROUP) == (translation.mb_target(musicbrainz), translation.mb_group(musicbrainz))
    assert [(RELEASE, 5, 9)] * 2 == [
        (lead.candidate.entry_id, lead.discogs_id, lead.candidate.track_count or 9)
        for lead in translation.mb_releases(musicbrainz)
    ]
    leads = leads_of(MASTER, {"musicbrainz": musicbrainz})
    assert {"spotify": {SPOTIFY}} == {
        service: {lead.entry_id for lead in entries} for service, entries in leads.items()
    }
    assert "Q206109" == linked_item({"musicbrainz": musicbrainz})


def test_wikipedia_is_understood(wikipedia: Answers) -> None:
    """An article's introduction, where it is, and which item it is about, however it was found."""
    article = translation.summary(wikipedia["summary"], "en")
    assert article is not None
    assert ("Nachtlicht (album)", "Q206109", "It is an album.") == (article.title, article.qid, article.text)
    assert [article] == translation.found_articles(wikipedia["search"], "en")


def test_odd_answers_of_wikidata_make_no_trouble(wikidata: Answers, musicbrainz: Answers) -> None:
    """Every value, at every depth, is left away and replaced by others."""
    linked = {"musicbrainz": musicbrainz}
    every = list(spoilt_answers(wikidata))
    assert 300 < len(every)
    for answers in every:
        case = {"wikidata": answers, **linked}
        leads = leads_of(MASTER, case)
        article_of(MASTER, case, ["de", "en"], leads)
        assert all(lead.url.startswith("https://") for of_service in leads.values() for lead in of_service)


def test_odd_entities_are_kept_without_trouble(wikidata: Answers) -> None:
    """As they come from Wikidata, before anything is known of them."""
    for entity in spoilt(wikidata["entities"]["Q206109"]):
        if isinstance(entity, dict):
            assert {"id", "claims", "sitelinks"} == set(translation.kept_of(entity))


def test_odd_answers_of_musicbrainz_make_no_trouble(musicbrainz: Answers) -> None:
    """Every value, at every depth, is left away and replaced by others."""
    every = list(spoilt_answers(musicbrainz))
    assert 1000 < len(every)
    for answers in every:
        leads = leads_of(MASTER, {"musicbrainz": answers})
        assert all(lead.url.startswith("https://") for of_service in leads.values() for lead in of_service)
        assert isinstance(translation.mb_target(answers) + translation.mb_group(answers), str)
        linked_item({"musicbrainz": answers})


def test_odd_answers_of_wikipedia_make_no_trouble(wikipedia: Answers) -> None:
    """Every value, at every depth, is left away and replaced by others."""
    for answers in spoilt_answers(wikipedia):
        articles = [translation.summary(answers["summary"], "en"), *translation.found_articles(answers["search"], "en")]
        assert all(article.text and article.title for article in articles if article)
