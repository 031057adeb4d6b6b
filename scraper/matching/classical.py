"""Titles of classical music: composers before them, and the numbers of catalogues of works behind them. Pure."""

import re
from collections.abc import Sequence

from scraper.matching.spelling import tokens
from scraper.matching.vocabulary import is_edition

_WORK_NUMBER = re.compile(
    r"[,\s]*\(?\b(BWV|KV|K|Op|Opus|Hob|RV|HWV|WoO|D|TWV|Wq|Sz|BB)\b\.?\s*"
    r"((?:[ivxlc]+:)?\d+[a-z]?(?:[,/]?\s*(?:no|nr|n°)\.?\s*\d+)?)\)?",
    re.IGNORECASE,
)
"""A number in a catalogue of a composer's works: 'BWV 988', 'K. 550', 'Op. 27 No. 2'."""
_LAST_BRACKETS = re.compile(r"^(.*\S)\s*[(\[]([^()\[\]]*)[)\]]\s*$")
_NICKNAME = re.compile(r"[,\s]*[\"“„«][^\"”“»]{4,}[\"”“»]")
"""The name of a work beside its number, in any language: 'Symphonie Nr. 9 "Aus der Neuen Welt"'."""
_WORDS = {
    **dict.fromkeys(("symphonie", "sinfonie", "sinfonia", "symfoni", "simfonia"), "symphony"),
    **dict.fromkeys(("symphonien", "sinfonien", "symphonies", "sinfonías"), "symphonies"),
    **dict.fromkeys(("konzert", "concierto", "koncert"), "concerto"),
    **dict.fromkeys(("konzerte", "concertos", "conciertos"), "concerti"),
    **dict.fromkeys(("sonate", "sonatina", "sonáta"), "sonata"),
    **dict.fromkeys(("sonaten", "sonates"), "sonatas"),
    **dict.fromkeys(("quartett", "quatuor", "quartetto", "cuarteto"), "quartet"),
    **dict.fromkeys(("variationen", "variazioni", "variaciones"), "variations"),
    **dict.fromkeys(("ouvertüre", "ouverture"), "overture"),
    **dict.fromkeys(("moll", "mineur", "minore"), "minor"),
    **dict.fromkeys(("dur", "majeur", "maggiore"), "major"),
}
"""Words for kinds of works, in several languages, and how they are compared."""
_WORK_WORDS = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)
_SPELLINGS = {"kv": "k", "opus": "op"}


def work_numbers(title: str) -> frozenset[str]:
    """Return the numbers of works in a title, in one spelling."""
    return frozenset(
        f"{_SPELLINGS.get(name.lower(), name.lower())} {' '.join(tokens(number))}"
        for name, number in _WORK_NUMBER.findall(title)
    )


def without_work_numbers(title: str) -> str:
    """Return a title without the numbers of works."""
    return _WORK_NUMBER.sub("", title).strip(" ,:") or title


def bare_title(title: str, names: Sequence[str]) -> str:
    """Return a title without an artist's name before it, numbers of works, and editions that name an artist."""
    words = {word for name in names for word in tokens(name)}
    while (split := _LAST_BRACKETS.match(title)) and is_edition(
        tuple(word for word in tokens(split[2]) if word not in words)
    ):
        title = split[1]
    before, colon, behind = title.partition(": ")
    if colon and behind.strip() and set(tokens(before)) <= words:
        title = behind
    unnamed = _NICKNAME.sub(" ", title).strip()
    title = unnamed if any(letter.isdecimal() for letter in unnamed) else title
    return _WORK_WORDS.sub(lambda word: _WORDS[word[0].lower()], without_work_numbers(title))
