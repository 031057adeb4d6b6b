"""What is listed, as JSON: the keys are a promise to other programs, which docs/json.md keeps a list of."""

from scraper.app.doctor import CheckResult
from scraper.app.pin import PinnedSubject
from scraper.app.review import Case, Review
from scraper.app.skip import SkippedRelease
from scraper.domain.evidence import Finding
from scraper.domain.json_objects import Json


def skipped(release: SkippedRelease) -> Json:
    """Return a release that is never published."""
    return {"release_id": release.release_id, "title": release.title}


def pinned(pinned: PinnedSubject) -> Json:
    """Return what is pinned to a release or an artist; null for a service that has nothing of it."""
    entries = {service: url or None for service, url in pinned.entries.items()}
    subject = pinned.subject
    return {"kind": subject.kind, "id": subject.subject_id, "title": pinned.title, "entries": entries}


def check(result: CheckResult) -> Json:
    """Return what came of looking at a service."""
    return {
        "service": result.service,
        "state": result.state,
        "sentence": result.sentence,
        "exit_code": int(result.exit_code),
    }


def review(reviewed: Review, most: int | None) -> list[Json]:
    """Return the releases and artists that are worth a look, so many of them; None for all."""
    return [_case(case) for case in reviewed.cases[:most]]


def _case(case: Case) -> Json:
    return {
        "kind": case.subject.kind,
        "id": case.subject.subject_id,
        "title": case.title,
        "matches": [_match(finding) for finding in case.findings],
    }


def _match(finding: Finding) -> Json:
    return {
        "service": finding.service,
        "url": finding.url if finding.entry_id else None,
        "score": finding.score,
        "evidence": finding.evidence,
        "candidates": [
            {"url": option.url, "name": option.name, "evidence": option.evidence} for option in finding.candidates
        ],
    }
