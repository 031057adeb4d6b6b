"""Front matter carries any text through Hugo's YAML reader unharmed, and a page knows whether it was edited."""

from pathlib import Path

import pytest
from hugo_reads import Read, read

from scraper.markup import clean
from scraper.pages.front_matter import document, is_ours, is_untouched, quoted

NASTY = (
    "plain",
    "1984",
    "101",
    "1",
    "0x1F",
    "1e3",
    "1_000",
    "012",
    "1999-03-12",
    "2020-01-02T03:04:05Z",
    "12:30:45",
    "true",
    "No",
    "on",
    "null",
    "~",
    ".inf",
    ".NaN",
    "x: y",
    "x:",
    "x #y",
    "#x",
    "- x",
    "-",
    "-x",
    "---",
    "--- x",
    "...",
    "..",
    "+++",
    "? x",
    "! x",
    "!!!",
    "!!str x",
    "@x",
    "[x",
    "[x]",
    "{x",
    "{x: y}",
    "| x",
    "> x",
    "& x",
    "&x",
    "*x",
    "%x",
    "`x`",
    "'x",
    "'x'",
    '"x',
    '"x"',
    'x"y',
    "x\\y",
    "\\",
    "\\n",
    "\\u0041",
    ",",
    "=",
    "<<",
    "x\ny",
    "x\ty",
    "( )",
    "+/-",
    "4½",
    "坂本龍一",
    "Дельфин",
    "e\u0301",
    "\U0001f600",
    "\u00a0x\u00a0",
    "x\u200by",
    "x\u202ey",
    "x\ufeffy",
    "\ufeffx",
    "x\u00ady",
    "{{< x >}}",
    "{{% x %}}",
    "{{ .Title }}",
    "<script>alert(1)</script>",
    "</script>",
    "R&B &amp; &lt;",
    "x" * 3000,
)
BROKEN = ("x\x00y", "x\x07y", "x\x1by", "x\x7fy", "x\x85y", "x\x9fy", "x\u2028y", "x\u2029y", "x\ud800y", "x\ufffey")
VALUES = {
    "title": 'The page: "1984"',
    "date": "2020-01-02T23:30:00-08:00",
    "nothing": None,
    "empty": "",
    "none_of_them": [],
    "aliases": ["/albums/old-1/"],
    "params": {
        "number": 5,
        "price": 4.25,
        "flag": False,
        "zero": 0,
        "nothing": None,
        "empty": "",
        "mapping": {"name": "1: x", "path": None, "count": 3},
        "rows": [{"name": "a\ud800", "path": None}, {"name": "b"}],
        "pair": ("x", None),
    },
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, hugo: Path) -> list[Read]:
    """Return what Hugo read from a page for every text, and from the page of all kinds of values."""
    texts = [*NASTY, *BROKEN]
    made = [
        document({"title": text, "params": {"value": text, "list": [text], "map": {"k": text}}}, "") for text in texts
    ]
    return read(hugo, tmp_path_factory.mktemp("hugo"), [*made, document(VALUES, "## Body")])


@pytest.mark.parametrize("place", range(len(NASTY)), ids=lambda place: ascii(NASTY[place])[:30])
def test_any_text_arrives_as_it_is(pages: list[Read], place: int) -> None:
    """As a title, a value, in a list and in a mapping."""
    text, page = NASTY[place], pages[place]
    assert [text, text, [text], {"k": text}] == [page.title, *(page.params[key] for key in ("value", "list", "map"))]


@pytest.mark.parametrize("place", range(len(BROKEN)), ids=lambda place: ascii(BROKEN[place]))
def test_what_no_file_may_hold_is_taken_out(pages: list[Read], place: int) -> None:
    """Controls, line separators and lone surrogates go; the rest arrives."""
    text, page = BROKEN[place], pages[len(NASTY) + place]
    assert [clean(text), [clean(text)], {"k": clean(text)}] == [page.params[key] for key in ("value", "list", "map")]


def test_values_keep_their_types(pages: list[Read]) -> None:
    """Numbers, truth and mappings arrive as such; what is nothing is left out, 0 and False are something."""
    page = pages[-1]
    kept = ("number", "price", "flag", "zero", "mapping")
    assert [5, 4.25, False, 0, {"name": "1: x", "count": 3}] == [page.params[key] for key in kept]
    assert [{"name": "a"}, {"name": "b"}] == page.params["rows"]
    assert set() == {"nothing", "empty", "none_of_them"} & set(page.params)
    assert "2020-01-02T23:30:00-08:00" == page.params["date"]
    assert '<h2 id="body">Body</h2>' == page.html


def test_every_value_stands_on_one_line_of_its_own() -> None:
    """No text can begin a key of its own, whatever line breaks are in it."""
    made = document({"title": "x\r\ndraft: true\u2028url: /\x85---\n"}, "")
    assert 4 == len(made.decode().splitlines())


def test_the_same_values_make_the_same_bytes() -> None:
    """So that nothing is written that did not change."""
    assert document(VALUES, "x") == document(dict(VALUES), "x\n\n")


def test_a_page_ends_with_its_body() -> None:
    """Or with its front matter, where there is none."""
    assert document({"title": "x"}, "\nBody\n").endswith(b'"\n---\n\nBody\n')
    assert document({"title": "x"}, "\n").endswith(b'"\n---\n')


@pytest.mark.parametrize("body", ["", "Body", "a\n\nb\n---\nc", 'fingerprint: "0123456789abcdef"\n'])
def test_a_page_is_known_as_ours_and_untouched(body: str) -> None:
    """Just as it was written."""
    page = document(VALUES, body)
    assert (True, True) == (is_ours(page), is_untouched(page))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"1984", b"1985"),
        (b"Body", b"My body"),
        (b"---\n\nBody", b"mine: true\n---\n\nBody"),
        (b"---\n", b"---\r\n"),
        (b"Body\n", b"Body"),
        (b"Body\n", b"Body\n\n"),
        (b"number: 5", b"number: 6"),
    ],
)
def test_any_edit_is_noticed(old: bytes, new: bytes) -> None:
    """In the front matter or the body, even at the end of the file; the page is ours all the same."""
    edited = document(VALUES, "Body").replace(old, new)
    assert (True, False) == (is_ours(edited), is_untouched(edited))


@pytest.mark.parametrize("page", [b"", b"---\ntitle: x\n---\n", b"\xff\xfe", b'fingerprint: "short"\n'])
def test_a_page_of_somebody_elses_is_not_ours(page: bytes) -> None:
    """It has no fingerprint."""
    assert (False, False) == (is_ours(page), is_untouched(page))


def test_text_is_quoted_with_its_letters() -> None:
    """Readable for people: only what YAML readers stumble over is escaped."""
    assert '"Łona \\"x\\" \\\\ 坂本"' == quoted('Łona "x" \\ 坂本')
    assert '"a\\ufeffb"' == quoted("a\ufeffb")
