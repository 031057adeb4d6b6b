"""Where identifiers lead: from Wikidata, MusicBrainz and Discogs to entries at the services."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from scraper import translation
from scraper.domain import service_facts
from scraper.domain.artists import Artist
from scraper.domain.evidence import Candidate, Option, ServiceName
from scraper.domain.links import Entry
from scraper.domain.service_facts import musicbrainz, wikipedia
from scraper.domain.service_facts.musicbrainz import EntityKind
from scraper.domain.subjects import Subject, SubjectKind
from scraper.enrichment.items import objection
from scraper.enrichment.question import Answers, Leads
from scraper.translation import ItemClaims


def with_leads(
    candidates: Iterable[Candidate], leads: Iterable[Candidate], answers: Iterable[Answers]
) -> list[Candidate]:
    """Return the candidates with the chains that lead to them, and the entries that only ids lead to, unless gone."""
    by_id = {candidate.entry_id: candidate for candidate in candidates}
    gone = {entry_id for of_source in answers for entry_id in translation.gone(of_source)}
    for lead in leads:
        known = by_id.get(lead.entry_id)
        if known or lead.entry_id not in gone:
            by_id[lead.entry_id] = replace(known, chain=lead.chain) if known else lead
    return list(by_id.values())


def leads_of(subject: Subject, answers: Mapping[str, Answers], artist: Artist | None = None) -> Leads:
    """Return what the answers about an album or an artist lead to, each entry once for each chain that names it."""
    leads: dict[ServiceName, list[Candidate]] = {}
    for candidate, entry in _all(subject, answers, artist):
        if entry.service != "wikidata" and _fits(subject, entry):
            leads.setdefault(entry.service, []).append(replace(candidate, entry_id=entry.entry_id, url=entry.url))
    return {service: tuple(candidates) for service, candidates in leads.items()}


def _fits(subject: Subject, entry: Entry) -> bool:
    is_artists = entry.what in ("artist", "channel")
    return entry.what == "article" or is_artists == (subject.kind == "artist")


def _all(subject: Subject, answers: Mapping[str, Answers], artist: Artist | None) -> Iterator[tuple[Candidate, Entry]]:
    item = item_of(subject, answers)
    if item:
        chain = f"Wikidata {item.qid} names {subject.kind} {subject.subject_id}"
        yield from ((_named(chain), entry) for entry in item.entries())
    for url in artist.urls if artist else ():
        entry = service_facts.entry_at(url)
        if entry and not _is_part_of_article(url, entry):
            yield _named("listed at Discogs"), entry
    yield from _of_musicbrainz(answers.get("musicbrainz", {}))


def _is_part_of_article(url: str, entry: Entry) -> bool:
    """Tell whether an address leads to a part of an article: what the whole of it is about is somebody else."""
    return entry.what == "article" and wikipedia.leads_to_part(url)


def parts_of_articles(artist: Artist) -> list[Entry]:
    """Return the articles that Discogs links to for an artist by a part of them only."""
    entries = ((url, service_facts.entry_at(url)) for url in artist.urls)
    return list(dict.fromkeys(entry for url, entry in entries if entry and _is_part_of_article(url, entry)))


def _of_musicbrainz(answers: Answers) -> Iterator[tuple[Candidate, Entry]]:
    for question in ("group", "artist"):
        for entry in translation.mb_links(answers.get(question, {})):
            yield _named("listed at MusicBrainz"), entry
    for release in translation.mb_releases(answers):
        for entry in release.links:
            yield replace(release.candidate, chain=f"listed by MusicBrainz release {release.candidate.entry_id}"), entry


def _named(chain: str) -> Candidate:
    return Candidate(entry_id="", url="", title="", chain=chain)


def item_of(subject: Subject, answers: Mapping[str, Answers]) -> ItemClaims | None:
    """Return the one Wikidata item of an album or artist: by Discogs' id, or as MusicBrainz links to it."""
    named = translation.items_naming(answers.get("wikidata", {}), subject.kind, subject.subject_id)
    if named:
        return named[0] if len(named) == 1 else None
    linked = _item_linked(answers)
    return linked if linked and not objection(linked, subject) else None


def _item_linked(answers: Mapping[str, Answers]) -> ItemClaims | None:
    linked = linked_item(answers)
    return translation.item_by_id(answers.get("wikidata", {}), linked) if linked else None


def linked_item(answers: Mapping[str, Answers]) -> str:
    """Return the id of the one Wikidata item that MusicBrainz links to; '' for none, and for several."""
    of_source = answers.get("musicbrainz", {})
    entries = [entry for question in ("group", "artist") for entry in translation.mb_links(of_source.get(question, {}))]
    items = {entry.entry_id for entry in entries if entry.service == "wikidata"}
    return items.pop() if len(items) == 1 else ""


_AT_MUSICBRAINZ: dict[SubjectKind, EntityKind] = {"release": "release", "master": "release-group", "artist": "artist"}
"""What MusicBrainz calls that which Discogs calls so."""


def musicbrainz_entry(subject: Subject, answers: Mapping[str, Answers], leads: Leads) -> Entry | None:
    """Return the entry at MusicBrainz that lists the subject's address, or else the one that other ids lead to."""
    mbid = translation.mb_target(answers.get("musicbrainz", {}))
    if mbid:
        return musicbrainz.entry(_AT_MUSICBRAINZ[subject.kind], mbid)
    entries = {lead.url for lead in leads.get("musicbrainz", ())}
    return service_facts.entry_at(entries.pop()) if len(entries) == 1 else None


def article_of(
    subject: Subject, answers: Mapping[str, Answers], languages: Iterable[str], leads: Leads
) -> Entry | None:
    """Return the article that ids lead to, in the first of the languages that has one."""
    item = item_of(subject, answers)
    article = _article_in(item, languages) if item else None
    if article:
        return article
    linked = {candidate.entry_id for candidate in leads.get("wikipedia", ())}
    return service_facts.entry_at(next(iter(leads["wikipedia"])).url) if len(linked) == 1 else None


def _article_in(item: ItemClaims, languages: Iterable[str]) -> Entry | None:
    language = next((language for language in languages if language in item.articles), None)
    return wikipedia.article(language, item.articles[language]) if language else None


def foreign_article(subject: Subject, answers: Mapping[str, Answers], languages: Iterable[str]) -> Option | None:
    """Return the article of an item that MusicBrainz links to by mistake, with the reason; None where there is none."""
    item = _item_linked(answers)
    reason = objection(item, subject) if item else ""
    article = _article_in(item, languages) if item and reason else None
    return Option(url=article.url, name=article.entry_id, evidence=reason) if article else None
