"""What Wikidata, Wikipedia and MusicBrainz answer: ids that belong together, articles, links."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from scraper.domain import links
from scraper.domain.evidence import Candidate, Person
from scraper.domain.links import Entry
from scraper.translation.values import Json, dicts, member, number, text

NAMES: dict[str, str] = {"artist": "P1953", "master": "P1954", "release": "P2206"}
"""Wikidata's properties that hold Discogs' ids."""
SPOTIFY_ALBUM, SPOTIFY_ARTIST, APPLE_ALBUM, APPLE_ARTIST = "P2205", "P1902", "P2281", "P2850"
MB_GROUP, MB_ARTIST, YOUTUBE_CHANNEL = "P436", "P434", "P2397"

_READERS: dict[str, Callable[[str], Entry | None]] = {
    SPOTIFY_ALBUM: lambda value: links.spotify("album", value),
    SPOTIFY_ARTIST: lambda value: links.spotify("artist", value),
    APPLE_ALBUM: lambda value: links.apple("album", value),
    APPLE_ARTIST: lambda value: links.apple("artist", value),
    MB_GROUP: lambda value: links.musicbrainz("release-group", value),
    MB_ARTIST: lambda value: links.musicbrainz("artist", value),
    YOUTUBE_CHANNEL: lambda value: links.entry_at(f"https://www.youtube.com/channel/{value}"),
}
_KEPT = {*NAMES.values(), *_READERS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A Wikidata item, as far as it leads somewhere."""

    qid: str
    claims: Mapping[str, tuple[str, ...]]
    """By property; what is deprecated is left out."""
    articles: Mapping[str, str]
    """By language, the title of the article there."""

    def entries(self) -> Iterator[Entry]:
        """Yield what it leads to at the services."""
        for name, reader in _READERS.items():
            yield from (found for value in self.claims.get(name, ()) if (found := reader(value)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article's introduction."""

    entry: Entry
    """Where it is, by the title that it has itself."""
    title: str
    text: str
    qid: str
    """Of the Wikidata item that it is about; '' where it does not say."""


def kept_of(entity: Json) -> dict[str, object]:
    """Return what is worth keeping of a Wikidata entity: a band's can be hundreds of kilobytes long."""
    claims = {name: found for name, found in member(entity, "claims").items() if name in _KEPT}
    return {"id": text(entity, "id"), "claims": claims, "sitelinks": dict(member(entity, "sitelinks"))}


def item(entity: Json) -> Item | None:
    """Translate a Wikidata entity; None for what has no id."""
    known = links.item(text(entity, "id"))
    if known is None:
        return None
    claims = member(entity, "claims")
    sites = member(entity, "sitelinks")
    titles = {name.removesuffix("wiki"): text(member(sites, name), "title") for name in sites}
    return Item(
        qid=known.entry_id,
        claims={name: tuple(_values(claims, name)) for name in claims},
        articles={language.replace("_", "-"): title for language, title in titles.items() if title},
    )


def _values(claims: Json, name: str) -> Iterator[str]:
    for claim in dicts(claims, name):
        value = member(member(claim, "mainsnak"), "datavalue").get("value")
        if isinstance(value, str) and text(claim, "rank") != "deprecated":
            yield value.strip()


def items_naming(answers: Mapping[str, Json], kind: str, subject_id: int) -> list[Item]:
    """Return the items that name this release, master or artist of Discogs; one is exact, several are doubt."""
    entities = answers.get("entities", {})
    found = (item(member(entities, qid)) for qid in entities)
    return [one for one in found if one and str(subject_id) in one.claims.get(NAMES[kind], ())]


def item_by_id(answers: Mapping[str, Json], qid: str) -> Item | None:
    """Return an item that was asked for by its own id."""
    return item(member(answers.get("entities", {}), qid))


def summary(answer: Json, language: str) -> Article | None:
    """Translate Wikipedia's page summary; None for what is no ordinary article with a text."""
    titles = member(answer, "titles")
    title = text(titles, "normalized") or text(answer, "title")
    known = links.article(language, title)
    if text(answer, "type") != "standard" or not text(answer, "extract") or known is None:
        return None
    return Article(entry=known, title=title, text=text(answer, "extract"), qid=text(answer, "wikibase_item"))


def found_articles(answer: Json, language: str) -> list[Article]:
    """Translate the articles that a search at Wikipedia found, the nearest first."""
    found = [(links.article(language, text(page, "title")), page) for page in dicts(answer, "pages")]
    return [
        Article(entry=known, title=text(page, "title"), text=text(page, "extract"), qid=text(page, "wikibase_item"))
        for known, page in found
        if known and text(page, "extract")
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class MusicBrainzRelease:
    """A release at MusicBrainz, with the addresses that it lists."""

    candidate: Candidate
    """It itself, as something to be compared."""
    links: tuple[Entry, ...]
    discogs_id: int | None
    """The release at Discogs that it says it is; None where it does not say."""


def mb_target(answers: Mapping[str, Json]) -> str:
    """Return the MBID that MusicBrainz knows a Discogs address by; '' for none, and for several."""
    entry = answers.get("entry", {})
    wanted = ("release_group", "release-group", "release", "artist")
    found = {text(member(one, key), "id") for one in _relations(entry) for key in wanted if member(one, key)}
    return found.pop() if len(found) == 1 else ""


def _relations(answer: Json) -> list[Json]:
    """Return the relations of an entry that are still right."""
    return [one for one in dicts(answer, "relations") if not one.get("ended")]


def mb_group(answers: Mapping[str, Json]) -> str:
    """Return the MBID of the release group that the answers are about; '' where they do not say."""
    return text(answers.get("group", {}), "id") or text(member(answers.get("release", {}), "release-group"), "id")


def mb_links(answer: Json) -> tuple[Entry, ...]:
    """Return what an entry at MusicBrainz links to, at services that we know."""
    addresses = (text(member(one, "url"), "resource") for one in _relations(answer))
    return tuple(found for address in addresses if (found := links.entry_at(address)))


def mb_releases(answers: Mapping[str, Json]) -> list[MusicBrainzRelease]:
    """Return the releases of a group."""
    single = [answers["release"]] if "release" in answers else []
    return [
        made for entry in [*single, *dicts(answers.get("releases", {}), "releases")] if (made := _mb_release(entry))
    ]


def _mb_release(entry: Json) -> MusicBrainzRelease | None:
    known = links.musicbrainz("release", text(entry, "id"))
    if known is None:
        return None
    counts = [number(medium, "track-count") or 0 for medium in dicts(entry, "media")]
    year = text(entry, "date")[:4]
    candidate = Candidate(
        entry_id=known.entry_id,
        url=known.url,
        title=text(entry, "title"),
        artists=tuple(Person(name=text(one, "name")) for one in dicts(entry, "artist-credit") if text(one, "name")),
        year=int(year) if year.isascii() and year.isdecimal() else None,
        track_count=sum(counts) or None,
        barcodes=(text(entry, "barcode"),) if text(entry, "barcode") else (),
    )
    addresses = [text(member(one, "url"), "resource") for one in _relations(entry)]
    return MusicBrainzRelease(candidate=candidate, links=mb_links(entry), discogs_id=_discogs_release(addresses))


def _discogs_release(addresses: list[str]) -> int | None:
    numbers = [one.rpartition("/release/")[2] for one in addresses if "discogs.com/release/" in one]
    return int(numbers[0]) if len(numbers) == 1 and numbers[0].isascii() and numbers[0].isdecimal() else None
