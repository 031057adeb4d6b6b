"""Compares a candidate with our release: what agrees, what does not, and whether tracks would settle it. Pure."""

from dataclasses import dataclass
from typing import Literal

from scraper.domain.evidence import Candidate, Compared, Wanted
from scraper.matching.names import artist_share, without_our_guests
from scraper.matching.occasions import without_occasion
from scraper.matching.spelling import listed
from scraper.matching.titles import TitleLikeness, compared_titles, compared_without_names, kinds_in_title
from scraper.matching.tracks import TracksLikeness, compared_tracks, could_hold, count_of

Agreement = Literal["agrees", "doubtful", "differs"]
"""`doubtful`: artist and title agree, and the candidate's track list would settle the rest."""
ARTIST_FLOOR = 0.9
"""The least share of the artists that makes them ours."""
_SIZES = frozenset({"ep", "single"})
_TELLING = listed(
    "live tribute karaoke instrumental remix demo cover acoustic unplugged lullaby 8-bit sampler talk arranged redone "
    "dub compilation"
)
"""Kinds that make another record of the same title, if only one of the two titles speaks of them."""
_WEIGHTS = {"artist": 3.0, "title": 3.0, "tracks": 3.0, "year": 0.3, "kind": 3.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A candidate, compared with our release."""

    candidate: Candidate
    agreement: Agreement
    score: float
    """0 to 1."""
    compared: tuple[Compared, ...]
    objection: str
    """What speaks against the candidate, in words; '' where nothing does."""
    other_kinds: frozenset[str]
    """The kinds, such as live or tribute, that only one of the two titles speaks of."""
    artist_share: float
    title: TitleLikeness
    tracks: TracksLikeness


def compare(wanted: Wanted, candidate: Candidate) -> Comparison:
    """Compare a candidate with our release."""
    artist = artist_share(wanted, candidate)
    title = _title_likeness(wanted, candidate, artist)
    shared_kinds = _shared_kinds(wanted, candidate)
    songs = without_occasion(wanted, candidate.songs, is_live="live" in shared_kinds)
    tracks = compared_tracks(wanted.songs, songs, shared_kinds)
    objection = _objection(wanted, candidate, artist, title)
    agreement = "differs" if objection else _agreement(wanted, candidate, title, tracks)
    if not objection and agreement == "differs":
        objection = _tracks_objection(wanted, candidate, title, tracks)
    parts = _compared(wanted, candidate, (artist, title.share), tracks)
    if _kind_objection(wanted, candidate):
        parts = (*parts, Compared(what="kind", share=0.0))
    return Comparison(
        candidate=candidate,
        agreement=agreement,
        score=_score(parts),
        compared=parts,
        objection=objection,
        other_kinds=_other_kinds(wanted, candidate),
        artist_share=artist,
        title=title,
        tracks=tracks,
    )


def _title_likeness(wanted: Wanted, candidate: Candidate, artist: float) -> TitleLikeness:
    """Compare the titles; where the artists are the same, their names in a title make no difference."""
    theirs = without_our_guests(candidate.title, wanted.artists)
    if artist < 1:
        return compared_titles(wanted.title, theirs)
    return compared_without_names(wanted.title, theirs, [name for names in wanted.artists for name in names])


def _shared_kinds(wanted: Wanted, candidate: Candidate) -> frozenset[str]:
    """Return the kinds that both records are; the titles of their songs need not repeat them."""
    ours = kinds_in_title(wanted.title) | wanted.kinds
    return ours & (kinds_in_title(candidate.title) | _kind(candidate))


def _kind(candidate: Candidate) -> frozenset[str]:
    return frozenset({candidate.kind} if candidate.kind else ())


def _objection(wanted: Wanted, candidate: Candidate, artist: float, title: TitleLikeness) -> str:
    """Say what of artist, title or kind speaks against a candidate; '' where nothing does."""
    if artist < ARTIST_FLOOR:
        return "it is by somebody else"
    if title.nearness == "other":
        return "its title is another"
    return _kind_objection(wanted, candidate)


def _kind_objection(wanted: Wanted, candidate: Candidate) -> str:
    """Say in which kind two records of one title differ; '' where they do not."""
    for kind in sorted(_other_kinds(wanted, candidate)):
        return f"only one of them is {kind}"
    theirs = _kind(candidate) | (kinds_in_title(candidate.title) - kinds_in_title(wanted.title))
    return _size_objection(wanted.kinds, theirs)


def _other_kinds(wanted: Wanted, candidate: Candidate) -> frozenset[str]:
    """Return the kinds that only one of two titles speaks of, unless Discogs or the service says them of the other."""
    ours, theirs = kinds_in_title(wanted.title) & _TELLING, kinds_in_title(candidate.title) & _TELLING
    live = _kind(candidate) & {"live"}
    return (ours - theirs - _kind(candidate)) | ((theirs | live) - ours - wanted.kinds)


def _size_objection(ours: frozenset[str], theirs: frozenset[str]) -> str:
    """Say that a candidate is a single or an EP where our release is known to be neither; '' otherwise."""
    if not ours or ours & _SIZES:
        return ""
    small = sorted(theirs & _SIZES)
    return f"it is a{'n' if small == ['ep'] else ''} {small[0]}, ours is not" if small else ""


def _agreement(wanted: Wanted, candidate: Candidate, title: TitleLikeness, tracks: TracksLikeness) -> Agreement:
    """Tell whether the tracks agree as well, where artist, title and kind do."""
    if tracks.is_known:
        needs_all = title.nearness == "loose" or wanted.is_various
        return "agrees" if (tracks.overwhelming if needs_all else tracks.agree) else "differs"
    # An equal number of tracks proves nothing: another band of that name, or another record of that title, can have it.
    return "doubtful" if could_hold(len(wanted.songs), count_of(candidate)) else "differs"


def _tracks_objection(wanted: Wanted, candidate: Candidate, title: TitleLikeness, tracks: TracksLikeness) -> str:
    """Say why the tracks do not agree, where artist, title and kind do."""
    ours = len(wanted.songs)
    theirs = len(candidate.songs) if tracks.is_known else count_of(candidate)
    if not ours:
        return "ours has no track list to compare"
    if not could_hold(ours, theirs):
        return f"it has {theirs} tracks, ours has {ours}"
    if tracks.agree:
        because = "its title is only alike" if title.nearness == "loose" else "it is by nobody in particular"
        return f"{because}, and too few tracks agree to be sure"
    return "its songs have other lengths" if tracks.only_lengths_differ else "its tracks are others"


def _compared(
    wanted: Wanted, candidate: Candidate, artist_and_title: tuple[float, float], tracks: TracksLikeness
) -> tuple[Compared, ...]:
    """Return how far artist, title, tracks and year agree, as far as both sides are known."""
    artist, title = artist_and_title
    parts = [Compared(what="artist", share=artist), Compared(what="title", share=title)]
    count = count_of(candidate)
    if tracks.is_known:
        parts.append(Compared(what="tracks", share=tracks.share, remark=tracks.remark))
    elif count and wanted.songs:
        ours = len(wanted.songs)
        share = min(count, ours) / max(count, ours)
        parts.append(Compared(what="tracks", share=share, remark=f"{count} for {ours}"))
    if candidate.year and wanted.years:
        parts.append(Compared(what="year", share=_year_share(wanted.years, candidate.year)))
    return tuple(parts)


def _year_share(ours: tuple[int, ...], theirs: int) -> float:
    """Return 1 for one of our years, 0 for a year before the first pressing; a later one may be a new edition's."""
    if any(abs(year - theirs) <= 1 for year in ours):
        return 1.0
    return 0.0 if theirs < min(ours) else 0.5


def _score(parts: tuple[Compared, ...]) -> float:
    """Return the weighted mean of the shares; unknown tracks count as half agreeing."""
    reached = sum(_WEIGHTS[part.what] * part.share for part in parts)
    known = {part.what for part in parts}
    reached += 0 if "tracks" in known else _WEIGHTS["tracks"] / 2
    full = sum(weight for what, weight in _WEIGHTS.items() if what in {"artist", "title", "tracks"} | known)
    return reached / full
