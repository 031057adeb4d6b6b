"""The client of MusicBrainz follows Discogs' ids to other services, and that of the Cover Art Archive to covers."""

from typing import Any, Literal

import pytest
from fixed_server import FixedServer
from wikis_and_musicbrainz import (
    ARTIST,
    DIGITAL,
    GROUP,
    JPEG,
    MENDED,
    NOBODY,
    ODD,
    RELEASE,
    SPOTIFY,
    TWIN,
    USER_AGENT,
    always,
    channel,
    discogs,
    musicbrainz,
    once,
)

from services.errors import Busy, Missing, Refused, ServiceError, Unreachable, Unreadable
from services.fakes.faults import FaultKind
from services.fakes.musicbrainz import CoverArtFake, Link, MusicBrainzEntry, MusicBrainzFake, MusicBrainzWorld
from services.fakes.server import FakeServer
from services.musicbrainz import CoverArt, Kind, MusicBrainz, cover_uri

NO_IDS = [
    "",
    "x",
    "../release",
    RELEASE[:-1],
    f"{RELEASE}\n",
    f"{RELEASE}?inc=x",
    f"{{{RELEASE}}}",
    RELEASE.replace("-", ""),
]


def client(fake: FakeServer) -> MusicBrainz:
    """Return the client on any server."""
    return MusicBrainz(channel("MusicBrainz", busy=(429, 503)), f"{fake.origin}/ws/2/")


def quick(world: MusicBrainzWorld | None = None, **options: Any) -> MusicBrainzFake:
    """Return the fake, without a limit."""
    return MusicBrainzFake(world or musicbrainz(), limit=None, **options)


def test_what_is_not_linked_is_missing() -> None:
    """An id that nobody knows, and one whose only link has a slug."""
    slug = Link(type="discogs", resource="https://www.discogs.com/artist/7-Joy-Division")
    artist = MusicBrainzEntry(kind="artist", mbid=ARTIST, name="Joy Division", links=(discogs("artist", 3898), slug))
    with quick(MusicBrainzWorld(entries=[artist])) as fake:
        for number in (6, 7, 38):
            with pytest.raises(Missing, match="MusicBrainz: Not Found"):
                client(fake).entry("artist", number)
        assert 3 == fake.count("url")


def test_entries_that_are_not_there_are_missing() -> None:
    """After one request each."""
    with quick() as fake:
        service = client(fake)
        for ask in (
            service.release,
            service.release_group,
            service.releases_of,
            service.artist,
        ):
            with pytest.raises(Missing, match="MusicBrainz: Not Found"):
                ask(NOBODY)
        assert 4 == len(fake.requests)


@pytest.mark.parametrize("mbid", NO_IDS)
def test_what_is_no_id_is_never_sent(mbid: str) -> None:
    """It came in an answer, and could lead anywhere."""
    with quick() as fake:
        service = client(fake)
        for ask in (
            service.release,
            service.release_group,
            service.releases_of,
            service.artist,
        ):
            with pytest.raises(Unreadable, match="not one of its ids"):
                ask(mbid)
        with pytest.raises(Unreadable, match="not one of its ids"):
            cover_uri(fake.origin, "release", mbid)
        assert [] == fake.requests


def test_an_id_of_discogs_leads_to_entries() -> None:
    """For one request, by the bare address."""
    with quick() as fake:
        master, artist = client(fake).entry("master", 18080), client(fake).entry("artist", 3898)
        sent = [(request.query["resource"], request.query["inc"]) for request in fake.requests]
    assert [GROUP] == [relation["release_group"]["id"] for relation in master["relations"]]
    assert [ARTIST] == [relation["artist"]["id"] for relation in artist["relations"]]
    assert [
        ("https://www.discogs.com/master/18080", "release-group-rels"),
        ("https://www.discogs.com/artist/3898", "artist-rels"),
    ] == sent


def test_several_entries_are_all_told() -> None:
    """With what tells them apart: whoever asks decides."""
    with quick() as fake:
        relations = client(fake).entry("release", 1)["relations"]
        assert 1 == len(fake.requests)
    assert [(RELEASE, False), (TWIN, True)] == [
        (relation["release"]["id"], relation["ended"]) for relation in relations
    ]


def test_an_address_of_another_kind_has_no_relations() -> None:
    """It is known, but not to what was asked for."""
    world = MusicBrainzWorld(
        entries=[MusicBrainzEntry(kind="artist", mbid=ARTIST, name="X", links=(discogs("release", 1),))]
    )
    with quick(world) as fake:
        assert [] == client(fake).entry("release", 1)["relations"]


