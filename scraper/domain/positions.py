"""What one position of a track list can mean: A1 side A, 2-03 disc 2 or track 2, CD1-4 the first CD. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_WORDS: Mapping[str, tuple[str, str]] = {
    "cd": ("CD", "cd"),
    "cdr": ("CDr", "cd"),
    "cd-rom": ("CD-ROM", "cd"),
    "sacd": ("SACD", "cd"),
    "dvd": ("DVD", "dvd"),
    "dvdr": ("DVDr", "dvd"),
    "bd": ("BD", "blu-ray"),
    "blu-ray": ("Blu-ray", "blu-ray"),
    "bluray": ("Blu-ray", "blu-ray"),
    "ld": ("LD", "video disc"),
    "vcd": ("VCD", "video disc"),
    "lp": ("LP", "vinyl"),
    "ep": ("EP", "vinyl"),
    "vinyl": ("Vinyl", "vinyl"),
    '7"': ('7"', "vinyl"),
    '10"': ('10"', "vinyl"),
    '12"': ('12"', "vinyl"),
    "cass": ("Cassette", "tape"),
    "cassette": ("Cassette", "tape"),
    "mc": ("MC", "tape"),
    "tape": ("Tape", "tape"),
    "dat": ("DAT", "tape"),
    "vhs": ("VHS", "vhs"),
    "md": ("MD", "minidisc"),
    "usb": ("USB", "Memory Stick"),
    "file": ("File", "file"),
    "mp3": ("MP3", "file"),
    "wav": ("WAV", "file"),
    "flac": ("FLAC", "file"),
    "aiff": ("AIFF", "file"),
    "aac": ("AAC", "file"),
    "digital": ("Digital", "file"),
    "download": ("Download", "file"),
}
"""The words for carriers that positions begin with: how pages write each, and the family of carriers."""
_ANY_WORD = "|".join(re.escape(word) for word in sorted(_WORDS, key=len, reverse=True))
_CARRIER = re.compile(
    rf"(?P<word>(?i:{_ANY_WORD}))"
    r"(?:[\s.:/–—-]{0,3}(?P<number>\d{1,3})(?P<rest>.*)|(?:[\s.:/–—-]{1,3}|(?<=\"))(?P<side>[A-Z]{1,2}\d*\b.*))?"
)
"""CD, CD-7 and CD1-4; LP-A1."""
_PART_OF_TRACK = re.compile(r"(?:[a-z]|\s?\([a-z\d]+\))?")
"""What may follow the number of a track on a carrier: the letter of its part."""
_TRACK_OF_DISC = re.compile(r"\s?(?P<sign>[–—-]|[.:/]|\s)\s?(?P<track>\w.*)")
"""What follows the number of a disc: the position on that disc."""
NUMBERED = re.compile(r"(?P<disc>\d{1,3})\s?(?P<sign>[–—.-])\s?(?P<track>\S.*)")
"""2-03 and 2.03."""
PLAIN = re.compile(r"(\d{1,3})(?:\.\d+|[a-z])?")
"""7, 7.1 and 7a."""
SIDE = re.compile(
    r"(?P<label>[A-ZА-Я]{1,2})"
    r"(?:[.\s/-]{0,2}\d+(?:\s?[.(]?(?:\d+|[a-z])\)?)?(?:\s?(?:[–,/&+-]|to)\s?(?P=label)?\d+[a-z]?)?|[a-z]\d{0,2})?"
)
"""The letters of the side, and behind them a track and its part, or a range: A1, A.1, A1b, A1.2, A1 (b), Ab, A1-A3."""
LETTER_AND_PART = re.compile(r"[A-Z][a-z]")
HYPHENS = frozenset("-–—")
_LATIN = str.maketrans("АВЕКМНОРСТУХ", "ABEKMHOPCTYX")  # the letters are Cyrillic on purpose
"""Cyrillic letters that nobody can tell from Latin ones: a list may have both."""
_MARKS = "*†‡#'’`´,;:. "  # as people type it
_REMARK = re.compile(r"(?<=.)\s*(?:\([^()]*\)|\[[^\[\]]*\])$")
_IN_BRACKETS = re.compile(r"\(([^()]+)\)|\[([^\[\]]+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class OnCarrier:
    """A position that begins with the word for a carrier."""

    name: str
    """The word as pages write it."""
    family: str
    number: int | None
    """The number behind the word; None where there is none."""
    has_track: bool = False
    """Whether a track follows the number, so that the number may be that of a disc; otherwise it is that of a track."""
    is_disc: bool = False
    """Whether the number is certainly that of a disc."""


def readable(position: str) -> str:
    """Return a position as it is read: without footnote signs and remarks, in plain letters; A1 for *A1 and A1 (live).

    '' where that leaves no letter and no figure: '-' tells nothing.
    """
    text = unicodedata.normalize("NFKC", position).translate(_LATIN).strip(_MARKS)
    if bracketed := _IN_BRACKETS.fullmatch(text):
        text = bracketed[1] or bracketed[2]
    text = _REMARK.sub("", text).strip(_MARKS)
    return text if any(map(str.isalnum, text)) else ""


def on_carrier(position: str) -> OnCarrier | None:
    """Read a position that begins with the word for a carrier; None where it does not."""
    parts = _CARRIER.fullmatch(position)
    if not parts:
        return None
    name, its_family = _WORDS[parts["word"].lower()]
    number = int(parts["number"]) if parts["number"] else None
    if number is None or _PART_OF_TRACK.fullmatch(parts["rest"]):
        return OnCarrier(name=name, family=its_family, number=number)
    track = _TRACK_OF_DISC.fullmatch(parts["rest"])
    if not track:
        return None
    is_disc = track["sign"] in HYPHENS or track["track"][0].isupper()
    return OnCarrier(name=name, family=its_family, number=number, has_track=True, is_disc=is_disc)


def number_before_hyphen(position: str) -> int | None:
    """Return 2 for 2-03; None for positions without such a number."""
    numbered = NUMBERED.fullmatch(position)
    return int(numbered["disc"]) if numbered and numbered["sign"] in HYPHENS else None


def plain_numbers(positions: Iterable[str]) -> list[int]:
    """Return the numbers of the tracks that have only a number."""
    return [int(plain[1]) for position in positions if (plain := PLAIN.fullmatch(position))]
