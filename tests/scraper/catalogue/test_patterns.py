"""The patterns read any bytes as the XML parser does, or leave them to it."""

import random
from collections import Counter

import pytest
from dumps import real_dump

from scraper.catalogue.folded_text import fold
from scraper.catalogue.reading import Blocks, cut, patterns, stretches, whole, xml_reading
from scraper.catalogue.reading.parts import RecordParts
from scraper.catalogue.reading.text import BadRecord, UnusualRecord
from scraper.catalogue.tables import DUMP_KINDS, DumpKind

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
    """Return a record with a piece put in, replaced, cut out or doubled."""
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


def by_patterns(kind: DumpKind, record: bytes) -> RecordParts | None:
    """Return what the patterns read, None where they leave the record to the parser."""
    try:
        return patterns.read(kind, record)
    except (UnusualRecord, UnicodeDecodeError):
        return None


def by_parser(kind: DumpKind, record: bytes) -> RecordParts | str:
    """Return what the parser reads, or why it cannot."""
    try:
        return xml_reading.read(kind, whole(kind, record), Counter())
    except BadRecord as error:
        return str(error)


def without_empty(parts: RecordParts | str) -> object:
    """Return what was read, without empty texts and lists."""
    if isinstance(parts, str):
        return parts
    texts = {name: text for name, text in parts.texts.items() if text}
    return texts, {name: items for name, items in parts.lists.items() if items}, parts.tracks


@pytest.mark.parametrize("kind", DUMP_KINDS)
def test_spoilt_records_are_read_alike_or_not_at_all(kind: DumpKind) -> None:
    """No pattern reads a spoilt record that the parser refuses, or reads it differently."""
    chance = random.Random(f"spoilt {kind}")  # noqa: S311  # the same faults each time
    file = real_dump(kind)
    with Blocks(file) as blocks:
        records = [record for stretch in stretches(blocks, kind, str(file)) for record in cut(kind, stretch)]
    fitting = 0
    for _ in range(1500):
        record = spoilt(chance.choice(records), chance)
        parts = by_patterns(kind, record)
        if parts is not None:
            fitting += 1
            assert without_empty(by_parser(kind, record)) == without_empty(parts), record
    assert fitting > 100


@pytest.mark.parametrize("kind", DUMP_KINDS)
def test_real_records_fit_the_patterns(kind: DumpKind) -> None:
    """Every real record does, so that the slow parser is needed for unusual ones only."""
    file = real_dump(kind)
    with Blocks(file) as blocks:
        cuts = [cut(kind, stretch) for stretch in stretches(blocks, kind, str(file))]
        parts = [by_patterns(kind, record) for records in cuts for record in records]
    assert None not in parts


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
    """Case, accents and signs make no difference; a text of signs alone keeps them."""
    assert folded == fold(text)
