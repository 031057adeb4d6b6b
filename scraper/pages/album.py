"""The front matter of an album page."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from scraper.domain import words
from scraper.domain.copies import Copy
from scraper.domain.credits import Credit, display_name, joined, named
from scraper.domain.disc import disc
from scraper.domain.releases import LabelLine, Release
from scraper.domain.shelf import Line
from scraper.domain.similar import ALONE, Neighbours
from scraper.domain.slugs import sort_key
from scraper.markup import one_line
from scraper.pages.front_matter import head
from scraper.pages.images import gallery, images
from scraper.pages.index import Index, Term
from scraper.pages.linked import Linked
from scraper.pages.phrases import present
from scraper.pages.privacy import Privacy


def front_matter(
    release: Release,
    copies: Sequence[Copy],
    index: Index,
    former: Sequence[str],
    linked: Linked,
    privacy: Privacy,
    *,
    neighbours: Neighbours = ALONE,
) -> dict[str, object]:
    """Return the front matter of a release's page; `former` are the addresses that the page had before."""
    line = index.lines[release.release_id]
    terms = _terms(release, line, index)
    rating = max((copy.rating for copy in copies), default=0)
    year = line.original_year or release.year
    artists = one_line(release.artist_line)
    return {
        **head(
            title=one_line(release.title),
            description=_description(release, artists, year),
            dates=[copy.date_added for copy in copies],
            former=former,
            path=index.albums[release.release_id],
        ),
        **{taxonomy: [term.slug for term in of_release] for taxonomy, of_release in terms.items()},
        "params": {
            "kind": "album",
            "release_id": release.release_id,
            "sort_key": sort_key(one_line(release.title)),
            "artist_line": artists,
            "artists": _artists(release.artists, index),
            "original_year": line.original_year,
            "year": release.year,
            "released": words.released(release.released),
            "country": terms["countries"][0].link if terms["countries"] else None,
            "label_links": [_label_link(label, index) for label in release.labels],
            "genre_links": [term.link for term in terms["genres"]],
            "style_links": [term.link for term in terms["styles"]],
            "format_lines": _formats(release, index),
            "rating": rating if rating and privacy.rating else None,
            "disc": _disc(release),
            **images(index.release_pictures.get(release.release_id), "release", release.release_id, linked),
            "gallery": gallery(index.galleries.get(release.release_id, {}), release.release_id) or None,
            "links": [*linked.links, at_discogs("release", release.release_id)],
            "players": linked.players,
            "more_by": index.cards(neighbours.more_by),
            "similar": index.cards(neighbours.similar),
        },
    }


def _description(release: Release, artists: str, year: int | None) -> str:
    """Return 'Artists: Title (year), formats', without what is unknown."""
    name = present(": ", artists, one_line(release.title) or "Untitled")
    return present(", ", f"{name} ({year})" if year else name, one_line(release.format_line))


def at_discogs(kind: str, number: int) -> dict[str, str]:
    """Return the link to a release or an artist at Discogs, as front matter lists links."""
    return {"service": "discogs", "name": "Discogs", "url": f"https://www.discogs.com/{kind}/{number}"}


def _terms(release: Release, line: Line, index: Index) -> dict[str, list[Term]]:
    labels = [index.label(label) for label in release.labels]
    decade = words.decade(line.original_year or release.year)
    return {
        "genres": [index.term("genres", name) for name in release.genres],
        "styles": [index.term("styles", name) for name in release.styles],
        "labels": list(dict.fromkeys(term for term in labels if term)),
        "decades": [index.term("decades", decade)] if decade else [],
        "formats": [index.term("formats", name) for name in release.terms["formats"]],
        "countries": [index.term("countries", release.country)] if release.country else [],
    }


def _artists(artists: Sequence[Credit], index: Index) -> list[dict[str, Any]]:
    shown = named(artists)
    last = len(shown) - 1
    return [
        {
            "name": one_line(credit.printed),
            "join": one_join(credit.join) if place < last else "",
            "path": index.credited(credit),
        }
        for place, credit in enumerate(shown)
    ]


def one_join(join: str) -> str:
    """Return the text between two artists, with the spaces round it and without line breaks."""
    return joined(one_line(join))


def _label_link(label: LabelLine, index: Index) -> dict[str, Any]:
    term = index.label(label)
    catno = one_line(label.catno) if label.catno else None
    return {"name": one_line(display_name(label.name)), "catno": catno, "path": term.path if term else None}


def _formats(release: Release, index: Index) -> list[dict[str, Any]]:
    return [
        {
            "text": one_line(form.words),
            "path": None if form.name == "All Media" else index.term("formats", form.name).path,
        }
        for form in release.formats
    ]


def _disc(release: Release) -> dict[str, Any] | None:
    drawn = disc(release.formats)
    return {**asdict(drawn), "words": drawn.words or None} if drawn else None
