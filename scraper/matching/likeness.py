"""Compares a candidate with our release: what agrees, what does not, and whether tracks would settle it. Pure."""

from dataclasses import dataclass
from typing import Literal

from scraper.domain.evidence import Candidate, Compared, Wanted
from scraper.matching.classical import bare_title, work_numbers
from scraper.matching.names import SharedArtists, artist_share, shared_artists, without_our_guests
from scraper.matching.occasions import are_all_live, are_elsewhere, implies_live, without_live, without_occasion
from scraper.matching.spelling import listed, numbers, tokens
from scraper.matching.titles import (
    TitleLikeness,
    compared_titles,
    compared_without_names,
    holds_two_albums,
    is_untitled,
    kinds_in_title,
    related_titles,
)
from scraper.matching.tracks import TracksLikeness, compared_tracks, could_hold_songs, count_of, has_all_songs

Agreement = Literal["agrees", "doubtful", "differs"]
"""`doubtful`: artist and title agree, and the candidate's track list would settle the rest."""
Proof = Literal["most", "all", "every", "lengths", "impossible"]
"""What the songs must prove. `most`: that nearly all agree; `all`: that so many agree that no other record could have
them; `every`: that each one agrees, with nothing but bonus tracks besides; `lengths`: that each one agrees and is
equally long, so that it is the same recording."""
ARTIST_FLOOR = 0.9
"""The least share of the artists that makes them ours."""
_SIZES = frozenset({"ep", "single"})
_TELLING = listed(
    "live tribute karaoke instrumental remix demo cover acoustic unplugged lullaby 8-bit sampler talk arranged redone "
    "dub compilation"
)
"""Kinds that make another record of the same title, if only one of the two titles speaks of them."""
_PROOFS: tuple[Proof, ...] = ("most", "all", "every", "lengths", "impossible")
_ARTIST_PROOFS: dict[SharedArtists, Proof] = {
    "all": "all",
    "some of ours": "every",
    "some of ours and others": "lengths",
    "none": "impossible",
}
_LEAST_FOR_ANOTHER_TITLE = 5
"""This many songs, or lengths, must agree where the titles do not."""
_LOOSE_SHARE = 0.8
"""The share of titles that are equal without composers and numbers of works."""
_MORE_SONGS = 3
"""An entry with more songs than this beside ours can hold another album."""
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
    proof, objection = _needed_proof(wanted, candidate, artist, title)
    tracks = _compared_tracks(wanted, candidate)
    agreement: Agreement = "differs"
    if proof:
        agreement, objection = _agreement(wanted, candidate, proof, tracks, objection)
    parts = _compared(wanted, candidate, (artist, title.share), tracks)
    if _kind_objection(wanted, candidate):
        parts = (*parts, Compared(what="kind", share=0.0))
    return Comparison(
        candidate=candidate,
        agreement=agreement,
        proof=proof,
        score=_score(parts),
        compared=parts,
        objection=objection,
        other_kinds=_other_kinds(wanted, candidate),
        artist_share=artist,
        title=title,
        tracks=tracks,
    )


def _compared_tracks(wanted: Wanted, candidate: Candidate) -> TracksLikeness:
    """Compare the songs; the word live makes no difference in them where both records are live, or could be."""
    shared_kinds = _shared_kinds(wanted, candidate)
    is_live = _is_live_unsaid(wanted, candidate)
    ignored = shared_kinds | {"live"} if is_live else shared_kinds
    songs = without_occasion(wanted, candidate.songs, is_live="live" in ignored)
    return compared_tracks(wanted.songs, songs, ignored, candidate.track_count)


def _names(wanted: Wanted) -> list[str]:
    return [name for names in wanted.artists for name in names]


