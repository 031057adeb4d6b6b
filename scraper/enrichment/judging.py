"""Draws conclusions and writes them: of what was just answered, and of everything when the way to draw them changed."""

import hashlib
from dataclasses import dataclass

from scraper.domain.evidence import Conclusion
from scraper.domain.subjects import Pressing, Subject
from scraper.enrichment.conclusions import Preferences, of_artist, of_release
from scraper.enrichment.evidence_loader import EvidenceLoader
from scraper.run.progress import Progress
from scraper.store import Store

VERSION = 6
"""Of the way from answers to conclusions. Raise it whenever the same answers come to something else: then everything is
judged again at the next run, without the network. A test notices a changed outcome."""
DRAWN_BY = "conclusions-by"


@dataclass(kw_only=True)
class Judge:
    """Writes what the answers about releases and artists come to."""

    loader: EvidenceLoader
    preferences: Preferences

    @property
    def _store(self) -> Store:
        return self.loader.store

    def renew(self, progress: Progress) -> None:
        """Draw all conclusions again, if the program or the settings draw them in another way than last time."""
        if self.are_settled:
            return
        pressings, artists = self._store.findings.pressings(), self._store.findings.artists()
        with progress.bar("Judging", len(pressings) + len(artists)) as bar:
            for pressing in pressings:
                self.conclude_release(pressing)
                self._let_go(pressing)
                bar.update()
            for number in artists:
                subject = Subject(kind="artist", subject_id=number)
                self.conclude_artist(subject)
                self.loader.let_go(subject)
                bar.update()

    def _let_go(self, pressing: Pressing) -> None:
        self.loader.let_go(Subject(kind="release", subject_id=pressing.release_id))
        self.loader.let_go(pressing.album)

    @property
    def are_settled(self) -> bool:
        """Tell whether every conclusion is drawn, in the way that the program draws them now."""
        return self._store.fact(DRAWN_BY) == self._way()

    def settle(self, *, done: bool) -> None:
        """Note whether every conclusion is drawn; a run that is killed meanwhile leaves the rest to the next one."""
        self._store.remember(DRAWN_BY, self._way() if done else "")

    def _way(self) -> str:
        """Return a text that differs whenever the way from answers to conclusions does."""
        return f"version {VERSION}, {hashlib.sha256(repr(self.preferences).encode()).hexdigest()}"

    def conclude_release(self, pressing: Pressing) -> Conclusion:
        """Write what is known of a release, and return it."""
        case = self.loader.release(pressing)
        conclusion = of_release(case, self.preferences) if case else Conclusion()
        if case:
            self._store.findings.conclude(Subject(kind="release", subject_id=pressing.release_id), conclusion)
        return conclusion

    def conclude_artist(self, subject: Subject) -> Conclusion:
        """Write what is known of an artist, and return it."""
        case = self.loader.artist(subject)
        conclusion = of_artist(case, self.preferences) if case else Conclusion()
        if case:
            self._store.findings.conclude(subject, conclusion)
        return conclusion
