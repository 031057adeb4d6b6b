"""What pages show of other services: links that lead there, players that they offer, texts that have a source."""

import pytest

from scraper.domain.evidence import Finding, ServiceName, Text
from scraper.domain.releases import ReleaseId
from scraper.domain.shelf import Picture
from scraper.pages import Linked, services_in_use

SPOTIFY = "https://open.spotify.com/album/1weenld61qoidwYuZ1GESA"
APPLE = "https://music.apple.com/gb/album/kind-of-blue/268443092?uo=4"
VIDEO = "https://www.youtube.com/watch?v=ylXk1LBvIqU"
ARTICLE = "https://en.wikipedia.org/wiki/Kind_of_Blue"
GROUP = "https://musicbrainz.org/release-group/8e8a594f-2175-38c7-a871-abb68ec363e7"
LICENCE = "[CC BY-SA 4.0](https://creativecommons.org/licenses/by-sa/4.0/)"
ADDRESSES: dict[ServiceName, str] = {
    "musicbrainz": GROUP,
    "wikipedia": ARTICLE,
    "youtube": VIDEO,
    "spotify": SPOTIFY,
    "apple_music": APPLE,
}


def finding(service: ServiceName, url: str, entry_id: str = "x") -> Finding:
    """Return a finding; with '' for the id it is left open."""
    return Finding(service=service, entry_id=entry_id, url=url, evidence="because")


def found(*findings: Finding, texts: tuple[Text, ...] = ()) -> Linked:
    """Return what pages may show of these."""
    return Linked.of({one.service: one for one in findings}, texts)


def article(text: str, url: str = ARTICLE) -> Text:
    """Return an introduction from Wikipedia."""
    return Text(source="wikipedia", title="Kind of Blue", url=url, language="en", text=text)


def notes(text: str, url: str = APPLE) -> Text:
    """Return notes from Apple Music."""
    return Text(source="apple_music", title="Kind of Blue", url=url, language="", text=text)


def picture(source: str) -> Picture:
    """Return an image from somewhere."""
    return Picture(width=1, height=1, thumb_width=1, thumb_height=1, digest="", source=source)


def test_nothing_is_known_of_what_is_left_open() -> None:
    """Neither its address nor its text is shown."""
    linked = found(finding("wikipedia", ARTICLE, ""), texts=(article("Words."),))
    assert ([], [], []) == (linked.links, linked.players, linked.passages)


def test_links_stand_in_one_order() -> None:
    """Where to listen comes before where to read."""
    linked = found(*(finding(service, url) for service, url in ADDRESSES.items()))
    assert ["Apple Music", "Spotify", "YouTube", "Wikipedia", "MusicBrainz"] == [one["name"] for one in linked.links]
    assert {"service": "apple_music", "name": "Apple Music", "url": APPLE} == linked.links[0]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://example.org/album/1weenld61qoidwYuZ1GESA",
        "https://open.spotify.com.example.org/album/1weenld61qoidwYuZ1GESA",
        "https://example.org@open.spotify.com.evil/album/1weenld61qoidwYuZ1GESA",
        "//open.spotify.com/album/1weenld61qoidwYuZ1GESA",
        "https://[broken/album/x",
        APPLE,
    ],
)
def test_a_link_leads_to_its_service_or_nowhere(url: str) -> None:
    """An address of anything else is not printed, whatever the evidence."""
    linked = found(finding("spotify", url))
    assert ([], []) == (linked.links, linked.players)


def test_addresses_cannot_end_what_they_stand_in() -> None:
    """What is foreign in them is quoted; ampersands are left to the layouts, which escape them."""
    linked = found(finding("spotify", f'{SPOTIFY}?a=1&copy;="><script>{{{{< x >}}}}\n---'))
    assert [f"{SPOTIFY}?a=1&copy;=%22%3E%3Cscript%3E%7B%7B%3C%20x%20%3E%7D%7D%0A---"] == [
        one["url"] for one in linked.links
    ]


