"""Files that are there whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_MANY = 20


def write_whole(file: Path, body: bytes) -> None:
    """Write a file atomically: whenever we are killed, it is the old one or the new one.

    The file beside it always has the same name, so that a later run overwrites what a killed one left.
    """
    beside = f"{file.parent}/.{file.name}.part"
    try:
        _write(beside, body)
        os.replace(beside, file)  # noqa: PTH105  # the atomic one by its name
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
    """Have at a place what is in a file, by a link where the disk knows them; return whether it was not there yet.

    Strings, because there are tens of thousands of them: Path would double the time.
    """
    wanted = os.stat(source)  # noqa: PTH116  # as above
    with suppress(FileNotFoundError):
        there = os.stat(target)  # noqa: PTH116
        alike = (wanted.st_size, wanted.st_mtime_ns) == (there.st_size, there.st_mtime_ns)
        if os.path.samestat(wanted, there) or alike:
            return False
    folder, name = os.path.split(target)
    beside = f"{folder}/.{name}.part"
    Path(beside).unlink(missing_ok=True)
    try:
        os.link(source, beside)
    except OSError:
        # Another disk, or one that knows no links.
        shutil.copy2(source, beside)
    os.replace(beside, target)  # noqa: PTH105  # the atomic one by its name
    return True


def files_in(folder: Path | str) -> Iterator[tuple[str, str]]:
    """Yield the files in a folder, if there is one: the name in it, and the path; none whose name begins with a dot."""
    waiting = [("", str(folder))] if os.path.isdir(folder) else []  # noqa: PTH112  # as above
    while waiting:
        above, path = waiting.pop()
        with os.scandir(path) as entries:
            for one in entries:
                if one.name.startswith("."):
                    continue
                if one.is_dir(follow_symlinks=False):
                    waiting.append((f"{above}{one.name}/", one.path))
                else:
                    yield above + one.name, one.path


def lists_alike(folder: Path) -> bool:
    """Tell whether the disk lists a folder's files in an order that does not depend on which came first."""
    names = [str(number) for number in range(_MANY)]
    found = []
    for order in (names, names[::-1]):
        with tempfile.TemporaryDirectory(dir=folder, prefix=".order-") as made:
            for name in order:
                Path(made, name).touch()
            found.append(os.listdir(made))  # noqa: PTH208  # as it is listed
    return found[0] == found[1]


def image_file(folder: Path, kind: str, subject_id: int) -> Path:
    """Return where an image is kept: of a release, of an artist, or in a release's gallery."""
    return folder / image_room(kind) / f"{subject_id}.jpg"


def made_file(folder: Path, kind: str, subject_id: int, name: str) -> Path:
    """Return where something made of that image is kept, such as 'thumb.jpg'."""
    return folder / image_room(kind) / f"{subject_id}-{name}"


def image_room(kind: str) -> str:
    """Return the folder that images of a kind are in: releases, artists, or as gallery-1."""
    return kind if kind.startswith("gallery-") else f"{kind}s"
