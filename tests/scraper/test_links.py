"""Addresses of entries at the services are read strictly: what leads anywhere else is nothing."""

import pytest

from scraper.domain.links import Entry
from scraper.domain.service_facts import apple_music, entry_at, musicbrainz, spotify, wikidata, wikipedia, youtube

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


@pytest.mark.parametrize(
    ("host", "language"),
    [
        ("en.wikipedia.org", "en"),
        ("de.m.wikipedia.org", "de"),
        ("www.de.wikipedia.org", "de"),
        ("www.fr.m.wikipedia.org", "fr"),
        ("PT.Wikipedia.Org:443", "pt"),
        ("simple.wikipedia.org", "simple"),
        ("simple.m.wikipedia.org", "simple"),
        ("zh-min-nan.wikipedia.org", "zh-min-nan"),
        ("be-tarask.wikipedia.org", "be-tarask"),
        ("be-x-old.wikipedia.org", "be-x-old"),
        ("ceb.wikipedia.org", "ceb"),
    ],
)
def test_a_wikipedia_is_known_by_its_language(host: str, language: str) -> None:
    """Also the mobile one, and with a needless www."""
    entry = entry_at(f"http://{host}/wiki/Kraftwerk")
    assert entry is not None
    assert f"{language}:Kraftwerk" == entry.entry_id
    assert f"https://{language}.wikipedia.org/wiki/Kraftwerk" == entry.url


@pytest.mark.parametrize(
    "host",
    [
        "www.wikipedia.org",
        "wikipedia.org",
        "m.wikipedia.org",
        "www.m.wikipedia.org",
        "commons.wikipedia.org",
        "meta.wikipedia.org",
        "species.wikipedia.org",
        "incubator.wikipedia.org",
        "test.wikipedia.org",
        "test2.wikipedia.org",
        "wap.wikipedia.org",
        "ten.wikipedia.org",
        "xx.wikipedia.org",
        "ww.wikipedia.org",
        "www.www.wikipedia.org",
        "x.y.wikipedia.org",
        "en.de.wikipedia.org",
        "enwikipedia.org",
        "en.wikipedia.com",
        "en.wikipedia.org.example.org",
    ],
)
def test_what_is_no_language_is_no_wikipedia(host: str) -> None:
    """All languages are listed at www; commons and the like hold no articles."""
    assert entry_at(f"http://{host}/wiki/Kraftwerk") is None


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("de.wikipedia.org/wiki/Einst%FCrzende_Neubauten", "Einstürzende Neubauten"),
        ("en.wikipedia.org/wiki/Bj%F6rk", "Björk"),
        ("fr.wikipedia.org/wiki/L%E9o_Ferr%e9", "Léo Ferré"),
        ("sv.m.wikipedia.org/wiki/Kj%E4rlek_%26_d%F6d", "Kjärlek & död"),
        ("es.wikipedia.org/wiki/Mec%e1nica", "Mecánica"),
        ("en.wikipedia.org/wiki/Don%92t_Stop", "Don’t Stop"),
        ("ru.wikipedia.org/wiki/%CA%E8%ED%EE", "Кино"),
        ("ru.wikipedia.org/wiki/%D0%9A%D0%B8%D0%BD%D0%BE", "Кино"),
        ("fr.wikipedia.org/wiki/L%C3%A9o_Ferr%C3%A9", "Léo Ferré"),
        ("fr.wikipedia.org/wiki/Léo_Ferr%C3%A9", "Léo Ferré"),
        ("en.wikipedia.org/wiki/100%25_Fun", "100% Fun"),
    ],
)
def test_an_address_is_decoded_as_what_it_is(address: str, title: str) -> None:
    """UTF-8, or what browsers wrote in that language before."""
    entry = entry_at(f"https://{address}")
    assert entry is not None
    assert title == entry.entry_id.partition(":")[2]


