"""MusicBrainz: releases, release groups and artists; what it links to leads to the other services. Pure."""

import re
from typing import Literal
from urllib.parse import SplitResult

from scraper.domain.links import Addresses, Entry, PinKind, path_steps
from scraper.domain.service_facts.facts import ImageLender, ServiceCredit, ServiceFacts

NAME = "musicbrainz"
_MBID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
EntityKind = Literal["release", "release-group", "artist"]
_KINDS: dict[str, EntityKind] = {"release": "release", "release-group": "release-group", "artist": "artist"}


def entry(what: EntityKind, mbid: str) -> Entry | None:
    """Return an entry at MusicBrainz; None where the text is no MBID."""
    number = mbid.lower()
    url = f"https://musicbrainz.org/{what}/{number}"
    return Entry(service=NAME, what=what, entry_id=number, url=url) if _MBID.fullmatch(number) else None


def _read(parts: SplitResult) -> Entry | None:
    match path_steps(parts):
        case ["release" | "release-group" | "artist" as what, mbid, *_]:
            return entry(_KINDS[what], mbid)
        case _:
            return None


def _by_id(kind: PinKind, text: str, _: str) -> Entry | None:
    return entry(kind, text)


FACTS = ServiceFacts(
    name=NAME,
    title="MusicBrainz",
    addresses=Addresses(
        hosts=("musicbrainz.org",),
        read=_read,
        by_id=_by_id,
        by_property={"P436": lambda value: entry("release-group", value), "P434": lambda value: entry("artist", value)},
    ),
    is_linked=True,
    credit=ServiceCredit(
        url="https://musicbrainz.org/",
        gives="Which entries of different services are the same record.",
        notice='Data from <a href="https://musicbrainz.org/" rel="noopener">MusicBrainz</a> (CC0).',
    ),
)

COVER_ART_ARCHIVE = ImageLender(
    name="cover_art_archive",
    title="Cover Art Archive",
    credit=ServiceCredit(
        url="https://coverartarchive.org/",
        gives="Sleeves that Discogs has none of.",
        notice='Covers from the <a href="https://coverartarchive.org/" rel="noopener">Cover Art Archive</a>.',
    ),
)
