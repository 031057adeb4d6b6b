"""Preview the site on this machine."""

from scraper.run.settings import Settings
from scraper.wiring.workshop import site


def serve(settings: Settings) -> int:
    """Have Hugo show the site, which reloads itself, until Hugo is ended; return Hugo's exit code."""
    own = site(settings)
    own.prepare()
    return own.serve()
