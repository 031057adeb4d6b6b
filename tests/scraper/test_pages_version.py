"""What is written into pages changes only together with PAGES_VERSION; RENEW_GOLDEN=1 records a new version."""

import hashlib
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import pytest
import real_records
from test_enriched_pages import ALBUM, COLTRANE, artist, release
from test_pages import GOLDEN, fill
from test_pictures_on_pages import PICTURE

from scraper.domain.due import picture_due
from scraper.pages import ContentFolder, Pages, Privacy
from scraper.publishing import Publisher
from scraper.run.bundled import bundled
from scraper.run.files import image_file, made_file
from scraper.run.progress import Progress
from scraper.run.report import Report
from scraper.store import Store
from services.fakes.sample import sample_world

RECORDED = GOLDEN / "pages-version.json"
OPEN = Privacy(
    notes=True,
    condition=True,
    prices=True,
    fields={1: "Media Condition", 2: "Sleeve Condition", 3: "Notes"},
    folders={2: "Jazz", 3: "Other"},
)
RAISE = """Pages differ from those of this PAGES_VERSION.
If that is meant, raise PAGES_VERSION in scraper/pages/pages.py, so that sites that exist are rendered again; then run
this test with RENEW_GOLDEN=1. If it is not meant, the tests of golden/*.md show what changed."""
RECORD = """PAGES_VERSION, a template or Privacy changed, so that every site is rendered again.
Run this test with RENEW_GOLDEN=1 to record the pages as they are now."""


def fill_with_sample(store: Store, artwork: Path) -> Privacy:
    """Put the sample collection into the store, with all that pages can show of it."""
    fill(store, sample_world())
    store.findings.conclude(release(90000102), ALBUM)
    store.findings.conclude(artist(93346809), COLTRANE)
    for kind, number in (("release", 90000102), ("gallery-1", 90000102), ("artist", 93346809)):
        image = image_file(artwork, kind, number)
        image.parent.mkdir(parents=True)
        for file in (image, *(made_file(artwork, kind, number, name) for name in PICTURE.made)):
            file.touch()
        due = picture_due(kind, number, title="", uri="", source="discogs", failed_before=False)
        store.save_picture(due, PICTURE)
    return OPEN


def fill_with_real_records(store: Store, _: Path) -> Privacy:
    """Put real records into the store; the test is skipped where there are none."""
    fill(store, real_records.world(real_records.folder(), complete=True))
    return Privacy()


def digest(home: Path) -> str:
    """Return a text that changes with any byte of the pages and of the file of all albums."""
    files = sorted(file for name in ("content", "static") for file in (home / name).rglob("*") if file.is_file())
    whole = hashlib.sha256()
    for file in files:
        whole.update(f"{file.relative_to(home)} {hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


@pytest.mark.parametrize("fill_store", [fill_with_sample, fill_with_real_records])
def test_pages_change_only_with_their_version(tmp_path: Path, fill_store: Callable[[Store, Path], Privacy]) -> None:
    """Otherwise a site would keep pages that an earlier version of the program wrote."""
    with Store(tmp_path / "test.db") as store:
        privacy = fill_store(store, tmp_path / "artwork")
        pages = Pages([bundled("templates")], tmp_path / "artwork", privacy)
        content = ContentFolder(tmp_path / "content", tmp_path / "kept")
        Publisher(store=store, pages=pages, content=content, progress=Progress()).publish(Report())
    recorded = json.loads(RECORDED.read_text(encoding="utf-8"))
    before, now = recorded[fill_store.__name__], {"version": pages.digest, "pages": digest(tmp_path)}
    assert before["version"] != now["version"] or before["pages"] == now["pages"], RAISE
    if os.environ.get("RENEW_GOLDEN"):
        RECORDED.write_text(json.dumps({**recorded, fill_store.__name__: now}, indent=2) + "\n", encoding="utf-8")
    else:
        assert before == now, RECORD


def test_templates_and_privacy_are_part_of_the_version(tmp_path: Path) -> None:
    """By what is in them: the owner changes both without raising a number."""
    own = tmp_path / "own"
    own.mkdir()

    def version(privacy: Privacy) -> str:
        return Pages([own, bundled("templates")], tmp_path, privacy).digest

    versions = {version(Privacy()), version(Privacy(notes=True)), version(Privacy(fields={1: "Notes"}))}
    for text in ("mine", "mine too"):
        (own / "album.md.j2").write_text(text, encoding="utf-8")
        versions.add(version(Privacy()))
    assert 5 == len(versions)
    assert version(Privacy()) in versions
