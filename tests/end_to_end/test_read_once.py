"""A run reads and translates what it needs once for each step that needs it, however many questions it asks."""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from household import Home

from scraper import translation
from scraper.app.demo import sample_settings, servers
from scraper.domain.subjects import Subject
from scraper.review import pins
from scraper.run.progress import Progress
from scraper.run.report import Report
from scraper.run.settings import Settings, load
from scraper.store import Findings, Store
from scraper.wiring.workshop import workshop

TRANSLATIONS, READINGS = 3, 5
"""The most for one release, and for one subject; a release is translated as it arrives, is measured and is rendered."""
PINNED = 90000102
PINS = f'[releases.{PINNED}]\nspotify = "none"\n'


@dataclass(kw_only=True)
class Counts:
    """How often a run did what."""

    translated: Counter[int] = field(default_factory=Counter)
    """By release."""
    read: Counter[Subject] = field(default_factory=Counter)
    """By what the answers are about."""
    pins: Counter[str] = field(default_factory=Counter)
    """By where pins were read from: 'database', 'file'."""


def count(
    monkeypatch: pytest.MonkeyPatch, owner: object, name: str, counter: Counter[Any], key: Callable[..., Hashable]
) -> None:
    """Have every call of a function counted, which does its work as ever."""
    real = getattr(owner, name)

    def counted(*args: Any) -> Any:
        counter[key(*args)] += 1
        return real(*args)

    monkeypatch.setattr(owner, name, counted)


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> Counts:
    """Return counters that count from now on."""
    counts = Counts()
    count(monkeypatch, translation, "release", counts.translated, lambda answer: answer["id"])
    count(monkeypatch, Findings, "answers", counts.read, lambda _, subject: subject)
    count(monkeypatch, Findings, "pins", counts.pins, lambda _: "database")
    count(monkeypatch, pins, "read", counts.pins, lambda *_: "file")
    return counts


def harvest_and_publish(settings: Settings) -> Report:
    """Do what a run does, Hugo aside."""
    report = Report()
    with workshop(settings, Progress()) as shop:
        harvest = shop.harvest()
        harvest.read_collection(report, everything=True)
        harvest.fetch_due(report)
        shop.publisher().publish(report)
    return report


def test_a_run_reads_little_more_than_once(tmp_path: Path, counts: Counts) -> None:
    """Of every release, everything that services are asked about, and the pins; a second run changes nothing."""
    (tmp_path / "pins.toml").write_text(PINS, encoding="utf-8")
    with servers() as sample:
        settings = sample_settings(tmp_path, sample)
        report = harvest_and_publish(settings)
    assert report.fetched["release"] == len(counts.translated) > 70  # the sample's size
    assert {} == {number: times for number, times in counts.translated.items() if times > TRANSLATIONS}
    assert report.fetched["release"] < len(counts.read)
    assert {} == {subject: times for subject, times in counts.read.items() if times > READINGS}
    assert {"database": 1, "file": 1} == counts.pins
    assert {Subject(kind="release", subject_id=PINNED): {"spotify": ""}} == pins_that_stay(settings)


def test_pins_are_read_once_where_there_are_none(home: Home, counts: Counts) -> None:
    """None is an answer too."""
    assert 5 == harvest_and_publish(load()).fetched["release"]
    assert {"database": 1, "file": 1} == counts.pins
    assert not (home.folder / "pins.toml").exists()
    assert {} == pins_that_stay(load())


def pins_that_stay(settings: Settings) -> Mapping[Subject, Mapping[str, str]]:
    """Return the pins in the store; reading the same ones again moves the revision on by nothing."""
    with Store(settings.database_path) as store:
        revision, kept = store.revision, store.findings.pins()
    with workshop(settings, Progress()) as shop:
        assert revision == shop.store.revision
    return kept
