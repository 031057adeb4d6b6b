"""Dumps of any size, made from real records with new ids, and with names and titles of real words.

python benchmarks/catalogue/dump.py [RECORDS] [ARTISTS]
"""

import gzip
import os
import random
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from html import unescape
from pathlib import Path
from xml.sax.saxutils import escape

RECORDS = 240_000
ARTISTS = 300_000
_SHARED = "shared/data/discogs-dump"
_MANY_ARTISTS = 150_000
_MANY_LABELS = 30_000
_END = {"releases": "</release>", "artists": "</artist>"}
_SLOT = re.compile(
    r'(?P<release><release id=")\d+'
    r"|<id>(?P<artist>\d+)</id><name>[^<]*</name>(?=<anv>)"
    r"|(?P<title><title>)[^<]*(?=</title>(?:<labels>|<duration>))"
    r'|<label name="[^"]*" catno="(?P<catno>[^"]*)" id="\d+"'
    r"|(?P<master><master_id[^>]*>)\d+"
    r'|(?P<barcode>type="Barcode" (?:description="[^"]*" )?value=")[^"]*'
)
_ARTIST_SLOT = re.compile(
    r"<id>(?P<own>\d+)</id><name>[^<]*</name>(?=<(?:real|prof))|(?P<named><name>)[^<]*(?=</name>)"
)


def real_records() -> Path:
    """Return the folder of real records."""
    named = os.environ.get("SLEEVENOTES_RECORDS")
    places = [Path(named)] if named else [parent / _SHARED for parent in Path(__file__).resolve().parents]
    for place in places:
        if list(place.glob("*_releases.xml.gz")):
            return place
    sys.exit(f"There are no real records: name their folder in SLEEVENOTES_RECORDS, or put them into ../{_SHARED}.")


def releases_dump(records: int = RECORDS) -> Path:
    """Return a dump of so many releases; it is written once and kept."""
    return _kept(f"discogs_20260801_releases-{records}", lambda: _releases(records))


def artists_dump(records: int = ARTISTS) -> Path:
    """Return a dump of so many artists; it is written once and kept."""
    return _kept(f"discogs_20260801_artists-{records}", lambda: _artists(records))


def release_ids(records: int = RECORDS) -> list[int]:
    """Return the ids of that many releases, in their order."""
    chance = random.Random(1)  # noqa: S311  # the same dump each time
    ids, last = [], 0
    for _ in range(records):
        last += chance.randint(1, 3)
        ids.append(last)
    return ids


def artist_name(number: int) -> str:
    """Return the name of the artist with this id."""
    return _text_of("names", number)


def _kept(name: str, records: Callable[[], Iterator[str]]) -> Path:
    file = Path(tempfile.gettempdir()) / "sleevenotes-benchmark" / f"{name}.xml.gz"
    if not file.exists():
        file.parent.mkdir(exist_ok=True)
        part = file.with_suffix(".part")
        with gzip.open(part, "wt", compresslevel=6, encoding="utf-8", newline="") as out:
            out.writelines(records())
        part.replace(file)
    return file


def _releases(records: int) -> Iterator[str]:
    chance = random.Random(2)  # noqa: S311  # the same dump each time
    templates = list(_templates("releases", _SLOT))
    yield "<releases>"
    for number, release in enumerate(release_ids(records)):
        yield _filled(templates[number % len(templates)], partial(_slot, own=release, chance=chance))
    yield "\n</releases>\n"


def _slot(match: "re.Match[str]", *, own: int, chance: random.Random) -> str:
    match match.lastgroup:
        case "release":
            return f"{match['release']}{own}"
        case "artist":
            number = int(_MANY_ARTISTS * chance.random() ** 2) + 1000
            return f"<id>{number}</id><name>{escape(artist_name(number))}</name>"
        case "title":
            return f"<title>{escape(_text_of('titles', chance.getrandbits(40)))}"
        case "master":
            return f"{match['master']}{own // 2 + 1}"
        case "barcode":
            return f"{match['barcode']}{chance.randrange(10**12, 10**13)}"
        case _:
            number = int(_MANY_LABELS * chance.random() ** 2) + 1
            name = escape(_text_of("names", -number), {'"': "&quot;"})
            return f'<label name="{name}" catno="{chance.choice("ABCDEFGH")}{number % 97} {own % 9973}" id="{number}"'


def _artists(records: int) -> Iterator[str]:
    chance = random.Random(3)  # noqa: S311  # the same dump each time
    templates = list(_templates("artists", _ARTIST_SLOT))
    yield "<artists>"
    for number in range(records):
        own = 1000 + number
        yield _filled(templates[number % len(templates)], partial(_artist_slot, own=own, chance=chance))
    yield "\n</artists>\n"


def _artist_slot(match: "re.Match[str]", *, own: int, chance: random.Random) -> str:
    if match.lastgroup == "own":
        return f"<id>{own}</id><name>{escape(artist_name(own))}</name>"
    return f"<name>{escape(artist_name(chance.randrange(_MANY_ARTISTS)))}"


Template = list["str | re.Match[str]"]


def _templates(kind: str, slots: re.Pattern[str]) -> Iterator[Template]:
    for record in _raw(kind):
        parts: Template = []
        last = 0
        for match in slots.finditer(record):
            parts += [record[last : match.start()], match]
            last = match.end()
        yield [*parts, record[last:]]


def _filled(template: Template, fill: "Callable[[re.Match[str]], str]") -> str:
    return "".join(part if isinstance(part, str) else fill(part) for part in template)


def _raw(kind: str) -> Iterator[str]:
    """Yield real records as Discogs' dumps have them: raw UTF-8, empty elements with both tags, no images."""
    (file,) = real_records().glob(f"*_{kind}.xml.gz")
    text = gzip.decompress(file.read_bytes()).decode()
    text = re.sub(r"<images>.*?</images>", "", text.partition(">")[2], flags=re.DOTALL)
    text = re.sub(r"&#(?!9;|10;|13;)(\d+);", lambda match: chr(int(match[1])), text)
    text = re.sub(r"<(anv|join|role|tracks|position|duration|catno|profile)/>", r"<\1></\1>", text)
    for record in text.split(_END[kind])[:-1]:
        yield f"{record}{_END[kind]}"


@lru_cache(maxsize=200_000)
def _text_of(kind: str, number: int) -> str:
    """Return a text of a few real words; the same number gives the same text."""
    words, chance = _words(kind), random.Random(number)  # noqa: S311  # the same dump each time
    return " ".join(chance.choice(words) for _ in range(chance.choice((1, 2, 2, 2, 3, 3, 4))))


@lru_cache
def _words(kind: str) -> list[str]:
    pattern = r"<name>([^<]*)</name>" if kind == "names" else r"<title>([^<]*)</title>"
    texts = (unescape(text) for record in _raw("releases") for text in re.findall(pattern, record))
    return sorted({word for text in texts for word in text.split() if not word.startswith("(")})


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]]
    print(releases_dump(*numbers[:1]))
    print(artists_dump(*numbers[1:2]))
