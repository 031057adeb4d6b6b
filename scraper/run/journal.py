"""The log of a run: one dated file, without a secret in it, and on request the same on the terminal."""

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

# Titles come from elsewhere, and a terminal obeys what it takes for orders.
_ORDERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class Redacting(logging.Formatter):
    """Formats a record, tracebacks included, and takes out whatever is secret."""

    def __init__(self, secrets: Sequence[str], pattern: str) -> None:
        super().__init__(pattern)
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        return _ORDERS.sub("\ufffd", redacted(super().format(record), self._secrets))


def redacted(text: str, secrets: Sequence[str]) -> str:
    """Return text without these secrets, and without anything that looks like a credential."""
    for secret in secrets:
        text = text.replace(secret, "***")
    return _CREDENTIALS.sub(r"\1\2***", text)


@contextmanager
def journal(folder: Path | None, name: str, secrets: Sequence[str], *, verbose: bool, now: datetime) -> Iterator[None]:
    """Keep a log while the block runs; no file without a folder."""
    root = logging.getLogger()
    handlers: list[logging.Handler] = [logging.NullHandler()]
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        file = logging.FileHandler(folder / f"{now:%Y-%m-%dT%H%M%S}-{name}.log", encoding="utf-8", delay=True)
        file.setFormatter(Redacting(secrets, "%(asctime)s %(levelname)-7s %(name)s: %(message)s"))
        handlers.append(file)
    if verbose:
        terminal = logging.StreamHandler(sys.stderr)
        terminal.setLevel(logging.INFO)
        terminal.setFormatter(Redacting(secrets, "%(message)s"))
        handlers.append(terminal)
    for handler in handlers:
        root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    # Their debug lines hold whole addresses and headers of every request.
    for noisy in ("urllib3", "requests", "PIL", "filelock"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    try:
        yield
    finally:
        for handler in handlers:
            root.removeHandler(handler)
            handler.close()
