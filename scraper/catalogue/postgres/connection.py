"""The PostgreSQL database: reached, looked at, brought up to date."""

from importlib import resources
from typing import Any

import psycopg
from psycopg import conninfo, sql

from scraper.catalogue.postgres.errors import WITHOUT_EXTENSION, connecting_to, in_our_words
from scraper.run.errors import BadSettings, BadUsage

OLDEST = 15
EXTENSIONS = ("pg_trgm", "unaccent")
ONE_AT_A_TIME, MIGRATING = 0x51EE_0001, 0x51EE_0002
"""Numbers of advisory locks: a load, and a migration."""
_SECONDS = "10"

Connection = psycopg.Connection[tuple[Any, ...]]


def named(url: str) -> str:
    """Return where a database is, without its password; raise BadSettings for what is no address of one."""
    about = _parts(url)
    user = f"{about['user']}@" if about.get("user") else ""
    port = f":{about['port']}" if about.get("port") else ""
    return f"postgresql://{user}{about.get('host', '')}{port}/{about.get('dbname', '')}"


def _parts(url: str) -> dict[str, str]:
    try:
        return {key: str(value) for key, value in conninfo.conninfo_to_dict(url).items() if value is not None}
    except psycopg.ProgrammingError:
        # Neither its text nor its cause is shown: both hold the address, so a password.
        raise BadSettings(
            "[catalogue] url is no address of a database; it looks like postgresql://user:password@host:5432/name, "
            "with %-signs for what is special in a password (%40 for @)."
        ) from None


def connect(url: str, *, read_only: bool = False) -> Connection:
    """Connect, each statement a transaction of its own; a server that is too old or not UTF-8 is BadSettings."""
    name, about = named(url), _parts(url)
    about.setdefault("connect_timeout", _SECONDS)
    about.setdefault("application_name", "sleevenotes")
    if read_only:
        about["options"] = f"{about.get('options', '')} -c default_transaction_read_only=on".strip()
    with connecting_to(name):
        db = psycopg.connect(conninfo.make_conninfo("", **about), autocommit=True)
    try:
        _check(db, name)
    except BaseException:
        db.close()
        raise
    return db


def _check(db: Connection, name: str) -> None:
    version = db.info.server_version
    if version < OLDEST * 10_000:
        raise BadSettings(
            f"{name} is PostgreSQL {version // 10_000}; the catalogue needs {OLDEST} or later. Upgrade the server."
        )
    encoding = db.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise BadSettings(
            f"{name} keeps text as {encoding}, which cannot hold every title; make a database with encoding UTF8."
        )


def must_be_there(db: Connection, name: str) -> None:
    """Raise BadUsage for a database without a catalogue: who only reads makes none."""
    if _done(db, name) == 0:
        raise BadUsage(f"There is no catalogue at {name} yet; `scrape catalogue guide` helps to make one.")


def migrate(db: Connection, name: str) -> None:
    """Apply the numbered files that are not applied yet, together with their record, or nothing."""
    files = sorted(
        (file for file in resources.files(__package__).joinpath("migrations").iterdir() if file.name.endswith(".sql")),
        key=lambda file: file.name,
    )
    if _done(db, name) == len(files):
        return
    with in_our_words(name), db.transaction():
        db.execute(sql.SQL("SELECT pg_advisory_xact_lock({})").format(MIGRATING))
        done = _done(db, name)
        if done > len(files):
            raise BadSettings(f"{name} was written by a newer Sleevenotes; upgrade this one.")
        if done == 0:
            _extend(db, name)
        for number, file in enumerate(files[done:], start=done + 1):
            db.execute(file.read_text(encoding="utf-8").encode())
            db.execute("INSERT INTO catalogue_migration (number) VALUES (%s)", (number,))


def _done(db: Connection, name: str) -> int:
    """Return how many files are applied; this only reads, so that somebody who may only read can open it."""
    with in_our_words(name):
        known = db.execute("SELECT to_regclass('catalogue_migration')").fetchone()
        if known is None or known[0] is None:
            return 0
        row = db.execute("SELECT max(number) FROM catalogue_migration").fetchone()
        return int(str(row[0])) if row and row[0] is not None else 0


def _extend(db: Connection, name: str) -> None:
    for extension in EXTENSIONS:
        try:
            db.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))
        except WITHOUT_EXTENSION as error:
            raise BadSettings(
                f"{name} has no extension {extension}, and this user cannot add it: install PostgreSQL's contrib "
                f"package there, and have an administrator run `CREATE EXTENSION {extension}` in this database."
            ) from error
