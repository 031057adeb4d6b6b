"""What was left open or is doubtful: told on the terminal, and as a page, with what to type about it."""

import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest
from household import COMMAND, Home, tree
from neighbours import MakeNeighbours, Neighbours, knowing
from playwright.sync_api import Browser, Page

from scraper.run.progress import Progress
from scraper.run.settings import load
from scraper.wiring.workshop import workshop
from services.fakes.spotify import spotify_id

HOSTILE = "Title 1 <script>document.title='taken over'</script><img src=x onerror=alert(1)> & \x1b[31mred\u202e \"' "
SONGS = (("Dawn", 200), ("Morning", 200), ("Noon", 200), ("Evening", 200), ("Night", 200))
NEAR = spotify_id(1_000_001)


@pytest.fixture
def services(home: Home, make_neighbours: MakeNeighbours) -> Neighbours:
    """Return the services around a home that has made its site; what they have of the first release is another's."""
    rows = [
        {"position": str(at), "type_": "track", "title": name, "duration": ""} for at, (name, _) in enumerate(SONGS)
    ]
    home.world.releases[2]["tracklist"] = rows
    elsewhere = knowing(home.world)
    for catalogue in (elsewhere.apple, elsewhere.spotify):
        catalogue.albums[0] = replace(catalogue.albums[0], title=HOSTILE, artist="Artist 1 <b>", artist_id=901)
        catalogue.albums[1] = replace(catalogue.albums[1], tracks=(*SONGS[:4], ("A bonus", 90)), year="1965")
    found = make_neighbours(elsewhere)
    home.after_a_first_run("review", found.fakes.values())
    return found


def test_nothing_to_review(home: Home, make_neighbours: MakeNeighbours) -> None:
    """One friendly sentence, before the first run and after one that left no doubt."""
    make_neighbours(knowing(home.world))
    ended = home.run("review")
    assert (0, "There is nothing to review yet; `scrape --all` looks your records up first.\n") == (
        ended.code,
        ended.out,
    )
    assert not (home.folder / "sleevenotes.db").exists()
    home.run("--all")
    ended = home.run("review")
    assert (0, "There is nothing to review: no match is in doubt.\n") == (ended.code, ended.out)


def test_what_is_open_comes_with_what_to_type(home: Home, services: Neighbours) -> None:
    """The reason, each candidate with how near it is, and the command for it: it can be typed as it stands."""
    said = home.run("review").out
    assert said.startswith("release 1  Artist 1: Title 1\n")
    assert "  Spotify, left open: " in said
    command = f"scrape pin 1 spotify https://open.spotify.com/album/{NEAR}"
    assert f"      {command}\n" in said
    assert "    nothing at Spotify\n      scrape pin 1 spotify none\n" in said
    assert 0 == home.run(*shlex.split(command)[1:]).code
    after = home.run("review").out
    assert "scrape pin 1 spotify" not in after
    assert "scrape pin 1 apple_music" in after
    assert 0 == home.run("pin", "1", "apple_music", "none").code
    assert "release 1 " not in home.run("review").out
    assert {"apple_music": 0, "itunes": 0} == {name: services.asked()[name] for name in ("apple_music", "itunes")}


def test_weak_matches_come_after_what_is_open(home: Home, services: Neighbours) -> None:
    """With what they lead to, and why; what is sure is left out."""
    lines = home.run("review").out.splitlines()
    heads = [line for line in lines if line.startswith(("release", "artist"))]
    assert ["release 1  Artist 1: Title 1", "release 2  Artist 2: Title 2"] == heads
    (weak,) = [line for line in lines if line.startswith("  Spotify: ")]
    assert f"https://open.spotify.com/album/{spotify_id(1_000_002)}" in weak
    assert "tracks 4 of 5" in weak
    assert lines[-1] == "2 releases and artists to look at: 2 matches left open, 2 taken."
    assert services.variables


def test_everything_can_be_shown(home: Home, services: Neighbours) -> None:
    """The sure ones too, artists among them, with commands for them."""
    said = home.run("review", "--all").out
    assert [] == [number for number in range(1, 6) if f"\nrelease {number}  " not in f"\n{said}"]
    assert "artist 502  Artist 2" in said
    assert "scrape pin --artist 502 spotify none" in said
    home.run("pin", "3", "spotify", NEAR)
    assert "your pin" in home.run("review", "--all").out
    assert services.variables


