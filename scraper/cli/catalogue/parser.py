"""What can be typed after `scrape catalogue`, with help that teaches."""

import argparse
from pathlib import Path
from typing import get_args

from scraper.catalogue.backend import Keep
from scraper.catalogue.guide import WISHES
from scraper.catalogue.tables import KINDS
from scraper.cli.arguments import add_common, positive, told

DESCRIPTION = """\
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

INGEST = """\
Loads dumps: the files named, or else the newest that were downloaded. Each is loaded beside what is there and
takes its place once it is whole, so nothing is lost by a full disk, a broken file or a kill. What is loaded
already is not loaded again.

what is kept of the releases, and of the artists, labels and masters that these mention:
  collection   what you own or want (the default)
  masters      all pressings of the albums that you own
  artists      everything by, or crediting, the artists that you own or that a file names, with their aliases, name
               variations, members and groups; the artists are all loaded first, since that is how names are found
  index        a slim row of every release to search in; no tracks or credits
  all          everything"""

INGEST_EPILOG = """\
examples:
  scrape catalogue ingest
  scrape catalogue ingest --keep artists --artists-file artists.txt
  scrape catalogue ingest --type releases --keep index
  scrape catalogue ingest discogs_20260801_labels.xml.gz --keep all"""

SEARCH_EPILOG = """\
examples:
  scrape catalogue search "sigur ros takk"
  scrape catalogue search --artist bjork --title debut --limit 3
  scrape catalogue search --track "teardrop" --label virgin
  scrape catalogue search --barcode 5099748395320 --json
  scrape catalogue search --catno "WAP 34" --label Warp"""

SQL = """\
Answers SQL, and only reads: the database refuses everything else. Give a query, pipe one in, or type at the
prompt, where `.tables` and `.help` help, Ctrl-C stops a query and Ctrl-D ends it. docs/catalogue.md describes
the tables."""

SQL_EPILOG = """\
examples:
  scrape catalogue sql
  scrape catalogue sql "SELECT title, year FROM release WHERE country = 'Iceland'"
  scrape catalogue sql --csv "SELECT * FROM release_index" > releases.csv"""

DEDUPE = """\
Leaves one release of each album (Discogs' master): from the preferred country first, then with the most
tracks, then the earliest in Discogs. Releases without a master all stay. By default this makes a view,
`release_deduplicated`, and changes no row; --delete really removes the others. Run it again after each load
of releases."""

PRUNE = """\
Compares every release in the catalogue with your collection and wantlist, or with the list of a library: a
SQLite file with a table, or a CSV with columns, for artist and title. The same artist and title are kept;
what is alike in artist, in title and in both together is kept or set aside for review, by how alike it is;
the rest would be dropped. Nothing is changed without --delete, which removes what would be dropped, and never
what is for review."""

PRUNE_EPILOG = """\
examples:
  scrape catalogue prune --library library.csv --report judged.csv
  scrape catalogue prune --library music.db --delete
  scrape catalogue prune"""

COPY = """\
Copies the catalogue into another database: a file, sqlite:///FILE or postgresql://USER@SERVER/DATABASE. With
--library or --collection only the releases that `prune` would keep, and the artists, labels and masters that
they mention. Each kind arrives whole or not at all, and takes the place of what the other held of it."""

COPY_EPILOG = """\
examples:
  scrape catalogue copy-to station.db --library library.csv
  scrape catalogue copy-to postgresql://dj@localhost/discogs --collection --deduplicated"""

GUIDE = """\
Asks what you want, looks at the disk and at how fast this machine is, and says which commands to run, with
sizes and times. All of them are estimates. Enter takes what stands in brackets; --yes asks nothing and runs
the commands."""

PIPELINE = """\
Everything in order, for a station or a shop: download, ingest, dedupe, prune (or copy), optimize. A file
beside the catalogue tells how far it came, and what is in the database is looked at, so it goes on wherever
it was stopped; run the same command again. Loaded is what the list's artists made, or without a list your
collection, in the place of what was loaded before; duplicates and what prune would drop go only with --delete."""

PIPELINE_EPILOG = """\
examples:
  scrape catalogue pipeline --library library.csv --prefer-country US
  scrape catalogue pipeline --library library.csv --copy-to postgresql://dj@localhost/discogs
  scrape catalogue pipeline --library library.csv --from-step dedupe"""


def add_catalogue(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command with all that is below it."""
    made = told(commands, "catalogue", "Discogs' own data, on this machine", DESCRIPTION, EPILOG)
    add_common(made)
    below = made.add_subparsers(dest="catalogue_command", title="commands", metavar="COMMAND")
    for add in (_add_loading, _add_looking, _add_choosing, _add_upkeep, _add_guides):
        add(below)
    for one in below.choices.values():
        add_common(one)


def _add_loading(below: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    says = "fetch the dumps of the newest month, or of a named one"
    more = "Fetches the monthly dumps, resumes what was begun, and verifies each file by the SHA-256 published with it."
    download = told(below, "download", says, more)
    _add_type(download)
    _add_source(download)
    ingest = told(below, "ingest", "load dumps into the catalogue", INGEST, INGEST_EPILOG)
    ingest.add_argument("files", type=Path, nargs="*", metavar="FILE", help="dumps (default: the newest downloaded)")
    _add_type(ingest)
    ingest.add_argument("--month", metavar="YYYYMM", help="of which month the files are, or which was downloaded")
    ingest.add_argument("--keep", choices=get_args(Keep), default="collection", help="what is kept, see above")
    ingest.add_argument(
        "--artists-file",
        type=Path,
        metavar="FILE",
        help="for --keep artists: a name on each line, or a CSV's first column",
    )
    ingest.add_argument("--force", action="store_true", help="load again what is loaded already")


def _add_looking(below: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    more = "Finds releases, best first; case, accents, the order of words and small mistakes do not matter."
    search = told(below, "search", "find releases", more, SEARCH_EPILOG)
    search.add_argument("text", nargs="?", default="", help="anything: artist, title, label, numbers")
    for name in ("artist", "title", "track", "label", "catno", "barcode"):
        search.add_argument(f"--{name}", default="", metavar="TEXT", help=f"only with this {_NAMES.get(name, name)}")
    search.add_argument(
        "--limit", type=positive, dest="most", default=10, metavar="N", help="at most so many (default: 10)"
    )
    _add_json(search)
    show = told(below, "show", "show one record", "Shows all that the catalogue holds of one record.")
    show.add_argument("release", type=positive, nargs="?", metavar="RELEASE", help="Discogs release id")
    show.add_argument("--artist", metavar="NAME|ID", help="an artist, with the records in the catalogue")
    show.add_argument("--label", metavar="NAME|ID", help="a label, with its records in the catalogue")
    show.add_argument("--master", type=positive, metavar="ID", help="an album, with its pressings in the catalogue")
    _add_json(show)
    status = told(below, "status", "see what is loaded, and how old it is", "Shows tables, rows, months and sizes.")
    _add_json(status)
    sql = told(below, "sql", "ask anything in SQL, without changing anything", SQL, SQL_EPILOG)
    sql.add_argument("query", nargs="?", help="one query (default: the one that is piped in, or a prompt)")
    form = sql.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="print CSV")
    _add_json(form)


_NAMES = {"catno": "catalogue number"}


def _add_choosing(below: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    dedupe = told(below, "dedupe", "see one release of each album", DEDUPE)
    _add_country(dedupe)
    dedupe.add_argument("--delete", action="store_true", help="really remove the others")
    _add_yes(dedupe)
    prune = told(below, "prune", "compare with a collection or a library's list", PRUNE, PRUNE_EPILOG)
    _add_library(prune)
    prune.add_argument("--report", type=Path, metavar="FILE", help="write what is thought of each release, as CSV")
    prune.add_argument("--delete", action="store_true", help="really remove what would be dropped")
    _add_yes(prune)
    copy = told(below, "copy-to", "copy it, or what is kept of it, into another database", COPY, COPY_EPILOG)
    copy.add_argument("target", metavar="URL", help="where to")
    which = copy.add_mutually_exclusive_group()
    _add_library(which)
    which.add_argument("--collection", action="store_true", help="only what is kept for your collection and wantlist")
    copy.add_argument("--deduplicated", action="store_true", help="of each album only the release that `dedupe` shows")
    _add_country(copy)
    _add_yes(copy)


def _add_upkeep(below: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    clear = told(below, "clear", "drop what was loaded", "Drops all that was loaded, or what was of one kind.")
    _add_type(clear)
    _add_yes(clear)
    optimize = told(below, "optimize", "give unused disk space back", "Reclaims space, and refreshes statistics.")
    optimize.add_argument("--unused", action="store_true", help="first drop releases that you neither own nor want")
    _add_yes(optimize)


def _add_guides(below: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    guide = told(below, "guide", "what to load, and how: begin here", GUIDE)
    guide.add_argument("--wish", choices=WISHES, help="what you want, instead of being asked")
    _add_library(guide)
    _add_country(guide, default=None)
    _add_from(guide)
    guide.add_argument("--yes", action="store_true", help="ask nothing, and run the commands")
    pipeline = told(below, "pipeline", "all of it in order, for a station", PIPELINE, PIPELINE_EPILOG)
    _add_library(pipeline)
    _add_source(pipeline)
    _add_country(pipeline)
    pipeline.add_argument("--delete", action="store_true", help="really remove duplicates, and what prune would drop")
    pipeline.add_argument("--copy-to", metavar="URL", help="copy what is kept there, instead of pruning here")
    pipeline.add_argument("--from-step", metavar="STEP", help="begin with this step, taking those before it for done")


def _add_type(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "--type", action="append", choices=KINDS, help="only this kind; can be given several times (default: all)"
    )


def _add_source(made: argparse.ArgumentParser) -> None:
    made.add_argument("--month", metavar="YYYYMM", help="a month, such as 202608 (default: the newest)")
    _add_from(made)
    made.add_argument("--to", type=Path, metavar="DIR", help="where to (default: dumps/ beside the catalogue)")


def _add_from(made: argparse.ArgumentParser) -> None:
    made.add_argument("--from", dest="source", metavar="URL|DIR", help="a mirror, or a folder (default: Discogs)")


def _add_library(made: argparse._ActionsContainer) -> None:
    made.add_argument("--library", type=Path, metavar="FILE", help="SQLite or CSV with artist and title")


def _add_country(made: argparse.ArgumentParser, default: str | None = "US") -> None:
    made.add_argument("--prefer-country", default=default, metavar="COUNTRY", help="as Discogs writes it (default: US)")


def _add_json(made: argparse._ActionsContainer) -> None:
    made.add_argument("--json", action="store_true", help="print JSON")


def _add_yes(made: argparse.ArgumentParser) -> None:
    made.add_argument("--yes", action="store_true", help="do not ask before rows are removed or replaced")
