"""What Deezer answers, as candidates."""

from collections.abc import Iterator, Mapping

from scraper.domain.evidence import Candidate, Kind, Person, Song
from scraper.domain.json_objects import Json
from scraper.domain.service_facts import deezer
from scraper.translation.values import dicts, member, number, text

_KINDS: dict[str, Kind] = {"album": "album", "single": "single", "ep": "ep", "compile": "compilation"}


def deezer_candidates(answers: Mapping[str, Json]) -> list[Candidate]:
    """Translate what Deezer answered, by question: barcode, search, album; of two answers about an album the fuller."""
    candidates: dict[str, Candidate] = {}
    for answer in answers.values():
        for album in _albums(answer):
            held = candidates.get(album.entry_id)
            if held is None or len(album.songs) > len(held.songs):
                candidates[album.entry_id] = album
    return list(candidates.values())


def _albums(answer: Json) -> Iterator[Candidate]:
    for entry in (*dicts(answer, "data"), *([answer] if "title" in answer else [])):
        link = deezer.entry("album", str(number(entry, "id") or ""))
        if link is None or not text(entry, "title"):
            continue
        tracks = dicts(member(entry, "tracks"), "data")
        yield Candidate(
            entry_id=link.entry_id,
            url=link.url,
            title=text(entry, "title"),
            artists=_people(entry),
            kind=_KINDS.get(text(entry, "record_type")),
            track_count=number(entry, "nb_tracks"),
            songs=tuple(
                Song(title=text(track, "title"), seconds=number(track, "duration") or None) for track in tracks
            ),
            barcodes=(text(entry, "upc"),) if text(entry, "upc") else (),
        )


def _song(track: Json) -> Song:
    return Song(title=text(track, "title"), seconds=number(track, "duration") or None)


def _people(entry: Json) -> tuple[Person, ...]:
    """Return whom an album is by: its contributors, or the one artist that a search names."""
    people = dicts(entry, "contributors") or [member(entry, "artist")]
    found = [(text(person, "name"), deezer.entry("artist", str(number(person, "id") or ""))) for person in people]
    return tuple(
        Person(name=name, entry_id=link.entry_id if link else "", url=link.url if link else "")
        for name, link in found
        if name
    )
