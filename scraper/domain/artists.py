"""An artist at Discogs, with members, groups and aliases. Pure."""

from dataclasses import dataclass

from scraper.domain.credits import ArtistId, display_name
from scraper.domain.releases import Image


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """A member, group or alias of an artist."""

    artist_id: ArtistId | None
    """None where Discogs gives no id."""
    name: str
    active: bool = True
    """Whether they still belong to the group, or the group still has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Artist:
    """A person or a group that Discogs has a page for."""

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
    """There are images, but Discogs did not give their addresses, as it does only with a token."""

    @property
    def display_name(self) -> str:
        """Return the name without Discogs' homonym suffix."""
        return display_name(self.name)
