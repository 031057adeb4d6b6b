"""What is on this site: which release, artist and label has a page, where, and what it is called."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from scraper.collection import NOT_ON_LABEL, ArtistId, Credit, LabelLine, MasterId, ReleaseId, display_name
from scraper.markup import one_line
from scraper.pages.front_matter import Quoted, quoted
from scraper.shelf import Line, Picture
from scraper.slugs import album_path, artist_path, label_slug, slug, sort_key, term_slugs

TAXONOMIES = ("genres", "styles", "labels", "decades", "formats", "countries")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A genre, label or the like that has a page."""

    slug: str
    path: str
    link: Quoted
    """{name, path}, as front matter names it."""


class Index:
    """Our own pages; a Linker for foreign markup, and the source of every internal link."""

    def __init__(
        self,
        lines: Mapping[ReleaseId, Line],
        artist_names: Mapping[ArtistId, str],
        release_pictures: Mapping[int, Picture],
        artist_pictures: Mapping[int, Picture],
    ) -> None:
        self.lines = lines
        self.artist_names = artist_names
        self.release_pictures, self.artist_pictures = release_pictures, artist_pictures
        self.albums = {number: album_path(line.title, number) for number, line in lines.items()}
        self.artists = {number: artist_path(name, number) for number, name in artist_names.items()}
        self._by_name = {name: self.artists[number] for number, name in artist_names.items()}
        self._by_master: dict[MasterId, list[ReleaseId]] = {}
        for line in lines.values():
            if line.master_id is not None:
                self._by_master.setdefault(line.master_id, []).append(line.release_id)
        self._slugs = {
            taxonomy: term_slugs(one_line(name) for line in lines.values() for name in line.terms[taxonomy])
            for taxonomy in ("genres", "styles", "formats")
        }
        self._slugs["countries"] = term_slugs(one_line(line.country) for line in lines.values() if line.country)
        self._cards: dict[ReleaseId, Quoted] = {}
        self.terms: dict[str, dict[str, str]] = {taxonomy: {} for taxonomy in TAXONOMIES}
        """Every term in use, as slug to title, for each taxonomy."""
        self._noted_terms: dict[tuple[str, str], Term] = {}

    def artist(self, artist_id: int) -> tuple[str, str | None]:
        """Return (name or '', path or None)."""
        name = self.artist_names.get(ArtistId(artist_id), "")
        return one_line(display_name(name)), self.artists.get(ArtistId(artist_id))

    def artist_named(self, name: str) -> str | None:
        """Return the path of the page of the artist with exactly this Discogs name."""
        return self._by_name.get(name)

    def release(self, release_id: int) -> tuple[str, str | None]:
        """Return (title or '', path or None)."""
        line = self.lines.get(ReleaseId(release_id))
        return (one_line(line.title), self.albums[line.release_id]) if line else ("", None)

    def master(self, master_id: int) -> tuple[str, str | None]:
        """Return (title or '', path or None) of the first pressing of a master that is on the shelf."""
        found = self._by_master.get(MasterId(master_id))
        return self.release(found[0]) if found else ("", None)

    def credited(self, credit: Credit) -> str | None:
        """Return the path of a credited artist's page."""
        return self.artists.get(credit.artist_id) if credit.artist_id is not None else None

    def pressings(self, line: Line) -> list[Line]:
        """Return the other pressings of the same master on the shelf."""
        siblings = self._by_master.get(line.master_id, []) if line.master_id is not None else []
        return [self.lines[number] for number in siblings if number != line.release_id]

    def term(self, taxonomy: str, name: str) -> Term:
        """Return a genre, style, decade, format or country, and note that it is in use."""
        title = one_line(name)
        return self._noted(taxonomy, self._slugs[taxonomy][title] if taxonomy in self._slugs else slug(title), title)

    def label(self, label: LabelLine) -> Term | None:
        """Return the same of a label, None where it is no label to list under."""
        name = one_line(display_name(label.name))
        if label.label_id in (None, NOT_ON_LABEL) or name.startswith("Not On Label"):
            return None
        return self._noted("labels", label_slug(label.name, label.label_id), name)

    def _noted(self, taxonomy: str, slugged: str, title: str) -> Term:
        if self.terms[taxonomy].get(slugged) != title:
            self.terms[taxonomy][slugged] = title
            path = f"/{taxonomy}/{slugged}/"
            link = Quoted(quoted({"name": title, "path": path}))
            self._noted_terms[taxonomy, slugged] = Term(slug=slugged, path=path, link=link)
        return self._noted_terms[taxonomy, slugged]

    def by_year(self, releases: Iterable[ReleaseId]) -> list[ReleaseId]:
        """Sort albums from the oldest to the newest; the undated come last."""
        return sorted(releases, key=self._age)

    def _age(self, release_id: ReleaseId) -> tuple[int, str, int]:
        line = self.lines[release_id]
        return line.original_year or line.year or 9999, sort_key(line.title), release_id

    def card(self, release_id: ReleaseId, role: str = "") -> Quoted:
        """Return what a list on another page shows of an album, and of somebody's role on it."""
        if release_id not in self._cards:
            self._cards[release_id] = self._new_card(self.lines[release_id])
        card = self._cards[release_id]
        return Quoted(f'{card[:-1]}, "role": {quoted(one_line(role))}}}') if role else card

    def _new_card(self, line: Line) -> Quoted:
        path = self.albums[line.release_id]
        picture = self.release_pictures.get(line.release_id)
        values = {
            "path": path,
            "title": one_line(line.title),
            "artist_line": one_line(line.artist_line),
            "year": line.original_year or line.year,
            "release_id": line.release_id,
            "thumb": thumb(picture, path) if picture else None,
        }
        return Quoted(quoted(values))


def thumb(picture: Picture, path: str = "") -> dict[str, Any]:
    """Return the small image as front matter names it; with `path`, as seen from other pages."""
    return {"src": f"{path}thumb.jpg", "width": picture.thumb_width, "height": picture.thumb_height}
