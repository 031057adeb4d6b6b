"""Two track lists, laid side by side: which songs are the same, which are bonus, and which belong to another record."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from scraper.domain.evidence import Song
from scraper.matching.joined import joined_start, length
from scraper.matching.songs import are_close, are_equal, are_readable, numbered, remarks_of_all, song_title, title_match

How = Literal["same", "alike", "part", "joined", "length", "unread"]
"""`joined`: several songs of one side are one of the other; `length`: only the lengths could be compared, and they are
equal; `unread`: nothing could be compared."""
_WORTH: dict[How, float] = {"same": 4.0, "alike": 3.3, "part": 3.0, "joined": 3.0, "length": 2.0, "unread": 0.3}
"""The worth of a pair: the pairs of an alignment have the greatest worth together."""
_LENGTH_WORTH = 0.5
"""What equal lengths add to a pair's worth, and other lengths take away."""
_BAND = 40
"""Songs are compared that are at most so many places apart, beside the difference of the lists' lengths."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Songs of both lists that are the same music: one of each, or several neighbours that are one song there."""

    ours: range
    theirs: range
    how: How
    seconds: tuple[int, int] | None
    """Our length and theirs; None where one of them is unknown."""
    is_nameless: bool = False
    """Whether none of them has a title of its own."""
    is_moved: bool = False
    """Whether the song stands at another place of the order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """The result of laying two track lists side by side."""

    pairs: tuple[Pair, ...]
    ours_left: int
    """Songs of ours without a partner."""
    theirs_left: int
    """Songs of theirs without a partner."""
    replaced: int
    """Places where each side has a song that the other one lacks."""
    ours_inside: int
    """Songs that only ours has, between songs that both have."""
    theirs_inside: int
    """Songs that only theirs has, between songs that both have; they belong to another record, or another edition."""

    @property
    def ours(self) -> int:
        """Return how many songs ours has, where joined songs count as one."""
        return len(self.pairs) + self.ours_left

    @property
    def theirs(self) -> int:
        """Return how many songs theirs has, where joined songs count as one."""
        return len(self.pairs) + self.theirs_left


def aligned(ours: Sequence[Song], theirs: Sequence[Song], ignored_kinds: frozenset[str]) -> Alignment:
    """Lay two track lists side by side, so that as many songs as possible agree.

    Both lists are kept in their order. A song agrees with one of the other side by its title (in any of its readings),
    or by its length where the titles cannot be compared. Several neighbours agree with one song of the other side where
    their titles or their lengths add up: the parts of a work, a medley, two songs on one track. Songs that stand at
    another place of the order agree by their titles.

    Songs that only one side has are bonus where they stand at the end of a disc, or fill one; anywhere else they belong
    to another record.
    """
    table = _Table(ours, theirs, ignored_kinds)
    pairs = table.best_path()
    pairs += table.moved(pairs)
    return _with_gaps(ours, theirs, sorted(pairs, key=lambda pair: (pair.ours.start, pair.theirs.start)))


class _Table:
    """The worth of the best alignment of all beginnings of two lists."""

    def __init__(self, ours: Sequence[Song], theirs: Sequence[Song], ignored_kinds: frozenset[str]) -> None:
        self._ours, self._theirs = ours, theirs
        ours_of_all, theirs_of_all = remarks_of_all(ours), remarks_of_all(theirs)
        self._our_titles = [song_title(song, ignored_kinds, ours_of_all - theirs_of_all) for song in numbered(ours)]
        self._their_titles = [song_title(song, ignored_kinds, theirs_of_all - ours_of_all) for song in numbered(theirs)]

    def best_path(self) -> list[Pair]:
        """Return the pairs whose worth is greatest together, in order."""
        rows, columns = len(self._ours) + 1, len(self._theirs) + 1
        worth = [[0.0] * columns for _ in range(rows)]
        step: list[list[Pair | None]] = [[None] * columns for _ in range(rows)]
        for row in range(1, rows):
            for column in range(1, columns):
                best, pair = max(worth[row - 1][column], worth[row][column - 1]), None
                for candidate in self._pairs_ending_at(row, column):
                    value = worth[candidate.ours.start][candidate.theirs.start] + _worth(candidate)
                    if value > best:
                        best, pair = value, candidate
                worth[row][column], step[row][column] = best, pair
        return self._walk_back(worth, step)

    def _walk_back(self, worth: list[list[float]], step: list[list[Pair | None]]) -> list[Pair]:
        row, column, pairs = len(self._ours), len(self._theirs), []
        while row and column:
            pair = step[row][column]
            if pair:
                pairs.append(pair)
                row, column = pair.ours.start, pair.theirs.start
            elif worth[row - 1][column] >= worth[row][column - 1]:
                row -= 1
            else:
                column -= 1
        return pairs[::-1]

    def _pairs_ending_at(self, row: int, column: int) -> Iterator[Pair]:
        """Yield the pairs whose last songs are the ones before these places."""
        if abs(row - column) > _BAND + abs(len(self._ours) - len(self._theirs)):
            return
        single = self._single(row - 1, column - 1)
        if single:
            yield single
            if single.how == "same":
                return
        start = joined_start(self._ours, row, self._theirs[column - 1])
        if start is not None:
            yield self._pair(range(start, row), range(column - 1, column), "joined")
        start = joined_start(self._theirs, column, self._ours[row - 1])
        if start is not None:
            yield self._pair(range(row - 1, row), range(start, column), "joined")

    def _single(self, our_place: int, their_place: int) -> Pair | None:
        how = self._how(our_place, their_place)
        return self._pair(range(our_place, our_place + 1), range(their_place, their_place + 1), how) if how else None

    def _how(self, our_place: int, their_place: int) -> How | None:
        our_title, their_title = self._our_titles[our_place], self._their_titles[their_place]
        match = title_match(our_title, their_title)
        if match or are_readable(our_title, their_title):
            return match
        our_seconds, their_seconds = self._ours[our_place].seconds, self._theirs[their_place].seconds
        if not our_seconds or not their_seconds:
            return "unread"
        is_same_length = are_equal if our_title.wholes or their_title.wholes else are_close
        return "length" if is_same_length(our_seconds, their_seconds) else None

    def _pair(self, ours: range, theirs: range, how: How, *, is_moved: bool = False) -> Pair:
        our_seconds = length(self._ours[ours.start : ours.stop])
        their_seconds = length(self._theirs[theirs.start : theirs.stop])
        both = (our_seconds, their_seconds) if our_seconds and their_seconds else None
        titles = [*self._our_titles[ours.start : ours.stop], *self._their_titles[theirs.start : theirs.stop]]
        is_nameless = not any(title.wholes for title in titles)
        return Pair(ours=ours, theirs=theirs, how=how, seconds=both, is_nameless=is_nameless, is_moved=is_moved)

    def moved(self, pairs: Sequence[Pair]) -> list[Pair]:
        """Return pairs of songs that agree by title, but stand at another place of the order."""
        left = [place for place in range(len(self._theirs)) if not any(place in pair.theirs for pair in pairs)]
        moved: list[Pair] = []
        for our_place in range(len(self._ours)):
            if any(our_place in pair.ours for pair in pairs):
                continue
            found = min((rank for place in left if (rank := self._moved_rank(our_place, place))), default=None)
            if found:
                left.remove(found[-1])
                places = range(our_place, our_place + 1), range(found[-1], found[-1] + 1)
                moved.append(self._pair(*places, "same" if found[0] == 0 else "alike", is_moved=True))
        return moved

    def _moved_rank(self, our_place: int, their_place: int) -> tuple[int, int, int] | None:
        match = title_match(self._our_titles[our_place], self._their_titles[their_place])
        if match not in ("same", "alike"):
            return None
        ours, theirs = self._ours[our_place].seconds or 0, self._theirs[their_place].seconds or 0
        return (0 if match == "same" else 1), abs(ours - theirs), their_place


def _worth(pair: Pair) -> float:
    worth = _WORTH[pair.how]
    if pair.how == "joined":
        # It must not be worth more than the same songs one by one, nor less than a part of them.
        worth += 0.8 * (max(len(pair.ours), len(pair.theirs)) - 1)
    if pair.seconds and pair.how != "length":
        worth += _LENGTH_WORTH if are_close(*pair.seconds) else -_LENGTH_WORTH
    return worth


def _with_gaps(ours: Sequence[Song], theirs: Sequence[Song], pairs: Sequence[Pair]) -> Alignment:
    """Count what stands between the pairs."""
    our_left = _left(len(ours), [pair.ours for pair in pairs])
    their_left = _left(len(theirs), [pair.theirs for pair in pairs])
    our_inside = [place for place in our_left if _is_inside(ours, place, our_left)]
    their_inside = [place for place in their_left if _is_inside(theirs, place, their_left)]
    our_gaps, their_gaps = _gaps(our_left, pairs, theirs=False), _gaps(their_left, pairs, theirs=True)
    replaced = sum(min(count, their_gaps.get(gap, 0)) for gap, count in our_gaps.items())
    return Alignment(
        pairs=tuple(pairs),
        ours_left=len(our_left),
        theirs_left=len(their_left),
        replaced=replaced,
        ours_inside=len(our_inside),
        theirs_inside=len(their_inside),
    )


def _left(count: int, places: Sequence[range]) -> list[int]:
    taken = {place for each in places for place in each}
    return [place for place in range(count) if place not in taken]


def _is_inside(songs: Sequence[Song], place: int, left: Sequence[int]) -> bool:
    """Tell whether a song that only this side has stands before one that both have, on its own disc."""
    lonely = set(left)
    return any(later not in lonely and songs[later].disc == songs[place].disc for later in range(place + 1, len(songs)))


def _gaps(left: Sequence[int], pairs: Sequence[Pair], *, theirs: bool) -> dict[int, int]:
    """Return how many songs without a partner stand behind each pair: by the number of pairs before them."""
    in_order = [pair for pair in pairs if not pair.is_moved]
    gaps: dict[int, int] = {}
    for place in left:
        before = sum((pair.theirs if theirs else pair.ours).start < place for pair in in_order)
        gaps[before] = gaps.get(before, 0) + 1
    return gaps
