"""`scrape catalogue sql`."""

import click

from scraper.cli.commands import argument, command, flag, json_option
from scraper.cli.session import Session
from scraper.run.errors import ExitCode

HELP = """\
Answers SQL, and only reads: the database refuses everything else. Give a query, pipe one in, or type at the
prompt, where `.tables` and `.help` help, Ctrl-C stops a query and Ctrl-D ends it. docs/catalogue.md describes
the tables."""

EPILOG = """\
examples:
  scrape catalogue sql
  scrape catalogue sql "SELECT title, year FROM release WHERE country = 'Iceland'"
  scrape catalogue sql --csv "SELECT * FROM release_index" > releases.csv"""


@command("sql", short_help="ask anything in SQL, without changing anything", help=HELP, epilog=EPILOG)
@argument(
    "query",
    metavar="[QUERY]",
    required=False,
    help="one query (default: the one that is piped in, or a prompt)",
)
@flag("--csv", "as_csv", one_of="form", help="print CSV")
@json_option(one_of="form")
@click.pass_obj
def sql(session: Session, *, query: str | None, as_csv: bool, as_json: bool) -> int:
    """Answer the query given, the one piped in, or what is typed."""
    from scraper.app.catalogue import sql as app
    from scraper.cli.catalogue import printing
    from scraper.cli.catalogue.shell import Shell
    from scraper.cli.running import looking

    form = printing.as_csv if as_csv else printing.as_json if as_json else printing.table
    with looking(session) as settings, app.sql(settings) as database:
        Shell(database=database, form=form, history=app.history_file(settings)).run(query)
    return ExitCode.WELL
