"""Whether a Wikidata item is about an album or an artist of ours, by the ids that it names and by what it is."""

from collections.abc import Iterable

from scraper.domain.subjects import Subject
from scraper.domain.wikidata_kinds import RIGHT, WRONG
from scraper.translation import NAMES, ItemClaims


def names(item: ItemClaims, subject: Subject) -> bool:
    """Tell whether an item names the subject's id at Discogs: then it is the right one, whatever else it says."""
    return str(subject.subject_id) in item.claims.get(NAMES[subject.kind], ())


def objection(item: ItemClaims, subject: Subject) -> str:
    """Return why an item is surely about something else; '' where nothing speaks against it."""
    if names(item, subject):
        return ""
    # Any pressing of a master may be the one that an item names.
    named = _named(item, [kind for kind in NAMES if (subject.kind, kind) != ("master", "release")])
    if named:
        return f"Wikidata {item.qid} names {named} of Discogs"
    wrong = [WRONG[subject.kind][kind] for kind in item.kinds if kind in WRONG[subject.kind]]
    return f"Wikidata {item.qid} is about {wrong[0]}" if wrong and not _is_of_right_kind(item, subject) else ""


def doubt(item: ItemClaims, subject: Subject) -> str:
    """Return why an item may be about something else, so that its article must show that it is not; '' for no doubt."""
    if names(item, subject):
        return ""
    if named := _named(item, NAMES):
        return f"Wikidata {item.qid} names {named} of Discogs"
    if not item.kinds or _is_of_right_kind(item, subject):
        return ""
    wanted = "person, group or other act" if subject.kind == "artist" else "record"
    return f"Wikidata {item.qid} is of the kind {item.kinds[0]}, which may be no {wanted}"


def _named(item: ItemClaims, kinds: Iterable[str]) -> str:
    """Return what an item names at Discogs, such as 'artist 3898'; '' where it names nothing of these kinds."""
    return next((f"{kind} {value}" for kind in kinds for value in item.claims.get(NAMES[kind], ())), "")


def _is_of_right_kind(item: ItemClaims, subject: Subject) -> bool:
    return any(kind in RIGHT[subject.kind] for kind in item.kinds)
