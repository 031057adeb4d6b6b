"""Small answers of Discogs, and a store with some of them on its shelf."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from scraper import translation
from scraper.domain.due import Due, picture_due
from scraper.domain.shelf import Picture
from scraper.domain.subjects import Subject, SubjectKind
from scraper.store import Store

NAMES_OF_OTHERS_TROUBLE = ("坂本龍一", "Дельфин", "!!!", "+/-", "( )", "Łona", "Đorđe", "4½", "I + II")
"""Names and titles whose addresses, or the names themselves, other programs got wrong."""

START = datetime(2026, 1, 1, 12, tzinfo=UTC)
PICTURE = Picture(width=600, height=590, thumb_width=320, thumb_height=315, digest="0123456789abcdef")


class Clock:
    """Time that passes when told to."""

    def __init__(self) -> None:
        self.moment = START

    def __call__(self) -> datetime:
        """Return the time."""
        return self.moment

    def pass_days(self, days: float) -> None:
        """Let time pass."""
        self.moment += timedelta(days=days)


def release_answer(number: int, **changes: Any) -> dict[str, Any]:
    """Return /releases/{number}: artist 100 + number, master 200 + number, one image."""
    return {
        "id": number,
        "title": f"Title {number}",
        "master_id": 200 + number,
        "artists": [{"id": 100 + number, "name": f"Artist {number}", "join": ""}],
        "formats": [{"name": "Vinyl", "qty": "1"}],
        "images": [{"type": "primary", "uri": f"http://images/release-{number}"}],
        **changes,
    }


def item(number: int, **changes: Any) -> dict[str, Any]:
    """Return a copy of a release as a collection page has it; its instance id is 1000 + number."""
    basics = {key: value for key, value in release_answer(number).items() if key != "images"}
    return {
        "id": number,
        "instance_id": 1000 + number,
        "folder_id": 1,
        "rating": 0,
        "date_added": "2020-01-02T03:04:05-08:00",
        "basic_information": basics,
        **changes,
    }


def shelve(store: Store, *items: Mapping[str, Any]) -> None:
    """Keep copies."""
    store.save_copies([(translation.copy(one), translation.basic_release(one), one) for one in items])


def keep_release(store: Store, number: int, **changes: Any) -> None:
    """Keep a release's whole answer."""
    answer = release_answer(number, **changes)
    store.save_release(translation.release(answer), answer)


def keep_artist(store: Store, number: int, **changes: Any) -> None:
    """Keep an artist's whole answer."""
    answer = {
        "id": number,
        "name": f"Artist {number}",
        "images": [{"uri": f"http://images/artist-{number}"}],
        **changes,
    }
    store.save_artist(translation.artist(answer), answer)


def keep_master(store: Store, number: int, **changes: Any) -> None:
    """Keep a master's whole answer."""
    answer = {"id": number, "title": f"Master {number}", "year": 1969, **changes}
    store.save_master(translation.master(answer), answer)


def due(
    store: Store, kind: SubjectKind | Literal["release-image", "artist-image"], days: float | None = None
) -> list[int]:
    """Return what is due of a kind; with `days`, also what is older than that."""
    if kind == "release-image" or kind == "artist-image":  # noqa: PLR1714  # mypy narrows the type by this alone
        return [one.subject.subject_id for one in images_due(store, kind)]
    older_than = None if days is None else store.now() - timedelta(days=days)
    return [one.subject.subject_id for one in store.due.records(kind, store.now(), older_than)]


def images_due(store: Store, kind: str = "release-image", order: Sequence[str] = ("discogs",)) -> list[Due]:
    """Return the images that are due, of the first source in the order that offers one."""
    return store.due.images(kind.removesuffix("-image"), order, store.now())


def question(kind: str, number: int) -> Due:
    """Return a question by what the table of lookups calls it."""
    picture = kind.removesuffix("-image")
    uri = f"http://images/{picture}-{number}"
    if picture != kind:
        return picture_due(picture, number, title="", uri=uri, source="discogs", failed_before=False)
    kinds: dict[str, SubjectKind] = {"release": "release", "master": "master", "artist": "artist"}
    return Due(subject=Subject(kind=kinds[kind], subject_id=number))


def opened(folder: Path, clock: Clock | None = None) -> Store:
    """Open the store of a folder."""
    return Store(folder / "sleevenotes.db", now=clock or Clock())
