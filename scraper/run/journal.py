"""The log of a run: one dated file without secrets in it and, on request, the same on the terminal."""

import logging
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

_CREDENTIALS = re.compile(
    r"(?i)((?:token|secret|password|\bkey)=|authorization['\"]?:\s*['\"]?\w+\s+)[^\s&,'\"]+"
    r"|(://[^/\s:@]+:)[^\s/@]+(?=@)"
)

# Titles come from outside, and a terminal would obey control characters in them.
_CONTROL_CHARACTERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class RedactingFormatter(logging.Formatter):
    """Formats log records, tracebacks included, without what is secret in them."""

    def __init__(self, secrets: Sequence[str], pattern: str) -> None:
        super().__init__(pattern)
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        """Return the line for a record."""
        return _CONTROL_CHARACTERS.sub("\ufffd", redacted(super().format(record), self._secrets))


def redacted(text: str, secrets: Sequence[str]) -> str:
    """Return text without these secrets, and without anything that looks like a credential."""
    for secret in secrets:
        text = text.replace(secret, "***")
    return _CREDENTIALS.sub(r"\1\2***", text)


@contextmanager
def journal(folder: Path | None, name: str, secrets: Sequence[str], *, verbose: bool, now: datetime) -> Iterator[None]:
    """Write a log while the block runs; without a folder there is no file."""
    root = logging.getLogger()
    handlers: list[logging.Handler] = [logging.NullHandler()]
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        file = logging.FileHandler(folder / f"{now:%Y-%m-%dT%H%M%S}-{name}.log", encoding="utf-8", delay=True)
        file.setFormatter(RedactingFormatter(secrets, "%(asctime)s %(levelname)-7s %(name)s: %(message)s"))
        handlers.append(file)
    if verbose:
        terminal = logging.StreamHandler(sys.stderr)
        terminal.setLevel(logging.INFO)
        terminal.setFormatter(RedactingFormatter(secrets, "%(message)s"))
        handlers.append(terminal)
    for handler in handlers:
        root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    # The debug lines of these libraries hold the address and headers of every request.
    for noisy in ("urllib3", "requests", "PIL", "filelock"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    try:
        yield
    finally:
        for handler in handlers:
            root.removeHandler(handler)
            handler.close()
