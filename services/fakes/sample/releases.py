"""Expand the sample's records to what Discogs answers for releases and masters."""

import re
import zlib
from collections.abc import Iterable, Mapping
from typing import Any

from services.fakes.sample import notation
from services.fakes.sample.identities import ArtistIds, label_id, master_id, release_id

_JSON = dict[str, Any]

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_COMPANY_KINDS = {"Recorded At": "23"}
_SINCE_BARCODES = 1984
_OUR_REFERENCE = re.compile(r"\[(r|m)=(\d+)\]")
_UNTITLED = re.compile(r"[^\w]+")


def release(record: Mapping[str, Any], ids: ArtistIds) -> _JSON:
    """Return the answer for one release; what a record lacks is left out, as Discogs does it."""
    number = release_id(record["number"])
    artists = notation.artists(record["artists"])
    answer = {
        "id": number,
        "status": "Accepted",
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
    parts = (_product(record), _dates(record), _master_of(record), _optional(record, ids), _market(number))
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
        "num_for_sale": sum(pressing["num_for_sale"] for pressing in pressings),
        "lowest_price": min(pressing["lowest_price"] for pressing in pressings),
        "data_quality": "Correct",
    }


def credits_of(names: Iterable[notation.Name], ids: ArtistIds) -> list[_JSON]:
    """Return artists or credits as Discogs writes them."""
    return [
        {
            "id": ids[one.name],
            "name": one.name,
            "anv": one.anv,
            "join": one.join,
            "role": one.role,
            "tracks": one.tracks,
            "resource_url": f"{{origin}}/artists/{ids[one.name]}",
        }
        for one in names
    ]


def with_ids(text: str) -> str:
    """Return notes in which references to the sample's own records hold their ids."""
    return _OUR_REFERENCE.sub(_reference, text)


def _reference(found: re.Match[str]) -> str:
    number = int(found[2])
    return f"[r={release_id(number)}]" if found[1] == "r" else f"[m={master_id(number)}]"


def _track(row: notation.Row, ids: ArtistIds) -> _JSON:
    answer: _JSON = {"position": row.position, "type_": row.kind, "title": row.title, "duration": row.length}
    if row.artists:
        answer["artists"] = credits_of(row.artists, ids)
    if row.credits:
        answer["extraartists"] = credits_of(row.credits, ids)
    if row.parts:
        answer["sub_tracks"] = [_track(part, ids) for part in row.parts]
    return answer


def _credits(record: Mapping[str, Any]) -> list[notation.Name]:
    return [name for line in record.get("credits", ()) for name in notation.credit(line)]


def _product(record: Mapping[str, Any]) -> _JSON:
    """Return the physical side of a release: labels, formats, barcode and runouts."""
    labels = [notation.pair(line) for line in record["labels"]]
    formats = [notation.form(line) for line in record["formats"]]
    return {
        "labels": [_company(name, catno, "1", "Label") for name, catno in labels],
        "formats": [_format(one) for one in formats],
        "format_quantity": sum(one.quantity for one in formats if one.name != "Box Set"),
        "identifiers": _identifiers(record, labels[0][1], formats[0].name),
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


def _format(one: notation.Format) -> _JSON:
    answer = {"name": one.name, "qty": str(one.quantity), "descriptions": one.descriptions}
    return answer | ({"text": one.text} if one.text else {})


def _identifiers(record: Mapping[str, Any], catno: str, kind: str) -> list[_JSON]:
    """Return made-up identifiers; the barcodes are from the range that shops use within their own walls."""
    if catno == "none":
        return []
    barcode = [{"type": "Barcode", "value": _barcode(record["number"])}] if _year(record) >= _SINCE_BARCODES else []
    if kind != "Vinyl" or not catno:
        return barcode
    sides = [("Side A", f"{catno} A-1"), ("Side B", f"{catno} B-1")]
    return barcode + [{"type": "Matrix / Runout", "value": value, "description": side} for side, value in sides]


def _barcode(number: int) -> str:
    digits = f"299{number:09d}"
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return f"{digits[0]} {digits[1:7]} {digits[7:]}{-total % 10}"


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


def _market(number: int) -> _JSON:
    """Return the made-up figures: who has a release, wants it and sells it."""
    chance = zlib.crc32(str(number).encode())
    rating = {"count": 40 + chance % 900, "average": round(3.9 + chance % 97 / 100, 2)}
    return {
        "data_quality": ("Correct", "Needs Vote", "Complete and Correct")[chance % 3],
        "date_added": f"{2002 + chance % 12}-0{1 + chance % 9}-1{chance % 10}T05:00:00-08:00",
        "date_changed": f"{2020 + chance % 6}-0{1 + chance % 9}-2{chance % 9}T11:30:00-07:00",
        "num_for_sale": 1 + chance % 120,
        "lowest_price": 4 + chance % 4000 / 100,
        "community": {
            "have": 500 + chance % 40_000,
            "want": 200 + chance % 17_000,
            "rating": rating,
            "data_quality": "Correct",
            "status": "Accepted",
            "contributors": [],
        },
    }


def _year(record: Mapping[str, Any]) -> int:
    return int(str(record.get("released", "0"))[:4])


def _sorted_under(artists: list[notation.Name]) -> str:
    first = re.sub(r" \(\d+\)$", "", artists[0].name)
    return f"{first.removeprefix('The ')}, The" if first.startswith("The ") else first


def _slug(artist: str, title: str) -> str:
    return _UNTITLED.sub("-", f"{artist} {title}").strip("-")
