"""Wikidata: items that name entries of all the other services; pages link to none of them. Pure."""

import re
from urllib.parse import SplitResult

from scraper.domain.links import Addresses, Entry, PinKind
from scraper.domain.service_facts.facts import ServiceFacts

NAME = "wikidata"
_ITEM = re.compile(r"Q[1-9]\d{0,11}", re.ASCII)


def item(qid: str) -> Entry | None:
    """Return a Wikidata item; None where the text is no Q id."""
    url = f"https://www.wikidata.org/wiki/{qid}"
    return Entry(service=NAME, what="item", entry_id=qid, url=url) if _ITEM.fullmatch(qid) else None


def _read(parts: SplitResult) -> Entry | None:
    return item(parts.path.rpartition("/")[2])


def _by_id(_: PinKind, text: str, __: str) -> Entry | None:
    return item(text)


FACTS = ServiceFacts(
    name=NAME,
    title="Wikidata",
    addresses=Addresses(hosts=("wikidata.org",), read=_read, by_id=_by_id),
    is_linked=False,
)
