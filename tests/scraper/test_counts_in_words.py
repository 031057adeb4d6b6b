"""Sentences with numbers are right for none, one, two and thousands: their nouns, their verbs and their figures."""

import ast
import re
from array import array
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from scraper.app.catalogue.copy_to import CopyResult
from scraper.app.catalogue.dedupe import DedupeResult
from scraper.app.catalogue.loading import LoadedKind
from scraper.app.catalogue.prune import PruneResult
from scraper.app.catalogue.triage import Triage
from scraper.app.review import Review
from scraper.catalogue.backend import LoadSummary
from scraper.catalogue.dedupe import DedupeCounts
from scraper.catalogue.tables import DUMP_KINDS
from scraper.cli.catalogue.printing import table
from scraper.domain.evidence import Finding
from scraper.domain.subjects import Subject
from scraper.domain.words import counted, plural
from scraper.harvest.removals import all_would_go, lists_fewer, lists_more
from scraper.review.cases import Case
from scraper.run.report import Report

ROOT = Path(__file__).parents[2]
COUNTS = (0, 1, 2, 1_234)
_NOUNS = "album artist byte dump image label lookup master month page pressing question record release request row time"
SEVERAL = {"copy": "copies", "match": "matches", **{noun: f"{noun}s" for noun in _NOUNS.split()}}
"""The plurals of what is counted."""
ALWAYS_SEVERAL = {
    ("scraper/app/doctor.py", "requests"),
    ("scraper/cli/catalogue/advice.py", "times"),
    ("scraper/pages/charts.py", "pressings"),
    ("services/dumps.py", "months"),
}
"""Files and nouns whose number is a constant, has decimals, is a pace that nobody sets to one, or more than one."""
_NUMBER = r"(?<![\w.,:-])(\d[\d,]*)"


def wrong_in(sentence: str) -> list[str]:
    """Return what is wrong with the numbers of a sentence."""
    found = [
        f"{number} {word}"
        for number, word in re.findall(rf"{_NUMBER} (?:new )?([a-z]+)", sentence)
        if word in (SEVERAL.values() if number == "1" else SEVERAL) or (number == "1" and word == "are")
    ]
    # What is typed has no commas.
    return found + re.findall(r"(?<![\w-])\d{4,}(?![\w-])", re.sub(r"`[^`]+`", "", sentence))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("1 copies, 2 new copy, 1234 rows", ["1 copies", "2 copy", "1234"]),
        ("1 copy, 2 new copies, 1,234 rows, 0 pages, 21 images", []),
        ("0 page and 11 time", ["0 page", "11 time"]),
    ],
)
def test_what_is_wrong_is_found(sentence: str, expected: list[str]) -> None:
    """Otherwise the other tests of this file could not fail."""
    assert expected == wrong_in(sentence)


def _report(count: int) -> list[str]:
    kinds = ("page", "release", "master", "artist", "image")
    report = Report(
        fetched=Counter(dict.fromkeys(kinds, count)),
        from_catalogue=Counter(dict.fromkeys(kinds[1:4], count)),
        would_fetch=Counter({**dict.fromkeys(kinds, count), "lookup at Spotify": count}),
        from_store=count,
        matched={"spotify": count},
        left_open=count,
        copies=count,
        new_copies=count,
        sold_copies=count,
        written=count,
        unchanged=count,
        removed=count,
        edited=[f"albums/{letter}" for letter in range(count)],
        images_waiting=count,
    )
    lines = report.lines()
    report.is_rehearsal = True
    return [*lines, *report.lines()]


def _catalogue(count: int) -> Iterator[str]:
    loaded = LoadSummary(
        kind="releases",
        month="202611",
        file="dump",
        checksum="",
        keep="all",
        selection="",
        kept=count,
        records=count,
        bad=count,
        unknown={"odd": count},
    )
    yield LoadedKind(kind="releases", file="dump", loaded=loaded).sentence
    yield from CopyResult(counts=dict.fromkeys(DUMP_KINDS, count), target="there", triage=None, notes=()).lines()
    counts = DedupeCounts(releases=count * 2, kept=count, from_country=count, has_tracks=True)
    for removed in (None, count):
        yield from DedupeResult(country="UK", counts=counts, removed=removed).lines()
    triage = Triage(counts=Counter(keep=count, review=count, drop=count), kept=array("q"), dropped=array("q"))
    yield from PruneResult(triage=triage, report=None, removed=count, notes=()).lines()
    yield from table(["raw"], [[bytes(count)]])


def _review(count: int) -> Iterator[str]:
    finding = Finding(service="spotify", evidence="likeness", certainty="likeness", score=0.5)
    case = Case(subject=Subject(kind="release", subject_id=1), title="Title", findings=(finding,))
    review = Review(cases=[case] * (count + 1), is_empty_shelf=False)
    yield list(review.lines(["scrape"], 1))[-1]


@pytest.mark.parametrize("count", COUNTS)
def test_sentences_are_right_for_any_number(count: int) -> None:
    """The closing report, a rehearsal's, those of the catalogue, the review, and what is asked of the owner."""
    removals = [all_would_go(count, [], with_token=True), lists_more(count, 0), lists_fewer(count, count)]
    sentences = [*_report(count), *_catalogue(count), *_review(count), *removals]
    assert 8 < len(sentences)
    assert {} == {sentence: wrong for sentence in sentences if (wrong := wrong_in(sentence))}


def test_what_is_one_is_it() -> None:
    """Verbs and pronouns follow the number."""
    one, two = "\n".join(_report(1)), "\n".join(_report(2))
    for words in ("1 left open, `scrape review` shows it", "leave 1 as it is"):
        assert words in one
    for words in ("2 left open, `scrape review` shows them", "leave 2 as they are"):
        assert words in two
    assert [True, True] == ["1 more is shown by" in next(_review(1)), "2 more are shown by" in next(_review(2))]


def test_nothing_shown_is_none() -> None:
    """Nobody reads of 0 copies that were shown."""
    assert "Discogs lists 1 copy but showed none, so none was taken for sold; run again later." == lists_more(1, 0)
    assert "Discogs lists 0 copies, 1 fewer than are known here; `scrape --all` finds out which is gone." == (
        lists_fewer(0, 1)
    )


def test_words_follow_their_number() -> None:
    """By the singular, or by the plural as kinds of records are called."""
    assert ["0 copies", "1 copy", "2 copies", "1,234 copies"] == [plural(n, "copy", "copies") for n in COUNTS]
    assert ["0 releases", "1 release", "2 releases", "1,234 releases"] == [counted(n, "releases") for n in COUNTS]


def _counts_before_plurals(file: Path) -> Iterator[str]:
    """Yield each plural that a text of a program puts after a number of its own, whatever the number is."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.JoinedStr):
            continue
        for value, after in zip(node.values, node.values[1:], strict=False):
            if not isinstance(value, ast.FormattedValue) or not isinstance(after, ast.Constant):
                continue
            word = re.match(r" (?:of them |new )?([a-z]+)", str(after.value))
            if word and word[1] in SEVERAL.values() and not isinstance(value.value, ast.IfExp):
                yield word[1]


def test_no_text_takes_its_number_for_several() -> None:
    """Whoever writes a count into a text has `plural` choose the noun."""
    found = {
        (str(file.relative_to(ROOT)), word)
        for top in ("scraper", "services")
        for file in sorted((ROOT / top).rglob("*.py"))
        if "fakes" not in file.parts
        for word in _counts_before_plurals(file)
    }
    assert ALWAYS_SEVERAL == found
