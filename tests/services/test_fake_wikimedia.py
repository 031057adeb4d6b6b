"""The fake Wikidata and Wikipedias answer, limit and refuse as the real ones do."""

from urllib.parse import quote

import pytest
from wikis_and_musicbrainz import get, once, wikimedia

from services.fakes.faults import Fault, FaultKind, Faults
from services.fakes.wikimedia import WikidataFake, WikipediaFake
from services.fakes.wikimedia_world import WikidataItem, WikipediaArticle

NOBODY = [
    "",
    "python-requests/2.32",
    "Mozilla/5.0",
    "Sleevenotes/0.1",
    "wikipedia (https://github.com/goldsmith/Wikipedia/)",
]
CLOSER = "/w/api.php?action=query&format=json&list=search&srsearch=haswbstatement:P1954=18080"


@pytest.mark.parametrize("agent", NOBODY)
def test_who_does_not_say_whom_to_write_to_is_refused(agent: str) -> None:
    """Without a word about the question."""
    with WikidataFake(wikimedia()) as data, WikipediaFake(wikimedia()) as articles:
        for answer in (
            get(data, CLOSER, **{"User-Agent": agent}),
            get(articles, "/api/rest_v1/page/summary/Closer", **{"User-Agent": agent}),
        ):
            assert 403 == answer.status_code
            assert answer.text.startswith("Please set a user-agent")


def test_a_mail_address_is_enough() -> None:
    """Of somebody who can be asked to stop."""
    with WikidataFake(wikimedia()) as fake:
        assert 200 == get(fake, CLOSER, **{"User-Agent": "Sleevenotes/0.1 +someone@example.org"}).status_code


def test_more_than_the_limit_is_too_much() -> None:
    """Until the window has moved on; the answer says when."""
    now = [0.0]
    with WikidataFake(wikimedia(), limit=2, window=60.0, clock=lambda: now[0]) as fake:
        assert [200, 200, 429] == [get(fake, CLOSER).status_code for _ in range(3)]
        assert "60" == get(fake, CLOSER).headers["Retry-After"]
        now[0] = 61.0
        assert 200 == get(fake, CLOSER).status_code
        assert 5 == fake.count("api")


def test_two_hundred_a_minute_is_the_limit() -> None:
    """Unless told otherwise."""
    with WikipediaFake(wikimedia(), clock=lambda: 0.0) as fake:
        assert [200] * 200 + [429] == [get(fake, "/api/rest_v1/page/summary/Closer").status_code for _ in range(201)]


@pytest.mark.parametrize(
    ("kind", "status"),
    [("429", 429), ("500", 500), ("503", 503), ("html", 200), ("empty", 200), ("401", 401), ("403", 403), ("404", 404)],
)
def test_faults_come_as_the_service_would_send_them(kind: FaultKind, status: int) -> None:
    """Once, and then all is well again."""
    with WikipediaFake(wikimedia(), faults=once(kind)) as fake:
        first = get(fake, "/api/rest_v1/page/summary/Closer")
        assert status == first.status_code
        assert "Joy Division" not in first.text
        assert "Joy Division" in get(fake, "/api/rest_v1/page/summary/Closer").text


def test_a_slow_answer_is_the_right_one() -> None:
    """Only later."""
    slow = Faults(rules=[Fault(path="srsearch", kind="slow", seconds=0.001)])
    with WikidataFake(wikimedia(), faults=slow) as fake:
        assert "Q10" == get(fake, CLOSER).json()["query"]["search"][0]["title"]
    assert 1 == slow.rules[0].hits


def test_without_a_format_it_is_a_web_page() -> None:
    """For people who look into the API."""
    with WikidataFake(wikimedia()) as fake:
        assert "<h1>" in get(fake, CLOSER.replace("&format=json", "")).text


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("action=nothing", "badvalue"),
        ("action=query", "badvalue"),
        ("action=query&list=search", "missingparam"),
        (f"action=query&list=search&srsearch={'x' * 301}", "cirrussearch-query-too-long"),
    ],
)
def test_errors_have_the_status_of_a_success(query: str, code: str) -> None:
    """They are told by their JSON alone."""
    with WikidataFake(wikimedia()) as data, WikipediaFake(wikimedia()) as articles:
        for fake in (data, articles):
            answer = get(fake, f"/w/api.php?format=json&{query}")
            assert (200, code) == (answer.status_code, answer.json()["error"]["code"])


@pytest.mark.parametrize(
    ("ids", "code"),
    [
        ("", "param-missing"),
        ("Q1|L5", "no-such-entity"),
        ("|".join(f"Q{number}" for number in range(1, 52)), "toomanyvalues"),
    ],
)
def test_entities_are_asked_for_by_up_to_fifty_ids(ids: str, code: str) -> None:
    """Of items."""
    with WikidataFake(wikimedia()) as fake:
        answer = get(fake, f"/w/api.php?action=wbgetentities&format=json&ids={ids}")
        assert (200, code) == (answer.status_code, answer.json()["error"]["code"])


