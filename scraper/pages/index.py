"""The pages of this site: which release, artist, label and so on has one, its address, and its name."""

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
    """A genre, style, label, decade, format or country that has a page."""

    slug: str
    path: str
    link: Quoted
    """{name, path}, as front matter lists links."""


class Index:
    """The pages of this site, and the source of all links between them; as a Linker, of links in foreign markup too."""

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
        """The images of each release after its first one, by the kinds of GALLERY."""
        self.albums = {number: album_path(line.title, number) for number, line in lines.items()}
        self.artists = {number: artist_path(name, number) for number, name in artist_names.items()}
        self.people_names = people
        self.people = {number: person_path(name, number) for number, name in people.items()}
        self._paths_by_name = {name: self.people[number] for number, name in people.items()}
        self._paths_by_name |= {name: self.artists[number] for number, name in artist_names.items()}
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
        self._terms: dict[tuple[str, str], Term] = {}

    def artist(self, artist_id: int) -> tuple[str, str | None]:
        """Return (name or '', path or None)."""
        number = ArtistId(artist_id)
        name = self.artist_names.get(number) or self.people_names.get(number, "")
        return one_line(display_name(name)), self.page_of(number)

    def page_of(self, artist_id: ArtistId | None) -> str | None:
        """Return the path of the page of an artist or a contributor; None without a page."""
        if artist_id is None:
            return None
        return self.artists.get(artist_id) or self.people.get(artist_id)

    def artist_named(self, name: str) -> str | None:
        """Return the path of the artist or contributor of exactly this name at Discogs; None without a page."""
        return self._paths_by_name.get(name)

    def release(self, release_id: int) -> tuple[str, str | None]:
        """Return (title or '', path or None)."""
        line = self.lines.get(ReleaseId(release_id))
        return (one_line(line.title), self.albums[line.release_id]) if line else ("", None)

    def master(self, master_id: int) -> tuple[str, str | None]:
        """Return (title or '', path or None) of the first pressing of a master that is on the shelf."""
        pressings = self.masters.get(MasterId(master_id))
        return self.release(pressings[0]) if pressings else ("", None)

    def credited(self, credit: Credit) -> str | None:
        """Return the path of the page of a credited artist; None without a page."""
        return self.page_of(credit.artist_id)

    def pressings(self, line: Line) -> list[Line]:
        """Return the other pressings of the same master on the shelf."""
        siblings = self.masters.get(line.master_id, []) if line.master_id is not None else []
        return [self.lines[number] for number in siblings if number != line.release_id]

    def term(self, taxonomy: str, name: str) -> Term:
        """Return the term for a genre, style, decade, format or country, which is in use from now on."""
        title = one_line(name)
        return self._in_use(taxonomy, self._slugs[taxonomy][title] if taxonomy in self._slugs else slug(title), title)

    def label(self, label: LabelLine) -> Term | None:
        """Return the term for a label, which is in use from now on; None for a label that has no page."""
        name = one_line(display_name(label.name))
        if label.label_id in (None, NOT_ON_LABEL) or name.startswith("Not On Label"):
            return None
        return self._in_use("labels", label_slug(label.name, label.label_id), name)

    def _in_use(self, taxonomy: str, term_slug: str, title: str) -> Term:
        if self.terms[taxonomy].get(term_slug) != title:
            self.terms[taxonomy][term_slug] = title
            path = f"/{taxonomy}/{term_slug}/"
            link = Quoted(quoted({"name": title, "path": path}))
            self._terms[taxonomy, term_slug] = Term(slug=term_slug, path=path, link=link)
        return self._terms[taxonomy, term_slug]

    def by_year(self, releases: Iterable[ReleaseId]) -> list[ReleaseId]:
        """Return albums by their original years, the oldest first and those without a year last."""
        return sorted(releases, key=self._age)

    def newest_first(self) -> list[ReleaseId]:
        """Return all albums by their original years, the newest first and those without a year last."""
        return sorted(self.lines, key=lambda number: (-(self._age(number)[0] % 9999), *self._age(number)[1:]))

    def _age(self, release_id: ReleaseId) -> tuple[int, str, int]:
        line = self.lines[release_id]
        return line.original_year or line.year or 9999, sort_key(line.title), release_id

    def card(self, release_id: ReleaseId, role: str = "") -> Quoted:
        """Return an entry in another page's list of albums: the album's path and, where there is one, a role on it.

        Layouts look up all else on the album's own page, because the same album is in dozens of lists.
        """
        if release_id not in self._cards:
            self._cards[release_id] = Quoted(quoted(self.albums[release_id]))
        path = self._cards[release_id]
        return mapping({"path": path, "role": one_line(role)}) if role else path

    def cards(self, releases: Iterable[ReleaseId]) -> list[Quoted]:
        """Return the cards of these albums, in this order."""
        return [self.card(number) for number in releases]

    def group(self, values: Mapping[str, object], releases: Iterable[ReleaseId]) -> Quoted:
        """Return the front matter of albums that have something in common, such as a year: `values` say what."""
        return mapping({**values, "records": self.cards(releases)})

    def role(self, role: str, releases: Mapping[ReleaseId, str]) -> Quoted:
        """Return the front matter of the albums on which somebody has a role, the oldest first."""
        cards = [self.card(number, releases[number]) for number in self.by_year(releases)]
        return mapping({"role": one_line(role), "records": cards})

    def tone_and_thumb(self, release_id: ReleaseId) -> tuple[str, str]:
        """Return the colour of an album's image, and the address of the smallest one; '' for what is missing."""
        picture = self.release_pictures.get(release_id)
        if picture is None:
            return "", ""
        small = thumb(picture, "release", release_id)
        return tone(picture) or "", small.get("webp") or small["src"]

    def image_folders(self) -> list[str]:
        """Return the folders in the site's pictures, such as covers/1, of the albums and artists that have a page."""
        with_images = sorted(self.release_pictures.keys() | self.galleries.keys())
        covers = [folder_of("release", number) for number in with_images if number in self.albums]
        return covers + [folder_of("artist", number) for number in self.artist_pictures if number in self.artists]
