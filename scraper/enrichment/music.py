"""Asks Apple Music, iTunes and Spotify for a release: by ids, by barcode, by words, in two requests at most."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from scraper import matching, translation
from scraper.domain.evidence import Candidate, Service, Verdict, Wanted
from scraper.domain.subjects import Subject
from scraper.enrichment.leads import with_leads
from scraper.enrichment.question import Answers, Question
from services.apple_music import AppleMusic
from services.errors import Missing
from services.itunes import Itunes
from services.spotify import Spotify

BUDGET = 2
"""Requests for one release."""


class Conversation:
    """What was asked of a service about one release, and whether that settles it."""

    def __init__(self, question: Question, service: Service, candidates: Callable[[Answers], list[Candidate]]) -> None:
        if question.wanted is None:
            raise ValueError("a release is looked for by its facts")
        self.wanted: Wanted = question.wanted
        self.leads = question.leads.get(service, ())
        self.said: dict[str, Any] = {}
        self._asked = 0
        self._candidates = candidates

    def ask(self, question: str, answer: Callable[[], Mapping[str, Any]]) -> Verdict:
        """Ask, unless the budget is spent, and return how things stand."""
        if self._asked < BUDGET:
            self._asked += 1
            self.said[question] = answer()
        return self.verdict

    def ask_for(self, candidate: Candidate, album: Callable[[str], Mapping[str, Any]]) -> None:
        """Ask for all there is to know of an entry; one that ids led to may be gone."""

        def answer() -> Mapping[str, Any]:
            try:
                return album(candidate.entry_id)
            except Missing:
                return {"gone": candidate.entry_id}

        self.ask("album", answer)

    @property
    def verdict(self) -> Verdict:
        """Return what the answers come to so far."""
        return matching.decide(self.wanted, with_leads(self._candidates(self.said), self.leads, [self.said]))


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
        talk = Conversation(question, "apple_music", translation.apple_candidates)
        if talk.leads:
            talk.ask_for(talk.leads[0], self.client.album)
        if not _has_facts(talk.verdict):
            # What a search finds tells its barcode: asking for ours first would often be in vain.
            words = " ".join(matching.search_words(talk.wanted))
            verdict = talk.ask("search", lambda: self.client.search(words))
            codes = matching.barcode_forms(talk.wanted.barcodes)
            if verdict.in_doubt:
                talk.ask_for(verdict.in_doubt, self.client.album)
            elif codes and not verdict.taken:
                talk.ask("barcode", lambda: self.client.with_barcodes(codes))
        return {question.subject: talk.said}

    def _artist(self, question: Question) -> Answers:
        found = question.leads.get("apple_music", ())
        try:
            return {"artist": self.client.artist(found[0].entry_id)} if found else {}
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
        talk = Conversation(question, "apple_music", translation.itunes_candidates)
        if talk.leads:
            talk.ask_for(talk.leads[0], self.client.album)
        if not _has_facts(talk.verdict):
            words = " ".join(matching.search_words(talk.wanted))
            verdict = talk.ask("search", lambda: self.client.search(words))
            if verdict.in_doubt:
                talk.ask_for(verdict.in_doubt, self.client.album)
        return {question.subject: talk.said}


@dataclass(kw_only=True)
class SpotifySource:
    """Spotify, with the owner's keys."""

    client: Spotify
    name: str = "spotify"
    title: str = "Spotify"

    def ask(self, question: Question) -> Mapping[Subject, Answers]:
        """Ask for a release; an id that is known needs no asking, since nothing but links is shown."""
        talk = Conversation(question, "spotify", translation.spotify_candidates)
        if talk.verdict.taken:
            return {question.subject: talk.said}
        artist, title = matching.search_words(talk.wanted)
        verdict = talk.ask("search", lambda: self.client.search(artist, title))
        if verdict.in_doubt:
            talk.ask_for(verdict.in_doubt, self.client.album)
        elif not verdict.taken and (code := _padded(talk.wanted)):
            talk.ask("barcode", lambda: {**self.client.with_barcode(code), "asked": code})
        return {question.subject: talk.said}


def _has_facts(verdict: Verdict) -> bool:
    """Tell whether there is an entry with more than its id: notes and covers are wanted, too."""
    return verdict.taken is not None and bool(verdict.taken.candidate.title)


def _padded(wanted: Wanted) -> str:
    """Return the one form of the barcode worth a request: 14 digits of an American code, 13 of any other."""
    forms = matching.barcode_forms(wanted.barcodes)
    american = [form for form in forms if len(form) == 14 and form.startswith("00")]  # noqa: PLR2004  # GTIN-14
    return next(iter(american or [form for form in forms if len(form) == 13]), "")  # noqa: PLR2004  # EAN-13
