"""What is looked for, what is typed into a search box, and how names, titles and barcodes are compared."""

from collections.abc import Sequence
from typing import Any

import pytest
from contenders import entry, ours, taken

from scraper.domain.artists import Artist
from scraper.domain.credits import ArtistId, Credit
from scraper.domain.evidence import Song
from scraper.domain.releases import Format, Identifier, Release, ReleaseId, Track
from scraper.matching import barcode_forms, barcode_numbers, decide, same_name, wanted
from scraper.matching.titles import compared_titles


def release(**facts: Any) -> Release:
    """Return a release by Luna."""
    artists = (Credit(artist_id=ArtistId(7), name="Luna (3)"),)
    return Release(**{"release_id": ReleaseId(1), "title": "Night Garden", "artists": artists, **facts})


def track(title: str, position: str = "", *parts: Track, kind: Any = "track", seconds: int | None = None) -> Track:
    """Return a row of a track list."""
    return Track(kind="index" if parts else kind, title=title, position=position, seconds=seconds, parts=parts)


def test_every_artist_goes_by_all_their_names() -> None:
    """The printed one first, without the number that tells homonyms apart; names that others share are left out."""
    credited = (
        Credit(artist_id=ArtistId(7), name="Blink-182", anv="Blink 182", join="&"),
        Credit(artist_id=ArtistId(8), name="Ada Lace (2)"),
        Credit(artist_id=None, name="Somebody"),
    )
    known = {
        ArtistId(7): Artist(artist_id=ArtistId(7), name="Blink-182", variations=("Blink", "Blink182", "blink - 182")),
        ArtistId(8): Artist(
            artist_id=ArtistId(8),
            name="Ada Lace (2)",
            variations=("Lace", "A. Lace", "Ada", "Adelaide Lace", "Various"),
        ),
    }
    blink = wanted(release(artists=credited), None, known)
    assert (
        ("Blink 182", "Blink-182", "Blink182", "blink - 182"),
        ("Ada Lace", "Adelaide Lace"),
        ("Somebody",),
    ) == blink.artists
    assert "Blink 182 & Ada Lace, Somebody" == blink.artist_line.replace(" , ", ", ")
    glued = {ArtistId(7): Artist(artist_id=ArtistId(7), name="Blink182", variations=("Blink",))}
    assert (("Blink182",),) == wanted(
        release(artists=(Credit(artist_id=ArtistId(7), name="Blink182"),)), None, glued
    ).artists
    songs = ("One Song", "Two Songs")
    assert (
        taken(decide(ours("Blink-182", "X Y", songs, artists=(blink.artists[0],)), [entry("Blink", "X Y", songs)]))
        is None
    )


@pytest.mark.parametrize(
    ("joins", "expected"),
    [
        (("&", ","), 0),
        (("Presents", "And"), 0),
        (("", ""), 0),
        (("&", "Featuring"), 1),
        ((",", "With The"), 1),
        (("Feat.", "&"), 2),
        (("ft", "&"), 2),
    ],
)
def test_those_behind_a_featuring_are_guests(joins: tuple[str, str], expected: int) -> None:
    """And those who follow them; nobody is a guest of nobody."""
    names = zip(("Ada", "Sleeping With Bert", "Carl"), (*joins, ""), strict=True)
    credited = tuple(Credit(artist_id=ArtistId(n), name=name, join=join) for n, (name, join) in enumerate(names, 7))
    assert expected == wanted(release(artists=credited)).guests
    nobody = Credit(artist_id=ArtistId(194), name="Various", join="Featuring")
    assert 0 == wanted(release(artists=(nobody, *credited[:1]))).guests


