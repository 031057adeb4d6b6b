"""Galleries: what a release has beside its first image, fetched last, some a day, and shown as long as it is there."""

from io import BytesIO

import pytest
from household import Home, MakeHome, crate, hang, images, picture, put, tree
from neighbours import days_later
from PIL import Image

from scraper.harvest.pictures import GALLERIES_A_DAY
from services.fakes.faults import Fault


@pytest.fixture
def home(make_home: MakeHome) -> Home:
    """Return the home of somebody with five records, two of which have galleries."""
    world = crate()
    hang(world, 2, 3)
    hang(world, 4, 1)
    return make_home(world)


def views_asked(home: Home) -> list[str]:
    """Return which images of galleries were ever asked for, in order."""
    return [one.path.removeprefix("/images/release-")[:-4] for one in home.fake.requests if "-view-" in one.path]


def shown(home: Home, number: int) -> list[str]:
    """Return the images of a gallery that are on the site; its page names the same."""
    page, folder = home.album(number).read_text(), home.folder / f"site/pictures/covers/{number}"
    names = sorted(file.name.removesuffix(".jpg") for file in folder.glob("gallery-?.jpg"))
    assert all(
        (f'"/covers/{number}/gallery-{place}.jpg"' in page) == (f"gallery-{place}" in names) for place in (1, 2, 3)
    )
    return names


def test_galleries_are_fetched_once(home: Home) -> None:
    """One question for each image; the next run asks for nothing and writes nothing."""
    ended = home.run("--all")
    assert (0, "") == (ended.code, ended.err)
    assert 9 + 4 == home.asked()["image"]
    assert "13 images" in ended.out
    assert (["gallery-1", "gallery-2", "gallery-3"], ["gallery-1"], []) == tuple(shown(home, one) for one in (2, 4, 3))
    before = tree(home.content, home.folder / "artwork", home.folder / "site/static", home.folder / "site/pictures")
    again = home.run("--all")
    assert (0, {"collection": 1}) == (again.code, dict(home.asked()))
    assert before == tree(
        home.content, home.folder / "artwork", home.folder / "site/static", home.folder / "site/pictures"
    )
    assert "Fetched: 1 page; from the store: 25" in again.out


def test_three_are_enough(home: Home) -> None:
    """However many Discogs has, and whatever is listed twice."""
    home.world.releases[4]["images"] *= 2
    hang(home.world, 4, 9)
    home.run("--all")
    assert ["4-view-1", "4-view-2", "4-view-3"] == [one for one in views_asked(home) if one.startswith("4")]


def test_covers_come_first_and_new_records_before_old_ones(home: Home) -> None:
    """Nobody waits for a cover or a portrait because of a gallery."""
    home.run("--all")
    asked = [one.path for one in home.fake.requests if one.kind == "image"]
    assert all("-view-" in path for path in asked[9:])
    assert ["4-view-1", "2-view-1", "2-view-2", "2-view-3"] == views_asked(home)


def test_a_day_has_room_for_some(make_home: MakeHome) -> None:
    """What is left is no gap; it is fetched a day later, without a question in between."""
    world = crate(84)
    for number in range(1, 85):
        hang(world, number)
    home = make_home(world)
    ended = home.run("--all")
    assert (0, GALLERIES_A_DAY) == (ended.code, len(views_asked(home)))
    assert "Left for another day: 12 images of galleries" in ended.out
    assert "Gaps" not in ended.out
    assert ([], 3) == (shown(home, 4), len(shown(home, 5)))
    home.asked()
    rehearsed = home.run("--dry-run")
    assert "Would fetch: nothing" in rehearsed.out
    assert "Left for another day: 12 images" in rehearsed.out
    assert (0, {}) == (home.run().code, home.asked_once())
    days_later(home.folder, 1)
    assert "Would fetch: 12 images" in home.run("--dry-run").out
    ended = home.run()
    assert (0, {"image": 12}) == (ended.code, home.asked_once())
    assert "another day" not in ended.out
    assert 3 == len(shown(home, 1))


