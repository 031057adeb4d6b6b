"""A release has the catalogue numbers of its labels and of its companies, and 'none' is not among them."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from catalogue_rows import index_row, load_index
from dumps import PLAIN, load, written
from postgres import LOCKED, PASSWORD, administrator, as_user

from scraper.app.catalogue.show import ShownRecord
from scraper.catalogue import postgres as postgres_package
from scraper.catalogue import records
from scraper.catalogue.backend import Catalogue, Hit, Keep, SearchQuery
from scraper.catalogue.folded_text import release_text
from scraper.catalogue.postgres import open_postgres
from scraper.catalogue.postgres.errors import ServerRefused
from scraper.catalogue.reading import Parser
from scraper.catalogue.search import search
from scraper.catalogue.selection import Selection
from scraper.catalogue.sqlite import SqliteCatalogue
from scraper.catalogue.sqlite.connection import MIGRATIONS
from scraper.cli.catalogue.cards import card
from scraper.domain.catalogue_numbers import catalogue_number, without_missing_numbers
from scraper.run.migrations import statements

LABEL = '<label name="{}" catno="{}" id="5"/>'
COMPANY = (
    "<company><id>9</id><name>Plant</name><catno>{}</catno><entity_type>17</entity_type>"
    "<entity_type_name>Pressed By</entity_type_name><resource_url></resource_url></company>"
)
KEEPS: Sequence[Keep] = ("all", "index")
MISSING = ("none", "NONE", "[none]", "(None)", " none ", "none.", "", "-", "n/a", "none none")


def record(number: int, *labels: tuple[str, str], companies: Sequence[str] = (), title: str = "Stockholm") -> str:
    """Return a release with labels, each of a name and a number, and with its companies' numbers."""
    label_items = "".join(LABEL.format(name, catno) for name, catno in labels)
    company_items = "".join(map(COMPANY.format, companies))
    return (
        PLAIN.format(number)
        .replace(LABEL.format("Svek", "SK032"), label_items)
        .replace("<title>Stockholm", f"<title>{title}")
        .replace("</release>", f"<companies>{company_items}</companies></release>")
    )


def load_releases(catalogue: Catalogue, folder: Path, *releases: str, keep: Keep = "all") -> None:
    """Load these releases, and nothing else."""
    load(catalogue, written(folder, "releases", *releases), Selection(keep=keep), force=True)


def hits(catalogue: Catalogue, **fields: str) -> list[Hit]:
    """Return the hits of a search."""
    return search(catalogue, SearchQuery(**fields))  # type: ignore[arg-type]  # no field of these is a number


def label_line(catalogue: Catalogue, number: int) -> str:
    """Return the line of a release's card that names its labels."""
    release = records.record(catalogue, "releases", number)
    assert release is not None
    (line,) = (line for line in card(ShownRecord(kind="releases", record=release)) if line.startswith("Label"))
    return line.removeprefix("Label").strip()


@pytest.mark.parametrize(
    "text",
    [
        *MISSING,
        "[ NONE ]",
        "<none>",
        "'none'",
        "none/none",
        "no cat#",
        "No Cat. No.",
        "none\u200b",
        "ｎｏｎｅ",
        "––",
        "...",
    ],
)
def test_what_says_none_is_known(text: str) -> None:
    """Whatever case and signs it has."""
    assert (None, "") == (catalogue_number(text), without_missing_numbers(text))


@pytest.mark.parametrize(
    "text", ["NONE 7", "none-1", "Nonesuch", "NON", "NA", "∞", "?", "###", "No Number 1", "0", "nonet"]
)
def test_what_only_begins_like_none_is_a_number(text: str) -> None:
    """And so are signs that stand for themselves."""
    assert (text, text) == (catalogue_number(text), without_missing_numbers(text))


@pytest.mark.parametrize("keep", KEEPS)
def test_none_is_no_catalogue_number(catalogue: Catalogue, tmp_path: Path, keep: Keep) -> None:
    """It is neither shown, listed nor found, however it is written; a label without a number is shown by its name."""
    releases = [record(number, ("Svek", catno)) for number, catno in enumerate(MISSING, 1)]
    load_releases(catalogue, tmp_path, *releases, keep=keep)
    numbers = [*range(1, len(MISSING) + 1)]
    assert [""] * len(MISSING) == [hit.catnos for hit in hits(catalogue, text="stockholm")]
    assert ["Svek"] * len(MISSING) == [label_line(catalogue, number) for number in numbers]
    assert ([], []) == (hits(catalogue, text="none"), hits(catalogue, catno="none"))
    assert [(None,)] == [*catalogue.rows("SELECT DISTINCT catnos FROM release_index")]


@pytest.mark.parametrize("keep", KEEPS)
def test_numbers_beside_a_missing_one_stay(catalogue: Catalogue, tmp_path: Path, keep: Keep) -> None:
    """A number that only begins with 'none' is one, too."""
    load_releases(catalogue, tmp_path, record(1, ("A", "none"), ("B", "NONE 7"), ("C", "X-1")), keep=keep)
    assert ["NONE 7, X-1"] == [hit.catnos for hit in hits(catalogue, text="stockholm")]
    assert ("NONE 7" in label_line(catalogue, 1), "none" in label_line(catalogue, 1)) == (True, False)
    assert [1] == [hit.release_id for hit in hits(catalogue, catno="none 7")]


