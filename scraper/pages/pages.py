"""Renders pages: front matter by our writer, bodies by Jinja2 templates that the owner may replace."""

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
from scraper.pages import album, artist, charts, images, overview, person
from scraper.pages.album_body import Body
from scraper.pages.folder import Page
from scraper.pages.front_matter import document
from scraper.pages.index import TAXONOMIES, Index
from scraper.pages.linked import NOTHING, Known
from scraper.pages.overview import PLAIN, Overview
from scraper.pages.person import Person
from scraper.pages.privacy import Openness
from scraper.pages.wall import Wall
from scraper.run.errors import LocalTrouble

SECTIONS = {"albums": "Albums", "artists": "Artists", "people": "People"}


class Pages:
    """Renders from `templates`, the first folder that has one winning; images come from the folder `artwork`."""

    def __init__(self, templates: Sequence[Path], artwork: Path, openness: Openness) -> None:
        self._artwork, self._openness = artwork, openness
        self._folders = templates
        self._jinja = jinja2.Environment(
            loader=jinja2.FileSystemLoader(templates),
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            finalize=_escaped,
            autoescape=False,  # noqa: S701  # this is Markdown: finalize escapes all that is printed
        )
        self._jinja.globals["md"] = Markdown

    @property
    def digest(self) -> str:
        """Return a text that differs whenever the templates, or what is published of the owner's data, differ."""
        seen = hashlib.sha256(repr(self._openness).encode())
        for file in sorted(file for folder in self._folders for file in folder.glob("*.j2")):
            seen.update(file.name.encode() + file.read_bytes())
        for file in sorted((Path(__file__).parent.parent).glob("**/*.py")):
            seen.update(file.read_bytes())
        return seen.hexdigest()

    def album(
        self,
        release: Release,
        copies: Sequence[Copy],
        index: Index,
        known: Known = NOTHING,
        former: Sequence[str] = (),
        neighbours: Neighbours = ALONE,
    ) -> Page:
        """Return the page of a release."""
        values = album.front_matter(release, copies, index, former, known, self._openness, neighbours=neighbours)
        body = self._render("album.md.j2", album=Body(release, copies, index, known, self._openness))
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
        who: Artist,
        works: artist.Works,
        dates: Sequence[str],
        index: Index,
        known: Known = NOTHING,
        former: Sequence[str] = (),
    ) -> Page:
        """Return the page of an artist."""
        values = artist.front_matter(who, works, dates, index, former, known)
        body = self._render("artist.md.j2", page=artist.Body(who, index, known))
        number = who.artist_id
        return Page(
            path=index.artists[number],
            document=document(values, body),
            pictures=self._pictures("artist", number, index.artist_pictures.get(number)),
            pictures_at=images.folder_of("artist", number),
        )

    def person(self, who: Person, dates: Sequence[str], index: Index, former: Sequence[str] = ()) -> Page:
        """Return the page of somebody who is credited on several records and is the main artist of none."""
        values = person.front_matter(who, dates, index, former)
        return Page(path=index.people[who.artist_id], document=document(values, ""))

    def lists(self, whole: Overview, index: Index) -> list[Page]:
        """Return the home page, the sections, a page for every term in use and the others about the whole shelf.

        Albums must be rendered before.
        """
        found = [_list(f"/{section}/", {"title": title}) for section, title in SECTIONS.items()]
        found.append(_list("/statistics/", charts.front_matter(whole, index, self._openness)))
        found.append(_list("/timeline/", overview.timeline(whole, index)))
        found += [_list(f"/{section}/", overview.plain(section)) for section in PLAIN]
        for taxonomy in TAXONOMIES:
            found.append(_list(f"/{taxonomy}/", {"title": taxonomy.capitalize()}))
            found += [
                _list(f"/{taxonomy}/{slug}/", {"title": title}) for slug, title in sorted(index.terms[taxonomy].items())
            ]
        return [_list("/", overview.home(whole, index)), *found]

    def wall(self, whole: Overview, index: Index) -> bytes:
        """Return all albums as one file for browsers to sort and filter; albums must be rendered before."""
        return Wall(whole, index, self._openness).document()

    def held(self, kind: str, pictures: Mapping[int, Picture]) -> dict[int, Picture]:
        """Return the images whose files are there: lost ones are fetched or made again by the next harvest."""
        return images.held(pictures, kind, self._artwork)

    def _render(self, template: str, **values: object) -> str:
        try:
            return self._jinja.get_template(template).render(values)
        except Exception as error:
            # A template of the owner's can do anything, so anything can go wrong in it.
            where = _place(error)
            if where is None:
                raise
            raise LocalTrouble(f"The template {where} cannot be used: {error}. Correct it or remove it.") from error

    def _pictures(self, kind: str, subject_id: int, picture: Picture | None) -> dict[str, Path]:
        return images.files(picture, kind, subject_id, self._artwork) if picture else {}

    def _gallery(self, number: int, index: Index) -> dict[str, Path]:
        found = (self._pictures(kind, number, picture) for kind, picture in index.galleries.get(number, {}).items())
        return {name: file for files in found for name, file in files.items()}


def _place(error: Exception) -> str | None:
    """Return the template and line where something went wrong; None when that was in no template."""
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
