"""The site's content folder: pages written where they change, kept where edited, removed when unwanted."""

import hashlib
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from itertools import chain, count
from pathlib import Path

from scraper.pages.front_matter import is_ours, is_untouched
from scraper.pages.image_folder import ImageFolder
from scraper.pages.images import FOLDERS
from scraper.run.files import write_whole

_FORMER_PICTURES = ("cover.jpg", "image.jpg", "thumb.jpg")
"""The names that images had when they were in the bundles."""
PAGE_NAMES = ("index.md", "_index.md")


class Outcome(Enum):
    """What became of a page."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    EDITED = "edited by hand, kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page to be: where, what, and its images by their names."""

    path: str
    """Such as /albums/kind-of-blue-1/; lists of pages end in their section, as /albums/."""
    document: bytes
    pictures: dict[str, Path] = field(default_factory=dict)
    pictures_at: str = ""
    """Where they go in the folder of pictures, such as covers/1; '' for pages that never have any."""
    is_list: bool = False


class ContentFolder:
    """Hugo's content folder; whatever in it was not written by us is left alone."""

    def __init__(self, folder: Path, kept: Path) -> None:
        self.folder, self._kept = folder, kept
        self._images = ImageFolder(folder.with_name("pictures"))
        self._wall = folder.with_name("static") / "index.json"

    def bundle(self, path: str) -> Path:
        """Return the folder of a page."""
        return Path(f"{self.folder}{path}")

    def put(self, page: Page, *, overwrite: bool = False, dry: bool = False) -> Outcome:
        """Make a page say what it should, unless someone edited it; `overwrite` takes even that page back."""
        bundle = self.bundle(page.path)
        file = bundle / ("_index.md" if page.is_list else "index.md")
        there = _read(file)
        if page.is_list and _is_taken(bundle):
            if there is not None and is_untouched(there) and not dry:
                file.unlink()
            return Outcome.EDITED
        changed = there != page.document
        if changed and there is not None and not overwrite and not is_untouched(there):
            return Outcome.EDITED
        if dry:
            return Outcome.WRITTEN if changed else Outcome.UNCHANGED
        if there is None:
            bundle.mkdir(parents=True, exist_ok=True)
        if not page.is_list:
            # Images first: a page that is in place is complete.
            changed |= self._place_pictures(page)
        if there != page.document:
            write_whole(file, page.document)
        return Outcome.WRITTEN if changed else Outcome.UNCHANGED

    def _place_pictures(self, page: Page) -> bool:
        for name in _FORMER_PICTURES:
            Path(f"{self.folder}{page.path}{name}").unlink(missing_ok=True)
        return bool(page.pictures_at) and self._images.place(page.pictures_at, page.pictures)

    def put_wall(self, body: bytes, *, dry: bool = False) -> None:
        """Make the file of all albums what it should be."""
        if not dry and _read(self._wall) != body:
            write_whole(self._wall, body)

    def remove_images_except(self, wanted: Iterable[str]) -> None:
        """Remove the images of what has none any more, or no page; `wanted` are folders such as covers/1."""
        for at in self._images.unwanted(wanted):
            self._images.place(at, {})

    def state(self) -> str:
        """Return a text that differs whenever a file came, went or was written."""
        seen = hashlib.sha256()
        pictures = (self._images.folder / section for section in FOLDERS.values())
        for folder, folders, files in chain.from_iterable(map(os.walk, (self.folder, *pictures))):
            folders.sort()
            for name in sorted(files):
                status = os.stat(f"{folder}/{name}")  # noqa: PTH116  # tens of thousands of them: Path would double the time
                seen.update(
                    f"{folder}/{name} {status.st_size} {status.st_mtime_ns}\n".encode("utf-8", "surrogateescape")
                )
        seen.update(_read(self._wall) or b"")
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
    return entry.name in _FORMER_PICTURES or entry.name.endswith(".part")


def _free(folder: Path) -> Path:
    """Return this folder, or with a number behind its name where there is one already."""
    names = chain([folder.name], (f"{folder.name}-{number}" for number in count(2)))
    return next(found for name in names if not (found := folder.with_name(name)).exists())


def _is_taken(bundle: Path) -> bool:
    """Tell whether a page of somebody's own stands where a list would: Hugo takes one of the two only."""
    return os.path.isfile(f"{bundle}.md") or os.path.isfile(f"{bundle}/index.md")  # noqa: PTH113  # thousands of them


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