@pytest.mark.usefixtures("settled")
def test_a_rehearsal_counts_them(home: Home) -> None:
    """As far as is known what there is."""
    (home.folder / "artwork/gallery-2/2.jpg").unlink()
    put(home.world, 6)
    assert "Would fetch: 1 release" in home.run("--dry-run").out
    home.run()
    assert ["gallery-1", "gallery-2", "gallery-3"] == shown(home, 2)


def test_without_a_token_there_are_none(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Discogs does not say where they are; once there is a token, they are fetched."""
    with monkeypatch.context() as without:
        without.delenv("DISCOGS_TOKEN")
        ended = home.run("--all")
        assert (0, 0, False) == (ended.code, home.fake.count("image"), "another day" in ended.out)
    assert 0 == home.run().code
    assert 4 == len(views_asked(home))


@pytest.mark.usefixtures("settled")
def test_what_is_known_outlives_the_token(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who takes theirs back keeps the images."""
    monkeypatch.delenv("DISCOGS_TOKEN")
    home.asked()
    assert 0 == home.run("--refresh", "0").code
    assert (0, 3) == (home.asked()["image"], len(shown(home, 2)))


@pytest.mark.usefixtures("settled")
def test_who_wants_no_images_of_discogs_gets_no_gallery(home: Home) -> None:
    """What is held goes, and comes back with the wish."""
    home.asked()
    (home.folder / "config.toml").write_text('[artwork]\nsources = ["cover_art_archive"]\n')
    assert (0, {}) == (home.run().code, home.asked_once())
    assert [] == shown(home, 2)
    (home.folder / "config.toml").unlink()
    assert (0, {"image": 13}) == (home.run().code, home.asked_once())
    assert 3 == len(shown(home, 2))


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"\x00 no image", "it is no image"),
        (picture(2)[:300], "it does not decode"),
        (None, "not found"),
    ],
    ids=["unknown data", "truncated", "missing"],
)
def test_a_broken_one_is_a_gap(home: Home, body: bytes | None, why: str) -> None:
    """The others are shown; it is not asked for again for a week, and then at the address that it has by then."""
    path = "/images/release-2-view-2.jpg"
    drawn = home.world.images.pop(path)
    if body is not None:
        home.world.images[path] = lambda: body
    ended = home.run("--all")
    assert 1 == ended.code
    assert "gallery 2 image 2 Artist 2: Title 2: " in ended.out
    assert why in ended.out.lower()
    assert ["gallery-1", "gallery-3"] == shown(home, 2)
    home.asked()
    again = home.run("--all")
    assert (0, {}, True) == (again.code, home.asked_once(), "Gaps: 1" in again.out)
    home.world.images[path] = drawn
    days_later(home.folder, 6)
    assert (0, {}) == (home.run().code, home.asked_once())
    days_later(home.folder, 1)
    assert (0, {"release": 1, "image": 1}) == (home.run().code, home.asked_once())
    assert ["gallery-1", "gallery-2", "gallery-3"] == shown(home, 2)


def test_one_that_fails_now_is_asked_for_next_time(home: Home) -> None:
    """Meanwhile the others are there."""
    home.fake.faults.rules = [Fault(path="release-2-view-1", kind="500", times=None)]
    ended = home.run("--all")
    assert (1, ["gallery-2", "gallery-3"]) == (ended.code, shown(home, 2))
    assert "gallery 1 image 2 Artist 2: Title 2: Discogs' images: server error 500" in ended.out
    home.fake.faults.rules = []
    home.asked()
    again = home.run()
    assert (0, {"image": 1}, False) == (again.code, home.asked_once(), "Gaps" in again.out)
    assert 3 == len(shown(home, 2))


