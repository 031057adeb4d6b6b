"""Wikipedia: the introduction of the article that ids lead to, or that a search finds."""

from collections.abc import Mapping
from dataclasses import dataclass

from scraper.domain.service_facts import wikipedia
from scraper.domain.subjects import Subject
from scraper.enrichment.question import Answers, Question
from scraper.enrichment.services.service import Channels, Check, Examined, Service, SourceRecord, switched_off, well
from scraper.run.settings import Settings
from services.errors import Missing
from services.wikipedia import Wikipedia


@dataclass(kw_only=True)
class WikipediaSource:
    """Wikipedia's introductions."""

    client: Wikipedia
    language: str
    name: str = "wikipedia"
    title: str = "Wikipedia"

    def ask(self, question: Question) -> Mapping[Subject, Answers]:
        """Ask for the article that ids lead to; without one, search in the owner's language."""
        if question.article is None:
            pages = self.client.search(self.language, question.words)
            found = {"pages": pages, "language": self.language, "words": question.words}
            return {question.subject: {"search": found}}
        language, _, title = question.article.entry_id.partition(":")
        try:
            summary = self.client.summary(language, title)
        except Missing:
            summary = {}
        return {question.subject: {"summary": summary, "asked": question.article.entry_id}}


def connect(channels: Channels) -> WikipediaSource | None:
    """Return Wikipedia; None where it is not wanted."""
    chosen = channels.settings.wikipedia
    if not chosen.enabled:
        return None
    channel = channels.channel("Wikipedia", chosen.requests_per_minute)
    client = Wikipedia(channel, lambda language: _address(channels.settings, language))
    return WikipediaSource(client=client, language=chosen.language)


def _address(settings: Settings, language: str) -> str:
    chosen = settings.wikipedia
    if chosen.base_url is None:
        return f"https://{language}.wikipedia.org"
    return chosen.base_url.replace(f"//{chosen.language}.", f"//{language}.")


def examine(channels: Channels) -> Examined:
    """Look whether Wikipedia answers in the owner's language."""
    source = connect(channels)
    if source is None:
        return switched_off("wikipedia", "texts about albums and artists")
    source.client.check()
    chosen = channels.settings.wikipedia
    return well(chosen.requests_per_minute, before=f"language {chosen.language}, ")


WIKIPEDIA = Service(
    facts=wikipedia.FACTS,
    sources=(SourceRecord(name="wikipedia", title="Wikipedia", connect=connect),),
    checks=(Check(title="Wikipedia", examine=examine),),
)
