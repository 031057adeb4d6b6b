"""Worlds in which every service offers the wrong answer that tempts, alone or beside the right one."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from household import TOKEN, copy, credit, picture
from household import release as plain_release
from neighbours import Elsewhere

from services.fakes.music import Album
from services.fakes.musicbrainz import Link, MusicBrainzEntry, MusicBrainzWorld
from services.fakes.spotify import SpotifyFake, spotify_id
from services.fakes.wikimedia_world import WikidataItem, WikimediaWorld, WikipediaArticle
from services.fakes.world import World

FILE = Path(__file__).with_name("wrong_matches.toml")
VARIOUS = 194
RIGHT, TEMPTING = 33_000_000, 66_000_000
"""Where the numbers of right and of tempting entries begin; their artists' are ten millions further on."""
RIGHT_ARTIST, TEMPTING_ARTIST = 43_000_000, 76_000_000
MARK = "Tempter"
"""Stands in every text that belongs to a tempting entry."""
WRONG_YEAR, WRONG_DAY = "2013", "07-23"
"""Of the dates that the services give."""
OURS = 1977
_FIRST, _SECOND = (
    (
        "Amber",
        "Birch",
        "Cedar",
        "Delta",
        "Ember",
        "Fallow",
        "Garnet",
        "Hollow",
        "Indigo",
        "Jasper",
        "Kestrel",
        "Linden",
    ),
    ("Road", "Mile", "Song", "Rain", "Field", "Gate", "Bell", "Storm", "Shore", "Hour", "Coat", "Wheel", "Letter"),
)

Case = Mapping[str, Any]


@cache
def cases() -> tuple[Case, ...]:
    """Return the cases of the file."""
    return tuple(tomllib.loads(FILE.read_text())["case"])


def invented(number: int, count: int) -> list[str]:
    """Return titles of which no two numbers have one in common."""
    return [f"{_FIRST[(number + at) % 12]} {_SECOND[at % 13]} {number}.{at}" for at in range(count)]


def songs_of(case: Case) -> list[str]:
    """Return our track list."""
    said = case["songs"]
    return list(said) if isinstance(said, list) else invented(cases().index(case), said)


