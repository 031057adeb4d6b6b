"""What other services have of the sample collection: right answers in disguise, and wrong ones beside them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from services.fakes.music import MusicCatalogue
from services.fakes.musicbrainz import MusicBrainzWorld
from services.fakes.sample.elsewhere import encyclopedia
from services.fakes.sample.elsewhere.editions import Shop, editions
from services.fakes.sample.elsewhere.temptations import temptations
from services.fakes.sample.elsewhere.works import Work, by_shop_ranking, works
from services.fakes.sample.identities import release_id
from services.fakes.wikimedia_world import WikimediaWorld
from services.fakes.world import World


@dataclass(frozen=True, kw_only=True)
class Right:
    """What is right for one release, whether or not it can be found."""

    apple: frozenset[int] = frozenset()
    """The numbers of its editions; empty where the shop has none."""
    spotify: frozenset[int] = frozenset()
    article: str = ""
    """The title of its article in English; '' where there is none."""


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """All that the other services know."""

    apple: MusicCatalogue
    spotify: MusicCatalogue
    wikimedia: WikimediaWorld
    musicbrainz: MusicBrainzWorld
    right: Mapping[int, Right]
    """By release."""


def elsewhere(world: World) -> Elsewhere:
    """Return what there is elsewhere of a sample world's records."""
    every = list(works(world, _table("albums.toml")))
    first = [work for work in every if "like" not in work.entry]
    return Elsewhere(
        apple=_catalogue(first, "apple"),
        spotify=_catalogue(first, "spotify"),
        wikimedia=encyclopedia.wikimedia(first, world, _table("articles.toml")),
        musicbrainz=encyclopedia.musicbrainz(first),
        right=_right(every),
    )


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))


def _catalogue(known: list[Work], shop: Shop) -> MusicCatalogue:
    albums = [album for work in known for album in (*editions(work, shop), *temptations(work))]
    return MusicCatalogue(albums=by_shop_ranking(albums))


def _right(known: list[Work]) -> dict[int, Right]:
    by_number = {work.number: work for work in known}
    articles = {work.release["master_id"]: work.entry["article"] for work in known if _has_both(work)}
    found = {}
    for work in known:
        own = by_number[work.entry.get("like", work.number)]
        found[release_id(work.number)] = Right(
            apple=frozenset(album.number for album in editions(own, "apple")),
            spotify=frozenset(album.number for album in editions(own, "spotify")),
            article=work.entry.get("article") or articles.get(work.release.get("master_id"), ""),
        )
    return found


def _has_both(work: Work) -> bool:
    return "article" in work.entry and "master_id" in work.release
