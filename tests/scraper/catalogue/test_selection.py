"""A selection decides on a record's bytes as it would on the whole record."""

from pathlib import Path

import pytest
from dumps import PLAIN, expected, load, real_dump, stored, written

from scraper.catalogue.backend import Catalogue
from scraper.catalogue.selection import Selection
from scraper.catalogue.wanted_ids import artists_named, mentioned_ids, names_in
from scraper.run.errors import BadUsage

MASTER = '<master_id is_main_release="false">{}</master_id></release>'
ARTIST = "<artist><id>{}</id><name>{}</name>{}</artist>"


def kept(catalogue: Catalogue) -> set[int]:
    """Return the ids of the releases in the catalogue."""
    return {row[0] for row in stored(catalogue, "releases")["release"]}


def test_masters_are_all_their_pressings(sqlite_catalogue: Catalogue) -> None:
    """Every release of a wanted master is kept, and every wanted release."""
    file = real_dump("releases")
    rows = expected("releases", file)["release"]
    masters = frozenset(row[8] for row in rows[::5] if row[8])
    owned = frozenset(row[0] for row in rows[:10])
    load(sqlite_catalogue, file, Selection(keep="masters", releases=owned, masters=masters))
    wanted = {row[0] for row in rows if row[8] in masters or row[0] in owned}
    assert wanted == kept(sqlite_catalogue)
    assert len(masters) < len(wanted) < len(rows)


def test_artists_are_all_that_credit_them(sqlite_catalogue: Catalogue) -> None:
    """A release is kept for a main artist, for one in another role, and for one on a single track."""
    file = real_dump("releases")
    rows = expected("releases", file)
    credits_ = [(row[0], row[2]) for row in rows["release_artist"]]
    credits_ += [(row[0], row[3]) for row in rows["release_track_artist"]]
    artists = frozenset(artist for _, artist in credits_[::40] if artist)
    load(sqlite_catalogue, file, Selection(keep="artists", artists=artists))
    wanted = {release for release, artist in credits_ if artist in artists}
    assert wanted == kept(sqlite_catalogue)
    assert len(wanted) < len(rows["release"])


@pytest.mark.parametrize(
    ("selection", "wanted"),
    [
        (Selection(keep="collection"), set()),
        (Selection(keep="collection", releases=frozenset({12})), {12}),
        (Selection(keep="collection", releases=frozenset({1, 2})), {1, 2}),
        (Selection(keep="masters", masters=frozenset({12})), {3}),
        (Selection(keep="masters", masters=frozenset({0})), set()),
        (Selection(keep="artists", artists=frozenset({1})), {1, 2, 3, 12}),
        (Selection(keep="artists", artists=frozenset({11})), set()),
    ],
)
def test_an_id_is_not_found_in_another(
    sqlite_catalogue: Catalogue, tmp_path: Path, selection: Selection, wanted: set[int]
) -> None:
    """12 is neither 1 nor 123, a release's id is no master's, and 0 is no master."""
    records = [
        PLAIN.format(1),
        PLAIN.format(2).replace("</release>", MASTER.format(123)),
        PLAIN.format(3).replace("</release>", MASTER.format(12)),
        PLAIN.format(12).replace("</release>", MASTER.format(0)),
    ]
    load(sqlite_catalogue, written(tmp_path, "releases", *records), selection)
    assert wanted == kept(sqlite_catalogue)


def test_bytes_that_do_not_tell_are_looked_at_whole(sqlite_catalogue: Catalogue, tmp_path: Path) -> None:
    """An id in an unusual place is found; a record without a readable id is set aside."""
    odd = PLAIN.format(2).replace('id="2" status="Accepted"', 'status="Accepted" id="2"')
    other = PLAIN.format(3).replace('id="3" status="Accepted"', 'status="Accepted" id="3"')
    file = written(tmp_path, "releases", PLAIN.format(1), odd, other, PLAIN.format(""))
    loaded = load(sqlite_catalogue, file, Selection(keep="collection", releases=frozenset({2})))
    assert loaded is not None
    assert ({2}, 4, 1, 1) == (kept(sqlite_catalogue), loaded.records, loaded.kept, loaded.bad)


