"""`scrape demo`: the whole main job on a sample collection, over real HTTP, against a little local Discogs."""

import shutil
import sys
from pathlib import Path

from pydantic import SecretStr

from scraper.cli import runs
from scraper.files import write_whole
from scraper.progress import Progress
from scraper.report import Report
from scraper.settings import DiscogsSettings, PathSettings, Settings, SiteSettings
from scraper.wiring import workshop
from services.fakes.discogs import DiscogsFake
from services.fakes.sample import sample_world

TITLE = "Sleevenotes: a sample collection"
CONFIG = f"""\
# The sample collection of `scrape demo`. Its Discogs is gone when the demo ends: this file is for `scrape serve`.
[discogs]
username = "sample"

[site]
title = "{TITLE}"
"""


def demo(home: Path, progress: Progress) -> Report:
    """Make the sample site in a folder; return its report."""
    report = Report()
    config = home / "config.toml"
    if not config.exists():
        write_whole(config, CONFIG.encode())
    world = sample_world()
    with DiscogsFake(world, limit=None) as fake:
        settings = _settings(home.resolve(), fake.origin, world.username, world.token)
        with workshop(settings, progress) as shop:
            runs.scrape(shop, runs.Scope(everything=True), report)
    command = sys.argv[0] if Path(sys.argv[0]).is_file() and not shutil.which("scrape") else "scrape"
    report.notes.append(
        f"The site is in {home / 'site' / 'public'}. Look at it with: {command} --config {config} serve"
    )
    return report


def _settings(home: Path, origin: str, username: str, token: str | None) -> Settings:
    return Settings.model_construct(
        discogs=DiscogsSettings(
            username=username, token=SecretStr(token or ""), base_url=origin, requests_per_minute=60_000
        ),
        site=SiteSettings(path=home / "site", title=TITLE),
        paths=PathSettings(database=home / "sleevenotes.db", logs=home / "logs"),
    )
