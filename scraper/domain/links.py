"""Addresses of entries at the services: read from what owners and sources give, and written for pages. Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import SplitResult, parse_qs, quote, unquote_to_bytes, urlsplit

from scraper.domain.evidence import Service
from scraper.domain.wikipedias import LANGUAGES, OLD_ENCODINGS, is_namespace

What = Literal["album", "artist", "video", "playlist", "channel", "article", "release", "release-group", "item"]

_SPOTIFY = re.compile(r"[0-9A-Za-z]{22}")
_APPLE = re.compile(r"\d{3,19}", re.ASCII)
_VIDEO = re.compile(r"[\w-]{11}", re.ASCII)
_CHANNEL = re.compile(r"(?:@|c/|user/|channel/)[\w.-]{2,100}", re.ASCII)
_PLAYLIST = re.compile(r"[\w-]{10,60}", re.ASCII)
_MBID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ITEM = re.compile(r"Q[1-9]\d{0,11}", re.ASCII)
_SURROGATE = re.compile("[\ud800-\udfff]")
"""Lone surrogates, which no address can hold."""
_LONGEST_TITLE = 255
"""The longest title that Wikipedia allows, in bytes."""
_UTF_8_LETTER = re.compile(rb"[\xc2-\xf4][\x80-\xbf]")
_BROKEN = re.compile(r"%[0-9A-Fa-f]{2}|\ufffd")
"""What no title holds: it comes from an address that was quoted twice, or in an unknown encoding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An album, artist, article or the like at a service, with an id that is safe in an address."""

    service: Service | Literal["wikidata"]
    what: What
    entry_id: str
    """The service's id; for an article its language and title, such as 'de:Kraftwerk'."""

    @property
    def url(self) -> str:
        """Return the address of the entry."""
        match self.service:
            case "spotify":
                return f"https://open.spotify.com/{self.what}/{self.entry_id}"
            case "apple_music":
                return f"https://music.apple.com/{self.what}/{self.entry_id}"
            case "musicbrainz":
                return f"https://musicbrainz.org/{self.what}/{self.entry_id}"
            case "wikidata":
                return f"https://www.wikidata.org/wiki/{self.entry_id}"
            case "wikipedia":
                language, _, title = self.entry_id.partition(":")
                return f"https://{language}.wikipedia.org/wiki/{quote(title.replace(' ', '_'), safe=_IN_TITLES)}"
            case _:
                return _YOUTUBE[self.what].format(self.entry_id)


_IN_TITLES = "/:,!$*;@~()'"
_YOUTUBE = {
    "video": "https://www.youtube.com/watch?v={}",
    "playlist": "https://www.youtube.com/playlist?list={}",
    "channel": "https://www.youtube.com/{}",
}


def entry_at(url: str) -> Entry | None:
    """Return the entry that an address leads to; None where it leads to no entry that we know."""
    try:
        parts = urlsplit(url.strip() if "//" in url else f"https://{url.strip()}")
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return None
    reader = _HOSTS.get("wikipedia.org" if host.endswith(".wikipedia.org") else host)
    return reader(parts) if reader and parts.scheme in ("http", "https") else None


def item(qid: str) -> Entry | None:
    """Return a Wikidata item; None where the text is no Q id."""
    return Entry(service="wikidata", what="item", entry_id=qid) if _ITEM.fullmatch(qid) else None


def spotify(what: Literal["album", "artist"], entry_id: str) -> Entry | None:
    """Return an album or artist at Spotify; None where the text is no Spotify id."""
    return Entry(service="spotify", what=what, entry_id=entry_id) if _SPOTIFY.fullmatch(entry_id) else None


def apple(what: Literal["album", "artist"], entry_id: str) -> Entry | None:
    """Return an album or artist at Apple Music; None where the text is no Apple id."""
    return Entry(service="apple_music", what=what, entry_id=entry_id) if _APPLE.fullmatch(entry_id) else None


def musicbrainz(what: Literal["release", "release-group", "artist"], mbid: str) -> Entry | None:
    """Return an entry at MusicBrainz; None where the text is no MBID."""
    is_mbid = _MBID.fullmatch(mbid.lower())
    return Entry(service="musicbrainz", what=what, entry_id=mbid.lower()) if is_mbid else None


