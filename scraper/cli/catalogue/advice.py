"""What the guide advises, in words."""

import shlex
from collections.abc import Iterator, Sequence

from scraper.app.catalogue.guide import Advice
from scraper.domain.sizes import in_bytes, in_time


def lines(advice: Advice, command: Sequence[str]) -> Iterator[str]:
    """Yield what to type, with what it needs; `command` is what `scrape` is called by."""
    yield from _about(advice)
    if advice.everything is not None:
        needed = in_bytes(advice.everything)
        yield f"Everything needs about {needed}, more than is free; a searchable index of all may fit:"
    yield from _commands(advice, command)
    if advice.plan.disk > advice.free:
        yield "That is more than is free here: name another place in [catalogue] url, and with `download --to`."


def _about(advice: Advice) -> list[str]:
    free, times = in_bytes(advice.free), f"{advice.speed:.1f} times as fast"
    return [
        "",
        f"{advice.folder} has {free} free. Sizes and times are estimates: by the dumps of August 2026, a network of",
        f"10 MB a second, and this machine, which unpacks {times} as the one that was measured.",
        "",
    ]


def _commands(advice: Advice, command: Sequence[str]) -> list[str]:
    steps = advice.plan.steps
    typed = [shlex.join([*command, *step.words]) for step in steps]
    width = max(map(len, typed))
    rows = [
        f"  {line:<{width}}  about {in_time(step.seconds)}, {in_bytes(step.disk)}"
        for line, step in zip(typed, steps, strict=True)
    ]
    needed = f"At most {in_bytes(advice.plan.disk)} are needed at once, {in_bytes(advice.free)} are free."
    return [*rows, "", needed, ""]
