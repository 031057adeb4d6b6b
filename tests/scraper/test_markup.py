"""Discogs' markup becomes Markdown without losing words, and nothing foreign gets through as markup."""

import time

import pytest

from scraper.markup import Markdown, clean, discogs_markup, link, markdown, one_line, safe_url

DISCOGS = "https://www.discogs.com"


class Shelf:
    """A linker that knows one of each, and an artist without a page."""

    def artist(self, artist_id: int) -> tuple[str, str | None]:
        """Return (name or '', path or None)."""
        return {1: ("Prince", "/artists/prince-1/"), 2: ("Wendy", None)}.get(artist_id, ("", None))

    def artist_named(self, name: str) -> str | None:
        """Return the path of the artist of exactly this name."""
        return {"Prince": "/artists/prince-1/", "112": "/artists/112-5/", "Air (2)": "/artists/air-9/"}.get(name)

    def release(self, release_id: int) -> tuple[str, str | None]:
        """Return (title or '', path or None)."""
        return ("1999", "/albums/1999-1/") if release_id == 1 else ("", None)

    def master(self, master_id: int) -> tuple[str, str | None]:
        """Return (title or '', path or None)."""
        return ("1999", "/albums/1999-1/") if master_id == 1 else ("", None)


def turned(text: str) -> str:
    """Return markup as Markdown."""
    return discogs_markup(text, Shelf())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a=Prince]", "[Prince](/artists/prince-1/)"),
        ("[A=Prince]", "[Prince](/artists/prince-1/)"),
        ("[a= Prince ]", "[Prince](/artists/prince-1/)"),
        ("[a=Air (2)]", "[Air](/artists/air-9/)"),
        ("[a=Air]", "Air"),
        ("[a=Sublime (2)]", "Sublime"),
        ("[a=112]", "[112](/artists/112-5/)"),
        ("[a=1984]", "1984"),
        ("[a1]", "[Prince](/artists/prince-1/)"),
        ("[a2]", f"[Wendy]({DISCOGS}/artist/2)"),
        ("[a5105]", f"[an artist]({DISCOGS}/artist/5105)"),
        ("[l=Vinyl Lovers (3)]", "Vinyl Lovers"),
        ("[l=4AD]", "4AD"),
        ("[l=Prince]", "Prince"),
        ("[l99]", f"[a label]({DISCOGS}/label/99)"),
        ("[r=1]", "[1999](/albums/1999-1/)"),
        ("[r1]", "[1999](/albums/1999-1/)"),
        ("[r=77]", f"[another release]({DISCOGS}/release/77)"),
        ("[m=1]", "[1999](/albums/1999-1/)"),
        ("[m1]", "[1999](/albums/1999-1/)"),
        ("[m=221782]", f"[another album]({DISCOGS}/master/221782)"),
        ("[r=Some Title]", "Some Title"),
        ("[r=1-2]", "1-2"),
    ],
)
def test_references_lead_to_our_pages_or_to_discogs(text: str, expected: str) -> None:
    """Names become links to pages that are there; ids become names; nothing is linked on a guess."""
    assert expected == turned(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("by [a=Prin", "by Prin"),
        ("see [m=221782", f"see [another album]({DISCOGS}/master/221782)"),
        ("see [m1", "see [1999](/albums/1999-1/)"),
        ("[url=http://e.org]never closed", "[http\\://e.org](http://e.org)never closed"),
        ("[url=http://e.org", "[http\\://e.org](http://e.org)"),
        ("[url=javascript:alert(1)]never closed", "never closed"),
        ("[url]http://e.org", "http\\://e.org"),
        ("[url=http://a.org]x and [url=http://b.org]y[/url]", "[http\\://a.org](http://a.org)x and [y](http://b.org)"),
        ("text[/url] more", "text more"),
        ("[img=http://e.org/x.jpg", ""),
        ("[b]bold", "bold"),
        ("bold[/b]", "bold"),
        ("[b]a\nb[/b]", "a\\\nb"),
        ("[i][/i]", ""),
    ],
)
def test_unclosed_markup_leaves_no_trace(text: str, expected: str) -> None:
    """What is cut short or never closed loses its marks, not its words."""
    assert expected == turned(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[url=http://e.org/x]here[/url]", "[here](http://e.org/x)"),
        ("[url=http://e.org/a_(b)]here[/url]", "[here](http://e.org/a_%28b%29)"),
        ("[url=http://e.org/a b]here[/url]", "[here](http://e.org/a%20b)"),
        ("[url=www.e.org]here[/url]", "[here](http://www.e.org)"),
        ("[url]http://e.org[/url]", "[http\\://e.org](http://e.org)"),
        ("[url=http://e.org][/url]", "[http\\://e.org](http://e.org)"),
        ("[url=http://e.org][a=Prince][/url]", "[Prince](http://e.org)"),
        ("[url=http://e.org][img=http://e.org/x.jpg][/url]", "[http\\://e.org](http://e.org)"),
        ("[url=http://e.org][b]bold[/b] text[/url]", "[bold text](http://e.org)"),
        ("[url=javascript:alert(1)]text[/url]", "text"),
        ("[url=data:text/html,x]text[/url]", "text"),
        ("[url=//e.org]text[/url]", "text"),
        ('<a href="http://e.org">text</a>', "[text](http://e.org)"),
        ("<A class=x HREF=http://e.org>text</A >", "[text](http://e.org)"),
        ('<a href="javascript:x">text</a>', "text"),
        ("one<br>two<br />three", "one\\\ntwo\\\nthree"),
    ],
)
def test_outward_links(text: str, expected: str) -> None:
    """Addresses of the web are linked with their text; anything else keeps the text alone."""
    assert expected == turned(text)


