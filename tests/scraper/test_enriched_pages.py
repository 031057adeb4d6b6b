"""Pages with what other services know: from findings in the store to front matter, texts and notices."""

import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hugo_reads import Read, read
from shelves import item, keep_artist, keep_release, opened, shelve
from test_pages import GOLDEN, fill

from scraper.domain.evidence import Conclusion, Finding, ServiceName, Text
from scraper.domain.subjects import Subject
from scraper.pages import ContentFolder, Pages, Privacy
from scraper.publishing import Publisher
from scraper.run.bundled import bundled
from scraper.run.progress import Progress
from scraper.run.report import Report
from scraper.store import Store
from services.fakes.sample import sample_world

SPOTIFY = "https://open.spotify.com/album/1weenld61qoidwYuZ1GESA"
APPLE = "https://music.apple.com/gb/album/kind-of-blue/268443092"
ARTICLE = "https://en.wikipedia.org/wiki/Kind_of_Blue"
NASTY = (
    "{{< figure >}} {{% notice %}}",
    '--- " \\ """ \' \n---\ntitle: broken\n...',
    "[b]bold[/b] [url=http://evil.example]x[/url] [a=Prince]",
    '<script>alert(1)</script><img src="http://evil.example/x.png" onerror="alert(1)"><iframe src="http://evil.example">',
    "![x](http://evil.example/x.png) [y](javascript:alert(1)) <http://evil.example>",
    "*a* _b_ `c` | d | # e\n# f\n- g\n> h\n```\ni",
    "\x00\x1b\u2028\u202e\ufffe",
)


def release(number: int) -> Subject:
    """Return a release as a subject."""
    return Subject(kind="release", subject_id=number)


def artist(number: int) -> Subject:
    """Return an artist as a subject."""
    return Subject(kind="artist", subject_id=number)


def finding(service: ServiceName, url: str, entry_id: str = "x") -> Finding:
    """Return a finding."""
    return Finding(service=service, entry_id=entry_id, url=url, certainty="identifier", score=1, evidence="because")


def article(text: str, title: str = "Kind of Blue", url: str = ARTICLE) -> Text:
    """Return an introduction from Wikipedia."""
    return Text(source="wikipedia", title=title, url=url, language="en", text=text)


def notes(text: str) -> Text:
    """Return notes from Apple Music."""
    return Text(source="apple_music", title="Kind of Blue", url=APPLE, language="", text=text)


ALBUM = Conclusion(
    findings=(
        finding("apple_music", APPLE),
        finding("spotify", SPOTIFY),
        finding("youtube", "https://www.youtube.com/watch?v=ylXk1LBvIqU"),
        finding("wikipedia", ARTICLE),
        finding("musicbrainz", "https://musicbrainz.org/release-group/8e8a594f-2175-38c7-a871-abb68ec363e7"),
    ),
    texts=(
        notes("<i>Kind of Blue</i> was made of sketches.<br><br>“<b>So What</b>” opens it."),
        article("An album that Miles Davis recorded with a sextet.\nIt was made in New York, in two days of spring."),
    ),
)
COLTRANE = Conclusion(
    findings=(
        finding("spotify", "https://open.spotify.com/artist/2hGh5VOeeqimQFxqXvfCUf"),
        finding("wikipedia", "https://en.wikipedia.org/wiki/John_Coltrane"),
    ),
    texts=(
        article(
            "A saxophonist who led some fifty recording sessions, and who was heard on many more by other people. "
            "A part of them came out only after his death, and is still being talked about.",
            "John Coltrane",
            "https://en.wikipedia.org/wiki/John_Coltrane",
        ),
    ),
)


def publish(store: Store, home: Path) -> Report:
    """Publish what is in the store."""
    report = Report()
    Publisher(
        store=store,
        pages=Pages([bundled("templates")], home / "artwork", Privacy()),
        content=ContentFolder(home / "content", home / "kept"),
        progress=Progress(),
    ).publish(report)
    return report


def page(home: Path, path: str) -> str:
    """Return a published page."""
    return (home / "content" / path / "index.md").read_text(encoding="utf-8")


def pressings(home: Path, *numbers: int, **changes: Any) -> Store:
    """Return a store with pressings of one album: master 9."""
    store = opened(home)
    for number in numbers:
        shelve(store, item(number))
        keep_release(store, number, **{"master_id": 9, "year": 1990 + number, **changes})
    return store


