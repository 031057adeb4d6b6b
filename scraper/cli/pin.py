"""`scrape pin`, and `scrape pin list`."""

from typing import Any

import click

from scraper.cli.commands import argument, command, flag, json_option, no_build_flag
from scraper.cli.output import say, say_json
from scraper.cli.session import Session
from scraper.domain import service_facts
from scraper.run.errors import BadUsage, ExitCode

LIST = "list"

HELP = """\
Keeps your word on what belongs to a release or an artist, above all that was found, and redoes the page. It stands in
pins.toml beside config.toml, which you may edit, and which survives the loss of the database."""

EPILOG = """\
examples:
  scrape pin 249504 spotify https://open.spotify.com/album/6kauGMZDnOF6WPFHZSWwtl
  scrape pin 249504 apple-music 1440659210
  scrape pin 249504 wikipedia "de:Violator (Album)"
  scrape pin 249504 youtube none                       nothing there belongs to it
  scrape pin 249504 spotify auto                       take the pin back
  scrape pin --artist "Sigur Rós" wikipedia "Sigur Rós"
  scrape pin list                                      all pins

services: apple_music, spotify, wikipedia, musicbrainz, youtube"""


def _services(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Return the services whose names can go on like this."""
    del ctx, param
    return [service for service in service_facts.linked_services() if service.startswith(incomplete)]


@command("pin", short_help="say what belongs to a release or an artist", help=HELP, epilog=EPILOG)
@flag("--artist", "is_artist", help="an artist, by name, id or address, and no release")
@no_build_flag()
@json_option(" of `pin list`")
@argument("subject", metavar="RELEASE|list", help="Discogs release id, or its address; or list, for all pins")
@argument(
    "service",
    metavar="[SERVICE]",
    required=False,
    shell_complete=_services,
    help="where the entry is, such as spotify",
)
@argument(
    "entry",
    metavar="[URL|ID|none|auto]",
    required=False,
    help="its address or id, for Wikipedia a title, for MusicBrainz a release's id; none; auto takes a pin back",
)
@click.pass_obj
def pin(session: Session, /, *, as_json: bool, **words: Any) -> int:
    """Keep a pin and print the report, or list the pins."""
    if words["subject"] == LIST and words["service"] is None and not words["is_artist"]:
        return _list(session, as_json=as_json)
    if words["entry"] is None:
        raise BadUsage("A pin needs a release or artist, a service, and an address, an id, `none` or `auto`.")
    if as_json:
        raise BadUsage("--json is for `scrape pin list`; give it there.")
    from scraper.app import pin as app
    from scraper.cli.running import reported

    request = app.PinRequest(**words)
    return reported(session, app.NAME, lambda settings, progress: app.pin(settings, request, progress))


def _list(session: Session, *, as_json: bool) -> int:
    from scraper.app import pin as app
    from scraper.cli import listed
    from scraper.cli.running import settings_of

    pinned = app.pinned_subjects(settings_of(session))
    if as_json:
        say_json([listed.pinned(subject) for subject in pinned])
    else:
        say(line for subject in pinned for line in subject.lines())
    return ExitCode.WELL