@pytest.mark.parametrize(
    "text", ["[img=http://e.org/x.jpg]", "[g=12]", "[g123]", "[g1.2.3]", "[guid12]", "[quote][/quote]"]
)
def test_pictures_and_references_to_guidelines_are_left_out(text: str) -> None:
    """Nothing is loaded from elsewhere, and nothing is said of what nobody can see."""
    assert "" == turned(text)


@pytest.mark.parametrize("text", ["[Strings]", "[HQ]", "[sic]", "[Side A]", "[1999]", "[A-B]", "[?]", "[All tracks]"])
def test_brackets_that_are_no_markup_stay(text: str) -> None:
    """Remarks in brackets are a part of the text."""
    assert text.replace("[", "\\[").replace("]", "\\]") == turned(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("R&amp;B &lt;i&gt; &#39;x&#39; &quot;y&quot;&nbsp;z", "R&B \\<i> 'x' \"y\" z"),
        ("&amp;lt;script&amp;gt;", "\\&lt;script\\&gt;"),
        ("&copy; &unknown; R&B", "\\&copy; \\&unknown; R&B"),
        ("&#0; &#xD800; &#x110000;", "\ufffd \ufffd \ufffd"),
    ],
)
def test_entities_are_undone_once(text: str, expected: str) -> None:
    """And never into something that runs."""
    assert expected == turned(text)


def test_paragraphs_and_lines_stay() -> None:
    """Both kinds of line breaks, any number of blank lines."""
    assert "a\\\nb\n\nc" == turned("\r\n a \r\nb\n \n\n\nc\n")
    assert "" == turned(" \n\n ")


def test_parentheses_stay() -> None:
    """They are a part of the sentence, not of the markup."""
    assert "album (1999, remastered), which" == turned("album (1999, remastered), which")


@pytest.mark.parametrize("digits", ["9" * 16, "9" * 5000])
def test_numbers_that_are_no_ids_are_left_out(digits: str) -> None:
    """However many digits somebody typed."""
    assert "x" == turned(f"x[a{digits}]")
    assert "x" == turned(f"x[r={digits}]")


@pytest.mark.parametrize(
    "piece",
    ["[url=http://e.org]", "[url]", "<a href=x>", "<a ", "[b]", "[b]x", "[a=", "&lt;", "\n", " \n", "[", "[img=", "\\"],
)
def test_any_text_is_turned_in_no_time(piece: str) -> None:
    """No text, however broken, makes the filter stall."""
    start = time.process_time()
    turned(piece * (20_000 // len(piece)))
    assert time.process_time() - start < 2.0


@pytest.mark.parametrize(
    "text", ["\x00a\x07b\x1b", "a\ud800b", "a\u2028b", "a\u2029b", "a\x7fb", "a\x9fb", "a\ufffeb", "a\uffffb"]
)
def test_what_breaks_files_is_taken_out(text: str) -> None:
    """Controls, lone surrogates and separators that are line breaks for some readers."""
    assert "ab" == clean(text)


def test_line_breaks_are_one_kind() -> None:
    """However they came."""
    assert "a\nb\nc\nd" == clean("a\r\nb\rc\x85d")
    assert "a b c" == one_line("  a\r\n\tb \u00a0 c\n")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://example.org/a?b=c#d", "http://example.org/a?b=c#d"),
        (" https://example.org/ ", "https://example.org/"),
        ("www.example.org", "http://www.example.org"),
        ("HTTP://Example.org", "HTTP://Example.org"),
        ('http://example.org/"><script>', "http://example.org/%22%3E%3Cscript%3E"),
        ("http://example.org/a)b", "http://example.org/a%29b"),
        ("http://example.org/%20x", "http://example.org/%20x"),
        ("http://example.org/ü", "http://example.org/%C3%BC"),
        ("http://example.org/{{< x >}}", "http://example.org/%7B%7B%3C%20x%20%3E%7D%7D"),
        ("http://example.org/?a=1&copy;=2", "http://example.org/?a=1&amp;copy;=2"),
        ("http://example.org/a|b\\c`d", "http://example.org/a%7Cb%5Cc%60d"),
        ("java\x00script:alert(1)", None),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("ftp://example.org", None),
        ("mailto:a@example.org", None),
        ("//example.org", None),
        ("/albums/", None),
        ("http://", None),
        ("http://[broken", None),
        ("example.org", None),
        ("", None),
    ],
)
def test_addresses_are_safe_or_nothing(url: str, expected: str | None) -> None:
    """Only the web's, and quoted so that they cannot end a link or begin a shortcode."""
    assert expected == safe_url(url)


def test_links_show_their_text() -> None:
    """Without an address it is the bare text, and without a text there is nothing to click."""
    assert "[a\\*b](/x/)" == link("a*b", "/x/")
    assert "a\\*b" == link("a*b", None)
    assert "" == link(" ", "/x/")


def test_markdown_is_told_from_text() -> None:
    """What the filters return is marked, so that nothing is escaped twice."""
    assert all(isinstance(text, Markdown) for text in (markdown("x"), link("x", "/x/"), discogs_markup("x", Shelf())))
    assert not isinstance(clean("x"), Markdown)
