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
from kinds import KINDS, Pairing

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
RECALL = 0.96
RECALL_OF_A_KIND = 0.85
ENTRIES = 8
"""So many of the usual distractors stand beside the two entries of a kind."""


@dataclass(kw_only=True)
class Found:
    """The results for one kind of difference."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Return the share of the taken candidates that are right."""
        return self.right / max(1, self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Return the share of the right candidates that were taken."""
        return self.right / max(1, self.right + self.missed) if self.right + self.missed else 1.0


@dataclass(kw_only=True)
class Tally:
    """The results of all decisions."""

    kinds: dict[str, Found] = field(default_factory=dict)
    """By kind of difference."""

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
    """Decide as at Apple's: a search's answer has few track lists, and one more request gives those in doubt."""
    shown = [_as_answered(entry, chance) for entry in search.entries]
    chance.shuffle(shown)
    began = time.perf_counter()
    verdict = _decide(search, shown, tally)
    doubtful = {candidate.entry_id for candidate in verdict.doubtful[:DETAILS]}
    if doubtful:
        whole = [entry for entry in search.entries if entry.entry_id in doubtful]
        verdict = _decide(search, [*(entry for entry in shown if entry.entry_id not in doubtful), *whole], tally)
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


def note_kind(kind: str, search: Search, verdict: Verdict, tally: Tally) -> None:
    """Count a verdict about one kind of difference."""
    found = tally.kinds.setdefault(kind, Found())
    if verdict.taken is None:
        found.missed += bool(search.right)
        if search.right:
            tally.failures.append(f"missed {kind}: {_described(search)}: {verdict.reason}")
    elif verdict.taken.candidate.entry_id in search.right:
        found.right += 1
    else:
        found.wrong += 1
        taken = verdict.taken
        tally.failures.append(
            f"WRONG {kind}: {_described(search)} taken: {taken.candidate.title}, {taken.evidence.text}"
        )


def search_of_kind(pairing: Pairing, everything: list[Wanted], chance: random.Random) -> Search:
    """Return a search for a release that differs from its entry in one way, among some of the usual distractors."""
    usual = search_for(pairing.ours, everything, chance, is_there=False)
    named = [("tempting", pairing.tempting), *((usual.kinds[entry.entry_id], entry) for entry in usual.entries)]
    named = [named[0], *chance.sample(named[1:], min(ENTRIES, len(named) - 1))]
    if pairing.right:
        named.append(("", pairing.right))
    chance.shuffle(named)
    entries = tuple(replace(entry, entry_id=f"{place:03}", url=f"/{place}") for place, (_, entry) in enumerate(named))
    kinds = {entry.entry_id: name for entry, (name, _) in zip(entries, named, strict=True)}
    right = frozenset(entry_id for entry_id, name in kinds.items() if not name)
    return Search(wanted=pairing.ours, entries=entries, right=right, kinds=kinds)


def run(seed: int, everything: list[Wanted]) -> Tally:
    """Decide about every release once, and return the results."""
    chance, tally = random.Random(seed), Tally()  # noqa: S311  # the same numbers each time are the point
    for ours in everything:
        search = search_for(ours, everything, chance, is_there=chance.random() < PRESENT)
        note(search, decided(search, chance, tally), tally)
        kind = chance.choice(tuple(KINDS))
        pairing = KINDS[kind](ours, chance.choice(everything), chance)
        if pairing:
            search = search_of_kind(pairing, everything, chance)
            note_kind(kind, search, decided(search, chance, tally), tally)
    return tally


def report(seed: int, tally: Tally) -> bool:
    """Print the results of a run; return whether they are good enough."""
    print(f"seed {seed}: precision {tally.precision:.2%}, recall {tally.recall:.1%}, missed {tally.missed}")
    for name in ("pinned", "identifier", "barcode", "likeness", "none"):
        right, wrong = tally.right[name], tally.wrong[name]
        print(f"  {name:<10} taken {right + wrong:>4}, right {right:>4}, wrong {wrong:>3}")
    print(f"  {tally.asked} track lists asked for, {tally.decisions / tally.seconds:,.0f} decisions a second")
    for kind, found in sorted(tally.kinds.items()):
        count = found.right + found.missed
        print(f"  kind {kind:<24} precision {found.precision:.0%}, recall {found.recall:.0%} of {count}")
    mistakes = [line for line in tally.failures if line.startswith("WRONG")]
    for line in tally.failures if "--missed" in sys.argv else mistakes:
        print(f"  {line}")
    return not mistakes and tally.recall >= RECALL


def summary(tallies: list[Tally]) -> bool:
    """Print precision and recall of each kind over all seeds; return whether each is good enough."""
    print("all seeds")
    good = True
    for kind in KINDS:
        of_kind = [tally.kinds[kind] for tally in tallies if kind in tally.kinds]
        whole = Found(
            right=sum(found.right for found in of_kind),
            wrong=sum(found.wrong for found in of_kind),
            missed=sum(found.missed for found in of_kind),
        )
        good = good and not whole.wrong and whole.recall >= RECALL_OF_A_KIND
        count = whole.right + whole.missed
        print(
            f"  kind {kind:<24} precision {whole.precision:.1%}, recall {whole.recall:.1%} of {count}, "
            f"wrong {whole.wrong}"
        )
    return good


def main() -> int:
    """Run with several seeds; return 0 when each is good enough."""
    seeds = [int(argument) for argument in sys.argv[1:] if argument.isdecimal()] or [3]
    everything = releases()
    print(f"{len(everything):,} releases, {PRESENT:.0%} of them in the catalogue")
    tallies = [run(seed, everything) for seed in range(1, seeds[0] + 1)]
    good = [report(seed, tally) for seed, tally in enumerate(tallies, 1)]
    return 0 if summary(tallies) and all(good) else 1


if __name__ == "__main__":
    raise SystemExit(main())
