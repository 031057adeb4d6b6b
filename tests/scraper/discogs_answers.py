"""Releases as Discogs answers them, in a line or two each: headings, index tracks and notes included."""

import re
from typing import Any

from scraper.domain.evidence import Wanted
from scraper.matching import wanted
from scraper.translation import discogs

_LENGTH = re.compile(r"^(.*?)(?:\s+(\d+:\d\d))?$")


def answered(artists: str, title: str, rows: str, **facts: Any) -> Wanted:
    """Return our release, by artists with ' | ' between them.

    Rows have ' | ' between them, too: '# Heading', '* Work 20:33', '- Part of it 4:00', 'Salt 3:10'.
    """
    formats = [{"name": "Vinyl", "qty": "1", "descriptions": facts.pop("descriptions", ["Album"])}]
    names = artists.split(" | ")
    credited = [{"id": number, "name": name, "join": ","} for number, name in enumerate(names, 1001)]
    answer = {"id": 1, "title": title, "artists": credited, "formats": formats, "tracklist": _rows(rows), **facts}
    return wanted(discogs.release(answer))


def _rows(rows: str) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = []
    for number, row in enumerate(rows.split(" | "), 1):
        sign, _, rest = row.partition(" ")
        if sign == "-":
            parts = listed[-1]["sub_tracks"]
            parts.append(_row(rest, "track", f"{number}.{len(parts)}"))
        elif sign == "*":
            listed.append({**_row(rest, "index", ""), "sub_tracks": []})
        elif sign == "#":
            listed.append(_row(rest, "heading", ""))
        else:
            listed.append(_row(row, "track", str(number)))
    return listed


def _row(text: str, kind: str, position: str) -> dict[str, Any]:
    title, duration = _LENGTH.match(text).groups()  # type: ignore[union-attr]  # it matches any text
    return {"type_": kind, "title": title, "duration": duration or "", "position": position}
