"""The folder of the built site: leftovers are removed before Hugo writes into it, pictures are added afterwards.

Hugo could do both, but at every build it would read each picture twice to see whether it changed.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from scraper.run.files import files_in, has_fixed_order, link_whole


@dataclass(frozen=True, kw_only=True)
class BuiltSite:
    """The folder of the built site."""

    folder: Path
    static: Sequence[Path]
    """Folders whose files Hugo copies as they are."""
    pictures: Path
    kept: Sequence[str]
    """Folders in the built site that Hugo does not write, such as pagefind: they are left alone, as are dot files."""
    _cleared: set[Path] = field(default_factory=set)
    """Folders from which files were removed."""

    def make_ready(self) -> None:
        """Before a build: remove the files that Hugo will write, and those that an earlier build left.

        Hugo could overwrite its pages, but on Linux' usual file systems that takes longer than to write new ones.
        """
        copied = {name for folder in (*self.static, self.pictures) for name, _ in files_in(folder)}
        for name, file in files_in(self.folder):
            if name not in copied and not any(name.startswith(f"{folder}/") for folder in self.kept):
                leftover = Path(file)
                leftover.unlink()
                self._cleared.add(leftover.parent)

    def finish(self) -> None:
        """After a build: add the pictures, and remove the folders that are empty now."""
        present = ""
        for name, file in files_in(self.pictures):
            target = f"{self.folder}/{name}"
            folder = target.rpartition("/")[0]
            if folder != present:
                os.makedirs(folder, exist_ok=True)  # noqa: PTH103  # tens of thousands: Path would double the time
                present = folder
            link_whole(file, target)
        for cleared in self._cleared:
            for emptied in (cleared, *cleared.parents):
                if emptied == self.folder:
                    break
                # A folder that is not empty cannot be removed.
                with suppress(OSError):
                    emptied.rmdir()

    @contextmanager
    def in_order(self) -> Iterator[Path]:
        """Yield a folder of the pages that the disk lists in the same order after every build.

        Pagefind numbers pages in the order in which they are listed. Btrfs and file systems in memory list them as
        they were written, so that no two builds would give the same index.
        """
        if has_fixed_order(self.folder.parent):
            yield self.folder
            return
        ordered = self.folder.parent / ".pages"
        # A killed run may have left it.
        shutil.rmtree(ordered, ignore_errors=True)
        for name, file in sorted(files_in(self.folder)):
            if name.endswith(".html"):
                (ordered / name).parent.mkdir(parents=True, exist_ok=True)
                link_whole(file, f"{ordered}/{name}")
        yield ordered
        shutil.rmtree(ordered)
