"""Which article is about an album or an artist: the one that ids lead to, or one that says so itself.

A link says little: people link from a member to the band's article. So the article's item at Wikidata has its say. One
that names our id at Discogs is right. One that names another, or is of a wrong kind, is not; nor is one of a kind that
we do not know, unless the text says itself that it is about ours; nor is an article that is called like one of the
artist's members or groups. Until Wikidata has been asked, the article waits. An article without an item, or with an
item that names no kind, is believed otherwise: nothing speaks against it. A pin is not questioned.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from scraper import translation
from scraper.domain.evidence import Evidence, Finding, Option, Text
from scraper.domain.links import Entry
from scraper.domain.subjects import Subject
from scraper.enrichment.findings import NOTHING, SHOWN, exact
from scraper.enrichment.items import doubt, names, objection
from scraper.enrichment.leads import article_of, foreign_article, item_of
from scraper.enrichment.question import Answers, Leads
from scraper.matching import is_called
from scraper.translation import Introduction

UNCHECKED = "Wikidata has not said yet what the article is about that a link leads to"
"""The evidence of a finding that waits for Wikidata's answer: until then the article may be somebody else's."""
APART = "the link leads to a page that tells things of one name apart"


@dataclass(frozen=True, kw_only=True)
class Articles:
    """The articles that may be about an album or an artist."""

    led_to: Introduction | None = None
    """By ids, and checked; None where they lead to none."""
    refused: Option | None = None
    """The article that a link leads to, with why it is not taken; None where there is no such article."""
    by_search: Sequence[tuple[Introduction, Evidence]] = ()
    """Those that a search found and that are about the right thing."""


@dataclass(frozen=True, kw_only=True)
class ArticleCase:
    """An album or an artist, with what decides which article is theirs."""

    subject: Subject
    answers: Mapping[str, Answers]
    leads: Leads
    pin: Entry | None
    """The article that the owner pinned; None where they did not."""
    wikipedia: Answers
    """What Wikipedia answered: about the album or artist, or about the one pressing that has the pin."""
    about: Callable[[str, str], Evidence | None]
    """Why an article of this title and text is about the album or artist; None where it may not be."""
    called: Callable[[str], bool]
    """Whether an article of this title has the name of the album or artist."""
    speaks_for_itself: Callable[[str, str], bool] = lambda title, text: False  # noqa: ARG005  # an album's must be about it
    """Whether a linked article of this title and text says that it is about an act of the artist's name."""
    relative: Callable[[str], str] = lambda title: ""  # noqa: ARG005  # an album has none
    """The artist's member or group that an article of this title is about; '' for none."""


def articles_about(case: ArticleCase, languages: Sequence[str]) -> Articles:
    """Return the article that ids lead to, if it is the right one; without ids, the right ones of a search."""
    lead = case.pin or article_of(case.subject, case.answers, languages, case.leads)
    if lead is not None:
        return _led_to(case, lead)
    search = case.wikipedia.get("search", {})
    pages = translation.found_articles(search, str(search.get("language", "")))
    judged = [(page, case.about(page.title, page.text)) for page in pages]
    return Articles(
        by_search=[(page, evidence) for page, evidence in judged if evidence],
        refused=foreign_article(case.subject, case.answers, languages),
    )


def _led_to(case: ArticleCase, lead: Entry) -> Articles:
    article = _answered(case.wikipedia, lead)
    if case.pin:
        return Articles(led_to=article)
    reason = _objection(case, article) if article else _no_article(case.wikipedia, lead)
    if reason:
        return Articles(refused=Option(url=lead.url, name=lead.entry_id, evidence=reason))
    return Articles(led_to=article)


def _answered(wikipedia: Answers, lead: Entry) -> Introduction | None:
    """Return the article at a lead's address; None until Wikipedia has answered, and where it has no such article."""
    if wikipedia.get("asked") != lead.entry_id:
        return None
    return translation.summary(wikipedia.get("summary", {}), lead.entry_id.partition(":")[0])


def _no_article(wikipedia: Answers, lead: Entry) -> str:
    is_answered = wikipedia.get("asked") == lead.entry_id
    return APART if is_answered and translation.tells_names_apart(wikipedia.get("summary", {})) else ""


def _objection(case: ArticleCase, article: Introduction) -> str:
    """Return why an article is not taken to be about the subject; '' where it is taken."""
    item = item_of(case.subject, case.answers)
    if item and article.qid != item.qid:
        return f"the article is about {article.qid or 'no item'} of Wikidata, and not about {item.qid}"
    relative = case.relative(article.title)
    others = f"the article is about {relative}, a member or group of the artist" if relative else _led_on(case, article)
    if not article.qid:
        return others
    known = case.answers.get("wikidata", {})
    checked = translation.item_by_id(known, article.qid)
    if checked and names(checked, case.subject):
        return ""
    if not translation.is_looked_up(known, article.qid):
        return UNCHECKED
    if checked is None:
        return others
    is_plain = case.about(article.title, article.text) or case.speaks_for_itself(article.title, article.text)
    doubts = "" if is_plain else doubt(checked, case.subject)
    return objection(checked, case.subject) or others or doubts


def _led_on(case: ArticleCase, article: Introduction) -> str:
    """Return that an address is redirected to an article of another name: often a member's to a part of the group's."""
    asked = str(case.wikipedia.get("asked", "")).partition(":")[2]
    is_other = not is_called([asked], article.title) and not case.called(article.title)
    return f"the link is redirected to {article.title}, which is called otherwise" if is_other else ""


def unchecked_item(subject: Subject, answers: Mapping[str, Answers], lead: Entry) -> str:
    """Return the item of a lead's article, if Wikidata has not been asked for it yet; '' otherwise."""
    article = _answered(answers.get("wikipedia", {}), lead)
    item = item_of(subject, answers)
    if article is None or not article.qid or (item and (names(item, subject) or item.qid != article.qid)):
        return ""
    return "" if translation.is_looked_up(answers.get("wikidata", {}), article.qid) else article.qid


def linked_article_item(answers: Mapping[str, Answers]) -> str:
    """Return the item of the article that Wikipedia was asked for by its title; '' where there is none."""
    wikipedia = answers.get("wikipedia", {})
    article = translation.summary(wikipedia.get("summary", {}), str(wikipedia.get("asked", "")).partition(":")[0])
    return article.qid if article else ""


def article_finding(case: ArticleCase, articles: Articles) -> Finding:
    """Return what is found at Wikipedia."""
    if articles.led_to:
        item = item_of(case.subject, case.answers)
        chain = (
            f"Wikidata {item.qid} names {case.subject.kind} {case.subject.subject_id}" if item else "linked by its ids"
        )
        return exact("wikipedia", articles.led_to.entry, chain)
    options = tuple(
        Option(url=page.entry.url, name=page.title, evidence=evidence.text) for page, evidence in articles.by_search
    )
    if articles.refused and not options:
        return Finding(service="wikipedia", evidence=articles.refused.evidence, candidates=(articles.refused,))
    if len(articles.by_search) != 1:
        return Finding(
            service="wikipedia", evidence="several articles fit" if options else NOTHING, candidates=options[:SHOWN]
        )
    page, evidence = articles.by_search[0]
    return replace(
        exact("wikipedia", page.entry, evidence.text, options), certainty=evidence.certainty, score=evidence.score
    )


def article_texts(articles: Articles, finding: Finding) -> list[Text]:
    """Return the introduction of the article that was found."""
    known = [articles.led_to] if articles.led_to else [page for page, _ in articles.by_search]
    # An article that moved since it was pinned has another title by now, and is the right one all the same.
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
