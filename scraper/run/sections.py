"""The sections of the settings: one class each, with the names, forms and defaults of its keys."""

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, StringConstraints, create_model

from scraper.domain.service_facts import Section


def _one_word(secret: SecretStr) -> SecretStr:
    """Forgive spaces around a pasted secret; refuse what no header could carry."""
    bare = secret.get_secret_value().strip()
    if any(not "!" <= letter <= "~" for letter in bare):
        raise ValueError("it holds spaces, line breaks or accents; copy it again")
    return SecretStr(bare)


Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]\S*$", strip_whitespace=True)]
PerMinute = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Secret = Annotated[SecretStr, AfterValidator(_one_word)]
Trimmed = Annotated[str, StringConstraints(strip_whitespace=True)]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True)


class DiscogsSettings(_Section):
    """Whose collection, and how to reach it."""

    username: Trimmed = ""
    token: Secret | None = None
    base_url: Address = "https://api.discogs.com"
    requests_per_minute: PerMinute | None = None
    """None for what Discogs allows: 60 with a token, 25 without."""


class AppleMusicSettings(_Section):
    """Links and notes from Apple Music; without a key, links from iTunes."""

    enabled: bool = True
    storefront: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")] = "us"
    key_id: Trimmed = ""
    team_id: Trimmed = ""
    private_key_path: Path | None = None
    base_url: Address = "https://api.music.apple.com/v1"
    requests_per_minute: PerMinute = 200
    itunes_url: Address = "https://itunes.apple.com"
    itunes_requests_per_minute: PerMinute = 20


class SpotifySettings(_Section):
    """Links to Spotify, with the owner's keys."""

    enabled: bool = True
    client_id: Trimmed = ""
    client_secret: Secret | None = None
    base_url: Address = "https://api.spotify.com/v1"
    token_url: Address = "https://accounts.spotify.com/api/token"  # noqa: S105  # an address, not a password
    requests_per_minute: PerMinute = 120


class WikipediaSettings(_Section):
    """Texts from Wikipedia, found through Wikidata."""

    enabled: bool = True
    language: Annotated[str, StringConstraints(pattern=r"^[a-z-]{2,12}$")] = "en"
    base_url: Address | None = None
    """None for https://<language>.wikipedia.org."""
    wikidata_url: Address = "https://www.wikidata.org"
    requests_per_minute: PerMinute = 200


class ServiceSettings(_Section):
    """A service that needs no more than to be switched on."""

    enabled: bool
    base_url: Address
    requests_per_minute: PerMinute


class MusicBrainzSettings(_Section):
    """Ids from MusicBrainz, covers from the Cover Art Archive."""

    enabled: bool = True
    contact: Trimmed = ""
    base_url: Address = "https://musicbrainz.org/ws/2"
    cover_art_url: Address = "https://coverartarchive.org"
    requests_per_minute: PerMinute = 60


class ArtworkSettings(_Section):
    """Which images, and how large."""

    sources: tuple[Literal["discogs", "apple_music", "itunes", "cover_art_archive"], ...] = (
        "discogs",
        "cover_art_archive",
        "apple_music",
        "itunes",
    )
    max_pixels: Annotated[int, Field(ge=100, le=4000)] = 1200


class PrivacySettings(_Section):
    """What of the owner's own data is published."""

    notes: bool = False
    """Own notes, other own fields, and the names of folders."""
    condition: bool = False
    prices: bool = False
    rating: bool = True


class SiteSettings(_Section):
    """Where the site is made, and what it is called."""

    path: Path = Path("site")
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)] | None = None
    base_url: Address | None = None


class PathSettings(_Section):
    """Where files are kept."""

    database: Path = Path("sleevenotes.db")
    logs: Path = Path("logs")
    templates: Path | None = None
    """Templates of the owner's own; they win over the ones that come with the program."""


class CatalogueSettings(_Section):
    """The local copy of Discogs' dumps."""

    url: SecretStr | None = None
    """SQLite file or PostgreSQL address; it can hold a password."""


def section_type(section: Section) -> type[ServiceSettings]:
    """Return a section in which what is not set is as the service's facts say."""
    fields: dict[str, Any] = {
        "enabled": (bool, section.enabled),
        "base_url": (Address, section.base_url),
        "requests_per_minute": (PerMinute, section.requests_per_minute),
    }
    return create_model("ServiceSettings", __base__=ServiceSettings, **fields)
