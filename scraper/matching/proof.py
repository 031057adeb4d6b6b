"""What the songs must prove for a candidate to be ours, and whether they do. Pure."""

from typing import Literal

from scraper.domain.evidence import Candidate, Wanted
from scraper.domain.words import plural
from scraper.matching.kinds import is_live_implied, is_live_unsaid, kind_objection, live_there, shared_kinds
from scraper.matching.names import SharedArtists, shared_artists
from scraper.matching.spelling import numbers, tokens
from scraper.matching.titles import TitleLikeness, edition_word_count, is_untitled, most_bonus, related_titles
from scraper.matching.tracks import TracksLikeness, compared_tracks, could_hold_songs, count_of, has_all_songs

Agreement = Literal["agrees", "doubtful", "differs"]
"""`doubtful`: artist and title agree, and the candidate's track list would settle the rest."""
Proof = Literal["most", "all", "every", "lengths", "impossible"]
"""What the songs must prove. `most`: that nearly all agree; `all`: that so many agree that no other record could have
them; `every`: that each one agrees, with nothing but bonus tracks besides; `lengths`: that each one agrees and is
equally long, so that it is the same recording."""
ARTIST_FLOOR = 0.9
"""The least share of the artists that makes them ours."""
_PROOFS: tuple[Proof, ...] = ("most", "all", "every", "lengths", "impossible")
_ARTIST_PROOFS: dict[SharedArtists, Proof] = {
    "all": "all",
    "some of ours": "every",
    "some of ours and others": "lengths",
    "none": "impossible",
}
_LEAST_FOR_ANOTHER_TITLE = 5
"""This many songs, or lengths, must agree where the titles do not."""
_CLEAR_LENGTHS = 4
"""This many lengths to compare tell one recording from another."""
_ANOTHER = "it holds another album, too"
_LEAST_DOUBLED = 4
"""An entry that has twice our songs, and so many more at least, can hold another album."""


def needed_proof(wanted: Wanted, candidate: Candidate, artist: float, title: TitleLikeness) -> tuple[Proof | None, str]:
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
    if is_live_unsaid(wanted, candidate):
        objections.append("live there, not said here" if live_there(wanted, candidate) else "live here, not said there")
        proofs.append("every" if is_live_implied(wanted, candidate) else "lengths")
    elif other_kind := kind_objection(wanted, candidate):
        return None, ", ".join([*objections, other_kind])
    count = count_of(candidate) or 0
    if _holds_another(wanted, candidate, title, count - len(wanted.songs)) and could_hold_songs(
        wanted.songs, count, wanted.kinds
    ):
        return None, _ANOTHER
    worst = max(proofs, key=_PROOFS.index)
    # Where two things differ, equal titles of songs are not enough.
    if worst == "every" and sum(proof == "every" for proof in proofs) > 1:
        worst = "lengths"
    return (None if worst == "impossible" else worst), ", ".join(objections)


def _holds_another(wanted: Wanted, candidate: Candidate, title: TitleLikeness, added: int) -> bool:
    """Tell whether so many added songs are those of another album, by the entry's title."""
    most = most_bonus(wanted.title, candidate.title, wanted.names, title.nearness)
    return most is not None and added > most


def _added_record(wanted: Wanted, candidate: Candidate, title: TitleLikeness, added: int) -> str:
    """Say why so many added songs are another record's, and no bonus tracks; '' where they may be bonus tracks."""
    if _holds_another(wanted, candidate, title, added):
        return _ANOTHER
    if added >= max(len(wanted.songs), _LEAST_DOUBLED) and not edition_word_count(candidate.title):
        return f"it has {added} more songs, and no word says that it is an edition of ours"
    return ""


def _title_proof(wanted: Wanted, candidate: Candidate) -> Proof:
    """Return what must prove that a record with another title is ours."""
    if wanted.is_various or len(wanted.songs) < _LEAST_FOR_ANOTHER_TITLE:
        return "impossible"
    ours, theirs = set(numbers(tokens(wanted.title))), set(numbers(tokens(candidate.title)))
    if not ours <= theirs and not theirs <= ours:
        return "impossible"
    is_related = related_titles(wanted.title, candidate.title, wanted.names)
    return "every" if is_related and (ours == theirs or is_untitled(wanted.title)) else "lengths"


def what_songs_prove(
    wanted: Wanted, candidate: Candidate, proof: Proof, title: TitleLikeness, tracks: TracksLikeness, objection: str
) -> tuple[Agreement, str]:
    """Tell whether the songs prove that a candidate is ours; where they do not, in words, what they fail to prove."""
    if not wanted.songs:
        return "differs", "ours has no track list to compare"
    if not tracks.is_known:
        return _without_songs(wanted, candidate, proof, objection)
    if tracks.agree and (other_record := _added_record(wanted, candidate, title, tracks.added)):
        return "differs", other_record
    if _proves(tracks, proof) or (proof in ("most", "all") and _is_a_side(wanted, candidate)):
        return "agrees", ""
    return "differs", _unproved(proof, tracks, objection)


def _unproved(proof: Proof, tracks: TracksLikeness, objection: str) -> str:
    """Say what the songs fail to prove."""
    if not tracks.agree:
        return f"{objection}, and {tracks.objection}" if objection else tracks.objection
    reason = objection or "it is by nobody in particular"
    if proof == "lengths" and tracks.every:
        return f"{reason}, and its songs are not {'' if tracks.has_lengths else 'known to be '}equally long"
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
    if not could_hold_songs(wanted.songs, count, wanted.kinds) and not _could_be_a_side(wanted, count):
        return "differs", f"it has {plural(count or 0, 'track')}, ours has {len(wanted.songs):,}"
    # An equal number of tracks proves nothing: another band of that name, or another record of that title, can have it.
    if proof in ("most", "all"):
        return "doubtful", ""
    is_whole = count is not None and has_all_songs(wanted.songs, count)
    has_lengths = sum(song.seconds is not None for song in wanted.songs) >= _CLEAR_LENGTHS
    is_worth_asking = is_whole and (proof == "every" or has_lengths)
    return ("doubtful" if is_worth_asking else "differs"), objection


def _could_be_a_side(wanted: Wanted, count: int | None) -> bool:
    return "single" in wanted.kinds and count is not None and 0 < count < len(wanted.songs)


def _is_a_side(wanted: Wanted, candidate: Candidate) -> bool:
    """Tell whether a shop sells nothing but the A side of our single, or that and some of the other songs."""
    if not _could_be_a_side(wanted, candidate.track_count or len(candidate.songs)):
        return False
    first, *_ = wanted.songs
    tracks = compared_tracks(candidate.songs, wanted.songs, shared_kinds(wanted, candidate))
    a_side = compared_tracks(candidate.songs[:1], [first], shared_kinds(wanted, candidate))
    return tracks.every_of_first and a_side.agree
