"""Who asks to be left alone is: an optional service by this run and the next, while Discogs is waited for."""

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from household import Home, MakeHome, contents
from neighbours import MakeNeighbours, Neighbours
from test_sources_in_trouble import TITLES, around, calm, records

from scraper.run.clock import clock_time
from services import patience
from services.fakes.faults import Fault

NAMES = tuple(name for name in TITLES if name != "itunes")
LINE = re.compile(r"(.+) asked to wait until (\d\d:\d\d(?: on \d+ \w+)?), so the rest was left for a run after that\.")
QUESTIONS = re.compile(
    r"(.+) asked to wait until (\d\d:\d\d(?: on \d+ \w+)?); [\d,]+ questions? left for a run after that\."
)


def overrun(services: Neighbours, retry_after: str) -> None:
    """Let every service beside Discogs ask for a wait; Spotify still gives tokens."""
    for name in NAMES:
        path = "/search" if name == "spotify" else "."
        services.fakes[name].faults.rules = [Fault(path=path, kind="429", times=None, retry_after=retry_after)]


def well(services: Neighbours) -> None:
    """Let all services answer again."""
    for fake in services.fakes.values():
        fake.faults.rules = []


def said(out: str) -> dict[str, str]:
    """Return until when each host asked to wait, by its title."""
    found = [LINE.fullmatch(line) or QUESTIONS.fullmatch(line) for line in out.splitlines()]
    return {match[1]: match[2] for match in found if match}


def time_passes(folder: Path) -> None:
    """Let every wait be over."""
    with closing(sqlite3.connect(folder / "sleevenotes.db")) as db, db:
        past = (datetime.now(UTC) - timedelta(seconds=1)).isoformat(timespec="seconds")
        assert 0 < db.execute("UPDATE facts SET value = ? WHERE name LIKE 'rest of %'", (past,)).rowcount


def asked_each(services: Neighbours) -> dict[str, int]:
    """Return how many requests each service but Apple's images got since this was called last, tokens aside."""
    counts = services.asked()
    return {name: counts[name] + counts[f"{name} front"] for name in NAMES}


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_a_service_is_not_asked_before_the_time_that_it_named(
    make_home: MakeHome, make_neighbours: MakeNeighbours, form: str
) -> None:
    """Not by the next run either, though all is well by then; once the time is over, all is made good."""
    home = make_home(records())
    services = make_neighbours(around(home.world))
    wanted = calm(home, with_key=True)
    asked_each(services)
    moment = datetime.now(UTC) + timedelta(hours=3)
    overrun(services, "10800" if form == "seconds" else format_datetime(moment, usegmt=True))
    ended = home.run("--all")
    assert (0, "") == (ended.code, ended.err)
    requests = asked_each(services)
    assert {1} == {count for name, count in requests.items() if name != "cover_art_archive"}
    late = moment + timedelta(minutes=1)
    times = {clock_time(each, datetime.now(UTC)) for each in (moment, late)}
    assert {TITLES[name] for name in NAMES if name != "cover_art_archive"} == set(said(ended.out))
    assert set(said(ended.out).values()) <= times
    assert len(home.world.releases) == len(list(home.content.glob("albums/*/index.md")))
    well(services)
    again = home.run("--all")
    assert dict.fromkeys(NAMES, 0) == asked_each(services)
    assert said(ended.out) == said(again.out)
    time_passes(home.folder)
    assert 0 == home.run("--all").code
    assert wanted == contents(home.folder)


def test_an_image_host_is_left_alone_too(make_home: MakeHome, make_neighbours: MakeNeighbours) -> None:
    """What it was not asked for says why."""
    home = make_home(records())
    services = make_neighbours(around(home.world))
    wanted = calm(home, with_key=True)
    asked_each(services)
    services.fakes["cover_art_archive"].faults.rules = [Fault(path=".", kind="429", times=None, retry_after="7200")]
    ended = home.run("--all")
    assert ({"Cover Art Archive"}, 1) == (set(said(ended.out)), asked_each(services)["cover_art_archive"])
    assert "Cover Art Archive asked to wait until " in ended.out.partition("Gaps: ")[2]
    well(services)
    assert ({"Cover Art Archive"}, 0) == (set(said(home.run().out)), asked_each(services)["cover_art_archive"])
    time_passes(home.folder)
    ended = home.run()
    assert (0, {}) == (ended.code, said(ended.out))
    assert wanted == contents(home.folder)
    ended = home.run()
    assert {} == said(ended.out)


@pytest.mark.parametrize(
    ("retry_after", "longest"),
    [("31536000", timedelta(days=1)), ("-5", timedelta()), ("soon", timedelta()), ("9" * 400, timedelta(days=1))],
)
def test_what_cannot_be_meant_keeps_nobody_away_for_long(
    make_home: MakeHome, make_neighbours: MakeNeighbours, retry_after: str, longest: timedelta
) -> None:
    """A year is a day, and what is no time is none: the next run asks."""
    home = make_home(records())
    services = make_neighbours(around(home.world))
    services.fakes["spotify"].faults.rules = [Fault(path="search", kind="429", times=None, retry_after=retry_after)]
    before = datetime.now(UTC)
    ended = home.run("--all")
    assert 0 == ended.code
    if longest:
        times = [clock_time(before + longest + timedelta(minutes=late), before) for late in (0, 1)]
        assert said(ended.out)["Spotify"] in times
    else:
        assert "Spotify did not answer several times; " in ended.out
    asked_each(services)
    home.run()
    assert (0 if longest else 3) == min(asked_each(services)["spotify"], 3)


def test_a_rehearsal_leaves_out_who_is_left_alone(make_home: MakeHome, make_neighbours: MakeNeighbours) -> None:
    """It says what the next run would do."""
    home = make_home(records())
    services = make_neighbours(around(home.world))
    overrun(services, "7200")
    home.run("--all")
    assert "lookup" not in home.run("--dry-run").out
    time_passes(home.folder)
    assert "lookups at Spotify" in home.run("--dry-run").out


def test_discogs_is_waited_for(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no bar can be seen, a line says until when: one for all threads."""
    monkeypatch.setattr(patience, "TOLD_FROM", 0.5)
    home.fake.faults.rules = [Fault(path="/releases/", kind="429", times=2, retry_after="1")]
    before = datetime.now(UTC)
    ended = home.run("--all")
    assert (0, "") == (ended.code, ended.err)
    times = [clock_time(before + timedelta(seconds=late), before) for late in (1, 61)]
    lines = [line for line in ended.out.splitlines() if line.startswith("Discogs ")]
    assert 1 <= len(lines) <= 2
    assert set(lines) <= {f"Discogs asked to wait until {time}." for time in times}
    assert "Gaps" not in ended.out


def test_a_quiet_run_says_nothing_of_waits(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """As of anything else."""
    monkeypatch.setattr(patience, "TOLD_FROM", 0.5)
    home.fake.faults.rules = [Fault(path="/releases/", kind="429", times=1, retry_after="1")]
    ended = home.run("--all", "-q")
    assert (0, "", "") == (ended.code, ended.out, ended.err)
