"""What the owner keeps private is nowhere in the built site, in whatever language and field it stands."""

from pathlib import Path

import pytest
from small_site import build

from scraper import translation
from scraper.pages import Privacy
from scraper.store import Store

pytestmark = pytest.mark.usefixtures("hugo")

FIELDS = {1: "Media Condition", 2: "Sleeve Condition", 3: "Notes", 4: "Zustand", 5: "État", 6: "Platte", 7: "Bezahlt"}
FOLDERS = {2: "Kisten-Jazz", 3: "Under £77"}
SHOWN = ["Very good record", "Good to hear", "From a record fair", "Shelf 5"]
GRADES = [
    "Near Mint (NM or M-)",
    "VG+",
    "VG++",
    "VG",
    "NM/M-",
    "neuwertig",
    "comme neuf",
    "美品",
    "Sleeve: VG, from Anna",
]
MONEY = ["12 €", "77,50 EUR", "£77", "77 quid", "paid 77", "77.-", "CHF 77", "1277 yen", "77円"]


def notes() -> list[tuple[int, str]]:
    """Return (field, value) of a copy each: notes in Notes, grades and money wherever they may stand."""
    grades = [(number, value) for number in (1, 4, 5, 6, 3) for value in GRADES]
    return [*((3, value) for value in SHOWN), *grades, *((number, value) for number in (7, 6, 3) for value in MONEY)]


def fill(store: Store) -> None:
    """Put a record with a copy for each of the notes into the store."""
    answer = {"id": 1, "title": "T", "artists": [{"id": 101, "name": "A"}], "formats": [{"name": "Vinyl"}]}
    items = [
        {
            "id": 1,
            "instance_id": number,
            "folder_id": 2 + number % 2,
            "date_added": "2020-01-02T03:04:05-08:00",
            "notes": [{"field_id": field, "value": value}],
            "basic_information": answer,
        }
        for number, (field, value) in enumerate(notes(), 1)
    ]
    store.save_copies([(translation.copy(item), translation.basic_release(item), item) for item in items])
    store.save_release(translation.release(answer), answer)


def built(home: Path, privacy: Privacy) -> str:
    """Build the site; return all that is in its files."""
    public = build(home, fill, privacy)
    files = [file for kind in ("*.html", "*.xml", "*.json") for file in public.rglob(kind)]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


@pytest.fixture(scope="module")
def with_notes(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Build the site of an owner who shows notes, but neither conditions nor prices."""
    return built(tmp_path_factory.mktemp("notes"), Privacy(notes=True, fields=FIELDS, folders=FOLDERS))


def test_notes_are_in_the_site(with_notes: str) -> None:
    """Those that only sound like a grade, too; and folders."""
    assert [] == [value for value in (*SHOWN, "Kisten-Jazz") if value not in with_notes]


def test_grades_are_not_in_the_site(with_notes: str) -> None:
    """Neither in fields for them, by their names in any language, nor in others."""
    private = ["VG", "Near Mint", "NM", "neuwertig", "comme neuf", "美品", "Zustand", "État", "Platte", "Anna"]
    assert [] == [value for value in private if value in with_notes]


def test_money_is_not_in_the_site(with_notes: str) -> None:
    """In whatever form, in whatever field, and in no folder's name."""
    private = [*MONEY, "quid", "paid", "Bezahlt", "yen", "円", "Under"]
    assert [] == [value for value in private if value in with_notes]


def test_with_leave_all_is_in_the_site(tmp_path: Path) -> None:
    """The checks above can fail."""
    text = built(tmp_path, Privacy(notes=True, condition=True, prices=True, fields=FIELDS, folders=FOLDERS))
    wanted = ["Zustand: VG+", "État: VG", "Platte: NM/M-", "Notes: 77 quid", "Bezahlt: 77円", "Under £77", *SHOWN]
    assert [] == [value for value in wanted if value not in text]
