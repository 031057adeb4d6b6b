"""Deezer, by its public API without a key: by barcode, else by words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scraper import matching, translation
from scraper.domain.service_facts import deezer
from scraper.domain.subjects import Subject
from scraper.enrichment.question import Answers, Question
from scraper.enrichment.services.edition_search import EditionSearch
from scraper.enrichment.services.service import Channels, Check, Examined, Service, SourceRecord, not_used, well
from services.deezer import Deezer
from services.errors import Missing

BUDGET = 3
"""Requests for one release: a barcode may lead to another edition, and a search tells no tracks."""


@dataclass(kw_only=True)
class DeezerSource:
    """Deezer's albums."""

    client: Deezer
    name: str = "deezer"
    title: str = "Deezer"

    def ask(self, question: Question) -> Mapping[Subject, Answers]:
        """Ask for a release, unless its id is known: links and players need nothing more."""
        search = EditionSearch(question, deezer.NAME, translation.deezer_candidates, BUDGET)
        codes = matching.barcode_forms(search.wanted.barcodes)
        if not search.verdict.taken and codes:
            search.ask("barcode", lambda: self._with_barcode(codes[0]))
        if not search.verdict.taken:
            verdict = search.search(self.client.search)
            if verdict.in_doubt:
                search.ask_for(verdict.in_doubt, self.client.album)
        return {question.subject: search.answers}

    def _with_barcode(self, code: str) -> Mapping[str, Any]:
        try:
            return self.client.with_barcode(code)
        except Missing:
            return {}


def connect(channels: Channels) -> DeezerSource | None:
    """Return Deezer; None unless the owner has switched it on."""
    chosen = channels.settings.of(deezer.FACTS)
    if not chosen.enabled:
        return None
    channel = channels.channel(deezer.FACTS.title, chosen.requests_per_minute)
    return DeezerSource(client=Deezer(channel, chosen.base_url))


def examine(channels: Channels) -> Examined:
    """Look whether Deezer answers, where the owner has switched it on."""
    source = connect(channels)
    if source is None:
        return not_used("not switched on; deezer.enabled = true would add links and players, without a key")
    source.client.check()
    return well(channels.settings.of(deezer.FACTS).requests_per_minute)


DEEZER = Service(
    facts=deezer.FACTS,
    sources=(SourceRecord(name="deezer", title="Deezer", connect=connect, candidates=translation.deezer_candidates),),
    checks=(Check(title=deezer.FACTS.title, examine=examine),),
)
