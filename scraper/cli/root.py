"""`scrape` alone, and all that can be typed after it."""

from collections.abc import Sequence
from typing import Any

import click

from scraper.cli.build import build
from scraper.cli.catalogue.group import catalogue
from scraper.cli.commands import Group, flag, no_build_flag, option
from scraper.cli.completion import completion
from scraper.cli.demo import demo
from scraper.cli.deploy import deploy
from scraper.cli.doctor import doctor
from scraper.cli.init import init
from scraper.cli.pin import pin
from scraper.cli.review import review
from scraper.cli.serve import serve
from scraper.cli.skip import skip
from scraper.cli.values import BETWEEN, DAYS, POSITIVE, RELEASES, SECONDS
from scraper.cli.work import ScrapeOptions

HELP = """\
Turns a Discogs record collection into a website: a page for every album and every artist.

`scrape init` asks for your username, `scrape --all` makes the site, `scrape` alone brings it up to date every day,
`scrape serve` shows it to you and `scrape deploy` publishes it."""

EPILOG = """\
examples:
  scrape demo                                the whole thing on a sample collection, without an account
  scrape --all                               the whole collection; can be stopped at any time and run again
  scrape --limit 20                          the 20 newest records only
  scrape --all --dry-run                     what would be fetched, written and removed
  scrape --refresh 90                        fetch again what is older than 90 days
  scrape --regenerate-artist "Sigur Rós"     one artist's page and image anew
  scrape --overwrite-album 249504            take back a page that you edited by hand
  scrape doctor                              what answers, what is missing, and what it would add
  scrape review                              what was left open or is doubtful, with what to type about it
  scrape pin 249504 wikipedia "Violator (album)"
  scrape catalogue guide                     Discogs' own data at your side: what to load, and how
  scrape catalogue search "bjork debut"      fuzzy search in it

exit codes:
  0 all well    1 finished with failures, or stopped by this machine (disk full, folder not writable, damaged database)
  2 bad settings or usage    3 refused by Discogs (doctor: by any service)
  4 Discogs (doctor: any service) cannot be reached    130 interrupted"""

UPDATING, REDOING = "bringing the site up to date", "redoing pages"
OVERWRITE = "--overwrite-album"


class Root(Group):
    """The command itself: one of its options takes as many values as there are."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse what was typed."""
        return super().parse_args(ctx, _gathered(args))


def _gathered(args: Sequence[str]) -> list[str]:
    """Return the words with the values of --overwrite-album in one: click's options take a fixed number of values."""
    if OVERWRITE not in args:
        return list(args)
    place = args.index(OVERWRITE)
    rest = args[place + 1 :]
    count = next((number for number, word in enumerate(rest) if word.startswith("-")), len(rest))
    values = BETWEEN.join(rest[:count])
    return [*args[:place], f"{OVERWRITE}={values}", *_gathered(rest[count:])]


def _say_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from scraper.run.version import program_version

        click.echo(f"sleevenotes {program_version()}")
        ctx.exit()


@click.group(
    "scrape",
    cls=Root,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120},
    help=HELP,
    epilog=EPILOG,
)
@flag("--version", is_eager=True, expose_value=False, callback=_say_version, help="show the version and exit")
@flag(
    "--all",
    "everything",
    heading=UPDATING,
    help="page through the whole collection and notice what was sold",
)
@flag("--allow-removals", heading=UPDATING, help="with --all: take every record for sold if Discogs shows none")
@option("--limit", type=POSITIVE, heading=UPDATING, metavar="N", help="only the N newest records")
@option(
    "--delay",
    type=SECONDS,
    default=0.0,
    heading=UPDATING,
    metavar="SECONDS",
    help="pause between requests, on top of the rate limit",
)
@flag("--dry-run", heading=UPDATING, help="say what would be fetched, written and removed; do nothing")
@no_build_flag(heading=UPDATING)
@option(
    "--refresh",
    type=DAYS,
    is_flag=False,
    flag_value="30",
    heading=UPDATING,
    metavar="[DAYS]",
    help="fetch again what is older (default: 30 days)",
)
@option(
    "--regenerate-artist",
    one_of="redo",
    heading=REDOING,
    metavar="NAME",
    help="fetch and redo one artist, by name, id or address",
)
@flag("--artists-only", one_of="redo", heading=REDOING, help="redo all artist pages from what is known")
@flag(
    "--migrate-artists",
    one_of="redo",
    heading=REDOING,
    help="rebuild the artists' table from the stored releases",
)
@option(
    OVERWRITE,
    type=RELEASES,
    one_of="redo",
    heading=REDOING,
    metavar="[RELEASE ...]",
    help="write album pages anew, edited ones too: these, or all",
)
@click.pass_context
def scrape(ctx: click.Context, /, **options: Any) -> int:
    """Do what the options ask for, where no command does anything else."""
    work = ScrapeOptions(**options)
    work.check(ctx.invoked_subcommand)
    return 0 if ctx.invoked_subcommand else work.run(ctx.obj)


for command in (skip, build, serve, deploy, init, doctor, review, pin, catalogue, demo, completion):
    scrape.add_command(command)
