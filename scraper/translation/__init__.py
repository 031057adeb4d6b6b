"""Translates the services' answers into the domain: the only place that reads their JSON."""

from scraper.translation.deezer import deezer_candidates
from scraper.translation.discogs import artist, basic_release, copy, cover, master, named, release, seconds, wanted
from scraper.translation.knowledge import (
    NAMES,
    Introduction,
    ItemClaims,
    found_articles,
    is_looked_up,
    item_by_id,
    items_naming,
    kept_of,
    mb_group,
    mb_links,
    mb_releases,
    mb_target,
    summary,
    tells_names_apart,
)
from scraper.translation.music import (
    apple_candidates,
    apple_notes,
    apple_portrait,
    gone,
    itunes_candidates,
    spotify_candidates,
)
from scraper.translation.values import Untranslatable

__all__ = [
    "NAMES",
    "Introduction",
    "ItemClaims",
    "Untranslatable",
    "apple_candidates",
    "apple_notes",
    "apple_portrait",
    "artist",
    "basic_release",
    "copy",
    "cover",
    "deezer_candidates",
    "found_articles",
    "gone",
    "is_looked_up",
    "item_by_id",
    "items_naming",
    "itunes_candidates",
    "kept_of",
    "master",
    "mb_group",
    "mb_links",
    "mb_releases",
    "mb_target",
    "named",
    "release",
    "seconds",
    "spotify_candidates",
    "summary",
    "tells_names_apart",
    "wanted",
]
