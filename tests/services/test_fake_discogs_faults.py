"""The fake Discogs limits its callers, and fails as it is told to."""

import threading
from http.client import HTTPConnection
from typing import Any

import pytest
import requests
from small_collection import NAMED, OWNER, SHELF, crate, get, instances, read_all

from services.fakes.discogs import DiscogsFake
from services.fakes.faults import Fault, FaultKind, Faults


def test_the_limit_is_a_moving_window() -> None:
    """Headers tell of the window before the request; a refusal costs nothing and gives no Retry-After."""
    now = [0.0]
    with DiscogsFake(crate(), limit=2, window=60, clock=lambda: now[0]) as fake:
        used = []
        for now[0] in (0.0, 30.0, 59.0, 59.5, 60.0, 61.0, 90.0):
            answer = get(fake, "/releases/1")
            assert "Retry-After" not in answer.headers
            used.append((answer.status_code, answer.headers["X-Discogs-Ratelimit-Used"]))
    assert [(200, "0"), (200, "1"), (429, "2"), (429, "2"), (200, "1"), (429, "2"), (200, "1")] == used


def test_refusals_come_in_two_forms() -> None:
    """A 429 is JSON or a lone newline."""
    with DiscogsFake(crate(), limit=0) as fake:
        bodies = [get(fake, "/releases/1").content for _ in range(3)]
    polite = b'{"message": "You are making requests too quickly."}'
    assert [polite, b"\n", polite] == bodies


def test_anonymous_callers_and_images_have_limits_of_their_own() -> None:
    """25 a minute without a token, and a separate account for images."""
    with DiscogsFake(crate(), anonymous_limit=1, image_limit=1) as fake:
        assert [200, 429] == [get(fake, "/releases/1", NAMED).status_code for _ in range(2)]
        images = [get(fake, "/images/1.jpg", {}) for _ in range(2)]
        assert [200, 429] == [image.status_code for image in images]
        assert "X-Discogs-Ratelimit" not in images[0].headers
        answer = get(fake, "/releases/1")
        assert ("60", "1", "59") == tuple(
            answer.headers[f"X-Discogs-Ratelimit{end}"] for end in ("", "-Used", "-Remaining")
        )


def test_limits_hold_against_many_threads() -> None:
    """Not one request too many gets through."""
    with DiscogsFake(crate(), limit=10) as fake:
        threads = [threading.Thread(target=lambda: [get(fake, "/releases/1") for _ in range(5)]) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert (10, 20) == (sum(request.status == 200 for request in fake.requests), fake.count("release"))


def test_a_connection_is_kept_and_ends_with_the_fake() -> None:
    """Two requests share a connection; afterwards nobody answers."""
    with DiscogsFake(crate(), limit=None) as fake:
        connection = HTTPConnection(fake.origin.removeprefix("http://"), timeout=5)
        connection.request("GET", "/releases/1", headers=OWNER)
        first = connection.getresponse().read(), connection.sock
        connection.request("GET", "/releases/1", headers=OWNER)
        assert first == (connection.getresponse().read(), connection.sock)
    assert b"" == first[1].recv(1)
    connection.close()
    with pytest.raises(requests.ConnectionError):
        get(fake, "/releases/1")


def broken(kind: FaultKind, path: str = "/releases/", **more: Any) -> DiscogsFake:
    """Return a fake whose first answer to a path is wrong."""
    return DiscogsFake(crate(), limit=None, faults=Faults(rules=[Fault(path=path, kind=kind, **more)]))


@pytest.mark.parametrize(
    ("kind", "status", "body"),
    [
        ("429", 429, '{"message": "You are making requests too quickly."}'),
        ("429-newline", 429, "\n"),
        ("500", 500, '{"message"'),
        ("503", 503, "<!DOCTYPE html>"),
        ("html", 200, "<!DOCTYPE html>"),
        ("empty", 200, ""),
        ("401", 401, '{"message": "Invalid consumer token.'),
        ("403", 403, '{"message": "You don\'t have permission'),
        ("404", 404, '{"message": "That release does not exist'),
    ],
)
def test_a_fault_replaces_the_answer_once(kind: FaultKind, status: int, body: str) -> None:
    """The first request is spoiled, the second is not, and others never were."""
    with broken(kind) as fake:
        assert 200 == get(fake, "/masters/1").status_code
        answer = get(fake, "/releases/1")
        assert (status, body) == (answer.status_code, answer.text[: len(body)])
        assert (body == "", 200) == (answer.content == b"", get(fake, "/releases/1").status_code)
        assert 1 == fake.faults.rules[0].hits


@pytest.mark.parametrize("kind", ["cut", "drop"])
def test_a_connection_can_break(kind: FaultKind) -> None:
    """Half an answer, or none: the client notices, and the next request is fine."""
    with broken(kind) as fake:
        with pytest.raises((requests.ConnectionError, requests.exceptions.ChunkedEncodingError)):
            get(fake, "/releases/1")
        assert {"cut": 200, "drop": 0}[kind] == fake.requests[0].status
        assert 200 == get(fake, "/releases/1").status_code


def test_a_slow_answer_outlasts_a_short_timeout() -> None:
    """The answer would come, but later than the client waits; the fake ends without waiting for it."""
    with broken("slow", seconds=60.0) as fake, pytest.raises(requests.Timeout):
        requests.get(f"{fake.origin}/releases/1", headers=OWNER, timeout=0.05)


def test_a_fault_can_last_and_rules_can_change() -> None:
    """`times=None` is for ever, until the rule is taken away."""
    with broken("500", times=None) as fake:
        assert [500] * 3 == [get(fake, "/releases/1").status_code for _ in range(3)]
        fake.faults.rules.clear()
        assert 200 == get(fake, "/releases/1").status_code


def test_a_fault_sees_the_query() -> None:
    """A rule can hit a single page."""
    with broken("500", path=r"[?&]page=2\b") as fake:
        statuses = [get(fake, f"{SHELF}?per_page=2&page={page}").status_code for page in (1, 2, 2)]
        assert [200, 500, 200] == statuses


@pytest.mark.parametrize(
    ("path", "lengths"),
    [("releases.per_page", [2, 3, 2]), ("page=2&", [3, 2, 2]), ("page=3&", [3, 3, 1]), ("per_page=3", [2, 2, 2, 1])],
)
def test_a_short_page_shifts_its_items(path: str, lengths: list[int]) -> None:
    """Nothing is lost to a client that reads on, and the number of items stays right."""
    with broken("short-page", path=path, times=3) as fake:
        pages = read_all(fake, "per_page=3")
    assert lengths == [len(page["releases"]) for page in pages]
    assert (list(range(1001, 1008)), 7) == (instances(pages), pages[-1]["pagination"]["items"])


def test_a_repeated_item_is_an_extra_one() -> None:
    """Page 2 begins with the last item of page 1, and everything after it moves."""
    with broken("duplicate", path="page=2&") as fake:
        pages = read_all(fake, "per_page=3")
    assert [1001, 1002, 1003, 1003, 1004, 1005, 1006, 1007] == instances(pages)
    assert 7 == pages[-1]["pagination"]["items"]


def test_a_new_reading_forgets_the_old_faults() -> None:
    """Page 1 begins a new reading with nothing short or repeated."""
    with broken("short-page", path="page=2&") as fake:
        readings = [[len(page["releases"]) for page in read_all(fake, "per_page=3")] for _ in range(2)]
    assert [[3, 2, 2], [3, 3, 1]] == readings
