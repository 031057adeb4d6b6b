"""How often matching is right, wrong or silent among disguises and distractors, and its decisions a second.

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
from distractors import Case, case

from scraper import translation
from scraper.domain.evidence import Candidate, Verdict, Wanted
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
    """What came of the decisions."""

    right: Counter[str] = field(default_factory=Counter)
    """By certainty; one that is rightly silent is 'none'."""
    wrong: Counter[str] = field(default_factory=Counter)
    missed: int = 0
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
        """Return which part of what was taken is right."""
        return 1 - self.wrong.total() / max(1, self.taken)

    @property
    def recall(self) -> float:
        """Return which part of what was there to be found was found."""
        found = self.right.total() - self.right["none"]
        return found / max(1, found + self.missed)


def releases() -> list[Wanted]:
    """Return what is looked for: real records where they are, the sample, and made-up ones to make up the number."""
    found = [*_real(), *_of(sample_world())]
    if len(found) < LEAST_RELEASES:
        found += _of(generated.world(LEAST_RELEASES - len(found)))
    return found


def _real() -> list[Wanted]:
    folder = os.environ.get("SLEEVENOTES_RECORDS", str(ROOT.parent / "shared" / "data" / "discogs-dump"))
    if not Path(folder).is_dir():
        print("without the real records: SLEEVENOTES_RECORDS names no folder")
        return []
    sys.path.append(str(ROOT / "tests"))
    import real_records  # noqa: PLC0415  # it is among the tests

    return _of(real_records.world(Path(folder)))


def _of(world: World) -> list[Wanted]:
    people = {number: translation.artist(answer) for number, answer in world.artists.items()}
    found = [_wanted(world, answer, people) for answer in world.releases.values()]
    return [one for one in found if one.songs and one.title]


def _wanted(world: World, answer: dict[str, Any], people: dict[int, Any]) -> Wanted:
    release = translation.release(answer)
    year = world.masters.get(release.master_id or 0, {}).get("year")
    known = {one.artist_id: people[one.artist_id] for one in release.artists if one.artist_id in people}
    return wanted(release, year, known)


def decided(one: Case, chance: random.Random, tally: Tally) -> Verdict:
    """Decide as a run does: the search tells few track lists, and one more may be asked for."""
    shown = [_as_found(entry, chance) for entry in one.entries]
    chance.shuffle(shown)
    began = time.perf_counter()
    verdict = decide(one.wanted, shown, pin=one.pin)
    tally.decisions += 1
    if verdict.taken is None and verdict.in_doubt is not None:
        asked = verdict.in_doubt.entry_id
        whole = next(entry for entry in one.entries if entry.entry_id == asked)
        verdict = decide(one.wanted, [whole if entry.entry_id == asked else entry for entry in shown], pin=one.pin)
        tally.decisions += 1
        tally.asked += 1
    tally.seconds += time.perf_counter() - began
    return verdict


def _as_found(entry: Candidate, chance: random.Random) -> Candidate:
    return entry if chance.random() < SHOWN_WITH_SONGS else replace(entry, songs=())


def note(one: Case, verdict: Verdict, tally: Tally) -> None:
    """Count a verdict."""
    if verdict.taken is None:
        tally.missed += bool(one.right)
        tally.right["none"] += not one.right
        if one.right:
            tally.failures.append(f"missed {_told(one)}: {verdict.reason}")
        return
    entry, evidence = verdict.taken.candidate, verdict.taken.evidence
    if entry.entry_id in one.right:
        tally.right[evidence.certainty] += 1
        return
    tally.wrong[evidence.certainty] += 1
    told = f"{_told(one)} taken for {one.kinds[entry.entry_id]}: '{entry.title}' {entry.track_count}"
    tally.failures.append(f"WRONG {told}: {evidence.text}")


def _told(one: Case) -> str:
    right = next((entry.title for entry in one.entries if entry.entry_id in one.right), "")
    return f"{one.wanted.artist_line}, '{one.wanted.title}' ({len(one.wanted.songs)}; there: '{right}')"


def run(seed: int, everything: list[Wanted]) -> Tally:
    """Decide about every release once, and return what came of it."""
    chance, tally = random.Random(seed), Tally()  # noqa: S311  # the same numbers each time are the point
    for ours in everything:
        one = case(ours, everything, chance, is_there=chance.random() < PRESENT)
        note(one, decided(one, chance, tally), tally)
    return tally


def report(seed: int, tally: Tally) -> bool:
    """Print what came of a run; return whether it is good enough."""
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
    seeds = [int(one) for one in sys.argv[1:] if one.isdecimal()] or [3]
    everything = releases()
    print(f"{len(everything):,} releases, {PRESENT:.0%} of them in the catalogue")
    good = [report(seed, run(seed, everything)) for seed in range(1, seeds[0] + 1)]
    return 0 if all(good) else 1


if __name__ == "__main__":
    raise SystemExit(main())
