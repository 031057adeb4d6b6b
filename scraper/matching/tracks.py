"""How like two track lists are, as their alignment shows. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from scraper.domain.evidence import Candidate, Kind, Song
from scraper.domain.words import plural
from scraper.matching.alignment import Alignment, Pair, aligned
from scraper.matching.songs import are_close, are_equal
from scraper.matching.spelling import tokens
from scraper.matching.vocabulary import kinds_of

_CLEAR_LENGTHS = 4
"""This many lengths to compare tell one recording from another."""
_MANY = 5
"""This many equal songs are hardly on another album, too."""
_LEAST_OF_ALBUM = 3
"""An album has so many songs at least, where the parts of a work are one."""
_LEAST_WITH_AN_ODD_ONE = 7
"""From so many songs on, one may differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TracksLikeness:
    """How like two track lists are."""

    share: float = 0.0
    remark: str = ""
    """How many songs agree, in words, such as '12 of 12'; '' where a list is missing."""
    agree: bool = False
    """Whether the lists hold the same songs, but for bonus tracks and a song or two."""
    overwhelming: bool = False
    """Whether so many songs are equal that hardly another album could have them."""
    every: bool = False
    """Whether every song of ours is theirs, and nothing but bonus tracks is added."""
    are_enough: bool = False
    """Whether there are so many songs that every one of them is hardly on another record; lengths count, too."""
    every_of_first: bool = False
    """Whether every song of the first list is in the second, at whatever place, and no length differs."""
    is_equally_long: bool = False
    """Whether nearly every length is known, and equal: it is the same recording, whatever it is called."""
    are_edits: bool = False
    """Whether all titles agree in order, but some songs are cut longer or shorter, as on an LP and its CD."""
    added: int = 0
    """How many songs only theirs has, with those that it does not list; but for demos and other takes."""
    has_lengths: bool = False
    """Whether nearly all lengths are known."""
    objection: str = ""
    """What speaks against the lists being of one record, in words; '' where they agree, or where one is missing."""
    is_known: bool = False
    """Whether there were two lists to compare."""


def compared_tracks(
    ours: Sequence[Song],
    theirs: Sequence[Song],
    ignored_kinds: frozenset[str],
    their_count: int | None = None,
    kinds: frozenset[Kind] = frozenset(),
) -> TracksLikeness:
    """Return how like two lists are; words for the ignored kinds, such as Live, make no difference in titles.

    `their_count` is how many tracks the service says that the entry has: it may list fewer. `kinds` are ours.
    """
    if not ours or not theirs:
        return TracksLikeness()
    alignment = aligned(ours, theirs, ignored_kinds)
    return _Weighed(
        alignment, unlisted=max(0, (their_count or 0) - len(theirs)), kinds=kinds, added=_added(theirs, alignment)
    ).likeness


