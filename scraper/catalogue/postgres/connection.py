"""Connections to the PostgreSQL database: its address shown, its version checked, its tables migrated."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from importlib import resources
from typing import Any

import psycopg
from psycopg import conninfo, sql

from scraper.catalogue.postgres.errors import WITHOUT_EXTENSION, ServerRefused, connecting_to, converting_errors
from scraper.run.errors import BadSettings, BadUsage

OLDEST_VERSION = 15
EXTENSIONS = ("pg_trgm", "unaccent")
LOAD_LOCK, MIGRATION_LOCK = 0x51EE_0001, 0x51EE_0002
"""Numbers of advisory locks: only one load and one migration can be in progress."""
_CONNECT_TIMEOUT = "10"
"""Seconds."""

Connection = psycopg.Connection[tuple[Any, ...]]


def shown_address(url: str) -> str:
    """Return a database's address without its password; raise BadSettings for what is no address."""
    parameters = _parameters(url)
    user = f"{parameters['user']}@" if parameters.get("user") else ""
    port = f":{parameters['port']}" if parameters.get("port") else ""
    return f"postgresql://{user}{parameters.get('host', '')}{port}/{parameters.get('dbname', '')}"


def _parameters(url: str) -> dict[str, str]:
    try:
        return {key: str(value) for key, value in conninfo.conninfo_to_dict(url).items() if value is not None}
    except psycopg.ProgrammingError:
        # Neither the error's text nor its cause is shown: both hold the address, so the password.
        raise BadSettings(
            "[catalogue] url is no address of a database; it looks like postgresql://user:password@host:5432/name, "
            "with %-signs for what is special in a password (%40 for @)."
        ) from None


def connect(url: str, *, read_only: bool = False) -> Connection:
    """Connect, with each statement a transaction of its own.

    Raises BadSettings where the server is too old, or the database's encoding is not UTF-8.
    """
    name, parameters = shown_address(url), _parameters(url)
    parameters.setdefault("connect_timeout", _CONNECT_TIMEOUT)
    parameters.setdefault("application_name", "sleevenotes")
    if read_only:
        parameters["options"] = f"{parameters.get('options', '')} -c default_transaction_read_only=on".strip()
    with connecting_to(name):
        db = psycopg.connect(conninfo.make_conninfo("", **parameters), autocommit=True)
    try:
        _check(db, name)
    except BaseException:
        db.close()
        raise
    return db


def _check(db: Connection, name: str) -> None:
    version = db.info.server_version
    if version < OLDEST_VERSION * 10_000:
        raise BadSettings(
            f"{name} is PostgreSQL {version // 10_000}; the catalogue needs {OLDEST_VERSION} or later. "
            "Upgrade the server."
        )
    encoding = db.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise BadSettings(
            f"{name} keeps text as {encoding}, which cannot hold every title; make a database with encoding UTF8."
        )


def require_tables(db: Connection, name: str) -> None:
    """Raise BadUsage for a database without the catalogue's tables: whoever only reads does not make them."""
    if _applied_migrations(db, name) == 0:
        raise BadUsage(f"There is no catalogue at {name} yet; `scrape catalogue guide` helps to make one.")


def migrate(db: Connection, name: str) -> None:
    """Apply the numbered files that are not applied yet, and record them, all in one transaction."""
    files = sorted(
        (file for file in resources.files(__package__).joinpath("migrations").iterdir() if file.name.endswith(".sql")),
        key=lambda file: file.name,
    )
    if _applied_migrations(db, name) == len(files):
        return
    with converting_errors(name), db.transaction():
        db.execute(sql.SQL("SELECT pg_advisory_xact_lock({})").format(MIGRATION_LOCK))
        applied = _applied_migrations(db, name)
        if applied > len(files):
            raise BadSettings(f"{name} was written by a newer Sleevenotes; upgrade this one.")
        if applied == 0:
            _create_extensions(db, name)
        with _saying_who_may_change(name) if applied else nullcontext():
            for number, file in enumerate(files[applied:], start=applied + 1):
                db.execute(file.read_text(encoding="utf-8").encode())
                db.execute("INSERT INTO catalogue_migration (number) VALUES (%s)", (number,))


@contextmanager
def _saying_who_may_change(name: str) -> Iterator[None]:
    """Say what to do where this user may not change the tables that an earlier version made."""
    try:
        yield
    except psycopg.errors.InsufficientPrivilege as error:
        raise ServerRefused(
            f"{name} was made by an earlier Sleevenotes, and this user may not change its tables; "
            "run `scrape catalogue status` once as the user who owns them."
        ) from error


def _applied_migrations(db: Connection, name: str) -> int:
    """Return how many files are applied; it takes no right but to read."""
    with converting_errors(name):
        table = db.execute("SELECT to_regclass('catalogue_migration')").fetchone()
        if table is None or table[0] is None:
            return 0
        row = db.execute("SELECT max(number) FROM catalogue_migration").fetchone()
        return int(str(row[0])) if row and row[0] is not None else 0


def _create_extensions(db: Connection, name: str) -> None:
    for extension in EXTENSIONS:
        try:
            db.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))
        except WITHOUT_EXTENSION as error:
            raise BadSettings(
                f"{name} has no extension {extension}, and this user cannot add it: install PostgreSQL's contrib "
                f"package there, and have an administrator run `CREATE EXTENSION {extension}` in this database."
            ) from error
