import csv

import pytest
from catalogue_rows import load_records, release_rows

from scraper.catalogue.backend import Catalogue
from scraper.catalogue.library import LibraryEntry
from scraper.catalogue.pruning import HEADER, Library, csv_line, judgement_line, judgements


def library(*pairs: tuple[str, str]) -> Library:
    """Return a library of these artists and titles."""
    return Library.of(LibraryEntry(artist=artist, title=title) for artist, title in pairs)


@pytest.mark.parametrize(
    ("artist", "title"),
    [
        ("The Beatles", "Abbey Road"),
        ("Beatles, The", "ABBEY ROAD"),
        ("Beatles", "Abbey Road!"),
    ],
)
def test_the_same_pair_is_kept_however_it_is_written(artist: str, title: str) -> None:
    """Case, accents, articles and signs make no difference, and nothing is compared letter by letter."""
    judgement = library((artist, title)).judge(1, "The Beatles", "Abbey Road")
    assert ("keep", "same artist and title", None) == (judgement.verdict, judgement.why, judgement.scores)


@pytest.mark.parametrize(
    ("listed", "released"),
    [
        (("Bjork", "Debut"), ("Björk", "Début")),
        (("Simon and Garfunkel", "Bookends"), ("Simon & Garfunkel", "Bookends")),
        (("Nirvana", "Bleach"), ("Nirvana (2)", "Bleach")),
        (("V/A", "Nuggets"), ("Various", "Nuggets")),
        (("The The", "Dusk"), ("The The", "Dusk")),
        (("!!!", "Louden Up Now"), ("!!!", "Louden Up Now")),
        (("坂本龍一", "千のナイフ"), ("坂本龍一", "千のナイフ")),
    ],
)
def test_names_are_compared_as_people_write_them(listed: tuple[str, str], released: tuple[str, str]) -> None:
    """'&' is 'and', Discogs' numbers are left out, Various has many names, and a name may be an article or signs."""
    assert "keep" == library(listed).judge(1, *released).verdict


@pytest.mark.parametrize(
    ("listed", "released"),
    [
        (("David Bowie", "Space Oddity"), ("David Bowie", "Space Odity")),
        (("Pink Floyd", "Wish You Were Here"), ("Pink Floyd", "Wish You Where Here")),
        (("Bach, Johann Sebastian", "Die Kunst der Fuge"), ("Johann Sebastian Bach", "Kunst Der Fuge, Die")),
    ],
)
def test_what_is_alike_in_all_three_is_kept(listed: tuple[str, str], released: tuple[str, str]) -> None:
    """A slip of the pen or another order of words does not matter."""
    judgement = library(listed).judge(1, *released)
    assert ("keep", 3) == (judgement.verdict, len(judgement.scores or (0, 0, 0)))


@pytest.mark.parametrize(
    ("listed", "released", "why"),
    [
        (("Various", "Now That's What I Call Music 44"), ("Various", "Now That's What I Call Music 45"), "numbers"),
        (("Led Zeppelin", "Led Zeppelin III"), ("Led Zeppelin", "Led Zeppelin II"), "numbers"),
        (("Prince", "Purple Rain"), ("Prince & The Revolution", "Purple Rain"), "says more"),
        (("The Beatles", "Abbey Road"), ("The Beatles", "Abbey Road (Deluxe Edition)"), "says more"),
        (("Miles Davis Quintet", "Cookin'"), ("Miles", "Davis Quintet: Cookin'"), "as a whole"),
        (("Metallica", "Master of Puppets"), ("Metalica", "Mastre of Pupets"), "alike in artist and title"),
    ],
)
def test_what_may_be_another_record_is_for_people_to_look_at(
    listed: tuple[str, str], released: tuple[str, str], why: str
) -> None:
    """With another number, a longer title or a guest it is neither kept nor dropped."""
    judgement = library(listed).judge(1, *released)
    assert "review" == judgement.verdict
    assert why in judgement.why


@pytest.mark.parametrize(
    ("listed", "released"),
    [
        (("Nirvana", "Nevermind"), ("Public Enemy", "25th Anniversary Vinyl Collection")),
        (("Chicago", "Chicago II"), ("Steven Wilson", "4½")),
        (("Van Halen", "Van Halen"), ("Van Halen", "1984")),
        (("The Beatles", "The Beatles"), ("The Beatles", "1")),
        (("Various", "The Wiz"), ("Various", "Another Compilation")),
        (("Prince", "Hits"), ("Various", "Hits")),
        (("Werner Müller And His Orchestra", "Chaos"), ("Werner Müller And His Orchestra", "Those")),
        (("Level", "Level"), ("Level 42", "Running In The Family")),
    ],
)
def test_another_record_by_the_same_name_is_dropped(listed: tuple[str, str], released: tuple[str, str]) -> None:
    """The same artist alone, or the same title alone, proves nothing."""
    assert "drop" == library(listed).judge(1, *released).verdict


def test_what_is_owned_is_kept_by_its_id() -> None:
    """Artist and title make no difference then."""
    owned = Library.of([], frozenset({7}))
    assert ("keep", "owned or wanted") == ((judgement := owned.judge(7, "", "")).verdict, judgement.why)
    assert "drop" == owned.judge(8, "", "").verdict


def test_the_most_alike_of_several_is_named() -> None:
    """The judgement has the entry that the release is most like."""
    several = library(
        ("Pink Floyd", "Wish"), ("Pink Floyd", "Wish You Were Here Live"), ("Pink Floyd", "Wish You Were Her")
    )
    judgement = several.judge(1, "Pink Floyd", "Wish You Were Here")
    assert LibraryEntry(artist="Pink Floyd", title="Wish You Were Her") == judgement.entry


def test_a_large_library_does_not_hide_a_record() -> None:
    """Rare words are looked up first, and lead to the entry."""
    many = [LibraryEntry(artist=f"The Band {number}", title="Greatest Hits") for number in range(3_000)]
    judgement = Library.of([*many, LibraryEntry(artist="Zwan", title="Greatest Hitz")]).judge(
        1, "Zwan", "Greatest Hits"
    )
    assert ("keep", "Zwan") == (judgement.verdict, judgement.entry and judgement.entry.artist)


def test_every_release_is_judged_and_becomes_a_line_of_csv(catalogue: Catalogue) -> None:
    """Titles may hold commas, quotes and line breaks.

    Scores are whole percent, and absent where nothing was compared.
    """
    load_records(
        catalogue,
        "releases",
        release_rows(1, "Nena", '99, "Luftballons"'),
        release_rows(2, "Somebody", "Else\nEntirely"),
        release_rows(3, "Nena", "99 Luftbalons"),
    )
    judged = judgements(catalogue, library(("Nena", "99 Luftballons")))
    lines = map(judgement_line, sorted(judged, key=lambda judgement: judgement.release_id))
    text = csv_line(*HEADER) + "".join(lines)
    rows = list(csv.DictReader(text.splitlines(keepends=True)))
    assert [("keep", "1", ""), ("drop", "2", ""), ("keep", "3", "96")] == [
        (row["verdict"], row["release_id"], row["title_score"]) for row in rows
    ]
    assert "Else\nEntirely" == rows[1]["title"]
