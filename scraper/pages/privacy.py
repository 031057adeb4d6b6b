"""What of the owner's own data a page may show: notes, conditions, prices, ratings, folders. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from scraper.pages.grades import names_condition, tells_condition
from scraper.pages.money import names_money, tells_money


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
        """Tell whether one of the owner's fields may be published.

        A field about the condition or about money needs leave for that, any other needs leave for notes. Whatever it is
        about, a grade or a sum of money that stands in it needs its own leave, too: a note with one is shown whole or
        not at all.
        """
        if not (self.notes or self.condition or self.prices):
            return False
        of_money, of_condition = names_money(name), names_condition(name)
        return (
            (self.notes or of_money or of_condition)
            and (self.prices or not (of_money or tells_money(value)))
            and (self.condition or not (of_condition or tells_condition(name, value)))
        )

    def folder(self, number: int) -> str | None:
        """Return the name of a folder; None where it has none, or it may not be published."""
        name = self.folders.get(number)
        return name if name and self.shows("", name) else None
