"""What is to be asked for, and what was asked for in vain. Pure."""

from dataclasses import dataclass
from typing import Literal

from scraper.domain.shelf import GALLERY
from scraper.domain.subjects import Subject

DueKind = Literal["record", "image", "gallery"]
"""An answer about a release, master or artist; their image; one more image of a release."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Something to ask for."""

    kind: DueKind = "record"
    subject: Subject
    number: int = 0
    """The place in a gallery, from 1; 0 for anything else."""
    title: str = ""
    uri: str = ""
    """Of an image; '' for the rest."""
    failed_before: bool = False
    """Asking for it failed the last time."""
    source: str = "discogs"
    """Who is asked."""

    @property
    def picture(self) -> str:
        """Return the kind of image that it is, as files and tables name it, such as gallery-1."""
        return GALLERY[self.number - 1] if self.kind == "gallery" else self.subject.kind

    @property
    def lookup(self) -> str:
        """Return what the table of lookups calls it, such as master or gallery-1-image."""
        return self.subject.kind if self.kind == "record" else f"{self.picture}-image"


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A question without an answer, as it stands in the store."""

    kind: str
    """As the table of lookups calls it."""
    subject_id: int
    title: str
    reason: str


def picture_due(picture: str, subject_id: int, *, title: str, uri: str, source: str, failed_before: bool) -> Due:
    """Return an image that is due, by the kind that files and tables give it."""
    number = GALLERY.index(picture) + 1 if picture in GALLERY else 0
    return Due(
        kind="gallery" if number else "image",
        subject=Subject(kind="artist" if picture == "artist" else "release", subject_id=subject_id),
        number=number,
        title=title,
        uri=uri,
        source=source,
        failed_before=failed_before,
    )
