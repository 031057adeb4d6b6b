"""What is on this site: which release, artist and label has a page, where, and what it is called."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scraper.domain.credits import ArtistId, Credit, display_name
from scraper.domain.releases import NOT_ON_LABEL, LabelLine, MasterId, ReleaseId
from scraper.domain.shelf import Line, Picture
from scraper.domain.slugs import album_path, artist_path, label_slug, person_path, slug, sort_key, term_slugs
from scraper.markup import one_line
from scraper.pages.front_matter import Quoted, mapping, quoted
from scraper.pages.images import folder_of, thumb, tone

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
        people: Mapping[ArtistId, str] = {},
        galleries: Mapping[int, Mapping[str, Picture]] = {},
    ) -> None:
        self.lines = lines
        self.artist_names = artist_names
        self.release_pictures, self.artist_pictures = release_pictures, artist_pictures
        self.galleries = galleries
        """What releases have beside their first image, by the kinds of GALLERY."""
        self.albums = {number: album_path(line.title, number) for number, line in lines.items()}
        self.artists = {number: artist_path(name, number) for number, name in artist_names.items()}
        self.people_names = people
        self.people = {number: person_path(name, number) for number, name in people.items()}
        self._by_name = {name: self.people[number] for number, name in people.items()}
        self._by_name |= {name: self.artists[number] for number, name in artist_names.items()}
        self.masters: dict[MasterId, list[ReleaseId]] = {}
        """The pressings of each master on the shelf."""
        for line in lines.values():
            if line.master_id is not None:
                self.masters.setdefault(line.master_id, []).append(line.release_id)
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
        number = ArtistId(artist_id)
        name = self.artist_names.get(number) or self.people_names.get(number, "")
        return one_line(display_name(name)), self.page_of(number)

    def page_of(self, artist_id: ArtistId | None) -> str | None:
        """Return the path of the page of an artist, or of somebody who is credited twice; None without one."""
        if artist_id is None:
            return None
        return self.artists.get(artist_id) or self.people.get(artist_id)

    def artist_named(self, name: str) -> str | None:
        """Return the path of the page of whoever has exactly this Discogs name."""
        return self._by_name.get(name)

    def release(self, release_id: int) -> tuple[str, str | None]:
        """Return (title or '', path or None)."""
        line = self.lines.get(ReleaseId(release_id))
        return (one_line(line.title), self.albums[line.release_id]) if line else ("", None)

    def master(self, master_id: int) -> tuple[str, str | None]:
        """Return (title or '', path or None) of the first pressing of a master that is on the shelf."""
        found = self.masters.get(MasterId(master_id))
        return self.release(found[0]) if found else ("", None)

    def credited(self, credit: Credit) -> str | None:
        """Return the path of a credited artist's page."""
        return self.page_of(credit.artist_id)

    def pressings(self, line: Line) -> list[Line]:
        """Return the other pressings of the same master on the shelf."""
        siblings = self.masters.get(line.master_id, []) if line.master_id is not None else []
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

    def newest_first(self) -> list[ReleaseId]:
        """Return all albums from the newest to the oldest, by their original years; the undated come last."""
        return sorted(self.lines, key=lambda number: (-(self._age(number)[0] % 9999), *self._age(number)[1:]))

    def _age(self, release_id: ReleaseId) -> tuple[int, str, int]:
        line = self.lines[release_id]
        return line.original_year or line.year or 9999, sort_key(line.title), release_id

    def card(self, release_id: ReleaseId, role: str = "") -> Quoted:
        """Return what a list on another page says of an album: where it is, and somebody's role on it.

        All else is on the album's own page, where layouts look it up: the same album is in dozens of lists.
        """
        if release_id not in self._cards:
            self._cards[release_id] = Quoted(quoted(self.albums[release_id]))
        path = self._cards[release_id]
        return mapping({"path": path, "role": one_line(role)}) if role else path

    def cards(self, releases: Iterable[ReleaseId]) -> list[Quoted]:
        """Return the cards of albums, in the order given."""
        return [self.card(number) for number in releases]

    def group(self, values: Mapping[str, object], releases: Iterable[ReleaseId]) -> Quoted:
        """Return albums under what they have in common, as front matter names both."""
        return mapping({**values, "records": self.cards(releases)})

    def role(self, role: str, releases: Mapping[ReleaseId, str]) -> Quoted:
        """Return what somebody did as `role` does it, from the oldest album to the newest."""
        cards = [self.card(number, releases[number]) for number in self.by_year(releases)]
        return mapping({"role": one_line(role), "records": cards})

    def look(self, release_id: ReleaseId) -> tuple[str, str]:
        """Return the colour of an album and the address of its smallest image, '' for what it has not."""
        picture = self.release_pictures.get(release_id)
        if picture is None:
            return "", ""
        shown = thumb(picture, "release", release_id)
        return tone(picture) or "", shown.get("webp") or shown["src"]

    def image_folders(self) -> list[str]:
        """Return where in the site's folder of pictures images are of albums and artists that have a page."""
        with_images = sorted(self.release_pictures.keys() | self.galleries.keys())
        covers = [folder_of("release", number) for number in with_images if number in self.albums]
        return covers + [folder_of("artist", number) for number in self.artist_pictures if number in self.artists]