@pytest.mark.parametrize(
    ("credits", "expected"),
    [
        ((Credit(artist_id=ArtistId(194), name="Various"),), True),
        ((Credit(artist_id=ArtistId(194), name="Various"), Credit(artist_id=ArtistId(7), name="Luna")), True),
        ((Credit(artist_id=ArtistId(355), name="Unknown Artist"),), True),
        ((), True),
        ((Credit(artist_id=ArtistId(7), name="Luna"),), False),
    ],
)
def test_various_is_nobody(credits: tuple[Credit, ...], expected: bool) -> None:  # noqa: A002  # Discogs' own word
    """And so are unknown artists: nobody's name is compared."""
    various_release = wanted(release(artists=credits))
    assert expected == various_release.is_various
    assert expected == (various_release.artists == ())


@pytest.mark.parametrize(
    ("descriptions", "more", "expected"),
    [
        (("LP", "Album"), {}, {"album"}),
        (("LP",), {}, {"album"}),
        (("LP", "Compilation"), {}, {"compilation"}),
        (("Mini-Album",), {}, {"album", "ep"}),
        (('12"', "EP", "45 RPM"), {}, {"ep"}),
        (('7"', "45 RPM", "Single"), {}, {"single"}),
        (('7"', "45 RPM"), {}, {"single"}),
        (('12"', "Maxi-Single"), {}, {"single"}),
        (('12"',), {}, set()),
        ((), {}, set()),
        (("Album",), {"title": "Live At Dawn"}, {"album", "live"}),
        (("Album",), {"genres": ("Stage & Screen",), "styles": ("Soundtrack",)}, {"album", "soundtrack"}),
        (("Album",), {"genres": ("Rock",), "styles": ("Soundtrack",)}, {"album"}),
        (('12"',), {"title": "Night EP"}, {"ep"}),
    ],
)
def test_formats_say_what_a_record_is(descriptions: Sequence[str], more: dict[str, Any], expected: set[str]) -> None:
    """And styles and titles, where formats have no word for it."""
    formats = (Format(name="Vinyl", descriptions=tuple(descriptions)),)
    compared_release = wanted(release(formats=formats, tracks=tuple(track(str(n)) for n in range(6)), **more))
    assert expected == compared_release.kinds


def test_songs_are_what_can_be_heard() -> None:
    """Parts instead of their index, no headings, no rows that sum up others, no films beside the music."""
    tracks = (
        track("Side One", kind="heading"),
        track("Suite"),
        track("I", "A1", seconds=60),
        track("Medley", "", track("One", "A2a"), track("Two", "A2b")),
        track("The Film", "DVD1"),
        track("Hidden"),
    )
    songs = wanted(release(tracks=tracks)).songs
    assert ["I", "One", "Two", "Hidden"] == [song.title for song in songs]
    assert Song(title="I", seconds=60) == songs[0]
    assert ["The Film"] == [song.title for song in wanted(release(tracks=(track("The Film", "DVD1"),))).songs]


def test_years_and_barcodes_are_kept() -> None:
    """The first pressing's year first; of identifiers only barcodes."""
    identifiers = (Identifier(kind="Barcode", value="7 24"), Identifier(kind="Matrix / Runout", value="724353486624"))
    pressing = wanted(release(year=2011, identifiers=identifiers), 1994)
    assert ((1994, 2011), ("7 24",)) == (pressing.years, pressing.barcodes)
    assert (2011,) == wanted(release(year=2011), 2011).years
    assert () == wanted(release()).years


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0 7599-27256-2 0", {75992725620}),
        ("9 338684 000223", {9338684000223}),
        ("EG42698-01010295929787 PFREY6BD2 optimal media GmbH", {1010295929787}),
        ("00602475093060", {602475093060}),
        ("96385074", {96385074}),
        ("724353486624 (scanned)", {724353486624}),
        ("724353486625", set()),
        ("724353486", set()),
        ("000000000000", set()),
        ("none", set()),
        ("", set()),
        ("٧٢٤٣٥٣٤٨٦٦٢٤", set()),
    ],
)
def test_barcodes_are_numbers_that_check_themselves(text: str, expected: set[int]) -> None:
    """Whatever stands around and between their digits; what does not check is none."""
    assert expected == barcode_numbers(text)


