"""What the answers about a release or an artist come to: findings with their evidence, texts, covers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Literal

from scraper import matching, translation
from scraper.domain import service_facts
from scraper.domain.artists import Artist
from scraper.domain.credits import display_name
from scraper.domain.evidence import (
    AlbumArtist,
    Candidate,
    Conclusion,
    Finding,
    Judged,
    Option,
    ServiceName,
    Text,
    Verdict,
    Wanted,
)
from scraper.domain.links import Entry
from scraper.domain.releases import Release
from scraper.domain.service_facts import musicbrainz
from scraper.domain.subjects import Subject
from scraper.enrichment.articles import ArticleCase, article_finding, article_texts, articles_about
from scraper.enrichment.findings import NOTHING, SHOWN, agreed, by_the_owner, exact, pinned_entry
from scraper.enrichment.leads import leads_of, parts_of_articles, with_leads
from scraper.enrichment.question import Answers, Leads
from scraper.enrichment.services import edition_services, sources_of
from services.musicbrainz import cover_uri


@dataclass(frozen=True, kw_only=True)
class Preferences:
    """The settings that conclusions depend on."""

    languages: Sequence[str]
    """The languages of articles, the preferred first."""
    cover_art_url: str
    images: Sequence[str] = ()
    """Sources of images, the preferred first."""
    without: frozenset[ServiceName] = frozenset()
    """Services that the owner has not switched on: pages do not link to them, whoever names their entries."""

    def shown(self, services: Iterable[ServiceName], pins: Mapping[str, str]) -> list[ServiceName]:
        """Return those of the services that pages may link to: switched on, or pinned by the owner."""
        return [service for service in services if service not in self.without or pins.get(service)]


@dataclass(frozen=True, kw_only=True)
class ReleaseCase:
    """A release, with everything that sources answered about it."""

    release: Release
    wanted: Wanted
    album: Subject
    own: Mapping[str, Answers]
    """The answers about the release, by source."""
    shared: Mapping[str, Answers]
    """The answers about its album, by source."""
    pins: Mapping[str, str] = field(default_factory=dict)

    @property
    def leads(self) -> Leads:
        """Return where identifiers lead."""
        return leads_of(self.album, self.shared)

    def answers_about(self, subject: Subject) -> Mapping[str, Answers]:
        """Return the answers about the release, or about its album."""
        return self.shared if subject == self.album else self.own


@dataclass(frozen=True, kw_only=True)
class ArtistCase:
    """An artist, with everything that sources answered about them."""

    artist: Artist
    answers: Mapping[str, Answers]
    works: Sequence[str]
    """Titles of their records on the shelf."""
    credited: Mapping[ServiceName, Sequence[Candidate]] = field(default_factory=dict)
    """For each service, the artists that it credits with the artist's matched albums."""
    pins: Mapping[str, str] = field(default_factory=dict)

    @property
    def subject(self) -> Subject:
        """Return what sources are asked about."""
        return Subject(kind="artist", subject_id=self.artist.artist_id)

    def answers_about(self, _: Subject) -> Mapping[str, Answers]:
        """Return the answers, as a release's case does."""
        return self.answers

    @property
    def leads(self) -> Leads:
        """Return where identifiers lead."""
        leads = {**leads_of(self.subject, self.answers, self.artist)}
        for service, candidates in self.credited.items():
            leads[service] = (*leads.get(service, ()), *candidates)
        return leads


def of_release(case: ReleaseCase, preferences: Preferences) -> Conclusion:
    """Return what is known of a release at every service."""
    editions = preferences.shown(edition_services(), case.pins)
    verdicts = {service: _decided(case, service) for service in editions}
    article_case = _album_articles(case)
    articles = articles_about(article_case, preferences.languages)
    findings = [
        *(_finding(service, verdict) for service, verdict in verdicts.items()),
        article_finding(article_case, articles),
        _video(case),
        _own_entry(case),
    ]
    settled = [by_the_owner(finding, case.pins) for finding in findings]
    by = {finding.service: finding for finding in settled}
    candidates = {candidate.entry_id: candidate for candidate in candidates_of(case.own, "apple_music")}
    apple = candidates.get(by["apple_music"].entry_id)
    return Conclusion(
        findings=[finding for finding in settled if finding.entry_id or finding.candidates],
        offers=_covers(case, apple, by["musicbrainz"], preferences),
        texts=[*article_texts(articles, by["wikipedia"]), *_notes(case, apple)],
        album_artists=[artist for service in editions for artist in _album_artists(case, by[service])],
    )