def test_many_ids_of_discogs_lead_to_entries_at_once() -> None:
    """For one request, in whatever order they come; what is unknown is left out, and a link to another kind."""
    wanted: list[tuple[Kind, int]] = [("master", 18080), ("artist", 3898), ("release", 1), ("master", 7), ("artist", 9)]
    world = musicbrainz()
    world.entries.append(MusicBrainzEntry(kind="release", mbid=NOBODY, name="X", links=(discogs("master", 18080),)))
    with quick(world) as fake:
        service = client(fake)
        page = service.entries(wanted)
        assert 1 == len(fake.requests)
        assert {key: service.entry(*key) for key in wanted[:3]} == page.known
    assert page.is_whole


@pytest.mark.parametrize(("lists", "error"), [("refused", "answered 400"), ("too long", "answered 414")])
def test_a_list_of_addresses_can_be_refused(lists: Literal["refused", "too long"], error: str) -> None:
    """With an error that is no trouble of the service."""
    with quick(MusicBrainzWorld(lists=lists)) as fake, pytest.raises(ServiceError, match=error) as caught:
        client(fake).entries([("artist", 1), ("artist", 2)])
    assert ServiceError is type(caught.value)


def test_a_list_of_addresses_may_lack_some_that_are_known() -> None:
    """Then nothing is known of the others."""
    with quick(musicbrainz(lists="cut short")) as fake:
        page = client(fake).entries([("master", 18080), ("artist", 3898), ("release", 1)])
    assert (2, False) == (len(page.known), page.is_whole)


def test_a_server_without_lists_answers_about_one_address() -> None:
    """Nothing was said about the others."""
    alone = {"resource": "https://www.discogs.com/artist/2", "relations": [{"artist": {"id": ARTIST}}]}
    with FixedServer(alone) as fake:
        page = client(fake).entries([("artist", 1), ("artist", 2)])
    assert ([("artist", 2)], False) == ([*page.known], page.is_whole)


def test_entries_have_links() -> None:
    """Releases their group too, each for one request."""
    with quick() as fake:
        release, group = client(fake).release(RELEASE), client(fake).release_group(GROUP)
        artist = client(fake).artist(ARTIST)
        assert ["release", "release-group", "artist"] == [request.kind for request in fake.requests]
    assert GROUP == release["release-group"]["id"]
    assert ["https://www.discogs.com/release/1"] == [relation["url"]["resource"] for relation in release["relations"]]
    assert ["discogs", "wikidata"] == [relation["type"] for relation in group["relations"]]
    assert ("Joy Division", "discogs") == (artist["name"], artist["relations"][0]["type"])


def test_the_releases_of_a_group_have_links_and_media() -> None:
    """Streaming links sit on digital releases, which are told by their medium; all for one request."""
    with quick() as fake:
        releases = client(fake).releases_of(GROUP)["releases"]
        assert ["browse"] == [request.kind for request in fake.requests]
    assert [(RELEASE, "CD"), (DIGITAL, "Digital Media")] == [
        (entry["id"], entry["media"][0]["format"]) for entry in releases
    ]
    assert [SPOTIFY] == [relation["url"]["resource"] for relation in releases[1]["relations"]]


def test_the_releases_of_a_group_can_hold_the_group_with_its_links() -> None:
    """Then one request tells all that the group leads to."""
    with quick() as fake:
        groups = [entry["release-group"] for entry in client(fake).releases_of(GROUP, with_group=True)["releases"]]
        assert [client(fake).release_group(GROUP)] * 2 == groups
        assert "release-group" not in client(fake).releases_of(GROUP)["releases"][0]


def test_a_merged_entry_is_found_under_its_old_id() -> None:
    """And says what it is called now."""
    with quick(musicbrainz(merged={NOBODY: GROUP})) as fake:
        assert GROUP == client(fake).release_group(NOBODY)["id"]


def test_a_check_costs_one_request() -> None:
    """And needs nothing of ours to be there."""
    with quick(MusicBrainzWorld()) as fake:
        client(fake).check()
        assert 1 == len(fake.requests)


@pytest.mark.parametrize("kind", MENDED)
def test_a_broken_answer_is_asked_for_again(kind: FaultKind) -> None:
    """And the second one counts."""
    with quick(faults=once(kind)) as fake:
        assert GROUP == client(fake).entry("master", 18080)["relations"][0]["release_group"]["id"]
        assert 2 == len(fake.requests)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("401", Refused),
        ("403", Refused),
        ("404", Missing),
        ("429", Busy),
        ("503", Busy),
        ("500", Unreachable),
        ("html", Unreadable),
        ("cut", Unreadable),
    ],
)
def test_what_does_not_get_better_is_one_of_our_errors(kind: FaultKind, expected: type[ServiceError]) -> None:
    """By the name of the service."""
    with quick(faults=always(kind)) as fake:
        for ask in (lambda: client(fake).entry("artist", 1), lambda: client(fake).release(RELEASE), client(fake).check):
            with pytest.raises(expected, match="MusicBrainz: ") as caught:
                ask()
            assert expected is type(caught.value)


