"""A host's queue is asked in order on its own thread, rests when its host is in trouble, and loses no question."""

import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from scraper.harvest.host_queue import PATIENCE, HostQueue, HostQueues, Reply
from scraper.run.clock import clock_time
from scraper.run.errors import ExitCode
from services.errors import Busy, Missing, Refused, Unreachable, Unreadable


def asked(outcomes: Sequence[object]) -> tuple[HostQueue, list[Reply], list[int]]:
    """Ask a question for each outcome, an error being raised; return the queue, the replies, and what was asked."""
    reached: list[int] = []

    def ask(number: int) -> object:
        reached.append(number)
        outcome = outcomes[number]
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    return *served(ask, len(outcomes)), reached


def served(ask: Callable[[int], object], count: int) -> tuple[HostQueue, list[Reply]]:
    """Put numbered questions into one queue; return it with the replies."""
    with HostQueues() as queues:
        queue = queues.open("Service", ask)
        for number in range(count):
            queues.put("Service", number)
        return queue, replies_to(queues, count)


def replies_to(queues: HostQueues, count: int) -> list[Reply]:
    """Hand over what is waiting until so many replies are here."""
    replies: list[Reply] = []
    while len(replies) < count:
        queues.hand_over()
        replies.append(queues.reply())
    return replies


def test_questions_are_answered_in_order() -> None:
    """Each with what was asked."""
    queue, replies, reached = asked(["a", "b", "c"])
    assert [(0, "a", None), (1, "b", None), (2, "c", None)] == [
        (reply.question, reply.answer, reply.error) for reply in replies
    ]
    assert ([0, 1, 2], None) == (reached, queue.trouble)


def test_a_queue_works_on_a_thread_of_its_own_that_ends() -> None:
    """A slow host holds nobody else up, and nothing stays behind."""
    threads: list[threading.Thread] = []
    served(lambda _: threads.append(threading.current_thread()), 2)
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
    queue, replies, reached = asked([error] * (PATIENCE + 2))
    assert ([*range(PATIENCE)], trouble) == (reached, queue.trouble)
    assert [error] * PATIENCE + [None] * 2 == [reply.error for reply in replies]
    assert {None} == {reply.answer for reply in replies}


def test_an_answer_between_failures_shows_that_the_host_is_there() -> None:
    """Then it goes on."""
    error = Unreachable("S", "x")
    outcomes = [*[error] * (PATIENCE - 1), "fine"] * 3
    queue, _, reached = asked(outcomes)
    assert (len(outcomes), None) == (len(reached), queue.trouble)


def test_a_kind_of_question_that_fails_in_a_row_rests_alone() -> None:
    """The host answers others; a report says that it was in trouble."""
    failing = Unreachable("S", "x")

    def ask(question: tuple[str, int]) -> str:
        if question[0] == "bad":
            raise failing
        return "fine"

    questions = [(kind, number) for number in range(PATIENCE + 2) for kind in ("bad", "good")]
    with HostQueues() as queues:
        queue = queues.open("Service", ask, kind_of=lambda question: question[0])
        for question in questions:
            queues.put("Service", question)
        replies = replies_to(queues, len(questions))
    of_kind = {kind: [reply for reply in replies if reply.question[0] == kind] for kind in ("bad", "good")}
    assert [failing] * PATIENCE + [None] * 2 == [reply.error for reply in of_kind["bad"]]
    assert {"fine"} == {reply.answer for reply in of_kind["good"]}
    assert ExitCode.UNREACHABLE == queue.trouble


def test_nobody_waits_longer_than_wanted() -> None:
    """Somebody else may have something to do meanwhile."""
    with HostQueues() as queues:
        queues.open("Service", lambda question: question)
        assert queues.reply_within(0.0) is None
        queues.put("Service", 1)
        queues.hand_over()
        reply = queues.reply_within(10.0)
    assert reply is not None
    assert 1 == reply.answer


def test_what_is_missing_is_an_answer() -> None:
    """A host that knows what it lacks is there: many deleted releases are no trouble."""
    error, gone = Unreachable("S", "x"), Missing("S", "gone")
    queue, replies, reached = asked([error, gone, error, gone, error, gone] + [gone] * PATIENCE)
    assert (9, None) == (len(reached), queue.trouble)
    assert gone is replies[-1].error


@pytest.mark.parametrize("error", [ValueError("x"), KeyboardInterrupt(), SystemExit(1), MemoryError()])
def test_any_error_reaches_the_owner(error: BaseException) -> None:
    """A thread never dies in silence, and the next question is asked."""
    _, replies, reached = asked([error, "fine"])
    assert (error, "fine", [0, 1]) == (replies[0].error, replies[1].answer, reached)


def test_questions_are_completed_when_their_turn_has_come() -> None:
    """So that the second knows what the first brought."""
    learned: list[str] = []
    with HostQueues() as queues:
        queues.open("Service", lambda question: f"answer to {question}")
        for _ in range(2):
            queues.put("Service", "question")
        for _ in range(2):
            queues.hand_over(lambda _: tuple(learned))
            learned.append(queues.reply().answer)
    assert ["answer to ()", "answer to ('answer to ()',)"] == learned


def test_queues_work_side_by_side() -> None:
    """One that waits for its host keeps no other from answering."""
    met = threading.Barrier(2, timeout=10)
    with HostQueues() as queues:
        for name in ("one", "other"):
            queues.open(name, lambda _: met.wait())
            queues.put(name, f"question to {name}")
        replies = replies_to(queues, 2)
    assert {"one": ("question to one", None), "other": ("question to other", None)} == {
        reply.host: (reply.question, reply.error) for reply in replies
    }


@pytest.mark.parametrize(
    ("seconds", "rests_for"),
    [(31.0, 31.0), (7_200.0, 7_200.0), (86_400.0, 86_400.0), (31_536_000.0, 86_400.0), (30.0, None), (1.0, None)],
)
def test_a_host_is_left_alone_for_as_long_as_it_asks(seconds: float, rests_for: float | None) -> None:
    """At once, and at most for a day; after a short wait, which was waited for, it rests for this run only."""
    noon = datetime(2026, 11, 29, 12, tzinfo=UTC)
    with HostQueues(lambda: noon) as queues:
        queue = queues.open("Service", asked_to_wait(seconds))
        for number in range(2):
            queues.put("Service", number)
        replies = replies_to(queues, 2)
    until = None if rests_for is None else noon + timedelta(seconds=rests_for)
    why = f"asked to wait until {clock_time(until, noon)}" if until else "did not answer several times"
    assert (until, ExitCode.UNREACHABLE, why) == (queue.until, queue.trouble, queue.why)
    assert (None, f"Service {why}" if until else "") == (replies[1].error, replies[1].reason)


def asked_to_wait(seconds: float) -> Callable[[object], object]:
    """Return what asks a host that has too much to do."""

    def ask(_: object) -> object:
        raise Busy("Service", seconds)

    return ask
