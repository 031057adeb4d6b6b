"""The homes of people who sold all of their records."""

from household import Home, MakeHome, crate

CONFIRM = "`scrape --all --allow-removals`"
NO_SITE = "There is no record to publish, so no site is built."


def pages(home: Home) -> list[str]:
    """Return the pages of albums and artists, those that were written and those that were built."""
    files = [
        *home.content.glob("albums/*-*/index.md"),
        *home.content.glob("artists/*-*/index.md"),
        *(home.folder / "site/public").rglob("*.html"),
    ]
    return sorted(str(file.relative_to(home.folder)) for file in files)


def sold_out(make_home: MakeHome, size: int) -> Home:
    """Return the home of somebody who has just sold all of that many records, of which the site still has pages."""
    home = make_home(crate(size))
    assert 0 == home.run("--all").code
    home.world.copies.clear()
    return home
