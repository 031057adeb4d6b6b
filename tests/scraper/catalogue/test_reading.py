"""Whatever is wrong with a dump costs one record at most, or is said in a sentence."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from dumps import PLAIN, expected, load, real_dump, stored, written

from scraper.catalogue.backend import Catalogue
from scraper.catalogue.reading import Blocks, Parser, cut, record_bytes, stretches, whole
from scraper.catalogue.tables import DUMP_KINDS, DumpKind
from scraper.run.errors import BadUsage, LocalTrouble, SleevenotesError

LABEL = "<label><id>{}</id><name>Planet E</name>{}</label>"


def records(file: Path, kind: DumpKind, size: int) -> list[bytes]:
    """Return the records of a file that is read in blocks of this size."""
    with Blocks(file, size) as blocks:
        parts = [record for stretch in stretches(blocks, kind, str(file)) for record in cut(kind, stretch)]
    return [whole(kind, record) for record in parts]


@pytest.mark.parametrize("kind", DUMP_KINDS)
def test_an_end_may_straddle_two_blocks(kind: DumpKind) -> None:
    """The records are the same whatever the size of the blocks."""
    file = real_dump(kind)
    wanted = records(file, kind, 1 << 20)
    assert {"releases": 500}.get(kind, 1000) == len(wanted)
    for size in (1009, 4096, 65_537):
        assert wanted == records(file, kind, size), size


@pytest.mark.parametrize("kind", ["labels", "releases"])
def test_a_file_may_be_read_byte_by_byte(kind: DumpKind, tmp_path: Path) -> None:
    """So every place in it is the end of a block once."""
    texts = [PLAIN.format(number) if kind == "releases" else LABEL.format(number, SUBLABELS) for number in (1, 2, 3)]
    assert [text.encode() for text in texts] == records(written(tmp_path, kind, *texts), kind, 1)


SUBLABELS = '<sublabels><label id="3">A</label><label/><label id="4">B &amp; C</label></sublabels>'


def test_a_label_without_an_end_costs_itself(sqlite_catalogue: Catalogue, tmp_path: Path) -> None:
    """It is a bad record, and the next label is loaded."""
    file = written(tmp_path, "labels", LABEL.format(1, "").removesuffix("</label>"), LABEL.format(2, ""))
    loaded = load(sqlite_catalogue, file)
    assert loaded is not None
    assert (2, 1, 1) == (loaded.records, loaded.kept, loaded.bad)
    assert [(2, "Planet E")] == [row[:2] for row in stored(sqlite_catalogue, "labels")["label"]]


def test_labels_nest(catalogue: Catalogue, tmp_path: Path) -> None:
    """A sublabel is taken neither for the end of its label nor for a record of its own."""
    file = written(
        tmp_path, "labels", LABEL.format(1, SUBLABELS), LABEL.format(2, '<parentLabel id="1">X</parentLabel>')
    )
    load(catalogue, file)
    there = stored(catalogue, "labels")
    assert expected("labels", file) == there
    assert [(1, 1, 3, "A"), (1, 2, None, None), (1, 3, 4, "B & C")] == there["label_sublabel"]


def broken() -> Iterator[tuple[str, bytes, str]]:
    """Yield what can be wrong with a file: a name for it, the bytes, and what the sentence says."""
    sound = gzip.compress(
        b"<releases>\n" + b"\n".join(PLAIN.format(number).encode() for number in range(1, 400)) + b"\n</releases>"
    )
    flipped = bytearray(sound)
    flipped[len(sound) // 2] ^= 0x55
    yield "cut", sound[:-30], "is cut short"
    yield "cut at its checksum", sound[:-3], "is cut short"
    yield "flipped", bytes(flipped), "is damaged"
    yield "followed by something", sound + b"<html>" * 9, "is damaged"
    yield "empty", b"", "is empty"
    yield "empty inside", gzip.compress(b""), "is no dump"
    yield "no gzip", b"not today", "neither gzipped nor XML"
    yield "HTML", b"<!doctype html><html></html>", "is no dump"
    yield "another kind", gzip.compress(b"<masters></masters>"), "holds <masters>, not <releases>; load it as masters"
    yield "without records", gzip.compress(b"<releases>\n</releases>"), "holds no releases"
    yield "an empty root", gzip.compress(b"<releases/>"), "holds no releases"
    yield "without an end", gzip.compress(f"<releases>{PLAIN.format(1)}".encode()), "</releases> is missing"
    yield "half a record", gzip.compress(f"<releases>{PLAIN.format(1)[:90]}".encode()), "</releases> is missing"
    yield "nothing readable", gzip.compress(b"<releases><release></release></releases>"), "None of 1 release"


@pytest.mark.parametrize(("body", "sentence"), [pytest.param(*rest, id=name) for name, *rest in broken()])
def test_a_broken_file_leaves_the_catalogue_as_it_was(
    sqlite_catalogue: Catalogue, tmp_path: Path, body: bytes, sentence: str
) -> None:
    """The sentence says which file it is and what is wrong; not a byte of the catalogue has changed."""
    load(sqlite_catalogue, written(tmp_path, "releases", PLAIN.format(7)))
    before = Path(sqlite_catalogue.name).read_bytes()
    file = tmp_path / "discogs_20260901_releases.xml.gz"
    file.write_bytes(body)
    with pytest.raises((BadUsage, LocalTrouble), match=sentence) as refused:
        load(sqlite_catalogue, file)
    assert str(file) in str(refused.value)
    assert before == Path(sqlite_catalogue.name).read_bytes()
    assert [] == list(tmp_path.glob("*.loading*"))


def test_a_broken_file_leaves_postgresql_as_it_was(postgres_catalogue: Catalogue, tmp_path: Path) -> None:
    """Not even a file that is damaged at its very end changes a row."""
    load(postgres_catalogue, written(tmp_path, "releases", PLAIN.format(7)))
    for name, body, sentence in broken():
        file = tmp_path / "discogs_20260901_releases.xml.gz"
        file.write_bytes(body)
        with pytest.raises((BadUsage, LocalTrouble), match=sentence):
            load(postgres_catalogue, file)
        assert [(7,)] == list(postgres_catalogue.rows("SELECT release_id FROM release")), name


@pytest.mark.parametrize("name", ["nowhere", "folder"])
def test_a_file_that_is_not_there_is_refused(catalogue: Catalogue, tmp_path: Path, name: str) -> None:
    """A folder is refused, too."""
    (tmp_path / "folder_discogs").mkdir()
    (tmp_path / "folder_discogs").rename(tmp_path / "discogs_20260801_artists.xml")
    file = tmp_path / ("discogs_20260801_artists.xml" if name == "folder" else "discogs_20260801_masters.xml.gz")
    with pytest.raises(BadUsage, match="is a folder" if name == "folder" else "There is no file"):
        load(catalogue, file)


def test_plain_xml_is_read_too(catalogue: Catalogue, tmp_path: Path) -> None:
    """An unpacked file is loaded, even with a declaration and a byte order mark."""
    file = tmp_path / "discogs_20260801_releases.xml"
    file.write_bytes(
        b'\xef\xbb\xbf<?xml version="1.0" encoding="UTF-8"?>\n<releases>\n%b</releases>' % PLAIN.format(9).encode()
    )
    load(catalogue, file)
    assert [(9, "Stockholm")] == list(catalogue.rows("SELECT release_id, title FROM release"))


def test_a_record_without_an_end_does_not_fill_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading stops long before the end of the file."""
    monkeypatch.setattr(record_bytes, "LONGEST_RECORD", 10_000)
    file = tmp_path / "discogs_20260801_releases.xml"
    file.write_bytes(b"<releases>" + b"x" * 100_000 + b"</release></releases>")
    with pytest.raises(LocalTrouble, match="has a record that does not end"):
        records(file, "releases", 1000)


