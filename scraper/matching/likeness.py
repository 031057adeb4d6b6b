"""Compares a candidate with our release: what agrees, what does not, and whether tracks would settle it. Pure."""

from dataclasses import dataclass

from scraper.domain.evidence import Candidate, Compared, Wanted
from scraper.matching.classical import bare_title, work_numbers
from scraper.matching.kinds import is_live_unsaid, kind_objection, other_kinds, shared_kinds
from scraper.matching.names import artist_share, without_our_guests
from scraper.matching.occasions import without_live, without_occasion, without_place
from scraper.matching.proof import Agreement, Proof, needed_proof, what_songs_prove
from scraper.matching.spelling import tokens
from scraper.matching.titles import TitleLikeness, compared_titles, compared_without_names
from scraper.matching.tracks import TracksLikeness, compared_tracks, count_of

_LOOSE_SHARE = 0.8
"""The share of titles that are equal without composers and numbers of works."""
_WEIGHTS = {"artist": 3.0, "title": 3.0, "tracks": 3.0, "year": 0.3, "kind": 3.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A candidate, compared with our release."""

    candidate: Candidate
    agreement: Agreement
    proof: Proof | None
    """What the songs had to prove; None where nothing could prove it."""
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
    proof, objection = needed_proof(wanted, candidate, artist, title)
    tracks = _compared_tracks(wanted, candidate)
    agreement: Agreement = "differs"
    if proof:
        agreement, objection = what_songs_prove(wanted, candidate, proof, title, tracks, objection)
    parts = _compared(wanted, candidate, (artist, title.share), tracks)
    if kind_objection(wanted, candidate):
        parts = (*parts, Compared(what="kind", share=0.0))
    return Comparison(
        candidate=candidate,
        agreement=agreement,
        proof=proof,
        score=_score(parts),
        compared=parts,
        objection=objection,
        other_kinds=other_kinds(wanted, candidate),
        artist_share=artist,
        title=title,
        tracks=tracks,
    )


def _compared_tracks(wanted: Wanted, candidate: Candidate) -> TracksLikeness:
    """Compare the songs; the word live makes no difference in them where both records are live, or could be."""
    shared = shared_kinds(wanted, candidate)
    ignored = shared | {"live"} if is_live_unsaid(wanted, candidate) else shared
    songs = without_occasion(wanted, candidate.songs, is_live="live" in ignored)
    return compared_tracks(wanted.songs, songs, ignored, candidate.track_count, wanted.kinds)


def _title_likeness(wanted: Wanted, candidate: Candidate, artist: float) -> TitleLikeness:
    """Compare the titles; where the artists are the same, their names in a title make no difference."""
    theirs = without_our_guests(candidate.title, wanted.artists)
    likeness = (
        compared_without_names(wanted.title, theirs, wanted.names)
        if artist >= 1
        else compared_titles(wanted.title, theirs)
    )
    our_numbers, their_numbers = work_numbers(wanted.title), work_numbers(theirs)
    if likeness.nearness != "other" or (our_numbers and their_numbers and our_numbers.isdisjoint(their_numbers)):
        return likeness
    bare = compared_titles(bare_title(wanted.title, wanted.names), bare_title(theirs, wanted.names))
    silent = compared_titles(without_live(wanted.title), without_live(theirs))
    if silent.nearness == "other" and _is_somewhere_in_one(wanted.title, theirs):
        silent = compared_titles(without_place(wanted.title), without_place(theirs))
    bare = silent if silent.nearness in ("same", "near") else bare
    is_alike = bare.nearness != "other"
    return TitleLikeness(nearness="loose", share=min(bare.share, _LOOSE_SHARE)) if is_alike else likeness


def _is_somewhere_in_one(ours: str, theirs: str) -> bool:
    """Tell whether one of two titles names a concert behind it, and the other one says nothing of being live."""
    silent = [title for title in (ours, theirs) if without_place(title) == title]
    return len(silent) == 1 and "live" not in tokens(silent[0])


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
