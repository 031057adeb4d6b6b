"""Has sources asked about albums and their pressings, in the order in which one's answer helps the next."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from scraper import matching
from scraper.domain.evidence import Candidate, Service
from scraper.domain.subjects import Pressing, Subject
from scraper.enrichment.asking import Asking
from scraper.enrichment.cases import Cases
from scraper.enrichment.conclusions import ReleaseCase
from scraper.enrichment.findings import pinned_entry
from scraper.enrichment.inquiry import Inquiry, Leads
from scraper.enrichment.lookups import WIKIDATA, WIKIPEDIA, Lookups

EDITIONS: dict[str, Service] = {"apple_music": "apple_music", "itunes": "apple_music", "spotify": "spotify"}
"""Sources that know editions, each with the service whose entries they find; the other sources know albums."""
MUSICBRAINZ: Service = "musicbrainz"
LINKED: tuple[Service, ...] = ("apple_music", "spotify", "wikipedia")
"""What MusicBrainz is asked to help with; the slowest of all, it is not asked for its own link alone."""
ARCHIVE = "cover_art_archive"
"""Whose covers are found by MusicBrainz' ids."""


@dataclass(kw_only=True)
class Albums:
    """The albums on the shelf, each with its pressings."""

    cases: Cases
    asking: Asking
    lookups: Lookups
    settled: Callable[[str, int], None]
    _pressings: dict[Subject, dict[int, Pressing]] = field(default_factory=dict)

    def begin(self) -> list[Subject]:
        """Read the shelf; return its albums."""
        for pressing in self.cases.store.findings.pressings():
            self._pressings.setdefault(pressing.album, {})[pressing.release_id] = pressing
        return [*self._pressings]

    def learned(self, number: int) -> None:
        """Go on with a release about which Discogs has just answered."""
        for pressing in self.cases.store.findings.pressings(number):
            is_new = pressing.album not in self._pressings
            self._pressings.setdefault(pressing.album, {})[number] = pressing
            if is_new:
                self.lookups.items([pressing.album])
            self.advance(pressing.album)

    def fetched(self, album: Subject) -> list[Pressing]:
        """Return the pressings of an album that Discogs has answered about."""
        return [pressing for pressing in self._pressings.get(album, {}).values() if pressing.is_fetched]

    def advance(self, album: Subject) -> None:
        """Ask what can be asked by now; once there is nothing left, the album's releases are settled."""
        pressings = self.fetched(album)
        if not pressings or self.asking.awaits(WIKIDATA, album):
            return
        for pressing in pressings:
            self._ask_for_editions(pressing)
        articles = self._articles(album, pressings)
        self._ask_for_articles(articles, search=False)
        if self._awaits_editions(pressings) or self._awaits_articles(articles):
            return
        self._ask_musicbrainz(album, pressings)
        if self.asking.awaits(MUSICBRAINZ, album):
            return
        self._ask_for_articles(articles, search=True)
        if not self._awaits_articles(articles):
            for pressing in pressings:
                self.settled("release", pressing.release_id)

    def _awaits_editions(self, pressings: Sequence[Pressing]) -> bool:
        return any(self.asking.awaits(source, _subject(one)) for source in EDITIONS for one in pressings)

    def _ask_for_editions(self, pressing: Pressing) -> None:
        for source, service in EDITIONS.items():
            if self.asking.needs(source, _subject(pressing)):
                self.asking.put(source, [_subject(pressing)], partial(self._edition, pressing, service))

    def _edition(self, pressing: Pressing, service: Service) -> Inquiry:
        case = self._case(pressing)
        return Inquiry(
            subjects=(_subject(pressing),), wanted=case.wanted, leads=_pinned(case.leads, case.pins, service)
        )

    def _case(self, pressing: Pressing) -> ReleaseCase:
        case = self.cases.release(pressing)
        if case is None:
            raise LookupError(f"release {pressing.release_id} was to be here")
        return case

    def _ask_musicbrainz(self, album: Subject, pressings: Sequence[Pressing]) -> None:
        if not self.asking.needs(MUSICBRAINZ, album):
            return
        missing = frozenset(service for pressing in pressings for service in self._missing(_subject(pressing)))
        if missing or any(self.cases.wants_image(_subject(pressing), ARCHIVE) for pressing in pressings):
            self.asking.put(MUSICBRAINZ, [album], partial(self._at_musicbrainz, album, pressings[0], missing))

    def _missing(self, subject: Subject) -> list[Service]:
        """Return where nothing was found so far, and where the owner does not say that there is nothing."""
        found = self.cases.store.findings.of(subject)
        pins = self.cases.store.findings.pins().get(subject, {})
        open_ones = [service for service in LINKED if service not in found or not found[service].entry_id]
        return [service for service in open_ones if service not in pins]

    def _at_musicbrainz(self, album: Subject, pressing: Pressing, missing: frozenset[Service]) -> Inquiry:
        groups = {one.entry_id for one in self._case(pressing).leads.get(MUSICBRAINZ, ())}
        return Inquiry(subjects=(album,), missing=missing, group=groups.pop() if len(groups) == 1 else "")

    def _articles(self, album: Subject, pressings: Sequence[Pressing]) -> dict[Subject, Pressing]:
        """Return about what articles are wanted, with a pressing of it: the album, and each pressing with a pin."""
        pins = self.cases.store.findings.pins()
        found: dict[Subject, Pressing] = {}
        for pressing in pressings:
            pinned = pins.get(_subject(pressing), {}).get(WIKIPEDIA)
            if pinned:
                found[_subject(pressing)] = pressing
            elif pinned is None:
                found.setdefault(album, pressing)
        return found

    def _ask_for_articles(self, articles: Mapping[Subject, Pressing], *, search: bool) -> None:
        for subject, pressing in articles.items():
            if self.lookups.may_have_article(subject) and not self.lookups.awaits_article(subject):
                case = self._case(pressing)
                answers = case.own if subject == _subject(pressing) else case.shared
                words = f"{' '.join(matching.search_words(case.wanted))} album" if search else ""
                self.lookups.article(subject, answers, case.leads, case.pins, words)

    def _awaits_articles(self, articles: Iterable[Subject]) -> bool:
        return any(self.lookups.awaits_article(subject) for subject in articles)


def _subject(pressing: Pressing) -> Subject:
    return Subject(kind="release", subject_id=pressing.release_id)


def _pinned(leads: Leads, pins: Mapping[str, str], service: Service) -> Leads:
    """Let a pin take the place of where identifiers lead."""
    entry = pinned_entry(pins, service)
    if entry is None:
        return leads
    lead = Candidate(entry_id=entry.entry_id, url=entry.url, title="", chain="your pin")
    return {**leads, service: (lead,)}
