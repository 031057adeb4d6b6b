"""A service that lists fifty tracks of a long album is asked for the others where they decide, and only there."""

from collections.abc import Sequence

import pytest

from scraper.domain.evidence import Song, Wanted
from scraper.domain.subjects import Subject
from scraper.enrichment.question import Question
from scraper.enrichment.services.spotify import SpotifySource
from scraper.translation import spotify_candidates
from services.fakes.music import Album, MusicCatalogue
from services.fakes.spotify import SpotifyFake
from services.spotify import Spotify
from services.throttle import Throttle
from services.transport import Channel, session

KEYS = ("id", "words")
SIXTY = [f"Song {number}" for number in range(60)]
OTHERS = [*SIXTY[:50], *(f"Another {number}" for number in range(10))]


def wanted(title: str) -> Wanted:
    """Return our record of sixty songs."""
    songs = tuple(Song(title=song, seconds=100 + place) for place, song in enumerate(SIXTY))
    return Wanted(title=title, artists=(("Ada",),), artist_line="Ada", songs=songs)


def ask(ours: Wanted, title: str, songs: Sequence[str]) -> tuple[int, int, int]:
    """Ask Spotify; return how many searches, albums and pages of tracks were asked for."""
    tracks = tuple((song, 100 + place) for place, song in enumerate(songs))
    album = Album(number=9, title=title, artist="Ada", artist_id=7, tracks=tracks, year="")
    with SpotifyFake(MusicCatalogue(albums=[album]), client_id=KEYS[0], client_secret=KEYS[1]) as fake:
        throttle = Throttle(6_000_000, sleep=lambda _: None)
        api, accounts = (
            Channel(session("https://example.org", "0.1"), name, throttle) for name in ("Spotify", "Accounts")
        )
        client = Spotify(api, accounts, f"{fake.origin}/v1/", f"{fake.origin}/api/token", *KEYS)
        subject = Subject(kind="release", subject_id=1)
        question = Question(source="spotify", subjects=(subject,), wanted=ours)
        answers = SpotifySource(client=client).ask(question)[subject]
        (candidate,) = spotify_candidates(answers)
        assert len(candidate.songs) in (50, 60)
        return fake.count("search"), fake.count("album"), fake.count("tracks")


@pytest.mark.parametrize(
    ("ours", "theirs", "songs", "pages"),
    [
        ("Night Garden", "Night Garden", SIXTY, 0),
        ("Night Garden", "Night Garden", OTHERS, 0),
        ("Untitled", "Ada", SIXTY, 1),
        ("Untitled", "Ada", OTHERS, 1),
    ],
)
def test_the_rest_is_asked_for_where_it_decides(ours: str, theirs: str, songs: Sequence[str], pages: int) -> None:
    """An equal title needs most songs, and fifty are most; another title needs every one."""
    searches, albums, tracks = ask(wanted(ours), theirs, songs)
    assert (1, pages) == (searches, tracks)
    assert albums <= 1
