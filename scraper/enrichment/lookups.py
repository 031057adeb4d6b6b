"""Asks Wikidata for many at once, and Wikipedia for the article that ids lead to, or for what a search finds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

from scraper import translation
from scraper.domain.evidence import Service
from scraper.domain.links import Entry
from scraper.domain.subjects import Subject
from scraper.enrichment.asking import Asking
from scraper.enrichment.conclusions import Taste
from scraper.enrichment.findings import pinned_entry
from scraper.enrichment.inquiry import Answers, Inquiry, Leads
from scraper.enrichment.leads import article_of, item_of, linked_item
from services.wikipedia import ENTITIES

WIKIDATA = "wikidata"
WIKIPEDIA: Service = "wikipedia"
FIRST_BATCH, BATCH = 20, 100
"""Subjects in a question to Wikidata: few in the first, since the others wait for it."""


@dataclass(kw_only=True)
class Lookups:
    """What albums and artists have in common: an item that names them, and an article."""

    asking: Asking
    taste: Taste
    news: set[Subject] = field(default_factory=set)
    """Of what something was answered in this run: its ids may lead elsewhere now."""
    _articles: set[tuple[Subject, Entry]] = field(default_factory=set)
    """Those that were asked for in this run."""
    _late: dict[Subject, str] = field(default_factory=dict)
    """Wikidata items that MusicBrainz links to, waiting to be looked up together."""
    _looked_up: set[Subject] = field(default_factory=set)

    def items(self, subjects: Iterable[Subject]) -> None:
        """Ask Wikidata which items name these."""
        due = [subject for subject in subjects if self.asking.needs(WIKIDATA, subject)]
        starts = [0, *range(FIRST_BATCH, len(due), BATCH)]
        for start, end in zip(starts, [*starts[1:], len(due)], strict=True):
            if batch := tuple(due[start:end]):
                self.asking.put(WIKIDATA, batch, partial(Inquiry, subjects=batch))

    def late_items(self) -> bool:
        """Look up together the items that MusicBrainz links to; tell whether there were any."""
        waiting, self._late = self._late, {}
        if waiting:
            subjects, items = tuple(waiting), tuple(waiting.values())
            self._looked_up.update(subjects)
            self.asking.put(WIKIDATA, subjects, partial(Inquiry, subjects=subjects, items=items))
        return bool(waiting)

    def may_have_article(self, subject: Subject) -> bool:
        """Tell whether it is worth looking whether there is an article to ask for."""
        return self.asking.needs(WIKIPEDIA, subject) or (WIKIPEDIA in self.asking.sources and subject in self.news)

    def article(
        self, subject: Subject, answers: Mapping[str, Answers], leads: Leads, pins: Mapping[str, str], words: str
    ) -> None:
        """Ask for the article that is pinned or that ids lead to; without one, search by `words` if there are any."""
        if pins.get(WIKIPEDIA) == "":
            return
        lead = pinned_entry(pins, WIKIPEDIA) or article_of(subject, answers, self.taste.languages, leads)
        if lead is not None:
            is_known = answers.get(WIKIPEDIA, {}).get("asked") == lead.entry_id
            if (self.asking.needs(WIKIPEDIA, subject) or not is_known) and (subject, lead) not in self._articles:
                self._articles.add((subject, lead))
                self.asking.put(WIKIPEDIA, [subject], partial(Inquiry, subjects=(subject,), article=lead))
        elif self._wants_item(subject, answers):
            self._late[subject] = linked_item(answers)
            if len(self._late) == ENTITIES:
                self.late_items()
        elif words and self.asking.needs(WIKIPEDIA, subject):
            self.asking.put(WIKIPEDIA, [subject], partial(Inquiry, subjects=(subject,), words=words))

    def awaits_article(self, subject: Subject) -> bool:
        """Tell whether an article, or the item that leads to it, is being asked for."""
        return self.asking.awaits(WIKIPEDIA, subject) or subject in self._late

    def _wants_item(self, subject: Subject, answers: Mapping[str, Answers]) -> bool:
        """Tell whether MusicBrainz links to an item that nobody has looked at, and no other names the subject."""
        if WIKIDATA not in self.asking.sources or subject in self._looked_up:
            return False
        is_named = translation.items_naming(answers.get(WIKIDATA, {}), subject.kind, subject.subject_id)
        return not is_named and item_of(subject, answers) is None and bool(linked_item(answers))
