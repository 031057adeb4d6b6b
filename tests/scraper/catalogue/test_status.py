from datetime import date

import pytest
from catalogue_rows import load_records, release_rows

from scraper.catalogue import status
from scraper.catalogue.backend import Catalogue


def test_rows_are_counted_and_months_told(catalogue: Catalogue) -> None:
    """Each kind has its status, in the order of their names; a kind that is not loaded has no month and no rows."""
    load_records(catalogue, "releases", release_rows(1, "A", "One", 3), release_rows(2, "B", "Two", 2))
    found = {kind_status.kind: kind_status for kind_status in status.kinds(catalogue, date(2026, 11, 21))}
    assert ["artists", "labels", "masters", "releases"] == list(found)
    assert (None, None, {}) == (found["artists"].loaded, found["artists"].months_old, found["artists"].rows)
    releases = found["releases"]
    assert (3, 5, 2, 0) == (
        releases.months_old,
        releases.rows["release_track"],
        releases.rows["release_index"],
        releases.rows["release_video"],
    )


@pytest.mark.parametrize(
    ("today", "expected"),
    [(date(2026, 8, 31), 0), (date(2026, 9, 1), 1), (date(2027, 8, 1), 12), (date(2026, 7, 1), 0)],
)
def test_age_is_counted_in_months(catalogue: Catalogue, today: date, expected: int) -> None:
    """There is one dump a month; a clock that is behind makes none younger than 0 months."""
    load_records(catalogue, "releases", release_rows(1, "A", "One"))
    assert [expected] == [kind.months_old for kind in status.kinds(catalogue, today) if kind.loaded]


def test_records_that_could_not_be_read_are_listed(catalogue: Catalogue) -> None:
    """Each has its place in the file; only as many are listed as were asked for."""
    load_records(catalogue, "releases", release_rows(1, "A", "One"), bad=[b"<release", b"<release x"])
    assert [("releases", 2, "no record")] == status.bad_records(catalogue, 1)
    assert 2 == len(status.bad_records(catalogue, 9))
