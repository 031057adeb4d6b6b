"""Decides which candidate is ours: by a pin, identifiers, a barcode or likeness, in this order, or takes none. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from rapidfuzz import fuzz

from scraper.domain.evidence import Candidate, Certainty, Evidence, Judged, Verdict, Wanted
from scraper.matching.barcodes import all_numbers
from scraper.matching.likeness import Comparison, compare
from scraper.matching.names import artist_share
from scraper.matching.proof import ARTIST_FLOOR
from scraper.matching.spelling import compact, is_latin, numbers, tokens
from scraper.matching.titles import album_key, edition_word_count
from scraper.matching.tracks import compared_tracks, count_of

LEAD = 0.1
"""By how much the best album's score must exceed the second's."""
_CONTRADICTED = 50
"""Below this likeness, of 100, a name or a title contradicts ours."""
_IMITATIONS = frozenset({"tribute", "karaoke", "lullaby", "8-bit", "instrumental", "talk"})
"""Kinds that are never another service's word for what ours is."""


def decide(wanted: Wanted, candidates: Sequence[Candidate], *, pin: str | None = None) -> Verdict:
    """Return which candidate is ours, with its evidence, or why none is; `pin` is the id of the pinned entry."""
    comparisons = _ranked(wanted, [compare(wanted, candidate) for candidate in _merged(candidates)])
    if pin is not None:
        return _by_pin(comparisons, pin)
    return _by_identifiers(wanted, comparisons) or _by_barcode(wanted, comparisons) or _by_likeness(comparisons)


