"""A site of a few answers that a test makes up."""

from collections.abc import Callable
from pathlib import Path

from scraper.hugo.site import Site
from scraper.pages import ContentFolder, Pages, Privacy
from scraper.publishing import Publisher
from scraper.run.bundled import bundled
from scraper.run.progress import Progress
from scraper.run.report import Report
from scraper.store import Store


def build(home: Path, fill: Callable[[Store], None], privacy: Privacy | None = None) -> Path:
    """Build a site of what `fill` puts into the store; return the folder of built files."""
    site = Site(home / "site", title=None, base_url=None)
    with Store(home / "test.db") as store:
        fill(store)
        site.prepare()
        Publisher(
            store=store,
            pages=Pages([bundled("templates")], home / "artwork", privacy or Privacy()),
            content=ContentFolder(site.content, home / "kept"),
            progress=Progress(),
        ).publish(Report())
    assert [] == site.build()
    return site.public
