"""Where the files are that travel with the program: templates, the site's skeleton, the example settings."""

from pathlib import Path

_HERE = Path(__file__).parent


def bundled(name: str) -> Path:
    """Return a bundled file or folder: inside the package when installed, at the root in a checkout."""
    installed = _HERE / "bundled_files" / name
    return installed if installed.exists() else _HERE.parent / name
