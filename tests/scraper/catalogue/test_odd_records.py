"""Unusual but valid records are read as an XML parser reads them, into either database."""

from pathlib import Path

import pytest
from dumps import PLAIN, expected, load, stored, written

from scraper.catalogue.backend import Catalogue

ODD = {
    "references that bring tags": PLAIN.format(2).replace("Stockholm", "&lt;title&gt;X&lt;/title&gt; &#60;b&#x3e;"),
    "quotes in attributes": PLAIN.format(2).replace("Svek", "12&quot; &apos;Svek&apos; 'x' &lt;y&gt; a>b"),
    "a line end in an attribute": PLAIN.format(2).replace("Svek", "Sv\nek\tx&#10;y&#13;&#10;z"),
    "carriage returns": PLAIN.format(2).replace("Stockholm", "a&#13;\nb\r\nc\rd&#13;e&#xD;&#xA;f"),
    "characters beyond the first plane": PLAIN.format(2).replace("Stockholm", "🎵 &#127925; &#x1F3B5; 坂本龍一 Łona"),
    "CDATA": PLAIN.format(2).replace("Stockholm", "<![CDATA[a < b & c]]>"),
    "a comment": PLAIN.format(2).replace("<title>", "<!-- <title>no</title> --><title>"),
    "a comment within a text": PLAIN.format(2).replace("Stockholm", "Stock<!-- no -->holm"),
    "a processing instruction": PLAIN.format(2).replace("<title>", "<?x y?><title>"),
    "single quotes": PLAIN.format(2).replace('name="Svek"', "name='Sv\"ek'"),
    "attributes in another order": PLAIN.format(2).replace('id="2" status="Accepted"', 'status="Accepted" id="2"'),
    "sections in another order": PLAIN.format(2)
    .replace("<title>Stockholm</title>", "")
    .replace("<artists>", "<title>Stockholm</title><artists>", 1),
    "fields in another order": PLAIN.format(2).replace(
        "<id>1</id><name>The Persuader</name>", "<name>The Persuader</name><id>1</id>"
    ),
    "white space between tags": PLAIN.format(2).replace("><", "> \n <"),
    "empty elements either way": PLAIN.format(2).replace("<anv></anv><join></join>", "<anv/><join />"),
    "an unlinked credit": PLAIN.format(2).replace("<id>1</id>", "<id></id>").replace('id="5"', 'id=""'),
    "ids of nought": PLAIN.format(2).replace("<id>1</id>", "<id>0</id>").replace('id="5"', 'id="0"'),
    "a format with 64 figures": PLAIN.format(2).replace(
        "</labels>", f'</labels><formats><format name="CD" qty="{"9" * 64}" text=""/></formats>'
    ),
    "an empty quantity and duration": PLAIN.format(2).replace(
        "</labels>",
        '</labels><formats><format name="CD" qty="" text="x"><descriptions/></format></formats>'
        "<tracklist><track><position></position><title>a</title><duration></duration></track></tracklist>",
    ),
    "a name of three kilobytes": PLAIN.format(2).replace("The Persuader", "Orchestra &amp; " * 200),
    "a series": PLAIN.format(2).replace(
        "</labels>", '</labels><series><series name="Late &amp; Night" catno="1" id="9"/></series>'
    ),
    "descriptions": PLAIN.format(2).replace(
        "</labels>",
        '</labels><formats><format name="Vinyl" qty="1" text=""><descriptions><description>12"</description>'
        "<description>A &amp; &lt;B&gt;</description><description/></descriptions></format></formats>",
    ),
    "no master, said": PLAIN.format(2).replace(
        "</release>", '<master_id is_main_release="false">0</master_id></release>'
    ),
    "a year that is none": PLAIN.format(2).replace("</release>", "<released>19??-00</released></release>"),
    "a year of nought": PLAIN.format(2).replace("</release>", "<released>0000</released></release>"),
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_odd_records_are_read_as_an_xml_parser_reads_them(
    sqlite_catalogue: Catalogue, tmp_path: Path, odd: str
) -> None:
    """It makes no difference whether a pattern fits a record; none of them counts as bad."""
    file = written(tmp_path, "releases", odd)
    loaded = load(sqlite_catalogue, file)
    assert loaded is not None
    assert (1, {}) == (loaded.kept, dict(loaded.unknown))
    assert expected("releases", file) == stored(sqlite_catalogue, "releases")


def test_odd_records_are_read_alike_into_either_database(catalogue: Catalogue, tmp_path: Path) -> None:
    """One dump holds all of them."""
    file = written(
        tmp_path, "releases", *[text.replace('id="2"', f'id="{at}"') for at, text in enumerate(ODD.values(), 1)]
    )
    loaded = load(catalogue, file)
    assert loaded is not None
    assert (len(ODD), 0) == (loaded.kept, loaded.bad)
    assert expected("releases", file) == stored(catalogue, "releases")


def test_parts_of_tracks_follow_them(catalogue: Catalogue, tmp_path: Path) -> None:
    """A sub-track names its track's sequence, one sequence counts all rows, and credits belong to the sub-track.

    A credit that comes twice is kept twice.
    """
    credit = "<artist><id>7</id><name>B</name><anv/><join/><role>Flute, Flute</role><tracks/></artist>"
    head = "<position>{0}</position><title>T{0}</title><duration>1:02:03</duration>"
    part = f"<track>{head.format('b')}<artists>{credit}</artists><extraartists>{credit * 2}</extraartists></track>"
    tracks = f"<track>{head.format('a')}<sub_tracks>{part}{part}</sub_tracks></track><track>{head.format('c')}</track>"
    file = written(
        tmp_path, "releases", PLAIN.format(2).replace("</release>", f"<tracklist>{tracks}</tracklist></release>")
    )
    load(catalogue, file)
    there = stored(catalogue, "releases")
    assert expected("releases", file) == there
    assert [(1, None, 3723), (2, 1, 3723), (3, 1, 3723), (4, None, 3723)] == [
        (row[1], row[2], row[6]) for row in there["release_track"]
    ]
    assert [(2, 1, 0), (2, 2, 1), (2, 3, 1), (3, 1, 0), (3, 2, 1), (3, 3, 1)] == [
        (row[1], row[2], row[-1]) for row in there["release_track_artist"]
    ]


def test_unknown_elements_are_counted_and_cost_nothing(catalogue: Catalogue, tmp_path: Path) -> None:
    """Discogs adds elements unannounced: the record is loaded, and the summary names what was left out."""
    new = (
        PLAIN.format(2)
        .replace("</release>", "<estate><x>1</x></estate></release>")
        .replace('id="5"', 'id="5" isrc="1"')
    )
    again = PLAIN.format(3).replace("</release>", "<estate/></release>").replace("<role>", "<mood/><role>")
    file = written(tmp_path, "releases", PLAIN.format(1), new, again)
    loaded = load(catalogue, file)
    assert loaded is not None
    assert 3 == loaded.kept
    counted = {"release/artists/artist/mood": 1, "release/estate": 2, "release/labels/label@isrc": 1}
    assert counted == loaded.unknown == catalogue.loads()["releases"].unknown
    assert expected("releases", file) == stored(catalogue, "releases")


def test_images_are_passed_over(sqlite_catalogue: Catalogue, tmp_path: Path) -> None:
    """Images are not kept, and not counted as unknown."""
    images = '<images><image type="primary" uri="" uri150="" width="600" height="600"/></images>'
    file = written(tmp_path, "artists", f"<artist>{images}<id>1</id><name>A</name></artist>")
    loaded = load(sqlite_catalogue, file)
    assert loaded is not None
    assert (1, {}) == (loaded.kept, loaded.unknown)
