"""A real PostgreSQL for tests: the one that is named, or one of our own that lives as long as the run."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pytest

NAMED = "DATABASE_URL_TEST"
"""A variable: the address of a server whose user is its administrator, as postgresql://user:password@host/postgres.

Each test makes a database of its own there, and removes it; a role named below stays.
"""
OWNER, LOCKED, PASSWORD = "sleevenotes", "sleevenotes_locked", "never-print-this-password"  # of a server on this disk
_ACCESS = f"local all {LOCKED} scram-sha-256\nlocal all all trust\n"
_QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses= -c shared_buffers=64MB"


def programs() -> Path | None:
    """Return the folder of PostgreSQL's own programs, the newest that is installed; None without any."""
    found = [*Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    newest = max(found, key=lambda file: int(file.parts[-3]), default=shutil.which("initdb"))
    return Path(newest).parent if newest else None


@contextmanager
def server() -> Iterator[str]:
    """Yield the address of a server; skip where there is none, except where what is published is decided."""
    if NAMED in os.environ:
        _let_in_another(os.environ[NAMED])
        yield os.environ[NAMED]
        return
    folder = programs()
    if folder is None:
        if "CI" in os.environ:
            pytest.fail("PostgreSQL is not installed (Debian's package is postgresql)")
        pytest.skip(f"needs PostgreSQL: install it, or name a server in {NAMED}")
    # Not below the tests' own folder: the path of a socket has at most 107 letters.
    home = Path(tempfile.mkdtemp(prefix="sleevenotes-postgres-"))
    try:
        with _running(folder, home) as address:
            yield address
    finally:
        shutil.rmtree(home)


@contextmanager
def _running(folder: Path, home: Path) -> Iterator[str]:
    if os.geteuid() == 0:
        # It refuses to run as root.
        shutil.chown(home, "postgres")
    data = home / "data"
    _do(folder / "initdb", "-D", data, "-U", OWNER, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "-A", "trust")
    (data / "pg_hba.conf").write_text(_ACCESS, encoding="utf-8")
    options = f"{_QUICK} -c unix_socket_directories={home}"
    _do(folder / "pg_ctl", "-D", data, "-w", "-l", home / "log", "-o", options, "start")
    try:
        address = f"postgresql://{OWNER}@/postgres?host={home}"
        _let_in_another(address)
        yield address
    finally:
        _do(folder / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")


def _let_in_another(address: str) -> None:
    """Make a user who needs a password, and may do nothing."""
    with psycopg.connect(address, autocommit=True) as db, suppress(psycopg.errors.DuplicateObject):
        db.execute(f"CREATE ROLE {LOCKED} LOGIN PASSWORD '{PASSWORD}'".encode())


def _do(*command: str | Path) -> None:
    user = "postgres" if os.geteuid() == 0 else None
    words: Sequence[str] = [str(word) for word in command]
    # Its log goes to a file of its own: a pipe would stay open as long as the server runs.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(words, stdout=said, stderr=said, check=False, user=user, cwd="/")
        said.seek(0)
        assert 0 == done.returncode, said.read().decode()


@contextmanager
def database(address: str) -> Iterator[str]:
    """Yield the address of an empty database of its own."""
    name = f"sleevenotes_{uuid4().hex[:12]}"
    with psycopg.connect(address, autocommit=True) as db:
        made = f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'"
        db.execute(made.encode())
        try:
            yield urlsplit(address)._replace(path=f"/{name}").geturl()
        finally:
            db.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@contextmanager
def administrator(address: str) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """Yield a connection that may do anything, each statement at once."""
    with psycopg.connect(address, autocommit=True) as db:
        yield db


def as_user(address: str, user: str, password: str = "") -> str:
    """Return the address for somebody else."""
    parts = urlsplit(address)
    place = parts.netloc.rpartition("@")[2]
    return parts._replace(netloc=f"{user}:{password}@{place}" if password else f"{user}@{place}").geturl()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Return the address of a server, started by the first test that needs it."""
    with server() as address:
        yield address


@pytest.fixture
def postgres(postgres_server: str) -> Iterator[str]:
    """Return the address of an empty database of the test's own."""
    with database(postgres_server) as address:
        yield address