@pytest.mark.parametrize(
    ("service", "url", "expected"),
    [
        ("spotify", f"{SPOTIFY}?si=x", "https://open.spotify.com/embed/album/1weenld61qoidwYuZ1GESA"),
        ("spotify", "https://open.spotify.com/artist/0kbYTNQb4Pb1rPbbaF0pT4", None),
        ("apple_music", APPLE, "https://embed.music.apple.com/gb/album/268443092"),
        ("apple_music", "https://music.apple.com/album/268443092", "https://embed.music.apple.com/us/album/268443092"),
        ("apple_music", "https://music.apple.com/gb/artist/miles-davis/44984", None),
        ("youtube", VIDEO, "https://www.youtube-nocookie.com/embed/ylXk1LBvIqU"),
        ("youtube", "https://youtu.be/ylXk1LBvIqU", "https://www.youtube-nocookie.com/embed/ylXk1LBvIqU"),
        (
            "youtube",
            "https://www.youtube.com/playlist?list=PL0123456789abcdef",
            "https://www.youtube-nocookie.com/embed/videoseries?list=PL0123456789abcdef",
        ),
        ("youtube", "https://www.youtube.com/@milesdavis", None),
        ("wikipedia", ARTICLE, None),
        ("musicbrainz", GROUP, None),
    ],
)
def test_players_are_what_services_offer(service: ServiceName, url: str, expected: str | None) -> None:
    """For albums, videos and playlists, by their ids; for all else there is just the link."""
    linked = found(finding(service, url))
    assert [expected] * bool(expected) == [one["src"] for one in linked.players]
    assert [url] == [one["url"] for one in linked.links]


def test_texts_have_their_source_beside_them() -> None:
    """The longest comes first; each is a quotation with its link, and Wikipedia's with its licence."""
    linked = found(
        finding("apple_music", APPLE),
        finding("wikipedia", ARTICLE),
        texts=(notes("<i>Short</i>"), article("A longer one.\nIn two paragraphs.")),
    )
    assert [
        (
            "> A longer one.\n>\n> In two paragraphs.",
            f"*Source: [Wikipedia: Kind of Blue]({ARTICLE}), {LICENCE}.*",
        ),
        ("> *Short*", f"*Source: [Apple Music]({APPLE}).*"),
    ] == [(one.text, one.source) for one in linked.passages]


@pytest.mark.parametrize(
    "text",
    [
        article("Words.", url="https://example.org/"),
        article("Words.", url="javascript:alert(1)"),
        article(" \n "),
        notes("<p>Notes without their link.</p>"),
        notes("<script>alert(1)</script>"),
    ],
)
def test_texts_without_source_or_words_are_left_out(text: Text) -> None:
    """A licence asks for a link, and a heading for something below it."""
    assert [] == found(finding("wikipedia", ARTICLE), texts=(text,)).passages


def test_what_another_page_tells_is_told_by_none_else() -> None:
    """However its spaces and lines are set."""
    entries = found(finding("wikipedia", ARTICLE), texts=(article("One\n two."),))
    linked = Linked(entries=entries.entries, texts=entries.texts, elsewhere={"One two.": ReleaseId(7)})
    assert (7, None) == (linked.printed_by("One two.\r\n"), linked.printed_by("One"))
    assert [] == linked.passages


def test_images_name_who_lent_them() -> None:
    """With the address of the entry, as far as there is one; Discogs' own are named at the foot of every page."""
    linked = found(finding("apple_music", APPLE), finding("musicbrainz", GROUP))
    assert {} == linked.image_source(picture("discogs"))
    assert {"source": "Apple Music", "url": APPLE} == linked.image_source(picture("itunes"))
    assert {"source": "Cover Art Archive", "url": GROUP} == linked.image_source(picture("cover_art_archive"))
    assert {"source": "Apple Music"} == Linked().image_source(picture("apple_music"))


def test_services_in_use_are_those_that_pages_show() -> None:
    """By link or by image."""
    assert [] == services_in_use([found(finding("spotify", SPOTIFY, ""))], [picture("discogs")])
    shown = [found(finding("musicbrainz", GROUP)), found(finding("spotify", SPOTIFY))]
    assert ["apple_music", "spotify", "musicbrainz", "cover_art_archive"] == services_in_use(
        shown, [picture("itunes"), picture("cover_art_archive")]
    )


def test_one_entry_has_many_addresses() -> None:
    """What the row of links holds already is recognised by its entry."""
    linked = found(finding("wikipedia", ARTICLE))
    assert linked.links_to("http://en.m.wikipedia.org/wiki/Kind_of_Blue")
    assert not linked.links_to("https://de.wikipedia.org/wiki/Kind_of_Blue")
    assert not linked.links_to("https://example.org/")
