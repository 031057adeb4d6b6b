import pytest
from typed_commands import parse

from scraper.catalogue.guide import WISHES, Wish, Wishes, measured_speed, plan, slim

GIGA = 10**9


@pytest.mark.parametrize("wish", WISHES)
def test_what_is_advised_can_be_typed(wish: Wish) -> None:
    """Every command, with the list and the country that were named."""
    found = plan(Wishes(wish=wish, library="my library.csv", country="UK", source="my dumps"))
    for step in found.steps:
        parse(step.words)
        assert step.seconds > 0
        assert step.disk > 0
    for step in slim("my dumps").steps:
        parse(step.words)


def test_only_a_station_needs_its_list() -> None:
    """The others' commands do not speak of it."""
    (step,) = plan(Wishes(wish="station", library="x.csv", country="UK")).steps
    assert ("--library", "x.csv", "--prefer-country", "UK") == step.words[2:]
    assert all("x.csv" not in step.words for step in plan(Wishes(wish="collection", library="x.csv")).steps)


def test_who_wants_more_needs_more() -> None:
    """Disk and time grow with the wish; an index of all lies between."""
    mine, some, everything = (plan(Wishes(wish=wish)) for wish in WISHES)
    assert mine.disk < some.disk < everything.disk
    assert mine.disk < slim().disk < everything.disk
    assert mine.steps[-1].seconds < everything.steps[-1].seconds
    assert 12 * GIGA < mine.disk < 20 * GIGA


def test_a_slower_machine_takes_longer() -> None:
    """For what it does itself: a download depends on the network."""
    fast, slow = (plan(Wishes(wish="everything"), speed) for speed in (2.0, 0.5))
    assert fast.steps[0].seconds == slow.steps[0].seconds
    assert 4 * fast.steps[1].seconds == slow.steps[1].seconds


def test_this_machine_is_measured() -> None:
    """In a moment, as a multiple of another's speed."""
    assert 0.001 < measured_speed() < 1_000
