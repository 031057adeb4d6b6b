"""Which images of galleries are due and when, how they are kept, and what pages tell of them."""

import io
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image
from shelves import PICTURE, START, Clock, due, item, keep_release, opened, shelve

from scraper.artwork import VERSION, Artwork, BrokenImage
from scraper.domain.due import Due
from scraper.domain.shelf import GALLERY
from scraper.harvest.pictures import galleries_due
from scraper.pages import Index
from scraper.pages.images import files, gallery, on_disk
from scraper.store import Store
from scraper.store.connection import MIGRATIONS

BEFORE = 3
"""The last version of the database that knew of no galleries."""


@pytest.fixture
def clock() -> Clock:
    """Return a clock."""
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    """Open a store with two records; the second was added later."""
    with opened(tmp_path, clock) as found:
        shelve(found, item(1), item(2))
        yield found


def views(number: int, *names: str) -> list[dict[str, str]]:
    """Return the images of a release: its first one and these."""
    first = {"type": "primary", "uri": f"http://images/release-{number}"}
    return [first, *({"type": "secondary", "uri": f"http://images/{number}-{name}"} for name in names)]


def wanted(store: Store) -> list[str]:
    """Return the addresses that are due, in order."""
    return [one.uri.rpartition("/")[2] for one in store.due.gallery(["discogs"], store.now())]


def keep(store: Store, one: Due) -> None:
    """Note that an image is held."""
    store.save_picture(one, replace(PICTURE, thumb_width=0))


def test_the_newest_records_are_due_first(store: Store) -> None:
    """Each with its images in Discogs' order, of which the primary one is the cover wherever it stands."""
    keep_release(store, 1, images=[*views(1, "back")[::-1]])
    keep_release(store, 2, images=views(2, "back", "label", "inner", "poster"))
    assert ["2-back", "2-label", "2-inner", "1-back"] == wanted(store)
    assert ["discogs"] == list({one.source for one in store.due.gallery(["discogs"], store.now())})
    assert [] == store.due.gallery(["cover_art_archive"], store.now())


def test_what_failed_comes_last_and_waits_as_covers_do(store: Store, clock: Clock) -> None:
    """A day's trouble until the next run; what is not there for a week."""
    keep_release(store, 1, images=views(1, "back"))
    keep_release(store, 2, images=views(2, "back", "label"))
    back, label, _ = store.due.gallery(["discogs"], store.now())
    store.note_failure(back, "server error")
    store.note_nothing(label, "not found")
    assert ["1-back", "2-back"] == wanted(store)
    clock.pass_days(7)
    assert ["1-back", "2-back", "2-label"] == wanted(store)
    assert {"gallery-1-image", "gallery-2-image"} == {one.kind for one in store.due.failures()}


def test_an_address_that_expired_is_asked_for_once(store: Store, clock: Clock) -> None:
    """Its release is, when the week is over; the image itself may have to wait for days more."""
    keep_release(store, 1, images=views(1, "back"))
    keep_release(store, 2)
    store.note_nothing(store.due.gallery(["discogs"], store.now())[0], "refused")
    assert [] == due(store, "release")
    clock.pass_days(7)
    assert [1] == due(store, "release")
    keep_release(store, 1, images=views(1, "back-again"))
    assert [] == due(store, "release")
    assert ["1-back-again"] == wanted(store)


