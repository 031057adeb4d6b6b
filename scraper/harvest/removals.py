"""What is said before every record leaves the site. Pure."""

from collections.abc import Sequence

from scraper.domain.words import plain, plural

_TITLES_NAMED = 10
_ASKED_BY_ANYBODY = " (it was asked without a token, and shows a private collection to its owner only)"


def all_would_go(copies: int, titles: Sequence[str], *, with_token: bool) -> str:
    """Return what an empty collection means for what is known: how many copies would go, with up to ten titles."""
    hint = "" if with_token else _ASKED_BY_ANYBODY
    known = plural(copies, "copy", "copies")
    return f"Discogs shows an empty collection{hint}, so {known} would be taken for sold{_named(titles)}."


def _named(titles: Sequence[str]) -> str:
    """Return ' (Artist: Title; …)', '' without any."""
    if not titles:
        return ""
    more = len(titles) - _TITLES_NAMED
    rest = [f"and {more:,} more"] if more > 0 else []
    return f" ({'; '.join([*map(plain, titles[:_TITLES_NAMED]), *rest])})"
