"""`scrape catalogue`, and which commands there are below it."""

import sys
from importlib import import_module
from typing import cast

import click

from scraper.cli.commands import Group
from scraper.run.errors import ExitCode

HELP = """\
Discogs publishes all of its data each month, free for any use. This keeps a part of it, or the whole, in a
database on this machine: a SQLite file beside config.toml, or the PostgreSQL server that [catalogue] url or
DATABASE_URL names. `scrape --all` then takes records from there instead of asking for each; you can search
it, and ask it anything in SQL.

`scrape catalogue guide` asks what you want, and says which commands that takes, how much disk, and how long."""

EPILOG = """\
examples:
  scrape catalogue guide                          what do you want? begin here
  scrape catalogue download                       the newest dumps, verified; resumes where it stopped
  scrape catalogue ingest                         load what belongs to your collection and wantlist
  scrape catalogue search "bjork debut"           fuzzy: case, accents and small mistakes do not matter
  scrape catalogue show 249504                    a record's card
  scrape catalogue show --artist "Sigur Rós"      who they are, and their records
  scrape catalogue sql "SELECT country, COUNT(*) FROM release GROUP BY country ORDER BY 2 DESC LIMIT 5"
  scrape catalogue status                         what is loaded, and how old it is

docs/catalogue.md describes every table, for programs of your own."""

COMMANDS = (
    *("download", "ingest", "search", "show", "status", "sql", "dedupe", "prune", "copy-to", "clear"),
    *("optimize", "guide", "pipeline"),
)
"""Each is the function of that name in the module of that name, with _ for -."""


class LazyGroup(Group):
    """A command whose commands are loaded one by one, when they are asked for: most runs need none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command; None where there is none of that name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        return cast("click.Command", getattr(import_module(f"scraper.cli.catalogue.{name}"), name))


@click.group(
    "catalogue",
    cls=LazyGroup,
    invoke_without_command=True,
    short_help="Discogs' own data, on this machine",
    help=HELP,
    epilog=EPILOG,
)
@click.pass_context
def catalogue(ctx: click.Context) -> int:
    """Say which commands there are, where none was given."""
    if ctx.invoked_subcommand is None:
        sys.stdout.write(f"{ctx.get_help()}\n")
    return ExitCode.WELL
