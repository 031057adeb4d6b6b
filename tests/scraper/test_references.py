"""What an address, a number or a tag names."""

import pytest

from scraper.domain.references import NoReleaseError, Reference, ReferenceKind, artist_name, reference, release_number

RELEASES = [
    "249504",
    " 249504 ",
    "[r249504]",
    "[R249504]",
    "[r=249504]",
    "[r 249504]",
    "[ r249504 ]",
    "<https://www.discogs.com/release/249504-Depeche-Mode-Violator>",
    '"https://www.discogs.com/release/249504"',
    "https://www.discogs.com/release/249504,",
    "https://www.discogs.com/release/249504.",
    "https://www.discogs.com/release/249504",
    "https://www.discogs.com/release/249504-Depeche-Mode-Violator",
    "http://www.discogs.com/release/249504-Depeche-Mode-Violator/",
    "HTTPS://WWW.Discogs.com/release/249504",
    "https://discogs.com/release/249504?ev=rr#images",
    "https://m.discogs.com/release/249504",
    "discogs.com/release/249504-Bj%C3%B6rk-D%C3%A9but",
    "https://www.discogs.com/release/249504-Björk-Début",
    "https://www.discogs.com/de/release/249504-Depeche-Mode-Violator",
    "https://www.discogs.com/pt_BR/release/249504",
    "https://www.discogs.com/Depeche-Mode-Violator/release/249504",
    "https://www.discogs.com/fr/Depeche-Mode-Violator/release/249504",
    "https://www.discogs.com/sell/release/249504",
    "https://www.discogs.com/release/249504-Depeche-Mode-Violator/history",
    "https://api.discogs.com/releases/249504",
    "/albums/violator-249504/",
    "albums/violator-249504/index.html",
    "https://records.example/albums/violator-249504/",
    "http://localhost:1313/music/albums/violator-249504/?q=1#tracks",
    "https://records.example/albums/1999-249504/",
    "violator-249504",
    "249504-Depeche-Mode-Violator",
]


@pytest.mark.parametrize("text", RELEASES)
def test_a_release_is_named(text: str) -> None:
    """By its number, its address at Discogs or on our site, and a tag."""
    assert 249504 == release_number(text)


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("https://www.discogs.com/artist/2725-Depeche-Mode", "artist", 2725),
        ("https://www.discogs.com/ja/artist/2725-Depeche-Mode?page=2", "artist", 2725),
        ("https://www.discogs.com/artist/10-10", "artist", 10),
        ("[a2725]", "artist", 2725),
        ("/artists/depeche-mode-2725/", "artist", 2725),
        ("https://records.example/people/flood-3183/", "artist", 3183),
        ("https://www.discogs.com/master/18080-Depeche-Mode-Violator", "master", 18080),
        ("https://www.discogs.com/Depeche-Mode-Violator/master/18080", "master", 18080),
        ("[m18080]", "master", 18080),
        ("https://www.discogs.com/label/23528-Warp-Records", "label", 23528),
        ("[l=23528]", "label", 23528),
        ("/labels/warp-records-23528/", "label", 23528),
    ],
)
def test_other_things_are_named(text: str, kind: ReferenceKind, number: int) -> None:
    """An artist, a master, a label."""
    assert Reference(kind=kind, number=number) == reference(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "249504", "Violator", "A1", "r249504", "[r]", "[r0]", "[x1]", "[a=Depeche Mode]", "/", "albums/"),
        *("https://www.discogs.com/", "https://www.discogs.com/release/", "https://www.discogs.com/user/249504"),
        *("https://example.org/release/249504", "https://discogs.com.example.org/release/249504"),
        *("https://notdiscogs.com/release/249504", "https://www.discogs.com/release/x249504", f"[r{'9' * 30}]"),
        "https://musicbrainz.org/release/5d0c8c43-4d56-4d20-9c0a-3c0f6b5e9a11",
    ],
)
def test_nothing_is_named(text: str) -> None:
    """A bare number does not tell what it is of, and other sites are other sites."""
    assert reference(text) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[m18080]", "'[m18080]' is an album with all its pressings, which Discogs calls a master; give the one that "),
        ("https://www.discogs.com/de/master/18080-Depeche-Mode-Violator", "which Discogs calls a master; give the one"),
        ("https://www.discogs.com/artist/2725", "is an artist, not a release; give a release, by its number or its"),
        ("[l23528]", "is a label, not a release"),
        ("Violator", "'Violator' is no release; give its number, its address at Discogs or that of its page."),
        ("0", "is no release"),
        ("9" * 30, "is no release"),
        ("-5", "is no release"),
        ("[r1][r2]", "is no release"),
        ("[a=Depeche Mode]", "is no release"),
        ("249,504", "is no release"),
        ("https://www.discogs.com/sell/item/249504", "is no release"),
        ("٣", "is no release"),
        ("Vol. 3 - 5", "is no release"),
        ("https://example.org/release/249504", "is no release"),
        ("1999-249504", "'1999-249504' can mean 1999 or 249504; give the number alone."),
        ("249504-Depeche-Mode-101", "'249504-Depeche-Mode-101' can mean 101 or 249504; give the number alone."),
    ],
)
def test_what_names_no_release_is_refused(text: str, why: str) -> None:
    """In a sentence that says what it is, and what to give."""
    with pytest.raises(NoReleaseError) as refused:
        release_number(text)
    assert why in str(refused.value)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[a=Sigur Rós]", "Sigur Rós"),
        ("[A= Genesis (2) ]", "Genesis (2)"),
        ("https://www.discogs.com/artist/Sigur+R%C3%B3s", "Sigur Rós"),
        ("discogs.com/de/artist/Genesis%20%282%29?anv=x#y", "Genesis (2)"),
        ("Sigur Rós", "Sigur Rós"),
        ("[b=Sigur Rós]", "[b=Sigur Rós]"),
        ("https://example.org/artist/Genesis", "https://example.org/artist/Genesis"),
    ],
)
def test_an_artist_is_named_by_name(text: str, name: str) -> None:
    """In a tag, and in the addresses that Discogs once had."""
    assert name == artist_name(text)
