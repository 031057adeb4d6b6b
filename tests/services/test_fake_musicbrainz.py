"""The fake MusicBrainz and Cover Art Archive answer, limit and refuse as the real ones do."""

from itertools import permutations
from typing import Literal

import pytest
import requests
from wikis_and_musicbrainz import ARTIST, GROUP, JPEG, NOBODY, RELEASE, discogs, get, musicbrainz, once

from services.fakes.faults import FaultKind
from services.fakes.musicbrainz import (
    VARIOUS_ARTISTS,
    CoverArtFake,
    MusicBrainzEntry,
    MusicBrainzFake,
    MusicBrainzWorld,
)

MASTER = "/ws/2/url?fmt=json&inc=release-group-rels&resource=https://www.discogs.com/master/18080"


@pytest.mark.parametrize("agent", ["", "python-requests/2.32", "Sleevenotes/0.1"])
def test_who_does_not_say_whom_to_write_to_is_refused(agent: str) -> None:
    """Without a word about the question."""
    with MusicBrainzFake(musicbrainz(), limit=None) as fake:
        assert 403 == get(fake, MASTER, **{"User-Agent": agent}).status_code


def test_one_request_a_second_is_the_limit() -> None:
    """Above it is a 503, which doesn't say when to come back."""
    now = [0.0]
    with MusicBrainzFake(musicbrainz(), clock=lambda: now[0]) as fake:
        assert 200 == get(fake, MASTER).status_code
        second = get(fake, MASTER)
        assert (503, None) == (second.status_code, second.headers.get("Retry-After"))
        assert second.json()["error"].startswith("Your requests are exceeding the allowable rate limit.")
        now[0] = 1.0
        assert 200 == get(fake, MASTER).status_code


@pytest.mark.parametrize("resource", ["master/18081", "master/18080-Closer", "master/18080/", "release/18080"])
def test_only_bare_addresses_are_known(resource: str) -> None:
    """With anything else it is not found, and the answer says how to get help."""
    with MusicBrainzFake(musicbrainz(), limit=None) as fake:
        answer = get(fake, MASTER.replace("master/18080", resource))
        assert (404, "Not Found") == (answer.status_code, answer.json()["error"])
        assert "help" in answer.json()


def test_two_relations_name_one_address() -> None:
    """Nobody keeps people from linking it twice."""
    twins = [
        MusicBrainzEntry(kind="artist", mbid=mbid, name="X", links=(discogs("artist", 1),)) for mbid in (ARTIST, NOBODY)
    ]
    with MusicBrainzFake(MusicBrainzWorld(entries=twins), limit=None) as fake:
        path = "/ws/2/url?fmt=json&inc=artist-rels&resource=https://www.discogs.com/artist/1"
        assert [ARTIST, NOBODY] == [relation["artist"]["id"] for relation in get(fake, path).json()["relations"]]


LISTED = "/ws/2/url?fmt=json&inc=release-group-rels+artist-rels+release-rels"
ADDRESSES = ["master/18080", "artist/3898", "release/1", "artist/38", "master/18080-Closer"]


def listed(fake: MusicBrainzFake, addresses: list[str]) -> requests.Response:
    """Ask about several addresses at Discogs."""
    return get(fake, LISTED + "".join(f"&resource=https://www.discogs.com/{address}" for address in addresses))


def test_several_addresses_are_answered_with_a_list() -> None:
    """Of those that are known, in an order of its own; no list is too short, but one is not of two."""
    with MusicBrainzFake(musicbrainz(), limit=None) as fake:
        answer = listed(fake, ADDRESSES).json()
        assert {f"https://www.discogs.com/{address}" for address in ADDRESSES[:3]} == {
            url["resource"] for url in answer["urls"]
        }
        assert (3, 0) == (answer["url-count"], answer["url-offset"])
        assert {"url-count": 0, "url-offset": 0, "urls": []} == listed(fake, ADDRESSES[3:]).json()
        assert "urls" not in listed(fake, ADDRESSES[:1]).json()
        assert 404 == listed(fake, ADDRESSES[3:4]).status_code
        orders = {
            str([url["resource"] for url in listed(fake, [*each]).json()["urls"]])
            for each in permutations(ADDRESSES[:3])
        }
        assert 1 == len(orders)


@pytest.mark.parametrize(("lists", "count", "status"), [("taken", 101, 400), ("refused", 2, 400), ("too long", 2, 414)])
def test_a_list_can_be_refused(lists: Literal["taken", "refused", "too long"], count: int, status: int) -> None:
    """Because of its length; one address never is."""
    with MusicBrainzFake(musicbrainz(lists=lists), limit=None) as fake:
        assert status == listed(fake, [f"artist/{number}" for number in range(count)]).status_code
        assert 200 == listed(fake, ADDRESSES[:1]).status_code


def test_a_list_can_be_cut_short() -> None:
    """It says how many there are."""
    with MusicBrainzFake(musicbrainz(lists="cut short"), limit=None) as fake:
        answer = listed(fake, ADDRESSES).json()
    assert (3, 2) == (answer["url-count"], len(answer["urls"]))