def test_barcodes_have_three_forms() -> None:
    """Services want exactly their own number of zeros; each form is asked for once."""
    forms = ("724353486624", "0724353486624", "00724353486624")
    assert forms == barcode_forms(["0 7243 53486 62 4", "724353486624", "nonsense"])
    assert ("9338684000223", "09338684000223") == barcode_forms(["9338684000223"])


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        ("AC/DC", "ACDC"),
        ("Simon & Garfunkel", "Simon And Garfunkel"),
        ("The Beatles", "Beatles"),
        ("Beatles, The", "The Beatles"),
        ("Sigur Rós", "SIGUR ROS"),
        ("Motörhead", "Motorhead"),
        ("R.E.M.", "REM"),
        ("Ke$ha", "Kesha"),
        ("P!nk", "Pink"),
        ("Guns N' Roses", "Guns and Roses"),
        ("blink-182", "Blink 182"),
        ("!!!", "! ! !"),
        ("坂本龍一", "坂本龍一"),
        ("Дельфин", "Delfin"),
        ("Łona", "Lona"),
    ],
)
def test_a_name_has_several_spellings(name: str, spelling: str) -> None:
    """Case, accents, articles, '&' and punctuation are a matter of taste."""
    assert same_name(name, spelling)
    assert same_name(spelling, name)


@pytest.mark.parametrize("name", ["", " "])
def test_no_name_is_nobodys(name: str) -> None:
    """Two missing names are not the same."""
    assert not same_name(name, name)


@pytest.mark.parametrize(
    ("ours_", "theirs"),
    [
        ("4½", "4"),
        ("4½", "41/2"),
        ("1984", "1985"),
        ("1", "11"),
        ("101", "1 01"),
        ("Vol. 1", "Vol. 2"),
        ("Led Zeppelin II", "Led Zeppelin III"),
        ("Part One", "Part Two"),
        ("Chapter 1", "Chapter V"),
        ("( )", "[ ]"),
        ("+", "÷"),
        ("Mono", "Stereo"),
        ("Deluxe", "Live"),
        ("Love", "Low"),
        ("がき", "かき"),
        ("Best", "Best Of"),
        ("Remain In Light", "Remain In Sight And More"),
        ("Landscape With Silent Figure", "Beyond Landscape With Silent Figure"),
        ("The Complete Concerts 1984", "The Complete Concerts 1985"),
        ("Night Garden: The Story", "Night Garden: The Story, Vol. 2"),
    ],
)
def test_different_titles_stay_different(ours_: str, theirs: str) -> None:
    """Though there is little that tells them apart."""
    assert "other" == compared_titles(ours_, theirs).nearness
    assert "other" == compared_titles(theirs, ours_).nearness


@pytest.mark.parametrize(
    ("ours_", "theirs"),
    [
        ("4½", "4 1/2"),
        ("Vol. 1", "Volume One"),
        ("Hits Pt. 2", "Hits Part II"),
        ("12 Gold Bars I + II", "12 Gold Bars 1 & 2"),
        ("(What's The Story) Morning Glory?", "(What’s the Story) Morning Glory?"),
        ("Wall, The", "The Wall"),
        ("Aerodynamik = 空力", "Aerodynamik"),
        ("1999", "1999 (2019 Remaster)"),
        ("Mono", "Mono (Stereo)"),
        ("Rock 'N' Roll", "Rock & Roll"),
        ("Ágætis Byrjun", "Agaetis byrjun"),
        ("Wish You Were Here…", "Wish You Were Here..."),
        ("1,000 Hurts", "1000 Hurts"),
    ],
)
def test_a_title_has_several_spellings(ours_: str, theirs: str) -> None:
    """Numbers in figures or letters, dashes, quotes, editions."""
    assert "same" == compared_titles(ours_, theirs).nearness
    assert "same" == compared_titles(theirs, ours_).nearness
