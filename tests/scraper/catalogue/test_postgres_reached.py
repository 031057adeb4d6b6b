"""What can prevent the use of a PostgreSQL server, and the sentence that says so."""

import subprocess
import sys
from urllib.parse import urlsplit

import psycopg
import pytest
from catalogue_rows import index_row, load_index
from postgres import LOCKED, PASSWORD, administrator, as_user

from scraper.catalogue.backend import Catalogue
from scraper.catalogue.postgres import connection, open_postgres
from scraper.catalogue.postgres.errors import converted
from scraper.run.errors import BadSettings, ExitCode, SleevenotesError


def refused(address: str) -> SleevenotesError:
    """Return the error that opening raises."""
    with pytest.raises(SleevenotesError) as caught:
        open_postgres(address)
    assert PASSWORD not in f"{caught.value}{caught.value.__cause__}"
    assert "\n" not in str(caught.value)
    return caught.value


def test_a_name_shows_no_password(postgres: str) -> None:
    """It shows no other parameter of the address either. The owner of a database needs no further rights."""
    with administrator(postgres) as db:
        db.execute(f"ALTER DATABASE {urlsplit(postgres).path[1:]} OWNER TO {LOCKED}".encode())
    address = as_user(postgres, LOCKED, PASSWORD)
    catalogue = open_postgres(f"{address}{'&' if '?' in address else '?'}application_name=hidden")
    assert catalogue.name.startswith(f"postgresql://{LOCKED}@")
    assert PASSWORD not in catalogue.name
    assert "hidden" not in catalogue.name
    load_index(catalogue, [index_row(1, "Ride", "Nowhere")])
    catalogue.close()


@pytest.mark.parametrize(
    "address", [f"postgresql://me:{PASSWORD}@[host/x", f"postgresql://h/x?{PASSWORD}", f"nonsense {PASSWORD}"]
)
def test_what_is_no_address_is_told(address: str) -> None:
    """The sentence does not show the address, as it can hold a password."""
    error = refused(address)
    assert "is no address of a database" in str(error)
    assert ExitCode.USAGE == error.exit_code


def test_a_wrong_password_is_told(postgres: str) -> None:
    """A wrong password and an unknown user are refusals."""
    error = refused(as_user(postgres, LOCKED, "wrong"))
    assert "refuses us: correct user and password" in str(error)
    assert ExitCode.REFUSED == error.exit_code
    assert ExitCode.REFUSED == refused(as_user(postgres, "nobody-knows-me")).exit_code


def test_a_missing_database_is_told(postgres: str) -> None:
    """The sentence says how to make one."""
    error = refused(urlsplit(postgres)._replace(path="/no_such_database").geturl())
    assert "There is no database at postgresql://" in str(error)
    assert ExitCode.USAGE == error.exit_code


def test_a_server_that_is_not_there_is_told() -> None:
    """The sentence names its address."""
    error = refused(f"postgresql://me:{PASSWORD}@127.0.0.1:1/catalogue")
    assert "postgresql://me@127.0.0.1:1/catalogue cannot be reached" in str(error)
    assert ExitCode.UNREACHABLE == error.exit_code


def test_an_old_server_is_refused(postgres: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence says which version is needed."""
    monkeypatch.setattr(connection, "OLDEST_VERSION", 99)
    error = refused(postgres)
    assert "the catalogue needs 99 or later" in str(error)
    assert ExitCode.USAGE == error.exit_code


def test_a_database_that_is_not_unicode_is_refused(postgres: str) -> None:
    """It could not hold every title."""
    with administrator(postgres) as db:
        db.execute("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
        error = refused(urlsplit(postgres)._replace(path="/latin").geturl())
        db.execute("DROP DATABASE latin WITH (FORCE)")
    assert "keeps text as LATIN1" in str(error)


def test_missing_rights_are_told(postgres: str) -> None:
    """A user who may not add the extensions learns who can; once they are there, which other right is missing."""
    address = as_user(postgres, LOCKED, PASSWORD)
    error = refused(address)
    assert "run `CREATE EXTENSION pg_trgm` in this database" in str(error)
    with administrator(postgres) as db:
        db.execute("CREATE EXTENSION pg_trgm")
        assert "run `CREATE EXTENSION unaccent`" in str(refused(address))
        db.execute("CREATE EXTENSION unaccent")
        assert "does not allow that: permission denied for schema public" in str(refused(address))
        db.execute(f"GRANT CREATE ON SCHEMA public TO {LOCKED}".encode())
    open_postgres(address).close()


def test_a_newer_catalogue_is_refused(postgres: str, postgres_catalogue: Catalogue) -> None:
    """The sentence says what to do."""
    postgres_catalogue.run("INSERT INTO catalogue_migration (number) VALUES (99)")
    assert "written by a newer Sleevenotes; upgrade this one" in str(refused(postgres))


def every_error() -> list[type[psycopg.Error]]:
    """Return all error classes of psycopg."""
    classes = [value for value in vars(psycopg.errors).values() if isinstance(value, type)]
    return [known for known in classes if issubclass(known, psycopg.Error)]


def test_every_error_of_the_driver_becomes_ours() -> None:
    """Each becomes one sentence with a fitting exit code, and never shows a password."""
    assert len(every_error()) > 200
    for known in every_error():
        error = converted(known(f"FATAL: it is so\nDETAIL: {PASSWORD}"), "postgresql://here/x")
        assert "postgresql://here/x" in str(error), known
        assert "\n" not in str(error)
        assert PASSWORD not in str(error)
    codes = {
        psycopg.errors.DiskFull: ExitCode.FAILURES,
        psycopg.errors.TooManyConnections: ExitCode.FAILURES,
        psycopg.errors.AdminShutdown: ExitCode.UNREACHABLE,
        psycopg.OperationalError: ExitCode.UNREACHABLE,
        psycopg.errors.InsufficientPrivilege: ExitCode.REFUSED,
        psycopg.errors.ReadOnlySqlTransaction: ExitCode.REFUSED,
        psycopg.errors.LockNotAvailable: ExitCode.USAGE,
        psycopg.errors.UndefinedTable: ExitCode.USAGE,
        psycopg.errors.QueryCanceled: ExitCode.USAGE,
    }
    assert codes == {known: converted(known("x"), "here").exit_code for known in codes}


def test_without_its_driver_it_says_what_to_install() -> None:
    """The driver is needed only for a server: SQLite catalogues load, search and read without it."""
    program = (
        "import sys; sys.modules['psycopg'] = None\n"
        "import scraper.catalogue.search, scraper.catalogue.ingest, scraper.catalogue.sqlite\n"
        "from scraper.catalogue.postgres import open_postgres\n"
        "from scraper.run.errors import BadSettings\n"
        "try:\n    open_postgres('postgresql:///x')\nexcept BadSettings as error:\n    print(error)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (
        "A catalogue in PostgreSQL needs its driver: run `pip install 'sleevenotes[postgres]'`.\n",
        "",
    ) == (done.stdout, done.stderr)
    assert issubclass(BadSettings, SleevenotesError)