def article(language: str, title: str) -> Entry | None:
    """Return a Wikipedia article; None where the title or the language cannot be one."""
    plain = " ".join(title.replace("_", " ").split())
    if not plain or _SURROGATE.search(plain) or len(plain.encode()) > _LONGEST_TITLE:
        return None
    before, colon, _ = plain.partition(":")
    if language not in LANGUAGES or (colon and is_namespace(language, before)):
        return None
    return Entry(service="wikipedia", what="article", entry_id=f"{language}:{plain}")


def video(video_id: str) -> Entry | None:
    """Return a video at YouTube; None where the text is no id of a video."""
    return Entry(service="youtube", what="video", entry_id=video_id) if _VIDEO.fullmatch(video_id) else None


def _steps(parts: SplitResult) -> list[str]:
    return [step for step in parts.path.split("/") if step]


def _wikidata(parts: SplitResult) -> Entry | None:
    return item(parts.path.rpartition("/")[2])


def _spotify(parts: SplitResult) -> Entry | None:
    steps = _steps(parts)
    rest = steps[1:] if steps and steps[0].startswith("intl-") else steps
    match rest:
        case ["album" | "artist" as what, entry_id, *_]:
            return spotify("album" if what == "album" else "artist", entry_id)
        case _:
            return None


def _apple(parts: SplitResult) -> Entry | None:
    """Read /gb/album/violator/1440659210, /album/1440659210 and the older /gb/artist/depeche-mode/id148377."""
    steps = _steps(parts)
    number = steps[-1].removeprefix("id") if steps else ""
    what = next((step for step in steps[:-1] if step in ("album", "artist")), None)
    return apple("album" if what == "album" else "artist", number) if what else None


def _musicbrainz(parts: SplitResult) -> Entry | None:
    match _steps(parts):
        case ["release" | "release-group" | "artist" as what, mbid, *_]:
            kinds: dict[str, Literal["release", "release-group", "artist"]]
            kinds = {"release": "release", "release-group": "release-group", "artist": "artist"}
            return musicbrainz(kinds[what], mbid)
        case _:
            return None


def _wikipedia(parts: SplitResult) -> Entry | None:
    language = (parts.hostname or "").removeprefix("www.").removesuffix(".wikipedia.org").removesuffix(".m")
    title = _unquoted(parts.path.removeprefix("/wiki/"), language) if parts.path.startswith("/wiki/") else ""
    return None if _BROKEN.search(title) else article(language, title)


def _unquoted(path: str, language: str) -> str:
    """Return the title in a path: from UTF-8, or as browsers once encoded the language; U+FFFD marks other letters."""
    letters = unquote_to_bytes(_SURROGATE.sub("\ufffd", path))
    title = letters.decode(errors="replace")
    is_old = "\ufffd" in title and not _UTF_8_LETTER.search(letters)
    return letters.decode(OLD_ENCODINGS[language], errors="replace") if is_old and language in OLD_ENCODINGS else title


def _short_youtube(parts: SplitResult) -> Entry | None:
    return video(parts.path.strip("/"))


def _youtube(parts: SplitResult) -> Entry | None:
    steps, query = _steps(parts), parse_qs(parts.query)
    match steps:
        case ["watch"]:
            return video(query.get("v", [""])[0])
        case ["embed" | "shorts" | "live", video_id, *_]:
            return video(video_id)
        case ["playlist"]:
            list_id = query.get("list", [""])[0]
            is_playlist = _PLAYLIST.fullmatch(list_id)
            return Entry(service="youtube", what="playlist", entry_id=list_id) if is_playlist else None
        case _:
            path = "/".join(steps[:1] if steps and steps[0].startswith("@") else steps[:2])
            is_channel = _CHANNEL.fullmatch(path)
            return Entry(service="youtube", what="channel", entry_id=path) if is_channel else None


_HOSTS: dict[str, Callable[[SplitResult], Entry | None]] = {
    "open.spotify.com": _spotify,
    "music.apple.com": _apple,
    "itunes.apple.com": _apple,
    "geo.music.apple.com": _apple,
    "musicbrainz.org": _musicbrainz,
    "wikidata.org": _wikidata,
    "wikipedia.org": _wikipedia,
    "youtube.com": _youtube,
    "music.youtube.com": _youtube,
    "youtube-nocookie.com": _youtube,
    "youtu.be": _short_youtube,
}
