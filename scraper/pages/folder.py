"""The site's content folder: pages written where they change, kept where edited, removed when unwanted."""

import hashlib
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from itertools import chain, count
from pathlib import Path

from scraper.files import write_whole
from scraper.pages.front_matter import is_ours, is_untouched

PICTURES = ("cover.jpg", "image.jpg", "thumb.jpg")
"""The names that images have in a bundle."""
PAGE_NAMES = ("index.md", "_index.md")


class Outcome(Enum):
    """What became of a page."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    EDITED = "edited by hand, kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page to be: where, what, and the images beside it by their name in the bundle."""

    path: str
    """Such as /albums/kind-of-blue-1/; lists of pages end in their section, as /albums/."""
    document: bytes
    pictures: dict[str, Path] = field(default_factory=dict)
    is_list: bool = False


class ContentFolder:
    """Hugo's content folder; whatever in it was not written by us is left alone."""

    def __init__(self, folder: Path, kept: Path) -> None:
        self.folder, self._kept = folder, kept

    def bundle(self, path: str) -> Path:
        """Return the folder of a page."""
        return Path(f"{self.folder}{path}")

    def put(self, page: Page, *, overwrite: bool = False, dry: bool = False) -> Outcome:
        """Make a page say what it should, unless someone edited it; `overwrite` takes even that page back."""
        bundle = self.bundle(page.path)
        file = bundle / ("_index.md" if page.is_list else "index.md")
        there = _read(file)
        changed = there != page.document
        if changed and there is not None and not overwrite and not is_untouched(there):
            return Outcome.EDITED
        if dry:
            return Outcome.WRITTEN if changed else Outcome.UNCHANGED
        if there is None:
            bundle.mkdir(parents=True, exist_ok=True)
        if not page.is_list:
            # Images first: a page that is in place is complete.
            changed |= _place_pictures(bundle, page.pictures, again=changed)
        if there != page.document:
            write_whole(file, page.document)
        return Outcome.WRITTEN if changed else Outcome.UNCHANGED

    def state(self) -> str:
        """Return a text that differs whenever a file came, went or was written."""
        seen = hashlib.sha256()
        for folder, folders, files in os.walk(self.folder):
            folders.sort()
            for name in sorted(files):
                status = os.stat(f"{folder}/{name}")  # noqa: PTH116  # tens of thousands of them: Path would double the time
                seen.update(
                    f"{folder}/{name} {status.st_size} {status.st_mtime_ns}\n".encode("utf-8", "surrogateescape")
                )
        return seen.hexdigest()[:16]

    def unwanted(self, section: str, wanted: Iterable[str]) -> list[Path]:
        """Return the bundles of a section that are ours and not wanted any more."""
        keep = {self.bundle(path).name for path in wanted}
        root = self.folder / section
        if not root.is_dir():
            return []
        return sorted(entry for entry in root.iterdir() if entry.name not in keep and _is_our_bundle(entry))

    def remove(self, bundle: Path) -> Path | None:
        """Remove a bundle; one that holds somebody's work is moved aside instead, and where to is returned."""
        if not all(_is_our_file(entry) for entry in bundle.iterdir()):
            aside = _free(self._kept / bundle.parent.name / bundle.name)
            aside.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(bundle, aside)
            return aside
        # The page goes last, so that a bundle half removed is still known as ours.
        for entry in sorted(bundle.iterdir(), key=lambda entry: entry.name in PAGE_NAMES):
            entry.unlink()
        bundle.rmdir()
        return None


def _is_our_file(entry: Path) -> bool:
    """Tell whether we made this file and nobody edited it, so that it can be made again."""
    if not entry.is_file():
        return False
    return is_untouched(entry.read_bytes()) if entry.name in PAGE_NAMES else _is_by_the_way(entry)


def _is_by_the_way(entry: Path) -> bool:
    return entry.name in PICTURES or entry.name.endswith(".part")


def _free(folder: Path) -> Path:
    """Return this folder, or with a number behind its name where there is one already."""
    names = chain([folder.name], (f"{folder.name}-{number}" for number in count(2)))
    return next(found for name in names if not (found := folder.with_name(name)).exists())


def _page_file(bundle: Path) -> Path | None:
    return next((bundle / name for name in PAGE_NAMES if (bundle / name).is_file()), None)


def _is_our_bundle(entry: Path) -> bool:
    if not entry.is_dir():
        return False
    page = _page_file(entry)
    if page is not None:
        return is_ours(page.read_bytes())
    return all(_is_by_the_way(inside) for inside in entry.iterdir())


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None


def _place_pictures(bundle: Path, pictures: dict[str, Path], *, again: bool) -> bool:
    """Copy the images that are not in place; return whether anything changed."""
    changed = False
    for name in PICTURES:
        target = bundle / name
        source = pictures.get(name)
        if source is None:
            if target.exists():
                target.unlink()
                changed = True
        elif again or not target.exists() or target.stat().st_size != source.stat().st_size:
            body = source.read_bytes()
            if not target.exists() or target.read_bytes() != body:
                write_whole(target, body)
                changed = True
    return changed