def test_a_limit_says_what_it_leaves_out(home: Home, services: Neighbours) -> None:
    """And how to see it."""
    said = home.run("review", "--limit", "1").out
    assert ("release 1 " in said, "release 2 " in said) == (True, False)
    assert "1 more is shown by `scrape review --limit 2`, or --html." in said
    assert services.variables


def test_review_changes_nothing(home: Home, services: Neighbours) -> None:
    """It asks nobody, and leaves every file as it was."""
    before = tree(home.folder)
    for words in ((), ("--all",), ("--limit", "1")):
        assert 0 == home.run("review", *words).code
    assert before == tree(home.folder)
    assert {} == services.asked()


def test_review_may_look_while_a_run_is_at_work(home: Home, services: Neighbours) -> None:
    """It waits for nobody, and shows what is there."""
    said = home.run("review").out
    with workshop(load(), Progress()) as shop:
        shop.store.remember("busy", "yes")
        assert 2 == home.run("build").code
        ended = home.run("review")
    assert (0, said) == (ended.code, ended.out)
    assert services.variables


def test_nothing_from_elsewhere_commands_the_terminal(home: Home, services: Neighbours) -> None:
    """No escape sequence, no change of direction."""
    said = home.run("review").out
    assert "[31mred" in said
    assert "" == "".join(letter for letter in said if not letter.isprintable() and letter != "\n")
    assert services.variables


def test_commands_name_the_settings(home: Home, services: Neighbours) -> None:
    """When they are not the ones in the working directory: a copied command works on the same site."""
    file = home.folder / "my config.toml"
    file.write_text("")
    said = home.run("review", "--config", str(file)).out
    assert f"scrape --config '{file}' pin 1 spotify none" in said
    assert services.variables


def test_a_reader_may_stop(home: Home, services: Neighbours) -> None:
    """As `head` does: no traceback."""
    command = f"{shlex.quote(sys.executable)} -c {shlex.quote(COMMAND)} review --all | head -n 1"
    done = subprocess.run(["sh", "-c", command], cwd=home.folder, capture_output=True, text=True, check=False)
    assert (1, "") == (done.stdout.count("\n"), done.stderr)
    assert services.variables


def test_the_page_says_where_it_is(home: Home, services: Neighbours) -> None:
    """Beside the database; it is whole without any other file, and all that it links to are the services' entries."""
    ended = home.run("review", "--html")
    file = home.folder / "review.html"
    assert f"2 releases and artists to look at: 2 matches left open, 2 taken. Wrote {file}.\n" == ended.out
    text = file.read_text()
    assert ("<script" in text, "<img" in text, "http://" in text) == (False, False, False)
    assert f"scrape pin 1 spotify https://open.spotify.com/album/{NEAR}" in text
    assert "https://www.discogs.com/release/1" in text
    assert services.variables


def test_an_empty_page_is_a_page(home: Home) -> None:
    """It says that there is nothing, and replaces an older one."""
    file = home.folder / "review.html"
    file.write_text("old")
    assert f"Wrote {file}." in home.run("review", "--html").out
    assert "0 releases and artists to look at" in file.read_text()


@pytest.fixture
def browser(chromium: Browser) -> Iterator[Page]:
    """Return a small telephone's browser that is in the dark and takes no script for granted."""
    context = chromium.new_context(viewport={"width": 360, "height": 640}, color_scheme="dark")
    yield context.new_page()
    context.close()


def test_a_browser_shows_hostile_names_as_text(home: Home, services: Neighbours, browser: Page) -> None:
    """No script runs, nothing is loaded, and a telephone needs no scrolling sideways; it is dark in the dark."""
    home.run("review", "--html")
    asked, said = [], []
    browser.on("request", lambda request: asked.append(request.url))
    browser.on("console", lambda message: said.append(message.text))
    browser.on("dialog", lambda dialog: said.append(dialog.message))
    browser.goto((home.folder / "review.html").as_uri())
    assert "Sleevenotes: review" == browser.title()
    assert "<script>document.title='taken over'</script>" in browser.inner_text("body")
    assert (1, []) == (len(asked), said)
    assert browser.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert 0 == browser.evaluate("document.querySelectorAll('script, img, b').length")
    assert "rgb(255, 255, 255)" == browser.evaluate("getComputedStyle(document.body).color")
    assert services.variables
