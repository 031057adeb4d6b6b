"""The file of pins: what may stand in it, and what is left of the owner's own words when it is changed."""

from pathlib import Path

import pytest

from scraper.domain.evidence import ServiceName
from scraper.domain.links import PinKind
from scraper.domain.subjects import Subject
from scraper.review import pins
from scraper.run.errors import BadSettings, BadUsage

ALBUM = "https://open.spotify.com/album/6kauGMZDnOF6WPFHZSWwtl"
OTHER = "https://open.spotify.com/album/0000000000000000000001"
MBID = "83844d73-b59f-475b-828d-24f9ceca5f20"
RELEASE, ARTIST = Subject(kind="release", subject_id=249504), Subject(kind="artist", subject_id=3346)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return where the pins are to be."""
    return tmp_path / "pins.toml"


@pytest.mark.parametrize(
    ("kind", "service", "text", "address"),
    [
        ("release", "spotify", ALBUM, ALBUM),
        ("release", "spotify", f"{ALBUM}?si=tracking", ALBUM),
        ("release", "spotify", "open.spotify.com/intl-de/album/6kauGMZDnOF6WPFHZSWwtl", ALBUM),
        ("release", "spotify", "6kauGMZDnOF6WPFHZSWwtl", ALBUM),
        ("release", "spotify", "spotify:album:6kauGMZDnOF6WPFHZSWwtl", ALBUM),
        ("artist", "spotify", "762310PdDnwsDxAQxzQkfX", "https://open.spotify.com/artist/762310PdDnwsDxAQxzQkfX"),
        ("release", "apple_music", "1440659210", "https://music.apple.com/album/1440659210"),
        ("artist", "apple_music", "id148377", "https://music.apple.com/artist/148377"),
        (
            "release",
            "apple_music",
            "https://music.apple.com/gb/album/violator/1440659210?i=1440659211",
            "https://music.apple.com/album/1440659210",
        ),
        ("release", "musicbrainz", MBID, f"https://musicbrainz.org/release/{MBID}"),
        (
            "release",
            "musicbrainz",
            f"https://musicbrainz.org/release-group/{MBID}",
            f"https://musicbrainz.org/release-group/{MBID}",
        ),
        ("artist", "musicbrainz", MBID.upper(), f"https://musicbrainz.org/artist/{MBID}"),
        ("release", "wikipedia", "Violator (album)", "https://pl.wikipedia.org/wiki/Violator_(album)"),
        ("release", "wikipedia", "de:Violator (Album)", "https://de.wikipedia.org/wiki/Violator_(Album)"),
        ("release", "wikipedia", "Ok: Computer", "https://pl.wikipedia.org/wiki/Ok:_Computer"),
        ("artist", "wikipedia", "https://en.m.wikipedia.org/wiki/!!!", "https://en.wikipedia.org/wiki/!!!"),
        ("release", "youtube", "dQw4w9WgXcQ", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
        ("release", "youtube", "https://youtu.be/dQw4w9WgXcQ", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
        ("artist", "youtube", "@sigurros", "https://www.youtube.com/@sigurros"),
        ("release", "wikipedia", " None ", ""),
    ],
)
def test_an_entry_is_understood(kind: PinKind, service: ServiceName, text: str, address: str) -> None:
    """By address, id or title, whatever hangs on it; without a language, articles are in the owner's."""
    assert address == pins.address_meant(kind, service, text, "pl")


@pytest.mark.parametrize(
    ("kind", "service", "text", "why"),
    [
        (
            "release",
            "spotify",
            "https://music.apple.com/gb/album/violator/1440659210",
            "is not at Spotify, but at Apple",
        ),
        ("release", "wikipedia", "https://www.wikidata.org/wiki/Q206109", "not at Wikipedia, but at Wikidata"),
        ("release", "spotify", "https://open.spotify.com/artist/762310PdDnwsDxAQxzQkfX", "an artist at Spotify"),
        ("artist", "spotify", ALBUM, "an album at Spotify; an artist cannot be that"),
        ("artist", "youtube", "dQw4w9WgXcQ", "a video at YouTube; an artist cannot be that"),
        ("release", "youtube", "@sigurros", "a channel at YouTube"),
        ("release", "spotify", "https://example.org/album/6kauGMZDnOF6WPFHZSWwtl", "leads to nothing at Spotify"),
        ("release", "spotify", "6kauGMZDnOF6WPFHZSWwt", "leads to nothing at Spotify"),
        ("release", "apple_music", "Violator", "leads to nothing at Apple Music"),
        ("release", "musicbrainz", "1440659210", "leads to nothing at MusicBrainz"),
        ("release", "wikipedia", "", "leads to nothing at Wikipedia"),
        ("release", "wikipedia", "javascript://x", "leads to nothing at Wikipedia"),
    ],
)
def test_what_cannot_belong_is_refused(kind: PinKind, service: ServiceName, text: str, why: str) -> None:
    """With what is wrong about it."""
    with pytest.raises(BadUsage, match=why):
        pins.address_meant(kind, service, text, "en")


@pytest.mark.parametrize("name", ["apple_music", "apple-music", "Apple Music", "applemusic"])
def test_a_service_has_several_spellings(name: str) -> None:
    """As people type it."""
    assert "apple_music" == pins.service_named(name)


def test_an_unknown_service_gets_the_choices() -> None:
    """All that there are."""
    with pytest.raises(BadUsage, match="no service 'napster'; give one of apple_music, spotify, deezer, youtube"):
        pins.service_named("napster")