def _title_likeness(wanted: Wanted, candidate: Candidate, artist: float) -> TitleLikeness:
    """Compare the titles; where the artists are the same, their names in a title make no difference."""
    theirs = without_our_guests(candidate.title, wanted.artists)
    names = _names(wanted)
    likeness = (
        compared_without_names(wanted.title, theirs, names) if artist >= 1 else compared_titles(wanted.title, theirs)
    )
    our_numbers, their_numbers = work_numbers(wanted.title), work_numbers(theirs)
    if likeness.nearness != "other" or (our_numbers and their_numbers and our_numbers.isdisjoint(their_numbers)):
        return likeness
    bare = compared_titles(bare_title(wanted.title, names), bare_title(theirs, names))
    silent = compared_titles(without_live(wanted.title), without_live(theirs))
    bare = silent if silent.nearness in ("same", "near") else bare
    is_alike = bare.nearness in ("same", "near")
    return TitleLikeness(nearness="loose", share=min(bare.share, _LOOSE_SHARE)) if is_alike else likeness


def _shared_kinds(wanted: Wanted, candidate: Candidate) -> frozenset[str]:
    """Return the kinds that both records are; the titles of their songs need not repeat them."""
    ours = kinds_in_title(wanted.title) | wanted.kinds
    return ours & (kinds_in_title(candidate.title) | _kind(candidate))


def _kind(candidate: Candidate) -> frozenset[str]:
    return frozenset({candidate.kind} if candidate.kind else ())


def _needed_proof(
    wanted: Wanted, candidate: Candidate, artist: float, title: TitleLikeness
) -> tuple[Proof | None, str]:
    """Return what the songs must prove for a candidate to be ours, and what speaks against it otherwise, in words.

    The more artist, title and kind differ, the more the songs must prove. None where nothing can prove it.
    """
    proofs: list[Proof] = ["all" if title.nearness == "loose" or wanted.is_various else "most"]
    objections = ["its title is only alike"] if title.nearness == "loose" else []
    if artist < ARTIST_FLOOR:
        shared = shared_artists(wanted, candidate)
        objections.insert(0, "it is by somebody else" if shared == "none" else "its artists are not all ours")
        proofs.append(_ARTIST_PROOFS[shared])
    if title.nearness == "other":
        objections.append("its title is another")
        proofs.append(_title_proof(wanted, candidate))
    if _is_live_unsaid(wanted, candidate):
        objections.append(
            "live there, not said here" if _live_there(wanted, candidate) else "live here, not said there"
        )
        proofs.append("every" if _is_live_implied(wanted, candidate) else "lengths")
    elif kind_objection := _kind_objection(wanted, candidate):
        return None, ", ".join([*objections, kind_objection])
    if holds_two_albums(wanted.title, candidate.title) and (count_of(candidate) or 0) > len(wanted.songs) + _MORE_SONGS:
        return None, "it holds another album, too"
    worst = max(proofs, key=_PROOFS.index)
    # Where two things differ, equal titles of songs are not enough.
    if worst == "every" and sum(proof == "every" for proof in proofs) > 1:
        worst = "lengths"
    return (None if worst == "impossible" else worst), ", ".join(objections)


def _title_proof(wanted: Wanted, candidate: Candidate) -> Proof:
    """Return what must prove that a record with another title is ours."""
    if wanted.is_various or len(wanted.songs) < _LEAST_FOR_ANOTHER_TITLE:
        return "impossible"
    ours, theirs = set(numbers(tokens(wanted.title))), set(numbers(tokens(candidate.title)))
    if not ours <= theirs and not theirs <= ours:
        return "impossible"
    is_related = related_titles(wanted.title, candidate.title, _names(wanted))
    return "every" if is_related and (ours == theirs or is_untitled(wanted.title)) else "lengths"


def _is_live_unsaid(wanted: Wanted, candidate: Candidate) -> bool:
    """Tell whether only one of two records is called live, or only its songs are, and nothing else tells them apart."""
    if _other_kinds(wanted, candidate) - {"live"}:
        return False
    ours = (kinds_in_title(wanted.title) | wanted.kinds) & {"live"}
    return bool(ours) != bool(_live_there(wanted, candidate)) and "live" in _other_kinds(wanted, candidate) | (
        _live_there(wanted, candidate) - ours
    )


