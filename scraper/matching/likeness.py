"""One candidate beside what is wanted: what agrees, what speaks against it, and what would settle it. Pure."""

from dataclasses import dataclass
from typing import Literal

from scraper.domain.evidence import Candidate, Compared, Wanted
from scraper.matching.names import artist_share, without_our_guests
from scraper.matching.occasions import without_occasion
from scraper.matching.spelling import listed
from scraper.matching.titles import Likeness, compared, compared_beside, kinds
from scraper.matching.tracks import TracksLikeness, compared_tracks, could_hold, count_of

Outcome = Literal["agrees", "doubtful", "differs"]
"""`doubtful`: artist and title agree, and its track list would settle it."""
ARTIST_FLOOR = 0.9
_SIZES = frozenset({"ep", "single"})
_TELLING = listed(
    "live tribute karaoke instrumental remix demo cover acoustic unplugged lullaby 8-bit sampler talk arranged redone "
    "dub compilation"
)
"""Kinds that make another record of the same title: both speak of one, or neither."""
_WEIGHTS = {"artist": 3.0, "title": 3.0, "tracks": 3.0, "year": 0.3, "kind": 3.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A candidate, as far as it is like what is wanted."""

    candidate: Candidate
    outcome: Outcome
    score: float
    compared: tuple[Compared, ...]
    against: str
    """What speaks against it, in words; '' where nothing does."""
    other_kinds: frozenset[str]
    """What its title says that it is, such as live or a tribute, and ours does not, or the reverse."""
    artist: float
    title: Likeness
    tracks: TracksLikeness


def look(wanted: Wanted, candidate: Candidate) -> Look:
    """Compare a candidate with what is wanted."""
    artist = artist_share(wanted, candidate)
    title = _title(wanted, candidate, artist)
    of_both = _of_both(wanted, candidate)
    songs = without_occasion(wanted, candidate.songs, is_live="live" in of_both)
    tracks = compared_tracks(wanted.songs, songs, of_both)
    against = _against(wanted, candidate, artist, title)
    outcome = "differs" if against else _settled(wanted, candidate, title, tracks)
    if not against and outcome == "differs":
        against = "its tracks are others" if tracks.is_known or wanted.songs else "ours has no track list to compare"
    shares = _shares(wanted, candidate, (artist, title.share), tracks)
    if _other_kind(wanted, candidate):
        shares = (*shares, Compared(what="kind", share=0.0))
    return Look(
        candidate=candidate,
        outcome=outcome,
        score=_score(shares),
        compared=shares,
        against=against,
        other_kinds=_other_kinds(wanted, candidate),
        artist=artist,
        title=title,
        tracks=tracks,
    )


def _title(wanted: Wanted, candidate: Candidate, artist: float) -> Likeness:
    """Compare titles, those of one artist also without the names of theirs that stand in them."""
    theirs = without_our_guests(candidate.title, wanted.artists)
    if artist < 1:
        return compared(wanted.title, theirs)
    return compared_beside(wanted.title, theirs, [name for names in wanted.artists for name in names])


def _of_both(wanted: Wanted, candidate: Candidate) -> frozenset[str]:
    """Return the kinds that both records are, which their songs then need not say."""
    return _spoken(wanted.title, wanted.kinds) & _spoken(candidate.title, _kind(candidate))


def _spoken(title: str, said: frozenset[str]) -> frozenset[str]:
    return kinds(title) | said


def _kind(candidate: Candidate) -> frozenset[str]:
    return frozenset({candidate.kind} if candidate.kind else ())


def _against(wanted: Wanted, candidate: Candidate, artist: float, title: Likeness) -> str:
    if artist < ARTIST_FLOOR:
        return "it is by somebody else"
    if title.nearness == "other":
        return "its title is another"
    return _other_kind(wanted, candidate)


def _other_kind(wanted: Wanted, candidate: Candidate) -> str:
    """Say in which kind of record two entries of one title differ; '' where they don't."""
    for kind in sorted(_other_kinds(wanted, candidate)):
        return f"only one of them is {kind}"
    return _other_size(wanted.kinds, _kind(candidate) | (kinds(candidate.title) - kinds(wanted.title)))


def _other_kinds(wanted: Wanted, candidate: Candidate) -> frozenset[str]:
    """Return what only one of two titles says of its kind, unless the service, or Discogs, says it of the other."""
    ours, theirs = kinds(wanted.title) & _TELLING, kinds(candidate.title) & _TELLING
    live = _kind(candidate) & {"live"}
    return (ours - theirs - _kind(candidate)) | ((theirs | live) - ours - wanted.kinds)


def _other_size(ours: frozenset[str], theirs: frozenset[str]) -> str:
    if not ours or ours & _SIZES:
        return ""
    small = sorted(theirs & _SIZES)
    return f"it is a{'n' if small == ['ep'] else ''} {small[0]}, ours is not" if small else ""


def _settled(wanted: Wanted, candidate: Candidate, title: Likeness, tracks: TracksLikeness) -> Outcome:
    """Tell whether tracks settle what artist and title leave open."""
    if tracks.is_known:
        needs_all = title.nearness == "loose" or wanted.is_various
        return "agrees" if (tracks.overwhelming if needs_all else tracks.agree) else "differs"
    # As many tracks are no proof: another band of that name, or the artist's next record of that name, can have them.
    return "doubtful" if could_hold(len(wanted.songs), count_of(candidate)) else "differs"


def _shares(
    wanted: Wanted, candidate: Candidate, artist_and_title: tuple[float, float], tracks: TracksLikeness
) -> tuple[Compared, ...]:
    artist, title = artist_and_title
    found = [Compared(what="artist", share=artist), Compared(what="title", share=title)]
    count = count_of(candidate)
    if tracks.is_known:
        found.append(Compared(what="tracks", share=tracks.share, remark=tracks.remark))
    elif count and wanted.songs:
        ours = len(wanted.songs)
        share = min(count, ours) / max(count, ours)
        found.append(Compared(what="tracks", share=share, remark=f"{count} for {ours}"))
    if candidate.year and wanted.years:
        found.append(Compared(what="year", share=_year(wanted.years, candidate.year)))
    return tuple(found)


def _year(ours: tuple[int, ...], theirs: int) -> float:
    """Return 1 for our years, 0 for one before the first pressing; a later one is a new edition, and says little."""
    if any(abs(year - theirs) <= 1 for year in ours):
        return 1.0
    return 0.0 if theirs < min(ours) else 0.5


def _score(shares: tuple[Compared, ...]) -> float:
    """Return the mean of the shares; where nothing is known of tracks, they count as half agreeing."""
    got = sum(_WEIGHTS[one.what] * one.share for one in shares)
    told = {one.what for one in shares}
    got += 0 if "tracks" in told else _WEIGHTS["tracks"] / 2
    full = sum(weight for what, weight in _WEIGHTS.items() if what in {"artist", "title", "tracks"} | told)
    return got / full
