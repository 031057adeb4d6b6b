"""Settings: defaults, then config.toml, then the environment; every problem named at once, secrets never printed."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import (
    PrivateAttr,
    ValidationError,
    create_model,
)
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)

from scraper.domain import service_facts
from scraper.domain.service_facts import ServiceFacts
from scraper.run.errors import BadSettings
from scraper.run.sections import (
    AppleMusicSettings,
    ArtworkSettings,
    CatalogueSettings,
    DiscogsSettings,
    MusicBrainzSettings,
    PathSettings,
    PrivacySettings,
    ServiceSettings,
    SiteSettings,
    SpotifySettings,
    WikipediaSettings,
    section_type,
)

SHORT_NAMES = {
    "DISCOGS_USERNAME": ("discogs", "username"),
    "DISCOGS_TOKEN": ("discogs", "token"),
    "DATABASE_URL": ("catalogue", "url"),
}


class Settings(BaseSettings):
    """Everything that can be set; relative paths count from the folder of config.toml."""

    model_config = SettingsConfigDict(
        env_prefix="SCRAPE_", env_nested_delimiter="__", extra="forbid", frozen=True, hide_input_in_errors=True
    )

    discogs: DiscogsSettings = DiscogsSettings()
    apple_music: AppleMusicSettings = AppleMusicSettings()
    spotify: SpotifySettings = SpotifySettings()
    wikipedia: WikipediaSettings = WikipediaSettings()
    musicbrainz: MusicBrainzSettings = MusicBrainzSettings()
    artwork: ArtworkSettings = ArtworkSettings()
    privacy: PrivacySettings = PrivacySettings()
    site: SiteSettings = SiteSettings()
    paths: PathSettings = PathSettings()
    catalogue: CatalogueSettings = CatalogueSettings()

    _home: Path = PrivateAttr(default=Path())

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # the library's signature
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # the library's signature
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment win over the short names, and those over the file."""
        return env_settings, InitSettingsSource(settings_cls, _short_names(os.environ)), init_settings

    def of(self, facts: ServiceFacts) -> ServiceSettings:
        """Return the section of a service that has no class of its own here."""
        section = getattr(self, facts.name, None)
        if isinstance(section, ServiceSettings):
            return section
        if facts.section is None:
            raise LookupError(f"{facts.name} has a class of its own")
        return section_type(facts.section).model_validate({})

    def at_home(self, path: Path) -> Path:
        """Return a path from the settings as an absolute one."""
        return (self._home / path.expanduser()).resolve()

    @property
    def site_path(self) -> Path:
        """Return the folder in which the site is made."""
        return self.at_home(self.site.path)

    @property
    def database_path(self) -> Path:
        """Return the personal database's file."""
        return self.at_home(self.paths.database)

    @property
    def contact(self) -> str:
        """Return the address that services are told: the owner's contact, or their Discogs profile."""
        return self.musicbrainz.contact or f"https://www.discogs.com/user/{self.discogs.username or 'unknown'}"

    @property
    def secrets(self) -> tuple[str, ...]:
        """Return what must never be printed or logged."""
        kept = (self.discogs.token, self.spotify.client_secret, self.catalogue.url)
        return tuple(secret.get_secret_value() for secret in kept if secret and secret.get_secret_value())


def settings_type() -> type[Settings]:
    """Return the settings with a section for every service that we know."""
    types = {facts.name: section_type(facts.section) for facts in service_facts.KNOWN if facts.section}
    fields: dict[str, Any] = {
        name: (section_type, section_type.model_validate({})) for name, section_type in types.items()
    }
    return create_model("Settings", __base__=Settings, **fields)


def _short_names(environment: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, (section, key) in SHORT_NAMES.items():
        if environment.get(name):
            values.setdefault(section, {})[key] = environment[name]
    return values


def load(config: Path | None = None) -> Settings:
    """Return the settings; raise BadSettings with every problem by key name.

    Without `config`, config.toml in the working directory is read if it is there.
    """
    file = config or Path("config.toml")
    if config and not config.is_file():
        raise BadSettings(f"There is no settings file {config}; `scrape init` writes one.")
    values = _read(file) if file.is_file() else {}
    problems = [f"{name}: there is no such setting" for name in _unknown_names(os.environ)]
    try:
        settings = settings_type()(**values)
    except ValidationError as error:
        problems = [*_problems(error), *problems]
    except SettingsError:
        problems.append("the environment: lists and whole sections are written as JSON there")
    if problems:
        raise BadSettings(
            f"Settings ({file} and environment) need correction: {'; '.join(problems)}. See config.example.toml."
        )
    settings._home = file.resolve().parent  # noqa: SLF001  # set once, here
    return settings


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings(
            f"{file} is not valid TOML: {error}. Correct it, or write a new one with `scrape init`."
        ) from None


def _unknown_names(environment: Mapping[str, str]) -> list[str]:
    """Return the variables that look like ours, but name no section."""
    ours = [name for name in environment if name.upper().startswith("SCRAPE_")]
    return sorted(
        name for name in ours if name.upper()[7:].partition("__")[0].lower() not in settings_type().model_fields
    )


def _problems(error: ValidationError) -> list[str]:
    return [f"{'.'.join(str(part) for part in problem['loc'])}: {_plain(problem)}" for problem in error.errors()]


def _plain(problem: Mapping[str, Any]) -> str:
    match problem["type"]:
        case "extra_forbidden":
            return "there is no such setting"
        case "string_pattern_mismatch":
            return "this does not have the right form"
        case "model_type":
            return "this is a section, with keys of its own"
        case "value_error":
            return str(problem["msg"]).removeprefix("Value error, ")
        case _:
            return str(problem["msg"])[:1].lower() + str(problem["msg"])[1:]