@pytest.mark.parametrize(
    "address",
    [
        "ja.wikipedia.org/wiki/%8D%E2%96%7B%97%B4%88%EA",
        "pl.wikipedia.org/wiki/%A3%F3d%BC",
        "el.wikipedia.org/wiki/%CC%DF%EA%E7%F2",
        "he.wikipedia.org/wiki/%F9%EC%E5%ED",
        "fr.wikipedia.org/wiki/L%C3%A9o_Ferr%E9",
        "fr.wikipedia.org/wiki/Léo_Ferr%E9",
        "en.wikipedia.org/wiki/Bj%81rk",
        "en.wikipedia.org/wiki/Bj%EF%BF%BDrk",
        "en.wikipedia.org/wiki/Bj%25C3%25B6rk",
        "www.wikipedia.org/wiki/Bj%F6rk",
    ],
)
def test_an_address_that_cannot_be_decoded_is_nothing(address: str) -> None:
    """A title is never guessed: neither in a script that had several encodings, nor where two are mixed."""
    assert entry_at(f"https://{address}") is None


@pytest.mark.parametrize(
    "path",
    [
        "/wiki/Special:Search",
        "/wiki/Special:Search?search=Kraftwerk",
        "/wiki/special:Random",
        "/wiki/User:Kraftwerk",
        "/wiki/User_talk:Kraftwerk",
        "/wiki/Talk:Kraftwerk",
        "/wiki/File:Kraftwerk.jpg",
        "/wiki/Category:Kraftwerk_albums",
        "/wiki/Template:Kraftwerk",
        "/wiki/de:Kraftwerk",
        "/wiki/:de:Kraftwerk",
        "/w/index.php?title=Kraftwerk",
        "/w/index.php?title=Special:Search&search=Kraftwerk",
        "/wiki",
        "/wiki/",
        "/",
    ],
)
@pytest.mark.parametrize("host", ["en.wikipedia.org", "de.m.wikipedia.org"])
def test_a_page_of_wikipedia_that_is_no_article_is_nothing(host: str, path: str) -> None:
    """Searches, talk, files, and pages of another language."""
    assert entry_at(f"https://{host}{path}") is None


@pytest.mark.parametrize(
    "address",
    [
        "de.wikipedia.org/wiki/Spezial:Suche",
        "de.wikipedia.org/wiki/Benutzer_Diskussion:Kraftwerk",
        "fr.wikipedia.org/wiki/Cat%C3%A9gorie:Kraftwerk",
        "fr.wikipedia.org/wiki/Cat%E9gorie:Kraftwerk",
        "es.wikipedia.org/wiki/Archivo:Kraftwerk.jpg",
        "ru.wikipedia.org/wiki/Категория:Kraftwerk",
    ],
)
def test_pages_that_are_no_articles_have_names_of_their_language(address: str) -> None:
    """Beside the English ones, which every Wikipedia understands."""
    assert entry_at(f"https://{address}") is None


@pytest.mark.parametrize("title", ["Ok: Computer", "Re:Stage!", "Talk Talk", "Talk Talk: Live", "User", "Medium: Raw"])
def test_a_colon_makes_no_namespace(title: str) -> None:
    """Nor does a word that is one without a colon, or in another language."""
    assert wikipedia.article("en", title) is not None


@pytest.mark.parametrize("text", ["", "\ud800", " ", "_"])
def test_ids_that_are_none_make_no_entry(text: str) -> None:
    """They come from answers, which can hold anything."""
    entries = [wikidata.item(text), youtube.video(text), wikipedia.article("en", text), wikipedia.article(text, "X")]
    entries += [spotify.entry("album", text), apple_music.entry("artist", text), musicbrainz.entry("artist", text)]
    assert [None] * 7 == entries


def test_an_address_cannot_be_broken_out_of() -> None:
    """Whatever a title holds, it is one path at Wikipedia."""
    entry = wikipedia.article("en", 'A "quoted" <b> & ?x#y %2e [z] {w} \x00')
    assert isinstance(entry, Entry)
    assert set() == set('"<>?# []{}\x00') & set(entry.url.removeprefix("https://en.wikipedia.org/wiki/"))