ODD_HERE: list[Any] = [
    *ODD,
    {"relations": None, "releases": None},
    {"relations": 5, "releases": 5},
    {"relations": "text", "releases": "text"},
    {"relations": ["text"], "releases": [None]},
    {"urls": ["text"]},
    {"urls": [{"resource": []}]},
    {"urls": [{"resource": "https://www.discogs.com/release/1", "relations": 5}]},
]


@pytest.mark.parametrize("content", ODD_HERE, ids=repr)
def test_answers_in_another_form_are_unreadable(content: Any) -> None:
    """JSON that is not what was asked for is one of our errors, never a crash nor an empty answer."""
    with FixedServer(content) as fake:
        service = client(fake)
        asks = [
            service.release,
            service.release_group,
            service.releases_of,
            service.artist,
        ]
        for ask in (
            lambda: service.entry("release", 1),
            lambda: service.entries([("release", 1), ("release", 2)]),
            service.check,
            *[lambda ask=ask: ask(RELEASE) for ask in asks],
        ):
            with pytest.raises(Unreadable, match="MusicBrainz: sent an answer in a form we do not know"):
                ask()


def test_we_say_who_asks() -> None:
    """In every request, with somebody to write to."""
    with quick() as fake:
        client(fake).check()
        client(fake).entry("release", 1)
        client(fake).releases_of(GROUP)
        assert [USER_AGENT] * 3 == [request.headers["User-Agent"] for request in fake.requests]


def covers() -> CoverArt:
    """Return the client of the archive; the address says where it is."""
    return CoverArt(channel("Cover Art Archive"))


def test_what_has_no_cover_is_missing() -> None:
    """A release without one, and one that the archive has never heard of."""
    with CoverArtFake(musicbrainz()) as fake:
        for mbid in (DIGITAL, NOBODY):
            with pytest.raises(Missing, match="Cover Art Archive: not found"):
                covers().image(cover_uri(fake.origin, "release", mbid))
        assert 2 == len(fake.requests)


def test_covers_are_where_the_archive_sends_us() -> None:
    """For releases and for groups, in the largest size."""
    with CoverArtFake(musicbrainz(covers={RELEASE: lambda: JPEG, GROUP: lambda: JPEG + b"2"})) as fake:
        assert JPEG == covers().image(cover_uri(fake.origin, "release", RELEASE))
        assert JPEG + b"2" == covers().image(cover_uri(f"{fake.origin}/", "release-group", GROUP))
        fronts = [request.path for request in fake.requests if request.kind == "front"]
        assert [f"/release/{RELEASE}/front-1200", f"/release-group/{GROUP}/front-1200"] == fronts
        assert 2 == fake.count("image")


@pytest.mark.parametrize("kind", ["429", "500", "503", "cut", "drop"])
def test_a_broken_image_is_asked_for_again(kind: FaultKind) -> None:
    """From the beginning."""
    with CoverArtFake(musicbrainz(), faults=once(kind)) as fake:
        assert JPEG == covers().image(cover_uri(fake.origin, "release", RELEASE))


@pytest.mark.parametrize(
    ("kind", "expected"), [("403", Refused), ("404", Missing), ("429", Busy), ("500", Unreachable)]
)
def test_a_cover_that_cannot_be_had_is_one_of_our_errors(kind: FaultKind, expected: type[ServiceError]) -> None:
    """By the name of the service."""
    with CoverArtFake(musicbrainz(), faults=always(kind)) as fake:
        address = cover_uri(fake.origin, "release", RELEASE)
        with pytest.raises(expected, match="Cover Art Archive: ") as caught:
            covers().image(address)
    assert expected is type(caught.value)


@pytest.mark.parametrize("kind", ["html", "html-as-image", "json", "empty"])
def test_what_is_no_image_is_asked_for_again(kind: FaultKind) -> None:
    """A web page in place of one is trouble of the host, whatever its headers say."""
    with CoverArtFake(musicbrainz(), faults=once(kind)) as fake:
        assert JPEG == covers().image(cover_uri(fake.origin, "release", RELEASE))


def test_images_are_not_verified_here() -> None:
    """One that is cut comes as it is: whoever stores images looks at them."""
    with CoverArtFake(musicbrainz(covers={RELEASE: lambda: JPEG[:20]})) as fake:
        assert JPEG[:20] == covers().image(cover_uri(fake.origin, "release", RELEASE))
