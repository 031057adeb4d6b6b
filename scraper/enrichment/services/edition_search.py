"""The questions to a shop about one release: asked until it is settled which entry is ours, or the budget is spent."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from scraper import matching
from scraper.domain.evidence import Candidate, ServiceName, Verdict, Wanted
from scraper.enrichment.leads import with_leads
from scraper.enrichment.question import Answers, Question
from services.errors import Missing

BUDGET = 2
"""Requests for one release: a search, and one for the details that it leaves in doubt."""
DETAILS = 5
"""Track lists that are asked for in one request: other records of that name can be more like ours than ours is."""


class EditionSearch:
    """What was asked of a service about one release, and whether that settles it."""

    def __init__(
        self,
        question: Question,
        service: ServiceName,
        candidates: Callable[[Answers], list[Candidate]],
        budget: int = BUDGET,
    ) -> None:
        if question.wanted is None:
            raise ValueError("a release is looked for by its facts")
        self.wanted: Wanted = question.wanted
        self.leads = question.leads.get(service, ())
        self.answers: dict[str, Any] = {}
        self._requests, self._budget = 0, budget
        self._candidates = candidates

    def ask(self, question: str, answer: Callable[[], Mapping[str, Any]]) -> Verdict:
        """Ask, unless the budget is spent, and return how things stand."""
        if self._requests < self._budget:
            self._requests += 1
            self.answers[question] = answer()
        return self.verdict

    def search(self, search: Callable[[str, str], Mapping[str, Any]]) -> Verdict:
        """Search by artist and title."""
        words = matching.search_words(self.wanted)
        return self.ask("search", lambda: search(*words))

    def settle(self, albums: Callable[[Sequence[str]], Mapping[str, Any]]) -> Verdict:
        """Ask in one request for the track lists that are in doubt, by their ids, and return how things stand."""
        doubtful = [candidate.entry_id for candidate in self.verdict.doubtful[:DETAILS]]
        return self.ask("album", lambda: albums(doubtful)) if doubtful else self.verdict

    def ask_for(self, candidate: Candidate, album: Callable[[str], Mapping[str, Any]]) -> None:
        """Ask for an entry's details; an entry that ids lead to may be gone."""

        def answer() -> Mapping[str, Any]:
            try:
                return album(candidate.entry_id)
            except Missing:
                return {"gone": candidate.entry_id}

        self.ask("album", answer)

    def complete(self, candidate: Candidate, whole: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> Verdict:
        """Ask for the rest of a long track list, if all of it could still decide; it is beyond the usual budget."""
        known = {entry.entry_id: entry for entry in self._candidates(self.answers)}
        entry = known.get(candidate.entry_id)
        is_partial = entry is not None and 0 < len(entry.songs) < (entry.track_count or 0)
        if is_partial and not self.verdict.taken:
            self.answers["album"] = whole(self.answers["album"])
        return self.verdict

    @property
    def verdict(self) -> Verdict:
        """Return what the answers come to so far."""
        return matching.decide(self.wanted, with_leads(self._candidates(self.answers), self.leads, [self.answers]))


def has_facts(verdict: Verdict) -> bool:
    """Tell whether an entry is taken and known by more than its id: notes and covers are wanted, too."""
    return verdict.taken is not None and bool(verdict.taken.candidate.title)