def test_what_is_not_wanted_is_never_parsed(sqlite_catalogue: Catalogue, tmp_path: Path) -> None:
    """A broken record that is not wanted does not count as bad."""
    file = written(tmp_path, "releases", PLAIN.format(1), PLAIN.format(2).replace("Stockholm", "A & B"))
    loaded = load(sqlite_catalogue, file, Selection(keep="collection", releases=frozenset({1})))
    assert loaded is not None
    assert (2, 1, 0) == (loaded.records, loaded.kept, loaded.bad)


def test_other_kinds_are_kept_by_their_own_ids(catalogue: Catalogue, tmp_path: Path) -> None:
    """Images before the id and ids of members after it make no difference."""
    images = '<images><image type="primary" uri="" uri150="" width="1" height="1"/></images>'
    people = '<members><id>2</id><name id="2">B</name></members>'
    records = [
        ARTIST.format(1, "A", people),
        ARTIST.format(2, "B", "").replace("<artist>", f"<artist>{images}"),
        ARTIST.format(3, "C", ""),
    ]
    load(catalogue, written(tmp_path, "artists", *records), Selection(keep="artists", artists=frozenset({2, 3})))
    assert [(2, "B"), (3, "C")] == [row[:2] for row in stored(catalogue, "artists")["artist"]]


def test_mentions_are_ids_that_lead_somewhere(catalogue: Catalogue, tmp_path: Path) -> None:
    """Neither 0 nor a missing id is mentioned; an index alone mentions only masters."""
    unlinked = PLAIN.format(1).replace("<id>1</id>", "<id>0</id>").replace('id="5"', 'id=""')
    with_master = PLAIN.format(2).replace("</release>", MASTER.format(77))
    file = written(tmp_path, "releases", unlinked, with_master)
    load(catalogue, file)
    mentioned = {kind: mentioned_ids(catalogue, kind) for kind in ("artists", "labels", "masters", "releases")}
    assert {"artists": {1}, "labels": {5}, "masters": {77}, "releases": set()} == mentioned
    load(catalogue, file, Selection(keep="index"))
    assert not mentioned_ids(catalogue, "artists")
    assert {77} == mentioned_ids(catalogue, "masters")


def test_artists_are_named_as_people_type_them(catalogue: Catalogue, tmp_path: Path) -> None:
    """Names, aliases and variations count, whatever their case, accents and numbers.

    Aliases, members and groups of the artists come along.
    """
    records = [
        ARTIST.format(1, "Sigur Rós", '<members><name id="11">Jónsi</name></members>'),
        ARTIST.format(2, "Sublime (2)", '<groups><name id="12">X</name></groups>'),
        ARTIST.format(3, "Prince", "<namevariations><name>The Artist</name></namevariations>"),
        ARTIST.format(4, "Aphex Twin", '<aliases><name id="14">AFX</name></aliases>'),
        ARTIST.format(5, "Nobody Asked", '<aliases><name id="15">Y</name></aliases>'),
    ]
    load(catalogue, written(tmp_path, "artists", *records))
    named = artists_named(catalogue, ["SIGUR ROS", "sublime", "the artist", "afx", "Nobody Knows"])
    assert {1, 11, 2, 12, 3, 14} == named.ids
    assert ("Nobody Knows",) == named.missing


def test_names_need_artists_to_look_them_up_in(catalogue: Catalogue) -> None:
    """The sentence names the command that loads them."""
    with pytest.raises(BadUsage, match="scrape catalogue ingest --type artists --keep all"):
        artists_named(catalogue, ["Prince"])


@pytest.mark.parametrize(
    ("name", "body", "names"),
    [
        ("a.txt", "Prince\n\n  Crosby, Stills & Nash \r\nSigur Rós", ["Prince", "Crosby, Stills & Nash", "Sigur Rós"]),
        ("a.csv", '\ufeffPrince,1\n"Crosby, Stills & Nash",2\n,3\n', ["Prince", "Crosby, Stills & Nash"]),
    ],
)
def test_a_list_is_a_name_a_line_or_a_first_column(tmp_path: Path, name: str, body: str, names: list[str]) -> None:
    """Lines without a name are left out."""
    (tmp_path / name).write_text(body, encoding="utf-8")
    assert names == names_in(tmp_path / name)


def test_a_list_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    """The list is missing, or is no text in UTF-8."""
    with pytest.raises(BadUsage, match="There is no file"):
        names_in(tmp_path / "none.txt")
    (tmp_path / "latin.txt").write_bytes(b"Bj\xf6rk")
    with pytest.raises(BadUsage, match="is no UTF-8 text"):
        names_in(tmp_path / "latin.txt")
