"""Figures about a collection: how long it plays, what it weighs, how it grew. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from scraper.domain.releases import Format, LabelLine, Release, ReleaseId
from scraper.domain.slugs import sort_key
from scraper.domain.tracklist import every_track, sides

_WRITTEN_WEIGHT = re.compile(r"\b(\d{2,3})[\s-]?(?:g|gr|grams?|grammes?)\b", re.IGNORECASE)
_POSSIBLE_GRAMS = range(80, 301)
"""The weights of a disc that are believed where a format's text names them."""
_INCHES = re.compile(r'^(\d{1,2})"')
_VINYL = {3: 10, 5: 20, 6: 30, 7: 40, 8: 55, 9: 70, 10: 90, 11: 115, 12: 140, 16: 250}
_SHELLAC = {7: 100, 8: 130, 9: 160, 10: 200, 11: 260, 12: 320, 16: 500}
"""The weight of an ordinary disc in grams, by its diameter in inches."""
_USUAL = {"Vinyl": (12, _VINYL), "Shellac": (10, _SHELLAC)}
"""The usual diameter, and the weights by diameter."""
_LONGEST_PAUSE = 120
"""The longest gap, in months or years, that is filled in; a longer one comes from a wrong date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A track with its length."""

    seconds: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """The figures of one release."""

    release_id: ReleaseId
    labels: tuple[LabelLine, ...]
    released: str
    """As Discogs has it: '1999', '1999-03-00' or '1999-03-12'; '' when unknown."""
    seconds: int
    """The sum of the lengths that are known."""
    is_timed: bool
    """Whether all lengths are known."""
    longest: Piece | None
    """None where no length is known."""
    shortest: Piece | None
    """As for the longest."""
    grams: int
    """The estimated weight of its vinyl and shellac discs; 0 where it has none."""


def measure(release: Release) -> Measure:
    """Return the figures of a release."""
    all_sides = sides(release.tracks, release.formats)
    seconds = sum(side.seconds for side in all_sides)
    tracks = [track for track in every_track(release.tracks) if track.kind == "track" and track.seconds]
    pieces = [Piece(seconds=track.seconds or 0, title=track.title) for track in tracks]
    return Measure(
        release_id=release.release_id,
        labels=release.labels,
        released=release.released,
        seconds=seconds,
        is_timed=bool(seconds) and not any(side.unknown for side in all_sides),
        longest=max(pieces, key=lambda piece: piece.seconds, default=None),
        shortest=min(pieces, key=lambda piece: piece.seconds, default=None),
        grams=sum(grams(form) for form in release.formats),
    )


def grams(form: Format) -> int:
    """Return the weight of a format's discs: as its text says, or by their size; 0 where none is vinyl or shellac."""
    if form.name not in _USUAL:
        return 0
    usual_inches, weights = _USUAL[form.name]
    texts = (*form.descriptions, form.text)
    written = [int(figure) for text in texts for figure in _WRITTEN_WEIGHT.findall(text)]
    believed = [figure for figure in written if figure in _POSSIBLE_GRAMS]
    inches = [int(size[1]) for text in texts if (size := _INCHES.match(text)) and int(size[1]) in weights]
    each = believed[0] if believed else weights[inches[0] if inches else usual_inches]
    return form.quantity * each


def ranked(names: Iterable[str]) -> list[tuple[str, int]]:
    """Return how often each name occurs, the most frequent first; equally frequent ones by name."""
    return by_count(Counter(names))


def by_count(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return counts from the highest to the lowest; equal counts by name."""
    return sorted(counts.items(), key=lambda item: (-item[1], sort_key(item[0]), item[0]))


def decades(years: Iterable[int]) -> list[tuple[str, int]]:
    """Return how many of the years fall into each decade, from the first decade to the last, empty decades included."""
    counts = Counter(year // 10 for year in years)
    return [(f"{decade}0s", counts[decade]) for decade in _filled(sorted(counts), _LONGEST_PAUSE // 10)]


def growth(months: Iterable[str]) -> list[tuple[str, int]]:
    """Return (month, total at its end) for every month from the first to the last; a month is written '2024-03'."""
    counts = Counter(int(month[:4]) * 12 + int(month[5:7]) - 1 for month in months)
    every = list(_filled(sorted(counts), _LONGEST_PAUSE))
    totals = accumulate(counts[month] for month in every)
    return [(f"{month // 12:04}-{month % 12 + 1:02}", total) for month, total in zip(every, totals, strict=True)]


def _filled(numbers: Sequence[int], longest: int) -> Iterator[int]:
    """Yield sorted numbers and all numbers between them; gaps longer than `longest` are not filled."""
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
    largest = [(count, unit) for count, unit in parts if count][:2] or [(minutes, "minute")]
    return ", ".join(f"{count:,} {unit}{'' if count == 1 else 's'}" for count, unit in largest)


def weight(total: int) -> str:
    """Return '850 g', '12.5 kg', '1,204 kg' for grams."""
    if total < 1000:  # noqa: PLR2004  # the grams of a kilogram
        return f"{total} g"
    kilograms = total / 1000
    return f"{kilograms:,.1f} kg" if kilograms < 100 else f"{kilograms:,.0f} kg"  # noqa: PLR2004  # above it tenths say nothing
