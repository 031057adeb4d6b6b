import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from scraper.catalogue.library import Entry, read
from scraper.run.errors import BadUsage

BJORK = Entry(artist="Björk", title="Debut")


def database(file: Path, *statements: str) -> Path:
    """Make a SQLite file of some statements."""
    with closing(sqlite3.connect(file)) as db:
        for statement in statements:
            db.execute(statement)
        db.commit()
    return file


@pytest.mark.parametrize(
    "text",
    [
        "artist,title\nBjörk,Debut\n",
        "\ufeffId;Album Title;Artist Name\r\n7;Debut;Björk\r\n",
        "TITLE\tARTIST\nDebut\tBjörk\n",
        'shelf,artist,album\n"a,b",Björk,Debut\n,,\nshort\n,Björk,\n',
    ],
    ids=["comma", "semicolon, byte order mark", "tab", "rows without a record"],
)
def test_csv_is_read_by_the_names_of_its_columns(tmp_path: Path, text: str) -> None:
    """Whatever stands between them, and in whatever order."""
    file = tmp_path / "library.csv"
    file.write_text(text, encoding="utf-8", newline="")
    assert [BJORK] == read(file)


def test_the_longest_table_that_fits_is_the_library(tmp_path: Path) -> None:
    """Whatever the file is called, and however its columns are written."""
    file = database(
        tmp_path / "library.csv",
        "CREATE TABLE rotation (artist TEXT, title TEXT)",
        'CREATE TABLE "all records" ("Artist Name" TEXT, "Album" TEXT)',
        "INSERT INTO rotation VALUES ('Somebody', 'Else')",
        "INSERT INTO \"all records\" VALUES ('Björk', 'Debut'), ('', 'x'), (NULL, NULL)",
    )
    assert [BJORK] == read(file)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "has no columns"),
        (b"name,year\nx,1\n", "has no columns for artist and title in its first line: name, year"),
        (b"artist,title\n", "has no row"),
        (b"artist,title\n\xff\xfe,x\n", "neither a SQLite file nor text in UTF-8"),
        (b"SQLite format 3\0" + b"x" * 200, "cannot be read as a SQLite file"),
    ],
    ids=["empty", "other columns", "no rows", "not UTF-8", "broken"],
)
def test_what_is_no_library_is_said_in_a_sentence(tmp_path: Path, body: bytes, said: str) -> None:
    """It names the file, and what was looked for."""
    file = tmp_path / "library"
    file.write_bytes(body)
    with pytest.raises(BadUsage, match=said) as error:
        read(file)
    assert str(file) in str(error.value)


def test_a_database_without_such_a_table_names_those_it_has(tmp_path: Path) -> None:
    """So that its owner sees which file it is."""
    file = database(tmp_path / "x.db", "CREATE TABLE songs (name TEXT)")
    with pytest.raises(BadUsage, match="its tables: songs"):
        read(file)


@pytest.mark.parametrize("name", ["nowhere.csv", "."])
def test_a_file_that_is_none_is_said(tmp_path: Path, name: str) -> None:
    """Missing, or a folder."""
    with pytest.raises(BadUsage, match="name a SQLite file or a CSV"):
        read(tmp_path / name)
