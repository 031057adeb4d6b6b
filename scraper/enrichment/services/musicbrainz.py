"""MusicBrainz: by the Discogs address that its entries list, and what these link to."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from scraper import translation
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
from services.errors import Missing
from services.musicbrainz import CoverArt, MusicBrainz

OVERLOADED = 503
"""How MusicBrainz asks to slow down, beside the usual way."""


@dataclass(kw_only=True)
class MusicBrainzSource:
    """MusicBrainz: by the Discogs address that its entries list."""

    client: MusicBrainz
    name: str = "musicbrainz"
    title: str = "MusicBrainz"

    def ask(self, question: Question) -> Mapping[Subject, Answers]:
        """Ask in three requests at most, and no more than what is still missing needs."""
        answers: dict[str, Any] = {}
        try:
            target = question.group or self._target(question.subject, answers)
            if target:
                self._follow(question, target, answers)
        except Missing:
            # Nobody has linked it; or the entry is gone since.
            pass
        return {question.subject: answers}

    def _target(self, subject: Subject, answers: dict[str, Any]) -> str:
        answers["entry"] = self.client.entry(subject.kind, subject.subject_id)
        return translation.mb_target(answers)

    def _follow(self, question: Question, target: str, answers: dict[str, Any]) -> None:
        if question.subject.kind == "artist":
            answers["artist"] = self.client.artist(target)
            return
        if question.subject.kind == "release" and not question.group:
            answers["release"] = self.client.release(target)
            target = translation.mb_group(answers)
        if not target:
            return
        if "wikipedia" in question.missing or len(answers) == 1:
            answers["group"] = self.client.release_group(target)
        if question.missing & {"apple_music", "spotify"} and len(answers) <= 2:  # noqa: PLR2004  # three in all
            answers["releases"] = self.client.releases_of(target)


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
