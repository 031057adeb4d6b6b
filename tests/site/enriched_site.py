"""A site of some records of the sample collection, with what other services are made to have said of them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from scraper import translation
from scraper.artwork import Artwork
from scraper.domain.due import Due, picture_due
from scraper.domain.evidence import Conclusion
from scraper.domain.subjects import Subject
from scraper.hugo.site import Site
from scraper.pages import ContentFolder, Pages, Privacy
from scraper.publishing import Publisher
from scraper.run.bundled import bundled
from scraper.run.progress import Progress
from scraper.run.report import Report
from scraper.store import Store
from services.fakes.sample import sample_world
from services.fakes.world import World

Pictures = Mapping[tuple[str, int], tuple[str, Callable[[], bytes]]]
"""Of a release or an artist: the source, and what draws it."""


def build(home: Path, conclusions: Mapping[Subject, Conclusion], pictures: Pictures | None = None) -> Path:
    """Build the records and artists that conclusions are about; return the folder of built files."""
    site = Site(home / "site", title=None, base_url=None)
    artwork = Artwork(home / "artwork", 1000)
    with Store(home / "test.db") as store:
        _fill(store, sample_world(), {one.subject_id for one in conclusions if one.kind == "release"})
        for subject, conclusion in conclusions.items():
            store.findings.conclude(subject, conclusion)
        for (kind, number), (source, draw) in (pictures or {}).items():
            held = artwork.keep(kind, number, draw())
            store.save_picture(_due(kind, number, source), replace(held, source=source))
        site.prepare()
        Publisher(
            store=store,
            pages=Pages([bundled("templates")], artwork.folder, Privacy()),
            content=ContentFolder(site.content, home / "kept"),
            progress=Progress(),
        ).publish(Report())
    assert [] == site.build()
    return site.public


def _fill(store: Store, world: World, wanted: set[int]) -> None:
    items = [{**one, "basic_information": world.releases[one["id"]]} for one in world.copies if one["id"] in wanted]
    store.save_copies((translation.copy(item), translation.basic_release(item), item) for item in items)
    for answer in (world.releases[number] for number in wanted):
        store.save_release(translation.release(answer), answer)
    for answer in world.masters.values():
        store.save_master(translation.master(answer), answer)
    for answer in world.artists.values():
        store.save_artist(translation.artist(answer), answer)


def _due(kind: str, number: int, source: str) -> Due:
    return picture_due(kind, number, title="", uri="http://images/x", source=source, failed_before=False)
