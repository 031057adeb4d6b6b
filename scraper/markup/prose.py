"""Texts of other services to Markdown: HTML with its emphasis, plain text in paragraphs, both as quotations. Pure."""

import re
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import groupby

from scraper.markup.plain import Markdown, clean, escaped, lines, markdown

_UNSEEN = frozenset("script style template noscript iframe object svg math head title textarea select".split())  # noqa: SIM905
"""Elements whose contents are no text of the page. None of them stands without an end."""
_BLOCKS = frozenset(
    "p div section article header footer blockquote ul ol li dl dt dd table tr h1 h2 h3 h4 h5 h6 hr pre".split()  # noqa: SIM905
)
_MARKS = {"i": "*", "em": "*", "cite": "*", "b": "**", "strong": "**"}
# A comment that nothing ends goes on to the end. The parser of some Python versions stumbles over declarations.
_NO_TEXT = re.compile(r"<!--(?:.*?-->|.*)|<[!?][^>]*>?", re.DOTALL)
# For each "<" that no ">" follows, Python's parser would read on to the end of the text, and then begin anew.
_NO_TAG = re.compile(r"<(?=[^<>]*(?:<|\Z))")
_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class _Run:
    """Words with one emphasis."""

    text: str
    mark: str = ""


class _Reader(HTMLParser):
    """Collects lines of runs; an empty line ends a paragraph."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[list[_Run]] = [[]]
        self._unseen = 0
        self._open: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # they are given
        self._unseen += tag in _UNSEEN
        self._break(tag)
        if tag in _MARKS:
            self._open[_MARKS[tag]] += 1

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN and self._unseen > 0
        if tag != "br":
            self._break(tag)
        mark = _MARKS.get(tag, "")
        self._open[mark] -= self._open[mark] > 0

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        mark = "".join(sorted(mark for mark, times in self._open.items() if times))
        first, *others = clean(data).split("\n")
        self.lines[-1].append(_Run(first, mark))
        self.lines += [[_Run(line, mark)] for line in others]

    def _break(self, tag: str) -> None:
        if tag == "br":
            self.lines.append([])
        elif tag in _BLOCKS:
            self.lines += [[], []]


def html_text(html: str) -> Markdown:
    """Return HTML as Markdown paragraphs: its words and their emphasis, without links, and nothing that runs.

    A line break in the text is one on the page, as the services mean it.
    """
    reader = _Reader()
    reader.feed(_NO_TAG.sub("&lt;", _NO_TEXT.sub("", html)))
    reader.close()
    shown = [_line(line) for line in reader.lines]
    blocks = [lines("\n".join(block)) for is_text, block in groupby(shown, key=bool) if is_text]
    return Markdown("\n\n".join(blocks))


def paragraphs(text: str) -> Markdown:
    """Return plain text as Markdown, each of its lines a paragraph."""
    return Markdown("\n\n".join(shown for shown in map(markdown, clean(text).split("\n")) if shown))


def quotation(text: Markdown) -> Markdown:
    """Return Markdown as a block quotation; of nothing, nothing."""
    return text and Markdown("\n".join(f"> {line}".rstrip() for line in text.split("\n")))


def _line(runs: list[_Run]) -> str:
    """Return a line with its emphasis, as far as Goldmark takes the marks for that and not for asterisks."""
    chosen: list[_Run] = []
    parts = _joined([part for run in runs for part in _spaces_apart(run)])
    for place, part in enumerate(parts):
        before = chosen[-1] if chosen else _Run("")
        after = parts[place + 1].text if place + 1 < len(parts) else ""
        fits = not before.mark and _hugs(before.text[-1:], part.text, after[:1])
        chosen.append(part if fits else _Run(part.text))
    whole = "".join(f"{run.mark}{escaped(run.text)}{run.mark}" for run in _joined(chosen))
    return whole.strip()


def _spaces_apart(run: _Run) -> list[_Run]:
    """Move the spaces at the ends of emphasised words out of the emphasis."""
    text = _SPACE.sub(" ", run.text)
    core = text.strip()
    if not run.mark or not core:
        return [_Run(text)]
    start = text.index(core)
    found = [_Run(text[:start]), _Run(core, run.mark), _Run(text[start + len(core) :])]
    return [one for one in found if one.text]


def _joined(runs: list[_Run]) -> list[_Run]:
    """Return neighbours with one emphasis as one, so that they are escaped as one."""
    groups = groupby((run for run in runs if run.text), key=lambda run: run.mark)
    return [_Run("".join(run.text for run in group), mark) for mark, group in groups]


def _hugs(left: str, words: str, right: str) -> bool:
    return (words[0].isalnum() or not left.isalnum()) and (words[-1].isalnum() or not right.isalnum())
