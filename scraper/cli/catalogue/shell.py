"""`scrape catalogue sql`: one query, a piped one, or a prompt; nothing can be changed."""

import argparse
import sys
from contextlib import closing, suppress
from pathlib import Path

from scraper.catalogue.sql_reader import Asking
from scraper.catalogue.tables import BAD, METADATA, TABLES
from scraper.cli.catalogue.consent import is_terminal
from scraper.cli.catalogue.printing import as_csv, as_json, say, table
from scraper.run.errors import BadUsage, ExitCode
from scraper.run.settings import Settings
from scraper.wiring import asking, catalogue_folder

HISTORY = ".catalogue_history"
REMEMBERED = 1_000
HELP = (
    "A query ends with ; and may have several lines. Ctrl-C stops one, Ctrl-D or .quit ends. "
    ".tables shows tables with their columns; docs/catalogue.md says what stands in them."
)


def sql(settings: Settings, options: argparse.Namespace) -> int:
    """Answer the query given, the one piped in, or what is typed."""
    with closing(asking(settings)) as database:
        if options.query is not None:
            _answer(database, options.query, options)
        elif is_terminal():
            _talk(database, options, catalogue_folder(settings) / HISTORY)
        else:
            _answer(database, sys.stdin.read() if sys.stdin is not None else "", options)
    return ExitCode.WELL


def _answer(database: Asking, query: str, options: argparse.Namespace) -> None:
    if not query.strip(" ;\n\t"):
        raise BadUsage('There is no query; give one as in `scrape catalogue sql "SELECT …"`, or pipe one in.')
    answer = database.ask(query)
    form = as_csv if options.csv else as_json if options.json else table
    with closing(answer.rows) as rows:
        say(form(answer.columns, rows))


def _talk(database: Asking, options: argparse.Namespace, history: Path) -> None:
    """Ask and answer until there is no more; only the terminal needs line editing, and not every Python has it."""
    try:
        import readline  # noqa: PLC0415  # it takes hold of the terminal as soon as it is loaded
    except ImportError:
        _converse(database, options)
        return
    with suppress(OSError):
        readline.read_history_file(history)
    try:
        _converse(database, options)
    finally:
        readline.set_history_length(REMEMBERED)
        with suppress(OSError):
            readline.write_history_file(history)


def _converse(database: Asking, options: argparse.Namespace) -> None:
    sys.stdout.write(f"{HELP}\n")
    pending: str | None = ""
    while pending is not None:
        try:
            pending = _turn(database, options, pending)
        except KeyboardInterrupt:
            # Wherever it came: at the prompt, or in the middle of an answer.
            sys.stdout.write("\nStopped.\n")
            pending = ""
        except BadUsage as error:
            sys.stdout.write(f"{error}\n")
            pending = ""


def _turn(database: Asking, options: argparse.Namespace, pending: str) -> str | None:
    """Take one line, and answer if a query is whole; return what is typed of the next, None at the end."""
    try:
        typed = input("...> " if pending else "sql> ")
    except EOFError:
        sys.stdout.write("\n")
        return None
    command = "" if pending else typed.strip()
    if command in (".quit", ".exit"):
        return None
    if command.startswith("."):
        say(_tables() if command == ".tables" else [HELP])
        return ""
    query = f"{pending}\n{typed}".strip()
    if not query.endswith(";"):
        return query
    _answer(database, query, options)
    return ""


def _tables() -> list[str]:
    known = [table for tables in TABLES.values() for table in tables]
    return [f"{one.name} ({', '.join(one.columns)})" for one in (*known, METADATA, BAD)]
