"""The client of Wikipedia reads summaries and searches, with the package but on our own transport."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import quote

import pytest
from fixed_server import FixedServer
from wikipedia import wikipedia as package
from wikis_and_musicbrainz import (
    MENDED,
    ODD,
    ODD_TITLES,
    USER_AGENT,
    always,
    channel,
    once,
    wikimedia,
    wikipedia,
)

from services.errors import Busy, Missing, Refused, ServiceError, Unreachable, Unreadable
from services.fakes.faults import Fault, FaultKind, Faults
from services.fakes.server import FakeServer
from services.fakes.wikimedia import WikipediaFake
from services.fakes.wikimedia_world import PageType, WikipediaArticle
from services.wikipedia import Wikipedia

HOSTILE = "{{< evil >}} <script>alert(1)</script> \"'`| \u202e --- \\ \u2028 {{ 7*7 }}"


def client(fake: FakeServer) -> Wikipedia:
    """Return the client on any server, which speaks every language there."""
    return Wikipedia(channel("Wikipedia"), lambda _: f"{fake.origin}/")


@pytest.mark.parametrize("title", ["Nothing", "", "closer (film) ", "Closer/Film", "..", "Special:Search"])
def test_an_article_that_is_not_there_is_missing(title: str) -> None:
    """After one request."""
    with WikipediaFake(wikimedia()) as fake:
        with pytest.raises(Missing, match="Wikipedia: Not found"):
            wikipedia(fake).summary("en", title)
        assert 1 == len(fake.requests)


@pytest.mark.parametrize("title", [*ODD_TITLES, "Ä_Ö", "A/B/../C", "Help: A Day?", "X" * 200])
def test_every_title_has_an_address(title: str) -> None:
    """One request, whatever is in the title; spaces are underscores there."""
    article = WikipediaArticle(title=title.replace("_", " "), extract="An album.", qid="Q1")
    with WikipediaFake(wikimedia(articles=[article])) as fake:
        summary = wikipedia(fake).summary("en", title)
        path = f"/en/api/rest_v1/page/summary/{quote(title.replace(' ', '_'), safe='')}"
        assert [path.replace("%21", "!")] == [request.path.replace("%21", "!") for request in fake.requests]
    assert (title.replace("_", " "), "An album.", "Q1") == tuple(
        summary[key] for key in ("title", "extract", "wikibase_item")
    )


def test_a_summary_is_the_services_own() -> None:
    """With all its keys, in the language asked for."""
    with WikipediaFake(wikimedia()) as fake:
        summary = wikipedia(fake).summary("de", "Closer (Album)")
        assert ["/de/api/rest_v1/page/summary/Closer_%28Album%29"] == [request.path for request in fake.requests]
    assert ("standard", "de", "Q10") == (summary["type"], summary["lang"], summary["wikibase_item"])
    assert "https://de.wikipedia.org/wiki/Closer_(Album)" == summary["content_urls"]["desktop"]["page"]


@pytest.mark.parametrize("kind", ["disambiguation", "no-extract"])
def test_what_is_no_article_says_so(kind: PageType) -> None:
    """In its type: whoever asks looks at it."""
    with WikipediaFake(wikimedia(articles=[WikipediaArticle(title="X", extract="Text.", type=kind)])) as fake:
        assert kind == wikipedia(fake).summary("en", "X")["type"]


def test_a_summary_can_lack_something() -> None:
    """What is not there is not made up."""
    article = WikipediaArticle(title="X", extract="Text.", lacking=frozenset({"extract", "content_urls"}))
    with WikipediaFake(wikimedia(articles=[article])) as fake:
        assert set() == {"extract", "content_urls", "wikibase_item"} & set(wikipedia(fake).summary("en", "X"))


def test_a_redirect_leads_to_the_article() -> None:
    """Whose own title and item tell that it is another one."""
    redirects = {("en", "Warsaw (band)"): "Joy Division", ("en", "A: b"): "AC/DC: live?"}
    articles = [*wikimedia().articles, WikipediaArticle(title="AC/DC: live?", qid="Q5")]
    with WikipediaFake(wikimedia(redirects=redirects, articles=articles)) as fake:
        assert "Q11" == wikipedia(fake).summary("en", "Warsaw (band)")["wikibase_item"]
        assert "Q5" == wikipedia(fake).summary("en", "a: b")["wikibase_item"]


def test_a_search_without_hits_is_empty() -> None:
    """Which the service says by leaving the answer out."""
    with WikipediaFake(wikimedia()) as fake:
        assert [] == wikipedia(fake).search("en", "Unknown Pleasures")
        assert 1 == len(fake.requests)


def test_a_search_brings_introductions() -> None:
    """The likeliest first, for one request, without pages that only list what a word may mean."""
    with WikipediaFake(wikimedia()) as fake:
        pages = wikipedia(fake).search("en", "Joy Division Closer")
        asked_for = [(request.query["gsrsearch"], request.query["redirects"]) for request in fake.requests]
        assert [("Joy Division Closer", "1")] == asked_for
    assert ["Closer (Joy Division album)", "Joy Division", "Closer (film)"] == [page["title"] for page in pages]
    first = {
        "title": "Closer (Joy Division album)",
        "pageid": 1002,
        "extract": "Closer is an album by Joy Division.",
        "fullurl": "https://en.wikipedia.org/wiki/Closer_(Joy_Division_album)",
        "wikibase_item": "Q10",
    }
    assert first == pages[0]


def test_a_search_is_in_its_language() -> None:
    """At the address of that language."""
    with WikipediaFake(wikimedia()) as fake:
        assert ["Closer (Album)"] == [page["title"] for page in wikipedia(fake).search("de", "Closer")]
        assert ["/de/w/api.php"] == [request.path for request in fake.requests]


def test_a_search_brings_five_at_most() -> None:
    """More candidates would be no better ones."""
    articles = [WikipediaArticle(title=f"Closer {number}", extract="Text.") for number in range(9)]
    with WikipediaFake(wikimedia(articles=articles)) as fake:
        assert [f"Closer {number}" for number in range(5)] == [
            page["title"] for page in wikipedia(fake).search("en", "Closer")
        ]


def test_what_a_candidate_lacks_is_empty() -> None:
    """No introduction, no address, no item."""
    article = WikipediaArticle(title="X", extract="Text.", lacking=frozenset({"extract", "fullurl"}))
    with WikipediaFake(wikimedia(articles=[article])) as fake:
        expected = {"title": "X", "pageid": 1000, "extract": "", "fullurl": "", "wikibase_item": ""}
        assert [expected] == wikipedia(fake).search("en", "X")


def test_text_comes_as_it_is() -> None:
    """It is made harmless where it is shown, not here."""
    with WikipediaFake(wikimedia(articles=[WikipediaArticle(title=f"X{HOSTILE}", extract=HOSTILE)])) as fake:
        assert [(f"X{HOSTILE}", HOSTILE)] == [
            (page["title"], page["extract"]) for page in wikipedia(fake).search("en", "evil")
        ]


@pytest.mark.parametrize("title", ODD_TITLES)
def test_every_title_can_be_searched(title: str) -> None:
    """Nothing in it counts as an operator."""
    with WikipediaFake(wikimedia(articles=[WikipediaArticle(title=title, extract="An album by Somebody.")])) as fake:
        for words in (title, f"Somebody {title}", f"{title} Somebody"):
            assert [title] == [page["title"] for page in wikipedia(fake).search("en", words)], words


@pytest.mark.parametrize(
    ("words", "sent"),
    [
        ("Ride -Nowhere", "Ride Nowhere"),
        ("!Action Pact!", "Action Pact!"),
        ("File: a*b~ \\ c?", "File a b c"),
        ('"Heroes" insource:x', "Heroes insource x"),
        ("Jay-Z", "Jay-Z"),
        ("+/- AC/DC", "+/- AC/DC"),
        ("!!!", "!!!"),
        ("x" * 400, "x" * 300),
    ],
)
def test_operators_are_not_sent(words: str, sent: str) -> None:
    """A minus would leave out what is looked for; and what is too long would be refused."""
    with WikipediaFake(wikimedia()) as fake:
        wikipedia(fake).search("en", words)
        assert [sent] == [request.query["gsrsearch"] for request in fake.requests]


def test_a_search_for_nothing_is_the_services_error() -> None:
    """In its own words."""
    with WikipediaFake(wikimedia()) as fake, pytest.raises(ServiceError, match="parameter must be set"):
        wikipedia(fake).search("en", " ")


def test_the_package_is_left_as_it_was() -> None:
    """Its address, its connection and everything else, after right and after wrong answers."""
    before = dict(vars(package))
    with WikipediaFake(wikimedia(), faults=once("404")) as fake:
        with pytest.raises(Missing):
            wikipedia(fake).search("en", "Closer")
        assert before == dict(vars(package))
        wikipedia(fake).search("en", "Closer")
    assert before == dict(vars(package))


def test_nothing_goes_out_by_the_packages_own_name() -> None:
    """Every request is ours: the service could write to us."""
    with WikipediaFake(wikimedia()) as fake:
        wikipedia(fake).search("en", "Closer")
        wikipedia(fake).summary("en", "Closer")
        wikipedia(fake).check()
        assert [USER_AGENT] * 3 == [request.headers["User-Agent"] for request in fake.requests]


def test_two_languages_at_once_are_kept_apart() -> None:
    """Although the package has one address for all; and it is left as it was, whoever is done last."""
    before = dict(vars(package))
    articles = [WikipediaArticle(language="en", title="Joy"), WikipediaArticle(language="de", title="Freude")]
    late = [Fault(path=f"/{language}/", kind="slow", seconds=delay) for language, delay in (("en", 0.01), ("de", 0.05))]
    fake = WikipediaFake(wikimedia(articles=articles), faults=Faults(rules=late))
    with fake, ThreadPoolExecutor(2) as pool:
        service = [pool.submit(wikipedia(fake).search, language, "joy freude") for language in ("en", "de")]
        assert [["Joy"], ["Freude"]] == [[page["title"] for page in answer.result()] for answer in service]
    assert before == dict(vars(package))


@pytest.mark.parametrize("kind", MENDED)
def test_a_broken_answer_is_asked_for_again(kind: FaultKind) -> None:
    """And the second one counts."""
    with WikipediaFake(wikimedia(), faults=once(kind)) as fake:
        assert "Q11" == wikipedia(fake).summary("en", "Joy Division")["wikibase_item"]
        assert 2 == len(fake.requests)
    with WikipediaFake(wikimedia(), faults=once(kind)) as fake:
        assert ["Closer (film)"] == [page["title"] for page in wikipedia(fake).search("en", "film")]
        assert 2 == len(fake.requests)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("401", Refused), ("403", Refused), ("404", Missing), ("429", Busy), ("503", Unreachable), ("empty", Unreadable)],
)
def test_what_does_not_get_better_is_one_of_our_errors(kind: FaultKind, expected: type[ServiceError]) -> None:
    """By the name of the service, out of the package too."""
    with WikipediaFake(wikimedia(), faults=always(kind)) as fake:
        service = wikipedia(fake)
        for ask in (
            lambda: service.summary("en", "X"),
            lambda: service.search("en", "X"),
            service.check,
        ):
            with pytest.raises(expected, match="Wikipedia: ") as caught:
                ask()
            assert expected is type(caught.value)


@pytest.mark.parametrize(("code", "expected"), [("maxlag", Busy), ("internal_api_error_X", Unreachable)])
def test_errors_that_look_like_successes_are_told(code: str, expected: type[ServiceError]) -> None:
    """As what they are."""
    with WikipediaFake(wikimedia(trouble=(code, "Something happened."))) as fake:
        for ask in (lambda: wikipedia(fake).search("en", "X"), wikipedia(fake).check):
            with pytest.raises(expected) as caught:
                ask()
            assert expected is type(caught.value)


def page(**changes: Any) -> dict[str, Any]:
    """Return a search's answer with one page that is not as it should be."""
    return {"query": {"pages": {"1": {"title": "X", "pageid": 1, "index": 1} | changes}}, "title": 5}


ODD_HERE: list[Any] = [
    *ODD,
    {"query": {"pages": 5}},
    {"query": {"pages": {"1": None}}},
    {"query": {"pages": {"1": {"title": "X", "pageid": 1}}}},
    page(title=5),
    page(extract=["text"]),
    page(pageid="many"),
    page(index="first"),
    page(pageprops={"wikibase_item": 5}),
    page(pageprops=5),
    {"error": {"code": "maxlag"}},
]


@pytest.mark.parametrize("content", ODD_HERE, ids=repr)
def test_answers_in_another_form_are_unreadable(content: Any) -> None:
    """JSON that is not what was asked for is one of our errors, never a crash nor an empty answer."""
    with FixedServer(content) as fake:
        service = client(fake)
        for ask in (
            lambda: service.summary("en", "X"),
            lambda: service.search("en", "X"),
            service.check,
        ):
            with pytest.raises(Unreadable, match="Wikipedia: sent an answer in a form we do not know"):
                ask()
