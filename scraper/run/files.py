"""Files that are written whole or not at all, and where images are kept."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_MANY = 20
"""Files in a trial folder: enough to show whether the order of writing matters."""


def write_whole(file: Path, body: bytes) -> None:
    """Write a file atomically: if we are killed, the old file or the new one is there.

    It is written beside the old one first, always under the same name, so that a later run overwrites what a killed
    run left.
    """
    beside = f"{file.parent}/.{file.name}.part"
    try:
        _write(beside, body)
        os.replace(beside, file)  # noqa: PTH105  # the function that is known to be atomic
    except OSError:
        Path(beside).unlink(missing_ok=True)
        raise


def _write(file: str, body: bytes) -> None:
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    except FileNotFoundError:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    with os.fdopen(handle, "wb") as out:
        out.write(body)


def link_whole(source: str, target: str) -> bool:
    """Link a file to another place, or copy it where the disk knows no links; return False if it was there already.

    Paths are strings, because there are tens of thousands of them: Path would double the time.
    """
    wanted = os.stat(source)  # noqa: PTH116  # Path would double the time
    with suppress(FileNotFoundError):
        present = os.stat(target)  # noqa: PTH116  # Path would double the time
        is_copy = (wanted.st_size, wanted.st_mtime_ns) == (present.st_size, present.st_mtime_ns)
        if os.path.samestat(wanted, present) or is_copy:
            return False
    folder, name = os.path.split(target)
    beside = f"{folder}/.{name}.part"
    Path(beside).unlink(missing_ok=True)
    try:
        os.link(source, beside)
    except OSError:
        # The target is on another disk, or the disk knows no links.
        shutil.copy2(source, beside)
    os.replace(beside, target)  # noqa: PTH105  # the function that is known to be atomic
    return True


def files_in(folder: Path | str) -> Iterator[tuple[str, str]]:
    """Yield the files in and below a folder, each as (path in the folder, whole path), but no dot files or folders."""
    waiting = [("", str(folder))] if os.path.isdir(folder) else []  # noqa: PTH112  # paths are strings here
    while waiting:
        above, path = waiting.pop()
        with os.scandir(path) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((f"{above}{entry.name}/", entry.path))
                else:
                    yield above + entry.name, entry.path


def has_fixed_order(folder: Path) -> bool:
    """Tell whether the disk lists the files of a folder in the same order, whichever of them was written first."""
    names = [str(number) for number in range(_MANY)]
    listings = []
    for order in (names, names[::-1]):
        with tempfile.TemporaryDirectory(dir=folder, prefix=".order-") as trial:
            for name in order:
                Path(trial, name).touch()
            listings.append(os.listdir(trial))  # noqa: PTH208  # the plainest listing there is
    return listings[0] == listings[1]


def image_file(folder: Path, kind: str, subject_id: int) -> Path:
    """Return the file that holds an image of a release or an artist, or of a release's gallery."""
    return folder / image_subfolder(kind) / f"{subject_id}.jpg"


def made_file(folder: Path, kind: str, subject_id: int, name: str) -> Path:
    """Return the file that holds something made of that image, such as 'thumb.jpg'."""
    return folder / image_subfolder(kind) / f"{subject_id}-{name}"


def image_subfolder(kind: str) -> str:
    """Return the folder that holds the images of a kind: releases, artists, gallery-1 and so on."""
    return kind if kind.startswith("gallery-") else f"{kind}s"
