"""Reads from the store what a conclusion is drawn from; what was read is kept until it changes or is let go."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from scraper import matching, translation
from scraper.domain.artists import Artist
from scraper.domain.credits import ArtistId
from scraper.domain.evidence import Candidate, ServiceName
from scraper.domain.releases import Release, Track
from scraper.domain.subjects import Pins, Pressing, Subject
from scraper.enrichment.conclusions import ArtistCase, ReleaseCase
from scraper.enrichment.question import Answers, Question
from scraper.enrichment.states import MUSICBRAINZ
from scraper.store import Store


@dataclass(kw_only=True)
class EvidenceLoader:
    """What is known of releases and artists, read from the store at most once until it changes."""

    store: Store
    pins: Pins = field(default_factory=dict)
    """The owner's; nobody else reads them during a run."""
    _releases: dict[int, Release] = field(default_factory=dict)
    _artists: dict[ArtistId, Artist] = field(default_factory=dict)
    _answers: dict[Subject, dict[str, Any]] = field(default_factory=dict)
    """Answers by source, of what is being asked about; answers are large, so they are dropped when all is settled."""

    def learned(self, record: object) -> None:
        """Take over a release or an artist that Discogs has just answered about, so that it need not be read again."""
        match record:
            case Release():
                self._releases[record.release_id] = _compared_part(record)
            case Artist():
                self._artists[record.artist_id] = replace(record, profile="", images=())

    def answered(self, source: str, subject: Subject, answers: Mapping[str, Any]) -> None:
        """Take over what a source has just answered."""
        if subject in self._answers:
            self._answers[subject][source] = answers

    def with_known(self, question: Question, subject: Subject, answer: Answers) -> Answers:
        """Return an answer together with what its source answered before, where it tells only a part."""
        known = self.answers(subject).get(question.source, {})
        if question.source == MUSICBRAINZ:
            return _with_known_entry(question, known, answer)
        if question.items:
            return {"entities": {**known.get("entities", {}), **answer["entities"]}}
        return answer

    def let_go(self, subject: Subject) -> None:
        """Forget the answers about a subject; the store still has them."""
        self._answers.pop(subject, None)

    def answers(self, subject: Subject) -> Mapping[str, Any]:
        """Return what the sources answered about a release, master or artist."""
        if subject not in self._answers:
            self._answers[subject] = self.store.findings.answers(subject)
        return self._answers[subject]

    def pins_of(self, subject: Subject) -> Mapping[str, str]:
        """Return the owner's pins for a release or an artist, by service."""
        return self.pins.get(subject, {})

    def release(self, pressing: Pressing) -> ReleaseCase | None:
        """Return a release's case; None until Discogs has answered about it."""
        release = self._release(pressing.release_id)
        if release is None:
            return None
        subject = Subject(kind="release", subject_id=release.release_id)
        # The master in the release's own answer decides, not the one on the collection page.
        album = replace(pressing, master_id=release.master_id or pressing.master_id).album
        return ReleaseCase(
            release=release,
            wanted=matching.wanted(
                release,
                self.store.shelf.original_year(release.master_id),
                self._main_artists(credit.artist_id for credit in release.artists if credit.artist_id),
            ),
            album=album,
            own=self.answers(subject),
            shared=self.answers(album),
            pins=self.pins_of(subject),
        )

    def unanswered(self, release: Release) -> tuple[str, ...]:
        """Return which of a release's master and artists, such as 'artist 3898', Discogs has not answered about."""
        artists = [credit.artist_id for credit in release.artists if credit.artist_id]
        known = self._main_artists(artists)
        missing = [f"artist {number}" for number in artists if number not in known]
        has_master = release.master_id is None or self.store.shelf.has_master(release.master_id)
        return (*missing, *([] if has_master else [f"master {release.master_id}"]))

    def _release(self, release_id: int) -> Release | None:
        if release_id not in self._releases:
            answer = self.store.shelf.release(release_id)
            if answer is None:
                return None
            self._releases[release_id] = _compared_part(translation.release(answer))
        return self._releases[release_id]

    def _main_artists(self, artist_ids: Iterable[ArtistId]) -> dict[ArtistId, Artist]:
        """Return those of the artists about whom Discogs has answered."""
        wanted = list(artist_ids)
        self._read_artists(number for number in wanted if number not in self._artists)
        return {number: self._artists[number] for number in wanted if number in self._artists}

    def _read_artists(self, artist_ids: Iterable[ArtistId]) -> None:
        missing = list(artist_ids)
        for artist in map(translation.artist, self.store.shelf.artists(missing) if missing else ()):
            self._artists[artist.artist_id] = replace(artist, profile="", images=())

    def artist(self, subject: Subject) -> ArtistCase | None:
        """Return an artist's case; None for somebody who is not on the shelf any more."""
        number = ArtistId(subject.subject_id)
        artist = self._main_artists([number]).get(number)
        if artist is None:
            return None
        return ArtistCase(
            artist=artist,
            answers=self.answers(subject),
            works=list(self.store.findings.works_of(number).values()),
            credited=self._credited(number),
            pins=self.pins_of(subject),
        )

    def _credited(self, artist_id: ArtistId) -> dict[ServiceName, list[Candidate]]:
        """Return the artists that services credit with somebody's matched albums, those with one artist only."""
        credited: dict[ServiceName, list[Candidate]] = {}
        for artist in self.store.findings.album_artists_of(artist_id):
            chain = f"credited on {artist.album_url}"
            lead = Candidate(entry_id=artist.entry_id, url=artist.url, title=artist.name, chain=chain)
            credited.setdefault(artist.service, []).append(lead)
        return credited


def _with_known_entry(question: Question, known: Answers, answer: Answers) -> Answers:
    """Return what MusicBrainz answered about an address together with what the entry that lists it links to.

    What an address is listed by may be another entry by now; if it is the same, its links stay until it is followed.
    """
    if question.entry:
        return {**({"entry": known["entry"]} if "entry" in known else {}), **answer}
    if not answer or translation.mb_target(known) != translation.mb_target(answer):
        return answer
    return {**{name: part for name, part in known.items() if name != "followed"}, **answer}


def _compared_part(release: Release) -> Release:
    """Return the part of a release that is compared, so small that thousands can be kept at once."""
    tracks = tuple(map(_without_credits, release.tracks))
    return replace(release, tracks=tracks, credits=(), companies=(), series=(), images=())


def _without_credits(track: Track) -> Track:
    return replace(track, artists=(), credits=(), parts=tuple(map(_without_credits, track.parts)))
