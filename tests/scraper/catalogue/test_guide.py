import pytest
from typed_commands import parse

from scraper.catalogue.guide import WISHES, GuideRequest, Wish, index_plan, measured_speed, plan

GIGA = 10**9


@pytest.mark.parametrize("wish", WISHES)
def test_what_is_advised_can_be_typed(wish: Wish) -> None:
    """Every advised command is valid, with the list, country and source that were named."""
    advised = plan(GuideRequest(wish=wish, library="my library.csv", country="UK", source="my dumps"))
    for step in advised.steps:
        parse(step.words)
        assert step.seconds > 0
        assert step.disk > 0
    for step in index_plan("my dumps").steps:
        parse(step.words)


def test_only_a_station_needs_its_list() -> None:
    """The commands for other wishes leave the list out."""
    (step,) = plan(GuideRequest(wish="station", library="x.csv", country="UK")).steps
    assert ("--library", "x.csv", "--prefer-country", "UK") == step.words[2:]
    assert all("x.csv" not in step.words for step in plan(GuideRequest(wish="collection", library="x.csv")).steps)


def test_who_wants_more_needs_more() -> None:
    """Disk space and time grow with the wish; an index of all releases lies between."""
    collection, station, everything = (plan(GuideRequest(wish=wish)) for wish in WISHES)
    assert collection.disk < station.disk < everything.disk
    assert collection.disk < index_plan().disk < everything.disk
    assert collection.steps[-1].seconds < everything.steps[-1].seconds
    assert 12 * GIGA < collection.disk < 20 * GIGA


def test_a_slower_machine_takes_longer() -> None:
    """The speed counts for a load, not for a download, which depends on the network."""
    fast, slow = (plan(GuideRequest(wish="everything"), speed) for speed in (2.0, 0.5))
    assert fast.steps[0].seconds == slow.steps[0].seconds
    assert 4 * fast.steps[1].seconds == slow.steps[1].seconds


def test_this_machine_is_measured() -> None:
    """Its speed is a multiple of the reference machine's."""
    assert 0.001 < measured_speed() < 1_000
