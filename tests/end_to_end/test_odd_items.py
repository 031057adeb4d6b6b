"""An odd item of the collection makes a page, or one gap; all others are published."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from household import Home

Json = dict[str, Any]
Change = Callable[[Json], None]


def with_item(home: Home, monkeypatch: pytest.MonkeyPatch, change: Change) -> None:
    """Change what the collection says of the item of release 2, of which Discogs knows nothing else."""
    del home.world.releases[2]
    right = home.fake.answer

    def answer(call: Any) -> Any:
        response = right(call)
        if not call.path.endswith("/releases") or "/collection/" not in call.path:
            return response
        page = json.loads(response.body)
        for item in page.get("releases", ()):
            if item["id"] == 2:
                change(item)
        return replace(response, body=json.dumps(page).encode())

    basics = {"id": 2, "title": "Title 2", "artists": [{"id": 502, "name": "Artist 2"}]}
    home.fake.seen_releases[2] = basics
    monkeypatch.setattr(home.fake, "answer", answer)


def basics(**changes: Any) -> Change:
    """Return a change of what an item says of its release."""
    return lambda item: item["basic_information"].update(changes)


def item(**changes: Any) -> Change:
    """Return a change of the item itself."""
    return lambda item: item.update(changes)


PAGES: dict[str, Change] = {
    "no id inside": lambda item: item["basic_information"].pop("id"),
    "id as a text": item(id="2"),
    "id inside as nonsense": basics(id=[2]),
    "id inside too large": basics(id=10**30),
    "nothing inside": item(basic_information=None),
    "a list inside": item(basic_information=[1, 2]),
    "a text inside": item(basic_information="x"),
    "not inside": lambda item: item.pop("basic_information"),
    "no title": basics(title=None),
    "a number for a title": basics(title=1999),
    "a year in words": basics(year="unknown"),
    "a negative year": basics(year=-1),
    "no artists": basics(artists=None),
    "odd artists": basics(artists=[None, "x", {"id": None}, {"id": "x", "name": "Ada"}, {"name": None, "id": 502}]),
    "no formats": basics(formats=None),
    "odd formats": basics(formats=[{"name": "Vinyl", "qty": "many", "descriptions": "LP"}, {"qty": None}, 3]),
    "odd labels": basics(labels={"name": "x"}, genres="Rock", styles=[None, 1, "Dub"]),
    "odd notes": item(notes=[{"field_id": "x", "value": 3}, None, {"value": "y"}]),
    "notes as a text": item(notes="VG+"),
    "an odd rating": item(rating="five", folder_id="x", date_added=20200102),
    "an odd date": item(date_added="yesterday", rating=99),
    "an odd master": basics(master_id="x"),
    "a master without end": basics(master_id=10**25),
    "an odd cover": basics(cover_image=7, thumb={}),
}


@pytest.mark.parametrize("change", PAGES.values(), ids=PAGES)
def test_an_odd_item_has_a_page_and_a_gap(home: Home, monkeypatch: pytest.MonkeyPatch, change: Change) -> None:
    """Of its own, on every run; nobody else's is missing."""
    with_item(home, monkeypatch, change)
    for _ in range(2):
        ended = home.run("--all")
        assert ("", 5) == (ended.err, len(list(home.content.glob("albums/*/index.md")))), ended
        assert 1 == ended.out.count("Discogs: That release does not exist"), ended.out


LEFT_OUT: dict[str, Change] = {
    "no id at all": item(id=None),
    "id 0": item(id=0),
    "a negative id": item(id=-2),
    "an id in words": item(id="two"),
    "an id like truth": item(id=True),
    "no instance": item(instance_id=None),
    "an instance in words": item(instance_id="x"),
}


@pytest.mark.parametrize("change", LEFT_OUT.values(), ids=LEFT_OUT)
def test_an_item_without_an_id_is_left_out(home: Home, monkeypatch: pytest.MonkeyPatch, change: Change) -> None:
    """One sentence says so, with the title; the others have their pages."""
    with_item(home, monkeypatch, change)
    for _ in range(2):
        ended = home.run("--all")
        assert (1, "", 4) == (ended.code, ended.err, len(list(home.content.glob("albums/*/index.md")))), ended
        assert 1 == ended.out.count("An item on page 1 of the collection, Artist 2: Title 2, was left out"), ended.out


@pytest.mark.parametrize(
    ("other", "code", "left_out"),
    [
        (item(id=3), 0, 0),
        (item(id=3, instance_id=100_003), 0, 0),
        (item(instance_id=100_003), 1, 1),
    ],
)
def test_two_items_of_one_number_are_told(
    home: Home, monkeypatch: pytest.MonkeyPatch, other: Change, code: int, left_out: int
) -> None:
    """Two copies of one release have one page; one copy cannot be of two releases, which the run says."""
    with_item(home, monkeypatch, other)
    for _ in range(2):
        ended = home.run("--all")
        assert (code, "", 4) == (ended.code, ended.err, len(list(home.content.glob("albums/*/index.md")))), ended
        assert left_out == ended.out.count("of the collection, Artist 2: Title 2, was left out: its instance_id"), ended


@pytest.mark.parametrize("odd", [None, 3, "x", [], [[]]])
def test_something_that_is_no_item_is_left_out(home: Home, monkeypatch: pytest.MonkeyPatch, odd: object) -> None:
    """The page's other items are read."""
    right = home.fake.answer

    def answer(call: Any) -> Any:
        response = right(call)
        if not call.path.endswith("/releases") or "/collection/" not in call.path:
            return response
        page = json.loads(response.body)
        page["releases"].insert(1, odd)
        return replace(response, body=json.dumps(page).encode())

    monkeypatch.setattr(home.fake, "answer", answer)
    ended = home.run("--all")
    assert ("", 5) == (ended.err, len(list(home.content.glob("albums/*/index.md")))), ended
