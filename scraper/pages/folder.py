"""The site's content folder: a page is written when it changes, kept when edited, removed when unwanted."""

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
"""The names of images in the pages' bundles, where former versions put them."""
PAGE_NAMES = ("index.md", "_index.md")
"""The file in a bundle that is its page: of one page, and of a list of pages."""


class PageOutcome(Enum):
    """What became of a page."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    EDITED = "edited by hand, kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page to write: its path, its text, and its images by their names on the site."""

    path: str
    """Such as /albums/kind-of-blue-1/ for a page, and /albums/ for a list of pages."""
    document: bytes
    pictures: dict[str, Path] = field(default_factory=dict)
    pictures_at: str = ""
    """The folder of its images in the site's pictures, such as covers/1; '' for a page that never has any."""
    is_list: bool = False


class ContentFolder:
    """Hugo's content folder. Files in it that we did not write are left alone."""

    def __init__(self, folder: Path, kept: Path) -> None:
        self.folder, self._kept = folder, kept
        self._images = ImageFolder(folder.with_name("pictures"))
        self._wall = folder.with_name("static") / "index.json"

    def bundle(self, path: str) -> Path:
        """Return the folder of a page."""
        return Path(f"{self.folder}{path}")

    def put(self, page: Page, *, overwrite: bool = False, dry: bool = False) -> PageOutcome:
        """Write a page if it changed. An edited page is kept without `overwrite`; with `dry` nothing is written."""
        bundle = self.bundle(page.path)
        file = bundle / ("_index.md" if page.is_list else "index.md")
        on_disk = _read(file)
        if page.is_list and _has_own_page(bundle):
            if on_disk is not None and is_untouched(on_disk) and not dry:
                file.unlink()
            return PageOutcome.EDITED
        changed = on_disk != page.document
        if changed and on_disk is not None and not overwrite and not is_untouched(on_disk):
            return PageOutcome.EDITED
        if dry:
            return PageOutcome.WRITTEN if changed else PageOutcome.UNCHANGED
        if on_disk is None:
            bundle.mkdir(parents=True, exist_ok=True)
        if not page.is_list:
            # Images first: where there is a page, its images are there too.
            changed |= self._place_pictures(page)
        if on_disk != page.document:
            write_whole(file, page.document)
        return PageOutcome.WRITTEN if changed else PageOutcome.UNCHANGED

    def _place_pictures(self, page: Page) -> bool:
        for name in _FORMER_PICTURES:
            Path(f"{self.folder}{page.path}{name}").unlink(missing_ok=True)
        return bool(page.pictures_at) and self._images.place(page.pictures_at, page.pictures)

    def put_wall(self, body: bytes, *, dry: bool = False) -> None:
        """Write the file of all albums if it changed."""
        if not dry and _read(self._wall) != body:
            write_whole(self._wall, body)

    def remove_images_except(self, wanted: Iterable[str]) -> None:
        """Remove all images of ours but those in the `wanted` folders, such as covers/1."""
        for folder in self._images.unwanted(wanted):
            self._images.place(folder, {})

    def state(self) -> str:
        """Return a text that changes whenever a file is added, removed or written."""
        digest = hashlib.sha256()
        pictures = (self._images.folder / section for section in FOLDERS.values())
        for folder, folders, files in chain.from_iterable(map(os.walk, (self.folder, *pictures))):
            folders.sort()
            for name in sorted(files):
                status = os.stat(f"{folder}/{name}")  # noqa: PTH116  # tens of thousands of them: Path would double the time
                digest.update(
                    f"{folder}/{name} {status.st_size} {status.st_mtime_ns}\n".encode("utf-8", "surrogateescape")
                )
        digest.update(_read(self._wall) or b"")
        return digest.hexdigest()[:16]

    def unwanted(self, section: str, wanted: Iterable[str]) -> list[Path]:
        """Return the bundles of a section that are ours and whose pages are not in `wanted`."""
        keep = {self.bundle(path).name for path in wanted}
        root = self.folder / section
        if not root.is_dir():
            return []
        return sorted(entry for entry in root.iterdir() if entry.name not in keep and _is_our_bundle(entry))

    def remove(self, bundle: Path) -> Path | None:
        """Remove a bundle. One with edited or foreign files is moved aside instead: return where it is then."""
        if not all(_is_our_file(entry) for entry in bundle.iterdir()):
            aside = _unused(self._kept / bundle.parent.name / bundle.name)
            aside.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(bundle, aside)
            return aside
        # The page goes last: by it a bundle is known as ours, even when a killed run has removed only half of it.
        for entry in sorted(bundle.iterdir(), key=lambda entry: entry.name in PAGE_NAMES):
            entry.unlink()
        bundle.rmdir()
        return None


def _is_our_file(entry: Path) -> bool:
    """Tell whether we made this file and nobody edited it, so that nothing is lost with it."""
    if not entry.is_file():
        return False
    return is_untouched(entry.read_bytes()) if entry.name in PAGE_NAMES else _is_leftover(entry)


def _is_leftover(entry: Path) -> bool:
    """Tell whether a file is an image that a former version put here, or half a file that a killed run left."""
    return entry.name in _FORMER_PICTURES or entry.name.endswith(".part")


def _unused(folder: Path) -> Path:
    """Return this folder, with a number behind its name if the folder exists already."""
    names = chain([folder.name], (f"{folder.name}-{number}" for number in count(2)))
    return next(path for name in names if not (path := folder.with_name(name)).exists())


def _has_own_page(bundle: Path) -> bool:
    """Tell whether the owner has a page of their own in place of a list: Hugo would take only one of the two."""
    return os.path.isfile(f"{bundle}.md") or os.path.isfile(f"{bundle}/index.md")  # noqa: PTH113  # thousands of them: Path would double the time


def _page_file(bundle: Path) -> Path | None:
    return next((bundle / name for name in PAGE_NAMES if (bundle / name).is_file()), None)


def _is_our_bundle(entry: Path) -> bool:
    if not entry.is_dir():
        return False
    page = _page_file(entry)
    if page is not None:
        return is_ours(page.read_bytes())
    return all(_is_leftover(inside) for inside in entry.iterdir())


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
