"""The site's pictures: images of releases and artists, links to where they are kept, so that they need no room."""

import os
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from scraper.pages.images import FOLDERS
from scraper.run.files import link_whole

_OURS = re.compile(r"(?:(?:cover|image|gallery-\d)(?:-\d+\.webp|\.jpg)|(?:thumb|og)\.jpg|\..+\.part)")


class ImageFolder:
    """Folders such as covers/1/; whatever in them was not put there by us is left alone.

    They are no part of the pages' bundles, because Hugo copies those at every build; these are linked to.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def place(self, at: str, pictures: Mapping[str, Path]) -> bool:
        """Have these images in a folder such as covers/1, and no others of ours; return whether anything changed."""
        folder = f"{self.folder}/{at}"
        there = set(_names(folder))
        if pictures and not there:
            Path(folder).mkdir(parents=True, exist_ok=True)
        changed = False
        for name, source in pictures.items():
            changed |= link_whole(str(source), f"{folder}/{name}")
        stale = [name for name in there - pictures.keys() if _OURS.fullmatch(name)]
        for name in stale:
            # What a kill left half placed may be placed by now.
            Path(folder, name).unlink(missing_ok=True)
        if not pictures:
            _remove_if_empty(Path(folder))
        return changed or bool(stale)

    def unwanted(self, wanted: Iterable[str]) -> list[str]:
        """Return the folders that hold images of ours and are not among these."""
        keep = set(wanted)
        found = [f"{section}/{name}" for section in FOLDERS.values() for name in sorted(_names(self.folder / section))]
        return [at for at in found if at not in keep and any(map(_OURS.fullmatch, _names(self.folder / at)))]


def _names(folder: Path | str) -> list[str]:
    with suppress(FileNotFoundError, NotADirectoryError):
        return os.listdir(folder)  # noqa: PTH208  # tens of thousands of them: Path would double the time
    return []


def _remove_if_empty(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
