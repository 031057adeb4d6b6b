"""What is said where records seem to be gone: all of them, or fewer than Discogs or we count. Pure."""

from collections.abc import Sequence

from scraper.domain.words import plain, plural

_TITLES_NAMED = 10
_ASKED_BY_ANYBODY = " (it was asked without a token, and shows a private collection to its owner only)"


def all_would_go(copies: int, titles: Sequence[str], *, with_token: bool) -> str:
    """Return what an empty collection means for what is known: how many copies would go, with up to ten titles."""
    hint = "" if with_token else _ASKED_BY_ANYBODY
    known = plural(copies, "copy", "copies")
    return f"Discogs shows an empty collection{hint}, so {known} would be taken for sold{_named(titles)}."


def lists_more(total: int, shown: int) -> str:
    """Say that Discogs showed fewer copies than it counts, so that those it did not show may still be there."""
    seen = f"{shown:,}" if shown else "none"
    listed = plural(total, "copy", "copies")
    return f"Discogs lists {listed} but showed {seen}, so none was taken for sold; run again later."


def lists_fewer(total: int, fewer: int) -> str:
    """Say that Discogs counts fewer copies than are known, of which a look at the newest does not tell which."""
    listed, which = plural(total, "copy", "copies"), "which is" if fewer == 1 else "which are"
    return f"Discogs lists {listed}, {fewer:,} fewer than are known here; `scrape --all` finds out {which} gone."


def _named(titles: Sequence[str]) -> str:
    """Return ' (Artist: Title; …)', '' without any."""
    if not titles:
        return ""
    more = len(titles) - _TITLES_NAMED
    rest = [f"and {more:,} more"] if more > 0 else []
    return f" ({'; '.join([*map(plain, titles[:_TITLES_NAMED]), *rest])})"
