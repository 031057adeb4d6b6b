"""`scrape catalogue sql` at a terminal: it is typed at, as people do."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from household import COMMAND, environment, finished, started
from pressings import Shop

PATIENCE = 60.0
TAKEN = "import os; os.close(os.open(os.ttyname(0), os.O_RDWR))"
"""Ctrl-C reaches those alone whose terminal it is: the first that opens it, at the head of its session."""
ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n WHERE x <= 300;"
"""It has three hundred rows, holds the last one back, and never learns that there are no more: only Ctrl-C ends it."""


class Terminal:
    """A terminal with a process on it."""

    def __init__(self, folder: Path, origin: str, *words: str) -> None:
        self._ours, theirs = pty.openpty()
        variables = environment(origin, TERM="dumb", INPUTRC=os.devnull)
        self.process = subprocess.Popen(
            [sys.executable, "-c", f"{TAKEN}; {COMMAND}", *words],
            cwd=folder,
            env=variables,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)

    def type(self, text: str) -> None:
        """Type it."""
        os.write(self._ours, text.encode())

    def stop(self) -> None:
        """Press Ctrl-C until it is heard: between two keys, Python's own prompt can miss one."""
        self.type("\x03")
        self.until(r"Stopped\.\s+sql> ", again="\x03")

    def until(self, pattern: str, again: str = "") -> str:
        """Return what is shown until something appears; in silence, something is typed once more."""
        shown, deadline = "", time.monotonic() + PATIENCE
        while not re.search(pattern, shown):
            assert time.monotonic() < deadline, shown
            if not select.select([self._ours], [], [], 1.0)[0]:
                self.type(again)
            else:
                try:
                    shown += os.read(self._ours, 65_536).decode(errors="replace")
                except OSError:
                    pytest.fail(f"it ended: {shown}")
        return shown

    def close(self) -> None:
        """Hang up."""
        self.process.kill()
        self.process.wait(timeout=PATIENCE)
        os.close(self._ours)


@pytest.fixture
def terminal(empty: Shop) -> Iterator[Terminal]:
    """Return a terminal at the prompt of a catalogue with thirteen releases."""
    empty.loaded("--keep", "all")
    with closing(Terminal(empty.home.folder, empty.home.fake.origin, "catalogue", "sql")) as opened:
        opened.until("sql> ")
        yield opened


def test_queries_are_answered_at_a_prompt(terminal: Terminal) -> None:
    """Over several lines, up to a semicolon; a mistake is said, and ends nothing."""
    terminal.type("SELECT COUNT(*) AS n\n")
    terminal.until(r"\.\.\.> ")
    terminal.type("FROM release;\n")
    assert "13" in terminal.until("sql> ")
    terminal.type("SELECT nonsense;\n")
    assert "cannot be answered" in terminal.until("sql> ")
    terminal.type("DELETE FROM release;\n")
    assert "only reads" in terminal.until("sql> ")


def test_a_query_is_stopped_by_ctrl_c(terminal: Terminal) -> None:
    """The prompt stays; what was half typed is forgotten, too."""
    terminal.type(ENDLESS + "\n")
    terminal.until("299\r\n")
    terminal.stop()
    terminal.type("SELECT half\n")
    terminal.until(r"\.\.\.> ")
    terminal.stop()
    terminal.type("SELECT 6 * 7 AS answer;\n")
    assert "42" in terminal.until("42")


def test_help_and_tables_are_shown_and_the_end_is_well(terminal: Terminal) -> None:
    """And what was typed is remembered for the next time."""
    terminal.type(".tables\n")
    assert "release_track (release_id, sequence" in terminal.until("bad_record.*\n.*sql> ")
    terminal.type(".help\n")
    assert "Ctrl-D" in terminal.until("Ctrl-D.*sql> |Ctrl-D(.|\n)*sql> ")
    terminal.type("\x04")
    assert 0 == terminal.process.wait(timeout=PATIENCE)


def test_a_server_is_told_to_stop_too(empty: Shop, postgres: str) -> None:
    """It would work on the answer for hours, though nobody waits for it any more."""
    variables = {"DATABASE_URL": postgres}
    process = started(
        empty.home.folder,
        empty.home.fake.origin,
        *("catalogue", "sql", "SELECT pg_sleep(3600)"),
        variables=variables,
        start_new_session=True,
    )
    # It is fetched from a cursor; what asks for it here waits a little each time.
    running = "SELECT count(*), pg_sleep(0.02) FROM pg_stat_activity WHERE query LIKE 'FETCH%' AND state = 'active'"
    with psycopg.connect(postgres, autocommit=True) as db:

        def until(count: int) -> None:
            deadline = time.monotonic() + PATIENCE
            while (db.execute(running).fetchone() or (None,))[0] != count:
                assert time.monotonic() < deadline

        until(1)
        process.send_signal(signal.SIGINT)
        assert (130, 1) == ((ended := finished(process)).code, len(ended.err.splitlines()))
        until(0)


@pytest.mark.parametrize("form", ["--csv", "--json"])
def test_a_reader_may_have_seen_enough(shop: Shop, form: str) -> None:
    """As `head` has: the rest is not looked for, and nobody is told of a fault."""
    shop.loaded("--keep", "all")
    many = "SELECT a.title FROM release_track AS a, release_track AS b, release_track AS c, release_track AS d"
    words = ("catalogue", "sql", form, many)
    variables = {name: os.environ[name] for name in ("DATABASE_URL",) if name in os.environ}
    process = started(shop.home.folder, shop.home.fake.origin, *words, variables=variables)
    assert process.stdout
    assert process.stdout.readline()
    process.stdout.close()
    assert process.stderr
    assert (1, "") == (process.wait(timeout=PATIENCE), process.stderr.read())
    process.stderr.close()
