"""What Wikidata, Wikipedia and MusicBrainz know of the sample: items, articles, links, and wrong articles."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any
from urllib.parse import unquote
from uuid import NAMESPACE_URL, uuid5

from services.fakes.musicbrainz import EntryKind, Link, MusicBrainzEntry, MusicBrainzWorld
from services.fakes.sample.elsewhere.editions import ARTISTS, editions, number_of, other_cover
from services.fakes.sample.elsewhere.works import Work, printed
from services.fakes.spotify import spotify_id
from services.fakes.wikimedia_world import Rank, WikidataItem, WikimediaWorld, WikipediaArticle
from services.fakes.world import World

_ITEMS, _PEOPLE, _OTHERS = 900_000_000, 910_000_000, 920_000_000
"""Numbers of items that Wikidata hasn't reached."""
_ENGLISH = "https://en.wikipedia.org/wiki/"
_LINKED_EVERY = 3
"""MusicBrainz has linked one in so many records to Discogs."""
_RIVALS: Mapping[str, Rank] = {"twice": "normal", "taken_back": "deprecated"}
"""The table's keys for a second item that names the same master, and the rank of its claim."""
_Claims = dict[str, list[tuple[str | None, Rank]]]


def wikimedia(works: Iterable[Work], world: World, other: Mapping[str, Any]) -> WikimediaWorld:
    """Return what the wikis know."""
    records = list(works)
    items = [item for work in records for item in _items(work)]
    articles = [article for work in records if (article := _article(work))]
    people = list(_people(world, other["artist"]))
    return WikimediaWorld(
        items=[*items, *(item for item, _ in people)],
        articles=[*_others(other["other"]), *articles, *(article for _, article in people)],
    )


def _qid(work: Work) -> str:
    return f"Q{_ITEMS + work.number}"


def _items(work: Work) -> Iterator[WikidataItem]:
    """Yield the items about a record: mostly one that names its entry at Discogs."""
    entry, by = work.entry, work.entry.get("by", "item")
    names = _names(work, "normal") if by == "item" else {}
    if by == "musicbrainz" or (names and ("article" in entry or "twice" in entry or _is_led_to_by_item(work))):
        claims = {**names, **(dict(_shop_claims(work)) if _is_led_to_by_item(work) else {})}
        links = {"enwiki": entry.get("article"), "dewiki": entry.get("german")}
        yield WikidataItem(
            qid=_qid(work), claims=claims, sitelinks={wiki: title for wiki, title in links.items() if title}
        )
    for word, rank in _RIVALS.items():
        if word in entry:
            qid = f"Q{_OTHERS + work.number}"
            yield WikidataItem(qid=qid, claims=_names(work, rank), sitelinks={"enwiki": entry[word]})


def _names(work: Work, rank: Rank) -> _Claims:
    """Return the claim with a record's master at Discogs, or its release where it has no master."""
    master = work.release.get("master_id")
    return {"P1954" if master else "P2206": [(str(master or work.release["id"]), rank)]}


def _is_led_to_by_item(work: Work) -> bool:
    """Tell whether the item names the shops' entries; otherwise MusicBrainz may."""
    return bool(work.entry.get("ids")) and work.number % 2 == 0


def _shop_claims(work: Work) -> Iterator[tuple[str, list[tuple[str | None, Rank]]]]:
    number = number_of(work, 0)
    if any(editions(work, "spotify")):
        yield "P2205", [(spotify_id(number), "normal")]
    if any(editions(work, "apple")):
        yield "P2281", [(str(number), "normal")]


def _article(work: Work) -> WikipediaArticle | None:
    if "article" not in work.entry:
        return None
    return WikipediaArticle(
        title=work.entry["article"],
        extract=introduction(work),
        qid=_qid(work) if work.entry.get("by") not in ("search", "link") else "",
    )


def introduction(work: Work) -> str:
    """Return an introduction with facts from the sample alone."""
    kind = {"ep": "an EP", "single": "a single", "compilation": "a compilation album"}.get(work.kind, "an album")
    kind = "a live album" if work.entry.get("live") else kind
    whose = "various artists" if work.is_various else _listed([printed(artist) for artist in work.release["artists"]])
    label = work.release["labels"][0]["name"]
    on = f" on {label}" if work.release["year"] == work.year and not label.startswith("Not On Label") else ""
    return f"{work.title} is {kind} by {whose}, released in {work.year}{on}.{_makers(work)}{_opening(work)}"


