"""How a finding is made of ids that agree, and how the owner's word changes it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from scraper.domain import service_facts
from scraper.domain.evidence import Candidate, Finding, Option, ServiceName
from scraper.domain.links import Entry

SHOWN = 5
"""The most candidates that the owner is offered."""
NOTHING = "nothing found"


def pinned_entry(pins: Mapping[str, str], service: ServiceName) -> Entry | None:
    """Return the entry that the owner pinned; None where they did not, or said that there is none."""
    return service_facts.entry_at(pins[service]) if pins.get(service) else None


def exact(service: ServiceName, entry: Entry, chain: str, candidates: Sequence[Option] = ()) -> Finding:
    """Return a finding that an identifier leads to; `chain` says how."""
    return Finding(
        service=service,
        entry_id=entry.entry_id,
        url=entry.url,
        certainty="identifier",
        score=1.0,
        evidence=chain,
        candidates=candidates,
    )


def by_the_owner(finding: Finding, pins: Mapping[str, str]) -> Finding:
    """Return the finding as the owner's pin has it, if there is a pin."""
    if finding.service not in pins:
        return finding
    pin = pinned_entry(pins, finding.service)
    if pin is None:
        return replace(
            finding, entry_id="", url="", certainty=None, evidence="you said that there is none", candidates=()
        )
    url = finding.url if finding.entry_id == pin.entry_id else pin.url
    return replace(finding, entry_id=pin.entry_id, url=url, certainty="pinned", score=1.0, evidence="your pin")


def agreed(service: ServiceName, leads: Sequence[Candidate]) -> Finding:
    """Take the entry that most ids lead to; none where two entries have equally many."""
    counted = Counter(lead.entry_id for lead in {(lead.entry_id, lead.chain): lead for lead in leads}.values())
    ranked = counted.most_common(2)
    options = tuple(Option(url=lead.url, name=lead.title, evidence=lead.chain) for lead in leads)
    if not ranked:
        return Finding(service=service, evidence=NOTHING)
    if len(ranked) > 1 and ranked[0][1] == ranked[1][1]:
        return Finding(service=service, evidence="its ids lead to different entries", candidates=options[:SHOWN])
    taken = next(lead for lead in leads if lead.entry_id == ranked[0][0])
    return Finding(
        service=service,
        entry_id=taken.entry_id,
        url=taken.url,
        certainty="identifier",
        score=1.0,
        evidence=taken.chain,
        candidates=options[:SHOWN] if len(ranked) > 1 else (),
    )
