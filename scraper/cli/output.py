"""What is printed: lines for people, JSON for programs."""

import json
import sys
from collections.abc import Iterable


def say(lines: Iterable[str]) -> None:
    """Print lines."""
    for line in lines:
        sys.stdout.write(f"{line}\n")


def say_json(value: object) -> None:
    """Print a value as JSON, for people's eyes, too."""
    say([dumped(value, indent=1)])


def dumped(value: object, indent: int | None = None) -> str:
    """Return JSON; bytes as hexadecimal digits."""
    return json.dumps(value, ensure_ascii=False, indent=indent, default=lambda raw: bytes(raw).hex())
