"""Expand the sample's records to Discogs' answers for releases and masters."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from services.fakes.sample import notation
from services.fakes.sample.identities import ArtistIds, label_id, master_id, release_id

_JSON = dict[str, Any]

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_COMPANY_KINDS = {"Recorded At": "23"}
_OUR_REFERENCE = re.compile(r"\[(r|m)=(\d+)\]")
_UNTITLED = re.compile(r"[^\w]+")


def release(record: Mapping[str, Any], ids: ArtistIds) -> _JSON:
    """Return the answer for a release; figures, prices and barcodes that a record lacks are left out, not made up."""
    number = release_id(record["number"])
    artists = notation.artists(record["artists"])
    answer = {
        "id": number,
        "status": "Accepted",
        "data_quality": "Needs Vote",
        "title": record["title"],
        "artists": credits_of(artists, ids),
        "artists_sort": _sorted_under(artists),
        "year": _year(record),
        "country": record["country"],
        "resource_url": f"{{origin}}/releases/{number}",
        "uri": f"https://www.discogs.com/release/{number}-{_slug(artists[0].name, record['title'])}",
        "genres": notation.words(record["genres"]),
        "styles": notation.words(record["styles"]),
        "tracklist": [_track(row, ids) for row in notation.tracks(record["tracks"])],
        "videos": [],
    }
    parts = (_product(record), _dates(record), _master_of(record), _optional(record, ids))
    return {key: value for part in (answer, *parts) for key, value in part.items()}


def master(pressings: list[_JSON], year: int) -> _JSON:
    """Return the answer for the master of these pressings, the first of which is the main release."""
    main = pressings[0]
    copied = ("title", "artists", "genres", "styles", "tracklist", "images", "videos")
    return {key: main[key] for key in copied if key in main} | {
        "id": main["master_id"],
        "main_release": main["id"],
        "main_release_url": main["resource_url"],
        "most_recent_release": pressings[-1]["id"],
        "versions_url": f"{main['master_url']}/versions",
        "resource_url": main["master_url"],
        "uri": f"https://www.discogs.com/master/{main['master_id']}",
        "year": year,
        "data_quality": "Needs Vote",
    }


def credits_of(names: Iterable[notation.CreditedName], ids: ArtistIds) -> list[_JSON]:
    """Return artists or credits as Discogs writes them."""
    return [
        {
            "id": ids[credited.name],
            "name": credited.name,
            "anv": credited.anv,
            "join": credited.join,
            "role": credited.role,
            "tracks": credited.tracks,
            "resource_url": f"{{origin}}/artists/{ids[credited.name]}",
        }
        for credited in names
    ]


def with_ids(text: str) -> str:
    """Return notes in which references to the sample's own records hold their ids."""
    return _OUR_REFERENCE.sub(_reference, text)


def _reference(match: re.Match[str]) -> str:
    number = int(match[2])
    return f"[r={release_id(number)}]" if match[1] == "r" else f"[m={master_id(number)}]"


def _track(row: notation.TrackRow, ids: ArtistIds) -> _JSON:
    answer: _JSON = {"position": row.position, "type_": row.kind, "title": row.title, "duration": row.length}
    if row.artists:
        answer["artists"] = credits_of(row.artists, ids)
    if row.credits:
        answer["extraartists"] = credits_of(row.credits, ids)
    if row.parts:
        answer["sub_tracks"] = [_track(part, ids) for part in row.parts]
    return answer


def _credits(record: Mapping[str, Any]) -> list[notation.CreditedName]:
    return [name for line in record.get("credits", ()) for name in notation.credit(line)]


def _product(record: Mapping[str, Any]) -> _JSON:
    """Return the physical side of a release: labels, formats and barcode."""
    labels = [notation.pair(line) for line in record["labels"]]
    formats = [notation.form(line) for line in record["formats"]]
    return {
        "labels": [_company(name, catno, "1", "Label") for name, catno in labels],
        "formats": [_format(form) for form in formats],
        "format_quantity": sum(form.quantity for form in formats if form.name != "Box Set"),
        "identifiers": [{"type": "Barcode", "value": record["barcode"]}] if "barcode" in record else [],
    }


def _company(name: str, catno: str, kind: str, kind_name: str) -> _JSON:
    number = label_id(name)
    return {
        "id": number,
        "name": name,
        "catno": catno,
        "entity_type": kind,
        "entity_type_name": kind_name,
        "resource_url": f"{{origin}}/labels/{number}",
    }


def _format(form: notation.ReleaseFormat) -> _JSON:
    answer = {"name": form.name, "qty": str(form.quantity), "descriptions": form.descriptions}
    return answer | ({"text": form.text} if form.text else {})


def _dates(record: Mapping[str, Any]) -> _JSON:
    released = record.get("released")
    if not released:
        return {}
    day = dict(zip(("year", "month", "day"), released.split("-"), strict=False))
    shown = " ".join(_spoken(day))
    return {"released": released, "released_formatted": shown}


def _spoken(day: Mapping[str, str]) -> Iterable[str]:
    if day.get("day", "00") != "00":
        yield day["day"]
    if day.get("month", "00") != "00":
        yield _MONTHS[int(day["month"]) - 1]
    yield day["year"]


def _master_of(record: Mapping[str, Any]) -> _JSON:
    first = record.get("pressing_of", record["number"] if "original" in record else None)
    if first is None:
        return {}
    return {"master_id": master_id(first), "master_url": f"{{origin}}/masters/{master_id(first)}"}


def _optional(record: Mapping[str, Any], ids: ArtistIds) -> _JSON:
    answer: _JSON = {}
    if "credits" in record:
        answer["extraartists"] = credits_of(_credits(record), ids)
    if "notes" in record:
        answer["notes"] = with_ids(record["notes"])
    if "companies" in record:
        kinds = [line.split(": ", 1) for line in record["companies"]]
        answer["companies"] = [_company(name, "", _COMPANY_KINDS[kind], kind) for kind, name in kinds]
    return answer


def _year(record: Mapping[str, Any]) -> int:
    return int(str(record.get("released", "0"))[:4])


def _sorted_under(artists: list[notation.CreditedName]) -> str:
    first = re.sub(r" \(\d+\)$", "", artists[0].name)
    return f"{first.removeprefix('The ')}, The" if first.startswith("The ") else first


def _slug(artist: str, title: str) -> str:
    return _UNTITLED.sub("-", f"{artist} {title}").strip("-")
