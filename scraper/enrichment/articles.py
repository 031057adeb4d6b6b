"""Which article is about an album or an artist: the one that ids lead to, or one that says so itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from scraper import translation
from scraper.domain.evidence import Evidence, Finding, Option, Text
from scraper.domain.links import Entry
from scraper.domain.subjects import Subject
from scraper.enrichment.findings import NOTHING, SHOWN, exact
from scraper.enrichment.leads import item_of
from scraper.enrichment.question import Answers
from scraper.translation import WikipediaArticle


@dataclass(frozen=True, kw_only=True)
class Articles:
    """The articles that may be about an album or an artist."""

    led_to: WikipediaArticle | None = None
    """By ids, and checked; None where they lead to none."""
    found: Sequence[tuple[WikipediaArticle, Evidence]] = ()
    """By searching, those that are about the right thing."""


def checked_item(subject: Subject, answers: Mapping[str, Answers], pins: Mapping[str, str]) -> str:
    """Return the item that an article has to be about; '' where any will do."""
    item = item_of(subject, answers)
    return item.qid if item and not pins.get("wikipedia") else ""


def articles(said: Answers, lead: Entry | None, qid: str, about: Callable[[str, str], Evidence | None]) -> Articles:
    """Return the article that ids lead to if it is the right one; without ids, what a search found and fits."""
    if lead is not None:
        article = translation.summary(said.get("summary", {}), lead.entry_id.partition(":")[0])
        is_right = article is not None and said.get("asked") == lead.entry_id and (not qid or article.qid == qid)
        return Articles(led_to=article if is_right else None)
    search = said.get("search", {})
    pages = translation.found_articles(search, str(search.get("language", "")))
    judged = [(page, about(page.title, page.text)) for page in pages]
    return Articles(found=[(page, evidence) for page, evidence in judged if evidence])


def article_finding(subject: Subject, answers: Mapping[str, Answers], articles: Articles) -> Finding:
    """Return what is found at Wikipedia."""
    if articles.led_to:
        item = item_of(subject, answers)
        chain = f"Wikidata {item.qid} names {subject.kind} {subject.subject_id}" if item else "linked by its ids"
        return exact("wikipedia", articles.led_to.entry, chain)
    options = tuple(
        Option(url=page.entry.url, name=page.title, evidence=evidence.text) for page, evidence in articles.found
    )
    if len(articles.found) != 1:
        return Finding(
            service="wikipedia", evidence="several articles fit" if options else NOTHING, candidates=options[:SHOWN]
        )
    page, evidence = articles.found[0]
    return replace(
        exact("wikipedia", page.entry, evidence.text, options), certainty=evidence.certainty, score=evidence.score
    )


def article_texts(articles: Articles, finding: Finding) -> list[Text]:
    """Return the introduction of the article that was found."""
    known = [articles.led_to] if articles.led_to else [page for page, _ in articles.found]
    # An article that moved since it was pinned has another title by now; what was led to is right all the same.
    chosen = [page for page in known if articles.led_to or page.entry.entry_id == finding.entry_id]
    return [
        Text(
            source="wikipedia",
            title=page.title,
            url=page.entry.url,
            language=page.entry.entry_id.partition(":")[0],
            text=page.text,
        )
        for page in chosen[:1]
        if finding.entry_id
    ]
