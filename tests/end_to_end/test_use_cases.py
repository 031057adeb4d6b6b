"""What one can do, called as a panel calls it: without a command line, with progress as events, and nothing printed."""

from collections.abc import Iterator

import pytest
from household import Home
from pressings import MONTH, Shop

from scraper.app.catalogue.clear import clear
from scraper.app.catalogue.dedupe import dedupe
from scraper.app.catalogue.download import DownloadRequest, download
from scraper.app.catalogue.ingest import IngestRequest, ingest
from scraper.app.catalogue.pipeline import PipelineRequest, pipeline
from scraper.app.catalogue.search import SearchQuery, search
from scraper.app.doctor import doctor
from scraper.app.pin import PinRequest, pin, pinned_subjects
from scraper.app.review import review
from scraper.app.scrape import ScrapeRequest, scrape
from scraper.app.skip import SkippedRelease, skip_releases, skipped_releases, unskip_releases
from scraper.domain.releases import ReleaseId
from scraper.run.errors import BadUsage, ExitCode
from scraper.run.progress import Event, Noted, Progress, TaskEvent, TaskFinished, TaskStarted
from scraper.run.settings import load

QUIET = Progress()


@pytest.fixture(autouse=True)
def silence(capsys: pytest.CaptureFixture[str]) -> Iterator[None]:
    """Hold use cases to saying nothing themselves."""
    yield
    assert ("", "") == capsys.readouterr()


def test_a_run_can_be_followed(home: Home) -> None:
    """Every task that begins ends, none does more than there was to do, and the report tells what came of all."""
    events: list[Event] = []
    report = scrape(load(), ScrapeRequest(everything=True, builds=False), Progress(events.append))
    assert (ExitCode.WELL, 5, 9) == (report.code, report.copies, report.written)
    tasks = [event for event in events if isinstance(event, TaskEvent)]
    begun = [event.task_id for event in tasks if isinstance(event, TaskStarted)]
    ends = [event for event in tasks if isinstance(event, TaskFinished)]
    assert sorted(begun) == sorted(event.task_id for event in ends)
    assert all(event.done == event.total for event in ends)
    assert {"Pages": 1, "Releases": 5, "Artists": 4, "Albums": 5}.items() <= {
        event.name: event.total for event in ends
    }.items()
    assert home.album(1).exists()


def test_a_rehearsal_changes_nothing(home: Home) -> None:
    """Its report says what would be done."""
    report = scrape(load(), ScrapeRequest(everything=True, dry_run=True), QUIET)
    assert (True, 5) == (report.is_rehearsal, report.would_fetch["release"])
    assert [] == list(home.folder.iterdir())


def test_what_is_listed_are_records(home: Home) -> None:
    """The list of what is never published, pins, and what is worth a look."""
    scrape(load(), ScrapeRequest(everything=True, builds=False), QUIET)
    skipped = [SkippedRelease(release_id=ReleaseId(2), title="Artist 2: Title 2")]
    assert skipped == skip_releases(load(), [2])
    assert skipped == skipped_releases(load())
    with pytest.raises(BadUsage, match="Not on the list: 3"):
        unskip_releases(load(), [2, 3])
    assert [] == unskip_releases(load(), [2])
    pin(load(), PinRequest(subject="1", service="youtube", entry="dQw4w9WgXcQ", builds=False), QUIET)
    (pinned,) = pinned_subjects(load())
    assert {"youtube": "https://www.youtube.com/watch?v=dQw4w9WgXcQ"} == pinned.entries
    assert (0, False) == (len(review(load()).cases), review(load()).is_empty_shelf)
    assert home.album(2).exists()


def test_services_are_examined(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each with its state, and a sentence without a secret."""
    monkeypatch.setenv("DISCOGS_TOKEN", "another-token")
    by_name = {result.service: result for result in doctor(load())}
    assert ("wrong", ExitCode.REFUSED) == (by_name["Discogs"].state, by_name["Discogs"].exit_code)
    assert ("not_used", ExitCode.WELL) == (by_name["Spotify"].state, by_name["Spotify"].exit_code)
    assert ("well", ExitCode.WELL) == (by_name["Hugo"].state, by_name["Hugo"].exit_code)
    assert "another-token" not in by_name["Discogs"].sentence
    assert home.fake.requests


@pytest.fixture
def loaded(empty: Shop) -> Shop:
    """Return a shop whose catalogue holds everything."""
    download(load(), DownloadRequest(source=str(empty.mirror), month=MONTH), QUIET)
    result = ingest(load(), IngestRequest(keep="all"), QUIET)
    assert {"releases": 13, "masters": 3, "artists": 5, "labels": 3} == {
        kind.kind: kind.loaded.kept for kind in result.kinds if kind.loaded
    }
    return empty


def test_nothing_goes_without_consent(loaded: Shop) -> None:
    """It is asked for with what would go; whoever is asked decides, a terminal or a panel."""
    asked: list[str] = []

    def refuse(sentence: str) -> bool:
        asked.append(sentence)
        return False

    with pytest.raises(BadUsage, match=r"Nothing was changed\."):
        dedupe(load(), "US", refuse, delete=True)
    with pytest.raises(BadUsage, match=r"Nothing was changed\."):
        clear(load(), ["labels"], refuse)
    assert ["This removes 2 of 13 releases.", f"This drops 3 labels from {loaded.home.folder}/catalogue.db."] == asked
    assert [30] == [hit.release_id for hit in search(load(), SearchQuery(text="bjork debut"))]
    assert 2 == dedupe(load(), "US", lambda _: True, delete=True).removed
    assert ["labels"] == clear(load(), ["labels"], lambda _: True).kinds


def test_steps_are_noted_as_they_are_done(empty: Shop) -> None:
    """Those of a pipeline take hours: each says what it came to before the next begins."""
    events: list[Event] = []
    request = PipelineRequest(source=str(empty.mirror), month=MONTH)
    pipeline(load(), request, Progress(events.append))
    notes = [event.sentence.split(":")[0] for event in events if isinstance(event, Noted)]
    assert ["download", "ingest", "dedupe", "prune", "optimize"] == notes
    place = next(place for place, event in enumerate(events) if isinstance(event, Noted))
    later = {event.name for event in events[place:] if isinstance(event, TaskStarted)}
    assert "Judged" in later
