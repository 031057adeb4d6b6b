"""Asks Wikidata, Wikipedia and MusicBrainz: by Discogs' ids wherever there are any."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scraper import translation
from scraper.domain.subjects import Subject
from scraper.enrichment.question import Answers, Question
from services.errors import Missing
from services.musicbrainz import MusicBrainz
from services.wikipedia import ENTITIES, Wikidata, Wikipedia, searches

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
            return {one: {"entities": {qid: known[qid]} if qid in known else {}} for one, qid in pairs}
        statements = [f"{translation.NAMES[one.kind]}={one.subject_id}" for one in question.subjects]
        found = [qid for few in searches(statements) for qid in self.client.naming(few)]
        entities = self._entities(list(dict.fromkeys(found)))
        return {one: {"entities": _naming(entities, one)} for one in question.subjects}

    def _entities(self, qids: Sequence[str]) -> dict[str, Any]:
        wikis = [f"{language.replace('-', '_')}wiki" for language in self.languages]
        return {
            qid: translation.kept_of(entity)
            for few in _chunks(qids, ENTITIES)
            for qid, entity in self.client.entities(few, wikis).items()
        }


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
            return {question.subject: {"search": {"pages": pages, "language": self.language}}}
        language, _, title = question.article.entry_id.partition(":")
        try:
            said = self.client.summary(language, title)
        except Missing:
            said = {}
        return {question.subject: {"summary": said, "asked": question.article.entry_id}}


@dataclass(kw_only=True)
class MusicBrainzSource:
    """MusicBrainz: by the Discogs address that its entries list."""

    client: MusicBrainz
    name: str = "musicbrainz"
    title: str = "MusicBrainz"

    def ask(self, question: Question) -> Mapping[Subject, Answers]:
        """Ask in three requests at most, and no more than what is still missing needs."""
        said: dict[str, Any] = {}
        try:
            target = question.group or self._target(question.subject, said)
            if target:
                self._follow(question, target, said)
        except Missing:
            # Nobody has linked it; or the entry is gone since.
            pass
        return {question.subject: said}

    def _target(self, subject: Subject, said: dict[str, Any]) -> str:
        said["entry"] = self.client.entry(subject.kind, subject.subject_id)
        return translation.mb_target(said)

    def _follow(self, question: Question, target: str, said: dict[str, Any]) -> None:
        if question.subject.kind == "artist":
            said["artist"] = self.client.artist(target)
            return
        if question.subject.kind == "release" and not question.group:
            said["release"] = self.client.release(target)
            target = translation.mb_group(said)
        if not target:
            return
        if "wikipedia" in question.missing or len(said) == 1:
            said["group"] = self.client.release_group(target)
        if question.missing & {"apple_music", "spotify"} and len(said) <= 2:  # noqa: PLR2004  # three in all
            said["releases"] = self.client.releases_of(target)


def _naming(entities: Mapping[str, Any], subject: Subject) -> dict[str, Any]:
    """Return the entities that name this one."""
    return {
        qid: entity
        for qid, entity in entities.items()
        if translation.items_naming({"entities": {qid: entity}}, subject.kind, subject.subject_id)
    }


def _chunks(of: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (of[start : start + size] for start in range(0, len(of), size))
