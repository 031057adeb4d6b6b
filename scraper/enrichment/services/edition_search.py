"""The questions to a shop about one release: asked until it is settled which entry is ours, or the budget is spent."""

from collections.abc import Callable, Mapping
from typing import Any

from scraper import matching
from scraper.domain.evidence import Candidate, ServiceName, Verdict, Wanted
from scraper.enrichment.leads import with_leads
from scraper.enrichment.question import Answers, Question
from services.errors import Missing

DETAILS = 2
"""Track lists that are asked for at most: a second one where the first has shown that its entry is not ours."""
BUDGET = 1 + DETAILS
"""Requests for one release: a search, and what it leaves in doubt, or another search and one track list."""


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
        self._asked_about: set[str] = set()

    def ask(self, question: str, answer: Callable[[], Mapping[str, Any]]) -> Verdict:
        """Ask, unless the budget is spent, and return how things stand."""
        if self._requests < self._budget:
            self._requests += 1
            self.answers[question] = answer()
        return self.verdict

    def search(self, search: Callable[[str, str], Mapping[str, Any]]) -> Verdict:
        """Search by artist and title; by other words where that finds nothing that could be ours."""
        words = matching.search_words(self.wanted)
        verdict = self.ask("search", lambda: search(*words))
        others = matching.other_search_words(self.wanted)
        if others and not verdict.taken and not verdict.in_doubt:
            verdict = self.ask("other search", lambda: search(*others))
        return verdict

    def settle(self, album: Callable[[str], Mapping[str, Any]]) -> Verdict:
        """Ask for the track lists that are in doubt, one after the other, and return how things stand."""
        for number in range(1, DETAILS + 1):
            in_doubt = self.verdict.in_doubt
            if in_doubt is None or in_doubt.entry_id in self._asked_about:
                break
            self._asked_about.add(in_doubt.entry_id)
            self.ask_for(in_doubt, album, "album" if number == 1 else f"album {number}")
        return self.verdict

    def ask_for(self, candidate: Candidate, album: Callable[[str], Mapping[str, Any]], question: str = "album") -> None:
        """Ask for an entry's details; an entry that ids lead to may be gone."""

        def answer() -> Mapping[str, Any]:
            try:
                return album(candidate.entry_id)
            except Missing:
                return {"gone": candidate.entry_id}

        self.ask(question, answer)

    @property
    def verdict(self) -> Verdict:
        """Return what the answers come to so far."""
        return matching.decide(self.wanted, with_leads(self._candidates(self.answers), self.leads, [self.answers]))


def has_facts(verdict: Verdict) -> bool:
    """Tell whether an entry is taken and known by more than its id: notes and covers are wanted, too."""
    return verdict.taken is not None and bool(verdict.taken.candidate.title)
