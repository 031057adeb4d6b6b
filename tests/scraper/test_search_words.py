"""What is typed into the search boxes of services: few words, which all spellings of a record have."""

from collections.abc import Sequence

import pytest
from contenders import ours, various

from scraper.matching import search_words


@pytest.mark.parametrize(
    ("artist", "title", "expected"),
    [
        ("Sigur Rós", "( )", ("Sigur Rós", "( )")),
        ("!!!", "!!!", ("!!!", "!!!")),
        ("Luna", "Night Garden (Deluxe Edition) [Remastered]", ("Luna", "Night Garden")),
        ("Luna", '"Night" Garden: Live', ("Luna", "Night Garden")),
        ("Luna", "Touch Me / Halloween", ("Luna", "Touch Me")),
        ("Luna", "Aerodynamik = 空力", ("Luna", "Aerodynamik")),
        ("Luna", "(What's The Story) Glory?", ("Luna", "What's The Story Glory?")),
        ("Luna", "4½", ("Luna", "4½")),
        ("Luna", "Remastered", ("Luna", "Remastered")),
        (("Ada", "Bert"), "X", ("Ada", "X")),
        ("Ada & Bert", "X", ("Ada & Bert", "X")),
        ("Luna", "空力 = Aerodynamik", ("Luna", "Aerodynamik")),
        ("Luna", "誓い", ("Luna", "誓い")),
        ("Luna", "Untitled", ("Luna", "Luna")),
        ("Prince", "Music From The Motion Picture Purple Rain", ("Prince", "Purple Rain")),
        ("Luna", "The Best Of Luna", ("Luna", "The Best Of Luna")),
        ("John Coltrane Quartet", "Ballads", ("John Coltrane", "Ballads")),
        ("Bob Marley & The Wailers", "Exodus", ("Bob Marley", "Exodus")),
        ("Florence And The Machine", "Lungs", ("Florence And The Machine", "Lungs")),
    ],
)
def test_search_boxes_get_plain_words(artist: str | Sequence[str], title: str, expected: tuple[str, str]) -> None:
    """Of several artists the first, without editions and second titles, but never nothing."""
    assert expected == search_words(ours(artist, title))


def test_composers_are_not_searched_for() -> None:
    """They come first at Discogs, and services leave them out; somebody else must be there."""
    both = ours(("Bach", "Glenn Gould"), "Goldberg Variations", is_classical=True)
    assert ("Glenn Gould", "Goldberg Variations") == search_words(both)
    assert ("Bach", "X") == search_words(ours("Bach", "X", is_classical=True))


def test_nobody_is_searched_for_as_services_call_them() -> None:
    """They have a word for it."""
    assert ("Various Artists", "Gold Soul") == search_words(various("Gold Soul"))
