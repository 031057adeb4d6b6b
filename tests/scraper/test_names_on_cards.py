"""The catalogue's cards show names as pages do, without the numbers by which Discogs tells homonyms apart."""

from typing import Any

import pytest

from scraper.app.catalogue.show import ShownRecord
from scraper.cli.catalogue.cards import card, names_shown


def credited(name: str, **more: Any) -> dict[str, Any]:
    """Return a row of a credit."""
    return {"name": name, "anv": "", "join_phrase": "", "is_extra": 0, "role": "", "tracks": "", **more}


RELEASE = {
    "release_id": 1,
    "title": "Album (2)",
    "release_artist": [
        credited("Level 42 (3)", join_phrase="&"),
        credited("Plain", anv="Destiny (9)"),
        credited("Engineer (4)", is_extra=1, role="Engineer"),
    ],
    "release_label": [{"name": "Not On Label (France (5) Self-released)", "catno": "F 1"}],
    "release_series": [{"name": "Jazz Hour (6)"}],
}
ARTIST = {
    "artist_id": 2,
    "realname": "Somebody (2)",
    "artist_alias": [{"name": "Alias (99)"}],
    "artist_variation": [{"name": "L42 (2)"}, {"name": "L42"}],
    "artist_member": [{"name": "Mike (12)"}],
    "artist_group": [{"name": "Groups (3)"}, {"name": None}],
}
LABEL = {
    "label_id": 3,
    "parent_name": "Parent (7)",
    "label_sublabel": [{"name": "Not On Label (Hel (3) Self-released)"}],
}
CARDS = {
    "releases": (
        RELEASE,
        "",
        [
            "Level 42 & Destiny – Album (2)",
            "",
            "Release  1",
            "Label    Not On Label (France Self-released) F 1",
            "Series   Jazz Hour",
            "",
            "Credits",
            "  Engineer: Engineer",
        ],
    ),
    "artists": (
        ARTIST,
        "Level 42 (3)",
        [
            "Level 42",
            "",
            "Artist     2",
            "Real name  Somebody",
            "Aliases    Alias",
            "Also       L42",
            "Members    Mike",
            "In         Groups",
        ],
    ),
    "labels": (
        LABEL,
        "Virgin (2)",
        ["Virgin", "", "Label      3", "Part of    Parent", "Sublabels  Not On Label (Hel Self-released)"],
    ),
}


@pytest.mark.parametrize("kind", CARDS)
def test_a_card_shows_names_without_numbers(kind: Any) -> None:
    """A title, which is no name, stays as it is."""
    record, name, expected = CARDS[kind]
    assert expected == card(ShownRecord(kind=kind, record=record, name=name, releases=None))


def test_a_record_of_the_search_index_alone_has_names_without_numbers() -> None:
    """There they are one text."""
    index = {"artists": "Level 42", "title": "Album (2)", "labels": "Virgin (2), Not On Label (Hel (3) Self-released)"}
    shown = ShownRecord(kind="releases", record={"release_id": 1, "release_index": index}, name="", releases=None)
    assert "Label    Virgin, Not On Label (Hel Self-released)" in card(shown)


@pytest.mark.parametrize(
    ("names", "expected"),
    [("Virgin (2), EMI", "Virgin, EMI"), ("Virgin (2), Virgin", "Virgin"), ("A, Inc. (2)", "A, Inc."), ("", "")],
)
def test_joined_names_are_shown_each_once(names: str, expected: str) -> None:
    """As the search lists labels."""
    assert expected == names_shown(names)
