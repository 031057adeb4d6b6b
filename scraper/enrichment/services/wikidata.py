"""Wikidata: the items that name Discogs' albums and artists, and what these lead to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scraper import translation
from scraper.domain.service_facts import wikidata
from scraper.domain.subjects import Subject
from scraper.enrichment.question import Answers, Question
from scraper.enrichment.services.service import Channels, Check, Examined, Service, SourceRecord, switched_off, well
from scraper.run.settings import Settings
from services.wikipedia import ENTITIES, Wikidata, searches

ENGLISH = "en"


@dataclass(kw_only=True)
class WikidataSource:
    """Wikidata's items, by the Discogs ids that they name."""

    client: Wikidata
    languages: Sequence[str]
    """Whose articles are wanted."""
    name: str = "wikidata"
    title: str = "Wikidata"

    def ask(self, question: Question) -> Mapping[Subject, Answers]:
        """Ask for many subjects in few requests: for items that name them, or for items by their own ids."""
        if question.items:
            known = self._entities(list(dict.fromkeys(question.items)))
            pairs = zip(question.subjects, question.items, strict=True)
            return {subject: {"entities": {qid: known.get(qid, {})}} for subject, qid in pairs}
        statements = [f"{translation.NAMES[subject.kind]}={subject.subject_id}" for subject in question.subjects]
        naming = [qid for batch in searches(statements) for qid in self.client.naming(batch)]
        beside = [qid for qids in question.beside.values() for qid in qids]
        entities = self._entities(list(dict.fromkeys([*naming, *beside])))
        return {subject: {"entities": _of(subject, question, entities)} for subject in question.subjects}

    def _entities(self, qids: Sequence[str]) -> dict[str, Any]:
        wikis = [f"{language.replace('-', '_')}wiki" for language in self.languages]
        return {
            qid: translation.kept_of(entity)
            for batch in _batches(qids, ENTITIES)
            for qid, entity in self.client.entities(batch, wikis).items()
        }


def _of(subject: Subject, question: Question, entities: Mapping[str, Any]) -> dict[str, Any]:
    """Return the entities that matter for a subject; an empty one for an item that is not there any more."""
    beside = question.beside.get(subject, ())
    return {**{qid: entities.get(qid, {}) for qid in beside}, **_naming(entities, subject)}


def _naming(entities: Mapping[str, Any], subject: Subject) -> dict[str, Any]:
    """Return the entities that name the subject."""
    return {
        qid: entity
        for qid, entity in entities.items()
        if translation.items_naming({"entities": {qid: entity}}, subject.kind, subject.subject_id)
    }


def _batches(of: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (of[start : start + size] for start in range(0, len(of), size))


def languages(settings: Settings) -> list[str]:
    """Return the languages of articles, the preferred first."""
    return list(dict.fromkeys((settings.wikipedia.language, ENGLISH)))


def connect(channels: Channels) -> WikidataSource | None:
    """Return Wikidata; None where Wikipedia is not wanted."""
    chosen = channels.settings.wikipedia
    # Its ids lead to the other services, too; who wants no Wikipedia is not asked to reach its sister.
    if not chosen.enabled:
        return None
    channel = channels.channel("Wikidata", chosen.requests_per_minute)
    return WikidataSource(client=Wikidata(channel, chosen.wikidata_url), languages=languages(channels.settings))


def examine(channels: Channels) -> Examined:
    """Look whether Wikidata answers."""
    source = connect(channels)
    if source is None:
        return switched_off("wikipedia", "exact links to all the other services")
    source.client.check()
    return well(channels.settings.wikipedia.requests_per_minute)


WIKIDATA = Service(
    facts=wikidata.FACTS,
    sources=(SourceRecord(name="wikidata", title="Wikidata", connect=connect),),
    checks=(Check(title="Wikidata", examine=examine),),
)