def _makers(work: Work) -> str:
    credited = work.release.get("extraartists", ())
    names = [printed(artist) for artist in credited if artist["role"] == "Producer" and not artist["tracks"]]
    # "B.E.F." already ends with a full stop.
    return f" It was produced by {_listed(names).removesuffix('.')}." if names else ""


def _listed(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if names[:-1] else names)


def _opening(work: Work) -> str:
    if len(work.songs) < 3 or work.entry.get("suffix"):  # noqa: PLR2004  # two tracks have none between them
        return ""
    first, last = work.songs[0][0], work.songs[-1][0]
    return f" The first of its {len(work.songs)} tracks is “{first}”, the last “{last}”." if first != last else ""


def _people(world: World, texts: Mapping[str, str]) -> Iterator[tuple[WikidataItem, WikipediaArticle]]:
    """Yield the items and articles of artists, which Discogs links to."""
    for answer in world.artists.values():
        if answer["name"] not in texts:
            continue
        address = next(url for url in answer["urls"] if url.startswith(_ENGLISH))
        title = unquote(address.removeprefix(_ENGLISH)).replace("_", " ")
        qid = f"Q{_PEOPLE + answer['id']}"
        ids = ARTISTS + answer["id"]
        claims: _Claims = {"P1953": [(str(answer["id"]), "normal")]}
        if answer["id"] % 2:
            claims |= {"P1902": [(spotify_id(ids), "normal")], "P2850": [(str(ids), "normal")]}
        yield (
            WikidataItem(qid=qid, claims=claims, sitelinks={"enwiki": title}),
            WikipediaArticle(title=title, extract=texts[answer["name"]], qid=qid),
        )


def _others(rows: Iterable[Mapping[str, Any]]) -> Iterator[WikipediaArticle]:
    for place, row in enumerate(rows):
        qid = f"Q{_ITEMS + row['about']}" if "about" in row else f"Q{_OTHERS + 1000 + place}"
        yield WikipediaArticle(
            language=row.get("language", "en"),
            title=row["title"],
            extract=row["text"],
            qid=qid,
            type=row.get("type", "standard"),
        )


def musicbrainz(works: Iterable[Work]) -> MusicBrainzWorld:
    """Return what MusicBrainz and the Cover Art Archive know."""
    linked = [work for work in works if _is_linked(work)]
    return MusicBrainzWorld(
        entries=[entry for work in linked for entry in _entries(work)],
        covers={
            mbid("release-group", work): partial(other_cover, work)
            for work in linked
            if work.entry.get("cover") == "archive"
        },
    )


def mbid(kind: EntryKind, work: Work) -> str:
    """Return an id for a record that no entry of the real MusicBrainz has."""
    return str(uuid5(NAMESPACE_URL, f"sample {kind} {work.number}"))


def _is_linked(work: Work) -> bool:
    entry = work.entry
    if "like" in entry or "master_id" not in work.release:
        return False
    is_needed = entry.get("by") in ("musicbrainz", "link") or entry.get("cover") == "archive" or entry.get("ids")
    return bool(is_needed) or work.number % _LINKED_EVERY == 0


def _entries(work: Work) -> Iterator[MusicBrainzEntry]:
    group = mbid("release-group", work)
    yield MusicBrainzEntry(kind="release-group", mbid=group, name=work.title, links=tuple(_links(work)))
    if work.entry.get("ids") and not _is_led_to_by_item(work):
        shops = (
            Link(type="free streaming", resource=f"https://open.spotify.com/album/{spotify_id(number_of(work, 0))}"),
            Link(type="streaming", resource=f"https://music.apple.com/us/album/{number_of(work, 0)}"),
        )
        release = mbid("release", work)
        yield MusicBrainzEntry(
            kind="release",
            mbid=release,
            name=work.title,
            links=shops,
            group=group,
            format="Digital Media",
            tracks=len(work.songs),
        )


def _links(work: Work) -> Iterator[Link]:
    yield Link(type="discogs", resource=f"https://www.discogs.com/master/{work.release['master_id']}")
    if work.entry.get("by") == "musicbrainz":
        yield Link(type="wikidata", resource=f"https://www.wikidata.org/wiki/{_qid(work)}")
    if work.entry.get("by") == "link":
        yield Link(type="wikipedia", resource=f"{_ENGLISH}{work.entry['article'].replace(' ', '_')}")
