"""Options that several commands of the catalogue have."""

import click

from scraper.app.catalogue.vocabulary import DUMP_KINDS
from scraper.cli.commands import Decorator, file_option, flag, option

LIBRARY_HELP = "SQLite or CSV with artist and title"


def type_option() -> Decorator:
    """Add `--type`."""
    return option(
        "--type",
        "kinds",
        multiple=True,
        type=click.Choice(DUMP_KINDS),
        help="only this kind; can be given several times (default: all)",
    )


def month_option() -> Decorator:
    """Add `--month` of what is downloaded."""
    return option("--month", metavar="YYYYMM", help="a month, such as 202608 (default: the newest)")


def from_option() -> Decorator:
    """Add `--from`."""
    return option("--from", "source", metavar="URL|DIR", help="a mirror, or a folder (default: Discogs)")


def to_option(name: str) -> Decorator:
    """Add `--to`, which the command knows by this name."""
    return file_option("--to", name, metavar="DIR", help="where to (default: dumps/ beside the catalogue)")


def library_option(one_of: str = "") -> Decorator:
    """Add `--library`."""
    return file_option("--library", one_of=one_of, help=LIBRARY_HELP)


def country_option(default: str | None = "US") -> Decorator:
    """Add `--prefer-country`."""
    return option("--prefer-country", default=default, metavar="COUNTRY", help="as Discogs writes it (default: US)")


def yes_option() -> Decorator:
    """Add `--yes`."""
    return flag("--yes", help="do not ask before rows are removed or replaced")
