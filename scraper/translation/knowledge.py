"""Translates the answers of Wikidata, Wikipedia and MusicBrainz: ids that belong together, articles, links."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scraper.domain import service_facts
from scraper.domain.evidence import Candidate, Person
from scraper.domain.json_objects import Json
from scraper.domain.links import Entry
from scraper.domain.service_facts import musicbrainz, wikidata, wikipedia
from scraper.translation.values import dicts, member, number, text

NAMES: dict[str, str] = {"artist": "P1953", "master": "P1954", "release": "P2206"}
"""Wikidata's properties for the ids of Discogs."""
_KIND = "P31"
"""Wikidata's property for what an item is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemClaims:
    """What an item of Wikidata claims: what it is, and its ids elsewhere; and its articles."""

    qid: str
    claims: Mapping[str, tuple[str, ...]]
    """The values by property, without deprecated ones."""
    articles: Mapping[str, str]
    """The title of its Wikipedia article, by language."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return the items for what it is, such as Q5 for a person."""
        return self.claims.get(_KIND, ())

    def entries(self) -> Iterator[Entry]:
        """Yield the entries at the services that the item names."""
        for name, values in self.claims.items():
            for value in values:
                yield from service_facts.entries_of_property(name, value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """The introduction of a Wikipedia article."""

    entry: Entry
    """Where the article is, with the title that Wikipedia answered: a redirect leads to another one."""
    title: str
    text: str
    qid: str
    """The Wikidata item that the article is about; '' where it names none."""


def kept_of(entity: Json) -> dict[str, object]:
    """Return the part of a Wikidata entity that is worth keeping: a band's can be hundreds of kilobytes long."""
    kept = {*NAMES.values(), *service_facts.wikidata_properties(), _KIND}
    claims = {name: values for name, values in member(entity, "claims").items() if name in kept}
    # Even where it is unknown what an item is, so that it can be told from one that was kept without it.
    claims.setdefault(_KIND, [])
    return {"id": text(entity, "id"), "claims": claims, "sitelinks": dict(member(entity, "sitelinks"))}


def item(entity: Json) -> ItemClaims | None:
    """Translate a Wikidata entity; None where it has no id."""
    entry = wikidata.item(text(entity, "id"))
    if entry is None:
        return None
    claims = member(entity, "claims")
    sites = member(entity, "sitelinks")
    titles = {name.removesuffix("wiki"): text(member(sites, name), "title") for name in sites}
    return ItemClaims(
        qid=entry.entry_id,
        claims={name: tuple(_values(claims, name)) for name in claims},
        articles={language.replace("_", "-"): title for language, title in titles.items() if title},
    )


def _values(claims: Json, name: str) -> Iterator[str]:
    for claim in dicts(claims, name):
        value = member(member(claim, "mainsnak"), "datavalue").get("value")
        words = text(value, "id") if isinstance(value, dict) else value
        if isinstance(words, str) and words and text(claim, "rank") != "deprecated":
            yield words.strip()


def items_naming(answers: Mapping[str, Json], kind: str, subject_id: int) -> list[ItemClaims]:
    """Return the items that name a release, master or artist of Discogs; one is proof, several are doubt."""
    entities = answers.get("entities", {})
    items = (item(member(entities, qid)) for qid in entities)
    return [known for known in items if known and str(subject_id) in known.claims.get(NAMES[kind], ())]


def item_by_id(answers: Mapping[str, Json], qid: str) -> ItemClaims | None:
    """Return an item that was asked for by its own id; None where it was not answered."""
    return item(member(answers.get("entities", {}), qid))


def is_looked_up(answers: Mapping[str, Json], qid: str) -> bool:
    """Tell whether an item was asked for by its own id, and either is none or was kept with what it is."""
    entity = member(answers, "entities").get(qid)
    return isinstance(entity, dict) and (not text(entity, "id") or _KIND in member(entity, "claims"))


def summary(answer: Json, language: str) -> Introduction | None:
    """Translate Wikipedia's page summary; None where it is of no ordinary article, or has no text."""
    titles = member(answer, "titles")
    title = text(titles, "normalized") or text(answer, "title")
    entry = wikipedia.article(language, title)
    if text(answer, "type") != "standard" or entry is None:
        return None
    return _article(entry, title, answer)


def tells_names_apart(answer: Json) -> bool:
    """Tell whether a page summary is of a page that only leads on to the articles about things of one name."""
    return text(answer, "type") == "disambiguation"


def found_articles(answer: Json, language: str) -> list[Introduction]:
    """Translate the articles that a search at Wikipedia found, the nearest first."""
    pages = [(wikipedia.article(language, text(page, "title")), page) for page in dicts(answer, "pages")]
    articles = (_article(entry, text(page, "title"), page) for entry, page in pages if entry)
    return [article for article in articles if article]


def _article(entry: Entry, title: str, page: Json) -> Introduction | None:
    """Return the article of a page; None where the page has no text."""
    extract = text(page, "extract")
    return Introduction(entry=entry, title=title, text=extract, qid=text(page, "wikibase_item")) if extract else None


@dataclass(frozen=True, slots=True, kw_only=True)
class MusicBrainzRelease:
    """A release at MusicBrainz, with the links that it lists."""

    candidate: Candidate
    """The release, as a candidate."""
    links: tuple[Entry, ...]
    """The entries at other services that it links to."""
    discogs_id: int | None
    """The release at Discogs that it links to; None where it links to none, or to several."""


def mb_target(answers: Mapping[str, Json]) -> str:
    """Return the MBID of the one entry that MusicBrainz links to a Discogs address; '' for none, and for several."""
    keys = ("release_group", "release-group", "release", "artist")
    targets = [member(relation, key) for relation in _relations(answers.get("entry", {})) for key in keys]
    mbids = {text(target, "id") for target in targets if target}
    return mbids.pop() if len(mbids) == 1 else ""


def _relations(answer: Json) -> list[Json]:
    """Return the relations of an entry that have not ended."""
    return [relation for relation in dicts(answer, "relations") if not relation.get("ended")]


def mb_group(answers: Mapping[str, Json]) -> str:
    """Return the MBID of the release group that the answers are about; '' where they name none."""
    return text(answers.get("group", {}), "id") or text(member(answers.get("release", {}), "release-group"), "id")


def mb_links(answer: Json) -> tuple[Entry, ...]:
    """Return the entries at services that we know which an entry at MusicBrainz links to."""
    return tuple(entry for address in _addresses(answer) if (entry := service_facts.entry_at(address)))


def _addresses(answer: Json) -> list[str]:
    return [text(member(relation, "url"), "resource") for relation in _relations(answer)]


def mb_releases(answers: Mapping[str, Json]) -> list[MusicBrainzRelease]:
    """Return the releases of a group."""
    single = [answers["release"]] if "release" in answers else []
    entries = [*single, *dicts(answers.get("releases", {}), "releases")]
    return [release for entry in entries if (release := _mb_release(entry))]


def _mb_release(entry: Json) -> MusicBrainzRelease | None:
    link = musicbrainz.entry("release", text(entry, "id"))
    if link is None:
        return None
    counts = [number(medium, "track-count") or 0 for medium in dicts(entry, "media")]
    year = text(entry, "date")[:4]
    candidate = Candidate(
        entry_id=link.entry_id,
        url=link.url,
        title=text(entry, "title"),
        artists=tuple(
            Person(name=text(credit, "name")) for credit in dicts(entry, "artist-credit") if text(credit, "name")
        ),
        year=int(year) if year.isascii() and year.isdecimal() else None,
        track_count=sum(counts) or None,
        barcodes=(text(entry, "barcode"),) if text(entry, "barcode") else (),
    )
    return MusicBrainzRelease(candidate=candidate, links=mb_links(entry), discogs_id=_discogs_release(entry))


def _discogs_release(entry: Json) -> int | None:
    addresses = [address for address in _addresses(entry) if "discogs.com/release/" in address]
    numbers = [address.rpartition("/release/")[2] for address in addresses]
    return int(numbers[0]) if len(numbers) == 1 and numbers[0].isascii() and numbers[0].isdecimal() else None
