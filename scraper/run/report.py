"""What a run did, in numbers and in gaps; the report owns the exit code. Pure."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from scraper.domain import service_facts
from scraper.domain.evidence import ServiceName
from scraper.domain.gaps import Gap
from scraper.domain.words import plain, plural
from scraper.run.errors import ExitCode

GAPS_SHOWN, PATHS_SHOWN = 12, 5


@dataclass(kw_only=True)
class Report:
    """Counts up while a run goes on."""

    fetched: Counter[str] = field(default_factory=Counter)
    """Answers that came over the network, by kind: page, release, master, artist, image."""
    from_catalogue: Counter[str] = field(default_factory=Counter)
    """Answers that the catalogue held, by kind, so that Discogs was not asked for them."""
    is_rehearsal: bool = False
    """Nothing was done: the counts say what would be."""
    would_fetch: Counter[str] = field(default_factory=Counter)
    """What a rehearsal found due, by kind."""
    from_store: int = 0
    """Releases, masters, artists and images that were known already."""
    matched: Mapping[ServiceName, int] = field(default_factory=dict)
    """How many releases have an entry at each service, by the service's name."""
    left_open: int = 0
    """How often there were candidates, and none was sure enough."""
    copies: int = 0
    new_copies: int = 0
    sold_copies: int = 0
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    edited: list[str] = field(default_factory=list)
    """Pages left alone because somebody edited them."""
    set_aside: list[str] = field(default_factory=list)
    """Where pages went that hold somebody's work, and that the site has no place for any more."""
    gaps: list[Gap] = field(default_factory=list)
    images_waiting: int = 0
    """Of galleries, which are fetched over some days."""
    notes: list[str] = field(default_factory=list)
    """Sentences that the owner should read."""
    failed: bool = False
    """Something went wrong that another run may put right."""
    exit_code: ExitCode | None = None
    """Of an error that ended the harvest early; None otherwise."""

    @property
    def code(self) -> ExitCode:
        """Return how the run ended: gaps that Discogs itself has are no failure."""
        if self.exit_code is not None:
            return self.exit_code
        return ExitCode.FAILURES if self.failed else ExitCode.WELL

    def lines(self) -> list[str]:
        """Return the closing report."""
        return [*self._counts(), *self._matches(), *self._pages(), *self._gaps(), *self._waiting(), *self.notes]

    def _counts(self) -> list[str]:
        taken = _listed(self.from_catalogue)
        from_catalogue = f"; from the catalogue: {taken}" if taken else ""
        if self.is_rehearsal:
            would = _listed(self.would_fetch) or "nothing"
            return [*self._collection(), f"Would fetch: {would}{from_catalogue}", *self._fetched("")]
        return [*self._collection(), *self._fetched(from_catalogue)]

    def _collection(self) -> list[str]:
        new = plural(self.new_copies, "new copy", "new copies") if self.new_copies else ""
        sold = f"{self.sold_copies:,} no longer there" if self.sold_copies else ""
        changes = ", ".join(change for change in (new, sold) if change)
        if not self.copies and not changes:
            return []
        return [f"Collection: {plural(self.copies, 'copy', 'copies')}{f' ({changes})' if changes else ''}"]

    def _fetched(self, from_catalogue: str) -> list[str]:
        fetched = _listed(self.fetched)
        if not fetched and not from_catalogue:
            return []
        return [f"Fetched: {fetched or 'nothing'}{from_catalogue}; from the store: {self.from_store:,}"]

    def _matches(self) -> list[str]:
        if not self.matched and not self.left_open:
            return []
        counts = ", ".join(f"{service_facts.title_of(service)} {count:,}" for service, count in self.matched.items())
        them = "it" if self.left_open == 1 else "them"
        doubt = f"; {self.left_open:,} left open, `scrape review` shows {them}" if self.left_open else ""
        return [f"Releases found elsewhere: {counts or 'none'}{doubt}"]

    def _pages(self) -> list[str]:
        lines = []
        if self.is_rehearsal:
            left = "it is" if self.unchanged == 1 else "they are"
            lines.append(
                f"Would write {plural(self.written, 'page')}, leave {self.unchanged:,} as {left}, "
                f"remove {self.removed:,}; -v names them"
            )
        elif self.written or self.unchanged or self.removed:
            lines.append(f"Pages: {self.written:,} written, {self.unchanged:,} unchanged, {self.removed:,} removed")
        if self.edited:
            lines.append(f"Kept as you edited them: {_some(self.edited)} (--overwrite-album writes albums anew)")
        lines += [
            "An edited page, or one with files of yours, whose record is gone, or has another address, "
            f"was moved to {where}"
            for where in self.set_aside
        ]
        return lines

    def _gaps(self) -> list[str]:
        if not self.gaps:
            return []
        shown = [
            f"  {gap.kind} {gap.subject_id} {plain(gap.title)}: {plain(gap.reason)}" for gap in self.gaps[:GAPS_SHOWN]
        ]
        more = len(self.gaps) - GAPS_SHOWN
        rest = [f"  … and {more:,} more, in the log"] if more > 0 else []
        return [f"Gaps: {len(self.gaps):,}", *shown, *rest]

    def _waiting(self) -> list[str]:
        if not self.images_waiting:
            return []
        left = plural(self.images_waiting, "image")
        return [f"Left for another day: {left} of galleries, of which a few hundred are fetched a day, after all else."]


def _listed(counts: Mapping[str, int]) -> str:
    """Return '3 releases, 1 image', without what there is none of."""
    return ", ".join(_counted(count, kind) for kind, count in counts.items() if count)


def _counted(count: int, kind: str) -> str:
    """Return '3 releases', '2 lookups at Spotify'."""
    noun, at, where = kind.partition(" at ")
    return f"{plural(count, noun)}{at}{where}"


def _some(paths: list[str]) -> str:
    more = len(paths) - PATHS_SHOWN
    return f"{', '.join(paths[:PATHS_SHOWN])}{f' and {more:,} more' if more > 0 else ''}"
