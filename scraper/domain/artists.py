"""An artist as Discogs knows them, with members, groups and aliases. Pure."""

from dataclasses import dataclass

from scraper.domain.credits import ArtistId, display_name
from scraper.domain.releases import Image


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """A member, group or alias of an artist."""

    artist_id: ArtistId | None
    name: str
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Artist:
    """Somebody who is credited, as Discogs knows them."""

    artist_id: ArtistId
    name: str
    real_name: str = ""
    profile: str = ""
    """In Discogs' markup."""
    variations: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    aliases: tuple[Relative, ...] = ()
    members: tuple[Relative, ...] = ()
    groups: tuple[Relative, ...] = ()
    images: tuple[Image, ...] = ()
    images_withheld: bool = False
    """As for a release."""

    @property
    def display_name(self) -> str:
        """Return the name without Discogs' homonym suffix."""
        return display_name(self.name)
