"""What `scrape` does without a command: bring the site up to date, or redo pages."""

from dataclasses import dataclass

from scraper.cli.session import Session
from scraper.run.errors import BadUsage


@dataclass(frozen=True, kw_only=True)
class ScrapeOptions:
    """The options of `scrape` itself."""

    everything: bool
    limit: int | None
    """None for no limit."""
    delay: float
    """Seconds."""
    dry_run: bool
    allow_removals: bool
    builds: bool
    """False where the site is not to be built after the pages are written."""
    refresh: float | None
    """Days; None where nothing known is fetched again."""
    regenerate_artist: str | None
    """None for nobody."""
    artists_only: bool
    migrate_artists: bool
    overwrite_album: tuple[int, ...] | None
    """() for all albums, None for none."""

    @property
    def _redoes(self) -> bool:
        return self.regenerate_artist is not None or self.artists_only or self.migrate_artists

    @property
    def _looks(self) -> bool:
        """Tell whether Discogs is asked what is in the collection."""
        return self.everything or self.limit is not None or self.refresh is not None

    def check(self, command: str | None) -> None:
        """Raise BadUsage where options do not go together, or with a command."""
        if self._redoes and (self._looks or self.dry_run):
            raise BadUsage("--regenerate-artist, --artists-only and --migrate-artists do one thing; give them alone.")
        works = (
            self._looks
            or self.dry_run
            or self.allow_removals
            or not self.builds
            or self.delay
            or self.overwrite_album is not None
        )
        if command and (self._redoes or works):
            raise BadUsage(f"`scrape {command}` takes none of these options; give them to `scrape` alone.")
        if self.allow_removals and not self.everything:
            raise BadUsage("--allow-removals confirms what --all finds gone; give both.")
        if self.everything and self.limit:
            raise BadUsage("--all looks at everything and --limit at the newest only; give one of them.")

    def run(self, session: Session) -> int:
        """Do it; return the exit code."""
        if self.regenerate_artist is not None:
            return self._regenerate_artist(session, self.regenerate_artist)
        if self.artists_only:
            return self._artists_only(session)
        if self.migrate_artists:
            return self._migrate_artists(session)
        if self.overwrite_album is not None and not self._looks:
            return self._overwrite_albums(session, self.overwrite_album)
        return self._scrape(session)

    def _regenerate_artist(self, session: Session, artist: str) -> int:
        from scraper.app.regenerate_artist import NAME, regenerate_artist
        from scraper.cli.running import reported

        return reported(
            session,
            NAME,
            lambda settings, progress: regenerate_artist(
                settings, artist, progress, delay=self.delay, builds=self.builds
            ),
        )

    def _artists_only(self, session: Session) -> int:
        from scraper.app.artists_only import NAME, artists_only
        from scraper.cli.running import reported

        return reported(
            session,
            NAME,
            lambda settings, progress: artists_only(settings, progress, delay=self.delay, builds=self.builds),
        )

    def _migrate_artists(self, session: Session) -> int:
        from scraper.app.migrate_artists import NAME, migrate_artists
        from scraper.cli.running import reported

        return reported(session, NAME, lambda settings, progress: migrate_artists(settings, progress, delay=self.delay))

    def _overwrite_albums(self, session: Session, albums: tuple[int, ...]) -> int:
        from scraper.app.overwrite_albums import NAME, overwrite_albums
        from scraper.cli.running import reported

        return reported(
            session,
            NAME,
            lambda settings, progress: overwrite_albums(
                settings, albums or None, progress, delay=self.delay, dry_run=self.dry_run, builds=self.builds
            ),
            on_disk=not self.dry_run,
        )

    def _scrape(self, session: Session) -> int:
        from scraper.app.scrape import ScrapeRequest, scrape
        from scraper.cli.removals import removals
        from scraper.cli.running import reported

        request = ScrapeRequest(
            everything=self.everything,
            limit=self.limit,
            refresh_days=self.refresh,
            overwrite=() if self.overwrite_album is None else (self.overwrite_album or None),
            delay=self.delay,
            dry_run=self.dry_run,
            may_remove=removals(allowed=self.allow_removals, may_ask=not (self.dry_run or session.quiet)),
            builds=self.builds,
        )
        return reported(
            session,
            request.name,
            lambda settings, progress: scrape(settings, request, progress),
            on_disk=not self.dry_run,
        )
