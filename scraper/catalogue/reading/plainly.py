"""Records read by an XML parser: slow, and right about everything. Pure."""

from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from scraper.catalogue.reading.parts import Part, Parts
from scraper.catalogue.reading.shapes import CREDIT, NUMBERS, SHAPES, TRACK, Item, Shape
from scraper.catalogue.reading.text import BadRecord, array, one_line_end, whole_number
from scraper.catalogue.tables import Kind


def read(kind: Kind, record: bytes, unknown: Counter[str]) -> Parts:
    """Take a whole record apart, and count in `unknown` the elements and attributes that nobody told us of.

    Raises BadRecord where it is no XML, or holds something else than a number in a number's place.
    """
    shape = SHAPES[kind]
    try:
        element = ET.fromstring(record)  # noqa: S314  # one record has no room for a definition of entities
    except (ET.ParseError, ValueError) as error:
        raise BadRecord(str(error)) from error
    if element.tag != shape.tag:
        raise BadRecord(f"<{element.tag}> stands where <{shape.tag}> should")
    return _Reader(shape, unknown).parts(element)


class _Reader:
    """Reads one record."""

    def __init__(self, shape: Shape, unknown: Counter[str]) -> None:
        self._shape = shape
        self._unknown = unknown

    def parts(self, element: ET.Element) -> Parts:
        """Take the record apart."""
        shape = self._shape
        expected = {name.partition("@")[0] for name in shape.texts} | {*shape.lists} | shape.ignored
        tracks = {"tracklist"} if shape.tag == "release" else set()
        self._look(element, shape.tag, expected | tracks, shape.attributes)
        texts = {name: _number(name, _value(element, f"@{name}")) for name in shape.attributes}
        texts |= {name: self._text(element, name) for name in shape.texts}
        lists = {name: self._items(element, name, item, shape.tag) for name, item in shape.lists.items()}
        return Parts(texts, lists, self._tracks(element, "tracklist", shape.tag))

    def _look(
        self, element: ET.Element, path: str, tags: set[str] | frozenset[str], attributes: tuple[str, ...]
    ) -> None:
        """Count what is not expected here."""
        self._unknown.update(f"{path}/{child.tag}" for child in element if child.tag not in tags)
        self._unknown.update(f"{path}@{name}" for name in element.attrib if name not in attributes)

    def _text(self, element: ET.Element, name: str) -> str:
        tag, _, attribute = name.partition("@")
        child = element.find(tag)
        if child is None:
            return ""
        if attribute:
            return _number(name, _value(child, f"@{attribute}"))
        known = tuple(one.partition("@")[2] for one in self._shape.texts if one.startswith(f"{tag}@"))
        self._look(child, f"{self._shape.tag}/{tag}", set(), known)
        return _number(name, _value(child, "."))

    def _items(self, element: ET.Element, name: str, item: Item, path: str) -> list[tuple[str, ...]]:
        holder = element.find(name)
        if holder is None:
            return []
        here = f"{path}/{name}"
        self._look(holder, here, {item.tag, *item.before}, ())
        return [tuple(self._fields(one, item, f"{here}/{item.tag}")) for one in holder.iterfind(item.tag)]

    def _fields(self, element: ET.Element, item: Item, path: str) -> Iterator[str]:
        names = tuple(field.removesuffix("#") for field in item.fields)
        attributes = tuple(name[1:] for name in names if name.startswith("@"))
        self._look(element, path, {*names, *item.ignored}, attributes)
        for field, name in zip(item.fields, names, strict=True):
            if name == "descriptions":
                yield self._descriptions(element, path)
            else:
                value = _value(element, name)
                yield _checked(value, f"{path}/{name}") if field.endswith("#") else value

    def _descriptions(self, element: ET.Element, path: str) -> str:
        holder = element.find("descriptions")
        if holder is None:
            return ""
        self._look(holder, f"{path}/descriptions", {"description"}, ())
        found = [_value(one, ".") for one in holder.iterfind("description")]
        return array(found) if found else ""

    def _tracks(self, element: ET.Element, name: str, path: str) -> list[Part]:
        holder, here = element.find(name), f"{path}/{name}"
        if holder is None:
            return []
        self._look(holder, here, {"track"}, ())
        return [self._track(one, f"{here}/track") for one in holder.iterfind("track")]

    def _track(self, element: ET.Element, path: str) -> Part:
        self._look(element, path, {*TRACK, "artists", "extraartists", "sub_tracks"}, ())
        return (
            _value(element, "position"),
            _value(element, "title"),
            _value(element, "duration"),
            self._items(element, "artists", CREDIT, path),
            self._items(element, "extraartists", CREDIT, path),
            self._tracks(element, "sub_tracks", path),
        )


def _value(element: ET.Element, field: str) -> str:
    if field.startswith("@"):
        return one_line_end(element.get(field[1:], ""))
    found = element if field == "." else element.find(field)
    return one_line_end("".join(found.itertext())) if found is not None else ""


def _number(name: str, value: str) -> str:
    return _checked(value, name) if name in NUMBERS else value


def _checked(value: str, where: str) -> str:
    if value and whole_number(value) is None:
        raise BadRecord(f"{where} is {value[:40]!r}, which is no number")
    return value
