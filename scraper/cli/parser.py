"""What can be typed after `scrape`, with help that teaches."""

import argparse
from pathlib import Path

from scraper.cli.arguments import add_common, positive, told
from scraper.cli.catalogue import add_catalogue
from scraper.wiring import program_version

DESCRIPTION = """\
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

DOCTOR = """\
Asks every service one small question, and says in one line for each whether it answers, at which pace it is asked, and,
where it is not used, what is missing and what that would add. Nothing is fetched or changed, and no database is needed.
The exit code is 0 if all that is switched on works; otherwise the worst of 2 for settings that need correction, 3 for a
service that refused, 4 for one that cannot be reached; 1 if it is Hugo that is missing."""

REVIEW = """\
Shows the releases and artists about which there is doubt: what was left open first, then the weakest matches. Each
comes with the candidates, how near they are, and the command that settles it for good. Nothing is asked or changed."""

PIN = """\
Keeps your word on what belongs to a release or an artist, above all that was found, and redoes the page. It stands in
pins.toml beside config.toml, which you may edit, and which survives the loss of the database."""

PIN_EPILOG = """\
examples:
  scrape pin 249504 spotify https://open.spotify.com/album/6kauGMZDnOF6WPFHZSWwtl
  scrape pin 249504 apple-music 1440659210
  scrape pin 249504 wikipedia "de:Violator (Album)"
  scrape pin 249504 youtube none                       nothing there belongs to it
  scrape pin 249504 spotify auto                       take the pin back
  scrape pin --artist "Sigur Rós" wikipedia "Sigur Rós"
  scrape pin list                                      all pins

services: apple_music, spotify, wikipedia, musicbrainz, youtube"""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    made = argparse.ArgumentParser(
        prog="scrape", description=DESCRIPTION, epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    made.add_argument("--version", action="version", version=f"sleevenotes {program_version()}")
    made.set_defaults(config=None, verbose=False, quiet=False)
    add_common(made)
    _add_work(made)
    _add_commands(made)
    return made


def _add_work(made: argparse.ArgumentParser) -> None:
    how = made.add_argument_group("bringing the site up to date")
    how.add_argument("--all", action="store_true", help="page through the whole collection and notice what was sold")
    how.add_argument("--limit", type=positive, metavar="N", help="only the N newest records")
    how.add_argument(
        "--delay",
        type=_seconds,
        default=0.0,
        metavar="SECONDS",
        help="pause between requests, on top of the rate limit",
    )
    how.add_argument(
        "--dry-run", action="store_true", help="say what would be fetched, written and removed; do nothing"
    )
    how.add_argument(
        "--refresh",
        type=_days,
        nargs="?",
        const=30.0,
        metavar="DAYS",
        help="fetch again what is older (default: 30 days)",
    )
    redo = made.add_argument_group("redoing pages")
    only = redo.add_mutually_exclusive_group()
    only.add_argument("--regenerate-artist", metavar="NAME", help="fetch and redo one artist, by name, id or address")
    only.add_argument("--artists-only", action="store_true", help="redo all artist pages from what is known")
    only.add_argument(
        "--migrate-artists", action="store_true", help="rebuild the artists' table from the stored releases"
    )
    only.add_argument(
        "--overwrite-album",
        type=positive,
        nargs="*",
        metavar="ID",
        help="write album pages anew, edited ones too: these, or all",
    )


def _add_commands(made: argparse.ArgumentParser) -> None:
    commands = made.add_subparsers(dest="command", title="commands", metavar="COMMAND")
    skip = commands.add_parser("skip", help="releases never to publish", description="Releases never to publish.")
    skips = skip.add_subparsers(dest="skip_command", required=True, metavar="add|remove|list")
    for name, says in (("add", "never publish these releases"), ("remove", "publish these releases again")):
        one = skips.add_parser(name, help=says, description=f"{says.capitalize()}; the next run acts on it.")
        one.add_argument("release", type=positive, nargs="+", help="Discogs release id")
    skips.add_parser("list", help="list them", description="List the releases that are never published.")
    for name, says in (
        ("build", "have Hugo build the site"),
        ("serve", "preview the site on this machine, with live reload"),
        ("deploy", "build the site and send it to the target in site/hugo.toml"),
        ("init", "ask for username and token, check them, write config.toml"),
    ):
        add_common(commands.add_parser(name, help=says, description=f"{says[:1].upper()}{says[1:]}."))
    _add_matching(commands)
    add_catalogue(commands)
    demo = commands.add_parser(
        "demo",
        help="make a site of a sample collection, without an account",
        description="Make a site of a sample collection, asking a little Discogs that runs on this machine.",
    )
    add_common(demo)
    demo.add_argument("--path", type=Path, default=Path("demo"), metavar="DIR", help="where (default: demo)")


def _add_matching(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add what is about the sources beside Discogs."""
    add_common(told(commands, "doctor", "see which services answer, and what is missing", DOCTOR))
    review = told(commands, "review", "look at what was left open or is doubtful", REVIEW)
    add_common(review)
    review.add_argument("--all", action="store_true", dest="every", help="show every match, the sure ones too")
    review.add_argument("--html", action="store_true", help="write review.html beside the database, to look at")
    review.add_argument(
        "--limit",
        type=positive,
        dest="most",
        metavar="N",
        help="at most so many releases and artists (default: 20 on a terminal, else all)",
    )
    pin = told(commands, "pin", "say what belongs to a release or an artist", PIN, PIN_EPILOG)
    add_common(pin)
    pin.add_argument(
        "--artist", action="store_true", dest="is_artist", help="an artist, by name, id or address, and no release"
    )
    pin.add_argument("subject", metavar="RELEASE|list", help="Discogs release id; or list, for all pins")
    pin.add_argument("service", metavar="SERVICE", nargs="?", help="where the entry is, such as spotify")
    pin.add_argument(
        "entry",
        metavar="URL|ID|none|auto",
        nargs="?",
        help="its address or id, for Wikipedia a title, for MusicBrainz a release's id; none; auto takes a pin back",
    )


def _seconds(text: str) -> float:
    return _number(text, "seconds", most=24 * 3600)


def _days(text: str) -> float:
    return _number(text, "days", most=100 * 365)


def _number(text: str, unit: str, most: float) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number <= most:  # also turns away nan
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of {unit} from 0 to {most:,.0f}")
    return number
