"""Service answers become domain records, whatever is missing, null or odd in them."""

import json
import math
from dataclasses import asdict
from typing import Any

import pytest

from scraper import translation
from scraper.domain.credits import ArtistId, Credit
from scraper.domain.releases import Format, Image, LabelId, LabelLine, Release, ReleaseId
from scraper.translation import Untranslatable

NASTY: tuple[Any, ...] = (
    None,
    "",
    "x",
    "none",
    0,
    -1,
    1.5,
    True,
    10**30,
    10**400,
    math.nan,
    math.inf,
    "9" * 64,
    "٣",
    "²",
    "\ud800",
    [],
    [None],
    ["\ud800", 1],
    [[]],
    [{}],
    [{"id": "x", "name": None}],
    [{"name": "n", "id": [], "qty": {}, "sub_tracks": 1, "uri": 1, "value": None}],
    {},
)
KEYS = (  # noqa: SIM905  # as a list it would fill a page
    "title master_id artists year released country labels series companies formats genres styles tracklist"
    " extraartists identifiers videos images notes realname profile namevariations urls"
    " aliases members groups name folder_id rating date_added basic_information"
).split()


def release(**answer: Any) -> Release:
    """Translate a release."""
    return translation.release({"id": 1, **answer})


def test_a_bare_release_is_translated() -> None:
    """An id is enough: absent keys are the rule, not the exception."""
    assert Release(release_id=ReleaseId(1), title="") == release()


@pytest.mark.parametrize("value", NASTY, ids=lambda value: repr(value)[:20])
def test_nothing_odd_stops_a_run(value: Any) -> None:
    """Nulls, other types, lone surrogates and impossible numbers, under every key, become what can be stored."""
    for key in KEYS:
        answer = {"id": 1, "instance_id": 1, key: value}
        for translate in (translation.release, translation.master, translation.artist, translation.copy):
            translated = asdict(translate(answer))
            json.dumps(translated, ensure_ascii=False, allow_nan=False).encode()
            assert all(number < 2**63 for number in _numbers(translated)), key
        translation.basic_release({"id": 1, "basic_information": {"id": 1, key: value}})


def _numbers(value: Any) -> list[float]:
    if isinstance(value, dict):
        return _numbers(list(value.values()))
    if isinstance(value, list | tuple):
        return [number for entry in value for number in _numbers(entry)]
    return [value] if isinstance(value, int | float) else []


@pytest.mark.parametrize("number", [None, 0, -1, "", "x", [], True, 1.0, 10**30, "9" * 64])
def test_an_answer_without_its_id_is_refused(number: Any) -> None:
    """It is about something else."""
    for translate in (translation.release, translation.master, translation.artist):
        with pytest.raises(Untranslatable, match="no id"):
            translate({"id": number})
    with pytest.raises(Untranslatable, match="no instance_id"):
        translation.copy({"id": 1, "instance_id": number})


def test_a_copy_is_translated() -> None:
    """With its offset as it came, and its fields by number."""
    item = {
        "id": 5,
        "instance_id": 7,
        "folder_id": 3,
        "rating": 4,
        "date_added": "2020-01-02T03:04:05-08:00",
        "notes": [{"field_id": 1, "value": " Mint (M) "}, {"field_id": 3, "value": ""}, {"value": "x"}, None],
    }
    copy = translation.copy(item)
    assert (7, 5, 3, 4, "2020-01-02T03:04:05-08:00", ((1, "Mint (M)"),)) == (
        copy.instance_id,
        copy.release_id,
        copy.folder_id,
        copy.rating,
        copy.date_added,
        copy.notes,
    )
    assert 5 == translation.copy({**item, "rating": 9}).rating


def test_what_a_collection_page_tells_is_a_release() -> None:
    """The id outside counts where the one inside is missing."""
    item = {"id": 5, "basic_information": {"title": "T", "master_id": 0, "master_url": None, "year": 0}}
    assert Release(release_id=ReleaseId(5), title="T") == translation.basic_release(item)
    assert Release(release_id=ReleaseId(5), title="") == translation.basic_release({"id": 5, "basic_information": None})


@pytest.mark.parametrize("catno", ["none", "None", "NONE", "[none]", "", " ", None, 0])
def test_no_catalogue_number_is_none(catno: Any) -> None:
    """Discogs writes the word."""
    label = {"id": 3, "name": "Vinyl Lovers (3)", "catno": catno}
    assert (LabelLine(label_id=LabelId(3), name="Vinyl Lovers (3)"),) == release(labels=[label]).labels


def test_labels_are_told_once_and_companies_with_what_they_did() -> None:
    """A label that is listed twice alike is one line; two numbers are two."""
    labels = [{"id": 3, "name": "L", "catno": number} for number in ("A 1", "A 1", "A 2")]
    assert ["A 1", "A 2"] == [label.catno for label in release(labels=labels).labels]
    pressed = {"id": 4, "name": "Plant", "entity_type": "17", "entity_type_name": "Pressed By"}
    assert [("", "Pressed By")] == [
        (label.role, company.role)
        for label, company in [(release(labels=[pressed]).labels[0], release(companies=[pressed]).companies[0])]
    ]


@pytest.mark.parametrize(
    ("quantity", "expected"),
    [("2", 2), (2, 2), ("", 1), (None, 1), ("0", 1), ("x", 1), ("9" * 64, 1), ("100000", 1), ("-2", 1), ("1.5", 1)],
)
def test_quantities_are_numbers(quantity: Any, expected: int) -> None:
    """Discogs sends text, and people type anything."""
    translated = release(formats=[{"name": "Vinyl", "qty": quantity, "descriptions": ["LP", None], "text": None}])
    assert (Format(name="Vinyl", quantity=expected, descriptions=("LP",)),) == translated.formats


