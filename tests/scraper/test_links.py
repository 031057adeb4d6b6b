"""Addresses of entries at the services are read strictly: what leads anywhere else is nothing."""

import pytest

from scraper.domain import links
from scraper.domain.links import Entry, entry_at

SPOTIFY = "0123456789abcdefghijAB"
MBID = "1f91ab9c-0f1c-4c23-9d1f-0a7d8a3f7a11"


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (f"https://open.spotify.com/album/{SPOTIFY}", f"https://open.spotify.com/album/{SPOTIFY}"),
        (f"open.spotify.com/intl-de/album/{SPOTIFY}?si=1", f"https://open.spotify.com/album/{SPOTIFY}"),
        (f" HTTPS://OPEN.SPOTIFY.COM/artist/{SPOTIFY}#x ", f"https://open.spotify.com/artist/{SPOTIFY}"),
        ("https://music.apple.com/gb/album/violator/1440659210?i=5", "https://music.apple.com/album/1440659210"),
        ("https://itunes.apple.com/us/artist/depeche-mode/id148377", "https://music.apple.com/artist/148377"),
        ("https://www.wikidata.org/wiki/Q11649", "https://www.wikidata.org/wiki/Q11649"),
        ("https://de.m.wikipedia.org/wiki/Kraftwerk_(Band)", "https://de.wikipedia.org/wiki/Kraftwerk_(Band)"),
        ("http://en.wikipedia.org/wiki/AC%2FDC", "https://en.wikipedia.org/wiki/AC/DC"),
        (
            "https://ja.wikipedia.org/wiki/坂本龍一",
            "https://ja.wikipedia.org/wiki/%E5%9D%82%E6%9C%AC%E9%BE%8D%E4%B8%80",
        ),
        (f"https://musicbrainz.org/release/{MBID.upper()}", f"https://musicbrainz.org/release/{MBID}"),
        (f"musicbrainz.org/release-group/{MBID}/details", f"https://musicbrainz.org/release-group/{MBID}"),
        ("https://youtu.be/dQw4w9WgXcQ?t=5", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
        ("https://m.youtube.com/watch?list=x&v=dQw4w9WgXcQ", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
        ("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
        ("https://www.youtube.com/@kraftwerk/videos", "https://www.youtube.com/@kraftwerk"),
    ],
)
def test_an_entry_is_read_from_any_of_its_addresses(given: str, wanted: str) -> None:
    """Whatever language, country, scheme, case and trimmings it has; and is written in one form."""
    entry = entry_at(given)
    assert entry is not None
    assert wanted == entry.url
    assert entry == entry_at(entry.url)


@pytest.mark.parametrize(
    "given",
    [
        "",
        " ",
        "x",
        "//",
        "https://",
        "https://[::1",
        "https://open.spotify.com",
        "https://open.spotify.com/album/",
        "https://open.spotify.com/album/short",
        f"https://open.spotify.com/track/{SPOTIFY}",
        f"https://open.spotify.com/album/{SPOTIFY}x",
        f"https://open.spotify.com/album/{SPOTIFY[:-1]}é",
        f"https://open.spotify.com.evil.example/album/{SPOTIFY}",
        f"https://open.spotify.com@evil.example/album/{SPOTIFY}",
        f"https://evil.example/https://open.spotify.com/album/{SPOTIFY}",
        f"https://evilopen.spotify.com/album/{SPOTIFY}",
        f"https://ореn.spotify.com/album/{SPOTIFY}",
        f"https://open.spotify.com\\@evil.example/album/{SPOTIFY}",
        f"javascript://open.spotify.com/album/{SPOTIFY}",
        f"javascript:alert(1)//open.spotify.com/album/{SPOTIFY}",
        f"data://open.spotify.com/album/{SPOTIFY}",
        f"ftp://open.spotify.com/album/{SPOTIFY}",
        "https://music.apple.com/gb/song/1440659210",
        "https://music.apple.com/gb/album/violator/١٢٣٤٥",
        "https://music.apple.com/gb/album/violator/12345678901234567890",
        "https://www.wikidata.org/wiki/Property:P1954",
        "https://www.wikidata.org/wiki/Q0",
        "https://en.wikipedia.org/w/index.php?title=Kraftwerk",
        "https://en.wikipedia.org/wiki/",
        "https://en.wikipedia.org/wiki/_",
        "https://en.wikipedia.org/wiki/\ud800",
        "https://x.y.wikipedia.org/wiki/Kraftwerk",
        "https://wikipedia.org/wiki/Kraftwerk",
        f"https://musicbrainz.org/recording/{MBID}",
        "https://musicbrainz.org/release/x",
        "https://www.youtube.com/watch?v=short",
        "https://www.youtube.com/watch",
        "https://www.youtube.com/results?search_query=x",
        "https://youtu.be/",
        f"https://en.wikipedia.org/wiki/{'x' * 300}",
        f"https://open.spotify.com/album/{'x' * 100_000}",
    ],
)
def test_anything_else_is_nothing(given: str) -> None:
    """Nonsense, other hosts that look alike, tricks with names before an @, other schemes: never an error."""
    assert entry_at(given) is None


@pytest.mark.parametrize("text", ["", "\ud800", " ", "_"])
def test_ids_that_are_none_make_no_entry(text: str) -> None:
    """They come from answers, which can hold anything."""
    entries = [links.item(text), links.video(text), links.article("en", text), links.article(text, "X")]
    entries += [links.spotify("album", text), links.apple("artist", text), links.musicbrainz("artist", text)]
    assert [None] * 7 == entries


def test_an_address_cannot_be_broken_out_of() -> None:
    """Whatever a title holds, it is one path at Wikipedia."""
    entry = links.article("en", 'A "quoted" <b> & ?x#y %2e [z] {w} \x00')
    assert isinstance(entry, Entry)
    assert set() == set('"<>?# []{}\x00') & set(entry.url.removeprefix("https://en.wikipedia.org/wiki/"))
