"""Which dumps there are, and what is published of them."""

from datetime import date

import pytest
from dumps_client import CHECKSUMS, NAME, NOVEMBER, dumps, faulty

from services.dumps import OFFICIAL, Published
from services.errors import Missing
from services.fakes.dumps import DumpsFake, published
from services.fakes.faults import Fault, Faults


def test_the_official_address_is_the_one_that_works() -> None:
    """A path as one encoded value; the old listing answers no more."""
    assert "https://data.discogs.com/?download=" == OFFICIAL
    with DumpsFake(published("202611", artists=b"x")) as fake:
        dumps(fake).of("202611")
        assert ["data/2026/discogs_20261101_CHECKSUM.txt"] == [request.query["download"] for request in fake.requests]


@pytest.mark.parametrize(
    ("there", "today", "expected"),
    [
        ("202611", NOVEMBER, "202611"),
        ("202610", NOVEMBER, "202610"),
        ("202605", NOVEMBER, "202605"),
        ("202612", date(2027, 1, 1), "202612"),
        ("202608", date(2027, 2, 28), "202608"),
    ],
)
def test_the_newest_month_is_found(there: str, today: date, expected: str) -> None:
    """This month's dump may not be there yet; half a year back is far enough."""
    with DumpsFake(published("202601", artists=b"old") | published(there, artists=b"x")) as fake:
        assert expected == dumps(fake).newest(today).month


def test_older_than_half_a_year_is_not_looked_for() -> None:
    """Seven questions are enough."""
    with DumpsFake(published("202604", artists=b"x")) as fake:
        with pytest.raises(Missing, match="there is none of the last 7 months"):
            dumps(fake).newest(NOVEMBER)
        assert 7 == len(fake.requests)


def test_a_host_that_refuses_what_it_lacks_has_older_ones() -> None:
    """403 is how some say 404."""
    rule = Fault(path="20261101_CHECKSUM", kind="403", times=None)
    with DumpsFake(published("202610", artists=b"x"), faults=Faults(rules=[rule])) as fake:
        assert "202610" == dumps(fake).newest(NOVEMBER).month


def test_a_page_in_place_of_checksums_is_no_dump() -> None:
    """A web page with status 200 publishes nothing."""
    with faulty("html", None, CHECKSUMS) as fake, pytest.raises(Missing, match="no checksums for 202611"):
        dumps(fake).of("202611")


@pytest.mark.parametrize(
    "line",
    [
        "{sum}  discogs_20261101_artists.xml.gz\n",
        "{sum} *discogs_20261101_artists.xml.gz\r\n",
        "{sum} *./data/2026/discogs_20261101_artists.xml.gz",
    ],
)
def test_checksums_are_read_in_the_forms_that_tools_write(line: str) -> None:
    """Text or binary mode, either line end, with a folder."""
    text = f"nonsense\n{line.format(sum='ab' * 32)}"
    with DumpsFake({"discogs_20261101_CHECKSUM.txt": text.encode()}) as fake:
        assert Published(month="202611", checksums={NAME: "ab" * 32}) == dumps(fake).of("202611")


def test_a_kind_that_was_not_published_is_missing() -> None:
    """It is said, before anything is fetched."""
    with DumpsFake(published("202611", artists=b"x")) as fake, pytest.raises(Missing, match="no file of labels"):
        dumps(fake).of("202611").file("labels")
