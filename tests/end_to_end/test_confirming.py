"""Whoever sits at a terminal is asked before the pages of sold records go."""

import os
import pty
from contextlib import suppress

import pytest
from forked import Forked
from household import NO_BUILD, Home, MakeHome, finished, started
from selling import pages, sold_out


def typed(home: Home, answer: str, *words: str) -> tuple[int, str]:
    """Run a command on a terminal where somebody types an answer; return its exit code, and what was shown."""
    ours, theirs = pty.openpty()
    os.write(ours, answer.encode())
    ended = Forked(home.folder, home.fake.origin, NO_BUILD, *words, terminal=os.ttyname(theirs)).ended()
    os.close(theirs)
    shown = b""
    with suppress(OSError):
        while part := os.read(ours, 65_536):
            shown += part
    os.close(ours)
    return ended.code, shown.decode()


@pytest.mark.parametrize(
    ("answer", "words", "code", "asked"),
    [
        ("yes\n", ["--all"], 0, True),
        ("y\n", [], 0, True),
        ("no\n", ["--all"], 1, True),
        ("\n", ["--all"], 1, True),
        ("\x04", ["--all"], 1, True),
        ("yes\n", ["--all", "-q"], 1, False),
        ("yes\n", ["--all", "--dry-run"], 1, False),
        ("no\n", ["--all", "--allow-removals"], 0, False),
    ],
)
def test_whoever_sits_at_a_terminal_is_asked(
    make_home: MakeHome, answer: str, words: list[str], code: int, asked: bool
) -> None:
    """Yes removes the pages, anything else keeps them; with -q, in a rehearsal and once confirmed nobody is asked."""
    home = sold_out(make_home, 2)
    before = pages(home)
    ended, shown = typed(home, answer, *words)
    assert (code, asked) == (ended, "Is that right, yes or no [no]:" in shown)
    assert ([] if code == 0 else before) == pages(home)
    assert 0 != code or 0 == home.run("--all").code


def test_nobody_is_asked_where_the_output_is_piped(make_home: MakeHome) -> None:
    """The question would not be seen."""
    home = sold_out(make_home, 1)
    before = pages(home)
    ours, theirs = pty.openpty()
    os.write(ours, b"yes\n")
    ended = finished(started(home.folder, home.fake.origin, "--all", NO_BUILD, stdin=theirs))
    os.close(theirs)
    os.close(ours)
    assert (1, before) == (ended.code, pages(home))
    assert "yes or no" not in ended.out