class _Weighed:
    """An alignment, with what it says about two lists."""

    def __init__(self, alignment: Alignment, unlisted: int, kinds: frozenset[Kind], added: int) -> None:
        self._alignment = alignment
        self._unlisted, self._added = unlisted, added
        self._could_hold = could_hold(alignment.ours, alignment.theirs + unlisted, kinds)
        self._agreeing = [pair for pair in alignment.pairs if pair.how != "unread"]
        self._lengths = [pair.seconds for pair in self._agreeing if pair.seconds]
        self._ours = alignment.ours
        # What the service does not list may be any of ours that have no partner.
        self._hidden = min(unlisted, alignment.ours_left)

    @property
    def likeness(self) -> TracksLikeness:
        """Return how like the lists are."""
        holds, lengths_agree = self._holds(), self._lengths_agree()
        are_edits = holds and lengths_agree is False and self._are_edits()
        agree = holds and (lengths_agree is not False or are_edits)
        return TracksLikeness(
            share=self._share if lengths_agree is not False else self._share / 2,
            remark=f"{len(self._agreeing)} of {self._ours}" + (", other lengths" if lengths_agree is False else ""),
            agree=agree,
            overwhelming=agree and not are_edits and self._is_overwhelming(lengths_agree=lengths_agree is True),
            every=agree and self._is_every(),
            are_enough=len(self._agreeing) + (lengths_agree is True) > 2,  # noqa: PLR2004  # more than two proofs
            every_of_first=self._alignment.ours_left == 0 and all(are_close(*both) for both in self._lengths),
            is_equally_long=agree and self._is_equally_long(),
            are_edits=are_edits,
            added=self._added + self._unlisted - self._hidden,
            has_lengths=self._has_lengths,
            objection="" if agree else self._objection(holds=holds),
            is_known=True,
        )

    @property
    def _share(self) -> float:
        count, ours = len(self._agreeing), self._ours - self._hidden
        theirs = self._alignment.theirs
        return max(count / ours, count / theirs if ours > theirs else 0.0)

    def _holds(self) -> bool:
        """Tell whether one list holds the other, bonus tracks aside; no album holds a single, nor the reverse."""
        alignment = self._alignment
        if self._are_nameless():
            return True
        if not self._agreeing or not self._could_hold:
            return False
        if 2 * len(self._agreeing) < len(alignment.pairs) or not self._may_rest_on_lengths():
            return False
        odd = alignment.replaced + alignment.theirs_inside + max(0, alignment.ours_inside - self._hidden)
        # A single song that is another there is seen three times: as replaced, and as left over on each side.
        odd = 1 if alignment.replaced == 1 and odd == 3 else odd  # noqa: PLR2004  # once each
        shorter = min(alignment.ours - self._hidden, alignment.theirs)
        share = 0.2 if alignment.ours <= alignment.theirs else 0.1
        return odd <= max(shorter >= _LEAST_WITH_AN_ODD_ONE, int(share * shorter))

    def _are_nameless(self) -> bool:
        """Tell whether no song has a title and lists are equally long: other records rarely have none, too."""
        pairs = self._alignment.pairs
        is_even = not self._alignment.ours_left and not self._alignment.theirs_left
        return len(pairs) > 1 and is_even and all(pair.is_nameless for pair in pairs)

    def _may_rest_on_lengths(self) -> bool:
        """Tell whether few songs agree by their lengths alone, or so many that it is no chance."""
        by_length = [pair for pair in self._agreeing if pair.how == "length"]
        if 2 * len(by_length) <= len(self._agreeing):
            return True
        shorter = min(self._ours - self._hidden, self._alignment.theirs)
        return len(by_length) >= _CLEAR_LENGTHS and len(self._agreeing) >= 0.8 * shorter

    def _lengths_agree(self) -> bool | None:
        """Tell whether most songs are equally long; None where too few lengths are known."""
        if len(self._lengths) < min(_CLEAR_LENGTHS, max(2, len(self._agreeing))):
            return None
        return sum(are_close(*both) for both in self._lengths) / len(self._lengths) >= 0.6  # noqa: PLR2004  # most of them

    def _are_edits(self) -> bool:
        """Tell whether all titles agree in their order, and so many lengths are equal that the others are edits."""
        equal = sum(are_equal(*both) for both in self._lengths)
        in_order = all(pair.how == "same" and not pair.is_moved for pair in self._agreeing)
        return in_order and self._is_every() and len(self._agreeing) >= _MANY and equal >= 0.4 * len(self._lengths)

    def _is_every(self) -> bool:
        alignment = self._alignment
        is_whole = alignment.ours_left == 0 and len(self._agreeing) == len(alignment.pairs)
        return is_whole and not alignment.theirs_inside and not self._unlisted

    def _is_equally_long(self) -> bool:
        equal = sum(_are_equal(pair) for pair in self._agreeing)
        return self._has_lengths and equal >= 0.9 * len(self._lengths)

    @property
    def _has_lengths(self) -> bool:
        return len(self._lengths) >= max(_CLEAR_LENGTHS, 0.8 * len(self._agreeing))

    def _is_overwhelming(self, *, lengths_agree: bool) -> bool:
        """Tell whether many songs of each list agree, or each song of two short lists."""
        count, ours, theirs = len(self._agreeing), self._ours - self._hidden, self._alignment.theirs
        if count == ours == theirs and count + lengths_agree > 2:  # noqa: PLR2004  # more than two proofs
            return True
        is_most = count / ours >= 0.9 and count / theirs >= 0.5  # noqa: PLR2004  # theirs may have bonus tracks
        in_order = not any(pair.is_moved for pair in self._agreeing)
        return count >= _MANY and (is_most or (self._is_every() and in_order))

    def _objection(self, *, holds: bool) -> str:
        alignment = self._alignment
        if holds:
            close = sum(are_close(*both) for both in self._lengths)
            return f"its songs have other lengths: {close} of {len(self._lengths)} agree"
        if not self._could_hold and 2 * len(self._agreeing) >= min(alignment.ours, alignment.theirs):
            return f"it has {plural(alignment.theirs + self._unlisted, 'track')}, ours has {alignment.ours:,}"
        if len(self._agreeing) == self._ours and alignment.theirs_inside:
            return f"it has {alignment.theirs_inside} other songs between ours"
        if len(self._agreeing) == self._ours:
            return "its songs can be compared by their lengths alone"
        verb = "agrees" if self._ours == 1 else "agree"
        songs = "song" if self._ours == 1 else "songs"
        return f"{len(self._agreeing)} of {self._ours} {songs} {verb}"


