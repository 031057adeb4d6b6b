"""What answers come to changes only together with the VERSION of judging; RENEW_GOLDEN=1 records a new version."""

import hashlib
import json
import os
import re
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import pytest
import real_records
from test_pages import GOLDEN, fill

from scraper.app.demo import sample_settings, servers
from scraper.enrichment import EvidenceLoader, Judge, Preferences
from scraper.enrichment.judging import VERSION
from scraper.run.progress import Progress
from scraper.run.report import Report
from scraper.store import Store
from scraper.wiring.workshop import workshop

RECORDED = GOLDEN / "conclusions-version.json"
TABLES = ("findings", "offers", "texts", "album_artists")
ORIGIN = re.compile(r"http://(127\.0\.0\.1|localhost):\d+")
"""Where the sample's services are, which differs from run to run."""
RAISE = """The same answers come to something else than in this VERSION.
If that is meant, raise VERSION in scraper/enrichment/judging.py, so that collections that exist are judged again; then
run this test with RENEW_GOLDEN=1, with SLEEVENOTES_RECORDS set. If it is not meant, the tests of matching, findings and
sample matches show what changed."""
RECORD = """VERSION changed, so that every collection is judged again.
Run this test with RENEW_GOLDEN=1 to record what the answers come to now."""


def ask_the_sample_services(home: Path) -> Path:
    """Ask all services of the sample collection, images aside; return the database."""
    with servers() as sample:
        settings = sample_settings(home, sample)
        with workshop(settings, Progress()) as shop:
            harvest = replace(shop.harvest(), images={})
            harvest.read_collection(Report(), everything=True)
            harvest.fetch_due(Report())
    return settings.database_path


def judge_real_records(home: Path) -> Path:
    """Judge real records by what Discogs alone says of them; the test is skipped where there are none."""
    database = home / "real.db"
    with Store(database) as store:
        fill(store, real_records.world(real_records.folder(), complete=True))
        preferences = Preferences(languages=["en"], cover_art_url="", images=["discogs"])
        Judge(loader=EvidenceLoader(store=store, pins={}), preferences=preferences).renew(Progress())
    return database


def conclusions(database: Path) -> list[str]:
    """Return every row of what was concluded, in words and in order."""
    with closing(sqlite3.connect(database)) as db:
        rows = [
            f"{table} {tuple(row)}" for table in TABLES for row in db.execute(f"SELECT * FROM {table}")
        ]  # our own tables
    return sorted(ORIGIN.sub("", row) for row in rows)


@pytest.mark.parametrize(
    ("judged", "filled"),
    [
        pytest.param(ask_the_sample_services, {*TABLES}, marks=pytest.mark.whole_run),
        (judge_real_records, {"findings"}),
    ],
)
def test_conclusions_change_only_with_their_version(
    tmp_path: Path, judged: Callable[[Path], Path], filled: set[str]
) -> None:
    """Otherwise a collection would keep conclusions that an earlier version of the program drew."""
    rows = conclusions(judged(tmp_path))
    assert filled == {row.split()[0] for row in rows}
    recorded = json.loads(RECORDED.read_text(encoding="utf-8"))
    before = recorded.get(judged.__name__)
    now = {"version": VERSION, "rows": len(rows), "digest": hashlib.sha256("\n".join(rows).encode()).hexdigest()}
    assert before is None or before["version"] != VERSION or before == now, RAISE
    if os.environ.get("RENEW_GOLDEN"):
        RECORDED.write_text(json.dumps({**recorded, judged.__name__: now}, indent=2) + "\n", encoding="utf-8")
    else:
        assert before == now, RECORD
