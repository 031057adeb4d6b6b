"""YouTube: the videos that Discogs lists for a release, and channels of artists. Pure."""

import re
from urllib.parse import SplitResult, parse_qs, quote, urlsplit

from scraper.domain.links import Addresses, Entry, PinKind, What, path_steps
from scraper.domain.service_facts.facts import ServiceCredit, ServiceFacts

NAME = "youtube"
_VIDEO = re.compile(r"[\w-]{11}", re.ASCII)
_CHANNEL = re.compile(r"(?:@|c/|user/|channel/)[\w.-]{2,100}", re.ASCII)
_PLAYLIST = re.compile(r"[\w-]{10,60}", re.ASCII)
_SHORT = "youtu.be"
_URLS: dict[What, str] = {
    "video": "https://www.youtube.com/watch?v={}",
    "playlist": "https://www.youtube.com/playlist?list={}",
    "channel": "https://www.youtube.com/{}",
}


def _entry(what: What, entry_id: str, form: re.Pattern[str]) -> Entry | None:
    url = _URLS[what].format(entry_id)
    return Entry(service=NAME, what=what, entry_id=entry_id, url=url) if form.fullmatch(entry_id) else None


def video(video_id: str) -> Entry | None:
    """Return a video; None where the text is no id of one."""
    return _entry("video", video_id, _VIDEO)


def _read(parts: SplitResult) -> Entry | None:
    if (parts.hostname or "").removeprefix("www.") == _SHORT:
        return video(parts.path.strip("/"))
    steps, query = path_steps(parts), parse_qs(parts.query)
    match steps:
        case ["watch"]:
            return video(query.get("v", [""])[0])
        case ["embed" | "shorts" | "live", video_id, *_]:
            return video(video_id)
        case ["playlist"]:
            return _entry("playlist", query.get("list", [""])[0], _PLAYLIST)
        case _:
            path = "/".join(steps[:1] if steps and steps[0].startswith("@") else steps[:2])
            return _entry("channel", path, _CHANNEL)


def _by_id(_: PinKind, text: str, __: str) -> Entry | None:
    return _read(urlsplit(f"https://youtube.com/{text}")) if text.startswith("@") else video(text)


def _player(shown: Entry, _: str) -> str:
    match shown.what:
        case "video":
            return f"https://www.youtube-nocookie.com/embed/{shown.entry_id}"
        case "playlist":
            return f"https://www.youtube-nocookie.com/embed/videoseries?list={quote(shown.entry_id)}"
        case _:
            return ""


FACTS = ServiceFacts(
    name=NAME,
    title="YouTube",
    addresses=Addresses(
        hosts=("youtube.com", "music.youtube.com", "youtube-nocookie.com", _SHORT),
        read=_read,
        by_id=_by_id,
        by_property={"P2397": lambda value: _entry("channel", f"channel/{value}", _CHANNEL)},
    ),
    is_linked=True,
    credit=ServiceCredit(
        url="https://www.youtube.com/",
        gives="Videos that Discogs lists for a release.",
        notice='<a href="https://www.youtube.com/" rel="noopener">YouTube</a> is a trademark of Google LLC.',
    ),
    player=_player,
)
