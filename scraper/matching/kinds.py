"""Which kinds of record two records are, such as live or single, and where that tells them apart. Pure."""

from scraper.domain.evidence import Candidate, Wanted
from scraper.matching.occasions import are_all_live, are_elsewhere, are_from_there, implies_live, were_recorded_live
from scraper.matching.spelling import listed
from scraper.matching.titles import kinds_in_title, variants
from scraper.matching.vocabulary import kinds_of

_SIZES = frozenset({"ep", "single"})
_TELLING = listed(
    "live tribute karaoke instrumental remix demo cover acoustic unplugged lullaby 8-bit sampler talk arranged redone "
    "dub compilation"
)
"""Kinds that make another record of the same title, if only one of the two titles speaks of them."""


def shared_kinds(wanted: Wanted, candidate: Candidate) -> frozenset[str]:
    """Return the kinds that both records are; the titles of their songs need not repeat them."""
    ours = kinds_in_title(wanted.title) | wanted.kinds
    shared = ours & (kinds_in_title(candidate.title) | _kind(candidate))
    return shared | {"live", "acoustic"} if "unplugged" in shared else shared


def _kind(candidate: Candidate) -> frozenset[str]:
    return frozenset({candidate.kind} if candidate.kind else ())


def kind_objection(wanted: Wanted, candidate: Candidate) -> str:
    """Say in which kind two records of one title differ; '' where they do not."""
    for kind in sorted(other_kinds(wanted, candidate)):
        return f"only one of them is {kind}"
    theirs = _kind(candidate) | (kinds_in_title(candidate.title) - kinds_in_title(wanted.title))
    return _size_objection(wanted.kinds, theirs)


def other_kinds(wanted: Wanted, candidate: Candidate) -> frozenset[str]:
    """Return the kinds that only one of two titles speaks of, unless Discogs or the service says them of the other."""
    ours, theirs = kinds_in_title(wanted.title) & _TELLING, kinds_in_title(candidate.title) & _TELLING
    live = _kind(candidate) & {"live"}
    # A subtitle may be left out there: 'Legend: The Best Of Bob Marley' is 'Legend'.
    ours -= frozenset({"compilation"}) if _is_only_in_subtitle(wanted.title) else frozenset()
    return (ours - theirs - _kind(candidate)) | ((theirs | live) - ours - wanted.kinds)


def _is_only_in_subtitle(title: str) -> bool:
    return any(variant.is_part and "compilation" not in kinds_of(variant.core) for variant in variants(title))


def _size_objection(ours: frozenset[str], theirs: frozenset[str]) -> str:
    """Say that a candidate is a single or an EP where our release is known to be neither; '' otherwise."""
    if not ours or ours & _SIZES:
        return ""
    small = sorted(theirs & _SIZES)
    return f"it is a{'n' if small == ['ep'] else ''} {small[0]}, ours is not" if small else ""


def is_live_unsaid(wanted: Wanted, candidate: Candidate) -> bool:
    """Tell whether only one of two records is called live, or only its songs are, and nothing else tells them apart."""
    if other_kinds(wanted, candidate) - {"live"}:
        return False
    ours = (kinds_in_title(wanted.title) | wanted.kinds) & {"live"}
    return bool(ours) != bool(live_there(wanted, candidate)) and "live" in other_kinds(wanted, candidate) | (
        live_there(wanted, candidate) - ours
    )


def is_live_implied(wanted: Wanted, candidate: Candidate) -> bool:
    """Tell whether the title that does not say live means it: 'At Folsom Prison' and 'At Folsom Prison (Live)'."""
    is_said_there = "live" in kinds_in_title(candidate.title) | _kind(candidate)
    silent = wanted.title if is_said_there else candidate.title
    is_said = is_said_there or "live" in kinds_in_title(wanted.title) | wanted.kinds
    is_implied = implies_live(silent, wanted.names) or (is_said_there and _is_concert(wanted, candidate))
    return is_said and is_implied and not are_elsewhere(wanted, candidate.songs)


def _is_concert(wanted: Wanted, candidate: Candidate) -> bool:
    """Tell whether our notes say that ours is a concert, or name the one that all of their songs are from."""
    if not candidate.songs and wanted.notes:
        # Their songs, which are not known yet, may name the place that our notes name.
        return True
    return are_from_there(wanted, candidate.songs) or were_recorded_live(wanted.notes)


def live_there(wanted: Wanted, candidate: Candidate) -> frozenset[str]:
    """Return 'live' where an entry's title or kind says so, or all of its songs name a place that ours does not."""
    live = (kinds_in_title(candidate.title) | _kind(candidate)) & {"live"}
    are_live = are_all_live(candidate.songs) and are_elsewhere(wanted, candidate.songs)
    return live | ({"live"} if are_live and not are_all_live(wanted.songs) else frozenset())
