"""Build the site and send it to its target."""

from scraper.app.build import build
from scraper.run.progress import Progress
from scraper.run.report import Report
from scraper.run.settings import Settings
from scraper.wiring.workshop import alone, site


def deploy(settings: Settings, progress: Progress) -> Report:
    """Build the site, and have Hugo send it to the target in its hugo.toml."""
    report = build(settings, progress)
    with alone(settings):
        own = site(settings)
        lines, code = own.deploy()
        report.notes += [*own.doubts(), *lines]
        report.exit_code = code or None
    return report