def _album_artists(case: ReleaseCase, finding: Finding) -> Iterator[AlbumArtist]:
    """Yield the artist that a service credits with a matched album, if the album has one artist: then it is ours."""
    candidates = candidates_of(case.own, finding.service)
    for candidate in (candidate for candidate in candidates if finding.url and candidate.url == finding.url):
        person = matching.artist_in(case.wanted, candidate)
        if person and person.entry_id and person.url:
            yield AlbumArtist(
                service=finding.service,
                entry_id=person.entry_id,
                url=person.url,
                name=person.name,
                album_url=finding.url,
            )


def candidates_of(own: Mapping[str, Answers], service: ServiceName) -> list[Candidate]:
    """Return the albums that a service's sources found for a release; of two answers about one album, the first."""
    candidates: dict[str, Candidate] = {}
    for source in sources_of(service):
        for candidate in source.candidates(own.get(source.name, {})) if source.candidates else ():
            candidates.setdefault(candidate.entry_id, candidate)
    return list(candidates.values())


def _decided(case: ReleaseCase, service: ServiceName) -> Verdict:
    pin = pinned_entry(case.pins, service)
    every = with_leads(candidates_of(case.own, service), case.leads.get(service, ()), case.own.values())
    if pin and pin.entry_id not in {candidate.entry_id for candidate in every}:
        every.append(Candidate(entry_id=pin.entry_id, url=pin.url, title=""))
    return matching.decide(case.wanted, every, pin=pin.entry_id if pin else None)


def _finding(service: ServiceName, verdict: Verdict) -> Finding:
    options = tuple(_option(judged) for judged in verdict.ranked[:SHOWN])
    if verdict.taken is None:
        best = verdict.ranked[0].evidence.score if verdict.ranked else 0.0
        return Finding(service=service, evidence=verdict.reason or NOTHING, score=best, candidates=options)
    taken = verdict.taken
    return Finding(
        service=service,
        entry_id=taken.candidate.entry_id,
        url=taken.candidate.url,
        certainty=taken.evidence.certainty,
        score=taken.evidence.score,
        evidence=taken.evidence.text,
        candidates=options,
    )


def _option(judged: Judged) -> Option:
    by = ", ".join(person.name for person in judged.candidate.artists)
    name = ": ".join(part for part in (by, judged.candidate.title) if part)
    objection = f": {judged.objection}" if judged.objection else ""
    return Option(url=judged.candidate.url, name=name, evidence=f"{judged.evidence.text}{objection}")


def _album_articles(case: ReleaseCase) -> ArticleCase:
    pin = pinned_entry(case.pins, "wikipedia")
    return ArticleCase(
        subject=case.album,
        answers=case.shared,
        leads=case.leads,
        pin=pin,
        # A pin is about one pressing, so that its article is no answer for the others.
        wikipedia=(case.own if pin else case.shared).get("wikipedia", {}),
        about=partial(matching.article_about, case.wanted),
        called=partial(matching.is_called, [case.wanted.title]),
    )


def _notes(case: ReleaseCase, apple: Candidate | None) -> list[Text]:
    notes = translation.apple_notes(case.own.get("apple_music", {}), apple.entry_id) if apple else ""
    if not apple or not notes:
        return []
    return [Text(source="apple_music", title=apple.title, url=apple.url, language="", text=notes)]


