"""How the positions of a track list are to be read, and the sides, discs and carriers that they name. Pure.

Many positions can be read in several ways. The other positions of the list, and the release's formats, decide.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from scraper.domain.carriers import WITH_SIDES, WITHOUT_SIDES, carriers, counts, family
from scraper.domain.positions import (
    HYPHENS,
    LETTER_AND_PART,
    NUMBERED,
    PLAIN,
    SIDE,
    OnCarrier,
    number_before_hyphen,
    on_carrier,
    plain_numbers,
    readable,
)
from scraper.domain.releases import Format

_ROMAN = frozenset("IVX")
"""Letters that are more often the numbers of movements than the names of sides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """How the positions of one track list are to be read."""

    counts: Mapping[str, int]
    """How many carriers of each family the release has; empty where unknown."""
    sides: Mapping[str, str]
    """The letters that positions begin with, and the side that they stand for."""
    has_discs: bool
    """Whether 2-3 is a track of disc 2."""
    has_dotted_discs: bool
    """Whether 2.3 is a track of disc 2, and not a part of track 2."""
    counting_tracks: frozenset[str]
    """Positions whose first number is that of a track: 10-31 for a range of tracks, 10-2 for a part of one."""
    unnumbered: frozenset[str]
    """Families whose carriers have no numbers: CD12-3 is on the CD."""
    plain: str = ""
    """The carrier of the tracks that have only a number; '' where unknown."""


def numbering_of(positions: Iterable[str], formats: Sequence[Format]) -> Numbering:
    """Return how all positions of a track list are to be read, given the release's formats."""
    known = [text for position in positions if (text := readable(position))]
    carrier_counts = counts(formats)
    counting_tracks = frozenset(_counting_tracks(known))
    found = Numbering(
        counts=carrier_counts,
        sides=_sides(frozenset(_labels(known, carrier_counts)), carrier_counts),
        has_discs=_has_discs([position for position in known if position not in counting_tracks], carrier_counts),
        has_dotted_discs=_has_dotted_discs(known, carrier_counts),
        counting_tracks=counting_tracks,
        unnumbered=frozenset(_unnumbered(known, carrier_counts)),
    )
    return replace(found, plain=_plain_carrier(known, formats, found))


def side_name(position: str, numbering: Numbering) -> str:
    """Return 'Side A' for A1, 'Disc 2' for 2-03, 'CD 2' for CD2-3, 'CD' for CD2; '' where a position names no side."""
    return _side_name(readable(position), numbering)


def _side_name(position: str, numbering: Numbering) -> str:
    carrier = on_carrier(position)
    if carrier and not _is_on_side(position, carrier, numbering):
        return _carrier_name(carrier, numbering)
    numbered = NUMBERED.fullmatch(position) if position not in numbering.counting_tracks else None
    if numbered and (numbering.has_dotted_discs if numbered["sign"] == "." else numbering.has_discs):
        return f"Disc {int(numbered['disc'])}"
    if side := _side(position, numbering.counts):
        return f"Side {numbering.sides[side['label']]}" if side["label"] in numbering.sides else ""
    return numbering.plain if PLAIN.fullmatch(position) or position in numbering.counting_tracks else ""


def disc_name(position: str, numbering: Numbering) -> str:
    """Return 'CD 2' for a row with the position CD2 that has parts, and so is a whole disc; '' for any other row."""
    carrier = on_carrier(readable(position))
    if not carrier or carrier.number is None or carrier.has_track:
        return ""
    return _carrier_name(replace(carrier, has_track=True, is_disc=True), numbering)


def _carrier_name(carrier: OnCarrier, numbering: Numbering) -> str:
    """Return the name of a carrier, with its number where it has one: 'CD 2', 'DVD'."""
    has_several = numbering.counts.get(carrier.family, 0) > 1
    is_numbered = carrier.has_track and (carrier.is_disc or has_several)
    if not is_numbered or carrier.family in numbering.unnumbered:
        return carrier.name
    return f"{carrier.name} {carrier.number}"


def _is_on_side(position: str, carrier: OnCarrier, numbering: Numbering) -> bool:
    """Tell whether what looks like a carrier is a side: Bd is part d of side B, where formats name no BD."""
    side = SIDE.fullmatch(position)
    if not side or side["label"] not in numbering.sides:
        return False
    return bool(LETTER_AND_PART.fullmatch(position) or (numbering.counts and carrier.family not in numbering.counts))


def _labels(positions: Iterable[str], carrier_counts: Mapping[str, int]) -> Iterator[str]:
    """Yield the letters that positions begin with, where these may name a side and no carrier."""
    for position in positions:
        side = _side(position, carrier_counts)
        carrier = on_carrier(position)
        is_unknown = bool(carrier_counts) and carrier is not None and carrier.family not in carrier_counts
        if side and (not carrier or LETTER_AND_PART.fullmatch(position) or (is_unknown and position[:2].isupper())):
            yield side["label"]


def _side(position: str, carrier_counts: Mapping[str, int]) -> re.Match[str] | None:
    """Read the letters of a side, also behind the number of a disc: 1-A1; but 1.A, and 1-A on a CD, is a part of 1."""
    numbered = NUMBERED.fullmatch(position)
    if not numbered:
        return SIDE.fullmatch(position)
    is_sided = numbered["sign"] in HYPHENS and not (carrier_counts and WITHOUT_SIDES.issuperset(carrier_counts))
    return SIDE.fullmatch(numbered["track"]) if is_sided else None