def _is_live_implied(wanted: Wanted, candidate: Candidate) -> bool:
    """Tell whether the title that does not say live means it: 'At Folsom Prison' and 'At Folsom Prison (Live)'."""
    is_said_there = "live" in kinds_in_title(candidate.title) | _kind(candidate)
    silent = wanted.title if is_said_there else candidate.title
    is_said = is_said_there or "live" in kinds_in_title(wanted.title) | wanted.kinds
    return is_said and implies_live(silent, _names(wanted)) and not are_elsewhere(wanted, candidate.songs)


def _live_there(wanted: Wanted, candidate: Candidate) -> frozenset[str]:
    """Return 'live' where an entry's title or kind says so, or all of its songs name a place that ours does not."""
    live = (kinds_in_title(candidate.title) | _kind(candidate)) & {"live"}
    are_live = are_all_live(candidate.songs) and are_elsewhere(wanted, candidate.songs)
    return live | ({"live"} if are_live and not are_all_live(wanted.songs) else frozenset())


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


def _agreement(
    wanted: Wanted, candidate: Candidate, proof: Proof, tracks: TracksLikeness, objection: str
) -> tuple[Agreement, str]:
    """Tell whether the songs prove that a candidate is ours; where they do not, in words, what they fail to prove."""
    if not wanted.songs:
        return "differs", "ours has no track list to compare"
    if not tracks.is_known:
        return _without_songs(wanted, candidate, proof, objection)
    if _proves(tracks, proof) or (proof in ("most", "all") and _is_a_side(wanted, candidate)):
        return "agrees", ""
    return "differs", _unproved(proof, tracks, objection)


def _unproved(proof: Proof, tracks: TracksLikeness, objection: str) -> str:
    """Say what the songs fail to prove."""
    if not tracks.agree:
        return f"{objection}, and {tracks.objection}" if objection else tracks.objection
    reason = objection or "it is by nobody in particular"
    if proof == "lengths" and tracks.every:
        return f"{reason}, and its songs are not known to be equally long"
    return f"{reason}, and too few songs agree to be sure: {tracks.remark}"


def _proves(tracks: TracksLikeness, proof: Proof) -> bool:
    if proof == "lengths":
        return tracks.every and tracks.is_equally_long
    if proof == "every":
        return tracks.every and tracks.are_enough and not tracks.are_edits
    return tracks.agree if proof == "most" else tracks.overwhelming


def _without_songs(wanted: Wanted, candidate: Candidate, proof: Proof, objection: str) -> tuple[Agreement, str]:
    """Tell whether a candidate's songs, which are not known yet, could prove that it is ours."""
    count = count_of(candidate)
    if not could_hold_songs(wanted.songs, count) and not _could_be_a_side(wanted, count):
        return "differs", f"it has {count} tracks, ours has {len(wanted.songs)}"
    # An equal number of tracks proves nothing: another band of that name, or another record of that title, can have it.
    if proof in ("most", "all"):
        return "doubtful", ""
    is_whole = count is not None and has_all_songs(wanted.songs, count)
    has_lengths = sum(song.seconds is not None for song in wanted.songs) >= _LEAST_FOR_ANOTHER_TITLE
    is_worth_asking = is_whole and (proof == "every" or has_lengths)
    return ("doubtful" if is_worth_asking else "differs"), objection


def _could_be_a_side(wanted: Wanted, count: int | None) -> bool:
    return "single" in wanted.kinds and count is not None and 0 < count < len(wanted.songs)


def _is_a_side(wanted: Wanted, candidate: Candidate) -> bool:
    """Tell whether a shop sells nothing but the A side of our single, or that and some of the other songs."""
    if not _could_be_a_side(wanted, candidate.track_count or len(candidate.songs)):
        return False
    first, *_ = wanted.songs
    tracks = compared_tracks(candidate.songs, wanted.songs, _shared_kinds(wanted, candidate))
    a_side = compared_tracks(candidate.songs[:1], [first], _shared_kinds(wanted, candidate))
    return tracks.every_of_first and a_side.agree


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
