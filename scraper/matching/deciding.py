"""Which candidate is ours: a pin, a chain of identifiers, a barcode, likeness, in this order, or none. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from rapidfuzz import fuzz

from scraper.domain.evidence import Candidate, Certainty, Evidence, Judged, Verdict, Wanted
from scraper.matching.barcodes import all_numbers
from scraper.matching.likeness import ARTIST_FLOOR, Look, look
from scraper.matching.names import artist_share
from scraper.matching.spelling import compact, is_latin, numbers, tokens
from scraper.matching.titles import editions, key
from scraper.matching.tracks import compared_tracks, count_of

LEAD = 0.1
"""How far the best must be ahead of another album."""
_CONTRADICTED = 50
_IMITATIONS = frozenset({"tribute", "karaoke", "lullaby", "8-bit", "instrumental", "talk"})
"""Kinds that are never another service's word for what ours is."""


def decide(wanted: Wanted, candidates: Sequence[Candidate], *, pin: str | None = None) -> Verdict:
    """Return which candidate is ours, with its evidence, or why none is; `pin` is the id of the pinned entry."""
    looks = _ranked(wanted, [look(wanted, one) for one in _merged(candidates)])
    if pin is not None:
        return _pinned(looks, pin)
    return _chained(wanted, looks) or _with_barcode(wanted, looks) or _alike(looks)


