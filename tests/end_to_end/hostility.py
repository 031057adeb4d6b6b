"""Worlds in which every text of every service is an attempt to be more than text."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import cycle
from typing import Any

from household import TOKEN, Json, copy, images, picture
from neighbours import Elsewhere

from services.fakes.music import Album
from services.fakes.musicbrainz import Link, MusicBrainzEntry
from services.fakes.server import Call, FakeServer, Response
from services.fakes.spotify import spotify_id
from services.fakes.wikimedia_world import WikidataItem, WikipediaArticle
from services.fakes.world import World

SURROGATE = "(half a pair)"
"""Stands for a lone surrogate, which only JSON can hold."""
PAYLOADS = {
    "script": "<script>window.__hit=1;alert(1)</script>",
    "handlers": """"><img src=x onerror="window.__hit=2"><svg onload=window.__hit=3><p onclick=alert(4)>""",
    "script addresses": "[click](javascript:window.__hit=5) <a href='javascript:window.__hit=6'>me</a>",
    "data addresses": "data:text/html,<script>window.__hit=7</script> [d](data:text/html;base64,PHNjcmlwdD4=)",
    "shortcodes": """{{< figure src="http://evil.example/a.png" >}} {{< nothing-known >}} {{</* x */>}}""",
    "templates": """{{% include "x" %}} {{ .Site.Title }} {{ define "main" }}{{ end }} {%raw%}""",
    "front matter": "\n---\ntitle: broken\ndraft: true\n---\n+++\n# A heading\n\n- a list\n",
    "quotation marks": """\"\"\" ''' ]]> %> ?> */ // \\ \\" \\n ${x} #{y} $(z)""",
    "comment": "<!-- that nothing ends <![CDATA[ <? <!DOCTYPE",
    "BBCode": "[url=javascript:window.__hit=8]u[/url] [img=http://evil.example/b.png] [b]x[/i] [a=<script>] [a1] [m=",
    "Markdown": "![i](http://evil.example/c.png) [l](http://evil.example/) <http://evil.example/> `c` | t | **b**",
    "frames": "<iframe src='http://evil.example/'></iframe><style>*{display:none}</style><base href=//evil.example/>"
    "<meta http-equiv=refresh content='0;url=http://evil.example/'><link rel=stylesheet href=//evil.example/d.css>",
    "bidi": "\u202egnp.exe\u202c \u2066isolated\u2069 \u200f\u200e \u061c",
    "controls": "nul \x00 \x01 \x08 \x1b[31m \x7f \x9f \ufeff \u2028 \u2029 end",
    "surrogate": SURROGATE,
    "long": "<b>&amp;*_" * 500,
    "emoji": "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 Z̷͓̈́a̴͝l̵̀g̶o̴ \U0010fffd",
    "entities": "&lt;script&gt;window.__hit=9&lt;/script&gt; &#60;img src=x onerror=alert(10)&#62; java&colon;x",
    "attributes": """\" onmouseover="window.__hit=11" autofocus onfocus='window.__hit=12' x=` style=display:none """,
    "ends": "</title></script></style></textarea></noscript><script>window.__hit=13</script>",
}
ADDRESSES = (
    "javascript:window.__hit=20",
    " JaVaScRiPt:window.__hit=21",
    "java\nscript:window.__hit=22",
    "data:text/html,<script>window.__hit=23</script>",
    "vbscript:msgbox",
    "file:///etc/passwd",
    "//evil.example/x",
    """http://evil.example/" onmouseover="window.__hit=24""",
    "http://evil.example/<script>window.__hit=25</script>)](javascript:window.__hit=26)",
    "https://open.spotify.com@evil.example/album/0000000000000000000001",
    'https://www.youtube.com/watch?v="><script>window.__hit=27</script>',
    "http://[::1",
    "{{< figure >}}",
    "https://evil.example/%0d%0a---%0a?q={{.Site}}#\u202e",
)
_ADDRESS_KEYS = {
    "url",
    "uri",
    "href",
    "page",
    "spotify",
    "collectionViewUrl",
    "artistViewUrl",
    "artworkUrl60",
    "artworkUrl100",
}
_BARE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")
FIRST, MASTER, ARTIST, LISTED = 1, 9001, 501, 1_000_000


def seen(text: str) -> str:
    """Return a text as people see it: on one line, without what no page can show."""
    plain = _BARE.sub("", text.replace(SURROGATE, "\ufffd").replace("\x85", "\n"))
    return " ".join(plain.split())


