"""Puts together what is known of a release or an artist, from the store alone."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from scraper import matching, translation
from scraper.domain.artists import Artist
from scraper.domain.credits import ArtistId
from scraper.domain.evidence import Candidate, Conclusion, Service
from scraper.domain.subjects import Pressing, Subject
from scraper.enrichment.conclusions import (
    MUSIC,
    ArtistCase,
    ReleaseCase,
    Taste,
    candidates_of,
    of_artist,
    of_release,
)
from scraper.run.progress import Progress
from scraper.store import Store

METHOD = "conclusions-by"


@dataclass(kw_only=True)
class Cases:
    """Reads cases, and writes what they come to."""

    store: Store
    taste: Taste

    def release(self, pressing: Pressing) -> ReleaseCase | None:
        """Return a release's case; None until its own answer is here."""
        answer = self.store.shelf.release(pressing.release_id)
        if answer is None:
            return None
        release = translation.release(answer)
        own = Subject(kind="release", subject_id=release.release_id)
        # What it is told to be part of decides, not what the collection page said once.
        album = Pressing(
            release_id=release.release_id, master_id=release.master_id or pressing.master_id, is_fetched=True
        ).album
        artists = self._artists([credit.artist_id for credit in release.artists if credit.artist_id])
        return ReleaseCase(
            release=release,
            wanted=matching.wanted(release, self.store.shelf.original_year(release.master_id), artists),
            album=album,
            own=self.store.findings.answers(own),
            shared=self.store.findings.answers(album),
            pins=self.store.findings.pins().get(own, {}),
        )

    def _artists(self, artist_ids: list[ArtistId]) -> Mapping[ArtistId, Artist]:
        if not artist_ids:
            return {}
        return {one.artist_id: one for one in map(translation.artist, self.store.shelf.artists(artist_ids))}

    def artist(self, artist_id: int) -> ArtistCase | None:
        """Return an artist's case; None for somebody who is not on the shelf any more."""
        subject = Subject(kind="artist", subject_id=artist_id)
        known = next(iter(self.store.shelf.artists([ArtistId(artist_id)])), None)
        if known is None:
            return None
        works = self.store.findings.works_of(artist_id)
        return ArtistCase(
            artist=translation.artist(known),
            answers=self.store.findings.answers(subject),
            works=list(works.values()),
            credited=self._credited(works),
            pins=self.store.findings.pins().get(subject, {}),
        )

    def _credited(self, works: Mapping[int, str]) -> dict[Service, list[Candidate]]:
        """Return who the matched albums of somebody are by: theirs alone, so that it can only be them."""
        found: dict[Service, list[Candidate]] = {}
        for number in works:
            matched = self.store.findings.of(Subject(kind="release", subject_id=number))
            for service in MUSIC:
                url = matched[service].url if service in matched else ""
                for lead in self._people(number, service, url) if url else ():
                    found.setdefault(service, []).append(lead)
        return found

    def _people(self, number: int, service: Service, url: str) -> Iterator[Candidate]:
        pressings = self.store.findings.pressings(number)
        case = self.release(pressings[0]) if pressings else None
        for candidate in candidates_of(case.own, service) if case else ():
            person = matching.artist_in(case.wanted, candidate) if case and candidate.url == url else None
            if person and person.entry_id and person.url:
                yield Candidate(entry_id=person.entry_id, url=person.url, title=person.name, chain=f"credited on {url}")

    def wants_image(self, subject: Subject, source: str) -> bool:
        """Tell whether a source's image of a release or an artist would be shown: no better one is offered."""
        order = [*self.taste.images]
        return source in order and self.store.findings.offering(subject).isdisjoint(order[: order.index(source)])

    def renew(self, progress: Progress) -> None:
        """Draw all conclusions again where the program, or the owner's settings, draw them in another way by now."""
        if self.are_settled:
            return
        pressings, artists = self.store.findings.pressings(), self.store.findings.artists()
        with progress.bar("Judging", len(pressings) + len(artists)) as bar:
            for pressing in pressings:
                self.conclude_release(pressing)
                bar.update()
            for number in artists:
                self.conclude_artist(number)
                bar.update()

    @property
    def are_settled(self) -> bool:
        """Tell whether all conclusions are drawn from all that is known, in the way that the program draws them now."""
        return self.store.fact(METHOD) == self._method()

    def settle(self, *, done: bool) -> None:
        """Note that all conclusions are drawn, or that they may not be: what a killed run left, the next one draws."""
        self.store.remember(METHOD, self._method() if done else "")

    def _method(self) -> str:
        """Return a text that differs whenever the way from answers to conclusions does."""
        seen = hashlib.sha256(repr(self.taste).encode())
        here = Path(__file__).parent.parent
        folders = ("enrichment", "matching", "translation")
        files = [file for folder in folders for file in sorted((here / folder).glob("*.py"))]
        for file in (*files, here / "domain" / "links.py", here / "domain" / "evidence.py"):
            seen.update(file.read_bytes())
        return seen.hexdigest()

    def conclude_release(self, pressing: Pressing) -> Conclusion:
        """Write what is known of a release, and return it."""
        case = self.release(pressing)
        conclusion = of_release(case, self.taste) if case else Conclusion()
        if case:
            self.store.findings.conclude(Subject(kind="release", subject_id=pressing.release_id), conclusion)
        return conclusion

    def conclude_artist(self, artist_id: int) -> Conclusion:
        """Write what is known of an artist, and return it."""
        case = self.artist(artist_id)
        conclusion = of_artist(case, self.taste) if case else Conclusion()
        if case:
            self.store.findings.conclude(case.subject, conclusion)
        return conclusion
