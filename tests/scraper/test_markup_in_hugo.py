"""Foreign text, printed by our filters and rendered by Hugo, shows just that text."""

from pathlib import Path

import pytest
from hugo_reads import Read, read

from scraper.markup import discogs_markup, html_text, link, markdown, one_line, paragraphs, quotation

PLAIN = (
    "plain words",
    "4½ (I + II)",
    "{{< figure >}}",
    "{{% notice %}}",
    "{{</* hidden */>}}",
    "{{ .Title }}",
    "a | b | c",
    "| - | - |",
    "<script>alert(1)</script>",
    "<b>bold</b> <br> <!-- hidden -->",
    "<http://example.org>",
    "http://example.org and https://example.org and ftp://example.org and www.example.org",
    "HTTP://EXAMPLE.ORG WWW.EXAMPLE.ORG",
    "someone@example.org",
    "[text](http://example.org) ![image](x.png)",
    "[text][ref] [ref]: http://example.org",
    "[^1] [^1]: note",
    "[x] done [ ] open",
    "*a* **b** _c_ __d__ ~~e~~ ~f~ ==g== ^h^ ++i++",
    "`code` ``code`` ```",
    "# heading",
    "####### none",
    "heading {#id .class}",
    "- item",
    "+ item",
    "* item",
    "1. item",
    "1) item",
    "1984. A title",
    "> quote",
    "---",
    "***",
    "___",
    "===",
    ": definition",
    "term : definition",
    "~~~",
    "\\ backslash \\* \\[ at the end \\",
    "&amp; &lt;b&gt; &#60; &#x3c; &copy; R&B AT&T",
    ":smile: $x$ $$y$$ \\(z\\)",
    "“quotes” 'single' \"double\" -- --- ...",
    "Wow! [Really]",
    "!!!",
    "( )",
    "+/-",
    "!",
    "[",
    "<",
    "*",
    "\ttab\tand   spaces",
    "line\nbreak\r\nand\rmore\u2028lines\x85here",
    "坂本龍一 Дельфин \U0001f600 e\u0301",
    "javascript:alert(1)",
    "C:\\Users\\x",
    "%7B%7B<",
    "{{{{<<>>}}}}",
    "#hashtag @mention",
    "a_b_c 2*3*4 x~y~z",
)

MARKUP = {
    "[a=Ours], [a=Other (2)] & [l=A Label (3)]": '<p><a href="/artists/ours-1/">Ours</a>, Other &amp; A Label</p>',
    "Wow![a=Ours]": '<p>Wow!<a href="/artists/ours-1/">Ours</a></p>',
    "[a=A*b_c]": "<p>A*b_c</p>",
    "[r=7]": '<p><a href="/albums/seven-7/">Seven (Live) [Mono]</a></p>',
    "[b]bold[/b] [i]it[/i] [s]no[/s] [u]under[/u]": "<p><strong>bold</strong> <em>it</em> <del>no</del> under</p>",
    "[b][i]both[/i][/b]": "<p><em><strong>both</strong></em></p>",
    "in[b]side[/b]words": "<p>in<strong>side</strong>words</p>",
    "[b]a[/b][b]b[/b]": "<p><strong>a</strong>b</p>",
    "x[b]-y-[/b]z": "<p>x-y-z</p>",
    "[i]a[b]b[/i]c[/b]": "<p><em>ab</em>c</p>",
    "*[b]star[/b]*": "<p>*<strong>star</strong>*</p>",
    "[b][a=Ours][/b]": '<p><strong><a href="/artists/ours-1/">Ours</a></strong></p>',
    "[b] spaced [/b]": "<p>spaced</p>",
    "one\r\ntwo\r\n\r\nthree": "<p>one<br>\ntwo</p>\n<p>three</p>",
    "text\n===\n---\n# no\n- no\n1. no\n    no": (
        "<p>text<br>\n===<br>\n---<br>\n# no<br>\n- no<br>\n1. no<br>\nno</p>"
    ),
    "[url=http://e.org/a_(b)?x=1&y=2&copy;=3]t[i]e[/i]xt[/url]": (
        '<p><a href="http://e.org/a_%28b%29?x=1&amp;y=2&amp;copy;=3">text</a></p>'
    ),
    '[url=http://e.org/"onclick=x]q[/url]': '<p><a href="http://e.org/%22onclick=x">q</a></p>',
    "[url=javascript:alert(1)]x[/url] [url= JaVaScRiPt:alert(1)]y[/url]": "<p>x y</p>",
    "<a href='http://e.org/'>old</a> <b>html</b>": ('<p><a href="http://e.org/">old</a> &lt;b&gt;html&lt;/b&gt;</p>'),
    "&lt;script&gt;alert(1)&lt;/script&gt;": "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
    "{{< x >}} [b]{{% y %}}[/b]": "<p>{{&lt; x &gt;}} <strong>{{% y %}}</strong></p>",
    "| a | b |\n| - | - |\n| c | d |": "<p>| a | b |<br>\n| - | - |<br>\n| c | d |</p>",
}

