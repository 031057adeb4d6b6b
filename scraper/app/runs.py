"""What the commands do: each function is one run and returns its report."""

import difflib
import logging
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import timedelta

from scraper import translation
from scraper.domain.credits import ArtistId, display_name
from scraper.domain.slugs import artist_path, folded
from scraper.harvest.harvest import gaps
from scraper.run.errors import BadUsage
from scraper.run.progress import Progress
from scraper.run.report import Report
from scraper.run.settings import Settings
from scraper.store import Store
from scraper.wiring import Workshop, alone, site, workshop

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Scope:
    """How much of the collection a run looks at."""

    everything: bool = False
    limit: int | None = None
    refresh_days: float | None = None
    overwrite: Collection[int] | None = field(default=())


def scrape(workshop: Workshop, scope: Scope, report: Report) -> None:
    """Read the collection, fetch what is due, publish and build."""
    before = None if scope.refresh_days is None else workshop.store.now() - timedelta(days=scope.refresh_days)
    harvest = workshop.harvest(before)
    site(workshop.settings).prepare()
    try:
        harvest.read_collection(report, everything=scope.everything, limit=scope.limit)
        harvest.fetch_due(report)
    finally:
        report.gaps += gaps(workshop.store)
    publish(workshop, report, scope.overwrite)


def publish(workshop: Workshop, report: Report, overwrite: Collection[int] | None = ()) -> None:
    """Write the pages of what is known, and build the site."""
    own = site(workshop.settings)
    own.prepare()
    workshop.publisher(overwrite=overwrite).publish(report)
    if workshop.store.shelf.lines():
        report.notes += own.build()


def overwrite(workshop: Workshop, releases: Collection[int] | None, report: Report, *, dry: bool) -> None:
    """Write these albums' pages anew, None for all of them, and build; `dry`: only say what would be written."""
    unknown = sorted(set(releases or ()) - set(workshop.store.shelf.lines()))
    if unknown:
        raise BadUsage(
            f"Not on the shelf, so without a page: {', '.join(map(str, unknown))}. Give ids of your releases."
        )
    report.is_rehearsal = dry
    if dry:
        workshop.publisher(dry=True, overwrite=releases).publish(report)
    else:
        publish(workshop, report, releases)


def rehearse(workshop: Workshop, scope: Scope, report: Report) -> None:
    """Say what `scrape` would do; the workshop's store is a copy in memory."""
    before = None if scope.refresh_days is None else workshop.store.now() - timedelta(days=scope.refresh_days)
    harvest = workshop.harvest(before)
    harvest.read_collection(report, everything=scope.everything, limit=scope.limit)
    report.is_rehearsal = True
    for one in harvest.due(report):
        report.would_fetch[one.subject.kind if one.kind == "record" else "image"] += 1
        log.info("would fetch %s %d %s", one.lookup.replace("-", " "), one.subject.subject_id, one.title)
    report.would_fetch.update({f"lookup at {name}": count for name, count in harvest.lookups_due().items()})
    workshop.publisher(dry=True, overwrite=scope.overwrite).publish(report)


def artists_only(workshop: Workshop, report: Report) -> None:
    """Redo all artist pages from what is known, and build."""
    site(workshop.settings).prepare()
    workshop.publisher().publish_artists(report)
    report.notes += site(workshop.settings).build()


def migrate_artists(workshop: Workshop, report: Report) -> None:
    """Rebuild the artists' table from the stored releases."""
    store = workshop.store
    added = store.rebuild_artists(translation.release(answer) for answer in store.shelf.every_release())
    known = len(store.shelf.artist_names())
    report.notes.append(f"The artists' table is rebuilt: {known:,} artists on the shelf, {added:,} of them added now.")


def regenerate_artist(workshop: Workshop, wanted: str, report: Report) -> None:
    """Fetch one artist anew, redo their page, and build."""
    artist_id, name = find_artist(workshop.store, wanted)
    workshop.harvest().fetch_artist(artist_id, report)
    report.gaps += [
        gap for gap in gaps(workshop.store) if gap.subject_id == artist_id and gap.kind.startswith("artist")
    ]
    site(workshop.settings).prepare()
    workshop.publisher().publish_artists(report, [artist_id])
    if workshop.store.shelf.artist_names()[artist_id] != name:
        # The page has another address now, and others link to it.
        workshop.publisher().publish(report)
    report.notes += site(workshop.settings).build()


def find_artist(store: Store, wanted: str) -> tuple[ArtistId, str]:
    """Return the one artist meant by a name, id or address; raise BadUsage with the choices otherwise."""
    names = store.shelf.artist_names()
    address = wanted.strip().strip("/").rsplit("/", 1)[-1].casefold()
    found = {
        artist_id: name
        for artist_id, name in names.items()
        if folded(name) == folded(wanted)
        or name == wanted
        or str(artist_id) == wanted.strip()
        or _addresses(name, artist_id) & {address}
    }
    exact = {artist_id: name for artist_id, name in found.items() if name == wanted.strip()}
    if len(exact) == 1 and display_name(wanted) != wanted.strip():
        found = exact
    if len(found) == 1:
        return next(iter(found.items()))
    if found:
        choices = "; ".join(f"{artist_id} {name}" for artist_id, name in found.items())
        raise BadUsage(f"Several artists are called {wanted!r}: {choices}. Say which one by its id.")
    raise BadUsage(_unknown(wanted, list(names.values())))


def _addresses(name: str, artist_id: int) -> set[str]:
    last = artist_path(name, artist_id).strip("/").rsplit("/", 1)[-1]
    return {last, last.rsplit("-", 1)[0]}


def _unknown(wanted: str, names: list[str]) -> str:
    by_key = {folded(name): display_name(name) for name in names}
    near = difflib.get_close_matches(folded(wanted), by_key, n=3, cutoff=0.5)
    hint = f"; nearest: {', '.join(by_key[key] for key in near)}" if near else ""
    return f"No artist of your records is called {wanted!r}{hint}."


def build(settings: Settings, progress: Progress, report: Report) -> None:
    """Write the pages of what is known, as the settings and the skip list are now, and have Hugo build the site."""
    with workshop(settings, progress) as shop:
        own = site(settings)
        own.prepare()
        if shop.store.shelf.lines():
            shop.publisher().publish(report)
        report.notes += own.build()
        report.notes.append(f"Built {own.public}.")


def deploy(settings: Settings, progress: Progress, report: Report) -> None:
    """Build the site as above and send it to its target."""
    build(settings, progress, report)
    with alone(settings):
        own = site(settings)
        told, code = own.deploy()
        report.notes += [*own.doubts(), *told]
        report.exit_code = code or None
