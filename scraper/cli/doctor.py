"""`scrape doctor`."""

import sys

import click

from scraper.cli.commands import command, json_option
from scraper.cli.output import say, say_json
from scraper.cli.session import Session
from scraper.run.errors import ExitCode

HELP = """\
Asks every service one small question, and says in one line for each whether it answers, at which pace it is asked, and,
where it is not used, what is missing and what that would add. Nothing is fetched or changed, and no database is needed.
The exit code is 0 if all that is switched on works; otherwise the worst of 2 for settings that need correction, 3 for a
service that refused, 4 for one that cannot be reached; 1 if it is Hugo that is missing."""


@command("doctor", short_help="see which services answer, and what is missing", help=HELP)
@json_option()
@click.pass_obj
def doctor(session: Session, *, as_json: bool) -> int:
    """Print a line for each service as soon as it is known; with -q only for those that something is wrong with."""
    from scraper.app import doctor as app
    from scraper.cli import listed
    from scraper.cli.running import settings_of

    worst, shown = ExitCode.WELL, []
    for check in app.doctor(settings_of(session)):
        worst = max(worst, check.exit_code)
        if session.quiet and not check.exit_code:
            continue
        shown.append(listed.check(check))
        if not as_json:
            say([f"{check.service}: {check.state.replace('_', ' ')}: {check.sentence}"])
            sys.stdout.flush()
    if as_json:
        say_json(shown)
    return worst
