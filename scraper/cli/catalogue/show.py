"""`scrape catalogue show`."""

from typing import Any

import click

from scraper.cli.commands import argument, command, json_option, option
from scraper.cli.output import say, say_json
from scraper.cli.session import Session
from scraper.cli.values import POSITIVE, RELEASE
from scraper.run.errors import ExitCode


@command("show", short_help="show one record", help="Shows all that the catalogue holds of one record.")
@argument("release", type=RELEASE, required=False, metavar="[RELEASE]", help="Discogs release id, or its address")
@option("--artist", metavar="NAME|ID", help="an artist, with the records in the catalogue")
@option("--label", metavar="NAME|ID", help="a label, with its records in the catalogue")
@option("--master", type=POSITIVE, metavar="ID", help="an album, with its pressings in the catalogue")
@json_option()
@click.pass_obj
def show(session: Session, /, *, as_json: bool, **named: Any) -> int:
    """Print the card of a record."""
    from scraper.app.catalogue import show as app
    from scraper.cli.catalogue.cards import card
    from scraper.cli.running import looking

    with looking(session) as settings:
        shown = app.show(settings, app.ShowRequest(**named))
        if as_json:
            say_json(shown.whole)
        else:
            say(card(shown))
    return ExitCode.WELL
