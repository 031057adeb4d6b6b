"""Records read by an XML parser: slow, and right about every record. Pure."""

from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from scraper.catalogue.reading.parts import ItemFields, RecordParts, TrackParts
from scraper.catalogue.reading.shapes import CREDIT, NUMBERS, SHAPES, TRACK, ItemShape, RecordShape
from scraper.catalogue.reading.text import BadRecord, json_array, whole_number, with_line_feeds
from scraper.catalogue.tables import DumpKind


def read(kind: DumpKind, record: bytes, unknown: Counter[str]) -> RecordParts:
    """Take a whole record apart; count in `unknown` the elements and attributes that this program does not know.

    Raises BadRecord for what is no XML, and for a number that is none.
    """
    shape = SHAPES[kind]
    try:
        element = ET.fromstring(record)  # noqa: S314  # one record has no room for a definition of entities
    except (ET.ParseError, ValueError) as error:
        raise BadRecord(str(error)) from error
    if element.tag != shape.tag:
        raise BadRecord(f"<{element.tag}> stands where <{shape.tag}> should")
    return _ElementReader(shape, unknown).parts(element)


class _ElementReader:
    """Takes the element of one record apart."""

    def __init__(self, shape: RecordShape, unknown: Counter[str]) -> None:
        self._shape = shape
        self._unknown = unknown

    def parts(self, element: ET.Element) -> RecordParts:
        """Return the record's parts."""
        shape = self._shape
        expected = {name.partition("@")[0] for name in shape.texts} | {*shape.lists} | shape.ignored
        tracks = {"tracklist"} if shape.tag == "release" else set()
        self._count_unknown(element, shape.tag, expected | tracks, shape.attributes)
        texts = {name: _number_or_text(name, _value(element, f"@{name}")) for name in shape.attributes}
        texts |= {name: self._text(element, name) for name in shape.texts}
        lists = {name: self._items(element, name, item, shape.tag) for name, item in shape.lists.items()}
        return RecordParts(texts, lists, self._tracks(element, "tracklist", shape.tag))

    def _count_unknown(
        self, element: ET.Element, path: str, tags: set[str] | frozenset[str], attributes: tuple[str, ...]
    ) -> None:
        """Count the children and attributes of an element that are not among those expected."""
        self._unknown.update(f"{path}/{child.tag}" for child in element if child.tag not in tags)
        self._unknown.update(f"{path}@{name}" for name in element.attrib if name not in attributes)

    def _text(self, element: ET.Element, name: str) -> str:
        tag, _, attribute = name.partition("@")
        child = element.find(tag)
        if child is None:
            return ""
        if attribute:
            return _number_or_text(name, _value(child, f"@{attribute}"))
        attributes = tuple(text.partition("@")[2] for text in self._shape.texts if text.startswith(f"{tag}@"))
        self._count_unknown(child, f"{self._shape.tag}/{tag}", set(), attributes)
        return _number_or_text(name, _value(child, "."))

    def _items(self, element: ET.Element, name: str, shape: ItemShape, path: str) -> list[ItemFields]:
        holder = element.find(name)
        if holder is None:
            return []
        here = f"{path}/{name}"
        self._count_unknown(holder, here, {shape.tag, *shape.before}, ())
        return [tuple(self._fields(item, shape, f"{here}/{shape.tag}")) for item in holder.iterfind(shape.tag)]

    def _fields(self, item: ET.Element, shape: ItemShape, path: str) -> Iterator[str]:
        names = tuple(field.removesuffix("#") for field in shape.fields)
        attributes = tuple(name[1:] for name in names if name.startswith("@"))
        self._count_unknown(item, path, {*names, *shape.ignored}, attributes)
        for field, name in zip(shape.fields, names, strict=True):
            if name == "descriptions":
                yield self._descriptions(item, path)
            else:
                value = _value(item, name)
                yield _number(value, f"{path}/{name}") if field.endswith("#") else value

    def _descriptions(self, element: ET.Element, path: str) -> str:
        holder = element.find("descriptions")
        if holder is None:
            return ""
        self._count_unknown(holder, f"{path}/descriptions", {"description"}, ())
        texts = [_value(description, ".") for description in holder.iterfind("description")]
        return json_array(texts) if texts else ""

    def _tracks(self, element: ET.Element, name: str, path: str) -> list[TrackParts]:
        holder, here = element.find(name), f"{path}/{name}"
        if holder is None:
            return []
        self._count_unknown(holder, here, {"track"}, ())
        return [self._track(track, f"{here}/track") for track in holder.iterfind("track")]

    def _track(self, element: ET.Element, path: str) -> TrackParts:
        self._count_unknown(element, path, {*TRACK, "artists", "extraartists", "sub_tracks"}, ())
        return (
            _value(element, "position"),
            _value(element, "title"),
            _value(element, "duration"),
            self._items(element, "artists", CREDIT, path),
            self._items(element, "extraartists", CREDIT, path),
            self._tracks(element, "sub_tracks", path),
        )


def _value(element: ET.Element, field: str) -> str:
    """Return the text of a field; '' where it is missing."""
    if field.startswith("@"):
        return with_line_feeds(element.get(field[1:], ""))
    holder = element if field == "." else element.find(field)
    return with_line_feeds("".join(holder.itertext())) if holder is not None else ""


def _number_or_text(name: str, value: str) -> str:
    return _number(value, name) if name in NUMBERS else value


def _number(value: str, where: str) -> str:
    """Return a number as it is written, or ''; raise BadRecord for anything else."""
    if value and whole_number(value) is None:
        raise BadRecord(f"{where} is {value[:40]!r}, which is no number")
    return value
