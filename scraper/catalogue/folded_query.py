"""A search query as the databases' trigram indexes are asked for it, before candidates are compared. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from scraper.catalogue.backend import SearchQuery
from scraper.catalogue.folded_text import figures, fold, has_letters

LONGEST_QUERY = 300
"""Letters of a query that are looked at: no title needs more to be told from the others."""
MOST_CANDIDATES = 500
"""How many releases a database offers; only these are compared letter by letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoldedQuery:
    """A search query in folded words; '' for a part that is not searched for."""

    words: str
    """Words that may be in any column of a release's index row that is searched."""
    track: str
    barcode: str
    """Figures only."""


def folded(query: SearchQuery) -> FoldedQuery:
    """Return a search query in folded words."""
    texts = (query.text, query.artist, query.title, query.label, query.catno)
    return FoldedQuery(
        words=" ".join(fold(text[:LONGEST_QUERY]) for text in texts if text)[:LONGEST_QUERY],
        track=fold(query.track[:LONGEST_QUERY]),
        barcode=barcode_figures(query.barcode),
    )


def barcode_figures(barcode: str) -> str:
    """Return a barcode's figures without the zeros that some people put before them; '' where there are none."""
    return figures(barcode).lstrip("0")[:LONGEST_QUERY]


def trigrams(words: Iterable[str]) -> list[str]:
    """Return each trigram of the words once, with a space before and behind each word.

    The spaces give a short word trigrams, too; and the order of the words makes no difference.
    """
    padded = (f" {part} " for word in words for part in ([word] if has_letters(word) else word))
    return list(dict.fromkeys(word[start : start + 3] for word in padded for start in range(len(word) - 2)))
