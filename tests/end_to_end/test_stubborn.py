"""What goes wrong again and again does not keep the rest from going on."""

import pytest
from household import Home, MakeHome, copy, crate, put

from services.fakes.faults import Fault


def test_releases_that_always_fail_come_last(make_home: MakeHome) -> None:
    """Three in a row make Discogs rest; what is new is fetched before they are tried again."""
    home = make_home(crate(6))
    home.fake.faults.rules = [Fault(path=r"/releases/[123](\?|$)", kind="500", times=None)]
    home.run("--all")
    put(home.world, 7)
    put(home.world, 9)
    home.asked()
    home.run()
    assert {"/masters/9007", "/masters/9009", "/releases/7", "/releases/9"} <= {
        request.path for request in home.fake.requests
    }
    assert 9 - 1 == len(list(home.content.glob("albums/*/index.md")))


@pytest.mark.usefixtures("settled")
def test_an_image_that_discogs_took_away_goes(home: Home) -> None:
    """It was taken away for being wrong."""
    assert home.cover(2).exists()
    home.world.releases[2]["images"] = []
    home.run("--refresh", "0")
    assert not home.cover(2).exists()


def test_images_that_need_a_token_are_named(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has only a username learns what a token would add, and gets it once there is one."""
    with monkeypatch.context() as without:
        without.delenv("DISCOGS_TOKEN")
        assert "images of 9 records and artists only with a token" in home.run("--all").out
    ended = home.run()
    assert (0, True) == (ended.code, home.cover(2).exists())
    home.asked()
    home.run()
    assert {"collection": 1} == dict(home.asked())


@pytest.mark.usefixtures("settled")
def test_an_item_that_cannot_be_read_hides_no_sale(home: Home) -> None:
    """It counts as there; the collection is read once, and what was sold is noticed."""
    home.world.copies.append(copy(1) | {"instance_id": 0})
    del home.world.copies[1]
    home.asked()
    ended = home.run("--all")
    assert (1, {"collection": 1}) == (ended.code, dict(home.asked()))
    assert 1 == ended.out.count("was left out")
    assert "1 no longer there" in ended.out


def test_a_limited_run_that_meets_what_is_known_leaves_nothing_unread(make_home: MakeHome) -> None:
    """So the next daily run stops early."""
    home = make_home(crate())
    home.world.copies[:] = [copy(1 + number % 5, 100_000 + number) for number in range(120)]
    home.run("--all")
    put(home.world, 121)
    home.run("--limit", "3")
    home.asked()
    home.run()
    assert 1 == home.asked()["collection"]


@pytest.mark.usefixtures("hugo", "settled")
def test_a_skipped_release_is_gone_from_the_next_build(home: Home) -> None:
    """Without a question to Discogs."""
    home.run("skip", "add", "2")
    home.asked()
    assert 0 == home.run("build").code
    assert {} == dict(home.asked())
    assert not (home.folder / "site/public/albums/title-2-2").exists()


def test_names_of_fields_that_are_refused_cost_only_themselves(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest is fetched and published."""
    monkeypatch.setenv("SCRAPE_PRIVACY__NOTES", "true")
    home.fake.faults.rules = [Fault(path="collection/fields", kind="403", times=None)]
    ended = home.run("--all")
    assert 1 == ended.code
    assert "names of your fields and folders could not be read" in ended.out
    assert 5 == len(list(home.content.glob("albums/*/index.md")))
