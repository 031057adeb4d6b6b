"""`scrape catalogue search`."""

from dataclasses import asdict
from typing import Any

import click

from scraper.cli.commands import argument, command, json_option, option
from scraper.cli.output import say, say_json
from scraper.cli.session import Session
from scraper.cli.values import POSITIVE
from scraper.run.errors import ExitCode

HELP = "Finds releases, best first; case, accents, the order of words and small mistakes do not matter."

EPILOG = """\
examples:
  scrape catalogue search "sigur ros takk"
  scrape catalogue search --artist bjork --title debut --limit 3
  scrape catalogue search --track "teardrop" --label virgin
  scrape catalogue search --barcode 5099748395320 --json
  scrape catalogue search --catno "WAP 34" --label Warp"""

COLUMNS = ("release_id", "artists", "title", "year", "country", "formats", "labels", "catnos")


@command("search", short_help="find releases", help=HELP, epilog=EPILOG)
@argument("text", metavar="[TEXT]", default="", help="anything: artist, title, label, numbers")
@option("--artist", default="", metavar="TEXT", help="only with this artist")
@option("--title", default="", metavar="TEXT", help="only with this title")
@option("--track", default="", metavar="TEXT", help="only with this track")
@option("--label", default="", metavar="TEXT", help="only with this label")
@option("--catno", default="", metavar="TEXT", help="only with this catalogue number")
@option("--barcode", default="", metavar="TEXT", help="only with this barcode")
@option("--limit", type=POSITIVE, default=10, metavar="N", help="at most so many (default: 10)")
@json_option()
@click.pass_obj
def search(session: Session, /, *, as_json: bool, **fields: Any) -> int:
    """Print what is found, best first."""
    from scraper.app.catalogue import search as app
    from scraper.cli.catalogue.cards import names_shown
    from scraper.cli.catalogue.printing import table
    from scraper.cli.running import looking

    with looking(session) as settings:
        hits = [asdict(hit) for hit in app.search(settings, app.SearchQuery(**fields))]
        if as_json:
            say_json(hits)
        elif not hits:
            say(["Nothing is like that."])
        else:
            shown = (hit | {"labels": names_shown(hit["labels"] or "")} for hit in hits)
            say(table(COLUMNS, ([hit[name] or "" for name in COLUMNS] for hit in shown)))
    return ExitCode.WELL
