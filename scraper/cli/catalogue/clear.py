"""`scrape catalogue clear`."""

from collections.abc import Sequence

import click

from scraper.app.catalogue.vocabulary import DumpKind
from scraper.cli.catalogue.options import type_option, yes_option
from scraper.cli.commands import command
from scraper.cli.session import Session


@command("clear", short_help="drop what was loaded", help="Drops all that was loaded, or what was of one kind.")
@type_option()
@yes_option()
@click.pass_obj
def clear(session: Session, *, kinds: Sequence[DumpKind], yes: bool) -> int:
    """Do it, and say what was dropped."""
    from scraper.app.catalogue import clear as app
    from scraper.cli.catalogue.consent import consent
    from scraper.cli.running import done

    return done(session, "catalogue-clear", lambda settings, _: app.clear(settings, kinds, consent(yes=yes)))
