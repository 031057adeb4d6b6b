"""What other services have of the sample collection: the right entries, spelled differently, and wrong ones."""

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
    """The right entries for a release, whether or not they can be found."""

    apple: frozenset[int] = frozenset()
    """The numbers of its editions; empty where the shop has none."""
    spotify: frozenset[int] = frozenset()
    article: str = ""
    """The title of its English article; '' where there is none."""


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """Everything that the other services know."""

    apple: MusicCatalogue
    spotify: MusicCatalogue
    wikimedia: WikimediaWorld
    musicbrainz: MusicBrainzWorld
    right: Mapping[int, Right]
    """By release."""


def elsewhere(world: World) -> Elsewhere:
    """Return what the other services have of a sample world's records."""
    pressings = list(works(world, _table("albums.toml")))
    firsts = [work for work in pressings if "like" not in work.entry]
    return Elsewhere(
        apple=_catalogue(firsts, "apple"),
        spotify=_catalogue(firsts, "spotify"),
        wikimedia=encyclopedia.wikimedia(firsts, world, _table("articles.toml")),
        musicbrainz=encyclopedia.musicbrainz(firsts),
        right=_right(pressings),
    )


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))


def _catalogue(records: list[Work], shop: Shop) -> MusicCatalogue:
    albums = [album for work in records for album in (*editions(work, shop), *temptations(work))]
    return MusicCatalogue(albums=by_shop_ranking(albums))


def _right(pressings: list[Work]) -> dict[int, Right]:
    by_number = {work.number: work for work in pressings}
    articles = {work.release["master_id"]: work.entry["article"] for work in pressings if _has_both(work)}
    right = {}
    for work in pressings:
        own = by_number[work.entry.get("like", work.number)]
        right[release_id(work.number)] = Right(
            apple=frozenset(album.number for album in editions(own, "apple")),
            spotify=frozenset(album.number for album in editions(own, "spotify")),
            article=work.entry.get("article") or articles.get(work.release.get("master_id"), ""),
        )
    return right


def _has_both(work: Work) -> bool:
    return "article" in work.entry and "master_id" in work.release
