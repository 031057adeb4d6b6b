"""Whole pages, compared with the ones in golden/; RENEW_GOLDEN=1 writes those anew, for the difference to be read."""

import os
import re
from pathlib import Path

import pytest

from scraper import translation
from scraper.pages import ContentFolder, Pages, Privacy
from scraper.publishing import Publisher
from scraper.run.bundled import bundled
from scraper.run.errors import LocalTrouble
from scraper.run.progress import Progress
from scraper.run.report import Report
from scraper.store import Store
from services.fakes.sample import sample_world
from services.fakes.world import World

GOLDEN = Path(__file__).parent / "golden"
CHOSEN = (
    "albums/kind-of-blue-90000102",
    "albums/album-90000176",
    "albums/c86-90000146",
    "albums/boxed-90000133",
    "albums/4-1-2-90000151",
    "albums/trans-europe-express-90000136",
    "albums/touch-me-im-sick-halloween-90000145",
    "albums/gruppa-krovi-90000163",
    "artists/kraftwerk-4654",
    "artists/nirvana-94508166",
    "artists/artist-90907272",
    "artists/john-coltrane-93346809",
)


def fill(store: Store, world: World) -> None:
    """Put a collection into the store as a run without images would."""
    items = [{**copy, "basic_information": world.releases[copy["id"]]} for copy in world.copies]
    store.save_copies((translation.copy(item), translation.basic_release(item), item) for item in items)
    for answer in world.releases.values():
        store.save_release(translation.release(answer), answer)
    for answer in world.masters.values():
        store.save_master(translation.master(answer), answer)
    for answer in world.artists.values():
        store.save_artist(translation.artist(answer), answer)


def publish(home: Path, privacy: Privacy | None = None, templates: list[Path] | None = None) -> Report:
    """Publish the sample collection into home/content."""
    report = Report()
    with Store(home / "test.db") as store:
        fill(store, sample_world())
        Publisher(
            store=store,
            pages=Pages([*(templates or []), bundled("templates")], home / "artwork", privacy or Privacy()),
            content=ContentFolder(home / "content", home / "kept"),
            progress=Progress(),
        ).publish(report)
    return report


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the sample collection once."""
    home = tmp_path_factory.mktemp("pages")
    assert 167 == publish(home).written
    return home / "content"


@pytest.mark.parametrize("name", CHOSEN)
def test_a_page_is_what_it_was(content: Path, name: str) -> None:
    """A page changes only when somebody means it to."""
    made = (content / name / "index.md").read_text(encoding="utf-8")
    golden = GOLDEN / f"{name.rsplit('/', 1)[-1]}.md"
    if os.environ.get("RENEW_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(made, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == made


def test_no_page_holds_what_pages_of_others_did(content: Path) -> None:
    """No 'None', no homonym suffix, no markup left over, no shortcode, no empty credit."""
    for page in content.glob("*/*/index.md"):
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"\bNone\b", text), page
        for wrong in ("[url=", "[a=", "[l=", "[b]", "{{<", "()", ': ""', "N/A", "(2)"):
            assert wrong not in text.replace('"join": ""', ""), (page, wrong)


def test_what_is_private_is_on_no_page(content: Path) -> None:
    """Without leave, no note, condition, price or folder of the owner's is published."""
    text = "\n".join(page.read_text(encoding="utf-8") for page in content.rglob("*.md"))
    for private in ("Near Mint", "Media Condition"):
        assert private not in text


def test_what_may_be_shown_is_shown(tmp_path: Path) -> None:
    """With leave, conditions stand with the copy, by the names that the owner's fields have."""
    names = {1: "Media Condition", 2: "Sleeve Condition", 3: "Notes"}
    publish(tmp_path, Privacy(condition=True, fields=names))
    text = "\n".join(page.read_text(encoding="utf-8") for page in tmp_path.rglob("*.md"))
    assert "Media Condition: " in text
    assert "Notes: " not in text


def test_a_template_of_the_owners_wins(tmp_path: Path) -> None:
    """Whatever it prints is escaped all the same."""
    own = tmp_path / "own"
    own.mkdir()
    (own / "album.md.j2").write_text("Mine: {{ album.release.title }} {{ '<script>{{<' }}\n", encoding="utf-8")
    publish(tmp_path, templates=[own])
    page = (tmp_path / "content/albums/kind-of-blue-90000102/index.md").read_text(encoding="utf-8")
    assert page.endswith("Mine: Kind Of Blue \\<script>\\{\\{\\<\n")


def test_a_broken_template_is_named(tmp_path: Path) -> None:
    """One sentence says which file and line, and what is wrong with it."""
    own = tmp_path / "own"
    own.mkdir()
    (own / "album.md.j2").write_text("fine\n{{ album.nothing }}\n", encoding="utf-8")
    with pytest.raises(LocalTrouble, match=r"album\.md\.j2.*nothing"):
        publish(tmp_path, templates=[own])
