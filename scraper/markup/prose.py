"""Turns texts of other services into Markdown: HTML with its emphasis, plain text in paragraphs, quotations. Pure."""

import re
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import groupby

from scraper.markup.plain import Markdown, clean, escaped, lines, markdown

_HIDDEN = frozenset(
    "script style template noscript iframe object svg math head title textarea select".split()  # noqa: SIM905  # easier to read in a row
)
"""Elements whose contents are no text of the page. Each of them has an end tag."""
_BLOCKS = frozenset(
    "p div section article header footer blockquote ul ol li dl dt dd table tr h1 h2 h3 h4 h5 h6 hr pre".split()  # noqa: SIM905  # easier to read in a row
)
"""Elements that begin a new paragraph."""
_MARKS = {"i": "*", "em": "*", "cite": "*", "b": "**", "strong": "**"}
# Comments and declarations; the parser of some Python versions fails on declarations. A comment without an end goes on
# to the end of the text.
_NO_TEXT = re.compile(r"<!--(?:.*?-->|.*)|<[!?][^>]*>?", re.DOTALL)
# A "<" without a ">" behind it. For each, Python's parser would read to the end of the text and begin again.
_NO_TAG = re.compile(r"<(?=[^<>]*(?:<|\Z))")
_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class _Run:
    """A piece of text with one emphasis."""

    text: str
    mark: str = ""
    """'*', '**', '***', or '' for no emphasis."""


class _RunCollector(HTMLParser):
    """Collects the runs of an HTML text, line by line; an empty line ends a paragraph."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[list[_Run]] = [[]]
        self._hidden = 0
        self._open: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  # HTMLParser passes them
        self._hidden += tag in _HIDDEN
        self._break(tag)
        if tag in _MARKS:
            self._open[_MARKS[tag]] += 1

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in _HIDDEN and self._hidden > 0
        if tag != "br":
            self._break(tag)
        mark = _MARKS.get(tag, "")
        self._open[mark] -= self._open[mark] > 0

    def handle_data(self, data: str) -> None:
        if self._hidden:
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
    """Return HTML as Markdown paragraphs: its words and their emphasis, without links and without anything that runs.

    A line break in the text is a line break on the page, as the services mean it.
    """
    collector = _RunCollector()
    collector.feed(_NO_TAG.sub("&lt;", _NO_TEXT.sub("", html)))
    collector.close()
    shown = [_line(line) for line in collector.lines]
    blocks = [lines("\n".join(block)) for is_text, block in groupby(shown, key=bool) if is_text]
    return Markdown("\n\n".join(blocks))


def paragraphs(text: str) -> Markdown:
    """Return plain text as Markdown; each of its lines is a paragraph."""
    return Markdown("\n\n".join(shown for shown in map(markdown, clean(text).split("\n")) if shown))


def quotation(text: Markdown) -> Markdown:
    """Return Markdown as a block quotation; '' for ''."""
    return text and Markdown("\n".join(f"> {line}".rstrip() for line in text.split("\n")))


def _line(runs: list[_Run]) -> str:
    """Return a line with its emphasis, where Goldmark reads the marks as emphasis and not as asterisks."""
    chosen: list[_Run] = []
    parts = _joined([part for run in runs for part in _spaces_apart(run)])
    for place, part in enumerate(parts):
        before = chosen[-1] if chosen else _Run("")
        after = parts[place + 1].text if place + 1 < len(parts) else ""
        is_emphasis = not before.mark and _is_emphasis(before.text[-1:], part.text, after[:1])
        chosen.append(part if is_emphasis else _Run(part.text))
    line = "".join(f"{run.mark}{escaped(run.text)}{run.mark}" for run in _joined(chosen))
    return line.strip()


def _spaces_apart(run: _Run) -> list[_Run]:
    """Split a run so that the spaces at the ends of emphasised words are outside the emphasis."""
    text = _SPACE.sub(" ", run.text)
    core = text.strip()
    if not run.mark or not core:
        return [_Run(text)]
    start = text.index(core)
    parts = [_Run(text[:start]), _Run(core, run.mark), _Run(text[start + len(core) :])]
    return [part for part in parts if part.text]


def _joined(runs: list[_Run]) -> list[_Run]:
    """Join neighbouring runs of the same emphasis, so that they are escaped together."""
    groups = groupby((run for run in runs if run.text), key=lambda run: run.mark)
    return [_Run("".join(run.text for run in group), mark) for mark, group in groups]


def _is_emphasis(left: str, words: str, right: str) -> bool:
    return (words[0].isalnum() or not left.isalnum()) and (words[-1].isalnum() or not right.isalnum())
