"""Apple Music, with the owner's key; without one, its entries are found by the iTunes Search API."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from scraper import matching, translation
from scraper.domain.service_facts import apple_music
from scraper.domain.subjects import Subject
from scraper.enrichment.question import Answers, Question
from scraper.enrichment.services.edition_search import EditionSearch, has_facts
from scraper.enrichment.services.service import (
    TOO_MANY,
    Channels,
    Check,
    Examined,
    Service,
    SourceRecord,
    doubted,
    not_used,
    switched_off,
    well,
)
from scraper.run.errors import BadSettings
from services.apple_music import AppleMusic, BadKey, DeveloperKey
from services.errors import Missing, Refused
from services.itunes import Itunes

NOTES = "notes and larger covers"
FORBIDDEN = 403
"""How iTunes asks to slow down, beside the usual way."""


@dataclass(kw_only=True)
class AppleMusicSource:
    """Apple Music, with the owner's key."""

    client: AppleMusic
    name: str = "apple_music"
    title: str = "Apple Music"

    def ask(self, question: Question) -> Mapping[Subject, Answers]:
        """Ask for a release, or for the portrait of an artist whose id is known."""
        if question.subject.kind == "artist":
            return {question.subject: self._artist(question)}
        search = EditionSearch(question, "apple_music", translation.apple_candidates)
        if search.leads:
            search.ask_for(search.leads[0], self.client.album)
        if not has_facts(search.verdict):
            # Albums that a search finds come with their barcodes; asking by barcode first would often be in vain.
            verdict = search.search(lambda *words: self.client.search(" ".join(words)))
            codes = matching.barcode_forms(search.wanted.barcodes)
            if verdict.in_doubt:
                search.settle(self.client.albums)
            elif codes and not verdict.taken:
                search.ask("barcode", lambda: self.client.with_barcodes(codes))
        return {question.subject: search.answers}

    def _artist(self, question: Question) -> Answers:
        leads = question.leads.get("apple_music", ())
        try:
            return {"artist": self.client.artist(leads[0].entry_id)} if leads else {}
        except Missing:
            return {}


@dataclass(kw_only=True)
class ItunesSource:
    """The iTunes Search API, for those without a key for Apple Music."""

    client: Itunes
    name: str = "itunes"
    title: str = "iTunes"

    def ask(self, question: Question) -> Mapping[Subject, Answers]:
        """Ask for a release."""
        search = EditionSearch(question, "apple_music", translation.itunes_candidates)
        if search.leads:
            search.ask_for(search.leads[0], self.client.album)
        if not has_facts(search.verdict):
            search.search(lambda *words: self.client.search(" ".join(words)))
            search.settle(self.client.albums)
        return {question.subject: search.answers}


def connect(channels: Channels) -> AppleMusicSource | None:
    """Return Apple Music; None without a key, or where it is not wanted; raise BadSettings for a bad key."""
    chosen = channels.settings.apple_music
    key = _key(channels) if chosen.enabled else None
    if not key:
        return None
    channel = channels.channel("Apple Music", chosen.requests_per_minute)
    return AppleMusicSource(client=AppleMusic(channel, chosen.base_url, chosen.storefront, key))


def _key(channels: Channels) -> DeveloperKey | None:
    chosen = channels.settings.apple_music
    if not chosen.private_key_path:
        return None
    file = channels.settings.at_home(chosen.private_key_path)
    try:
        pem = file.read_text(encoding="utf-8")
        return DeveloperKey(chosen.key_id, chosen.team_id, pem, now=lambda: datetime.now(UTC))
    except (OSError, UnicodeDecodeError) as error:
        raise BadSettings(f"apple_music.private_key_path: {file} cannot be read ({type(error).__name__}).") from error
    except BadKey as error:
        raise BadSettings(f"apple_music: {error}") from error


def connect_itunes(channels: Channels) -> ItunesSource | None:
    """Return iTunes, which needs no key; None where Apple is not wanted."""
    chosen = channels.settings.apple_music
    if not chosen.enabled:
        return None
    channel = channels.channel("iTunes", chosen.itunes_requests_per_minute, busy=(TOO_MANY, FORBIDDEN))
    return ItunesSource(client=Itunes(channel, chosen.itunes_url, chosen.storefront))


def examine(channels: Channels) -> Examined:
    """Look whether the key works, and the storefront is there."""
    chosen = channels.settings.apple_music
    if not chosen.enabled:
        return switched_off("apple_music", f"links and covers, with a key {NOTES}")
    if (chosen.key_id or chosen.team_id) and not chosen.private_key_path:
        raise BadSettings("apple_music.private_key_path is missing; it is where the .p8 file of the key lies.")
    source = connect(channels)
    if source is None:
        keys = "apple_music.key_id, team_id, private_key_path"
        return not_used(f"no key; with one there would be {NOTES} ({keys})")
    try:
        source.client.check()
    except Missing:
        raise BadSettings(f"it has no storefront {chosen.storefront!r}; correct apple_music.storefront.") from None
    except Refused as error:
        raise doubted(error, "do key_id, team_id and the key belong together?") from error
    return well(chosen.requests_per_minute, before=f"storefront {chosen.storefront}, ")


def examine_itunes(channels: Channels) -> Examined:
    """Look whether iTunes answers, where it is asked at all."""
    source = connect_itunes(channels)
    if source is None:
        return switched_off("apple_music", "links and covers without a key")
    if channels.settings.apple_music.private_key_path:
        return not_used("Apple Music is asked instead, with your key")
    source.client.check()
    return well(channels.settings.apple_music.itunes_requests_per_minute)


APPLE_MUSIC = Service(
    facts=apple_music.FACTS,
    sources=(
        SourceRecord(name="apple_music", title="Apple Music", connect=connect, candidates=translation.apple_candidates),
        SourceRecord(
            name="itunes",
            title="iTunes",
            connect=connect_itunes,
            candidates=translation.itunes_candidates,
            stands_in_for="apple_music",
        ),
    ),
    images=("apple_music", "itunes"),
    checks=(Check(title="Apple Music", examine=examine), Check(title="iTunes", examine=examine_itunes)),
)
