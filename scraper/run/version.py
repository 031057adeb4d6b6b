"""Which version of the program this is."""

from importlib.metadata import PackageNotFoundError, version


def program_version() -> str:
    """Return the installed version; '0' in a folder that nobody installed."""
    try:
        return version("sleevenotes")
    except PackageNotFoundError:
        return "0"