def _added(theirs: Sequence[Song], alignment: Alignment) -> int:
    """Return how many songs only theirs has, but for those that are called another take: demos, remixes, live ones."""
    shared = {place for pair in alignment.pairs for place in pair.theirs}
    return sum(place not in shared and not kinds_of(tokens(song.title)) for place, song in enumerate(theirs))


def _are_equal(pair: Pair) -> bool:
    songs = max(len(pair.ours), len(pair.theirs))
    return pair.seconds is not None and are_equal(*pair.seconds, songs=songs)


def could_hold(ours: int, theirs: int | None, kinds: frozenset[Kind] = frozenset()) -> bool:
    """Tell whether lists of such lengths can be of one record of these kinds; None stands for an unknown length."""
    if not ours or theirs is None:
        return bool(ours)
    if theirs < ours:
        return theirs / ours >= 0.6  # noqa: PLR2004  # a reissue has so many bonus tracks at most
    # A single is not the album that its songs are on; an album is the same record as its anniversary box.
    is_short = bool(kinds & {"ep", "single"})
    is_album = "album" in kinds and not is_short and ours >= _LEAST_OF_ALBUM
    return theirs <= max(ours + 2, 1.5 * ours) or is_album or (ours > _MANY and ("album" in kinds or not is_short))


def could_hold_songs(ours: Sequence[Song], theirs: int | None, kinds: frozenset[Kind]) -> bool:
    """Tell whether an entry with so many tracks can be ours; the parts of a work may be one track or many."""
    collapsed = sum(song.work is None or place == song.work.place for place, song in enumerate(ours))
    return could_hold(len(ours), theirs, kinds) or could_hold(collapsed, theirs, kinds)


def has_all_songs(ours: Sequence[Song], theirs: int) -> bool:
    """Tell whether an entry with so many tracks has all of ours and perhaps some bonus tracks."""
    collapsed = sum(song.work is None or place == song.work.place for place, song in enumerate(ours))
    return collapsed <= theirs <= max(len(ours) + 2, 1.5 * len(ours))


def count_of(candidate: Candidate) -> int | None:
    """Return how many tracks an entry has; None where the service does not say."""
    return candidate.track_count or len(candidate.songs) or None