@pytest.mark.parametrize("keep", KEEPS)
def test_a_label_may_be_called_none(catalogue: Catalogue, tmp_path: Path, keep: Keep) -> None:
    """Only numbers are left out, never names."""
    load_releases(catalogue, tmp_path, record(1, ("None", "none")), record(2, ("None", "N 2")), keep=keep)
    assert [1, 2] == [hit.release_id for hit in hits(catalogue, label="none")]
    assert [("None", ""), ("None", "N 2")] == [(hit.labels, hit.catnos) for hit in hits(catalogue, label="none")]
    assert "None" == label_line(catalogue, 1)


def test_the_catalogue_keeps_what_discogs_writes(catalogue: Catalogue, tmp_path: Path) -> None:
    """Table release_label is as in the dump."""
    load_releases(catalogue, tmp_path, record(1, ("Svek", "none"), ("Svek", "None")))
    assert [("none",), ("None",)] == [*catalogue.rows("SELECT catno FROM release_label ORDER BY sequence")]


@pytest.mark.parametrize("keep", KEEPS)
@pytest.mark.parametrize("number", ["D 250944", "d250944", "D-250944", "d 25 0944", "D.250944"])
def test_a_company_number_finds_its_release(catalogue: Catalogue, tmp_path: Path, number: str, keep: Keep) -> None:
    """Spaces, dashes and case make no difference, neither in a text nor in a field; the label's number stays apart."""
    releases = [
        record(1, ("Svek", "SK032"), companies=("", "D 250944", "none")),
        record(2, ("Svek", "SK033"), companies=("", "none")),
        record(3, ("Svek", "SK034"), companies=("E 119912",)),
    ]
    load_releases(catalogue, tmp_path, *releases, keep=keep)
    assert [1] == [hit.release_id for hit in hits(catalogue, text=number)]
    assert [1] == [hit.release_id for hit in hits(catalogue, catno=number)]
    (hit,) = hits(catalogue, catno=number, artist="persuader")
    assert ("SK032", "D 250944") == (hit.catnos, hit.company_catnos)
    best = hits(catalogue, text=f"persuader {number}")[0]
    assert 1 == best.release_id


@pytest.mark.parametrize("keep", KEEPS)
@pytest.mark.parametrize(
    ("companies", "number"),
    [
        (("25094412",), "25094412"),
        (("07-001212-20", "MR-7712"), "mr 7712"),
        (("Ünique Â1, 2",), "unique a1 2"),
        (("A &amp; B 99",), "a b 99"),
        (("XX-1", "XX-1"), "xx1"),
    ],
    ids=["like a barcode", "the second of two", "with accents and a comma", "with a reference", "twice the same"],
)
def test_any_company_number_is_found(
    catalogue: Catalogue, tmp_path: Path, companies: Sequence[str], number: str, keep: Keep
) -> None:
    """A company's number is found whatever it looks like."""
    releases = [record(1, ("Svek", "SK032"), companies=companies), record(2, ("Svek", "SK033"), title="Other")]
    load_releases(catalogue, tmp_path, *releases, keep=keep)
    assert [1] == [hit.release_id for hit in hits(catalogue, text=number)]
    assert [1] == [hit.release_id for hit in hits(catalogue, catno=number)]


def test_a_company_number_is_forgotten_with_its_release(catalogue: Catalogue, tmp_path: Path) -> None:
    """A deleted release is not found by it, and nothing is left in the search index."""
    load_releases(catalogue, tmp_path, record(1, companies=("D 250944",)), record(2, companies=("D 250944",)))
    catalogue.delete([1])
    assert [2] == [hit.release_id for hit in hits(catalogue, catno="D 250944")]
    catalogue.delete([2])
    assert [] == hits(catalogue, catno="D 250944")


@pytest.mark.parametrize(
    "companies",
    [
        COMPANY.format("D 1").replace("<catno>", "<catno >"),
        COMPANY.format("D 1").replace("<company>", "<company new='1'>"),
        f"<!-- {COMPANY.format('')} -->{COMPANY.format('D 1')}",
        COMPANY.format("<![CDATA[D 1]]>"),
    ],
    ids=["a space in the tag", "an attribute", "a comment", "CDATA"],
)
def test_an_index_row_has_the_company_number_however_it_is_written(companies: str) -> None:
    """Where only the index is kept, companies without numbers are left out quickly, but no number is overlooked."""
    stretch = PLAIN.format(1).replace("</release>", f"<companies>{companies}</companies></release>").encode()
    for only_index in (True, False):
        ((*_, number),) = Parser("releases", only_index=only_index).parse(stretch).rows["release_index"]
        assert "D 1" == number