def test_a_release_group_has_two_spellings() -> None:
    """With an underscore in relations, with a hyphen in a release."""
    with MusicBrainzFake(musicbrainz(), limit=None) as fake:
        relation = get(fake, MASTER).json()["relations"][0]
        release = get(fake, f"/ws/2/release/{RELEASE}?fmt=json&inc=release-groups").json()
    assert ("release_group", GROUP) == (relation["target-type"], relation["release_group"]["id"])
    assert GROUP == release["release-group"]["id"]
    assert not {"relations", "media"} & set(release)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("release/x?fmt=json", 400),
        (f"release/{RELEASE}?fmt=json&inc=url-rels+labels", 400),
        (f"artist/{ARTIST}?fmt=json&inc=release-groups", 400),
        (f"release?fmt=json&release-group={NOBODY}", 404),
        ("release?fmt=json&query=closer", 404),
        (f"recording/{NOBODY}?fmt=json", 404),
        (f"artist/{GROUP}?fmt=json", 404),
        (f"artist/{VARIOUS_ARTISTS}?fmt=json&inc=url-rels", 200),
    ],
)
def test_what_cannot_be_answered_is_an_error(path: str, status: int) -> None:
    """In JSON, with a sentence."""
    with MusicBrainzFake(musicbrainz(), limit=None) as fake:
        answer = get(fake, f"/ws/2/{path}")
        assert (status, status != 200) == (answer.status_code, "error" in answer.json())


def test_without_a_format_it_is_xml() -> None:
    """The service's own habit."""
    with MusicBrainzFake(musicbrainz(), limit=None) as fake:
        assert get(fake, MASTER.replace("fmt=json&", "")).text.startswith("<?xml")


def test_releases_are_browsed_up_to_a_limit() -> None:
    """Twenty-five unless told otherwise, and never more than a hundred."""
    group = MusicBrainzEntry(kind="release-group", mbid=GROUP, name="X")
    many = [
        MusicBrainzEntry(kind="release", mbid=f"{number:08}-0000-4000-8000-000000000000", name="X", group=GROUP)
        for number in range(120)
    ]
    with MusicBrainzFake(MusicBrainzWorld(entries=[group, *many]), limit=None) as fake:
        path = f"/ws/2/release?fmt=json&release-group={GROUP}"
        pages = [get(fake, path + limit).json() for limit in ("", "&limit=50", "&limit=500")]
        assert 3 == fake.count("browse")
    assert [(25, 120), (50, 120), (100, 120)] == [(len(page["releases"]), page["release-count"]) for page in pages]


@pytest.mark.parametrize(
    ("kind", "status"),
    [("429", 429), ("500", 500), ("503", 503), ("html", 200), ("empty", 200), ("401", 401), ("403", 403), ("404", 404)],
)
def test_faults_come_as_the_service_would_send_them(kind: FaultKind, status: int) -> None:
    """Once, and then all is well again."""
    with MusicBrainzFake(musicbrainz(), limit=None, faults=once(kind)) as fake:
        first = get(fake, MASTER)
        assert (status, False) == (first.status_code, GROUP in first.text)
        assert GROUP in get(fake, MASTER).text
    with CoverArtFake(musicbrainz(), faults=once(kind)) as fake:
        assert status == get(fake, f"/release/{RELEASE}/front-500").status_code
        assert 307 == get(fake, f"/release/{RELEASE}/front-500").status_code


@pytest.mark.parametrize("size", ["", "-250", "-500", "-1200"])
def test_a_cover_is_somewhere_else(size: str) -> None:
    """Where it is drawn as the world says."""
    with CoverArtFake(musicbrainz(covers={RELEASE: lambda: JPEG, GROUP: lambda: b"\x89PNG"})) as fake:
        for path, body, kind in (
            (f"/release/{RELEASE}/front{size}", JPEG, "image/jpeg"),
            (f"/release-group/{GROUP}/front{size}", b"\x89PNG", "image/png"),
        ):
            answer = get(fake, path)
            assert 307 == answer.status_code
            image = get(fake, answer.headers["Location"].removeprefix(fake.origin))
            assert (body, kind) == (image.content, image.headers["Content-Type"])
        assert (2, 2) == (fake.count("front"), fake.count("image"))


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"/release/{NOBODY}/front-500", 404),
        (f"/release/{GROUP}/front-500", 404),
        (f"/release-group/{GROUP}/front-500", 404),
        (f"/release/{RELEASE}/front-700", 404),
        (f"/archive/{NOBODY}.jpg", 404),
        ("/release/x/front-500", 400),
        ("/", 404),
    ],
)
def test_what_has_no_cover_is_a_web_page(path: str, status: int) -> None:
    """With the status that it should have."""
    with CoverArtFake(musicbrainz()) as fake:
        answer = get(fake, path)
        assert (status, "<h1>") == (answer.status_code, answer.text[answer.text.index("<h1>") :][:4])
