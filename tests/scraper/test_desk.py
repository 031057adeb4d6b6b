"""A desk asks in order on its own thread, rests when its host is in trouble, and loses no question."""

import threading
from collections.abc import Callable, Sequence
from functools import partial

import pytest

from scraper.domain.due import Due
from scraper.harvest.host_queue import PATIENCE, Desk, Errand, Reply, Switchboard
from scraper.run.errors import ExitCode
from services.errors import Busy, Missing, Refused, Unreachable, Unreadable


def asked(outcomes: Sequence[object]) -> tuple[Desk, list[Reply], list[int]]:
    """Ask a question for each outcome, an error being raised; return the desk, the replies, and what was asked."""
    reached: list[int] = []

    def ask(due: Due) -> object:
        reached.append(due.subject_id)
        outcome = outcomes[due.subject_id]
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    return *_served(ask, len(outcomes)), reached


def _served(ask: Callable[[Due], object], count: int) -> tuple[Desk, list[Reply]]:
    replies: list[Reply] = []
    with Switchboard() as board:
        desk = board.desk("Service", ask)
        for number in range(count):
            due = Due(kind="release", subject_id=number, title=f"T {number}")
            board.put(desk, partial(Errand, question=due, then=replies.append))
        board.serve_while(lambda: len(replies) < count)
    return desk, replies


def test_questions_are_answered_in_order() -> None:
    """Each with what was asked."""
    desk, replies, reached = asked(["a", "b", "c"])
    assert [(0, "a", None), (1, "b", None), (2, "c", None)] == [
        (reply.question.subject_id, reply.answer, reply.error) for reply in replies
    ]
    assert ([0, 1, 2], None) == (reached, desk.trouble)


def test_a_desk_works_on_a_thread_of_its_own_that_ends() -> None:
    """A slow host holds nobody else up, and nothing stays behind."""
    threads: list[threading.Thread] = []
    _served(lambda _: threads.append(threading.current_thread()), 2)
    threads[0].join(timeout=10)
    assert (1, "Service", True, False) == (
        len(set(threads)),
        threads[0].name,
        threads[0] is not threading.current_thread(),
        threads[0].is_alive(),
    )


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (Unreachable("S", "x"), ExitCode.UNREACHABLE),
        (Busy("S"), ExitCode.UNREACHABLE),
        (Unreadable("S", "x"), ExitCode.UNREACHABLE),
        (Refused("S", "x"), ExitCode.REFUSED),
    ],
)
def test_after_some_failures_in_a_row_it_rests(error: Exception, trouble: ExitCode) -> None:
    """What is left comes back unasked, so that the next run asks it."""
    desk, replies, reached = asked([error] * (PATIENCE + 2))
    assert ([*range(PATIENCE)], trouble) == (reached, desk.trouble)
    assert [error] * PATIENCE + [None] * 2 == [reply.error for reply in replies]
    assert {None} == {reply.answer for reply in replies}


def test_an_answer_between_failures_shows_that_the_host_is_there() -> None:
    """Then it goes on."""
    error = Unreachable("S", "x")
    outcomes = [*[error] * (PATIENCE - 1), "fine"] * 3
    desk, _, reached = asked(outcomes)
    assert (len(outcomes), None) == (len(reached), desk.trouble)


def test_what_is_missing_is_an_answer() -> None:
    """A host that knows what it lacks is there: many deleted releases are no trouble."""
    error, gone = Unreachable("S", "x"), Missing("S", "gone")
    desk, replies, reached = asked([error, gone, error, gone, error, gone] + [gone] * PATIENCE)
    assert (9, None) == (len(reached), desk.trouble)
    assert gone is replies[-1].error


@pytest.mark.parametrize("error", [ValueError("x"), KeyboardInterrupt(), SystemExit(1), MemoryError()])
def test_any_error_reaches_the_owner(error: BaseException) -> None:
    """A thread never dies in silence, and the next question is asked."""
    _, replies, reached = asked([error, "fine"])
    assert (error, "fine", [0, 1]) == (replies[0].error, replies[1].answer, reached)


def test_questions_are_made_when_their_turn_has_come() -> None:
    """So that the second knows what the first brought."""
    learned: list[str] = []
    with Switchboard() as board:
        desk = board.desk("Service", lambda question: f"answer to {question}")
        for _ in range(2):
            board.put(desk, lambda: Errand(question=tuple(learned), then=lambda reply: learned.append(reply.answer)))
        board.serve_while(lambda: len(learned) < 2)
    assert ["answer to ()", "answer to ('answer to ()',)"] == learned


def test_desks_work_side_by_side() -> None:
    """One that waits for its host keeps no other from answering."""
    met = threading.Barrier(2, timeout=10)
    done: list[Reply] = []
    with Switchboard() as board:
        for name in ("one", "other"):
            board.put(board.desk(name, lambda _: met.wait()), partial(Errand, question=name, then=done.append))
        board.serve_while(lambda: len(done) < 2)
    assert {"one": None, "other": None} == {reply.question: reply.error for reply in done}
