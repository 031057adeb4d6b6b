"""What has to be so before something is done to the catalogue."""

from scraper.catalogue.backend import Catalogue
from scraper.run.consent import Consent
from scraper.run.errors import BadUsage


def must_agree(consent: Consent, sentence: str) -> None:
    """Raise BadUsage where the owner does not agree."""
    if not consent(sentence):
        raise BadUsage("Nothing was changed.")


def must_hold_releases(catalogue: Catalogue) -> None:
    """Raise BadUsage where there is nothing to look at."""
    if "releases" not in catalogue.loads():
        raise BadUsage("No releases are loaded; `scrape catalogue guide` helps to begin.")
