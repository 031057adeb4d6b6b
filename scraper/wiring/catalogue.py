"""Opens the catalogue that the settings name."""

from pathlib import Path

from scraper.catalogue.backend import Catalogue
from scraper.catalogue.sql_reader import SqlReader
from scraper.run.errors import BadSettings, BadUsage
from scraper.run.settings import Settings

FILE = Path("catalogue.db")
POSTGRES = frozenset({"postgresql", "postgres"})


def open_catalogue(settings: Settings, address: str | None = None, *, read_only: bool = False) -> Catalogue:
    """Return the catalogue, made where there is none; raise BadSettings for an address that is no database's.

    `address` names another one than the settings do: a file, sqlite:///FILE or postgresql://…. A server keeps the rule
    of `read_only` itself.
    """
    where = _address(settings, address)
    # Who has no catalogue, or none on a server, does not load what it takes.
    if isinstance(where, Path):
        from scraper.catalogue.sqlite import SqliteCatalogue  # noqa: PLC0415  # who has no such catalogue is spared it

        return SqliteCatalogue(where)
    from scraper.catalogue.postgres import open_postgres  # noqa: PLC0415  # who has no such catalogue is spared it

    return open_postgres(where, read_only=read_only)


def existing_catalogue(settings: Settings) -> Catalogue:
    """Return the catalogue; raise BadUsage where nobody has made a file yet, rather than make one."""
    _exists(_address(settings))
    return open_catalogue(settings)


def sql_reader(settings: Settings) -> SqlReader:
    """Return what answers SQL from the catalogue, and cannot change it."""
    where = _exists(_address(settings))
    if isinstance(where, Path):
        from scraper.catalogue.sqlite.sql_reader import SqliteReader  # noqa: PLC0415  # who has no such catalogue is spared it

        return SqliteReader(where)
    from scraper.catalogue.postgres import open_sql_reader  # noqa: PLC0415  # who has no such catalogue is spared it

    return open_sql_reader(where)


def _exists(where: Path | str) -> Path | str:
    if isinstance(where, Path) and not where.exists():
        raise BadUsage(f"There is no catalogue at {where} yet; `scrape catalogue guide` helps to make one.")
    return where


def present_catalogue(settings: Settings) -> Catalogue | None:
    """Return the catalogue where there is one, to read from; None where there is no file of it."""
    where = _address(settings)
    return open_catalogue(settings, read_only=True) if not isinstance(where, Path) or where.exists() else None


def catalogue_folder(settings: Settings) -> Path:
    """Return the folder for what belongs to the catalogue: where its file is, or the settings."""
    where = _address(settings)
    return where.parent if isinstance(where, Path) else settings.at_home(Path())


def _address(settings: Settings, address: str | None = None) -> Path | str:
    """Return the file of an SQLite catalogue, or the address of a PostgreSQL one."""
    told = settings.catalogue.url.get_secret_value() if settings.catalogue.url else ""
    named = (address or told).strip()
    scheme, found, rest = named.partition("://")
    if scheme in POSTGRES:
        return named
    file = named if not found else rest[1:] if scheme == "sqlite" and rest.startswith("/") else ""
    if file or not named:
        # What is typed counts from here, what is set from where the settings are.
        return Path(file).expanduser().resolve() if address else settings.at_home(Path(file or FILE))
    raise BadSettings(
        "catalogue.url (or DATABASE_URL) is neither a file, nor sqlite:///FILE, nor postgresql://SERVER/DATABASE."
    )
