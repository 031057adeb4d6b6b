"""What is due of releases, masters and artists: taken from the catalogue or asked of Discogs, and kept."""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain
from typing import Any

from scraper import translation
from scraper.domain.artists import Artist
from scraper.domain.due import Due
from scraper.domain.json_objects import Json
from scraper.domain.releases import Master, Release
from scraper.domain.subjects import Subject, SubjectKind
from scraper.harvest.catalogue_source import CatalogueSource
from scraper.harvest.host_queue import NOT_FETCHED, Reply
from scraper.run.progress import Progress
from scraper.run.report import Report
from scraper.store import Store
from services.discogs import Discogs
from services.errors import Missing, ServiceError

log = logging.getLogger(__name__)

DiscogsRecord = Release | Master | Artist
"""What Discogs answers about."""
KINDS: dict[SubjectKind, str] = {"release": "Releases", "master": "Originals", "artist": "Artists"}
API_THREADS = 2
"""One to ask while the other waits for an answer: a request a second is slower than many an answer."""
BORROWED_AT_ONCE = 500


@dataclass(kw_only=True)
class Fetching:
    """A run's questions to the catalogue and to Discogs, and their answers; it is called on the thread that writes."""

    discogs: Discogs
    store: Store
    progress: Progress
    report: Report
    catalogue: CatalogueSource
    _asked: set[Subject] = field(default_factory=set)

    def due(self, older_than: datetime | None, *, failed_before: bool) -> list[Due]:
        """Return what is due and was not asked for in this run: an album with its artists, before the next album."""
        now, withheld = self.store.now(), self.discogs.with_token
        every = [one for kind in KINDS for one in self.store.due.records(kind, now, older_than, withheld=withheld)]
        due = {
            one.subject: one for one in every if one.failed_before == failed_before and one.subject not in self._asked
        }
        return [due[subject] for subject in self._by_album(due) if subject in due] if due else []

    def _by_album(self, due: Iterable[Subject]) -> list[Subject]:
        """Return everything on the shelf in the order of its albums, the newest first; then what is due besides."""
        albums: dict[Subject, list[Subject]] = {}
        for pressing in self.store.findings.pressings():
            album = albums.setdefault(pressing.album, [])
            artists = self.store.findings.credited(pressing.release_id)
            album += [pressing.subject, pressing.album]
            album += [Subject(kind="artist", subject_id=number) for number in artists]
        return list(dict.fromkeys([*chain.from_iterable(albums.values()), *due]))

    def from_catalogue(self, due: Sequence[Due], older_than: datetime | None) -> Iterator[DiscogsRecord]:
        """Keep and yield what the catalogue holds of these."""
        for kind in KINDS:
            yield from self._of_kind(kind, [one for one in due if one.subject.kind == kind], older_than)

    def _of_kind(self, kind: SubjectKind, due: Sequence[Due], older_than: datetime | None) -> Iterator[DiscogsRecord]:
        wanted = answerable(self.store, kind, due, self.catalogue, older_than)
        if not wanted:
            return
        as_of = self.catalogue.as_of(kind)
        with self.progress.bar("Catalogue", len(wanted)) as bar:
            for batch in _batches(wanted):
                answers = self.catalogue.answers(kind, [one.subject.subject_id for one in batch])
                held = [one for one in batch if one.subject.subject_id in answers]
                self._asked |= {one.subject for one in held}
                yield from self._keep_all(held, answers, as_of)
                bar.update(len(batch))

    def _keep_all(self, due: Sequence[Due], answers: Mapping[int, Json], as_of: datetime | None) -> list[DiscogsRecord]:
        """Keep answers of the catalogue together, so that a thousand take no longer than it takes to read them."""
        releases = [one.subject.subject_id for one in due if one.subject.kind == "release"]
        basics = self.store.shelf.basics(releases)
        with self.store.together():
            records = [
                self._save(one, _with_cover(answers[number], basics.get(number, {})), as_of)
                for one in due
                for number in (one.subject.subject_id,)
            ]
        for one in due:
            self.report.from_catalogue[one.subject.kind] += 1
        return records

    def asked(self, due: Due) -> None:
        """Note that Discogs is asked for something: not again in this run."""
        self._asked.add(due.subject)

    def is_open(self, due: Due) -> bool:
        """Tell whether something was neither asked for nor taken from the catalogue in this run."""
        return due.subject not in self._asked

    def take(self, reply: Reply) -> DiscogsRecord | None:
        """Keep what came of a question to Discogs; return the record, None where there is none."""
        due: Due = reply.question
        try:
            if reply.error is not None:
                raise reply.error
            if reply.answer is not None:
                record = self._save(due, reply.answer, as_of=None)
                self.report.fetched[due.subject.kind] += 1
                return record
            self.store.note_failure(due, reply.reason or NOT_FETCHED)
        except (ServiceError, translation.Untranslatable) as error:
            self._note(due, error)
        return None

    def _note(self, due: Due, error: Exception) -> None:
        log.warning("%s %d %s: %s", due.subject.kind, due.subject.subject_id, due.title, error)
        self.report.failed = True
        for_good = isinstance(error, Missing | translation.Untranslatable)
        (self.store.note_nothing if for_good else self.store.note_failure)(due, str(error))

    def ask(self, due: Due) -> Json:
        """Ask Discogs; called on the threads of its queue."""
        number = due.subject.subject_id
        match due.subject.kind:
            case "release":
                return self.discogs.release(number)
            case "master":
                return self.discogs.master(number)
            case _:
                return self.discogs.artist(number)

    def _save(self, due: Due, answer: Json, as_of: datetime | None) -> DiscogsRecord:
        match due.subject.kind:
            case "release":
                release = translation.release(answer)
                _must_be(release.release_id, due)
                self.store.save_release(replace(release, images_withheld=self._withheld(release)), answer, as_of)
                return release
            case "master":
                master = translation.master(answer)
                _must_be(master.master_id, due)
                self.store.save_master(master, answer, as_of)
                return master
            case _:
                artist = translation.artist(answer)
                _must_be(artist.artist_id, due)
                self.store.save_artist(replace(artist, images_withheld=self._withheld(artist)), answer, as_of)
                return artist

    def _withheld(self, told: Release | Artist) -> bool:
        # What even the token does not bring would be asked for again and again.
        return told.images_withheld and not self.discogs.with_token