def test_a_host_in_trouble_is_not_asked_for_galleries(home: Home) -> None:
    """Three covers in a row that fail are enough; galleries are no gaps then, and wait for the next run."""
    home.fake.faults.rules = [Fault(path="/images/", kind="500", times=None)]
    ended = home.run("--all")
    assert (1, []) == (ended.code, views_asked(home))
    assert "gallery" not in ended.out
    home.fake.faults.rules = []
    assert (0, 3) == (home.run().code, len(shown(home, 2)))


@pytest.mark.usefixtures("settled")
def test_what_discogs_took_away_goes(home: Home) -> None:
    """It was taken away for being wrong; the others stay."""
    del home.world.releases[2]["images"][-1]
    home.world.releases[4]["images"] = []
    home.asked()
    assert 0 == home.run("--refresh", "0").code
    assert 0 == home.asked()["image"]
    assert (["gallery-1", "gallery-2"], []) == (shown(home, 2), shown(home, 4))


def test_a_gap_goes_with_what_it_was_of(home: Home) -> None:
    """Nobody misses what there is not any more."""
    del home.world.images["/images/release-2-view-3.jpg"]
    assert "Gaps: 1" in home.run("--all").out
    del home.world.releases[2]["images"][-1]
    assert "Gaps" not in home.run("--refresh", "0").out


@pytest.mark.usefixtures("settled")
def test_another_image_takes_the_place_of_the_old_one(home: Home) -> None:
    """One question; the files are those of the new one."""
    file = home.folder / "site/pictures/covers/2/gallery-1-320.webp"
    before = file.read_bytes()
    home.world.releases[2]["images"][1] = images("better")[0] | {"type": "secondary"}
    home.world.images["/images/better.jpg"] = lambda: picture(77)
    home.asked()
    assert 0 == home.run("--refresh", "0").code
    assert (1, True) == (home.asked()["image"], before != file.read_bytes())


@pytest.mark.usefixtures("settled")
def test_the_gallery_of_a_sold_record_goes(home: Home) -> None:
    """With its page; it costs no question when the record is bought again."""
    sold = home.world.copies.pop(1)
    home.run("--all")
    assert not (home.folder / "site/pictures/covers/2").exists()
    home.world.copies.append({**sold, "instance_id": 999_999})
    home.asked()
    assert (0, {}) == (home.run("--all").code, home.asked_once())
    assert 3 == len(shown(home, 2))


def test_a_sold_records_gallery_is_not_fetched(home: Home) -> None:
    """Nor that of a release that is never published."""
    home.fake.faults.rules = [Fault(path="-view-", kind="500", times=None)]
    home.run("--all")
    home.fake.faults.rules = []
    home.run("skip", "add", "2")
    del home.world.copies[3]
    home.asked()
    ended = home.run("--all")
    assert (0, {}, False) == (ended.code, home.asked_once(), "Gaps" in ended.out)


@pytest.mark.parametrize("lost", ["gallery-1/2-320.webp", "gallery-3/2-1200.webp"])
def test_what_was_made_is_made_again(home: Home, lost: str) -> None:
    """Of the image that is kept, without a question, to the same bytes."""
    home.world.images["/images/release-2-view-1.jpg"] = home.world.images["/images/release-2-view-3.jpg"] = big
    home.run("--all")
    before = (home.folder / "artwork" / lost).read_bytes()
    (home.folder / "artwork" / lost).unlink()
    home.asked()
    assert (0, {"collection": 1}) == (home.run().code, dict(home.asked()))
    assert before == (home.folder / "artwork" / lost).read_bytes()


@pytest.mark.usefixtures("settled")
def test_fetching_an_artist_anew_leaves_galleries_alone(home: Home) -> None:
    """It is about the artist."""
    (home.folder / "artwork/gallery-2/2.jpg").unlink()
    home.asked()
    assert 0 == home.run("--regenerate-artist", "Artist 2").code
    assert {"artist": 1, "image": 1} == dict(home.asked())


def big() -> bytes:
    """Return an image that is larger than the small size."""
    file = BytesIO()
    Image.new("RGB", (500, 400), (200, 40, 90)).save(file, "JPEG")
    return file.getvalue()
