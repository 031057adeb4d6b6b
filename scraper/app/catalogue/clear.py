"""Drop what was loaded."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass

from scraper.app.catalogue.guards import must_agree
from scraper.app.catalogue.vocabulary import DUMP_KINDS, DumpKind
from scraper.domain.words import counted
from scraper.run.consent import Consent
from scraper.run.settings import Settings
from scraper.wiring.catalogue import existing_catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearResult:
    """What came of it."""

    kinds: Sequence[DumpKind]
    """What was dropped."""

    def lines(self) -> list[str]:
        """Return it in words."""
        if not self.kinds:
            return ["Nothing of that is loaded."]
        return [f"Dropped {', '.join(self.kinds)}; `scrape catalogue optimize` gives the space back."]


def clear(settings: Settings, kinds: Sequence[DumpKind], consent: Consent) -> ClearResult:
    """Drop what was loaded of these kinds, () for all."""
    with closing(existing_catalogue(settings)) as catalogue:
        loads = catalogue.loads()
        held = [kind for kind in kinds or DUMP_KINDS if kind in loads]
        if held:
            counts = ", ".join(counted(loads[kind].kept, kind) for kind in held)
            must_agree(consent, f"This drops {counts} from {catalogue.name}.")
            catalogue.clear(held)
    return ClearResult(kinds=held)
