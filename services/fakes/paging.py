"""Pages of a list, and how they shift when a page is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

_DEFAULT_PER_PAGE = 50
_MOST_PER_PAGE = 100


@dataclass(frozen=True, kw_only=True)
class PageRequest:
    """The page that a request asks for."""

    page: int
    per_page: int

    @classmethod
    def by(cls, query: Mapping[str, str]) -> "PageRequest":
        """Read page and per_page; a value that is no positive number counts as missing."""
        page = _number(query.get("page"), otherwise=1)
        per_page = _number(query.get("per_page"), otherwise=_DEFAULT_PER_PAGE)
        return cls(page=page, per_page=min(per_page, _MOST_PER_PAGE))


@dataclass(kw_only=True)
class FaultyPaging:
    """The pages of a list since its first page was requested, of which some are wrong."""

    short: set[int] = field(default_factory=set)
    """Pages that lack an item, which moves to the next page."""
    repeated: set[int] = field(default_factory=set)
    """Pages that begin with the last item of the page before."""

    def pages(self, items: int, per_page: int) -> int:
        """Return the number of pages; an empty list has one page."""
        page = 1
        while self.bounds(page, per_page)[1] < items:
            page += 1
        return page

    def bounds(self, page: int, per_page: int) -> tuple[int, int]:
        """Return where a page begins in the list and where it ends."""
        return self._begin(page, per_page), self._begin(page, per_page) + per_page - self._lacking(page, per_page)

    def _begin(self, page: int, per_page: int) -> int:
        lacking = sum(self._lacking(earlier, per_page) for earlier in self.short if earlier < page)
        repeats = sum(1 < earlier <= page for earlier in self.repeated)
        return (page - 1) * per_page - lacking - repeats

    def _lacking(self, page: int, per_page: int) -> int:
        return int(page in self.short and per_page > 1)


def pagination(wanted: PageRequest, items: int, pages: int, address: str, query: Mapping[str, str]) -> dict[str, Any]:
    """Return the `pagination` object of one page; `address` is the list's URL without a query."""
    neighbours = {"first": 1, "prev": wanted.page - 1} if wanted.page > 1 else {}
    if wanted.page < pages:
        neighbours |= {"next": wanted.page + 1, "last": pages}
    kept = {name: value for name, value in query.items() if name not in {"page", "per_page", "token"}}
    urls = {
        name: f"{address}?{urlencode({'page': page, 'per_page': wanted.per_page, **kept})}"
        for name, page in neighbours.items()
    }
    return {"page": wanted.page, "pages": pages, "per_page": wanted.per_page, "items": items, "urls": urls}


def _number(text: str | None, *, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and int(text) > 0 else otherwise
