"""The site's pictures: hard links to the images of releases and artists, so that they take no room twice."""

import os
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from scraper.pages.images import FOLDERS
from scraper.run.files import link_whole

_OURS = re.compile(r"(?:(?:cover|image|gallery-\d)(?:-\d+\.webp|\.jpg)|(?:thumb|og)\.jpg|\..+\.part)")


class ImageFolder:
    """The folders such as covers/1/. Files in them that are not ours are left alone.

    Images are not in the pages' bundles, because Hugo copies those at every build; ours are linked into the built site
    instead.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def place(self, subfolder: str, pictures: Mapping[str, Path]) -> bool:
        """Put these images into a folder such as covers/1, remove our others; return whether anything changed."""
        folder = f"{self.folder}/{subfolder}"
        on_disk = set(_names(folder))
        if pictures and not on_disk:
            Path(folder).mkdir(parents=True, exist_ok=True)
        changed = False
        for name, source in pictures.items():
            changed |= link_whole(str(source), f"{folder}/{name}")
        stale = [name for name in on_disk - pictures.keys() if _OURS.fullmatch(name)]
        for name in stale:
            # A half-placed file that a killed run left may have been completed just now, and is gone.
            Path(folder, name).unlink(missing_ok=True)
        if not pictures:
            _remove_if_empty(Path(folder))
        return changed or bool(stale)

    def unwanted(self, wanted: Iterable[str]) -> list[str]:
        """Return the folders that hold images of ours and are not in `wanted`."""
        keep = set(wanted)
        folders = [
            f"{section}/{name}" for section in FOLDERS.values() for name in sorted(_names(self.folder / section))
        ]
        return [name for name in folders if name not in keep and any(map(_OURS.fullmatch, _names(self.folder / name)))]


def _names(folder: Path | str) -> list[str]:
    with suppress(FileNotFoundError, NotADirectoryError):
        return os.listdir(folder)  # noqa: PTH208  # tens of thousands of them: Path would double the time
    return []


def _remove_if_empty(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
