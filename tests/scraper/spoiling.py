"""A service's answer, with each of its values spoilt in turn."""

from collections.abc import Iterator
from typing import Any

ODD: tuple[Any, ...] = (None, [], {}, "", "x", "\ud800", 5, -1, 10**30, 0.5, True, [None], [{}], [[]], {"x": None}, [5])


def spoilt(answer: Any) -> Iterator[Any]:
    """Yield the answer with one value after the other left away, and replaced by each of the odd ones."""
    yield from ODD
    if isinstance(answer, dict):
        for key in answer:
            yield {other: value for other, value in answer.items() if other != key}
            yield from ({**answer, key: odd} for odd in spoilt(answer[key]))
    elif isinstance(answer, list):
        for place, value in enumerate(answer[:2]):
            yield from ([*answer[:place], odd, *answer[place + 1 :]] for odd in spoilt(value))


def spoilt_answers(answers: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a source's answers so spoilt; each is still an object, which the clients make sure of."""
    for question, answer in answers.items():
        yield from ({**answers, question: odd} for odd in spoilt(answer) if isinstance(odd, dict))
