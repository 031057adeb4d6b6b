"""What sources beside Discogs know of a release or an artist, as its page may show it: links, players, texts."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import quote, urlsplit

from scraper.domain.evidence import SERVICE_NAMES, SERVICES, Finding, Service, Text
from scraper.domain.links import Entry, entry_at
from scraper.domain.releases import ReleaseId
from scraper.domain.shelf import Picture
from scraper.markup import Markdown, html_text, link, one_line, paragraphs, quotation, safe_url, web_address

_APPLE, _ARCHIVE = {"apple_music", "itunes"}, "cover_art_archive"
"""Where images are from beside Discogs, as settings name it."""
_LICENCE = "[CC BY-SA 4.0](https://creativecommons.org/licenses/by-sa/4.0/)"
_STOREFRONT = re.compile("[a-z]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """A service's entry, and its address as the service gave it."""

    entry: Entry
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A text with where it is from, both in Markdown."""

    text: Markdown
    source: Markdown
    length: int
    """In characters, without the addresses of its links."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What sources beside Discogs know of a release or an artist, made by `of`."""

    entries: Mapping[Service, Linked] = field(default_factory=dict)
    """In the order of SERVICES."""
    texts: Sequence[Text] = ()
    elsewhere: Mapping[str, ReleaseId] = field(default_factory=dict)
    """Texts, as `same` returns them, that the page of another pressing tells, and which."""

    @property
    def links(self) -> list[dict[str, str]]:
        """Return the services' entries as front matter lists them: where to listen before where to read."""
        return [{"service": one, "name": SERVICE_NAMES[one], "url": linked.url} for one, linked in self.entries.items()]

    @property
    def players(self) -> list[dict[str, str]]:
        """Return the players that the services offer for an album, as front matter lists them."""
        found = ((service, _player(linked), linked.url) for service, linked in self.entries.items())
        return [{"service": one, "name": SERVICE_NAMES[one], "src": src, "url": url} for one, src, url in found if src]

    def told_by(self, text: str) -> ReleaseId | None:
        """Return the pressing whose page tells this text instead; None where it is told here."""
        return self.elsewhere.get(same(text)) if self.elsewhere else None

    @property
    def passages(self) -> list[Passage]:
        """Return the texts told here as quotations, the longest first."""
        found = [_passage(text) for text in self.texts if self.told_by(text.text) is None]
        return longest_first([one for one in found if one.text])

    def links_to(self, url: str) -> bool:
        """Tell whether an address leads to one of the entries, however it is written."""
        entry = entry_at(url)
        return entry is not None and any(entry == linked.entry for linked in self.entries.values())

    def lender(self, picture: Picture) -> dict[str, str]:
        """Return the source of an image that is not Discogs', and the address of its entry, for front matter."""
        if picture.source in _APPLE:
            return {"source": SERVICE_NAMES["apple_music"], **self._address("apple_music")}
        return {"source": "Cover Art Archive", **self._address("musicbrainz")} if picture.source == _ARCHIVE else {}

    def _address(self, service: Service) -> dict[str, str]:
        return {"url": self.entries[service].url} if service in self.entries else {}

    @classmethod
    def of(cls, findings: Mapping[str, Finding], texts: Sequence[Text]) -> Self:
        """Return what pages may show: entries that were taken and lead to their service, and their services' texts."""
        found = {service: _linked(findings.get(service)) for service in SERVICES}
        entries = {service: linked for service, linked in found.items() if linked}
        shown = [text for text in texts if text.source in entries and _at(text.source, text.url)]
        return cls(entries=entries, texts=shown)


NOTHING = Known()


def longest_first(passages: Sequence[Passage]) -> list[Passage]:
    """Return texts in the order in which they are worth reading; of equals the first comes first."""
    return sorted(passages, key=lambda passage: -passage.length)


def same(text: str) -> str:
    """Return what two texts have in common that differ in nothing but their spaces and line breaks."""
    return " ".join(text.split())


def in_use(known: Iterable[Known], pictures: Iterable[Picture]) -> list[str]:
    """Return the services that pages link to or show something of, in the order of links; then lenders of images."""
    sources = {picture.source for picture in pictures}
    linked = {service for one in known for service in one.entries} | ({"apple_music"} if sources & _APPLE else set())
    return [*(service for service in SERVICES if service in linked), *({_ARCHIVE} & sources)]


def _linked(finding: Finding | None) -> Linked | None:
    entry = _at(finding.service, finding.url) if finding and finding.entry_id else None
    address = web_address(finding.url) if finding else None
    return Linked(entry=entry, url=address) if entry and address else None


def _at(service: str, url: str) -> Entry | None:
    entry = entry_at(url)
    return entry if entry and entry.service == service else None


def _player(linked: Linked) -> str:
    """Return the address of the player for an entry, '' where there is none."""
    entry = linked.entry
    match entry.service, entry.what:
        case "spotify", "album":
            return f"https://open.spotify.com/embed/album/{entry.entry_id}"
        case "apple_music", "album":
            return f"https://embed.music.apple.com/{_storefront(linked.url)}/album/{entry.entry_id}"
        case "youtube", "video":
            return f"https://www.youtube-nocookie.com/embed/{entry.entry_id}"
        case "youtube", "playlist":
            return f"https://www.youtube-nocookie.com/embed/videoseries?list={quote(entry.entry_id)}"
        case _:
            return ""


def _storefront(url: str) -> str:
    """Return the country of an address at Apple Music; 'us' where it names none."""
    first = urlsplit(url).path.strip("/").partition("/")[0]
    return first if _STOREFRONT.fullmatch(first) else "us"


def _passage(text: Text) -> Passage:
    address = safe_url(text.url)
    if text.source == "wikipedia":
        shown, source = paragraphs(text.text), f"{link(f'Wikipedia: {one_line(text.title)}', address)}, {_LICENCE}"
    else:
        shown, source = html_text(text.text), link(SERVICE_NAMES[text.source], address)
    return Passage(text=quotation(shown), source=Markdown(f"*Source: {source}.*"), length=len(shown))
