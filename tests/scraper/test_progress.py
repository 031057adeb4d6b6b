"""Progress as events: what listeners are told, in which order, and from which threads."""

import threading
from collections import defaultdict
from dataclasses import FrozenInstanceError

import pytest

from scraper.run.progress import (
    Event,
    Noted,
    Progress,
    TaskAdvanced,
    TaskEvent,
    TaskFinished,
    TaskStarted,
    TotalChanged,
)


def told(event: Event) -> tuple[str, int, int]:
    """Return an event's kind, what is done and what there is to do."""
    assert isinstance(event, TaskEvent)
    return type(event).__name__, event.done, event.total


def test_every_step_of_a_task_is_told() -> None:
    """Each with all that is known, so that a listener can begin in the middle."""
    events: list[Event] = []
    with Progress(events.append).bar("Pages", 2) as bar:
        bar.update()
        bar.grow(3)
        bar.update(4)
    assert [
        ("TaskStarted", 0, 2),
        ("TaskAdvanced", 1, 2),
        ("TotalChanged", 1, 5),
        ("TaskAdvanced", 5, 5),
        ("TaskFinished", 5, 5),
    ] == [told(event) for event in events]


def test_a_place_can_be_told_instead_of_a_count() -> None:
    """As downloads do: the size is known late, and a broken one begins anew."""
    events: list[Event] = []
    with Progress(events.append).bar("releases", 0, in_bytes=True) as bar:
        bar.reach(10, 100)
        bar.reach(0, 100)
        assert 100 == bar.total
    assert [("TotalChanged", 0, 100), ("TaskAdvanced", 10, 100), ("TaskAdvanced", 0, 100)] == [
        told(event) for event in events[1:-1]
    ]
    assert {"bytes"} == {event.unit for event in events if isinstance(event, TaskEvent)}


def test_tasks_are_told_apart() -> None:
    """By a number, even where two have one name."""
    events: list[Event] = []
    progress = Progress(events.append)
    with progress.bar("Images", 1) as first, progress.bar("Images", 1) as second:
        second.update()
        first.update()
    ids = [event.task_id for event in events if isinstance(event, TaskEvent)]
    assert [1, 2, 2, 1, 2, 1] == ids


def test_a_task_that_fails_is_finished() -> None:
    """Its last event tells that it ended early."""
    events: list[Event] = []

    def fail() -> None:
        with Progress(events.append).bar("Pages", 3) as bar:
            bar.update()
            raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        fail()
    assert ("TaskFinished", 1, 3) == told(events[-1])


def test_sentences_come_between_tasks() -> None:
    """What a step came to can be read before all is done."""
    events: list[Event] = []
    progress = Progress(events.append)
    with progress.bar("releases", 1):
        pass
    progress.note("ingest: releases: 5 of 9 kept.")
    assert [TaskStarted, TaskFinished, Noted] == [type(event) for event in events]
    assert Noted(sentence="ingest: releases: 5 of 9 kept.") == events[-1]


def test_everybody_who_listens_is_told() -> None:
    """A terminal and a panel at once."""
    terminal: list[Event] = []
    panel: list[Event] = []
    with Progress(terminal.append, panel.append).bar("Pages", 1) as bar:
        bar.update()
    assert 3 == len(terminal)
    assert terminal == panel


def test_without_a_listener_counting_goes_on() -> None:
    """The work does not know whether anybody looks."""
    progress = Progress()
    with progress.bar("Pages", 2) as bar:
        bar.grow()
        bar.update()
        assert 3 == bar.total
    progress.note("done")


def test_an_event_cannot_be_changed() -> None:
    """Listeners share it."""
    event = TaskAdvanced(task_id=1, name="Pages", done=1, total=2, unit="items")
    with pytest.raises(FrozenInstanceError):
        event.done = 2  # type: ignore[misc]


def test_threads_may_count_at_once() -> None:
    """Listeners are called one at a time, nothing is lost, and each task's counts come in order."""
    inside, overlaps = threading.Lock(), 0
    counts: dict[int, list[int]] = defaultdict(list)

    def listen(event: Event) -> None:
        nonlocal overlaps
        overlaps += not inside.acquire(blocking=False)
        assert isinstance(event, TaskEvent)
        counts[event.task_id].append(event.done)
        inside.release()

    def count(progress: Progress) -> None:
        with progress.bar("Pages", 500) as own:
            for _ in range(500):
                shared.update()
                own.update()

    progress = Progress(listen)
    with progress.bar("All", 2000) as shared:
        threads = [threading.Thread(target=count, args=(progress,)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert 0 == overlaps
    assert {1, 2, 3, 4, 5} == set(counts)
    assert [0, *range(1, 2001), 2000] == counts[1]
    assert all([0, *range(1, 501), 500] == counts[number] for number in range(2, 6))


def test_a_total_that_stays_is_not_told() -> None:
    """Only changes are."""
    events: list[Event] = []
    with Progress(events.append).bar("Pages", 2) as bar:
        bar.grow(0)
    assert [] == [event for event in events if isinstance(event, TotalChanged)]
