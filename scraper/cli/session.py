"""What holds for a whole command line, wherever in it that was said."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(kw_only=True)
class Session:
    """The options that every command has; the later one counts where one was given twice."""

    config: Path | None = None
    """The settings file; None for config.toml in the working directory, if there is one."""
    verbose: bool = False
    quiet: bool = False
    secrets: list[str] = field(default_factory=list)
    """What must not be printed, whatever happens; known as soon as settings are read."""

    @property
    def command(self) -> list[str]:
        """Return what `scrape` is called by, so that a command can be copied and works on the same site."""
        return ["scrape", *self._config]

    @property
    def options(self) -> list[str]:
        """Return these options as they are typed, for a command that runs another."""
        return [*self._config, *(["--quiet"] if self.quiet else []), *(["--verbose"] if self.verbose else [])]

    @property
    def _config(self) -> list[str]:
        return ["--config", str(self.config)] if self.config else []

    def take(self, config: Path | None, *, verbose: bool, quiet: bool) -> None:
        """Note what was said at one place."""
        self.config = config or self.config
        self.verbose = verbose or self.verbose
        self.quiet = quiet or self.quiet
