"""Records read by regular expressions: fast, and exactly as an XML parser reads them, or not at all. Pure.

The patterns must account for every character of a record; references are resolved only after the texts were cut out. A
record that the patterns do not fit raises UnusualRecord, and is left to the XML parser.
"""

import re

from scraper.catalogue.reading.parts import ItemFields, RecordParts, TrackParts
from scraper.catalogue.reading.shapes import CREDIT, NUMBERS, SHAPES, TRACK, ItemShape, RecordShape
from scraper.catalogue.reading.text import CONTROL, LONGEST_NUMBER, UnusualRecord, descriptions, resolved
from scraper.catalogue.tables import DumpKind

_IMAGE = "<image{}/>".format(
    "".join(f'(?: {name}="[^"<&]*+")?+' for name in ("type", "uri", "uri150", "width", "height"))
)
_IMAGES = re.compile(f"(?:{_IMAGE})*+")
_START_TAG = re.compile(r"<(\w+)([^<>]*?)(/?)>", re.ASCII)
_NUMBER = rf"([0-9]{{0,{LONGEST_NUMBER}}}+)"
_NOT_ALLOWED = re.compile(b"\xef\xbf[\xbe\xbf]")
_ATTRIBUTE = r'([^"<\n\t]*+)'


def read(kind: DumpKind, record: bytes, *, only_index: bool = False) -> RecordParts:
    """Take apart a record as `cut` returns it; with `only_index` only the parts that its index row is made of.

    Raises UnusualRecord where the patterns do not fit, UnicodeDecodeError where it is no UTF-8.
    """
    # Searching for one byte is much faster than for three, and that byte is rarely there.
    if len(record.translate(None, CONTROL)) != len(record) or (b"]" in record and b"]]>" in record):
        raise UnusualRecord
    if b"\xef" in record and _NOT_ALLOWED.search(record):
        raise UnusualRecord
    text = record.decode()
    if kind == "labels":
        text = _without_end_tag(text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _artist(text) if kind == "artists" else _record(SHAPES[kind], text, only_index=only_index)


def _without_end_tag(text: str) -> str:
    text = text.rstrip()
    if not text.endswith("</label>"):
        raise UnusualRecord
    return text.removesuffix("</label>")


def _record(shape: RecordShape, text: str, *, only_index: bool = False) -> RecordParts:
    start_tag = _RECORD_STARTS[shape.tag].match(text)
    if start_tag is None:
        raise UnusualRecord
    texts = {
        name: _number_or_text(name, resolved(raw))
        for name, raw in zip(shape.attributes, start_tag.groups(), strict=True)
    }
    lists: dict[str, list[ItemFields]] = {}
    tracks: list[TrackParts] = []
    known_names, patterns = set(), _PATTERNS[shape.tag]
    for name, attributes, content in _sections(text, start_tag.end(), shape, only_index=only_index):
        if name in known_names or (attributes and name not in shape.texts):
            raise UnusualRecord
        known_names.add(name)
        if only_index and name == "companies" and not _has_number(content):
            continue
        if name in patterns:
            lists[name] = _items(patterns[name], content)
        elif name == "tracklist":
            tracks = _tracks(content)
        else:
            _add_text(texts, shape, name, attributes, content)
    return RecordParts(texts, lists, tracks)


def _has_number(companies: str) -> bool:
    """Tell whether any company may have a catalogue number: few have, and this is quicker than a pattern."""
    empty = companies.count("<catno></catno>") + companies.count("<catno/>")
    return companies.count("<catno") != empty


def _add_text(texts: dict[str, str], shape: RecordShape, name: str, attributes: str, content: str) -> None:
    if "<" in content or name not in shape.texts:
        raise UnusualRecord
    texts[name] = _number_or_text(name, resolved(content))
    if attributes:
        match = _ONE_ATTRIBUTE.fullmatch(attributes)
        if match is None or f"{name}@{match[1]}" not in shape.texts:
            raise UnusualRecord
        texts[f"{name}@{match[1]}"] = _number_or_text(f"{name}@{match[1]}", resolved(match[2]))


def _number_or_text(name: str, value: str) -> str:
    """Return a value; raise UnusualRecord where it should be a number and is none."""
    if name in NUMBERS and value and not _DIGITS.fullmatch(value):
        raise UnusualRecord
    return value


_ONE_ATTRIBUTE = re.compile(rf' (\w+)="{_ATTRIBUTE}"')
_DIGITS = re.compile(_NUMBER)


def _sections(text: str, place: int, shape: RecordShape, *, only_index: bool) -> list[tuple[str, str, str]]:
    """Return name, attributes and content of each child element that is kept."""
    sections, size, start_tags = [], len(text), _START_TAGS[shape.tag, only_index]
    while place < size:
        begin = text.find(">", place) + 1
        start_tag = start_tags.get(text[place:begin])
        if start_tag is None:
            section, place = _any_section(text, place, shape)
            if section[0] in _KEPT[shape.tag, only_index]:
                sections.append(section)
            continue
        name, attributes, end_tag, is_kept = start_tag
        end = text.find(end_tag, begin)
        if end < 0:
            raise UnusualRecord
        if is_kept:
            sections.append((name, attributes, text[begin:end]))
        elif name in shape.ignored and not _IMAGES.fullmatch(text, begin, end):
            raise UnusualRecord
        place = end + len(end_tag)
    return sections


def _any_section(text: str, place: int, shape: RecordShape) -> tuple[tuple[str, str, str], int]:
    """Return the child element at a place, whatever attributes it has, and the place behind it."""
    match = _START_TAG.match(text, place)
    if match is None or match[1] not in _KNOWN[shape.tag]:
        raise UnusualRecord
    name, attributes, empty = match.groups()
    begin = end = after = match.end()
    if not empty:
        end = text.find(f"</{name}>", begin)
        after = end + len(name) + 3
        if end < 0:
            raise UnusualRecord
    return (name, attributes, text[begin:end]), after


_KNOWN = {
    shape.tag: frozenset({*shape.texts, *shape.lists, *(["tracklist"] if shape.tag == "release" else [])})
    for shape in SHAPES.values()
}
_IN_INDEX = frozenset(
    {"title", "artists", "labels", "formats", "country", "released", "master_id", "identifiers", "companies"}
)
_KEPT = {(tag, only_index): _IN_INDEX if only_index else _KNOWN[tag] for tag in _KNOWN for only_index in (False, True)}
_ATTRIBUTES = {"master_id": (' is_main_release="true"', ' is_main_release="false"')}
_START_TAGS = {
    (shape.tag, only_index): {
        f"<{name}{attributes}{slash}>": (
            *(name, attributes, "" if slash else f"</{name}>"),
            name in _KEPT[shape.tag, only_index],
        )
        for name in _KNOWN[shape.tag] | shape.ignored
        for attributes in _ATTRIBUTES.get(name, ("",))
        for slash in ("", "/")
    }
    for shape in SHAPES.values()
    for only_index in (False, True)
}
"""The usual start tags, each with its element's name, attributes and end tag, and whether the element is kept."""


def _items(pattern: "re.Pattern[str]", content: str) -> list[ItemFields]:
    """Return the fields of each item; raise UnusualRecord where anything else stands between the items."""
    if not content:
        return []
    # The first group of a match is the whole item, the others are its fields.
    matches = pattern.findall(content)
    if sum([len(match[0]) for match in matches]) != len(content):
        raise UnusualRecord
    if pattern is _FORMAT:
        return [
            (resolved(name), resolved(quantity), resolved(text), descriptions(raw))
            for _, name, quantity, text, raw in matches
        ]
    if "&" in content:
        return [tuple(map(resolved, match[1:])) if "&" in match[0] else match[1:] for match in matches]
    return [match[1:] for match in matches]


def _tracks(content: str) -> list[TrackParts]:
    if not content:
        return []
    matches = _TRACK.findall(content)
    if sum([len(match[0]) for match in matches]) != len(content):
        raise UnusualRecord
    if "&" in content:
        matches = [(*map(resolved, match[:4]), *match[4:]) for match in matches]
    return [
        (
            position,
            title,
            duration,
            _track_credits(artists) if artists else [],
            _track_credits(extra_artists) if extra_artists else [],
            _tracks(sub_tracks) if sub_tracks else [],
        )
        for _, position, title, duration, artists, extra_artists, sub_tracks in matches
    ]


def _track_credits(content: str) -> list[ItemFields]:
    """Return the fields of each credit; the track's pattern has made sure that nothing else stands between them."""
    matches = _TRACK_CREDIT.findall(content)
    return [tuple(map(resolved, match)) for match in matches] if "&" in content else matches


def _artist(text: str) -> RecordParts:
    """Take an artist apart with one pattern, which fits where the sections come in their usual order."""
    shape = SHAPES["artists"]
    match = _ARTIST.fullmatch(text)
    if match is None:
        return _record(shape, text)
    texts = {name: resolved(match[name] or "") for name in shape.texts}
    _number_or_text("id", texts["id"])
    patterns = _PATTERNS[shape.tag]
    return RecordParts(texts, {name: _items(patterns[name], match[name]) for name in patterns if match[name]}, [])


def _record_start(shape: RecordShape) -> str:
    attributes = "".join(rf' {name}="{_ATTRIBUTE}"' for name in shape.attributes)
    return rf"\s*<{shape.tag}{attributes}>"


def _child(tag: str, content: str) -> str:
    return rf"(?:<{tag}(?:>{content}</{tag}>|/>))?+"


def _pattern(item: ItemShape, *, groups: bool = True) -> str:
    """Return the pattern of one item, with a group for the whole item and one for each of its fields, or without."""
    attributes = "".join(_attribute(field) for field in item.fields if field.startswith("@"))
    inside = "".join(map(_field, (field for field in item.fields if not field.startswith("@"))))
    inside += "".join(_child(tag, "[^<&]*+") for tag in item.ignored)
    before = "".join(_child(tag, "[^<&]*+") for tag in item.before)
    pattern = rf"({before}<{item.tag}{attributes}(?:>{inside}</{item.tag}>|/>))"
    return pattern if groups else _GROUP.sub("(?:", pattern)


_GROUP = re.compile(r"\((?!\?)")


def _attribute(field: str) -> str:
    name = field[1:].removesuffix("#")
    return rf'(?: {name}="{_NUMBER if field.endswith("#") else _ATTRIBUTE}")?+'


def _field(field: str) -> str:
    if field == ".":
        return "([^<]*+)"
    if field == "descriptions":
        return _child(field, "((?:<description(?:>[^<]*+</description>|/>))*+)")
    return _child(field.removesuffix("#"), _NUMBER if field.endswith("#") else "([^<]*+)")


def _track_pattern() -> str:
    """Return the pattern of a track; the pattern of its sub-tracks has no sub-tracks."""
    credit = _pattern(CREDIT, groups=False)
    credit_lists = "".join(_child(tag, f"((?:{credit})*)") for tag in ("artists", "extraartists"))
    texts = "".join(_child(tag, "([^<]*+)") for tag in TRACK)
    sub_track = _GROUP.sub("(?:", f"<track>{texts}{credit_lists}</track>")
    return f"(<track>{texts}{credit_lists}{_child('sub_tracks', f'((?:{sub_track})*+)')}</track>)"


def _artist_pattern() -> str:
    shape = SHAPES["artists"]
    images = _child("images", f"(?:{_IMAGE})*+")
    texts = "".join(_child(name, f"(?P<{name}>[^<]*+)") for name in shape.texts)
    lists = "".join(
        _child(name, f"(?P<{name}>(?:{_pattern(item, groups=False)})*+)") for name, item in shape.lists.items()
    )
    return rf"\s*<artist>{images}{texts}{lists}"


_RECORD_STARTS = {shape.tag: re.compile(_record_start(shape)) for shape in SHAPES.values()}
_PATTERNS = {
    shape.tag: {name: re.compile(_pattern(item)) for name, item in shape.lists.items()} for shape in SHAPES.values()
}
_FORMAT = _PATTERNS["release"]["formats"]
_TRACK, _TRACK_CREDIT = re.compile(_track_pattern()), re.compile(_pattern(CREDIT)[1:-1])
_ARTIST = re.compile(_artist_pattern())
