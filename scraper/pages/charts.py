"""The statistics page: how many records there are of each kind, and which stand out."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from scraper.domain import statistics, words
from scraper.domain.releases import ReleaseId
from scraper.domain.slugs import sort_key
from scraper.domain.statistics import Measure, Piece
from scraper.markup import one_line
from scraper.pages.index import Index
from scraper.pages.overview import Overview
from scraper.pages.phrases import present
from scraper.pages.privacy import Privacy

MOST_ROWS = 30
_FIRST_MONTH = "2000-11"
"""When Discogs began: nothing can have been added before."""
ChartRow = tuple[str, int, str | None]
"""What is counted, how many there are, and the path of its page where it has one."""


def front_matter(overview: Overview, index: Index, privacy: Privacy) -> dict[str, object]:
    """Return the front matter of the statistics page."""
    counts = Counts(overview, index, privacy)
    facts = Facts(overview, index)
    return {
        "title": "Statistics",
        "description": "This shelf in figures: how it grew, what is on it, how long it plays and what it weighs.",
        "params": {"kind": "statistics", "charts": counts.charts, "facts": facts.all},
    }


class Counts:
    """How many records there are of each kind."""

    def __init__(self, overview: Overview, index: Index, privacy: Privacy) -> None:
        self._overview, self._index, self._privacy = overview, index, privacy
        self._lines = index.lines.values()

    @property
    def charts(self) -> list[dict[str, Any]]:
        """Return the charts that have rows, as front matter lists them."""
        charts = [
            self._growth(),
            self._decades(),
            *(
                _bars(
                    taxonomy,
                    self._terms(taxonomy, (name for line in self._lines for name in set(line.terms[taxonomy]))),
                )
                for taxonomy in ("genres", "styles", "formats")
            ),
            _bars("labels", self._labels()),
            _bars("artists", self._artists()),
            self._countries(),
            *([_bars("ratings", self._ratings())] if self._privacy.rating else []),
            _bars("folders", self._folders()),
        ]
        return [chart for chart in charts if chart["rows"]]

    def _growth(self) -> dict[str, Any]:
        months = [
            copy.date_added[:7]
            for copies in self._overview.copies.values()
            for copy in copies
            if words.iso_moment(copy.date_added) and copy.date_added[:7] >= _FIRST_MONTH
        ]
        undated = sum(map(len, self._overview.copies.values())) - len(months)
        note = "Copies that are still here, at the end of the month in which they were added."
        note += f" {words.plural(undated, 'copy has', 'copies have')} no date." if undated else ""
        rows = [(month, count, None) for month, count in statistics.growth(months)]
        return {"id": "growth", "title": "Growth", "kind": "line", "unit": "copies", "rows": rows, "note": note}

    def _decades(self) -> dict[str, Any]:
        years = [line.original_year or line.year for line in self._lines]
        known = [year for year in years if year]
        rows = [
            (name, count, self._path("decades", name) if count else None) for name, count in statistics.decades(known)
        ]
        return _bars("decades", rows, unknown=len(years) - len(known), most=len(rows))

    def _terms(self, taxonomy: str, names: Iterable[str]) -> list[ChartRow]:
        return [(one_line(name), count, self._path(taxonomy, name)) for name, count in statistics.ranked(names)]

    def _path(self, taxonomy: str, name: str) -> str:
        return self._index.term(taxonomy, name).path

    def _labels(self) -> list[ChartRow]:
        counts = Counter(
            term
            for measure in self._overview.measures.values()
            for term in {self._index.label(label) for label in measure.labels}
            if term
        )
        titles = self._index.terms["labels"]
        return sorted(((titles[term.slug], count, term.path) for term, count in counts.items()), key=_rank)

    def _artists(self) -> list[ChartRow]:
        rows = []
        for artist_id, works in self._overview.works.items():
            name, path = self._index.artist(artist_id)
            rows.append((name or "Untitled", len(works.records), path))
        return sorted(rows, key=_rank)

    def _countries(self) -> dict[str, Any]:
        known = [line.country for line in self._lines if line.country]
        return _bars("countries", self._terms("countries", known), unknown=len(self._lines) - len(known))

    def _ratings(self) -> list[ChartRow]:
        best = [max((copy.rating for copy in copies), default=0) for copies in self._overview.copies.values()]
        rows: list[ChartRow] = [(f"{stars} of 5", best.count(stars), None) for stars in range(5, 0, -1)]
        unrated: list[ChartRow] = [("Not rated", best.count(0), None)] if 0 in best else []
        return [*rows, *unrated] if any(best) else []

    def _folders(self) -> list[ChartRow]:
        copies = [copy for copies in self._overview.copies.values() for copy in copies]
        names = [name for copy in copies if (name := self._privacy.folder(copy.folder_id))]
        return [(name, count, None) for name, count in statistics.ranked(names)]


def _rank(row: ChartRow) -> tuple[int, str, str]:
    """Return what rows are sorted by: the largest count first, equal counts by name."""
    name, count, path = row
    return -count, sort_key(name), path or ""


def _bars(name: str, rows: Sequence[ChartRow], *, unknown: int = 0, most: int = MOST_ROWS) -> dict[str, Any]:
    unit = "copies" if name == "folders" else "records"
    shown = [*rows[:most], *([("Unknown", unknown, None)] if unknown else [])]
    note = f"The first {most:,} of {len(rows):,}." if len(rows) > most else None
    return {"id": name, "title": name.capitalize(), "kind": "bars", "unit": unit, "rows": shown, "note": note}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fact:
    """A number or a record that stands out."""

    name: str
    value: str
    path: str | None = None
    """The page of the record; None where the fact is about none."""


class Facts:
    """The sums over the shelf, and the records that stand out on it."""

    def __init__(self, overview: Overview, index: Index) -> None:
        self._overview, self._index = overview, index
        self._measures = list(overview.measures.values())

    @property
    def all(self) -> list[dict[str, Any]]:
        """Return the facts that are known, as front matter lists them."""
        facts = [
            *self._sums(),
            self._extreme("Longest record", _running_time, max, words.length),
            self._extreme("Shortest record", _running_time, min, words.length),
            self._track("Longest track", max, lambda measure: measure.longest),
            self._track("Shortest track", min, lambda measure: measure.shortest),
            self._extreme("Earliest original year", self._original_year, min, str),
            self._extreme("Latest original year", self._original_year, max, str),
            self._extreme("Oldest pressing", self._pressed, min, str),
            self._extreme("Newest pressing", self._pressed, max, str),
            self._pressings(),
        ]
        return [{"name": fact.name, "value": fact.value, "path": fact.path} for fact in facts if fact]

    def _sums(self) -> list[_Fact]:
        copies = {number: len(copies) for number, copies in self._overview.copies.items()}
        seconds = sum(measure.seconds for measure in self._measures)
        grams = sum(measure.grams * copies.get(measure.release_id, 0) for measure in self._measures)
        facts = [
            _Fact(name="Copies", value=f"{sum(copies.values()):,}"),
            _Fact(name="Releases", value=f"{len(self._measures):,}"),
        ]
        if seconds:
            facts.append(_Fact(name="Running time", value=self._total_time(seconds)))
        if grams:
            value = f"about {statistics.weight(grams)} (an estimate, without sleeves)"
            facts.append(_Fact(name="Weight of the vinyl", value=value))
        return facts

    def _total_time(self, seconds: int) -> str:
        total, timed = len(self._measures), sum(measure.is_timed for measure in self._measures)
        if timed == total:
            return statistics.running_time(seconds)
        known = f"every length is known on {timed:,} of {words.plural(total, 'record')}"
        return f"at least {statistics.running_time(seconds)} ({known})"

    def _original_year(self, measure: Measure) -> int:
        line = self._index.lines[measure.release_id]
        # Without a master this is the only pressing, and so the first.
        return line.original_year or (line.year if line.master_id is None else None) or 0

    def _pressed(self, measure: Measure) -> int:
        return self._index.lines[measure.release_id].year or 0

    def _extreme(
        self, name: str, value: Callable[[Measure], int], pick: Callable[..., Measure], as_text: Callable[[int], str]
    ) -> _Fact | None:
        """Return the record whose value is the largest or the smallest; a value of 0 is unknown."""
        known = [measure for measure in self._measures if value(measure)]
        if not known:
            return None
        extreme = pick(known, key=value)
        return self._about(name, f"{self._name(extreme.release_id)} ({as_text(value(extreme))})", extreme.release_id)

    def _track(
        self, name: str, pick: Callable[..., tuple[Piece, ReleaseId]], choose: Callable[[Measure], Piece | None]
    ) -> _Fact | None:
        """Return the longest or the shortest track of all."""
        known = [(track, measure.release_id) for measure in self._measures if (track := choose(measure))]
        if not known:
            return None
        track, number = pick(known, key=lambda entry: entry[0].seconds)
        title = one_line(track.title) or "untitled"
        return self._about(name, f"{title}, on {self._name(number)} ({words.length(track.seconds)})", number)

    def _pressings(self) -> _Fact | None:
        masters = self._index.masters.values()
        most = max(masters, key=len, default=[])
        if len(most) < 2:  # noqa: PLR2004  # one pressing is not many
            return None
        return self._about("Most pressings of one album", f"{self._name(most[0])} ({len(most):,} pressings)", most[0])

    def _about(self, name: str, value: str, number: ReleaseId) -> _Fact:
        return _Fact(name=name, value=value, path=self._index.albums[number])

    def _name(self, number: ReleaseId) -> str:
        line = self._index.lines[number]
        return present(" by ", one_line(line.title) or "Untitled", one_line(line.artist_line))


def _running_time(measure: Measure) -> int:
    """Return how long a record plays in seconds; 0 where a length is missing."""
    return measure.seconds if measure.is_timed else 0