def _merged(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return one candidate for each entry, with the facts of all its duplicates."""
    merged: dict[str, Candidate] = {}
    for candidate in candidates:
        known = merged.get(candidate.entry_id)
        merged[candidate.entry_id] = _joined(known, candidate) if known else candidate
    return list(merged.values())


def _joined(first: Candidate, second: Candidate) -> Candidate:
    """Return the fuller of two answers about one entry, completed with facts that only the other one has."""
    fuller, other = sorted((first, second), key=lambda answer: (len(answer.songs), repr(answer)), reverse=True)
    return replace(
        fuller,
        artists=fuller.artists or other.artists,
        kind=fuller.kind or other.kind,
        year=fuller.year or other.year,
        track_count=fuller.track_count or other.track_count,
        barcodes=tuple(sorted({*fuller.barcodes, *other.barcodes})),
        chain=fuller.chain or other.chain,
        image=fuller.image or other.image,
    )


def _ranked(wanted: Wanted, comparisons: Sequence[Comparison]) -> list[Comparison]:
    return sorted(comparisons, key=lambda comparison: _rank(wanted, comparison))


def _rank(wanted: Wanted, comparison: Comparison) -> tuple[float | int | str, ...]:
    """Return a key that sorts the most alike candidate first, and of an album's editions the one nearest to ours."""
    edition_words = abs(edition_word_count(wanted.title) - edition_word_count(comparison.candidate.title))
    count = count_of(comparison.candidate)
    difference = abs(count - len(wanted.songs)) if count else len(wanted.songs)
    agreement = ("agrees", "doubtful", "differs").index(comparison.agreement)
    # Few track lists are asked for: that of an equal title before that of one which is only alike.
    needed = (
        ("most", "all", "every", "lengths", None).index(comparison.proof) if comparison.agreement != "differs" else 0
    )
    score = comparison.score
    return (
        agreement,
        comparison.tracks.are_edits,
        needed,
        -round(score, 2),
        difference,
        edition_words,
        -score,
        comparison.candidate.entry_id,
    )


def _taken(comparisons: Sequence[Comparison], best: Comparison, evidence: Evidence) -> Verdict:
    taken = Judged(candidate=best.candidate, evidence=evidence)
    others = [judged for judged in _judged(comparisons) if judged.candidate != best.candidate]
    return Verdict(taken=taken, ranked=[taken, *others])


def _left_open(comparisons: Sequence[Comparison], reason: str, doubtful: Sequence[Candidate] = ()) -> Verdict:
    return Verdict(ranked=_judged(comparisons), reason=reason, doubtful=doubtful)


def _judged(comparisons: Sequence[Comparison]) -> list[Judged]:
    return [
        Judged(candidate=comparison.candidate, evidence=_likeness(comparison), objection=comparison.objection)
        for comparison in comparisons
    ]


def _likeness(comparison: Comparison) -> Evidence:
    return Evidence(certainty="likeness", score=comparison.score, compared=comparison.compared)


def _sure(certainty: Certainty, because: str, comparison: Comparison) -> Evidence:
    # Where only the id of an entry is known, there was nothing to compare.
    compared = comparison.compared if comparison.candidate.title else ()
    return Evidence(certainty=certainty, score=1.0, compared=compared, because=because)


def _by_pin(comparisons: Sequence[Comparison], pin: str) -> Verdict:
    for comparison in comparisons:
        if pin in (comparison.candidate.entry_id, comparison.candidate.url):
            return _taken(comparisons, comparison, _sure("pinned", "your pin", comparison))
    return _left_open(comparisons, f"your pin {pin} names no entry that was found")


def _by_identifiers(wanted: Wanted, comparisons: Sequence[Comparison]) -> Verdict | None:
    """Return the album that identifiers lead to; of several, the one with our barcode, or clearly most alike.

    None where no identifier leads to any candidate.
    """
    led_to = [comparison for comparison in comparisons if comparison.candidate.chain]
    if not led_to:
        return None
    for chosen in (led_to, [comparison for comparison in led_to if _shared_barcodes(wanted, comparison)]):
        albums = _albums(chosen)
        if len(albums) == 1:
            return _taken_by_identifiers(comparisons, albums[0][0])
    albums = _albums(led_to)
    if albums[0][0].agreement == "agrees" and _leads(albums):
        return _taken_by_identifiers(comparisons, albums[0][0])
    return _left_open(comparisons, f"identifiers lead to {len(albums)} different entries: {_titles(albums)}")


def _taken_by_identifiers(comparisons: Sequence[Comparison], best: Comparison) -> Verdict:
    return _taken(comparisons, best, _sure("identifier", best.candidate.chain, best))


def _shared_barcodes(wanted: Wanted, comparison: Comparison) -> frozenset[int]:
    """Return the barcodes that a candidate shares with our release."""
    return all_numbers(wanted.barcodes) & all_numbers(comparison.candidate.barcodes)


def _by_barcode(wanted: Wanted, comparisons: Sequence[Comparison]) -> Verdict | None:
    """Return the candidate with our barcode, unless the barcode was used again for another record.

    None where likeness must decide.
    """
    with_ours = [
        (comparison, _barcode_use(wanted, comparison))
        for comparison in comparisons
        if _shared_barcodes(wanted, comparison)
    ]
    albums = _albums([comparison for comparison, use in with_ours if use == "sound"])
    if len(albums) == 1 or (len(albums) > 1 and albums[0][0].agreement == "agrees" and _leads(albums)):
        best = albums[0][0]
        barcode = min(_shared_barcodes(wanted, best))
        return _taken(comparisons, best, _sure("barcode", f"barcode {barcode}", best))
    if albums:
        return _left_open(comparisons, f"{len(albums)} different entries have our barcode: {_titles(albums)}")
    unsettled = [comparison.candidate for comparison, use in with_ours if use == "open"]
    if unsettled and wanted.songs and not any(comparison.agreement == "agrees" for comparison in comparisons):
        reason = f"'{unsettled[0].title}' has our barcode, but another name"
        return _left_open(comparisons, reason, doubtful=unsettled)
    return None


def _barcode_use(wanted: Wanted, comparison: Comparison) -> Literal["sound", "open", "used again"]:
    """Tell whether artist and title confirm a shared barcode; where they do not quite, the tracks must."""
    confirmed = comparison.artist_share >= ARTIST_FLOOR or comparison.title.nearness != "other"
    is_other_artist = _is_other_artist(wanted, comparison.candidate)
    is_other_title = _is_other_title(wanted.title, comparison)
    if (is_other_artist and is_other_title) or comparison.other_kinds & _IMITATIONS:
        return "used again"
    if confirmed and not is_other_artist and not is_other_title and not comparison.other_kinds:
        return "sound"
    if comparison.candidate.songs:
        return "sound" if comparison.tracks.agree else "used again"
    return "open"


def _is_other_artist(wanted: Wanted, candidate: Candidate) -> bool:
    theirs = " ".join(person.name for person in candidate.artists)
    if not theirs or artist_share(wanted, candidate) > 0:
        return False
    ours = list(wanted.names) or [wanted.artist_line]
    return not any(_could_be_same(name, theirs) for name in ours)


def _is_other_title(title: str, comparison: Comparison) -> bool:
    theirs = comparison.candidate.title
    if not theirs or comparison.title.nearness != "other":
        return False
    return numbers(tokens(title)) != numbers(tokens(theirs)) or not _could_be_same(title, theirs)


def _could_be_same(ours: str, theirs: str) -> bool:
    """Tell whether two texts could name the same thing; texts in different scripts always could."""
    if is_latin(ours) != is_latin(theirs):
        return True
    return fuzz.token_set_ratio(" ".join(tokens(ours)), " ".join(tokens(theirs))) >= _CONTRADICTED


def _by_likeness(comparisons: Sequence[Comparison]) -> Verdict:
    """Return the most alike candidate, if it agrees in everything and is clearly ahead of every other album."""
    agreeing = [comparison for comparison in comparisons if comparison.agreement == "agrees"]
    if not agreeing:
        return _undecided(comparisons)
    albums = _albums(agreeing)
    if not _leads(albums):
        return _left_open(comparisons, f"{len(albums)} different albums are about as near: {_titles(albums)}")
    nearer = [comparison.candidate for comparison in _doubtful(comparisons) if comparison.proof in ("most", "all")]
    if agreeing[0].tracks.are_edits and nearer:
        reason = f"'{agreeing[0].candidate.title}' has our songs in other lengths, and there is another of that title"
        return _left_open(comparisons, reason, nearer)
    return _taken(comparisons, agreeing[0], _likeness(agreeing[0]))


def _undecided(comparisons: Sequence[Comparison]) -> Verdict:
    """Return why no candidate agrees, and whose track list would settle it."""
    doubtful = _doubtful(comparisons)
    if doubtful:
        but = f", but: {doubtful[0].objection}" if doubtful[0].objection else ""
        reason = f"the songs of '{doubtful[0].candidate.title}' are not known{but}"
        return _left_open(comparisons, reason, [comparison.candidate for comparison in doubtful])
    if not comparisons:
        return _left_open(comparisons, "nothing was found")
    best = max(comparisons, key=lambda comparison: (comparison.score, comparison.candidate.entry_id))
    return _left_open(comparisons, f"'{best.candidate.title}' is nearest with {best.score:.0%}: {best.objection}")


def _doubtful(comparisons: Sequence[Comparison]) -> list[Comparison]:
    """Return the candidates whose track lists are missing and would decide, the likeliest first."""
    return [comparison for comparison in comparisons if comparison.agreement == "doubtful"]


def _albums(comparisons: Sequence[Comparison]) -> list[list[Comparison]]:
    """Group candidates by album: an album's editions and duplicates are no rivals. Groups stay in the order of rank."""
    albums: list[list[Comparison]] = []
    for comparison in comparisons:
        album = next((album for album in albums if _is_same_album(album[0], comparison)), None)
        if album is None:
            albums.append([comparison])
        else:
            album.append(comparison)
    return albums


def _is_same_album(first: Comparison, second: Comparison) -> bool:
    if _artists(first) != _artists(second) and min(first.artist_share, second.artist_share) < ARTIST_FLOOR:
        return False
    is_of_one_title = album_key(first.candidate.title) == album_key(second.candidate.title)
    songs, other_songs = first.candidate.songs, second.candidate.songs
    if not songs or not other_songs:
        return is_of_one_title
    if is_of_one_title:
        # However many bonus tracks the longer one of two editions has.
        shorter, longer = sorted((songs, other_songs), key=len)
        return compared_tracks(shorter, longer, frozenset(), kinds=frozenset({"album"})).agree
    return compared_tracks(songs, other_songs, frozenset()).agree


def _artists(comparison: Comparison) -> str:
    return compact(tokens(" & ".join(person.name for person in comparison.candidate.artists)))


def _leads(albums: Sequence[Sequence[Comparison]]) -> bool:
    """Tell whether the first album is clearly ahead of the second, or has no rival."""
    return len(albums) == 1 or albums[0][0].score - albums[1][0].score >= LEAD


def _titles(albums: Sequence[Sequence[Comparison]]) -> str:
    return ", ".join(f"'{album[0].candidate.title}'" for album in albums)
