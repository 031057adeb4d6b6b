"""What the services beside Discogs have of a release or an artist, as its page shows it: links, players, texts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from scraper.domain import service_facts
from scraper.domain.evidence import Finding, ServiceName, Text
from scraper.domain.links import Entry
from scraper.domain.releases import ReleaseId
from scraper.domain.shelf import Picture
from scraper.markup import Markdown, html_text, link, one_line, paragraphs, quotation, safe_url, web_address
from scraper.pages.phrases import present

_APPLE, _ARCHIVE = {"apple_music", "itunes"}, "cover_art_archive"
"""Where images are from beside Discogs, as settings name it."""
_LICENCE = "[CC BY-SA 4.0](https://creativecommons.org/licenses/by-sa/4.0/)"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLink:
    """A service's entry, and its address as the service gave it."""

    entry: Entry
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A text and its source, both in Markdown."""

    text: Markdown
    source: Markdown
    length: int
    """In characters, without the addresses of its links."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What the services beside Discogs have of a release or an artist, made by `of`."""

    entries: Mapping[ServiceName, EntryLink] = field(default_factory=dict)
    """In the order of service_facts.linked_services()."""
    texts: Sequence[Text] = ()
    elsewhere: Mapping[str, ReleaseId] = field(default_factory=dict)
    """Texts that the page of another pressing prints: that pressing, by the text as `text_key` returns it."""

    @property
    def links(self) -> list[dict[str, str]]:
        """Return the services' entries as front matter lists them: where to listen before where to read."""
        return [
            {"service": service, "name": service_facts.title_of(service), "url": entry_link.url}
            for service, entry_link in self.entries.items()
        ]

    @property
    def players(self) -> list[dict[str, str]]:
        """Return the players that the services offer for an album, as front matter lists them."""
        return [
            {"service": service, "name": service_facts.title_of(service), "src": player, "url": entry_link.url}
            for service, entry_link in self.entries.items()
            if (player := service_facts.facts_of(service).player(entry_link.entry, entry_link.url))
        ]

    def printed_by(self, text: str) -> ReleaseId | None:
        """Return the other pressing whose page prints this text; None where this page prints it."""
        return self.elsewhere.get(text_key(text)) if self.elsewhere else None

    @property
    def passages(self) -> list[Passage]:
        """Return the texts that this page prints, as quotations, the longest first."""
        passages = [_passage(text) for text in self.texts if self.printed_by(text.text) is None]
        return longest_first([passage for passage in passages if passage.text])

    def links_to(self, url: str) -> bool:
        """Tell whether an address leads to one of the entries, whatever form the address has."""
        entry = service_facts.entry_at(url)
        return entry is not None and any(entry == entry_link.entry for entry_link in self.entries.values())

    def image_source(self, picture: Picture) -> dict[str, str]:
        """Return who lent an image, and the address of their entry, for front matter; nothing for Discogs' own."""
        if picture.source in _APPLE:
            return {"source": service_facts.title_of("apple_music"), **self._address("apple_music")}
        return {"source": "Cover Art Archive", **self._address("musicbrainz")} if picture.source == _ARCHIVE else {}

    def _address(self, service: ServiceName) -> dict[str, str]:
        return {"url": self.entries[service].url} if service in self.entries else {}

    @classmethod
    def of(cls, findings: Mapping[str, Finding], texts: Sequence[Text]) -> Self:
        """Return what a page may show: the entries that were taken and lead to their service, and their texts."""
        links = {service: _entry_link(findings.get(service)) for service in service_facts.linked_services()}
        entries = {service: entry_link for service, entry_link in links.items() if entry_link}
        shown = [text for text in texts if text.source in entries and _entry_of(text.source, text.url)]
        return cls(entries=entries, texts=shown)


NOT_LINKED = Linked()


def longest_first(passages: Sequence[Passage]) -> list[Passage]:
    """Return passages, the longest first; of two that are as long, the first stays first."""
    return sorted(passages, key=lambda passage: -passage.length)


def text_key(text: str) -> str:
    """Return a text to compare: two that differ only in spaces and line breaks are the same."""
    return " ".join(text.split())


def services_in_use(linked: Iterable[Linked], pictures: Iterable[Picture]) -> list[str]:
    """Return the services that pages link to or have an image from, in the order of links; lenders of images last."""
    sources = {picture.source for picture in pictures}
    services = {service for page in linked for service in page.entries}
    services |= {"apple_music"} if sources & _APPLE else set()
    return [*(service for service in service_facts.linked_services() if service in services), *({_ARCHIVE} & sources)]


def _entry_link(finding: Finding | None) -> EntryLink | None:
    entry = _entry_of(finding.service, finding.url) if finding and finding.entry_id else None
    address = web_address(finding.url) if finding else None
    return EntryLink(entry=entry, url=address) if entry and address else None


def _entry_of(service: str, url: str) -> Entry | None:
    """Return the entry at an address; None where the address is not the service's."""
    entry = service_facts.entry_at(url)
    return entry if entry and entry.service == service else None


def _passage(text: Text) -> Passage:
    address = safe_url(text.url)
    if text.source == "wikipedia":
        shown, source = (
            paragraphs(text.text),
            f"{link(present(': ', 'Wikipedia', one_line(text.title)), address)}, {_LICENCE}",
        )
    else:
        shown, source = html_text(text.text), link(service_facts.title_of(text.source), address)
    return Passage(text=quotation(shown), source=Markdown(f"*Source: {source}.*"), length=len(shown))