def test_without_a_file_nothing_is_said(file: Path) -> None:
    """Which differs from an empty file: there, nothing is pinned."""
    assert pins.read(file, "en") is None
    file.write_text("# nothing yet\n")
    assert {} == pins.read(file, "en")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[releases.1\n", "is not valid TOML"),
        ("[releases.1]\nspotify = 'none'\nspotify = 'none'\n", "is not valid TOML"),
        ("[[releases]]\nspotify = 'none'\n", "releases: only"),
        ("[records.1]\nspotify = 'none'\n", "records: only"),
        ("spotify = 'none'\n", "spotify: only"),
        ("[releases]\nspotify = 'none'\n", r"\[releases.spotify\]: under releases"),
        ("[releases.01]\nspotify = 'none'\n", r"\[releases.01\]: under releases"),
        ("[releases.1]\nnapster = 'none'\n", r"\[releases.1\] napster: There is no service"),
        ("[releases.1]\nspotify = 5\n", r"\[releases.1\] spotify: this is no text"),
        ("[artists.1]\nspotify = 'https://example.org'\n", r"\[artists.1\] spotify: 'https://example.org' leads to"),
        (
            "[releases.1]\napple-music = '123'\napple_music = '456'\n",
            r"\[releases.1\] apple_music: this is there twice",
        ),
        ("[releases.1]\nnapster = ''\nspotify = 5\n", r"napster.*spotify"),
    ],
)
def test_a_broken_file_is_refused(file: Path, text: str, why: str) -> None:
    """With its name and every entry that is wrong."""
    file.write_text(text)
    with pytest.raises(BadSettings, match=why) as caught:
        pins.read(file, "en")
    assert str(file) in str(caught.value)
    assert text == file.read_text()


def test_a_file_of_other_letters_is_refused(file: Path) -> None:
    """As an editor may leave it."""
    file.write_bytes(b"# \xff\n")
    with pytest.raises(BadSettings, match="is not valid TOML"):
        pins.read(file, "en")


def test_a_new_file_says_what_it_is(file: Path) -> None:
    """And each section whom it is about, on one line, whatever their name holds."""
    pins.put(file, RELEASE, "spotify", ALBUM, "Depeche\nMode: \x1bViolator")
    pins.put(file, RELEASE, "wikipedia", "", "Depeche Mode: Violator")
    pins.put(file, ARTIST, "spotify", "", "")
    assert (
        f"# {pins.HEAD}\n\n[releases.249504] # Depeche Mode: Violator\n"
        f'spotify = "{ALBUM}"\nwikipedia = "none"\n\n[artists.3346]\nspotify = "none"\n'
    ) == file.read_text()
    assert {RELEASE: {"spotify": ALBUM, "wikipedia": ""}, ARTIST: {"spotify": ""}} == pins.read(file, "en")


OWN = f"""\
# My own remark
[artists.3346]  # who else
spotify = "none"  # they left

# Live at Leeds
[releases.249504]
"apple-music" = "1440659210"  # the one with the film
# another remark
wikipedia = 'de:Violator (Album)'

[artists.5]
spotify = "none"

[releases.7]
spotify = "{ALBUM}"
"""
"""As an owner may write it: in any order, in other spellings, with remarks."""


def test_the_owners_words_stay(file: Path) -> None:
    """Whatever is changed beside them."""
    file.write_text(OWN)
    before = pins.read(file, "en")
    pins.put(file, RELEASE, "spotify", OTHER, "not needed")
    pins.put(file, Subject(kind="release", subject_id=8), "youtube", "", "New: One")
    text = file.read_text()
    assert [] == [line for line in OWN.splitlines() if line and line not in text.splitlines()]
    after = pins.read(file, "en")
    assert before is not None
    assert after == {
        **before,
        RELEASE: {**before[RELEASE], "spotify": OTHER},
        Subject(kind="release", subject_id=8): {"youtube": ""},
    }


def test_another_spelling_is_replaced(file: Path) -> None:
    """A service has one pin, however it is written."""
    file.write_text(OWN)
    pins.put(file, RELEASE, "apple_music", "", "")
    found = pins.read(file, "en")
    assert found is not None
    assert "" == found[RELEASE]["apple_music"]
    assert "apple-music" not in file.read_text()


def test_a_pin_that_is_taken_out_leaves_nothing(file: Path) -> None:
    """Its section goes with the last one, unless the owner wrote into it."""
    file.write_text(OWN)
    pins.put(file, Subject(kind="artist", subject_id=5), "spotify", None, "")
    assert "[artists.5]" not in file.read_text()
    pins.put(file, RELEASE, "apple_music", None, "")
    pins.put(file, RELEASE, "wikipedia", None, "")
    assert "# another remark" in file.read_text()
    pins.put(file, Subject(kind="release", subject_id=99), "spotify", None, "")
    assert "99" not in file.read_text()


def test_windows_line_ends_stay(file: Path) -> None:
    """And its mark at the beginning is no part of the text."""
    file.write_bytes("\ufeff# mine\r\n[releases.1]\r\nspotify = 'none'\r\n".encode())
    pins.put(file, Subject(kind="release", subject_id=1), "youtube", "", "")
    assert b"# mine\r\n[releases.1]\r\nspotify = 'none'\r\n" in file.read_bytes()


def test_all_pins_can_be_written_anew(file: Path) -> None:
    """What is read is what was written."""
    kept = {ARTIST: {"spotify": ""}, RELEASE: {"spotify": ALBUM, "youtube": ""}}
    pins.write(file, kept, {RELEASE: "Depeche Mode: Violator"})
    assert kept == pins.read(file, "en")
    assert "[releases.249504] # Depeche Mode: Violator" in file.read_text()
