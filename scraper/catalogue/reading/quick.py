"""Records read with patterns that fit them whole, or not at all. Pure.

Every pattern has to account for every character, and texts are resolved after they were cut out: what is read is what
an XML parser would read. Anything else is Unusual, and left to one.
"""

import re

from scraper.catalogue.reading.parts import Part, Parts
from scraper.catalogue.reading.shapes import CREDIT, NUMBERS, SHAPES, TRACK, Item, Shape
from scraper.catalogue.reading.text import CONTROL, LONGEST_NUMBER, Unusual, descriptions, meant
from scraper.catalogue.tables import Kind

_IMAGE = "<image{}/>".format(
    "".join(f'(?: {name}="[^"<&]*+")?+' for name in ("type", "uri", "uri150", "width", "height"))
)
_IMAGES = re.compile(f"(?:{_IMAGE})*+")
_OPENING = re.compile(r"<(\w+)([^<>]*?)(/?)>", re.ASCII)
_NUMBER = rf"([0-9]{{0,{LONGEST_NUMBER}}}+)"
_NO_CHARACTER = re.compile(b"\xef\xbf[\xbe\xbf]")
_ATTRIBUTE = r'([^"<\n\t]*+)'

Tuples = list[tuple[str, ...]]


def read(kind: Kind, record: bytes, *, only_index: bool = False) -> Parts:
    """Take a record apart, without its end tag; for the index, what that shows of it.

    Raises Unusual where the patterns don't fit, UnicodeDecodeError where it is no UTF-8.
    """
    # One byte is looked for much faster than three, and is rarely there.
    if len(record.translate(None, CONTROL)) != len(record) or (b"]" in record and b"]]>" in record):
        raise Unusual
    if b"\xef" in record and _NO_CHARACTER.search(record):
        raise Unusual
    text = record.decode()
    if kind == "labels":
        text = _without_end(text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _artist(text) if kind == "artists" else _record(SHAPES[kind], text, only_index=only_index)


def _without_end(text: str) -> str:
    text = text.rstrip()
    if not text.endswith("</label>"):
        raise Unusual
    return text.removesuffix("</label>")


def _record(shape: Shape, text: str, *, only_index: bool = False) -> Parts:
    opening = _OPENINGS[shape.tag].match(text)
    if opening is None:
        raise Unusual
    texts = {name: _checked(name, meant(raw)) for name, raw in zip(shape.attributes, opening.groups(), strict=True)}
    lists: dict[str, Tuples] = {}
    tracks: list[Part] = []
    seen, patterns = set(), _PATTERNS[shape.tag]
    for name, attributes, content in _sections(text, opening.end(), shape, only_index=only_index):
        if name in seen or (attributes and name not in shape.texts):
            raise Unusual
        seen.add(name)
        if name in patterns:
            lists[name] = _items(patterns[name], content)
        elif name == "tracklist":
            tracks = _tracks(content)
        else:
            _text(texts, shape, name, attributes, content)
    return Parts(texts, lists, tracks)


def _text(texts: dict[str, str], shape: Shape, name: str, attributes: str, content: str) -> None:
    if "<" in content or name not in shape.texts:
        raise Unusual
    texts[name] = _checked(name, meant(content))
    if attributes:
        match = _ONE_ATTRIBUTE.fullmatch(attributes)
        if match is None or f"{name}@{match[1]}" not in shape.texts:
            raise Unusual
        texts[f"{name}@{match[1]}"] = _checked(f"{name}@{match[1]}", meant(match[2]))


def _checked(name: str, value: str) -> str:
    if name in NUMBERS and value and not _DIGITS.fullmatch(value):
        raise Unusual
    return value


_ONE_ATTRIBUTE = re.compile(rf' (\w+)="{_ATTRIBUTE}"')
_DIGITS = re.compile(_NUMBER)


def _sections(text: str, place: int, shape: Shape, *, only_index: bool) -> list[tuple[str, str, str]]:
    """Return name, attributes and content of each child of the record that is kept."""
    found, size, usual = [], len(text), _USUAL[shape.tag, only_index]
    while place < size:
        begin = text.find(">", place) + 1
        opening = usual.get(text[place:begin])
        if opening is None:
            section, place = _any_section(text, place, shape)
            if section[0] in _KEPT[shape.tag, only_index]:
                found.append(section)
            continue
        name, attributes, close, is_kept = opening
        end = text.find(close, begin)
        if end < 0:
            raise Unusual
        if is_kept:
            found.append((name, attributes, text[begin:end]))
        elif name in shape.ignored and not _IMAGES.fullmatch(text, begin, end):
            raise Unusual
        place = end + len(close)
    return found


def _any_section(text: str, place: int, shape: Shape) -> tuple[tuple[str, str, str], int]:
    """Return the child that stands at a place, with any attributes or empty, and where it ends."""
    match = _OPENING.match(text, place)
    if match is None or match[1] not in _KNOWN[shape.tag]:
        raise Unusual
    name, attributes, empty = match.groups()
    begin = end = after = match.end()
    if not empty:
        end = text.find(f"</{name}>", begin)
        after = end + len(name) + 3
        if end < 0:
            raise Unusual
    return (name, attributes, text[begin:end]), after


_KNOWN = {
    shape.tag: frozenset({*shape.texts, *shape.lists, *(["tracklist"] if shape.tag == "release" else [])})
    for shape in SHAPES.values()
}
_INDEXED = frozenset({"title", "artists", "labels", "formats", "country", "released", "master_id", "identifiers"})
_KEPT = {(tag, only_index): _INDEXED if only_index else _KNOWN[tag] for tag in _KNOWN for only_index in (False, True)}
_SAID = {"master_id": (' is_main_release="true"', ' is_main_release="false"')}
_USUAL = {
    (shape.tag, only_index): {
        f"<{name}{said}{end}>": (name, said, "" if end else f"</{name}>", name in _KEPT[shape.tag, only_index])
        for name in _KNOWN[shape.tag] | shape.ignored
        for said in _SAID.get(name, ("",))
        for end in ("", "/")
    }
    for shape in SHAPES.values()
    for only_index in (False, True)
}
"""Start tags as they mostly are, and what follows from each."""


def _items(pattern: "re.Pattern[str]", content: str) -> Tuples:
    """Return each item's fields, and make sure that there is nothing between the items."""
    if not content:
        return []
    found = pattern.findall(content)
    if sum([len(one[0]) for one in found]) != len(content):
        raise Unusual
    if pattern is _FORMAT:
        return [(meant(name), meant(count), meant(text), descriptions(told)) for _, name, count, text, told in found]
    if "&" in content:
        return [tuple(map(meant, one[1:])) if "&" in one[0] else one[1:] for one in found]
    return [one[1:] for one in found]


def _tracks(content: str) -> list[Part]:
    if not content:
        return []
    found = _TRACK.findall(content)
    if sum([len(one[0]) for one in found]) != len(content):
        raise Unusual
    if "&" in content:
        found = [(*map(meant, one[:4]), *one[4:]) for one in found]
    return [
        (
            position,
            title,
            duration,
            _people(artists) if artists else [],
            _people(extras) if extras else [],
            _tracks(parts) if parts else [],
        )
        for _, position, title, duration, artists, extras, parts in found
    ]


def _people(content: str) -> Tuples:
    """Return each credit's fields, where a track's pattern found nothing else."""
    found = _TRACK_CREDIT.findall(content)
    return [tuple(map(meant, one)) for one in found] if "&" in content else found


def _artist(text: str) -> Parts:
    """Take an artist apart in one go, where the sections come in their usual order."""
    shape = SHAPES["artists"]
    match = _ARTIST.fullmatch(text)
    if match is None:
        return _record(shape, text)
    texts = {name: meant(match[name] or "") for name in shape.texts}
    _checked("id", texts["id"])
    patterns = _PATTERNS[shape.tag]
    return Parts(texts, {name: _items(patterns[name], match[name]) for name in patterns if match[name]}, [])


def _opening(shape: Shape) -> str:
    attributes = "".join(rf' {name}="{_ATTRIBUTE}"' for name in shape.attributes)
    return rf"\s*<{shape.tag}{attributes}>"


def _child(tag: str, content: str) -> str:
    return rf"(?:<{tag}(?:>{content}</{tag}>|/>))?+"


def _pattern(item: Item, *, caught: bool = True) -> str:
    """Return the pattern of one item: groups for it and for each of its fields, where they are to be caught."""
    attributes = "".join(_attribute(field) for field in item.fields if field.startswith("@"))
    inside = "".join(map(_field, (field for field in item.fields if not field.startswith("@"))))
    inside += "".join(_child(tag, "[^<&]*+") for tag in item.ignored)
    before = "".join(_child(tag, "[^<&]*+") for tag in item.before)
    pattern = rf"({before}<{item.tag}{attributes}(?:>{inside}</{item.tag}>|/>))"
    return pattern if caught else _CATCHING.sub("(?:", pattern)


_CATCHING = re.compile(r"\((?!\?)")


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
    """Return the pattern of a track, whose parts are tracks without parts."""
    credit = _pattern(CREDIT, caught=False)
    people = "".join(_child(tag, f"((?:{credit})*)") for tag in ("artists", "extraartists"))
    head = "".join(_child(tag, "([^<]*+)") for tag in TRACK)
    part = _CATCHING.sub("(?:", f"<track>{head}{people}</track>")
    return f"(<track>{head}{people}{_child('sub_tracks', f'((?:{part})*+)')}</track>)"


def _artist_pattern() -> str:
    shape = SHAPES["artists"]
    images = _child("images", f"(?:{_IMAGE})*+")
    texts = "".join(_child(name, f"(?P<{name}>[^<]*+)") for name in shape.texts)
    lists = "".join(
        _child(name, f"(?P<{name}>(?:{_pattern(item, caught=False)})*+)") for name, item in shape.lists.items()
    )
    return rf"\s*<artist>{images}{texts}{lists}"


_OPENINGS = {shape.tag: re.compile(_opening(shape)) for shape in SHAPES.values()}
_PATTERNS = {
    shape.tag: {name: re.compile(_pattern(item)) for name, item in shape.lists.items()} for shape in SHAPES.values()
}
_FORMAT, _CREDIT = _PATTERNS["release"]["formats"], _PATTERNS["release"]["artists"]
_TRACK, _TRACK_CREDIT = re.compile(_track_pattern()), re.compile(_pattern(CREDIT)[1:-1])
_ARTIST = re.compile(_artist_pattern())
