"""The built site, before Hugo writes into it and after: leftovers are taken away, pictures are put in.

Hugo could do both, but to see which pictures changed it reads all of them at every build, here and there.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from scraper.run.files import files_in, link_whole, lists_alike


@dataclass(frozen=True, kw_only=True)
class Built:
    """A folder of built files."""

    folder: Path
    static: Sequence[Path]
    """Folders that Hugo copies as they are."""
    pictures: Path
    kept: Sequence[str]
    """Folders in the built site that are somebody else's, such as pagefind; so are names that begin with a dot."""
    _cleared: set[Path] = field(default_factory=set)
    """Folders that something was removed from."""

    def make_ready(self) -> None:
        """Before a build: remove all that Hugo will write, and what an earlier build left.

        It could write over its pages, but Linux' usual disks take longer for that than for new ones.
        """
        copied = {name for folder in (*self.static, self.pictures) for name, _ in files_in(folder)}
        for name, file in files_in(self.folder):
            if name not in copied and not any(name.startswith(f"{folder}/") for folder in self.kept):
                gone = Path(file)
                gone.unlink()
                self._cleared.add(gone.parent)

    def finish(self) -> None:
        """After a build: put in the pictures, and remove folders that nothing is in any more."""
        made = ""
        for name, file in files_in(self.pictures):
            target = f"{self.folder}/{name}"
            folder = target.rpartition("/")[0]
            if folder != made:
                os.makedirs(folder, exist_ok=True)  # noqa: PTH103  # ten thousands: Path would double the time
                made = folder
            link_whole(file, target)
        for emptied in self._cleared:
            for one in (emptied, *emptied.parents):
                if one == self.folder:
                    break
                with suppress(OSError):
                    one.rmdir()

    @contextmanager
    def in_order(self) -> Iterator[Path]:
        """Give a folder of the pages in which each disk lists them in the same order, build after build.

        Pagefind numbers pages as they are listed; where that goes by which was written first, as in memory and on
        Btrfs, its index would never be the same twice.
        """
        if lists_alike(self.folder.parent):
            yield self.folder
            return
        made = self.folder.parent / ".pages"
        # A killed run may have left it.
        shutil.rmtree(made, ignore_errors=True)
        for name, file in sorted(files_in(self.folder)):
            if name.endswith(".html"):
                (made / name).parent.mkdir(parents=True, exist_ok=True)
                link_whole(file, f"{made}/{name}")
        yield made
        shutil.rmtree(made)
