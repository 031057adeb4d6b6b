"""An artist page: front matter for the layout, and what the template needs for its body."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from scraper.domain import words
from scraper.domain.artists import Artist, Relative
from scraper.domain.credits import ArtistId, display_name
from scraper.domain.releases import ReleaseId
from scraper.domain.slugs import letter, sort_key
from scraper.markup import Markdown, discogs_markup, link, one_line, safe_url
from scraper.pages.album import at_discogs
from scraper.pages.front_matter import head
from scraper.pages.images import images
from scraper.pages.index import Index
from scraper.pages.linked import Linked, Passage, longest_first
from scraper.pages.phrases import present


@dataclass(frozen=True, slots=True, kw_only=True)
class Works:
    """The records on the shelf that an artist is on."""

    records: Sequence[ReleaseId]
    """Those that they are a main artist of."""
    appears_on: Sequence[tuple[ReleaseId, str]]
    """All others, with the artist's roles there."""


def front_matter(
    artist: Artist, works: Works, dates: Sequence[str], index: Index, former: Sequence[str], linked: Linked
) -> dict[str, object]:
    """Return the front matter of an artist's page; `dates` are when copies of their records were added."""
    name = one_line(artist.display_name) or "Untitled"
    key = sort_key(name)
    return {
        **head(
            title=name,
            description=f"{name}: {words.plural(len(works.records), 'record')} on this shelf",
            dates=dates,
            former=former,
            path=index.artists[artist.artist_id],
        ),
        "params": {
            "kind": "artist",
            "artist_id": artist.artist_id,
            "sort_key": key,
            "letter": letter(key),
            "count": len(works.records),
            **images(index.artist_pictures.get(artist.artist_id), "artist", artist.artist_id, linked),
            "records": [index.card(number) for number in index.by_year(works.records)],
            "appears_on": [index.card(number, role) for number, role in _by_year(works.appears_on, index)],
            "links": [*linked.links, at_discogs("artist", artist.artist_id)],
        },
    }


def _by_year(appearances: Sequence[tuple[ReleaseId, str]], index: Index) -> list[tuple[ReleaseId, str]]:
    roles = dict(appearances)
    return [(number, roles[number]) for number in index.by_year(roles)]


class ArtistBody:
    """What artist.md.j2 prints. Texts are plain, unless their type says that they are Markdown."""

    def __init__(self, artist: Artist, index: Index, linked: Linked) -> None:
        self._index = index
        self.artist = artist
        self.discogs = f"https://www.discogs.com/artist/{artist.artist_id}"
        self.profile = discogs_markup(artist.profile, _RelativesLinker(artist, index))
        real_name = one_line(display_name(artist.real_name))
        self.real_name = "" if real_name == one_line(artist.display_name) else real_name
        variations = (one_line(display_name(name)) for name in artist.variations)
        self.variations = list(dict.fromkeys(filter(None, variations)))
        self.about = self._about(linked)
        self.links = [
            link(_host(address), address)
            for address in map(safe_url, artist.urls)
            if address and not linked.links_to(address)
        ]

    def _about(self, linked: Linked) -> list[Passage]:
        """Return the texts about the artist, the longest first."""
        source = Markdown(f"*Source: {link('Discogs', self.discogs)}, CC0.*")
        profile = Passage(text=self.profile, source=source, length=len(self.artist.profile))
        return longest_first([*([profile] if self.profile else []), *linked.passages])

    def people(self, relatives: Sequence[Relative]) -> list[Markdown]:
        """Return the names of members, groups or aliases, linked to their pages; '(formerly)' follows who left."""
        return [
            Markdown(present(" ", name, "" if relative.active else "(formerly)"))
            for relative in relatives
            if (name := self._relative(relative))
        ]

    def _relative(self, relative: Relative) -> Markdown:
        return link(display_name(relative.name), self._index.artist(relative.artist_id or 0)[1])


class _RelativesLinker:
    """A linker that also knows the names of an artist's members, groups and aliases, who may have no page."""

    def __init__(self, artist: Artist, index: Index) -> None:
        self._index = index
        relatives = (*artist.members, *artist.groups, *artist.aliases)
        self._names = {relative.artist_id: display_name(relative.name) for relative in relatives if relative.artist_id}

    def artist(self, artist_id: int) -> tuple[str, str | None]:
        """Return (name or '', path or None)."""
        name, path = self._index.artist(artist_id)
        return name or self._names.get(ArtistId(artist_id), ""), path

    def artist_named(self, name: str) -> str | None:
        """Return the path of the artist of exactly this name."""
        return self._index.artist_named(name)

    def release(self, release_id: int) -> tuple[str, str | None]:
        """Return (title or '', path or None)."""
        return self._index.release(release_id)

    def master(self, master_id: int) -> tuple[str, str | None]:
        """Return (title or '', path or None)."""
        return self._index.master(master_id)


def _host(address: str) -> str:
    return (urlsplit(address).hostname or address).removeprefix("www.")
