"""Patterns beside the XML parser: on whatever bytes, they read the same or leave it to the parser."""

import random
from collections import Counter

import pytest
from dumps import real_dump

from scraper.catalogue.folding import fold
from scraper.catalogue.reading import Blocks, cut, plainly, quick, stretches, whole
from scraper.catalogue.reading.parts import Parts
from scraper.catalogue.reading.text import BadRecord, Unusual
from scraper.catalogue.tables import KINDS, Kind

SHARDS = (
    *(
        b"<",
        b">",
        b"/",
        b"&",
        b";",
        b'"',
        b"'",
        b"=",
        b" ",
        b"\n",
        b"\r",
        b"\t",
        b"\0",
        b"\x1f",
        b"]]>",
        b"\xc3",
        b"\xef\xbf\xbf",
    ),
    *(
        b"&amp;",
        b"&lt;",
        b"&#13;\n",
        b"&#60;",
        b"&#x1F3B5;",
        b"&#0;",
        b"&x;",
        b"\xf0\x9f\x8e\xb5",
        b"<b/>",
        b"<!-- -->",
    ),
    *(
        b"</title>",
        b"<title>",
        b"<artist>",
        b"</artists>",
        b"<id>",
        b"0",
        b"<name/>",
        b'id="',
        b"<tracklist>",
        b"<images/>",
    ),
)


def spoilt(record: bytes, chance: random.Random) -> bytes:
    """Return a record with something put in, cut out, or told twice."""
    at, to = sorted(chance.randrange(len(record) + 1) for _ in range(2))
    to = min(to, at + 40)
    match chance.randrange(4):
        case 0:
            return record[:at] + chance.choice(SHARDS) + record[at:]
        case 1:
            return record[:at] + chance.choice(SHARDS) + record[to:]
        case 2:
            return record[:at] + record[to:]
        case _:
            return record[:at] + record[at:to] + record[at:]


def by_patterns(kind: Kind, record: bytes) -> Parts | None:
    """Return what the patterns read, None where they leave it to the parser."""
    try:
        return quick.read(kind, record)
    except (Unusual, UnicodeDecodeError):
        return None


def by_parser(kind: Kind, record: bytes) -> Parts | str:
    """Return what the parser reads, or why it does not."""
    try:
        return plainly.read(kind, whole(kind, record), Counter())
    except BadRecord as error:
        return str(error)


def told(parts: Parts | str) -> object:
    """Return what was read, without what is empty."""
    if isinstance(parts, str):
        return parts
    texts = {name: text for name, text in parts.texts.items() if text}
    return texts, {name: items for name, items in parts.lists.items() if items}, parts.tracks


@pytest.mark.parametrize("kind", KINDS)
def test_spoilt_records_are_read_alike_or_not_at_all(kind: Kind) -> None:
    """Real records with a random fault: no pattern reads what the parser would refuse, or read otherwise."""
    chance = random.Random(f"spoilt {kind}")  # noqa: S311  # the same faults each time
    file = real_dump(kind)
    with Blocks(file) as blocks:
        records = [one for stretch in stretches(blocks, kind, str(file)) for one in cut(kind, stretch)]
    fitting = 0
    for _ in range(1500):
        record = spoilt(chance.choice(records), chance)
        found = by_patterns(kind, record)
        if found is not None:
            fitting += 1
            assert told(by_parser(kind, record)) == told(found), record
    assert fitting > 100


@pytest.mark.parametrize("kind", KINDS)
def test_real_records_fit_the_patterns(kind: Kind) -> None:
    """Every one, so that the parser, which takes its time, is asked for the odd ones only."""
    file = real_dump(kind)
    with Blocks(file) as blocks:
        cuts = [cut(kind, stretch) for stretch in stretches(blocks, kind, str(file))]
        found = [by_patterns(kind, one) for records in cuts for one in records]
    assert None not in found


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Sigur Rós", "sigur ros"),
        ("AC/DC", "ac dc"),
        ("Sgt. Pepper’s  Lonely", "sgt peppers lonely"),
        ("Łona", "lona"),
        ("ÆON Straße", "aeon strasse"),
        ("坂本龍一", "坂本龍一"),
        ("Дельфин", "дельфин"),
        ("4½", "4 1 2"),
        ("!!!", "!!!"),
        ("", ""),
    ],
)
def test_text_is_folded_as_people_type_it(text: str, folded: str) -> None:
    """Case, accents and signs don't count; what is nothing but signs stays."""
    assert folded == fold(text)
