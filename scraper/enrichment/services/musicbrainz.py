"""MusicBrainz: by the Discogs address that its entries list, and what these link to."""

import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from scraper import translation
from scraper.domain.links import Entry
from scraper.domain.service_facts import musicbrainz
from scraper.domain.subjects import Subject
from scraper.enrichment.question import Answers, Question
from scraper.enrichment.services.service import (
    TOO_MANY,
    Channels,
    Check,
    Examined,
    Service,
    SourceRecord,
    not_used,
    switched_off,
    well,
)
from services.errors import Missing, Refused, ServiceError, Unreachable
from services.musicbrainz import CoverArt, MusicBrainz

log = logging.getLogger(__name__)

OVERLOADED = 503
"""How MusicBrainz asks to slow down, beside the usual way."""


@dataclass(kw_only=True)
class MusicBrainzSource:
    """MusicBrainz: by the Discogs address that its entries list."""

    client: MusicBrainz
    name: str = "musicbrainz"
    title: str = "MusicBrainz"
    is_nesting: bool = True
    """Whether it shows the links of a release group with its releases; False once it has refused to."""

    def ask(self, question: Question) -> Mapping[Subject, Answers]:
        """Ask for the entries that list the subjects' addresses, all at once; or for one entry, with its links."""
        if question.entry is None:
            return self._located(question.subjects)
        answers: dict[str, Any] = {"followed": question.entry.entry_id}
        # An entry that is named may be gone since.
        with suppress(Missing):
            self._follow(question.entry, answers)
        return {question.subject: answers}

    def _located(self, subjects: Sequence[Subject]) -> dict[Subject, Answers]:
        """Return what lists the address of each subject, {} for nothing; without those that nothing was said about."""
        if len(subjects) == 1:
            try:
                return {subjects[0]: {"entry": self.client.entry(subjects[0].kind, subjects[0].subject_id)}}
            except Missing:
                return {subjects[0]: {}}
        try:
            page = self.client.entries([(subject.kind, subject.subject_id) for subject in subjects])
        except (Unreachable, Refused):
            raise
        except ServiceError as error:
            log.info("MusicBrainz takes no list of addresses, so it is asked for one by one: %s", error)
            return {}
        known = {subject: page.known.get((subject.kind, subject.subject_id)) for subject in subjects}
        return {subject: {"entry": url} if url else {} for subject, url in known.items() if url or page.is_whole}

    def _follow(self, entry: Entry, answers: dict[str, Any]) -> None:
        match entry.what:
            case "artist":
                answers["artist"] = self.client.artist(entry.entry_id)
            case "release":
                answers["release"] = self.client.release(entry.entry_id)
                if group := translation.mb_group(answers):
                    self._follow_group(group, answers)
            case _:
                self._follow_group(entry.entry_id, answers)

    def _follow_group(self, mbid: str, answers: dict[str, Any]) -> None:
        """Ask for a release group and its releases in one request; in two where that one does not tell both."""
        page = self._releases_with_group(mbid)
        groups = [release.pop("release-group", None) for release in page["releases"]]
        group = next((group for group in groups if isinstance(group, dict) and "relations" in group), None)
        answers["group"] = group or self.client.release_group(mbid)
        answers["releases"] = page

    def _releases_with_group(self, mbid: str) -> dict[str, Any]:
        if self.is_nesting:
            try:
                return self.client.releases_of(mbid, with_group=True)
            except (Unreachable, Refused, Missing):
                raise
            except ServiceError as error:
                log.info("MusicBrainz shows no releases together with their group: %s", error)
                self.is_nesting = False
        return self.client.releases_of(mbid)


def connect(channels: Channels) -> MusicBrainzSource | None:
    """Return MusicBrainz; None where it is not wanted."""
    chosen = channels.settings.musicbrainz
    if not chosen.enabled:
        return None
    channel = channels.channel("MusicBrainz", chosen.requests_per_minute, busy=(TOO_MANY, OVERLOADED))
    return MusicBrainzSource(client=MusicBrainz(channel, chosen.base_url))


def connect_cover_art(channels: Channels) -> CoverArt:
    """Return the Cover Art Archive."""
    return CoverArt(channels.channel("Cover Art Archive", channels.settings.musicbrainz.requests_per_minute))


def examine(channels: Channels) -> Examined:
    """Look whether MusicBrainz answers."""
    source = connect(channels)
    if source is None:
        return switched_off("musicbrainz", "exact links, and covers from the Cover Art Archive")
    source.client.check()
    chosen = channels.settings.musicbrainz
    without = "" if chosen.contact else "; it would rather know how to write to you (musicbrainz.contact)"
    return well(chosen.requests_per_minute, after=without)


def examine_cover_art(channels: Channels) -> Examined:
    """Look whether the Cover Art Archive answers."""
    chosen = channels.settings.musicbrainz
    if not chosen.enabled:
        return switched_off("musicbrainz", "covers")
    if "cover_art_archive" not in channels.settings.artwork.sources:
        return not_used("artwork.sources does not name it; it would add covers")
    # Whatever the answer is, the archive is there.
    with suppress(Missing):
        connect_cover_art(channels).check(chosen.cover_art_url)
    return well(chosen.requests_per_minute)


MUSICBRAINZ = Service(
    facts=musicbrainz.FACTS,
    sources=(SourceRecord(name="musicbrainz", title="MusicBrainz", connect=connect),),
    images=("cover_art_archive",),
    checks=(
        Check(title="MusicBrainz", examine=examine),
        Check(title="Cover Art Archive", examine=examine_cover_art),
    ),
)
