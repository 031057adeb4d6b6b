"""What a collection amounts to: how long it plays, what it weighs, how it grew. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from scraper.domain.releases import Format, LabelLine, Release, ReleaseId
from scraper.domain.slugs import sort_key
from scraper.domain.tracklist import every_track, sides

_SPOKEN_WEIGHT = re.compile(r"\b(\d{2,3})[\s-]?(?:g|gr|grams?|grammes?)\b", re.IGNORECASE)
_SPOKEN = range(80, 301)
"""Grams that a disc can be said to have."""
_INCHES = re.compile(r'^(\d{1,2})"')
_VINYL = {3: 10, 5: 20, 6: 30, 7: 40, 8: 55, 9: 70, 10: 90, 11: 115, 12: 140, 16: 250}
_SHELLAC = {7: 100, 8: 130, 9: 160, 10: 200, 11: 260, 12: 320, 16: 500}
"""Grams of an ordinary disc by its diameter in inches."""
_USUAL = {"Vinyl": (12, _VINYL), "Shellac": (10, _SHELLAC)}
"""The diameter of a disc that tells none."""
_LONGEST_PAUSE = 120
"""Months or years without anything that are shown as such; a longer gap is a wrong date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A track with its length."""

    seconds: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What is counted of a release."""

    release_id: ReleaseId
    labels: tuple[LabelLine, ...]
    released: str
    """As Discogs has it: '1999', '1999-03-00' or '1999-03-12'; '' when unknown."""
    seconds: int
    """The sum of the lengths that are known."""
    is_timed: bool
    """There are lengths, and none is missing."""
    longest: Piece | None
    """None where no length is known."""
    shortest: Piece | None
    grams: int
    """What its discs of vinyl and shellac weigh, as an estimate; 0 where there are none."""


def measure(release: Release) -> Measure:
    """Return what is counted of a release."""
    found = sides(release.tracks)
    seconds = sum(side.seconds for side in found)
    tracks = [track for track in every_track(release.tracks) if track.kind == "track" and track.seconds]
    pieces = [Piece(seconds=track.seconds or 0, title=track.title) for track in tracks]
    return Measure(
        release_id=release.release_id,
        labels=release.labels,
        released=release.released,
        seconds=seconds,
        is_timed=bool(seconds) and not any(side.unknown for side in found),
        longest=max(pieces, key=lambda piece: piece.seconds, default=None),
        shortest=min(pieces, key=lambda piece: piece.seconds, default=None),
        grams=sum(grams(form) for form in release.formats),
    )


def grams(form: Format) -> int:
    """Return what the discs of a format weigh: as its text says, or as discs of their size do; 0 without vinyl."""
    if form.name not in _USUAL:
        return 0
    usual, ordinary = _USUAL[form.name]
    words = (*form.descriptions, form.text)
    said = [int(figure) for word in words for figure in _SPOKEN_WEIGHT.findall(word) if int(figure) in _SPOKEN]
    inches = [int(size[1]) for word in words if (size := _INCHES.match(word)) and int(size[1]) in ordinary]
    one = said[0] if said else ordinary[inches[0] if inches else usual]
    return form.quantity * one


def ranked(names: Iterable[str]) -> list[tuple[str, int]]:
    """Return how often each name occurs, the most frequent first, equals by name."""
    return by_count(Counter(names))


def by_count(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return counts from the highest to the lowest, equals by name."""
    return sorted(counts.items(), key=lambda item: (-item[1], sort_key(item[0]), item[0]))


def decades(years: Iterable[int]) -> list[tuple[str, int]]:
    """Return how many years fall into each decade from the first to the last, also into those without any."""
    counts = Counter(year // 10 for year in years)
    return [(f"{decade}0s", counts[decade]) for decade in _filled(sorted(counts), _LONGEST_PAUSE // 10)]


def growth(months: Iterable[str]) -> list[tuple[str, int]]:
    """Return how many there were at the end of each month, '2024-03', from the first to the last."""
    counts = Counter(int(month[:4]) * 12 + int(month[5:7]) - 1 for month in months)
    every = list(_filled(sorted(counts), _LONGEST_PAUSE))
    totals = accumulate(counts[month] for month in every)
    return [(f"{month // 12:04}-{month % 12 + 1:02}", total) for month, total in zip(every, totals, strict=True)]


def _filled(numbers: Sequence[int], longest: int) -> Iterator[int]:
    """Yield sorted numbers and those between them, but for gaps that are too long."""
    for number, following in pairwise([*numbers, 0]):
        yield number
        if following - number <= longest:
            yield from range(number + 1, following)


def running_time(seconds: int) -> str:
    """Return '3 hours, 20 minutes', '12 days, 4 hours'."""
    minutes = seconds // 60
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    parts = [(days, "day"), (hours, "hour"), (minutes, "minute")]
    told = [(count, word) for count, word in parts if count][:2] or [(minutes, "minute")]
    return ", ".join(f"{count:,} {word}{'' if count == 1 else 's'}" for count, word in told)


def weight(total: int) -> str:
    """Return '850 g', '12.5 kg', '1,204 kg' for grams."""
    if total < 1000:  # noqa: PLR2004  # a kilogram
        return f"{total} g"
    kilograms = total / 1000
    return f"{kilograms:,.1f} kg" if kilograms < 100 else f"{kilograms:,.0f} kg"  # noqa: PLR2004  # where a tenth tells nothing