@pytest.fixture(scope="module")
def enriched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the sample collection once, with an album and an artist that services know."""
    home = tmp_path_factory.mktemp("enriched")
    with opened(home) as store:
        fill(store, sample_world())
        store.findings.conclude(release(90000102), ALBUM)
        store.findings.conclude(artist(93346809), COLTRANE)
        publish(store, home)
    return home


@pytest.mark.parametrize("name", ["albums/kind-of-blue-90000102", "artists/john-coltrane-93346809"])
def test_an_enriched_page_is_what_it_was(enriched: Path, name: str) -> None:
    """Links, players, texts with their sources; a link that Discogs lists too stands there once."""
    made = page(enriched, name)
    golden = GOLDEN / f"{name.rsplit('/', 1)[-1]}-enriched.md"
    if os.environ.get("RENEW_GOLDEN"):
        golden.write_text(made, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == made


def test_the_home_page_lists_the_services_in_use(enriched: Path) -> None:
    """In one order; those that nothing is shown of are not among them."""
    home = (enriched / "content" / "_index.md").read_text(encoding="utf-8")
    assert 'services: ["apple_music", "spotify", "youtube", "wikipedia", "musicbrainz"]' in home


def test_what_is_left_open_is_not_published(tmp_path: Path) -> None:
    """Neither its address nor its text, nor a notice about the service."""
    with pressings(tmp_path, 1) as store:
        open_ones = [replace(one, entry_id="", url="") for one in ALBUM.findings]
        store.findings.conclude(release(1), Conclusion(findings=open_ones, texts=ALBUM.texts))
        publish(store, tmp_path)
    text = "\n".join(file.read_text(encoding="utf-8") for file in (tmp_path / "content").rglob("*.md"))
    private = ("wikipedia", "spotify", "apple", "sketches", "sextet", "services:", "players:", "## About", "because")
    assert [] == [hidden for hidden in private if hidden in text]


def test_without_findings_there_is_nothing_of_services(tmp_path: Path) -> None:
    """Only Discogs is linked."""
    with pressings(tmp_path, 1) as store:
        publish(store, tmp_path)
    made = page(tmp_path, "albums/title-1-1")
    assert 'links: [{"service": "discogs", "name": "Discogs", "url": "https://www.discogs.com/release/1"}]' in made
    assert "players:" not in made
    assert "services:" not in (tmp_path / "content" / "_index.md").read_text(encoding="utf-8")


def test_pressings_of_one_album_tell_a_text_once(tmp_path: Path) -> None:
    """The one with the lowest id tells it, the others say where; what is their own they tell themselves."""
    found = Conclusion(findings=ALBUM.findings, texts=[article("One text.")])
    own = Conclusion(findings=ALBUM.findings, texts=[article("One  text.\n"), notes("Notes of the third.")])
    with pressings(tmp_path, 1, 2, 3) as store:
        for number, conclusion in ((3, own), (2, found), (1, found)):
            store.findings.conclude(release(number), conclusion)
        publish(store, tmp_path)
    see = "About this album: see [Title 1 – 1991, Vinyl](/albums/title-1-1/)."
    first, second, third = (page(tmp_path, f"albums/title-{number}-{number}") for number in (1, 2, 3))
    assert ("> One text." in first, see in first) == (True, False)
    assert ("> One text." in second, see in second) == (False, True)
    assert ("> One text." in third, "> Notes of the third." in third, see in third) == (False, True, True)


def test_a_text_that_one_pressing_may_not_show_is_told_by_the_next(tmp_path: Path) -> None:
    """Where the first is left open, it tells nothing."""
    with pressings(tmp_path, 1, 2) as store:
        text = [article("One text.")]
        store.findings.conclude(release(1), Conclusion(findings=[finding("wikipedia", "", "")], texts=text))
        store.findings.conclude(release(2), Conclusion(findings=[finding("wikipedia", ARTICLE)], texts=text))
        publish(store, tmp_path)
    assert "## About" not in page(tmp_path, "albums/title-1-1")
    assert "> One text." in page(tmp_path, "albums/title-2-2")


def test_discogs_notes_are_told_once_too(tmp_path: Path) -> None:
    """The same essay of several pressings; those of other albums are none of their business."""
    with pressings(tmp_path, 1, 2, notes="An essay.\r\nIn two lines.") as store:
        shelve(store, item(3))
        keep_release(store, 3, notes="An essay.\nIn two lines.")
        publish(store, tmp_path)
    told = [number for number in (1, 2, 3) if "An essay" in page(tmp_path, f"albums/title-{number}-{number}")]
    assert [1, 3] == told
    assert "## Notes\n\nThe same as of [Title 1 – 1991, Vinyl](/albums/title-1-1/)." in page(
        tmp_path, "albums/title-2-2"
    )


@pytest.mark.parametrize(("text", "is_first"), [("Short.", False), ("Longer than the profile is.", True)])
def test_the_longer_text_about_an_artist_comes_first(tmp_path: Path, text: str, *, is_first: bool) -> None:
    """Both are there, each with its source; addresses of links do not count."""
    with pressings(tmp_path, 1) as store:
        keep_artist(store, 101, profile="A profile: [r=1].")
        known = Conclusion(findings=[finding("wikipedia", ARTICLE)], texts=[article(text)])
        store.findings.conclude(artist(101), known)
        publish(store, tmp_path)
    made = page(tmp_path, "artists/artist-101-101")
    assert is_first == (made.index(f"> {text}") < made.index("A profile"))
    assert 2 == made.count("*Source: [")


def test_pages_are_written_when_findings_change_and_only_then(tmp_path: Path) -> None:
    """A run without news writes nothing; a finding that is taken back is gone from the page."""
    with pressings(tmp_path, 1) as store:
        publish(store, tmp_path)
        store.findings.conclude(release(1), ALBUM)
        assert 1 == publish(store, tmp_path).written
        store.findings.conclude(release(1), ALBUM)
        assert 0 == publish(store, tmp_path).written
        store.findings.conclude(release(1), Conclusion())
        assert 1 == publish(store, tmp_path).written
    assert "spotify" not in page(tmp_path, "albums/title-1-1")


def nasty(text: str) -> Conclusion:
    """Return a conclusion with a text in every field that comes from outside."""
    services: dict[ServiceName, str] = {
        "apple_music": APPLE,
        "spotify": SPOTIFY,
        "wikipedia": "https://en.wikipedia.org/wiki/X",
    }
    return Conclusion(
        findings=[
            Finding(
                service=service,
                entry_id=text,
                url=f"{url}?x={text}",
                evidence=text,
            )
            for service, url in services.items()
        ],
        texts=[
            replace(article(text, text, f"{services['wikipedia']}#{text}"), language=text),
            replace(notes(f"{text}<i>{text}"), title=text, url=f"{APPLE}?{text}", language=text),
        ],
    )


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, hugo: Path) -> list[Read]:
    """Return pages of albums and artists with every nasty text, as Hugo reads them."""
    home = tmp_path_factory.mktemp("hostile")
    with opened(home) as store:
        for number, text in enumerate(NASTY, 1):
            shelve(store, item(number))
            keep_release(store, number)
            store.findings.conclude(release(number), nasty(text))
            store.findings.conclude(artist(100 + number), nasty(text))
        publish(store, home)
    made = [file.read_bytes() for file in sorted((home / "content").glob("*/*-*/index.md"))]
    return read(hugo, tmp_path_factory.mktemp("hugo"), made)


def test_hostile_answers_end_up_as_text(hostile: list[Read]) -> None:
    """In every field: front matter stays whole, no shortcode runs, nothing loads, links lead to services only."""
    assert 2 * len(NASTY) == len(hostile)
    for found in hostile:
        assert re.fullmatch(r"(Title|Artist) \d+", found.title)
        assert {"h2", "blockquote", "p", "em", "strong", "a", "br", "ul", "li"} >= {
            tag for tag in found.tags if "=" not in tag
        }
        addresses = [tag.partition("=")[2] for tag in found.tags if tag.startswith(("href=", "src="))]
        known = r"https://(music\.apple\.com|en\.wikipedia\.org|creativecommons\.org|www\.discogs\.com)/"
        assert [] == [address for address in addresses if not re.match(known, address)]
        assert ["apple_music", "spotify", "wikipedia", "discogs"] == [one["service"] for one in found.params["links"]]
        for one in (*found.params["links"], *found.params.get("players", [])):
            assert re.fullmatch(r"https://[\w.-]+/[^\s\"<>{}`\\]*", one["url"])
            assert re.fullmatch(r"https://[\w.-]+/[\w/]+", one.get("src", "https://example.org/x"))


def test_what_hostile_answers_say_is_shown(hostile: list[Read]) -> None:
    """A text is not lost for looking like markup."""
    shown = "\n".join(found.text for found in hostile)
    for words in ("{{< figure >}} {{% notice %}}", "title: broken", "[b]bold[/b]", "*a* _b_ `c` | d |", "<http://evil"):
        assert words in shown