def answerable(
    store: Store,
    kind: SubjectKind,
    due: Sequence[Due],
    catalogue: CatalogueSource,
    older_than: datetime | None = None,
) -> list[Due]:
    """Return those of what is due that the catalogue may answer.

    Who was answered before wants something newer; so does who wants nothing as old as the dump, by `older_than`.
    """
    if not due or not catalogue.has(kind):
        return []
    as_of = catalogue.as_of(kind)
    if older_than and as_of and as_of <= older_than:
        return []
    answered = store.due.answered(kind)
    return [one for one in due if one.subject.subject_id not in answered]


def _with_cover(answer: Json, basics: Mapping[str, Any]) -> Json:
    """Add the cover, which dumps lack and the collection's page tells of."""
    uri = translation.cover(basics) if basics else None
    image = {"type": "primary", "uri": uri, "resource_url": uri}
    return answer if uri is None else {**answer, "images": [image]}


def _batches(due: Sequence[Due]) -> Iterator[Sequence[Due]]:
    yield from (due[start : start + BORROWED_AT_ONCE] for start in range(0, len(due), BORROWED_AT_ONCE))


def _must_be(number: int, due: Due) -> None:
    """Refuse an answer about something else, such as the release into which ours was merged."""
    if number != due.subject.subject_id:
        raise translation.Untranslatable(f"Discogs answered with {due.subject.kind} {number} instead; was it merged?")
