"""`scrape skip add`, `remove` and `list`."""

from collections.abc import Sequence

import click

from scraper.cli.commands import Group, argument, command, help_of, json_option
from scraper.cli.output import say, say_json
from scraper.cli.session import Session
from scraper.cli.values import RELEASE
from scraper.run.errors import ExitCode

_releases = argument(
    "releases", type=RELEASE, nargs=-1, required=True, metavar="RELEASE...", help="Discogs release id, or its address"
)


@click.group(
    "skip",
    cls=Group,
    invoke_without_command=True,
    short_help="releases never to publish",
    help="Releases never to publish.",
)
@click.pass_context
def skip(ctx: click.Context) -> None:
    """Leave everything to the command below it."""
    if ctx.invoked_subcommand is None:
        raise click.UsageError(f"A command is missing; {help_of(ctx)} lists what there is.", ctx)


@command(
    "add", short_help="never publish these releases", help="Never publish these releases; the next run acts on it."
)
@_releases
@click.pass_obj
def add(session: Session, releases: Sequence[int]) -> int:
    """Put releases on the list, and print it."""
    from scraper.app import skip as app
    from scraper.cli.running import settings_of

    say(map(str, app.skip_releases(settings_of(session), releases)))
    return ExitCode.WELL


@command(
    "remove", short_help="publish these releases again", help="Publish these releases again; the next run acts on it."
)
@_releases
@click.pass_obj
def remove(session: Session, releases: Sequence[int]) -> int:
    """Take releases off the list, and print it."""
    from scraper.app import skip as app
    from scraper.cli.running import settings_of

    say(map(str, app.unskip_releases(settings_of(session), releases)))
    return ExitCode.WELL


@command("list", short_help="list them", help="List the releases that are never published.")
@json_option()
@click.pass_obj
def list_skipped(session: Session, *, as_json: bool) -> int:
    """Print the list."""
    from scraper.app import skip as app
    from scraper.cli import listed
    from scraper.cli.running import settings_of

    releases = app.skipped_releases(settings_of(session))
    if as_json:
        say_json([listed.skipped(release) for release in releases])
    else:
        say(map(str, releases))
    return ExitCode.WELL


for below in (add, remove, list_skipped):
    skip.add_command(below)
