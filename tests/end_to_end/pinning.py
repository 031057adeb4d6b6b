"""Services of which each knows an album that nothing leads to, so that somebody may pin it."""

import tomllib
from collections import Counter

from household import Home
from neighbours import Elsewhere, MakeNeighbours, Neighbours, album_of, knowing

from services.fakes.spotify import spotify_id
from services.fakes.wikimedia_world import WikidataItem, WikipediaArticle
from services.fakes.world import World

OTHER = 7_000_001
"""An album at the music services that nothing leads to."""
OTHER_AT_SPOTIFY = f"https://open.spotify.com/album/{spotify_id(OTHER)}"
FOUND_AT_SPOTIFY = f"https://open.spotify.com/album/{spotify_id(1_000_001)}"


def around(world: World) -> Elsewhere:
    """Return services that know every release, another album, and articles about two albums."""
    services = knowing(world)
    other = album_of(world.releases[1], OTHER, title="Elsewhere", notes="Apple's own words.")
    services.apple.albums.append(other)
    services.spotify.albums.append(other)
    services.wikimedia.items.append(
        WikidataItem(qid="Q1", claims={"P1954": [("9001", "normal")]}, sitelinks={"enwiki": "Title 1"})
    )
    services.wikimedia.articles += [
        WikipediaArticle(title="Title 1", qid="Q1", extract="Title 1 is an album by Artist 1, as ids say."),
        WikipediaArticle(title="Another one", extract="It is told here what the owner wants to read."),
    ]
    return services


def settled_among_services(home: Home, make_neighbours: MakeNeighbours) -> Neighbours:
    """Return the services around a home that has made its site."""
    services = make_neighbours(around(home.world))
    home.after_a_first_run("pins", services.fakes.values())
    return services


def pinned(home: Home) -> dict[str, dict[str, dict[str, str]]]:
    """Return what the file says."""
    return tomllib.loads((home.folder / "pins.toml").read_text())


def asked_of_music(found: Counter[str]) -> set[str]:
    """Return which of the music services were asked."""
    return {"apple_music", "itunes", "spotify"} & set(found)