def test_whoever_stops_reading_stops_the_unpacking(tmp_path: Path) -> None:
    """The thread ends with the block, though most of the file was never read."""
    file = written(tmp_path, "releases", *[PLAIN.format(number) for number in range(2000)])
    with Blocks(file, 100) as blocks:
        assert b"<releases>" in next(iter(blocks))
    assert not blocks.is_unpacking


def test_trouble_while_unpacking_arrives_where_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thread that dies is never taken for the end of a file."""

    def out_of_memory(_self: Blocks) -> Iterator[bytes]:
        yield b"<releases>"
        raise MemoryError

    monkeypatch.setattr(Blocks, "_unpacked", out_of_memory)
    file = written(tmp_path, "releases", PLAIN.format(1))
    with pytest.raises(MemoryError), Blocks(file) as blocks:
        list(stretches(blocks, "releases", "f"))


BAD: dict[str, str | bytes] = {
    "a bare ampersand": PLAIN.format(2).replace("Stockholm", "Simon & Garfunkel").encode(),
    "a control character": PLAIN.format(2).replace("Stockholm", "a\x0bb").encode(),
    "one by its number": PLAIN.format(2).replace("Stockholm", "a&#11;b").encode(),
    "an unknown entity": PLAIN.format(2).replace("Stockholm", "a&nbsp;b").encode(),
    "no UTF-8": PLAIN.format(2).encode().replace(b"Stockholm", b"Bj\xf6rk"),
    "half a character": PLAIN.format(2).encode().replace(b"Stockholm", b"\xed\xa0\x80"),
    "an empty id": PLAIN.format(""),
    "no id": PLAIN.format(2).replace(' id="2"', ""),
    "an id of letters": PLAIN.format("two"),
    "an id too large for any database": PLAIN.format("9" * 30),
    "a credit's id of letters": PLAIN.format(2).replace("<id>1</id>", "<id>one</id>"),
    "a tag left open": PLAIN.format(2).replace("</title>", ""),
    "an attribute without quotes": PLAIN.format(2).replace('"Svek"', "Svek"),
    "two attributes of one name": PLAIN.format(2).replace('name="Svek"', 'name="Svek" name="x"'),
    "an end of CDATA": PLAIN.format(2).replace("Stockholm", "a ]]> b"),
    "an id that came before": PLAIN.format(1),
    "another element": "<label></label></release>",
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_bad_record_is_set_aside(sqlite_catalogue: Catalogue, tmp_path: Path, bad: str | bytes) -> None:
    """Its bytes, its place and the reason are kept; the records around it are loaded."""
    check_set_aside(sqlite_catalogue, tmp_path, [bad])


def test_bad_records_are_set_aside_in_either_database(catalogue: Catalogue, tmp_path: Path) -> None:
    """One dump holds all of them."""
    check_set_aside(catalogue, tmp_path, list(BAD.values()))


def check_set_aside(catalogue: Catalogue, folder: Path, bad: list[str | bytes]) -> None:
    """Make sure that bad records between two good ones are kept aside, and that the good ones are loaded."""
    loaded = load(catalogue, written(folder, "releases", PLAIN.format(1), *bad, PLAIN.format(3)))
    assert loaded is not None
    assert (2 + len(bad), 2, len(bad)) == (loaded.records, loaded.kept, loaded.bad)
    assert [(1,), (3,)] == list(catalogue.rows("SELECT release_id FROM release ORDER BY release_id"))
    bad_rows: list[tuple[Any, ...]] = list(
        catalogue.rows("SELECT kind, number, bytes, reason FROM bad_record ORDER BY number")
    )
    records = [record if isinstance(record, bytes) else record.encode() for record in bad]
    wanted = [("releases", place, record) for place, record in enumerate(records, 2)]
    assert wanted == [(kind, number, bytes(body)) for kind, number, body, _ in bad_rows]
    assert all(row[3] for row in bad_rows)


def test_a_worker_that_dies_is_no_empty_file(sqlite_catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    """The load is refused, and nothing is loaded."""
    monkeypatch.setattr("scraper.catalogue.reading.workers._parse", _die)
    with pytest.raises(SleevenotesError, match="was killed"):
        load(sqlite_catalogue, real_dump("releases"), workers=1)
    assert {} == sqlite_catalogue.loads()


def _die(_batch: object) -> bytes:
    """End the worker's process."""
    import os  # noqa: PLC0415  # it runs in the worker

    os._exit(1)


def test_an_index_row_is_the_same_without_the_other_rows() -> None:
    """Parsing for the index alone gives the same index rows as parsing everything."""
    file = real_dump("releases")
    with Blocks(file) as blocks:
        stretch = b"".join(stretches(blocks, "releases", str(file)))
    everything, index = Parser("releases").parse(stretch), Parser("releases", only_index=True).parse(stretch)
    assert everything.rows["release_index"] == index.rows["release_index"]
    assert {"release_index"} == set(index.rows)
