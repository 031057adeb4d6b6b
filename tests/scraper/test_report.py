"""The report says what a run did, and owns its exit code."""

import pytest

from scraper.domain.gaps import Gap
from scraper.run.errors import ExitCode
from scraper.run.report import GAPS_SHOWN, Report


def gap(number: int) -> Gap:
    """Return a gap."""
    return Gap(kind="release image", subject_id=number, title="Artist: Title", reason="it is no image")


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (Report(), ExitCode.WELL),
        (Report(gaps=[gap(1)]), ExitCode.WELL),
        (Report(notes=["Read this."], edited=["/albums/x-1/"]), ExitCode.WELL),
        (Report(failed=True), ExitCode.FAILURES),
        (Report(failed=True, exit_code=ExitCode.UNREACHABLE), ExitCode.UNREACHABLE),
        (Report(exit_code=ExitCode.REFUSED), ExitCode.REFUSED),
        (Report(failed=True, exit_code=ExitCode.WELL), ExitCode.WELL),
    ],
)
def test_the_report_owns_the_exit_code(report: Report, expected: ExitCode) -> None:
    """An error that ended the run comes first, then failures; what Discogs itself lacks is none."""
    assert expected is report.code


def test_only_what_happened_is_told() -> None:
    """A command that neither fetched nor wrote has nothing to say of it."""
    assert [] == Report().lines()
    assert ["Pages: 0 written, 1,000 unchanged, 0 removed"] == Report(from_store=1200, unchanged=1000).lines()


def test_a_run_is_told_in_numbers() -> None:
    """What came, what changed, what was kept; each only where there is something."""
    report = Report(copies=1201, new_copies=1, sold_copies=2, written=3, removed=1, notes=["Read this."])
    report.fetched.update({"page": 13, "release": 1, "image": 0})
    assert [
        "Collection: 1,201 copies (1 new copy, 2 no longer there)",
        "Fetched: 13 pages, 1 release; from the store: 0",
        "Pages: 3 written, 0 unchanged, 1 removed",
        "Read this.",
    ] == report.lines()


def test_the_last_copy_that_went_is_told() -> None:
    """Also when nothing is left."""
    assert "Collection: 0 copies (1 no longer there)" == Report(sold_copies=1).lines()[0]


def test_a_rehearsal_says_what_it_would_do() -> None:
    """In another mood than a run, so that nobody takes the one for the other; nothing is something to say, too."""
    report = Report(is_rehearsal=True, written=1, unchanged=1000, removed=2)
    report.would_fetch.update({"release": 2, "artist": 1, "master": 0})
    assert [
        "Would fetch: 2 releases, 1 artist",
        "Would write 1 page, leave 1,000 as they are, remove 2; -v names them",
    ] == report.lines()
    assert "Would fetch: nothing" == Report(is_rehearsal=True).lines()[0]


def test_edited_pages_are_named() -> None:
    """The first few of them, with what can be done, and where those went whose record is gone."""
    paths = [f"/albums/x-{number}/" for number in range(7)]
    lines = Report(edited=paths, set_aside=["kept/albums/y-9"]).lines()
    shown = ", ".join(paths[:5])
    assert f"Kept as you edited them: {shown} and 2 more (--overwrite-album writes albums anew)" in lines
    moved = "An edited page, or one with files of yours, whose record is gone, or has another address, was moved to "
    assert f"{moved}kept/albums/y-9" in lines


def test_gaps_are_told_with_their_reasons() -> None:
    """A dozen of them; the log has the rest."""
    lines = Report(gaps=[gap(number) for number in range(GAPS_SHOWN + 1)]).lines()
    assert f"Gaps: {GAPS_SHOWN + 1}" in lines
    assert "  release image 0 Artist: Title: it is no image" in lines
    assert "  … and 1 more, in the log" == lines[-1]
    assert GAPS_SHOWN == sum(line.endswith("it is no image") for line in lines)
    assert "more" not in "".join(Report(gaps=[gap(number) for number in range(GAPS_SHOWN)]).lines())


def test_images_that_wait_are_no_gap() -> None:
    """A line says how many, and the run ended well."""
    report = Report(images_waiting=1203)
    assert ExitCode.WELL is report.code
    assert [
        "Left for another day: 1,203 images of galleries, of which a few hundred are fetched a day, after all else."
    ] == (report.lines())