def earlier_sqlite(file: Path) -> None:
    """Make a catalogue as the version before company numbers made it, with two releases."""
    with closing(sqlite3.connect(file)) as db:
        for script in sorted(MIGRATIONS.glob("*.sql"))[:2]:
            for statement in statements(script.read_text(encoding="utf-8")):
                db.execute(statement)
        db.execute("PRAGMA user_version = 2")
        for row in earlier_rows():
            db.execute(f"INSERT INTO release_index VALUES ({', '.join('?' * len(row))})", row)
            text = release_text([row[place] for place in (2, 3, 7, 8, 9)])
            db.execute("INSERT INTO release_search (rowid, text) VALUES (?, ?)", (row[0], text))
        db.commit()


def earlier_postgres(address: str) -> None:
    """Make the same catalogue on a server."""
    folder = Path(postgres_package.__file__).parent / "migrations"
    with psycopg.connect(address) as db:
        db.execute("CREATE EXTENSION pg_trgm")
        db.execute("CREATE EXTENSION unaccent")
        for number, script in enumerate(sorted(folder.glob("*.sql"))[:2], 1):
            db.execute(script.read_text(encoding="utf-8").encode())
            db.execute("INSERT INTO catalogue_migration (number) VALUES (%s)", (number,))
        for row in earlier_rows():
            db.execute(f"INSERT INTO release_index VALUES ({', '.join(['%s'] * len(row))})".encode(), row)


def earlier_rows() -> list[tuple[object, ...]]:
    """Return index rows of the version before."""
    return [
        (1, None, "Nevermind", "Nirvana", 1991, "US", "CD", "DGC, Sub Pop", "DGC-24425, none", "720642442524"),
        (2, None, "Bleach", "Nirvana", 1989, "US", "Vinyl", "Sub Pop", "none", None),
    ]


def open_earlier(request: pytest.FixtureRequest, kind: str, folder: Path) -> SqliteCatalogue:
    """Return a catalogue of the version before, opened by this version."""
    if kind == "sqlite":
        earlier_sqlite(folder / "earlier.db")
        return SqliteCatalogue(folder / "earlier.db")
    address: str = request.getfixturevalue("postgres")
    earlier_postgres(address)
    return open_postgres(address)  # type: ignore[return-value]  # both have the same methods


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_a_catalogue_of_the_version_before_works(request: pytest.FixtureRequest, tmp_path: Path, kind: str) -> None:
    """It is searched, shown and changed as before, without 'none'; a new load brings the companies' numbers."""
    with closing(open_earlier(request, kind, tmp_path)) as catalogue:
        assert [(1, "DGC-24425"), (2, "")] == [
            (hit.release_id, hit.catnos) for hit in hits(catalogue, artist="nirvana")
        ]
        assert [1] == [hit.release_id for hit in hits(catalogue, text="720642442524")]
        assert ("DGC, Sub Pop, DGC-24425", "Sub Pop") == (label_line(catalogue, 1), label_line(catalogue, 2))
        assert [] == hits(catalogue, catno="D 250944")
        assert 1 == catalogue.delete([1])
        assert [2] == [hit.release_id for hit in hits(catalogue, text="nirvana")]
        load_releases(catalogue, tmp_path, record(3, ("Svek", "SK032"), companies=("D 250944",)))
        assert [3] == [hit.release_id for hit in hits(catalogue, catno="D 250944")]


def test_deleting_from_an_earlier_file_keeps_its_search_sound(tmp_path: Path) -> None:
    """The texts that are taken out are those that were put in, 'none' included."""
    earlier_sqlite(tmp_path / "earlier.db")
    with SqliteCatalogue(tmp_path / "earlier.db") as catalogue:
        catalogue.delete([1, 2])
        for trigram in ('"non"', '"dgc"', '"nir"'):
            query = "SELECT count(*) FROM release_search WHERE release_search MATCH ?"
            assert [(0,)] == [*catalogue.rows(query, (trigram,))], trigram


def test_who_may_only_read_learns_who_can_change_an_earlier_catalogue(postgres: str) -> None:
    """After an upgrade, its owner has to open the catalogue once."""
    earlier_postgres(postgres)
    with administrator(postgres) as db:
        db.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {LOCKED}".encode())
    reader = as_user(postgres, LOCKED, PASSWORD)
    with pytest.raises(ServerRefused, match="made by an earlier Sleevenotes, and this user may not change its tables"):
        open_postgres(reader)
    open_postgres(postgres).close()
    with closing(open_postgres(reader)) as catalogue:
        assert [1, 2] == [hit.release_id for hit in hits(catalogue, text="nirvana")]


def test_both_kinds_of_number_are_searched_at_once(catalogue: Catalogue) -> None:
    """A release with the number as its label's comes beside one with it as a company's; another number is not found."""
    rows = [
        index_row(1, "Ride", "Nowhere", catnos="D 250944"),
        index_row(2, "Ride", "Smile", company_catnos="D-250944"),
    ]
    load_index(catalogue, [*rows, index_row(3, "Ride", "Tarantula", company_catnos="D 259944")])
    assert [(1, 1.0), (2, 1.0)] == [(hit.release_id, hit.score) for hit in hits(catalogue, catno="d250944")]