def test_claims_have_the_real_form() -> None:
    """Texts, items, and values that nobody knows."""
    item = WikidataItem(
        qid="Q1", claims={"P1": [("a", "normal")], "P31": [("Q5", "preferred")], "P2": [(None, "deprecated")]}
    )
    with WikidataFake(wikimedia(items=[item])) as fake:
        claims = get(fake, "/w/api.php?action=wbgetentities&format=json&ids=Q1").json()["entities"]["Q1"]["claims"]
    text, entity, unknown = (claims[prop][0] for prop in ("P1", "P31", "P2"))
    assert {"value": "a", "type": "string"} == text["mainsnak"]["datavalue"]
    assert "Q5" == entity["mainsnak"]["datavalue"]["value"]["id"]
    assert ("somevalue", "deprecated") == (unknown["mainsnak"]["snaktype"], unknown["rank"])
    assert "datavalue" not in unknown["mainsnak"]


def test_an_item_shows_what_was_asked_for() -> None:
    """A prop that was not is not there at all."""
    with WikidataFake(wikimedia()) as fake:
        path = "/w/api.php?action=wbgetentities&format=json&ids=Q10|Q404&props=sitelinks&sitefilter=dewiki"
        entities = get(fake, path).json()["entities"]
    assert ["dewiki"] == list(entities["Q10"]["sitelinks"])
    assert "claims" not in entities["Q10"]
    assert {"id": "Q404", "missing": ""} == entities["Q404"]


def test_a_search_can_have_more_hits_than_it_shows() -> None:
    """And says how to go on."""
    items = [WikidataItem(qid=f"Q{number}", claims={"P1953": [("77", "normal")]}) for number in range(1, 13)]
    with WikidataFake(wikimedia(items=items)) as fake:
        path = "/w/api.php?action=query&format=json&list=search&srsearch=haswbstatement:P1953=77"
        first, all_of_them = get(fake, path).json(), get(fake, f"{path}&srlimit=50").json()
    assert (10, 12) == (len(first["query"]["search"]), first["query"]["searchinfo"]["totalhits"])
    assert 10 == first["continue"]["sroffset"]
    assert (12, False) == (len(all_of_them["query"]["search"]), "continue" in all_of_them)


def test_words_find_nothing_on_wikidata() -> None:
    """Only statements are known to this one."""
    with WikidataFake(wikimedia()) as fake:
        assert (
            [] == get(fake, "/w/api.php?action=query&format=json&list=search&srsearch=Closer").json()["query"]["search"]
        )


def test_the_titles_of_a_search_can_be_listed() -> None:
    """Those with most of the words first; one that is named by a redirect counts too."""
    with WikipediaFake(wikimedia(redirects={("en", "Warsaw"): "Joy Division"})) as fake:
        path = "/w/api.php?action=query&format=json&list=search&srsearch="
        for words, expected in (
            ("warsaw", ["Joy Division"]),
            ("film closer", ["Closer (film)", "Closer", "Closer (Joy Division album)"]),
            ("closer -joy", ["Closer (film)"]),
        ):
            hits = get(fake, path + quote(words)).json()["query"]["search"]
            assert expected == [hit["title"] for hit in hits]


def test_pages_come_in_the_order_of_their_numbers() -> None:
    """Their index says which was found first."""
    with WikipediaFake(wikimedia()) as fake:
        path = "/w/api.php?action=query&format=json&generator=search&prop=extracts&gsrsearch=joy+division+closer+band"
        pages = get(fake, path).json()["query"]["pages"]
    assert sorted(pages) == list(pages)
    assert [1, 4, 2, 3] == [page["index"] for page in pages.values()]
    first = min(pages.values(), key=lambda page: page["index"])
    assert ("Closer", "<p>Closer may refer to: Joy Division</p>") == (first["title"], first["extract"])


def test_markup_goes_out_as_it_was_given() -> None:
    """Where no plain text was asked for."""
    article = WikipediaArticle(title="X", extract="Text.", extract_html="<p>Text<b>.")
    with WikipediaFake(wikimedia(articles=[article])) as fake:
        path = "/w/api.php?action=query&format=json&generator=search&prop=extracts&gsrsearch=x"
        pages = [get(fake, address).json()["query"]["pages"]["1000"] for address in (path, f"{path}&explaintext=1")]
        summary = get(fake, "/api/rest_v1/page/summary/X").json()
    assert ["<p>Text<b>.", "Text."] == [page["extract"] for page in pages]
    assert ("Text.", "<p>Text<b>.") == (summary["extract"], summary["extract_html"])


def test_a_redirect_is_a_redirect() -> None:
    """Relative to the address that was asked for."""
    with WikipediaFake(wikimedia(redirects={("de", "Näher"): "AC/DC: live"})) as fake:
        answer = get(fake, f"/de/api/rest_v1/page/summary/{quote('näher')}")
        assert (302, "AC%2FDC%3A_live") == (answer.status_code, answer.headers["Location"])
        assert 404 == get(fake, f"/api/rest_v1/page/summary/{quote('näher')}").status_code


def test_requests_are_counted_by_their_kind() -> None:
    """Whatever they were answered."""
    with WikipediaFake(wikimedia()) as fake:
        for path in ("/w/api.php", "/de/w/api.php?format=json", "/api/rest_v1/page/summary/X", "/wiki/X"):
            get(fake, path)
        assert (2, 1, 1) == tuple(fake.count(kind) for kind in ("api", "summary", "other"))
