"""A service is added by one record: it is then asked, shown, pinned, counted, looked at, switched off and credited."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from household import Home, MakeHome, crate, release
from neighbours import album_of
from tapedeck import FACTS, TAPEDECK, TapedeckFake

from scraper.domain import service_facts
from scraper.enrichment import services
from services.fakes.deezer import DeezerFake
from services.fakes.music import MusicCatalogue

SIZE = 3


@pytest.fixture
def home(make_home: MakeHome) -> Home:
    """Return a home with three records, whose services beside Discogs are all switched off."""
    return make_home(crate(SIZE))


@pytest.fixture
def catalogue() -> MusicCatalogue:
    """Return a catalogue that has the three records."""
    numbers = range(1, SIZE + 1)
    return MusicCatalogue(albums=[album_of(release(number), 3_000_000 + number) for number in numbers])


@pytest.fixture
def tapedeck(home: Home, catalogue: MusicCatalogue, monkeypatch: pytest.MonkeyPatch) -> Iterator[TapedeckFake]:
    """Run Tapedeck, and let the program know of it: its record in each of the two lists, and nothing else."""
    assert home.folder.is_dir(), "a home is made first, since it clears the environment"
    monkeypatch.setattr(service_facts, "KNOWN", (*service_facts.KNOWN, FACTS))
    monkeypatch.setattr(services, "SERVICES", (*services.SERVICES, TAPEDECK))
    with TapedeckFake(catalogue) as fake:
        monkeypatch.setenv("SCRAPE_TAPEDECK__ENABLED", "true")
        monkeypatch.setenv("SCRAPE_TAPEDECK__BASE_URL", fake.origin)
        monkeypatch.setenv("SCRAPE_TAPEDECK__REQUESTS_PER_MINUTE", "600000")
        yield fake


def album_pages(home: Home) -> str:
    """Return all album pages' sources as one text."""
    return "\n".join(file.read_text() for file in sorted(home.folder.glob("site/content/albums/*/index.md")))


def built(home: Home, page: str) -> str:
    """Return a page of the built site."""
    return (home.folder / "site/public" / page / "index.html").read_text()


@pytest.mark.usefixtures("hugo")
def test_a_service_of_one_record_is_asked_shown_and_credited(home: Home, tapedeck: TapedeckFake) -> None:
    """Its questions are counted before they are asked; links, players and its notice are on the pages."""
    assert f"{SIZE} lookups at Tapedeck" in home.run("--all", "--dry-run").out
    ended = home.run("--all")
    assert (0, SIZE) == (ended.code, tapedeck.count("search"))
    assert f"Tapedeck {SIZE}" in ended.out
    pages = album_pages(home)
    assert SIZE == pages.count("https://play.tapedeck.example/T3")
    assert FACTS.credit is not None
    assert FACTS.credit.notice in built(home, "about")
    assert '<a href="https://tapedeck.example/tape/T3000001"' in built(home, "albums/title-1-1").replace("&#34;", '"')


@pytest.mark.usefixtures("tapedeck")
def test_a_service_of_one_record_is_pinned(home: Home) -> None:
    """By its address and by its id; what belongs to another service is refused."""
    assert 0 == home.run("--all").code
    assert 0 == home.run("pin", "1", "tapedeck", "T77").code
    assert "https://tapedeck.example/tape/T77" in album_pages(home)
    assert "tapedeck https://tapedeck.example/tape/T77" in home.run("pin", "list").out
    assert 2 == home.run("pin", "1", "tapedeck", "https://open.spotify.com/album/0123456789abcdefghijAB").code
    assert 2 == home.run("pin", "1", "tapedeck", "77").code
    assert 0 == home.run("pin", "1", "tapedeck", "none").code
    assert "T3000001" not in album_pages(home)


@pytest.mark.usefixtures("tapedeck")
def test_a_service_of_one_record_is_looked_at(home: Home) -> None:
    """The doctor has a line for it."""
    assert "Tapedeck: well: 600,000 requests a minute" in home.run("doctor").out


def test_a_service_of_one_record_can_be_switched_off(
    home: Home, tapedeck: TapedeckFake, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then nobody asks it, and what was found before is not shown any more."""
    assert 0 == home.run("--all").code
    asked = tapedeck.count("search")
    monkeypatch.setenv("SCRAPE_TAPEDECK__ENABLED", "false")
    assert 0 == home.run("--all").code
    assert asked == tapedeck.count("search")
    assert "tapedeck" not in album_pages(home)
    assert "Tapedeck: not used: not switched on" in home.run("doctor").out


def test_a_pin_stands_where_its_service_is_switched_off(home: Home) -> None:
    """The owner's word outranks everything."""
    assert 0 == home.run("--all").code
    assert 0 == home.run("pin", "1", "deezer", "302127").code
    assert "https://www.deezer.com/album/302127" in album_pages(home)


@pytest.mark.usefixtures("hugo")
def test_deezer_is_off_until_it_is_wanted(
    home: Home, catalogue: MusicCatalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then it adds links and players, by barcode or by words, each record in three requests at most."""
    with ExitStack() as stack:
        fake = stack.enter_context(DeezerFake(catalogue, limit=None))
        monkeypatch.setenv("SCRAPE_DEEZER__BASE_URL", fake.origin)
        monkeypatch.setenv("SCRAPE_DEEZER__REQUESTS_PER_MINUTE", "600000")
        assert 0 == home.run("--all").code
        assert [] == fake.requests
        monkeypatch.setenv("SCRAPE_DEEZER__ENABLED", "true")
        ended = home.run("--all")
        assert 0 == ended.code
        assert f"Deezer {SIZE}" in ended.out
        assert SIZE <= len(fake.requests) <= 3 * SIZE
        pages = album_pages(home)
        assert "https://www.deezer.com/album/3000001" in pages
        assert "https://widget.deezer.com/widget/auto/album/3000001" in pages
        assert "Deezer S.A." in built(home, "about")
        asked = len(fake.requests)
        assert 0 == home.run("--all").code
        assert asked == len(fake.requests)