def _merged(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return one candidate for each entry, with all that its duplicates tell."""
    found: dict[str, Candidate] = {}
    for one in candidates:
        known = found.get(one.entry_id)
        found[one.entry_id] = _joined(known, one) if known else one
    return list(found.values())


def _joined(one: Candidate, other: Candidate) -> Candidate:
    """Return the fuller of two answers about one entry, with what only the other one tells."""
    fuller, less = sorted((one, other), key=lambda answer: (len(answer.songs), repr(answer)), reverse=True)
    return replace(
        fuller,
        artists=fuller.artists or less.artists,
        kind=fuller.kind or less.kind,
        year=fuller.year or less.year,
        track_count=fuller.track_count or less.track_count,
        barcodes=tuple(sorted({*fuller.barcodes, *less.barcodes})),
        chain=fuller.chain or less.chain,
        image=fuller.image or less.image,
    )


def _ranked(wanted: Wanted, looks: Sequence[Look]) -> list[Look]:
    return sorted(looks, key=lambda one: _nearness(wanted, one))


def _nearness(wanted: Wanted, one: Look) -> tuple[float | int | str, ...]:
    """Return what entries are ordered by: how like they are, and of one album's editions the one nearest to ours."""
    words = abs(editions(wanted.title) - editions(one.candidate.title))
    count = count_of(one.candidate)
    more = abs(count - len(wanted.songs)) if count else len(wanted.songs)
    outcome = ("agrees", "doubtful", "differs").index(one.outcome)
    # Only one is asked about: not a title that is merely alike, where there is an equal one.
    is_alike_only = one.outcome == "doubtful" and one.title.nearness == "loose"
    return outcome, is_alike_only, -round(one.score, 2), more, words, -one.score, one.candidate.entry_id


def _verdict(looks: Sequence[Look], taken: Look | None, evidence: Evidence | None = None, **more: object) -> Verdict:
    judged = [Judged(candidate=one.candidate, evidence=_likeness(one)) for one in looks]
    if taken is None:
        return replace(Verdict(ranked=judged), **more)  # type: ignore[arg-type]  # reason and in_doubt, as below
    best = Judged(candidate=taken.candidate, evidence=evidence or _likeness(taken))
    return Verdict(taken=best, ranked=[best, *(one for one in judged if one.candidate != taken.candidate)])


def _likeness(one: Look) -> Evidence:
    return Evidence(certainty="likeness", score=one.score, compared=one.compared)


def _sure(certainty: Certainty, because: str, one: Look) -> Evidence:
    # Of an entry that only its id is known of, there was nothing to compare.
    compared = one.compared if one.candidate.title else ()
    return Evidence(certainty=certainty, score=1.0, compared=compared, because=because)


def _pinned(looks: Sequence[Look], pin: str) -> Verdict:
    for one in looks:
        if pin in (one.candidate.entry_id, one.candidate.url):
            return _verdict(looks, one, _sure("pinned", "your pin", one))
    return _verdict(looks, None, reason=f"your pin {pin} names no entry that was found")


def _chained(wanted: Wanted, looks: Sequence[Look]) -> Verdict | None:
    """Return what identifiers lead to; where they lead to several albums, what else agrees with one of them."""
    found = [one for one in looks if one.candidate.chain]
    if not found:
        return None
    for same in (found, [one for one in found if _shared(wanted, one)]):
        albums = _albums(same)
        if len(albums) == 1:
            return _taken_by_chain(looks, albums[0][0])
    albums = _albums(found)
    if albums[0][0].outcome == "agrees" and _leads(albums):
        return _taken_by_chain(looks, albums[0][0])
    return _verdict(looks, None, reason=f"identifiers lead to {len(albums)} different entries: {_names(albums)}")


def _taken_by_chain(looks: Sequence[Look], one: Look) -> Verdict:
    return _verdict(looks, one, _sure("identifier", one.candidate.chain, one))


def _shared(wanted: Wanted, one: Look) -> frozenset[int]:
    """Return the barcodes that an entry shares with ours."""
    return all_numbers(wanted.barcodes) & all_numbers(one.candidate.barcodes)


def _with_barcode(wanted: Wanted, looks: Sequence[Look]) -> Verdict | None:
    """Return what has our barcode, unless that is used again for something else; None where likeness must tell."""
    shared = [(one, _standing(wanted, one)) for one in looks if _shared(wanted, one)]
    found = [one for one, standing in shared if standing == "sound"]
    albums = _albums(found)
    if len(albums) == 1 or (len(albums) > 1 and albums[0][0].outcome == "agrees" and _leads(albums)):
        best = albums[0][0]
        code = min(_shared(wanted, best))
        return _verdict(looks, best, _sure("barcode", f"barcode {code}", best))
    if albums:
        return _verdict(looks, None, reason=f"{len(albums)} different entries have our barcode: {_names(albums)}")
    open_ones = [one for one, standing in shared if standing == "open"]
    if open_ones and wanted.songs and not any(one.outcome == "agrees" for one in looks):
        doubted = open_ones[0].candidate
        reason = f"'{doubted.title}' has our barcode, but another name"
        return _verdict(looks, None, reason=reason, in_doubt=doubted)
    return None


def _standing(wanted: Wanted, one: Look) -> Literal["sound", "open", "used again"]:
    """Tell whether artist and title bear out a barcode; where only one of them does, or none quite, tracks must."""
    agreeing = one.artist >= ARTIST_FLOOR or one.title.nearness != "other"
    against = _is_other_artist(wanted, one.candidate) + _is_other_title(wanted.title, one)
    if against == 2 or one.other_kinds & _IMITATIONS:  # noqa: PLR2004  # both of them
        return "used again"
    if agreeing and not against and not one.other_kinds:
        return "sound"
    if one.candidate.songs:
        return "sound" if one.tracks.agree else "used again"
    return "open"


def _is_other_artist(wanted: Wanted, candidate: Candidate) -> bool:
    theirs = " ".join(person.name for person in candidate.artists)
    if not theirs or artist_share(wanted, candidate) > 0:
        return False
    ours = [name for names in wanted.artists for name in names] or [wanted.artist_line]
    return not any(_is_like(name, theirs) for name in ours)


def _is_other_title(title: str, one: Look) -> bool:
    theirs = one.candidate.title
    if not theirs or one.title.nearness != "other":
        return False
    return numbers(tokens(title)) != numbers(tokens(theirs)) or not _is_like(title, theirs)


def _is_like(one: str, other: str) -> bool:
    """Tell whether two texts could be about the same; in other letters they always could."""
    if is_latin(one) != is_latin(other):
        return True
    return fuzz.token_set_ratio(" ".join(tokens(one)), " ".join(tokens(other))) >= _CONTRADICTED


def _alike(looks: Sequence[Look]) -> Verdict:
    """Return the most alike, if it agrees in everything and is clearly ahead of any other album."""
    agreeing = [one for one in looks if one.outcome == "agrees"]
    doubtful = [one for one in looks if one.outcome == "doubtful"]
    if not agreeing:
        return _open(looks, doubtful)
    albums = _albums(agreeing)
    if not _leads(albums):
        return _verdict(looks, None, reason=f"{len(albums)} different albums are about as near: {_names(albums)}")
    return _verdict(looks, agreeing[0])


def _open(looks: Sequence[Look], doubtful: Sequence[Look]) -> Verdict:
    if doubtful:
        title = doubtful[0].candidate.title
        reason = f"'{title}' agrees in artist and title, but not known to hold our tracks"
        return _verdict(looks, None, reason=reason, in_doubt=doubtful[0].candidate)
    if not looks:
        return _verdict(looks, None, reason="nothing was found")
    best = max(looks, key=lambda one: (one.score, one.candidate.entry_id))
    return _verdict(looks, None, reason=f"'{best.candidate.title}' is nearest with {best.score:.0%}: {best.against}")


def _albums(looks: Sequence[Look]) -> list[list[Look]]:
    """Group entries by album: editions and duplicates of one are no rivals. The nearest is first, in and of groups."""
    groups: list[list[Look]] = []
    for one in looks:
        group = next((group for group in groups if _is_same_album(group[0], one)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return groups


def _is_same_album(one: Look, other: Look) -> bool:
    if _artists(one) != _artists(other) and min(one.artist, other.artist) < ARTIST_FLOOR:
        return False
    ours, theirs = one.candidate.songs, other.candidate.songs
    if ours and theirs:
        return compared_tracks(ours, theirs, frozenset()).agree
    return key(one.candidate.title) == key(other.candidate.title)


def _artists(one: Look) -> str:
    return compact(tokens(" & ".join(person.name for person in one.candidate.artists)))


def _leads(albums: Sequence[Sequence[Look]]) -> bool:
    return len(albums) == 1 or albums[0][0].score - albums[1][0].score >= LEAD


def _names(albums: Sequence[Sequence[Look]]) -> str:
    return ", ".join(f"'{group[0].candidate.title}'" for group in albums)