def payloads() -> Iterator[tuple[int, str, str]]:
    """Yield a number, from which all ids are made, with a name and what all texts of that number end with."""
    yield from ((FIRST + place, name, text) for place, (name, text) in enumerate(PAYLOADS.items()))


def title(number: int, text: str) -> str:
    """Return the title of a release."""
    return f"Title {number} {text}"


def name(number: int, text: str) -> str:
    """Return the name of an artist."""
    return f"Artist {number} {text}"


def hostile_world() -> World:
    """Return a collection of a record for each payload, by an artist for each."""
    world = World(username="crate", token=TOKEN)
    for number, _, text in payloads():
        world.releases[number] = _release(number, text)
        world.masters[MASTER + number] = {
            "id": MASTER + number,
            "title": title(number, text),
            "year": 1971,
            "notes": text,
        }
        world.artists[ARTIST + number] = _artist(number, text)
        world.images[f"/images/release-{number}.jpg"] = lambda: picture(1)
        world.copies.append(copy(number) | {"notes": [{"field_id": field, "value": text} for field in (1, 3)]})
    world.folders.append({"id": 7, "name": " ".join(PAYLOADS.values())[:4000]})
    world.copies[-1]["folder_id"] = 7
    world.fields[0] = world.fields[0] | {"name": PAYLOADS["handlers"]}
    return world


def _credit(number: int, text: str, what: str = "") -> Json:
    texts = {"name": name(number, text), "anv": "", "join": f"& {text}", "role": what and f"{what} {text}"}
    return {"id": ARTIST + number, "tracks": text if what else "", **texts}


def _release(number: int, text: str) -> Json:
    addresses = cycle(ADDRESSES)
    return {
        "id": number,
        "master_id": MASTER + number,
        "title": title(number, text),
        "year": 1971,
        "released": f"1971-03-00 {text}",
        "country": f"UK {text}",
        "notes": f"Notes {text}",
        "artists": [_credit(number, text), _credit(number % len(PAYLOADS) + 1, text)][: 1 + number % 2],
        "extraartists": [_credit(number, text, "Producer"), _nobody(text)],
        "labels": [_label(70 + number, text)],
        "companies": [_label(90, text)],
        "series": [_label(80, text)],
        "formats": [{"name": f"Vinyl {text}", "qty": f"1 {text}", "descriptions": ["LP", "Album", text], "text": text}],
        "genres": [f"Rock {text}"],
        "styles": [f"Krautrock {text}"],
        "identifiers": [
            {"type": f"Matrix {text}", "value": text, "description": text},
            {"type": "Barcode", "value": text},
        ],
        "videos": [
            {"uri": address, "title": f"Video {text}", "description": text, "duration": 9}
            for address in ("https://www.youtube.com/watch?v=abcdefghijk", *ADDRESSES)
        ],
        "tracklist": _tracks(number, text),
        "images": images(f"release-{number}") if number % 2 else [],
        "uri": next(addresses),
        "resource_url": next(addresses),
        "community": {"have": 1, "want": 1, "rating": {"count": 1, "average": 4.0}},
    }


def _label(number: int, text: str) -> Json:
    named = {"name": f"Label {text}", "catno": f"CAT {text}", "entity_type_name": f"Pressed By {text}"}
    return {"id": number, **named}


def _nobody(text: str) -> Json:
    texts = {"name": f"Nobody {text}", "anv": f"Somebody {text}", "join": text, "role": f"Horn {text}", "tracks": text}
    return {"id": 0, **texts}


def _tracks(number: int, text: str) -> list[Json]:
    track = {"type_": "track", "duration": "3:45", "position": f"A {text}"}
    credited = {"artists": [_credit(number, text)], "extraartists": [_nobody(text)]}
    index = {"type_": "index", "title": f"Suite {text}", "position": "", "duration": text}
    return [
        {**track, "title": f"Song {number} {text}", **credited},
        {"type_": "heading", "title": f"Side {text}", "position": "", "duration": ""},
        {**index, "sub_tracks": [{**track, "title": text}]},
    ]


def _artist(number: int, text: str) -> Json:
    related = [{"id": 8000 + number, "name": f"Related {text}", "active": False}]
    return {
        "id": ARTIST + number,
        "name": name(number, text),
        "realname": f"Real {text}",
        "profile": f"Profile {text}",
        "namevariations": [f"Variation {text}", text],
        "urls": [*ADDRESSES, text],
        "members": related,
        "groups": related,
        "aliases": related,
    }