@pytest.mark.parametrize(
    ("duration", "expected"),
    [
        ("4:45", 285),
        ("75:02", 4502),
        ("1:02:03", 3723),
        ("00:04:45", 285),
        ("(4:45)", 285),
        ("", None),
        ("0:00", None),
        ("?", None),
        ("4'45", None),
        ("4:5", None),
        ("4:75", None),
        ("-4:45", None),
        ("1000:00", None),
        ("٤:٤٥", None),
    ],
)
def test_durations_are_seconds(duration: str, expected: int | None) -> None:
    """What is no length is not known."""
    assert expected == translation.seconds(duration)


@pytest.mark.parametrize(("year", "expected"), [(1999, 1999), ("1999", 1999), (0, None), (None, None), ("", None)])
def test_year_zero_is_unknown(year: Any, expected: int | None) -> None:
    """Of a release and of a master."""
    assert (expected, expected) == (release(year=year).year, translation.master({"id": 1, "year": year}).year)


@pytest.mark.parametrize(("number", "expected"), [(5, 5), (0, None), (None, None)])
def test_no_master_is_none(number: Any, expected: int | None) -> None:
    """Zero in the collection, absent in the release."""
    assert expected == release(master_id=number).master_id


def test_the_primary_image_comes_first() -> None:
    """Without one, the order stays; without an address, as for anonymous callers, there is no image."""
    secondary, primary, other = ({"type": kind, "uri": f"http://{kind}"} for kind in ("secondary", "primary", "other"))
    assert ["http://primary", "http://secondary", "http://other"] == [
        image.uri for image in release(images=[secondary, primary, other]).images
    ]
    assert ["http://secondary", "http://other"] == [image.uri for image in release(images=[secondary, other]).images]
    assert () == release(images=[{"type": "primary", "uri": ""}, {"type": "primary"}]).images
    sized = {"type": "primary", "uri": "http://x", "width": 600, "height": None}
    assert (Image(uri="http://x", width=600, height=0),) == release(images=[sized]).images


def test_credits_keep_what_is_printed() -> None:
    """Names with their suffix, variations and joins; a nameless credit is none."""
    artists = [{"id": 1, "name": "Air (2)", "anv": "AIR", "join": "&"}, {"id": 0, "name": "X"}, {"id": 3, "name": ""}]
    assert (
        Credit(artist_id=ArtistId(1), name="Air (2)", anv="AIR", join="&"),
        Credit(artist_id=None, name="X"),
    ) == release(artists=artists).artists


def test_an_index_has_parts() -> None:
    """With or without being called one; a heading has none, and an unknown kind is a track."""
    part = {"type_": "track", "title": "I", "duration": "1:00"}
    rows = [
        {"type_": "index", "title": "Suite", "sub_tracks": [part, part]},
        {"type_": "track", "title": "Medley", "sub_tracks": [part]},
        {"type_": "heading", "title": "Live"},
        {"type_": "odd", "title": "Song"},
    ]
    tracks = release(tracklist=rows).tracks
    assert ["index", "index", "heading", "track"] == [track.kind for track in tracks]
    assert [2, 1, 0, 0] == [len(track.parts) for track in tracks]
    assert 60 == tracks[0].parts[0].seconds


def test_parts_of_parts_are_left_out() -> None:
    """There are none, and however deep an answer is, it is translated."""
    rows: list[dict[str, Any]] = []
    for _ in range(500):
        rows = [{"type_": "index", "title": "x", "sub_tracks": rows}]
    assert () == release(tracklist=rows).tracks[0].parts[0].parts


def test_lone_surrogates_are_replaced() -> None:
    """No file or database takes them."""
    assert ("a\ufffdb", ("\ufffd",)) == (release(title=" a\ud800b ").title, release(genres=["\udfff", "", 5]).genres)


def test_figures_of_discogs_users_are_not_ours() -> None:
    """Its terms keep what they have, want, vote and ask for it to Discogs, and dumps know nothing of it."""
    community = {"have": 5, "want": 3, "rating": {"average": 4.25, "count": 3}}
    assert release() == release(community=community, lowest_price=12.5, num_for_sale=4)


def test_an_artist_is_translated() -> None:
    """Relatives who left are told from those who are there."""
    answer = {
        "id": 9,
        "name": "Band (2)",
        "realname": "Real",
        "namevariations": ["B", "B", ""],
        "members": [{"id": 1, "name": "A"}, {"id": 2, "name": "B", "active": False}, {"name": ""}, {"name": "C"}],
    }
    artist = translation.artist(answer)
    assert ("Band", "Real", ("B",)) == (artist.display_name, artist.real_name, artist.variations)
    assert [(1, True), (2, False), (None, True)] == [(member.artist_id, member.active) for member in artist.members]


def test_fields_and_folders_are_named() -> None:
    """By number; what has none is left out."""
    assert {1: "Media", 3: ""} == translation.named([{"id": 1, "name": "Media"}, {"id": 3}, {"name": "x"}, {"id": 0}])


@pytest.mark.parametrize("value", ["", "none", "None", " "])
def test_empty_identifiers_are_left_out(value: str) -> None:
    """A barcode that is not there is not printed."""
    kept = {"type": "Barcode", "value": "0 7599-27256-2 0", "description": "text"}
    identifiers = release(identifiers=[{"type": "Barcode", "value": value}, kept]).identifiers
    assert [("Barcode", "0 7599-27256-2 0", "text")] == [
        (identifier.kind, identifier.value, identifier.description) for identifier in identifiers
    ]