def tempting_songs(ours: list[str], said: str | list[str], number: int) -> list[str]:
    """Return the track list of a tempting entry, as the file describes it."""
    if isinstance(said, list):
        return said
    others, some = invented(300 + number, len(ours) + 8), len(ours) // 4
    lists = {
        "same": ours,
        "other": others[:-8],
        "some": [*ours[:some], *others[some:-8]],
        "half": ours[: (len(ours) + 1) // 2],
        "more": [*ours, *others[-8:]],
    }
    return lists.get(said, [f"{song} {said}" for song in ours])


@dataclass(kw_only=True)
class Tempted:
    """Somebody with all those records, and the services around them."""

    beside: bool
    """Whether the right entries are offered, too."""
    world: World = field(default_factory=lambda: World(username="crate", token=TOKEN))
    elsewhere: Elsewhere = field(default_factory=Elsewhere)
    right: dict[int, int] = field(default_factory=dict)
    """From a release to the number of its right entry."""
    articles: dict[int, str] = field(default_factory=dict)
    """From a release to the address of its right article."""

    def allowed(self, release: int) -> set[int]:
        """Return the numbers of the entries that are the album of a release, whichever of its pressings they are."""
        return {self.right[one] for one in _pressings(release) if one in self.right}

    def articles_of(self, release: int) -> set[str]:
        """Return the addresses of the articles about the album of a release."""
        return {self.articles[one] for one in _pressings(release) if one in self.articles}


def _pressings(release: int) -> list[int]:
    by = {case["release"]: (case["artist"], case["title"]) for case in cases()}
    return [one for one, album in by.items() if album == by[release]]


def tempted(*, beside: bool) -> Tempted:
    """Return everything that the file describes."""
    made = Tempted(beside=beside)
    names = sorted({case["artist"] for case in cases()})
    tempters = iter(range(1, 10_000))
    for place, case in enumerate(cases()):
        is_various = case["artist"] == "Various"
        artist = VARIOUS if is_various else 700_001 + names.index(case["artist"])
        _shelve(made.world, case, place, artist)
        albums = list(_tempting(case, tempters))
        if beside and "right" in case:
            made.right[case["release"]] = RIGHT + place
            albums.append(_right(case, place, artist))
        made.elsewhere.apple.albums += albums
        made.elsewhere.spotify.albums += albums
        _mislead(made.elsewhere, case, tempters)
        made.elsewhere.wikimedia.articles += [_article(title, text) for title, text in case.get("articles", ())]
        if beside and "article" in case:
            article = WikipediaArticle(title=case["article"][0], extract=case["article"][1], qid=f"Q{RIGHT + place}")
            made.elsewhere.wikimedia.articles.append(article)
            made.articles[case["release"]] = article.url
    return made


def _shelve(world: World, case: Case, place: int, artist: int) -> None:
    number, (medium, *descriptions) = case["release"], case.get("formats", ["Vinyl", "LP", "Album"])
    code = {"identifiers": [{"type": "Barcode", "value": case["barcode"]}]} if "barcode" in case else {}
    plain = {key: value for key, value in plain_release(number).items() if not key.startswith("master")}
    world.releases[number] = plain | {
        "title": case["title"],
        "year": case.get("year", OURS),
        "released": str(case.get("year", OURS)),
        "artists": [credit(artist, case["artist"])],
        "extraartists": [],
        "formats": [{"name": medium, "qty": "1", "descriptions": descriptions}],
        "genres": case.get("genres", ["Rock"]),
        "styles": case.get("styles", ["Indie Rock"]),
        "tracklist": [
            {"position": str(at), "type_": "track", "title": song, "duration": ""}
            for at, song in enumerate(songs_of(case), start=1)
        ],
        "images": [],
        **code,
        **({"master_id": case["master"]} if "master" in case else {}),
    }
    world.copies.append(copy(place) | {"id": number})
    if "master" in case:
        world.masters[case["master"]] = {"id": case["master"], "title": case["title"], "year": OURS}
    if artist != VARIOUS:
        about = {"id": artist, "name": case["artist"], "profile": "", "urls": [], "images": []}
        world.artists[artist] = about


def _tempting(case: Case, numbers: Iterator[int]) -> Iterator[Album]:
    ours = songs_of(case)
    for artist, title, songs, *kind in case["tempting"]:
        number = next(numbers)
        tracks = tuple((song, None) for song in tempting_songs(ours, songs, number))
        yield Album(
            number=TEMPTING + number,
            title=title,
            artist=artist,
            artist_id=TEMPTING_ARTIST + number,
            tracks=tracks,
            year=f"{case.get('year', OURS)}-{WRONG_DAY}",
            upc=case.get("barcode", ""),
            kind=kind[0] if kind else "album",
            notes=f"{MARK} has made <b>{title}</b>.",
            cover=lambda: picture(66),
        )


def _right(case: Case, place: int, artist: int) -> Album:
    """Return what is ours; every other one with a date that is years off."""
    title = case["right"]
    return Album(
        number=RIGHT + place,
        title=title,
        artist=case.get("right_artist", case["artist"]),
        artist_id=RIGHT_ARTIST + artist,
        tracks=tuple((song, None) for song in songs_of(case)),
        year=f"{WRONG_YEAR if place % 2 else case.get('year', OURS)}-{WRONG_DAY}",
        kind="compilation" if "Compilation" in case.get("formats", ()) else "album",
        notes=f"Praise of record {case['release']}.",
        cover=lambda: picture(33),
    )


def _article(title: str, text: str, **more: Any) -> WikipediaArticle:
    return WikipediaArticle(title=title, extract=f"{text} {MARK}.", **{"qid": f"Q66{len(title)}", **more})


def _mislead(elsewhere: Elsewhere, case: Case, numbers: Iterator[int]) -> None:
    for said in case.get("items", ()):
        _misnamed(elsewhere.wikimedia, said, next(numbers))
    for said in case.get("musicbrainz", ()):
        _mislinked(elsewhere.musicbrainz, case, said, next(numbers))


def _misnamed(world: WikimediaWorld, said: Mapping[str, Any], number: int) -> None:
    """Add an item that is not our album's, with the article that it has."""
    album, artist, qid = TEMPTING + number, TEMPTING_ARTIST + number, f"Q{TEMPTING + number}"
    claims = {name: [tuple(one) for one in values] for name, values in said["claims"].items()}
    if said.get("names_album"):
        claims |= {"P2205": [(spotify_id(album), "normal")], "P2281": [(str(album), "normal")]}
    if said.get("names_artist"):
        claims |= {"P1902": [(spotify_id(artist), "normal")], "P2850": [(str(artist), "normal")]}
    title = said.get("article", "")
    world.items.append(WikidataItem(qid=qid, claims=claims, sitelinks={"enwiki": title} if title else {}))
    if title:
        text = f"{title} is the second studio album by the band Sound of Elsewhere."
        more = {"qid": said.get("article_of", qid), "type": said.get("type", "standard")}
        world.articles.append(_article(title, text, **more))
    if "stale" in said:
        world.stale[said["stale"]] = [qid]


def _mislinked(world: MusicBrainzWorld, case: Case, said: Mapping[str, Any], number: int) -> None:
    """Add an entry that is not our album's, with links to others that are not ours, and a cover."""
    mbid = f"66000000-0000-4000-8000-{number:012}"
    links = (
        Link(type="discogs", resource=said["at"], ended=said.get("ended", False)),
        Link(type="free streaming", resource=f"https://open.spotify.com/album/{spotify_id(TEMPTING + number)}"),
        Link(type="streaming", resource=f"https://music.apple.com/gb/album/{TEMPTING + number}"),
        Link(type="wikipedia", resource=f"https://en.wikipedia.org/wiki/{MARK}_{number}"),
    )
    world.entries.append(MusicBrainzEntry(kind=said["kind"], mbid=mbid, name=case["title"], links=links))
    world.covers[mbid] = lambda: picture(66)


class VagueSpotify(SpotifyFake):
    """A Spotify that takes a query by fields for a list of words, and so has an answer to everything."""

    def _matching(self, query: str) -> list[Album]:
        words = query.replace("artist:", " ").replace("album:", " ").replace('"', " ")
        return super()._matching(words) if "upc:" in query else self.catalogue.search(words)