PROSE = {
    "<i>Kind of Blue</i>, by <b>Miles <i>Davis</i></b>!": (
        "<p><em>Kind of Blue</em>, by <strong>Miles</strong> <em><strong>Davis</strong></em>!</p>"
    ),
    "<i>“a”</i>b <b>c</b><i>d</i> <i>e*</i>": "<p>“a”b <strong>c</strong>d <em>e*</em></p>",
    "<i>1984.</i> x<br>- y<p># z</p>": "<p><em>1984.</em> x<br>\n- y</p>\n<p># z</p>",
    "<script>alert(1)</script><img src=x onerror=y>{{< z >}} [b]w[/b]": "<p>{{&lt; z &gt;}} [b]w[/b]</p>",
    '<a href="http://e.org">t</a>![u](http://e.org/v.png)': "<p>t![u](http://e.org/v.png)</p>",
    "&lt;script&gt; &amp;copy; R&amp;B": "<p>&lt;script&gt; &amp;copy; R&amp;B</p>",
}


class Shelf:
    """A linker that knows one artist and one release."""

    def artist(self, artist_id: int) -> tuple[str, str | None]:
        """Return (name or '', path or None)."""
        return ("Ours", "/artists/ours-1/") if artist_id == 1 else ("", None)

    def artist_named(self, name: str) -> str | None:
        """Return the path of the artist of exactly this name."""
        return "/artists/ours-1/" if name == "Ours" else None

    def release(self, release_id: int) -> tuple[str, str | None]:
        """Return (title or '', path or None)."""
        return ("Seven (Live) [Mono]", "/albums/seven-7/") if release_id == 7 else ("", None)

    def master(self, master_id: int) -> tuple[str, str | None]:
        """Return (title or '', path or None)."""
        return self.release(master_id)


BODIES = {
    **{("plain", text): markdown(text) for text in PLAIN},
    **{("cell", text): f"| A |\n| --- |\n| {markdown(text)} |" for text in PLAIN},
    **{("item", text): f"- {markdown(text)}" for text in PLAIN},
    **{("link", text): link(text, "/albums/x-1/") for text in PLAIN},
    **{("notes", text): discogs_markup(text, Shelf()) for text in PLAIN},
    **{("markup", text): discogs_markup(text, Shelf()) for text in MARKUP},
    **{("article", text): quotation(paragraphs(text)) for text in PLAIN},
    **{("prose", text): quotation(html_text(text)) for text in PROSE},
}


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory, hugo: Path) -> dict[tuple[str, str], Read]:
    """Return every body as Hugo renders it."""
    folder = tmp_path_factory.mktemp("hugo")
    pages = [f"---\ntitle: x\n---\n{body}\n".encode() for body in BODIES.values()]
    return dict(zip(BODIES, read(hugo, folder, pages), strict=True))


@pytest.mark.parametrize("text", PLAIN)
@pytest.mark.parametrize(
    ("place", "tags"),
    [
        ("plain", ["p"]),
        ("cell", ["table", "thead", "tr", "th", "tbody", "tr", "td"]),
        ("item", ["ul", "li"]),
        ("link", ["p", "a", "href=/albums/x-1/"]),
    ],
)
def test_text_is_shown_as_it_is(shown: dict[tuple[str, str], Read], place: str, tags: list[str], text: str) -> None:
    """In a paragraph, a table, a list and a link: nothing is added, nothing is lost, nothing is run."""
    body = shown[place, text]
    assert ("A " if place == "cell" else "") + one_line(text) == body.text
    assert tags == body.tags


@pytest.mark.parametrize("text", [text for text in PLAIN if "&" not in text and "<br>" not in text])
def test_notes_without_markup_are_shown_as_they_are(shown: dict[tuple[str, str], Read], text: str) -> None:
    """The filter for Discogs' markup leaves everything else alone."""
    body = shown["notes", text]
    assert one_line(text) == body.text
    assert {"p", "br"} >= set(body.tags)


@pytest.mark.parametrize(("text", "expected"), MARKUP.items())
def test_markup_becomes_html(shown: dict[tuple[str, str], Read], text: str, expected: str) -> None:
    """Discogs' markup ends as the elements that it stands for."""
    assert expected == shown["markup", text].html


@pytest.mark.parametrize("text", PLAIN)
def test_articles_are_quoted_as_they_are(shown: dict[tuple[str, str], Read], text: str) -> None:
    """Plain text from elsewhere is nothing but paragraphs in a quotation."""
    body = shown["article", text]
    assert one_line(text) == body.text
    assert {"blockquote", "p"} == set(body.tags)


@pytest.mark.parametrize(("text", "expected"), PROSE.items())
def test_html_from_elsewhere_is_quoted(shown: dict[tuple[str, str], Read], text: str, expected: str) -> None:
    """Its emphasis is there, and nothing that runs, loads or links."""
    assert f"<blockquote>\n{expected}\n</blockquote>" == shown["prose", text].html
