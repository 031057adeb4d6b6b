"""The files that come with the program: templates, the site's skeleton, the example settings."""

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def bundled(name: str) -> Path:
    """Return a bundled file or folder: inside the package when installed, at the root in a checkout."""
    installed = _PACKAGE / "bundled_files" / name
    return installed if installed.exists() else _PACKAGE.parent / name
