"""Files that are there whole or not at all."""

import os
from pathlib import Path


def write_whole(file: Path, body: bytes) -> None:
    """Write a file atomically: whenever we are killed, it is the old one or the new one.

    The file beside it always has the same name, so that a later run overwrites what a killed one left.
    """
    beside = file.with_name(f".{file.name}.part")
    try:
        try:
            beside.write_bytes(body)
        except FileNotFoundError:
            file.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(body)
        os.replace(beside, file)  # noqa: PTH105  # the atomic one by its name
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def image_files(folder: Path, kind: str, subject_id: int) -> tuple[Path, Path]:
    """Return where the image of a release or an artist is kept, and the small version of it."""
    shelf = folder / f"{kind}s"
    return shelf / f"{subject_id}.jpg", shelf / f"{subject_id}-thumb.jpg"