def _video(case: ReleaseCase) -> Finding:
    entries = (service_facts.entry_at(video.url) for video in case.release.videos)
    first = next((entry for entry in entries if entry and entry.what == "video"), None)
    if first is None:
        return Finding(service="youtube", evidence=NOTHING)
    return exact("youtube", first, f"attached to release {case.release.release_id} at Discogs")


def _own_entry(case: ReleaseCase) -> Finding:
    """Return the entry at MusicBrainz for the release, or else for its album."""
    answers = case.shared.get("musicbrainz", {})
    for release in translation.mb_releases(answers):
        entry = musicbrainz.entry("release", release.candidate.entry_id)
        if entry and release.discogs_id == case.release.release_id:
            return exact("musicbrainz", entry, f"it links to release {release.discogs_id} at Discogs")
    group = musicbrainz.entry("release-group", translation.mb_group(answers))
    if group:
        return exact("musicbrainz", group, f"it links to {case.album.kind} {case.album.subject_id} at Discogs")
    return agreed("musicbrainz", case.leads.get("musicbrainz", ()))


def _covers(
    case: ReleaseCase, apple: Candidate | None, own: Finding, preferences: Preferences
) -> list[tuple[str, str]]:
    entry = service_facts.entry_at(own.url) if own.entry_id else None
    covers = []
    if apple and apple.image:
        by_key = {candidate.entry_id for candidate in translation.apple_candidates(case.own.get("apple_music", {}))}
        covers.append(("apple_music" if apple.entry_id in by_key else "itunes", apple.image))
    if entry and entry.what in ("release", "release-group"):
        what: Literal["release", "release-group"] = "release" if entry.what == "release" else "release-group"
        covers.append(("cover_art_archive", cover_uri(preferences.cover_art_url, what, entry.entry_id)))
    return covers


def of_artist(case: ArtistCase, preferences: Preferences) -> Conclusion:
    """Return what is known of an artist at every service; an entry is never taken only because its name is the same."""
    leads = case.leads
    linked = preferences.shown(service_facts.linked_services(), case.pins)
    article_case = _artist_articles(case)
    articles = articles_about(article_case, preferences.languages)
    findings = [
        _with_parts(article_finding(article_case, articles), parts_of_articles(case.artist)),
        *(agreed(service, leads.get(service, ())) for service in linked if service != "wikipedia"),
    ]
    settled = [by_the_owner(finding, case.pins) for finding in findings]
    by = {finding.service: finding for finding in settled}
    portrait = translation.apple_portrait(case.answers.get("apple_music", {}), by["apple_music"].entry_id)
    return Conclusion(
        findings=[finding for finding in settled if finding.entry_id or finding.candidates],
        offers=[("apple_music", portrait)] if portrait else [],
        texts=article_texts(articles, by["wikipedia"]),
    )


def _with_parts(finding: Finding, parts: Sequence[Entry]) -> Finding:
    """Offer the owner the articles that Discogs links to a part of, where there is nothing surer."""
    if finding.entry_id or finding.candidates or not parts:
        return finding
    reason = "the link at Discogs leads to a part of an article about something else"
    options = tuple(Option(url=entry.url, name=entry.entry_id, evidence=reason) for entry in parts)
    return replace(finding, evidence=reason, candidates=options[:SHOWN])


def _artist_articles(case: ArtistCase) -> ArticleCase:
    artist = case.artist
    names = [artist.display_name, *artist.variations]
    other_names = [*names, artist.real_name, *(display_name(alias.name) for alias in artist.aliases)]
    relatives = [display_name(relative.name) for relative in (*artist.members, *artist.groups)]
    known = [*case.works, *relatives, *([artist.real_name] if artist.real_name else [])]
    return ArticleCase(
        subject=case.subject,
        answers=case.answers,
        leads=case.leads,
        pin=pinned_entry(case.pins, "wikipedia"),
        wikipedia=case.answers.get("wikipedia", {}),
        about=partial(matching.article_about_artist, names, known),
        called=partial(matching.is_called, other_names),
        speaks_for_itself=partial(matching.article_of_act, names),
        relative=partial(matching.relative_in_title, names, relatives),
    )
