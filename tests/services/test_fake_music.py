"""The fakes of the music services share a catalogue, covers, limits and faults."""

import json

import pytest
import requests
from music_shops import ERRORS_BY_STATUS, JPEG, SERVICES, album, catalogue, shop

from services.errors import Busy
from services.fakes.faults import Fault, FaultKind, Faults
from services.fakes.music import MusicCatalogue, has_all, occurring


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("Blue Hour", "The Lanterns Blue Hour", 2),
        ("BLUE hour blue", "blue hour", 2),
        ("Blu", "Blue Hour", 0),
        ("Sigur Ros", "Sigur Rós Ágætis byrjun", 2),
        ("Sigur Rós", "Sigur Ros", 2),
        ("1", "1984", 0),
        ("AC/DC", "AC/DC Back In Black", 1),
        ("!!!", "!!! Louden Up Now", 1),
        ("( )", "Sigur Rós ( )", 2),
        ("( )", "Blue Hour", 0),
        ("龍一", "坂本龍一", 1),
        ("4½", "Steven Wilson 4½", 1),
        ("", "anything", 0),
    ],
)
def test_words_are_counted_where_they_occur(words: str, text: str, expected: int) -> None:
    """Whole words without case and accents; signs and other scripts anywhere."""
    assert expected == occurring(words, text)


def test_all_words_are_all_different_ones() -> None:
    """None at all are always there."""
    assert has_all("blue BLUE hour", "Blue Hour")
    assert not has_all("blue night", "Blue Hour")
    assert has_all("", "Blue Hour")


def test_what_fits_best_comes_first_and_then_what_the_service_likes() -> None:
    """So that tributes and best-ofs stand beside, or before, what was meant."""
    shelf = MusicCatalogue(
        albums=[
            album(1, "Best Of"),
            album(2, "Blue Hour", "Karaoke Stars"),
            album(3, "Blue Hour Karaoke", "The Lanterns Tribute"),
            album(4, "Blue Hour"),
            album(5, "Unlike", "Others"),
        ]
    )
    assert [3, 4, 1, 2] == [hit.number for hit in shelf.search("The Lanterns Blue Hour")]


def test_only_the_exact_barcode_finds() -> None:
    """And no barcode finds none."""
    shelf = catalogue()
    assert [2] == [hit.number for hit in shelf.with_barcode("00602475093060")]
    assert [] == [*shelf.with_barcode("602475093060"), *shelf.with_barcode("")]


@pytest.mark.parametrize("service", SERVICES)
def test_an_album_added_while_it_runs_is_found(service: str) -> None:
    """As a test or a demo may want."""
    with shop(service) as opened:
        assert [] == opened.titles("Newcomer")
        opened.fake.catalogue.albums.append(album(50, "Newcomer"))
        assert ["Newcomer"] == opened.titles("Newcomer")


@pytest.mark.parametrize("service", SERVICES)
def test_hostile_texts_go_out_as_they_are(service: str) -> None:
    """Nothing is escaped, cut or mended on the way."""
    title = "{{< shortcode >}} <script>alert('x')</script> [a](javascript:b) \u202e\u0007 --- # :"
    with shop(service, catalogue=MusicCatalogue(albums=[album(1, title, title, tracks=((title, 1),))])) as opened:
        assert [title] == opened.titles("shortcode")
        whole = json.dumps(opened.client.album(opened.identity(1)))
    assert 3 <= whole.count(json.dumps(title))


@pytest.mark.parametrize("service", SERVICES)
def test_covers_are_real_pictures_and_cost_nothing(service: str) -> None:
    """On the fake's own address; the limit is the API's, and what has no cover is 404."""
    with shop(service, limit=0) as opened:
        address = opened.fake.cover_address(catalogue().albums[1], "600x600")
        response = requests.get(address, timeout=5)
        assert (JPEG, "image/jpeg") == (response.content, response.headers["Content-Type"])
        for wrong in (
            address.replace("/2/", "/3/"),
            address.replace("/2/", "/404/"),
            address.replace("600x600", "{w}x{h}"),
        ):
            assert 404 == requests.get(wrong, timeout=5).status_code
        assert 4 == opened.fake.count("cover")
        with pytest.raises(Busy):
            opened.search("Blue Hour")


@pytest.mark.parametrize("service", SERVICES)
def test_the_limit_is_a_moving_window(service: str) -> None:
    """Requests are admitted again as the old ones leave it."""
    now = [0.0]
    with shop(service, limit=2, window=60.0, clock=lambda: now[0]) as opened:
        refused_at = []
        for now[0] in (0.0, 30.0, 59.0, 60.0, 61.0, 90.0):
            try:
                opened.client.check()
            except Busy:
                refused_at.append(now[0])
    assert [59.0, 61.0] == refused_at


@pytest.mark.parametrize(
    ("kind", "status", "begins"),
    [
        ("429-newline", 429, b"\n"),
        ("html", 200, b"<!DOCTYPE html>"),
        ("empty", 200, b""),
        ("401", 401, None),
        ("403", 403, None),
        ("404", 404, None),
        ("500", 500, None),
        ("503", 503, None),
    ],
)
@pytest.mark.parametrize("service", ERRORS_BY_STATUS)
def test_a_fault_replaces_the_answer_once(service: str, kind: FaultKind, status: int, begins: bytes | None) -> None:
    """Of the first request whose path matches; the next is right again."""
    rule = Fault(path="spoiled", kind=kind)
    with shop(service, faults=Faults(rules=[rule])) as opened:
        opened.client.check()
        answers = [requests.get(f"{opened.fake.origin}/spoiled", timeout=5) for _ in range(2)]
        assert (status, 1) == (answers[0].status_code, rule.hits)
        if begins is not None:
            assert begins == answers[0].content[: len(begins) or None]
        assert answers[1].status_code in (401, 404)


@pytest.mark.parametrize("service", SERVICES)
def test_a_slow_answer_is_the_right_one(service: str) -> None:
    """Only late; and the fake ends without waiting for it."""
    with shop(service, faults=Faults(rules=[Fault(path="/covers?/", kind="slow", seconds=60.0)])) as opened:
        address = opened.fake.cover_address(catalogue().albums[1], "600x600")
        with pytest.raises(requests.Timeout):
            requests.get(address, timeout=0.05)
        assert JPEG == requests.get(address, timeout=5).content