def _sides(labels: frozenset[str], carrier_counts: Mapping[str, int]) -> dict[str, str]:
    """Return the sides that letters stand for: A and AA are sides, AB is one beside AA or AC.

    Where vinyl and tapes have fewer sides than that, AA and AB are parts of side A.
    """
    pairs = {label for label in labels if len(set(label)) > 1}
    neighbouring = {label for label in labels if _neighbours(label) & labels}
    # On a CD, B1 or E1 alone is a bonus or an extra; A1 and B1 are the sides of the record that it repeats.
    has_no_sides = bool(carrier_counts) and WITHOUT_SIDES.issuperset(carrier_counts)
    alone = set() if has_no_sides else {label for label in labels - pairs if label[0] not in _ROMAN}
    certain = alone | (neighbouring - pairs)
    continued = neighbouring & pairs
    available = sum(2 * count for family_name, count in carrier_counts.items() if family_name in WITH_SIDES)
    others = carrier_counts.keys() - WITH_SIDES
    if available and others and others <= WITHOUT_SIDES:
        # Letters beyond the sides of the records are for what is beside them: C1 on the CD of an LP with A1 and B1.
        certain = set(sorted(certain, key=_in_order)[:available])
    if not available or len(certain | continued) <= available:
        return {label: label for label in certain | continued}
    divided = {label[0] for label in continued}
    parts = {label: label[0] for label in labels if len(label) > 1 and label[0] in divided}
    sides = {label: label for label in certain} | parts
    return sides if len(set(sides.values())) <= available else {label: label for label in certain}


def _in_order(label: str) -> tuple[int, str]:
    return len(label), label


def _neighbours(label: str) -> set[str]:
    """Return the letters before and after: of B A and C, of BB AA and CC, of AB AA and AC."""
    before, last = label[:-1], label[-1]
    steps = {chr(ord(last) + step) for step in (-1, 1)}
    return {letter * len(label) if before in ("", last) else before + letter for letter in steps}


def _counting_tracks(positions: Sequence[str]) -> Iterator[str]:
    """Yield the positions whose first number is that of a track: 10-31 and 10-2 behind 9 or before 11, 10-31 before 32.

    Between them and these neighbours may be other positions with the same first number.
    """
    runs = [(number, list(run)) for number, run in groupby(positions, key=number_before_hyphen)]
    nothing: tuple[int | None, list[str]] = (None, [])
    for (_, before), (number, run), (_, after) in zip([nothing, *runs], runs, [*runs[1:], nothing], strict=False):
        if number is None:
            continue
        is_counted = plain_numbers(before[-1:]) == [number - 1] or plain_numbers(after[:1]) == [number + 1]
        for position in run:
            last = NUMBERED.fullmatch(position)
            ends = plain_numbers([last["track"]]) if last else []
            if is_counted or (ends > [number] and plain_numbers(after[:1]) == [ends[0] + 1]):
                yield position


def _has_discs(positions: Iterable[str], carrier_counts: Mapping[str, int]) -> bool:
    """Tell whether 2-3 is a track of disc 2: there are several carriers, and no number is higher than theirs."""
    discs = [number for position in positions if (number := number_before_hyphen(position)) is not None]
    # Files are one format, however many discs they would fill.
    if not carrier_counts or {*carrier_counts} == {"file"}:
        return bool(discs)
    count = sum(carrier_counts.values())
    return bool(discs) and count > 1 and max(discs) <= count


def _has_dotted_discs(positions: Iterable[str], carrier_counts: Mapping[str, int]) -> bool:
    """Tell whether 2.3 is a track of disc 2: every number has a dot, and those before it count our discs from 1."""
    parts = [NUMBERED.fullmatch(position) for position in positions if position[0].isdecimal()]
    discs = [int(numbered["disc"]) for numbered in parts if numbered and numbered["sign"] == "."]
    count = sum(carrier_counts.values()) - carrier_counts.get("file", 0)
    if len(discs) < len(parts) or not 1 < max(discs, default=0) <= count:
        return False
    return discs == sorted(discs) and set(discs) == set(range(1, max(discs) + 1))


def _unnumbered(positions: Iterable[str], carrier_counts: Mapping[str, int]) -> Iterator[str]:
    """Yield the families of which positions number more carriers than the release has."""
    for position in positions:
        carrier = on_carrier(position)
        count = carrier_counts.get(carrier.family) if carrier else None
        if carrier and carrier.has_track and count and (carrier.number or 0) > count:
            yield carrier.family


def _plain_carrier(positions: Sequence[str], formats: Sequence[Format], found: Numbering) -> str:
    """Return the only carrier that tracks with nothing but a number can be on: the CD beside an LP with A1 to B5.

    The positions of all other carriers must name these.
    """
    named = {carrier.family for position in positions if (carrier := on_carrier(position))}
    named |= WITH_SIDES if found.sides else set()
    left = [form for form in carriers(formats) if family(form) not in named]
    is_one = len(left) == 1 and (left[0].quantity == 1 or left[0].name == "File") and family(left[0]) not in WITH_SIDES
    is_counted = plain_numbers(positions)[:1] == [1] and not (found.has_discs or found.has_dotted_discs)
    return left[0].name if named and is_one and is_counted else ""
