"""The client of Wikidata finds items by Discogs' ids, and says what keeps it from that."""

from typing import Any

import pytest
from fixed_server import FixedServer
from wikis_and_musicbrainz import MENDED, ODD, USER_AGENT, always, channel, once, wikimedia

from services.errors import Busy, Missing, Refused, ServiceError, Unreachable, Unreadable
from services.fakes.faults import FaultKind
from services.fakes.server import FakeServer
from services.fakes.wikimedia import WikidataFake
from services.fakes.wikimedia_world import WikidataItem
from services.wikipedia import ENTITIES, Wikidata, searches


def client(fake: FakeServer) -> Wikidata:
    """Return the client on any server."""
    return Wikidata(channel("Wikidata"), f"{fake.origin}/")


@pytest.mark.parametrize("statement", ["", "18080", "P1954", "P1954=", "P1954=1|P31=2", "P1954=1 2", "x=1", "P1954:1"])
def test_what_is_no_statement_is_never_sent(statement: str) -> None:
    """It could ask for something else than was meant."""
    with WikidataFake(wikimedia()) as fake:
        with pytest.raises(ValueError, match="not a statement"):
            client(fake).naming(["P1954=18080", statement])
        assert [] == fake.requests


def test_nobody_names_an_unknown_id() -> None:
    """Nor one that another id only begins with."""
    with WikidataFake(wikimedia()) as fake:
        assert [] == client(fake).naming(["P1954=1808", "P2206=18080", "P1953=1"])


def test_items_are_found_by_what_they_name() -> None:
    """For one request, however many statements; two items that name one id are both told."""
    with WikidataFake(wikimedia()) as fake:
        assert ["Q10", "Q11", "Q12", "Q13"] == client(fake).naming(["P1954=18080", "P1953=3898", "P1953=77"])
        sent = [(request.query["srsearch"], request.query["srnamespace"]) for request in fake.requests]
        assert [("haswbstatement:P1954=18080|P1953=3898|P1953=77", "0")] == sent


def test_deprecated_and_outdated_statements_are_found_too() -> None:
    """As the service does: whoever asks looks at the claims."""
    with WikidataFake(wikimedia(stale={"P2206=5": ["Q11"]})) as fake:
        assert ["Q10"] == client(fake).naming(["P1954=18081"])
        assert ["Q11"] == client(fake).naming(["P2206=5"])


def test_as_many_statements_go_into_a_search_as_it_can_hold() -> None:
    """Twenty of them, fewer where ids have nine digits; one more would be refused, in the service's own words."""
    masters = [f"P1954={1_000_000 + number}" for number in range(41)]
    releases = [f"P2206={999_999_900 + number}" for number in range(41)]
    assert [20, 20, 1] == [len(few) for few in searches(masters)]
    first, *rest = searches(releases)
    assert releases == first + [statement for batch in rest for statement in batch]
    item = WikidataItem(qid="Q1", claims={"P2206": [(str(999_999_900 + len(first) - 1), "normal")]})
    with WikidataFake(wikimedia(items=[item])) as fake:
        assert ["Q1"] == client(fake).naming(first)
        with pytest.raises(ServiceError, match=r"Wikidata: Search request is longer .* allowed: 300"):
            client(fake).naming(releases[: len(first) + 1])
        assert 2 == len(fake.requests)


def test_entities_come_without_gaps() -> None:
    """With the claims, and the articles in the languages asked for; an unknown one is left out."""
    with WikidataFake(wikimedia()) as fake:
        entities = client(fake).entities(["Q10", "Q404", "Q13"], ["enwiki", "dewiki"])
        assert 1 == len(fake.requests)
    assert ["Q10", "Q13"] == list(entities)
    assert ["enwiki", "dewiki"] == list(entities["Q10"]["sitelinks"])
    assert "Closer (Joy Division album)" == entities["Q10"]["sitelinks"]["enwiki"]["title"]
    claims = entities["Q10"]["claims"]["P1954"]
    values = [(claim["mainsnak"]["datavalue"]["value"], claim["rank"]) for claim in claims]
    assert [("18080", "normal"), ("18081", "deprecated")] == values
    assert {} == entities["Q13"]["sitelinks"]


def test_a_merged_item_is_found_under_its_old_id() -> None:
    """And says what it is called now."""
    with WikidataFake(wikimedia(merged={"Q9": "Q10"})) as fake:
        assert {"Q9": "Q10"} == {qid: item["id"] for qid, item in client(fake).entities(["Q9"], ["enwiki"]).items()}


