"""A collection that only seems to be empty loses no page."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from household import Home, MakeHome
from selling import CONFIRM, pages, sold_out

from services.fakes.server import Call, Response, json_response


def claiming(home: Home, monkeypatch: pytest.MonkeyPatch, **claims: int) -> None:
    """Have each page of the collection claim this of the whole."""
    answer: Callable[[Call], Response] = home.fake.answer

    def changed(call: Call) -> Response:
        response = answer(call)
        if "/collection/folders/0/releases" not in call.target:
            return response
        body = json.loads(response.body)
        if "pagination" not in body:
            # Beyond the last page.
            return response
        body["pagination"] |= claims
        return replace(response, body=json_response(body).body)

    monkeypatch.setattr(home.fake, "answer", changed)


@pytest.mark.parametrize("claims", [{"items": 3}, {"pages": 2}, {"items": 1, "pages": 3}])
def test_a_contradiction_is_never_confirmed(
    make_home: MakeHome, monkeypatch: pytest.MonkeyPatch, claims: dict[str, int]
) -> None:
    """What counts copies or names pages, and shows none, is not empty."""
    home = sold_out(make_home, 3)
    before = pages(home)
    claiming(home, monkeypatch, **claims)
    ended = home.run("--all", "--allow-removals")
    assert (1, before) == (ended.code, pages(home))
    assert "none was taken for sold; run again later" in ended.out
    assert CONFIRM not in ended.out


def test_an_empty_collection_may_have_no_page_at_all(make_home: MakeHome, monkeypatch: pytest.MonkeyPatch) -> None:
    """No pages are no contradiction to no copies."""
    home = sold_out(make_home, 1)
    claiming(home, monkeypatch, pages=0)
    assert CONFIRM in home.run("--all").out
    assert (0, []) == (home.run("--all", "--allow-removals").code, pages(home))


@pytest.mark.parametrize(("owner", "hinted"), [(True, False), (False, True)])
def test_without_a_token_it_may_be_private(
    make_home: MakeHome, monkeypatch: pytest.MonkeyPatch, owner: bool, hinted: bool
) -> None:
    """A collection that is empty to a stranger loses no page, and the sentence says why it may be."""
    home = sold_out(make_home, 3)
    before = pages(home)
    if not owner:
        monkeypatch.delenv("DISCOGS_TOKEN")
    ended = home.run("--all")
    assert (1, before) == (ended.code, pages(home))
    assert hinted == ("it was asked without a token" in ended.out)
    assert CONFIRM in ended.out


def test_a_refused_collection_is_no_empty_one(make_home: MakeHome, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was confirmed, what Discogs keeps to itself is not gone."""
    home = sold_out(make_home, 3)
    before = pages(home)
    home.world.public = False
    monkeypatch.delenv("DISCOGS_TOKEN")
    assert (3, before) == (home.run("--all", "--allow-removals").code, pages(home))