def test_a_day_counts_from_each_image(store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty-four hours, whenever runs come; what was not there counts, what was in trouble does not."""
    monkeypatch.setattr("scraper.harvest.pictures.GALLERIES_A_DAY", 2)
    keep_release(store, 1, images=views(1, "back", "label"))
    keep_release(store, 2, images=views(2, "back", "label"))

    def today() -> tuple[int, int]:
        found, waiting = galleries_due(store, ["discogs"])
        return len(found), waiting

    assert (2, 2) == today()
    first, second = galleries_due(store, ["discogs"])[0]
    keep(store, first)
    clock.moment = START + timedelta(hours=12)
    store.note_failure(second, "server error")
    assert (1, 2) == today()
    store.note_nothing(second, "not found")
    assert (0, 2) == today()
    clock.moment = START + timedelta(hours=23, minutes=59)
    assert (0, 2) == today()
    clock.moment = START + timedelta(hours=24)
    assert (1, 1) == today()
    clock.moment = START + timedelta(hours=36)
    assert (2, 0) == today()


def test_a_release_without_addresses_forgets_none(store: Store) -> None:
    """Without a token Discogs keeps them to itself; that is no word that there are none."""
    keep_release(store, 1, images=views(1, "back"))
    keep_release(store, 1, images=[{"type": "primary", "uri": ""}, {"type": "secondary", "uri": ""}])
    assert ["1-back"] == wanted(store)
    keep_release(store, 1, images=[])
    assert [] == wanted(store)


def test_what_is_gone_is_forgotten(store: Store) -> None:
    """What was held of it, and what was asked in vain."""
    keep_release(store, 1, images=views(1, "back", "label", "inner"))
    back, label, inner = store.due.gallery(["discogs"], store.now())
    keep(store, back)
    keep(store, label)
    store.note_nothing(inner, "not found")
    keep_release(store, 1, images=views(1, "back"))
    assert [1, 0] == [len(store.shelf.pictures(kind)) for kind in GALLERY[:2]]
    assert [] == store.due.failures()


def test_what_was_fetched_before_has_its_gallery(tmp_path: Path) -> None:
    """A database of an older version knows from its answers where images are, odd answers among them."""
    answers = {
        1: json.dumps({"images": views(1, "back", "label", "inner", "poster")[::-1]}),
        2: json.dumps({"images": ["x", 7, None, {"uri": 5}, {"uri": ""}, {"uri": "http://images/2"}]}),
        3: json.dumps({"images": {"uri": "http://images/3"}}),
        4: json.dumps({"images": [{"uri": "http://images/4\ud800"}, {"uri": "\ud800"}, {"uri": "http://images/4"}]}),
        5: "garbled",
        6: None,
        7: "[]",
    }
    with closing(sqlite3.connect(tmp_path / "sleevenotes.db")) as db:
        for file in sorted(MIGRATIONS.glob("*.sql"))[:BEFORE]:
            db.executescript(file.read_text())
        db.execute(f"PRAGMA user_version = {BEFORE}")
        db.executemany(
            "INSERT INTO releases (release_id, title, artist_line, country, formats, terms, raw)"
            " VALUES (?, '', '', '', '', '{}', ?)",
            answers.items(),
        )
        db.execute(
            "INSERT INTO artwork VALUES ('artist', 9, 'discogs', 'x', 48, 40, 48, 40, 'd', '2026', 1, '[]', NULL, 0)"
        )
        db.commit()
    with opened(tmp_path) as store:
        shelve(store, *map(item, answers))
        assert ["1-poster", "1-inner", "1-label"] == wanted(store)
        assert [9] == list(store.shelf.pictures("artist"))


def image(width: int, height: int) -> bytes:
    """Return an image."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), (90, 60, 30)).save(out, "PNG")
    return out.getvalue()


def test_an_image_of_a_gallery_is_kept_in_two_sizes(tmp_path: Path) -> None:
    """One to choose by, one to look at, and a JPEG to fall back on; no thumbnail, card or colours."""
    artwork = Artwork(tmp_path, 1200)
    picture = artwork.keep("gallery-2", 7, image(2000, 1500))
    assert ((320, 320), (1200, 1200)) == picture.sizes
    assert (1200, 900, 0, None, False) == (
        picture.width,
        picture.height,
        picture.thumb_width,
        picture.palette,
        picture.has_card,
    )
    assert {"7.jpg", "7-320.webp", "7-1200.webp"} == {file.name for file in (tmp_path / "gallery-2").iterdir()}
    assert artwork.is_complete("gallery-2", 7, picture)
    assert not artwork.holds("gallery-1", 7)
    assert picture == artwork.renew("gallery-2", 7, replace(picture, version=VERSION - 1))


def test_a_small_image_has_no_large_form(tmp_path: Path) -> None:
    """Nor what a larger one left there before it."""
    artwork = Artwork(tmp_path, 1200)
    artwork.keep("gallery-1", 7, image(700, 500))
    picture = artwork.keep("gallery-1", 7, image(300, 200))
    assert ((320, 300),) == picture.sizes
    assert {"7.jpg", "7-320.webp"} == {file.name for file in (tmp_path / "gallery-1").iterdir()}


def test_a_broken_image_is_not_kept(tmp_path: Path) -> None:
    """Nothing of it is written."""
    with pytest.raises(BrokenImage):
        Artwork(tmp_path, 1200).keep("gallery-1", 7, image(600, 600)[:200])
    assert [] == list(tmp_path.rglob("*"))


def test_pages_name_what_is_put_in_place(tmp_path: Path) -> None:
    """In the order of the places; every address has its file."""
    artwork = Artwork(tmp_path, 1200)
    pictures = {kind: artwork.keep(kind, 7, image(700, 500)) for kind in ("gallery-3", "gallery-1")}
    found = gallery(pictures, 7)
    assert ["/covers/7/gallery-1.jpg", "/covers/7/gallery-3.jpg"] == [one["src"] for one in found]
    assert [(700, 500)] * 2 == [(one["width"], one["height"]) for one in found]
    named = {src for one in found for src in (one["src"], *(size["src"] for size in one["sizes"]))}
    placed = {
        name: file for kind, picture in pictures.items() for name, file in files(picture, kind, 7, tmp_path).items()
    }
    assert named == {f"/covers/7/{name}" for name in placed}
    assert all(file.is_file() for file in placed.values())
    assert [] == gallery({}, 7)


def test_what_is_lost_is_not_shown(tmp_path: Path) -> None:
    """Until the next run makes or fetches it again."""
    picture = Artwork(tmp_path, 1200).keep("gallery-1", 7, image(700, 500))
    assert {7: picture} == on_disk({7: picture}, "gallery-1", tmp_path)
    (tmp_path / "gallery-1/7-320.webp").unlink()
    assert {} == on_disk({7: picture}, "gallery-1", tmp_path)


def test_a_gallery_without_a_cover_has_a_folder(store: Store) -> None:
    """A cover may be broken where the rest is not."""
    index = Index(store.shelf.lines(), {}, {}, {}, galleries={2: {"gallery-1": PICTURE}, 9: {"gallery-1": PICTURE}})
    assert ["covers/2"] == index.image_folders()
