import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from scraper.catalogue.library import LibraryEntry, read_library
from scraper.run.errors import BadUsage

BJORK = LibraryEntry(artist="Björk", title="Debut")


def database(file: Path, *statements: str) -> Path:
    """Make a SQLite file by executing statements."""
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
    """The columns may stand in any order, with any of the usual delimiters."""
    file = tmp_path / "library.csv"
    file.write_text(text, encoding="utf-8", newline="")
    assert [BJORK] == read_library(file)


def test_the_longest_table_that_fits_is_the_library(tmp_path: Path) -> None:
    """The file's own name and the spelling of the columns make no difference."""
    file = database(
        tmp_path / "library.csv",
        "CREATE TABLE rotation (artist TEXT, title TEXT)",
        'CREATE TABLE "all records" ("Artist Name" TEXT, "Album" TEXT)',
        "INSERT INTO rotation VALUES ('Somebody', 'Else')",
        "INSERT INTO \"all records\" VALUES ('Björk', 'Debut'), ('', 'x'), (NULL, NULL)",
    )
    assert [BJORK] == read_library(file)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"", "has no columns"),
        (b"name,year\nx,1\n", "has no columns for artist and title in its first line: name, year"),
        (b"artist,title\n", "has no row"),
        (b"artist,title\n\xff\xfe,x\n", "neither a SQLite file nor text in UTF-8"),
        (b"SQLite format 3\0" + b"x" * 200, "cannot be read as a SQLite file"),
    ],
    ids=["empty", "other columns", "no rows", "not UTF-8", "broken"],
)
def test_what_is_no_library_is_refused_in_a_sentence(tmp_path: Path, body: bytes, sentence: str) -> None:
    """The sentence names the file and what was looked for in it."""
    file = tmp_path / "library"
    file.write_bytes(body)
    with pytest.raises(BadUsage, match=sentence) as error:
        read_library(file)
    assert str(file) in str(error.value)


def test_a_database_without_such_a_table_names_those_it_has(tmp_path: Path) -> None:
    """Its owner sees from the tables which file it is."""
    file = database(tmp_path / "x.db", "CREATE TABLE songs (name TEXT)")
    with pytest.raises(BadUsage, match="its tables: songs"):
        read_library(file)


@pytest.mark.parametrize("name", ["nowhere.csv", "."])
def test_what_is_no_file_is_refused(tmp_path: Path, name: str) -> None:
    """The file is missing, or is a folder."""
    with pytest.raises(BadUsage, match="name a SQLite file or a CSV"):
        read_library(tmp_path / name)
