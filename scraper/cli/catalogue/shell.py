"""One query, a piped one, or a prompt; nothing can be changed."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from scraper.app.catalogue.sql import SqlReader, table_lines
from scraper.cli.catalogue.consent import is_terminal
from scraper.cli.catalogue.printing import Cells
from scraper.cli.output import say
from scraper.run.errors import BadUsage

REMEMBERED = 1_000
HELP = (
    "A query ends with ; and may have several lines. Ctrl-C stops one, Ctrl-D or .quit ends. "
    ".tables shows tables with their columns; docs/catalogue.md says what stands in them."
)


@dataclass(frozen=True, kw_only=True)
class Shell:
    """Where queries are typed, and answered."""

    database: SqlReader
    form: Callable[[Sequence[str], Iterable[Cells]], Iterator[str]]
    """Makes lines of an answer: a table, CSV or JSON."""
    history: Path
    """Where a prompt keeps what was typed."""

    def run(self, query: str | None) -> None:
        """Answer a query; None for the one piped in, or for what is typed."""
        if query is not None:
            self._answer(query)
        elif is_terminal():
            self._talk()
        else:
            self._answer(sys.stdin.read() if sys.stdin is not None else "")

    def _answer(self, query: str) -> None:
        if not query.strip(" ;\n\t"):
            raise BadUsage('There is no query; give one as in `scrape catalogue sql "SELECT …"`, or pipe one in.')
        answer = self.database.read(query)
        with closing(answer.rows) as rows:
            say(self.form(answer.columns, rows))

    def _talk(self) -> None:
        """Ask and answer until there is no more; only the terminal needs line editing, and not every Python has it."""
        try:
            # It takes hold of the terminal as soon as it is loaded.
            import readline
        except ImportError:
            self._converse()
            return
        with suppress(OSError):
            readline.read_history_file(self.history)
        try:
            self._converse()
        finally:
            readline.set_history_length(REMEMBERED)
            with suppress(OSError):
                readline.write_history_file(self.history)

    def _converse(self) -> None:
        sys.stdout.write(f"{HELP}\n")
        pending: str | None = ""
        while pending is not None:
            try:
                pending = self._turn(pending)
            except KeyboardInterrupt:
                # Wherever it came: at the prompt, or in the middle of an answer.
                sys.stdout.write("\nStopped.\n")
                pending = ""
            except BadUsage as error:
                sys.stdout.write(f"{error}\n")
                pending = ""

    def _turn(self, pending: str) -> str | None:
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
            say(table_lines() if command == ".tables" else [HELP])
            return ""
        query = f"{pending}\n{typed}".strip()
        if not query.endswith(";"):
            return query
        self._answer(query)
        return ""
