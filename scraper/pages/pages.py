"""Renders pages: their front matter, and their bodies by Jinja2 templates, which the owner may replace."""

import hashlib
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path

import jinja2

from scraper.domain.artists import Artist
from scraper.domain.copies import Copy
from scraper.domain.releases import Release
from scraper.domain.shelf import Picture
from scraper.domain.similar import ALONE, Neighbours
from scraper.markup import Markdown, markdown
from scraper.pages import album as album_page
from scraper.pages import artist as artist_page
from scraper.pages import charts, images
from scraper.pages import overview as overview_pages
from scraper.pages import person as person_page
from scraper.pages.album_body import AlbumBody
from scraper.pages.compiled_templates import CompiledTemplates
from scraper.pages.folder import Page
from scraper.pages.front_matter import document
from scraper.pages.index import TAXONOMIES, Index
from scraper.pages.linked import NOT_LINKED, Linked
from scraper.pages.overview import LAYOUT_PAGES, Overview
from scraper.pages.person import Contributor
from scraper.pages.privacy import Privacy
from scraper.pages.wall import Wall
from scraper.run.errors import LocalTrouble

PAGES_VERSION = 6
"""Raise it with every change in what is written into pages: only then the next run renders all of them again.

tests/scraper/test_pages_version.py notices such a change.
"""
_COMPILED = CompiledTemplates()
SECTIONS = {"albums": "Albums", "artists": "Artists", "people": "People"}


class Pages:
    """Renders pages. Each template is taken from the first of the folders that has it; `artwork` holds the images."""

    def __init__(self, templates: Sequence[Path], artwork: Path, privacy: Privacy) -> None:
        self._artwork, self._privacy = artwork, privacy
        self._folders = templates
        self._jinja = jinja2.Environment(
            loader=jinja2.FileSystemLoader(templates),
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=_COMPILED,
            finalize=_escaped,
            autoescape=False,  # noqa: S701  # this is Markdown: finalize escapes all that is printed
        )
        self._jinja.globals["md"] = Markdown

    @property
    def digest(self) -> str:
        """Return a text that changes whenever the version, the templates or the owner's privacy settings change."""
        digest = hashlib.sha256(f"{PAGES_VERSION} {self._privacy!r}".encode())
        for file in sorted(file for folder in self._folders for file in folder.glob("*.j2")):
            digest.update(file.name.encode() + file.read_bytes())
        return digest.hexdigest()

    def album(
        self,
        release: Release,
        copies: Sequence[Copy],
        index: Index,
        linked: Linked = NOT_LINKED,
        former: Sequence[str] = (),
        neighbours: Neighbours = ALONE,
    ) -> Page:
        """Return the page of a release."""
        values = album_page.front_matter(release, copies, index, former, linked, self._privacy, neighbours=neighbours)
        body = self._render("album.md.j2", album=AlbumBody(release, copies, index, linked, self._privacy))
        number = release.release_id
        return Page(
            path=index.albums[number],
            document=document(values, body),
            pictures=self._pictures("release", number, index.release_pictures.get(number))
            | self._gallery(number, index),
            pictures_at=images.folder_of("release", number),
        )

    def artist(
        self,
        artist: Artist,
        works: artist_page.Works,
        dates: Sequence[str],
        index: Index,
        linked: Linked = NOT_LINKED,
        former: Sequence[str] = (),
    ) -> Page:
        """Return the page of an artist."""
        values = artist_page.front_matter(artist, works, dates, index, former, linked)
        body = self._render("artist.md.j2", page=artist_page.ArtistBody(artist, index, linked))
        number = artist.artist_id
        return Page(
            path=index.artists[number],
            document=document(values, body),
            pictures=self._pictures("artist", number, index.artist_pictures.get(number)),
            pictures_at=images.folder_of("artist", number),
        )

    def person(self, contributor: Contributor, dates: Sequence[str], index: Index, former: Sequence[str] = ()) -> Page:
        """Return the page of a contributor."""
        values = person_page.front_matter(contributor, dates, index, former)
        return Page(path=index.people[contributor.artist_id], document=document(values, ""))

    def lists(self, overview: Overview, index: Index) -> list[Page]:
        """Return the pages about the whole shelf: home, each section, each term in use, statistics and so on.

        The albums must be rendered before: by that their terms come into use.
        """
        lists = [_list(f"/{section}/", {"title": title}) for section, title in SECTIONS.items()]
        lists.append(_list("/statistics/", charts.front_matter(overview, index, self._privacy)))
        lists.append(_list("/timeline/", overview_pages.timeline(overview, index)))
        lists += [_list(f"/{section}/", overview_pages.layout_page(section)) for section in LAYOUT_PAGES]
        for taxonomy in TAXONOMIES:
            lists.append(_list(f"/{taxonomy}/", {"title": taxonomy.capitalize()}))
            lists += [
                _list(f"/{taxonomy}/{slug}/", {"title": title}) for slug, title in sorted(index.terms[taxonomy].items())
            ]
        return [_list("/", overview_pages.home(overview, index)), *lists]

    def wall(self, overview: Overview, index: Index) -> bytes:
        """Return the file of all albums, which browsers sort and filter; the albums must be rendered before."""
        return Wall(overview, index, self._privacy).document()

    def on_disk(self, kind: str, pictures: Mapping[int, Picture]) -> dict[int, Picture]:
        """Return the images whose files are on the disk; the next harvest fetches or makes lost ones again."""
        return images.on_disk(pictures, kind, self._artwork)

    def _render(self, template: str, **values: object) -> str:
        try:
            return self._jinja.get_template(template).render(values)
        except Exception as error:
            # The template may be the owner's, and raise anything.
            place = _place(error)
            if place is None:
                raise
            raise LocalTrouble(f"The template {place} cannot be used: {error}. Correct it or remove it.") from error

    def _pictures(self, kind: str, subject_id: int, picture: Picture | None) -> dict[str, Path]:
        return images.files(picture, kind, subject_id, self._artwork) if picture else {}

    def _gallery(self, number: int, index: Index) -> dict[str, Path]:
        pictures = index.galleries.get(number, {}).items()
        files = (self._pictures(kind, number, picture) for kind, picture in pictures)
        return {name: file for by_name in files for name, file in by_name.items()}


def _place(error: Exception) -> str | None:
    """Return the template and the line that raised an error; None for an error outside of templates."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"{error.filename or error.name}, line {error.lineno},"
    if isinstance(error, jinja2.TemplateNotFound | UnicodeDecodeError):
        return "that was asked for"
    frames = traceback.extract_tb(error.__traceback__)
    if not frames or not any(frame.filename.endswith(".j2") for frame in frames):
        return None
    last = [frame for frame in frames if frame.filename.endswith(".j2")][-1]
    return f"{last.filename}, line {last.lineno},"


def _escaped(value: object) -> str:
    return value if isinstance(value, Markdown) else markdown(str(value))


def _list(path: str, values: Mapping[str, object]) -> Page:
    return Page(path=path, document=document(values, ""), is_list=True)