def test_fifty_entities_are_one_request() -> None:
    """And fifty-one are too many, which comes with the status of a success."""
    ids = [f"Q{number}" for number in range(1, ENTITIES + 2)]
    with WikidataFake(wikimedia()) as fake:
        assert ["Q10", "Q11", "Q12", "Q13"] == list(client(fake).entities(ids[:ENTITIES], ["enwiki"]))
        with pytest.raises(ServiceError, match="The limit is 50") as caught:
            client(fake).entities(ids, ["enwiki"])
        assert [200, 200] == [request.status for request in fake.requests]
    assert ServiceError is type(caught.value)


@pytest.mark.parametrize("wrong", ["", "L1", "Joy Division"])
def test_what_is_no_item_is_an_error(wrong: str) -> None:
    """In the service's words."""
    with WikidataFake(wikimedia()) as fake, pytest.raises(ServiceError, match="Wikidata: "):
        client(fake).entities([wrong], ["enwiki"])


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("maxlag", Busy),
        ("ratelimited", Busy),
        ("cirrussearch-too-busy-error", Busy),
        ("internal_api_error_DBQueryError", Unreachable),
        ("readonly", ServiceError),
    ],
)
def test_errors_that_look_like_successes_are_told(code: str, expected: type[ServiceError]) -> None:
    """A busy service can be asked again later; anything else is said as the service says it."""
    with WikidataFake(wikimedia(trouble=(code, "Waiting for db1: 6 seconds lagged."))) as fake:
        for ask in (
            lambda: client(fake).naming(["P1954=1"]),
            lambda: client(fake).entities(["Q1"], []),
            client(fake).check,
        ):
            with pytest.raises(ServiceError) as caught:
                ask()
            assert expected is type(caught.value)
            assert expected is Busy or "Wikidata: Waiting for db1: 6 seconds lagged." == str(caught.value)


@pytest.mark.parametrize("kind", MENDED)
def test_a_broken_answer_is_asked_for_again(kind: FaultKind) -> None:
    """And the second one counts."""
    with WikidataFake(wikimedia(), faults=once(kind)) as fake:
        assert ["Q11"] == client(fake).naming(["P1953=3898"])
        assert 2 == len(fake.requests)
    with WikidataFake(wikimedia(), faults=once(kind)) as fake:
        assert ["Q11"] == list(client(fake).entities(["Q11"], ["enwiki"]))
        assert 2 == len(fake.requests)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("401", Refused), ("403", Refused), ("404", Missing), ("429", Busy), ("500", Unreachable), ("html", Unreadable)],
)
def test_what_does_not_get_better_is_one_of_our_errors(kind: FaultKind, expected: type[ServiceError]) -> None:
    """By the name of the service."""
    with WikidataFake(wikimedia(), faults=always(kind)) as fake:
        for ask in (
            lambda: client(fake).naming(["P1954=1"]),
            lambda: client(fake).entities(["Q1"], []),
            client(fake).check,
        ):
            with pytest.raises(expected, match="Wikidata: ") as caught:
                ask()
            assert expected is type(caught.value)


ODD_HERE: list[Any] = [
    *ODD,
    {"query": {"search": 5}},
    {"query": {"search": [{}]}, "entities": {"Q1": None}},
    {"query": {"search": [{"title": 5}]}, "entities": {"Q1": 5}},
    {"query": {"search": [{"title": "Property:P31"}]}, "entities": {"P31": {}}},
    {"query": {"search": ["Q1"]}, "entities": ["Q1"]},
    {"error": {"code": "maxlag"}},
    {"error": {"code": 5, "info": "text"}},
]


@pytest.mark.parametrize("content", ODD_HERE, ids=repr)
def test_answers_in_another_form_are_unreadable(content: Any) -> None:
    """JSON that is not what was asked for is one of our errors, never a crash nor an empty answer."""
    with FixedServer(content) as fake:
        for ask in (
            lambda: client(fake).naming(["P1954=1"]),
            lambda: client(fake).entities(["Q1"], []),
            client(fake).check,
        ):
            with pytest.raises(Unreadable, match="Wikidata: sent an answer in a form we do not know"):
                ask()


def test_we_say_who_asks() -> None:
    """In every request, with somebody to write to."""
    with WikidataFake(wikimedia()) as fake:
        client(fake).check()
        client(fake).naming(["P1954=1"])
        client(fake).entities(["Q1"], [])
        assert [USER_AGENT] * 3 == [request.headers["User-Agent"] for request in fake.requests]
