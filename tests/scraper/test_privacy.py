"""What of the owner's own data may be published, and what may not."""

import pytest

from scraper.pages import Privacy

ALL_BUT_PRICES = Privacy(notes=True, condition=True)
ALL_BUT_CONDITION = Privacy(notes=True, prices=True)
MONEY = [
    "Price",
    "Paid",
    "Purchase",
    "Kaufpreis",
    "Prix",
    "Precio",
    "Prezzo",
    "Prijs",
    "Kosten",
    "Amount",
    "Invoice no.",
]
CONDITIONS = ["Media Condition", "Sleeve Condition", "CONDITION OF SLEEVE", "Disc condition", "Vinyl Grade", "Grading"]


@pytest.mark.parametrize("name", ["Notes", "Media Condition", "Price", "Anything"])
def test_nothing_is_shown_without_leave(name: str) -> None:
    """All that the owner writes is private by default."""
    assert not Privacy().shows(name, "words")


@pytest.mark.parametrize("name", MONEY)
def test_money_needs_leave_of_its_own(name: str) -> None:
    """In the words of several languages."""
    assert not ALL_BUT_PRICES.shows(name, "20")
    assert Privacy(prices=True).shows(name, "20")


@pytest.mark.parametrize(
    "value", ["€ 20", "$5", "£3.50", "¥1000", "20 EUR", "20eur", "USD 5", "5 gbp", "JPY1000", "100 SEK", "20 Euro"]
)
@pytest.mark.parametrize("name", ["Notes", "Media Condition"])
def test_money_in_other_fields_needs_leave_too(name: str, value: str) -> None:
    """Besides that for the field itself."""
    assert not ALL_BUT_PRICES.shows(name, f"From Anna, {value}, in May")
    assert not Privacy(prices=True).shows(name, value)
    assert Privacy(notes=True, condition=True, prices=True).shows(name, value)


@pytest.mark.parametrize("name", CONDITIONS)
def test_conditions_need_leave_of_their_own(name: str) -> None:
    """Wherever in its name a field says what it is."""
    assert not ALL_BUT_CONDITION.shows(name, "Near Mint (NM or M-)")
    assert Privacy(condition=True).shows(name, "Near Mint (NM or M-)")


@pytest.mark.parametrize("value", ["Shelf 5", "A gift", "From Europe", "Eurodance", "1999"])
def test_notes_are_shown_with_leave(value: str) -> None:
    """Words that only look like money are none."""
    assert Privacy(notes=True).shows("Notes", value)
    assert not Privacy(condition=True, prices=True).shows("Notes", value)