def hostile_elsewhere() -> Elsewhere:
    """Return services that know all these records, to which ids lead."""
    made = Elsewhere()
    for number, _, text in payloads():
        albums = made.apple.albums, made.spotify.albums
        for album in albums:
            album.append(_album(number, text))
        made.wikimedia.items += [_item(number, text), _person(number, text)]
        made.wikimedia.articles.append(_about(f"A{number} {text}", text, number))
        made.wikimedia.articles.append(_about(f"B{number} {text}", text, 1000 + number))
        made.musicbrainz.entries.append(_group(number, text))
        made.musicbrainz.covers[_mbid(number)] = lambda: picture(2)
    return made


def _album(number: int, text: str) -> Album:
    return Album(
        number=LISTED + number,
        title=title(number, text),
        artist=name(number, text),
        artist_id=ARTIST + number,
        tracks=((f"Song {number} {text}", 225), (text, 225)),
        year="1971",
        notes=f"<p>Apple {text}</p> <b>says <i>{text}",
        cover=lambda: picture(3),
    )


def _item(number: int, text: str) -> WikidataItem:
    claims: dict[str, list[Any]] = {
        "P1954": [(str(MASTER + number), "normal"), (text, "normal")],
        "P2205": [(spotify_id(LISTED + number), "normal"), (text, "normal")],
        "P2281": [(str(LISTED + number), "normal"), (text, "normal")],
        "P2397": [(text, "normal"), *((address, "normal") for address in ADDRESSES)],
    }
    return WikidataItem(
        qid=f"Q{number}", claims=claims, sitelinks={"enwiki": shown(f"A{number} {text}"), "dewiki": text}
    )


def _person(number: int, text: str) -> WikidataItem:
    claims: dict[str, list[Any]] = {
        "P1953": [(str(ARTIST + number), "normal")],
        "P1902": [(spotify_id(ARTIST + number), "normal"), (text, "normal")],
        "P2850": [(str(ARTIST + number), "normal"), (text, "normal")],
    }
    return WikidataItem(qid=f"Q{1000 + number}", claims=claims, sitelinks={"enwiki": shown(f"B{number} {text}")})


def shown(text: str) -> str:
    """Return a text as a title of an article can have it: of limited length, on one line, without some signs."""
    plain = re.sub(r"[_<>\[\]{}|#\x00-\x1f\x7f-\x9f\u2028\u2029]|://", " ", text.replace(SURROGATE, ""))
    return " ".join(plain.split()).encode()[:240].decode(errors="ignore").strip()


def _about(called: str, text: str, item: int) -> WikipediaArticle:
    extract = f"Extract {text}"
    return WikipediaArticle(title=shown(called), extract=extract, extract_html=f"<p>{text}</p>", qid=f"Q{item}")


def _mbid(number: int) -> str:
    return f"12345678-0000-4000-8000-{number:012}"


def _group(number: int, text: str) -> MusicBrainzEntry:
    addresses = (*ADDRESSES, text, f"https://en.wikipedia.org/wiki/{text}", f"https://www.youtube.com/user/{text}")
    links = (Link(type="discogs", resource=f"https://www.discogs.com/master/{MASTER + number}"),)
    hostile = tuple(Link(type="free streaming", resource=address) for address in addresses)
    return MusicBrainzEntry(kind="release-group", mbid=_mbid(number), name=title(number, text), links=links + hostile)


def let_it_be_hostile(fake: FakeServer, *, also_addresses: bool) -> None:
    """Have a fake say lone surrogates and, if asked for, addresses that nobody should follow wherever there is one."""
    plain, addresses = fake.answer, cycle(ADDRESSES)

    def answer(call: Call) -> Response:
        found = plain(call)
        if not found.body.lstrip().startswith(b"{"):
            return found
        content = json.loads(found.body)
        spoiled = _with_addresses(content, lambda: next(addresses)) if also_addresses else content
        body = json.dumps(spoiled, ensure_ascii=True).encode().replace(SURROGATE.encode(), rb"\ud800")
        return replace(found, body=body)

    fake.answer = answer  # type: ignore[method-assign]  # the server asks this very object


def _with_addresses(content: Any, address: Callable[[], str]) -> Any:
    """Replace all addresses in JSON."""
    if isinstance(content, dict):
        return {
            key: address() if key in _ADDRESS_KEYS and isinstance(value, str) else _with_addresses(value, address)
            for key, value in content.items()
        }
    return [_with_addresses(item, address) for item in content] if isinstance(content, list) else content
