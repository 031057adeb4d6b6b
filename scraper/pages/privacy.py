"""What of the owner's own data a page may show: notes, conditions, prices, ratings. Pure."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

_CONDITION = re.compile("condition|grad(?:e|ing)", re.IGNORECASE)
_MONEY = re.compile(
    "price|paid|cost|value|preis|prix|precio|prezzo|prijs|kosten|bought for|purchase|amount|invoice", re.IGNORECASE
)
_CURRENCY = re.compile(
    r"(?<![a-z])(?:EUR(?:OS?)?|USD|GBP|JPY|CHF|AUD|CAD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|BRL|MXN|RUB|CNY|INR|ZAR)(?![a-z])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Privacy:
    """What of the owner's own data may be published, and the names of their fields and folders, by number."""

    notes: bool = False
    condition: bool = False
    prices: bool = False
    rating: bool = True
    fields: Mapping[int, str] = field(default_factory=dict)
    folders: Mapping[int, str] = field(default_factory=dict)

    def shows(self, name: str, value: str) -> bool:
        """Tell whether an own field may be published; money in a field for anything else needs leave for prices too."""
        if _MONEY.search(name):
            return self.prices
        if _is_money(value) and not self.prices:
            return False
        return self.condition if _CONDITION.search(name) else self.notes


def _is_money(value: str) -> bool:
    return _CURRENCY.search(value) is not None or any(unicodedata.category(sign) == "Sc" for sign in value)
