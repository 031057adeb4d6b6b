"""The log keeps everything of a run but its secrets."""

import logging
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from scraper.run.journal import journal, redacted

NOW = datetime(2026, 1, 2, 3, 4, 5)  # noqa: DTZ001  # a log's name is in local time
log = logging.getLogger("scraper.test")


@pytest.fixture(autouse=True)
def levels() -> Iterator[None]:
    """Leave the loggers as they were."""
    names = ("", "urllib3", "requests", "PIL", "filelock")
    before = {name: logging.getLogger(name).level for name in names}
    yield
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)


def kept(folder: Path) -> str:
    """Return the one log of a folder."""
    (file,) = folder.iterdir()
    return file.read_text(encoding="utf-8")


def test_a_run_has_a_dated_file(tmp_path: Path) -> None:
    """Named for when it began and what it was; its folder is made."""
    with journal(tmp_path / "new" / "logs", "scrape", (), verbose=False, now=NOW):
        log.debug("step %d: Łona", 1)
    (file,) = (tmp_path / "new" / "logs").iterdir()
    assert "2026-01-02T030405-scrape.log" == file.name
    assert kept(file.parent).rstrip().endswith("DEBUG   scraper.test: step 1: Łona")


def test_without_a_folder_there_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rehearsal leaves no trace; nor does a run that had nothing to say."""
    monkeypatch.chdir(tmp_path)
    with journal(None, "scrape", (), verbose=False, now=NOW):
        log.warning("x")
    with journal(tmp_path / "logs", "scrape", (), verbose=False, now=NOW):
        pass
    assert [] == [file for file in tmp_path.rglob("*") if file.is_file()]


def _fail() -> None:
    try:
        int("sesame first")
    except ValueError as error:
        raise RuntimeError("then s3/+cret") from error


def test_secrets_are_taken_out(tmp_path: Path) -> None:
    """Of messages, of their arguments, and of tracebacks with all that led to them."""
    with journal(tmp_path, "scrape", ("sesame", "s3/+cret"), verbose=False, now=NOW):
        log.info("token sesame in text, and %s as an argument", "s3/+cret")
        try:
            _fail()
        except RuntimeError:
            log.exception("failed with sesame")
    text = kept(tmp_path)
    assert "Traceback" in text
    assert "RuntimeError: then ***" in text
    assert ("sesame" in text, "s3/+cret" in text) == (False, False)


def test_the_terminal_is_told_on_request(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Steps without their details, and without the secrets."""
    for verbose in (False, True):
        with journal(tmp_path, "scrape", ("sesame",), verbose=verbose, now=NOW):
            log.debug("detail")
            log.info("step with sesame")
    assert ("", "step with ***\n") == capsys.readouterr()


def test_libraries_keep_their_addresses_to_themselves(tmp_path: Path) -> None:
    """Their debug lines hold whole requests."""
    with journal(tmp_path, "scrape", (), verbose=False, now=NOW):
        for name in ("urllib3.connectionpool", "requests", "PIL.Image", "filelock"):
            logging.getLogger(name).debug("GET /?x=1")
            logging.getLogger(name).warning("warned by %s", name)
    assert "GET" not in kept(tmp_path)
    assert 4 == kept(tmp_path).count("warned by")


def test_afterwards_nothing_is_logged(tmp_path: Path) -> None:
    """The file is closed, also after an error, and the next run has its own."""
    before = list(logging.getLogger().handlers)
    with pytest.raises(RuntimeError), journal(tmp_path, "scrape", (), verbose=True, now=NOW):
        _fail()
    log.warning("outside")
    assert [] == list(tmp_path.iterdir())
    assert before == logging.getLogger().handlers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GET /x?token=abc&y=1", "GET /x?token=***&y=1"),
        ("Authorization: Discogs token=abc", "Authorization: Discogs ***"),
        ("{'Authorization': 'Discogs token=abc', 'x': 1}", "{'Authorization': 'Discogs ***', 'x': 1}"),
        ("authorization: Bearer abc.def", "authorization: Bearer ***"),
        ("{'Authorization': 'Bearer abc.def', 'x': 1}", "{'Authorization': 'Bearer ***', 'x': 1}"),
        ("postgresql://me:abc@host/db", "postgresql://me:***@host/db"),
        ("http://proxy:abc@host:80/", "http://proxy:***@host:80/"),
        ("Token=abc TOKEN=def", "Token=*** TOKEN=***"),
        ("client_secret=abc&key=def", "client_secret=***&key=***"),
        ("https://www.discogs.com/release/1-Title", "https://www.discogs.com/release/1-Title"),
        ("Broken: Tokens = 5, a@b.org", "Broken: Tokens = 5, a@b.org"),
    ],
)
def test_what_looks_like_a_credential_is_taken_out(text: str, expected: str) -> None:
    """Even where nobody told us that it is one."""
    assert expected == redacted(text, ())
