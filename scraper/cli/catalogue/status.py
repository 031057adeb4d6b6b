"""`scrape catalogue status`."""

import click

from scraper.cli.commands import command, json_option
from scraper.cli.output import say, say_json
from scraper.cli.session import Session
from scraper.run.errors import ExitCode


@command("status", short_help="see what is loaded, and how old it is", help="Shows tables, rows, months and sizes.")
@json_option()
@click.pass_obj
def status(session: Session, *, as_json: bool) -> int:
    """Print what is loaded, how much, and how old it is."""
    from scraper.app.catalogue import status as app
    from scraper.cli.catalogue import status_lines
    from scraper.cli.running import looking

    with looking(session) as settings:
        now = app.status(settings)
        if as_json:
            say_json(status_lines.as_json(now))
        else:
            say(status_lines.lines(now))
    return ExitCode.WELL
