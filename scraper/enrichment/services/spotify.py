"""Spotify, with the owner's id and secret."""

from collections.abc import Mapping
from dataclasses import dataclass

from scraper import matching, translation
from scraper.domain.evidence import Wanted
from scraper.domain.service_facts import spotify
from scraper.domain.subjects import Subject
from scraper.enrichment.question import Answers, Question
from scraper.enrichment.services.edition_search import EditionSearch
from scraper.enrichment.services.service import (
    Channels,
    Check,
    Examined,
    Service,
    SourceRecord,
    not_used,
    switched_off,
    well,
)
from scraper.run.errors import BadSettings
from services.spotify import Spotify

ADDS = "links and players"


@dataclass(kw_only=True)
class SpotifySource:
    """Spotify, with the owner's keys."""

    client: Spotify
    name: str = "spotify"
    title: str = "Spotify"

    def ask(self, question: Question) -> Mapping[Subject, Answers]:
        """Ask for a release, unless its id is known: links need nothing more."""
        search = EditionSearch(question, "spotify", translation.spotify_candidates)
        if search.verdict.taken:
            return {question.subject: search.answers}
        verdict = search.search(self.client.search)
        if verdict.in_doubt:
            search.ask_for(verdict.in_doubt, self.client.album)
            search.complete(verdict.in_doubt, self.client.with_all_tracks)
        elif not verdict.taken and (code := _padded(search.wanted)):
            search.ask("barcode", lambda: {**self.client.with_barcode(code), "asked": code})
        return {question.subject: search.answers}


def _padded(wanted: Wanted) -> str:
    """Return the one form of the barcode worth a request: 14 digits of an American code, 13 of any other."""
    forms = matching.barcode_forms(wanted.barcodes)
    american = [form for form in forms if len(form) == 14 and form.startswith("00")]  # noqa: PLR2004  # GTIN-14
    return next(iter(american or [form for form in forms if len(form) == 13]), "")  # noqa: PLR2004  # EAN-13


def connect(channels: Channels) -> SpotifySource | None:
    """Return Spotify; None without an id and a secret, or where it is not wanted."""
    chosen = channels.settings.spotify
    if not chosen.enabled or not chosen.client_id or not chosen.client_secret:
        return None
    channel = channels.channel("Spotify", chosen.requests_per_minute)
    accounts = channels.channel("Spotify's accounts", chosen.requests_per_minute)
    secret = chosen.client_secret.get_secret_value()
    client = Spotify(channel, accounts, chosen.base_url, chosen.token_url, chosen.client_id, secret)
    return SpotifySource(client=client)


def examine(channels: Channels) -> Examined:
    """Look whether id and secret are there, and work."""
    chosen = channels.settings.spotify
    if not chosen.enabled:
        return switched_off("spotify", ADDS)
    has_secret = chosen.client_secret is not None and chosen.client_secret.get_secret_value() != ""
    if bool(chosen.client_id) != has_secret:
        missing = "client_secret" if chosen.client_id else "client_id"
        raise BadSettings(f"spotify.{missing} is missing; Spotify gives an id and a secret, and both are needed.")
    source = connect(channels)
    if source is None:
        return not_used(f"no id and secret; with them there would be {ADDS} (spotify.client_id, client_secret)")
    source.client.check()
    return well(chosen.requests_per_minute)


SPOTIFY = Service(
    facts=spotify.FACTS,
    sources=(
        SourceRecord(name="spotify", title="Spotify", connect=connect, candidates=translation.spotify_candidates),
    ),
    checks=(Check(title="Spotify", examine=examine),),
)
