"""Renders pages: front matter by our writer, bodies by Jinja2 templates that the owner may replace."""

import hashlib
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path

import jinja2

from scraper.collection import Artist, Copy, Release
from scraper.errors import LocalTrouble
from scraper.files import image_files
from scraper.markup import Markdown, markdown
from scraper.pages import album, artist
from scraper.pages.folder import Page
from scraper.pages.front_matter import document
from scraper.pages.index import TAXONOMIES, Index
from scraper.pages.known import NOTHING, Known
from scraper.pages.openness import Openness

SECTIONS = {"albums": "Albums", "artists": "Artists"}


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
        self, release: Release, copies: Sequence[Copy], index: Index, known: Known = NOTHING, former: Sequence[str] = ()
    ) -> Page:
        """Return the page of a release."""
        values = album.front_matter(release, copies, index, former, known, self._openness)
        body = self._render("album.md.j2", album=album.Body(release, copies, index, known, self._openness))
        pictures = self._pictures(
            "release", release.release_id, "cover", held=release.release_id in index.release_pictures
        )
        path = index.albums[release.release_id]
        return Page(path=path, document=document(values, body), pictures=pictures)

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
        pictures = self._pictures("artist", who.artist_id, "image", held=who.artist_id in index.artist_pictures)
        return Page(path=index.artists[who.artist_id], document=document(values, body), pictures=pictures)

    def lists(self, index: Index, copies: int, services: Sequence[str] = ()) -> list[Page]:
        """Return the home page, the sections and a page for every term in use; albums must be rendered before.

        `services` are those that pages link to or show something of, as `in_use` returns them.
        """
        counts = {"records": copies, "albums": len(index.albums), "artists": len(index.artists)}
        counts |= {taxonomy: len(index.terms[taxonomy]) for taxonomy in TAXONOMIES}
        found = [_list("/", {"params": {"kind": "home", "counts": counts, "services": list(services)}})]
        found += [_list(f"/{section}/", {"title": title}) for section, title in SECTIONS.items()]
        for taxonomy in TAXONOMIES:
            found.append(_list(f"/{taxonomy}/", {"title": taxonomy.capitalize()}))
            found += [
                _list(f"/{taxonomy}/{slug}/", {"title": title}) for slug, title in sorted(index.terms[taxonomy].items())
            ]
        return found

    def has_image(self, kind: str, subject_id: int) -> bool:
        """Tell whether the files of an image are there: a lost one is fetched again by the next harvest."""
        return all(file.is_file() for file in image_files(self._artwork, kind, subject_id))

    def _render(self, template: str, **values: object) -> str:
        try:
            return self._jinja.get_template(template).render(values)
        except Exception as error:
            # A template of the owner's can do anything, so anything can go wrong in it.
            where = _place(error)
            if where is None:
                raise
            raise LocalTrouble(f"The template {where} cannot be used: {error}. Correct it or remove it.") from error

    def _pictures(self, kind: str, subject_id: int, name: str, *, held: bool) -> dict[str, Path]:
        if not held:
            return {}
        large, thumb = image_files(self._artwork, kind, subject_id)
        return {f"{name}.jpg": large, "thumb.jpg": thumb}


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
