"""Texts of other services become quotations with their emphasis, and nothing of them runs or links."""

import pytest

from scraper.markup import Markdown, html_text, paragraphs, quotation


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("plain words", "plain words"),
        ("<i>Violator</i> is <b>dark</b>.", "*Violator* is **dark**."),
        ("<em>a</em> <strong>b</strong> <cite>c</cite>", "*a* **b** *c*"),
        ("<b>both <i>of them</i></b>", "**both** ***of them***"),
        ("<b><i>x</b></i> y", "***x*** y"),
        ("a<br>b<br/>c<br><br>d", "a\\\nb\\\nc\n\nd"),
        ("<p>one</p>\n<p>two</p>three", "one\n\ntwo\n\nthree"),
        ("<ul><li>one</li><li>two</li></ul>", "one\n\ntwo"),
        ("one\ntwo\n\nthree", "one\\\ntwo\n\nthree"),
        ("R&amp;B &quot;x&quot; &#39;y&#39; caf&eacute;&nbsp;z", "R&B \"x\" 'y' café z"),
        ("<i> spaced </i>words", "*spaced* words"),
        ("<i>never closed", "*never closed*"),
        ("closed</i></b> twice", "closed twice"),
        ("<i></i><b> </b>", ""),
        ("", ""),
        (" \n <p></p> ", ""),
    ],
)
def test_html_keeps_its_words_and_emphasis(html: str, expected: str) -> None:
    """Paragraphs and line breaks stay, and entities are undone once."""
    assert expected == html_text(html)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("a<i>-b-</i>c", "a-b-c"),
        ("<i>“So What”</i>s", "“So What”s"),
        ("<i>“So What”</i>, then", "*“So What”*, then"),
        ("<b>a</b><i>b</i>", "**a**b"),
        ("<i>a</i><i>b</i>", "*ab*"),
        ("<i>a<br>b</i>", "*a*\\\n*b*"),
        ("un<b>believ</b>able", "un**believ**able"),
        ("*<i>star</i>*", "\\**star*\\*"),
    ],
)
def test_marks_that_would_be_asterisks_are_left_out(html: str, expected: str) -> None:
    """What Markdown cannot emphasise is shown without emphasis."""
    assert expected == html_text(html)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("x<script>alert(1)</script>y", "xy"),
        ("<script>alert(1)", ""),
        ("<ScRiPt\n>alert(1)</sCrIpT >y", "y"),
        ("<style>p {}</style>y", "y"),
        ("<svg><script>x</script><text>z</text></svg>y", "y"),
        ("<svg/>y", "y"),
        ("<iframe src='http://e.org'>z</iframe>y", "y"),
        ('<img src=x onerror="alert(1)">y', "y"),
        ('<a href="http://e.org">t</a> <a href="javascript:alert(1)">u</a>', "t u"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;", "\\<script>alert(1)\\</script>"),
        ("&amp;lt;b&amp;gt; &amp;copy;", "\\&lt;b\\&gt; \\&copy;"),
        ("&<i></i>amp;", "\\&amp;"),
        ("<!-- hidden > too -->y", "y"),
        ("y<!-- to the end", "y"),
        ("<![CDATA[x]]>y <![if x]>z <!doctype html><?php x ?>", "y z"),
        ("{{< x >}} {{% y %}}", "\\{\\{\\< x >\\}\\} \\{\\{% y %\\}\\}"),
        ("[b]x[/b] [a=Prince] [url=http://e.org]y[/url]", None),
        ("# a\n- b\n1. c\n> d\n---\n| e |", "\\# a\\\n\\- b\\\n1\\. c\\\n\\> d\\\n\\---\\\n\\| e \\|"),
        ("a\x00b\u2028c\ud800", "abc"),
    ],
)
def test_hostile_html_is_harmless(html: str, expected: str | None) -> None:
    """What runs is dropped with its contents; what is markup elsewhere is shown as text."""
    bbcode = "\\[b\\]x\\[/b\\] \\[a=Prince\\] \\[url=http\\://e.org\\]y\\[/url\\]"
    assert (bbcode if expected is None else expected) == html_text(html)


@pytest.mark.parametrize(
    "piece", ["<", "<!--", "<i>", "</i>", "<i>a</i>", "&amp;", "<b>x", "<br>", "<![", "<svg>", "<a "]
)
@pytest.mark.timeout(60)
def test_long_html_does_not_hang(piece: str) -> None:
    """Neither do texts that were made to: what grew with their square would take minutes."""
    html_text(piece * 10_000)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\ntwo", "one\n\ntwo"),
        ("one\r\n\r\n\r\ntwo\n", "one\n\ntwo"),
        ("  two   spaces ", "two spaces"),
        ("- a\n# b\n<i>c</i> [b]d[/b]", "\\- a\n\n\\# b\n\n\\<i>c\\</i> \\[b\\]d\\[/b\\]"),
        (" \n ", ""),
    ],
)
def test_plain_text_has_paragraphs(text: str, expected: str) -> None:
    """Each line is one, and nothing in it is markup."""
    assert expected == paragraphs(text)


def test_quotations_hold_all_lines() -> None:
    """Empty lines and line breaks too; of nothing there is no quotation."""
    assert "> a\\\n> b\n>\n> c" == quotation(html_text("a<br>b<p>c</p>"))
    assert "" == quotation(Markdown())


def test_they_are_markdown_already() -> None:
    """So that templates print them as they are."""
    assert all(isinstance(text, Markdown) for text in (html_text("x"), paragraphs("x"), quotation(Markdown("x"))))
