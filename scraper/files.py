"""Files that are there whole or not at all."""

import os
from pathlib import Path


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


def image_file(folder: Path, kind: str, subject_id: int) -> Path:
    """Return where an image is kept: of a release, of an artist, or in a release's gallery."""
    return folder / image_room(kind) / f"{subject_id}.jpg"


def made_file(folder: Path, kind: str, subject_id: int, name: str) -> Path:
    """Return where something made of that image is kept, such as 'thumb.jpg'."""
    return folder / image_room(kind) / f"{subject_id}-{name}"


def image_room(kind: str) -> str:
    """Return the folder that images of a kind are in: releases, artists, or as gallery-1."""
    return kind if kind.startswith("gallery-") else f"{kind}s"
