"""`--json`: one value on standard output and nothing else, with the keys that docs/json.md promises."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from household import ROOT, Home
from neighbours import MakeNeighbours, Neighbours, knowing
from pressings import Shop

from services.fakes.faults import Fault
from services.fakes.spotify import spotify_id

NEAR = f"https://open.spotify.com/album/{spotify_id(1_000_001)}"
OPEN_MAPS = {"entries", "kinds.rows", "kinds.loaded.unknown"}
"""Objects whose keys are names of services, tables and elements."""


def promised(command: str) -> set[str]:
    """Return the keys that the document lists for a command."""
    text = (ROOT / "docs/json.md").read_text(encoding="utf-8")
    section = text.split(f"## `{command}`\n")[1].split("\n## ")[0]
    cells = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    return {key for cell in cells for key in re.findall(r"`([a-z_.]+)`", cell)}


def keys(value: Any, above: str = "") -> Iterator[str]:
    """Yield the keys of a value and of all below it, as 'matches.service'."""
    if isinstance(value, list):
        for part in value:
            yield from keys(part, above)
    elif isinstance(value, dict) and above.rstrip(".") not in OPEN_MAPS:
        for key, part in value.items():
            yield f"{above}{key}"
            yield from keys(part, f"{above}{key}.")


def listed(home: Home, *words: str) -> Any:
    """Run a command with --json; return what it printed, which is all well and as promised."""
    ended = home.run(*words, "--json")
    assert (0, "") == (ended.code, ended.err)
    value = json.loads(ended.out)
    assert promised(f"scrape {' '.join(words[:2])} --json") == set(keys(value))
    return value


def test_skipped_releases(home: Home) -> None:
    """With their titles, where they are known; an empty list is a list."""
    assert "[]\n" == home.run("skip", "list", "--json").out
    home.run("--all")
    home.run("skip", "add", "2", "77")
    rows = [{"release_id": 2, "title": "Artist 2: Title 2"}, {"release_id": 77, "title": ""}]
    assert rows == listed(home, "skip", "list")


@pytest.fixture
def services(home: Home, make_neighbours: MakeNeighbours) -> Neighbours:
    """Return the services around a home that has made its site; what Spotify has of the first release is another's."""
    elsewhere = knowing(home.world)
    albums = elsewhere.spotify.albums
    albums[0] = replace(albums[0], artist="Artist 1 B", artist_id=901)
    found = make_neighbours(elsewhere)
    assert 0 == home.run("--all").code
    return found


def test_pins(home: Home, services: Neighbours) -> None:
    """Null is the word that there is nothing."""
    assert services.variables
    assert "[]\n" == home.run("pin", "list", "--json").out
    home.run("pin", "1", "spotify", NEAR)
    home.run("pin", "--artist", "501", "wikipedia", "none")
    assert [
        {"kind": "artist", "id": 501, "title": "Artist 1", "entries": {"wikipedia": None}},
        {"kind": "release", "id": 1, "title": "Artist 1: Title 1", "entries": {"spotify": NEAR}},
    ] == listed(home, "pin", "list")


def test_a_pin_has_nothing_to_list(home: Home) -> None:
    """The option belongs to the list."""
    ended = home.run("pin", "1", "spotify", "none", "--json")
    assert (2, "") == (ended.code, ended.out)
    assert "scrape: --json is for `scrape pin list`; give it there.\n" == ended.err


def test_what_is_to_be_reviewed(home: Home, services: Neighbours) -> None:
    """Open matches have no address; a page and JSON are not both."""
    assert services.variables
    ended = home.run("review", "--json")
    cases = json.loads(ended.out)
    assert promised("scrape review --json") == set(keys(cases))
    assert [("release", 1, "Artist 1: Title 1")] == [(case["kind"], case["id"], case["title"]) for case in cases]
    (match,) = cases[0]["matches"]
    assert ("spotify", None) == (match["service"], match["url"])
    assert NEAR in {candidate["url"] for candidate in match["candidates"]}
    everything = json.loads(home.run("review", "--all", "--json").out)
    assert {"release", "artist"} == {case["kind"] for case in everything}
    assert everything[:2] == json.loads(home.run("review", "--all", "--json", "--limit", "2").out)
    assert 2 == home.run("review", "--json", "--html").code


def test_nothing_to_review_is_an_empty_list(home: Home) -> None:
    """No sentence is among it."""
    assert (0, "[]\n") == ((ended := home.run("review", "--json")).code, ended.out)


def test_services(home: Home, services: Neighbours) -> None:
    """All of them; the exit code is the worst, and with -q the rest is left out."""
    checks = json.loads(home.run("doctor", "--json").out)
    assert promised("scrape doctor --json") == set(keys(checks))
    assert {"well", "not_used"} == {check["state"] for check in checks}
    assert "Discogs" == checks[0]["service"]
    services.fakes["wikidata"].faults.rules = [Fault(path="", kind="403", times=None)]
    ended = home.run("doctor", "--json", "-q")
    (wrong,) = json.loads(ended.out)
    assert (3, 3, "Wikidata", "wrong") == (ended.code, wrong["exit_code"], wrong["service"], wrong["state"])


def test_the_catalogue(empty: Shop) -> None:
    """What is found in it, and what it holds."""
    empty.loaded("--keep", "all")
    for words in ("search bjork", "status"):
        value = json.loads(empty(*words.split(), "--json"))
        assert promised(f"scrape catalogue {words.split()[0]} --json") == set(keys(value))


@pytest.mark.parametrize("words", ["skip list", "pin list", "review", "doctor", "catalogue status"])
def test_trouble_is_not_json(home: Home, words: str) -> None:
    """Standard output stays empty."""
    (home.folder / "config.toml").write_text("[discogs\n")
    ended = home.run(*words.split(), "--json")
    assert (2, "", 1) == (ended.code, ended.out, ended.err.count("\n"))
