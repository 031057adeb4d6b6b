"""Measures how often matching is right, wrong or undecided among disguises and distractors, and how fast it decides.

python benchmarks/matching.py [SEEDS] [--missed]
"""

import os
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import generated
from distractors import Search, search_for

from scraper import translation
from scraper.domain.evidence import Candidate, Verdict, Wanted
from scraper.enrichment.services.edition_search import DETAILS
from scraper.matching import decide, wanted
from services.fakes.sample import sample_world
from services.fakes.world import World

ROOT = Path(__file__).parent.parent
LEAST_RELEASES = 400
PRESENT = 0.85
SHOWN_WITH_SONGS = 0.3
RECALL = 0.9


@dataclass(kw_only=True)
class Tally:
    """The results of all decisions."""

    right: Counter[str] = field(default_factory=Counter)
    """The right decisions by certainty; 'none' where rightly no candidate was taken."""
    wrong: Counter[str] = field(default_factory=Counter)
    """The wrong decisions by certainty."""
    missed: int = 0
    """How often no candidate was taken although the right one was there."""
    asked: int = 0
    """How often a track list was asked for."""
    decisions: int = 0
    seconds: float = 0.0
    failures: list[str] = field(default_factory=list)

    @property
    def taken(self) -> int:
        """Return how many candidates were taken."""
        return sum(count for name, count in (self.right + self.wrong).items() if name != "none")

    @property
    def precision(self) -> float:
        """Return the share of the taken candidates that are right."""
        return 1 - self.wrong.total() / max(1, self.taken)

    @property
    def recall(self) -> float:
        """Return the share of the releases in the catalogue that were found."""
        found = self.right.total() - self.right["none"]
        return found / max(1, found + self.missed)


def releases() -> list[Wanted]:
    """Return the releases to look for: the real records if they are here, the sample, and made-up ones for the rest."""
    wanted_releases = [*_real(), *_of(sample_world())]
    if len(wanted_releases) < LEAST_RELEASES:
        wanted_releases += _of(generated.world(LEAST_RELEASES - len(wanted_releases)))
    return wanted_releases


def _real() -> list[Wanted]:
    folder = os.environ.get("SLEEVENOTES_RECORDS", str(ROOT.parent / "shared" / "data" / "discogs-dump"))
    if not Path(folder).is_dir():
        print("without the real records: SLEEVENOTES_RECORDS names no folder")
        return []
    sys.path.append(str(ROOT / "tests"))
    import real_records  # noqa: PLC0415  # its folder has just been added to the path

    return _of(real_records.world(Path(folder)))


def _of(world: World) -> list[Wanted]:
    people = {number: translation.artist(answer) for number, answer in world.artists.items()}
    every = [_wanted(world, answer, people) for answer in world.releases.values()]
    return [ours for ours in every if ours.songs and ours.title]


def _wanted(world: World, answer: dict[str, Any], people: dict[int, Any]) -> Wanted:
    release = translation.release(answer)
    year = world.masters.get(release.master_id or 0, {}).get("year")
    known = {credit.artist_id: people[credit.artist_id] for credit in release.artists if credit.artist_id in people}
    return wanted(release, year, known)


def decided(search: Search, chance: random.Random, tally: Tally) -> Verdict:
    """Decide as a run does: the answer to a search has few track lists, and two more may be asked for."""
    shown = [_as_answered(entry, chance) for entry in search.entries]
    chance.shuffle(shown)
    began = time.perf_counter()
    verdict = _decide(search, shown, tally)
    for _ in range(DETAILS):
        if verdict.taken is not None or verdict.in_doubt is None:
            break
        in_doubt = verdict.in_doubt.entry_id
        whole = next(entry for entry in search.entries if entry.entry_id == in_doubt)
        shown = [whole if entry.entry_id == in_doubt else entry for entry in shown]
        verdict = _decide(search, shown, tally)
        tally.asked += 1
    tally.seconds += time.perf_counter() - began
    return verdict


def _decide(search: Search, shown: list[Candidate], tally: Tally) -> Verdict:
    tally.decisions += 1
    return decide(search.wanted, shown, pin=search.pin)


def _as_answered(entry: Candidate, chance: random.Random) -> Candidate:
    return entry if chance.random() < SHOWN_WITH_SONGS else replace(entry, songs=())


def note(search: Search, verdict: Verdict, tally: Tally) -> None:
    """Count a verdict."""
    if verdict.taken is None:
        tally.missed += bool(search.right)
        tally.right["none"] += not search.right
        if search.right:
            tally.failures.append(f"missed {_described(search)}: {verdict.reason}")
        return
    entry, evidence = verdict.taken.candidate, verdict.taken.evidence
    if entry.entry_id in search.right:
        tally.right[evidence.certainty] += 1
        return
    tally.wrong[evidence.certainty] += 1
    mistake = f"{_described(search)} taken for {search.kinds[entry.entry_id]}: '{entry.title}' {entry.track_count}"
    tally.failures.append(f"WRONG {mistake}: {evidence.text}")


def _described(search: Search) -> str:
    right = next((entry.title for entry in search.entries if entry.entry_id in search.right), "")
    return f"{search.wanted.artist_line}, '{search.wanted.title}' ({len(search.wanted.songs)}; there: '{right}')"


def run(seed: int, everything: list[Wanted]) -> Tally:
    """Decide about every release once, and return the results."""
    chance, tally = random.Random(seed), Tally()  # noqa: S311  # the same numbers each time are the point
    for ours in everything:
        search = search_for(ours, everything, chance, is_there=chance.random() < PRESENT)
        note(search, decided(search, chance, tally), tally)
    return tally


def report(seed: int, tally: Tally) -> bool:
    """Print the results of a run; return whether they are good enough."""
    print(f"seed {seed}: precision {tally.precision:.2%}, recall {tally.recall:.1%}, missed {tally.missed}")
    for name in ("pinned", "identifier", "barcode", "likeness", "none"):
        right, wrong = tally.right[name], tally.wrong[name]
        print(f"  {name:<10} taken {right + wrong:>4}, right {right:>4}, wrong {wrong:>3}")
    print(f"  {tally.asked} track lists asked for, {tally.decisions / tally.seconds:,.0f} decisions a second")
    mistakes = [line for line in tally.failures if line.startswith("WRONG")]
    for line in tally.failures if "--missed" in sys.argv else mistakes:
        print(f"  {line}")
    return not mistakes and tally.recall >= RECALL


def main() -> int:
    """Run with several seeds; return 0 when each is good enough."""
    seeds = [int(argument) for argument in sys.argv[1:] if argument.isdecimal()] or [3]
    everything = releases()
    print(f"{len(everything):,} releases, {PRESENT:.0%} of them in the catalogue")
    good = [report(seed, run(seed, everything)) for seed in range(1, seeds[0] + 1)]
    return 0 if all(good) else 1


if __name__ == "__main__":
    raise SystemExit(main())
