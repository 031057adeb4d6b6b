"""Bars on a terminal: one listener to the progress of a run."""

import io
from datetime import UTC, datetime, timedelta

from scraper.cli.progress_bars import ProgressBars
from scraper.run.clock import clock_time
from scraper.run.progress import Progress


def drawn(out: io.StringIO) -> list[str]:
    """Return what was drawn, each state of a line by itself."""
    return [line.strip() for line in out.getvalue().replace("\n", "\r").split("\r") if line.strip()]


def test_a_task_has_its_line() -> None:
    """From its beginning to its end, which stays on the screen."""
    out = io.StringIO()
    with Progress(ProgressBars(out)).bar("Pages", 4) as bar:
        bar.update(3)
        bar.grow(4)
        bar.update(5)
    first, last = drawn(out)[0], drawn(out)[-1]
    assert (True, True) == (first.startswith("Pages "), " 0/4 " in first)
    assert (True, True) == (last.startswith("Pages "), " 8/8 " in last)
    assert out.getvalue().endswith("\n")


def test_bytes_are_told_in_their_units() -> None:
    """Nobody counts thirteen digits."""
    out = io.StringIO()
    with Progress(ProgressBars(out)).bar("releases", 0, in_bytes=True) as bar:
        bar.reach(3 * 1024**2, 12 * 1024**2)
    assert "3.00M/12.0M" in drawn(out)[-1]


def test_a_broken_download_goes_back() -> None:
    """What has to be fetched again is not done."""
    out = io.StringIO()
    with Progress(ProgressBars(out)).bar("releases", 10) as bar:
        bar.reach(7, 10)
        bar.reach(2, 10)
    assert " 2/10 " in drawn(out)[-1]


def test_sentences_are_left_to_others() -> None:
    """They stand in the report, not among the bars."""
    out = io.StringIO()
    Progress(ProgressBars(out)).note("ingest: done before")
    assert "" == out.getvalue()


def test_a_bar_says_until_when_it_waits() -> None:
    """Beside its count, and no longer than until it goes on; what is done waits for nobody."""
    out = io.StringIO()
    progress = Progress(ProgressBars(out))
    until = datetime.now(UTC) + timedelta(minutes=5)
    words = f"left, Discogs asked to wait until {clock_time(until, datetime.now(UTC))}"
    with progress.bar("Pages", 1) as pages, progress.bar("Releases", 4) as releases:
        pages.update()
        progress.wait("Discogs", until)
        assert (True, True) == (drawn(out)[-1].startswith("Releases "), words in drawn(out)[-1])
        releases.update(4)
    assert 1 == sum(words in line for line in drawn(out))
