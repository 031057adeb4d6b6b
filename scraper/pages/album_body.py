"""What the template of an album page prints: tracks, credits, copies, notes and the rest of the body."""

import re
from collections.abc import Sequence
from functools import cached_property

from scraper.domain import words
from scraper.domain.copies import Copy
from scraper.domain.credits import Credit, display_name, named
from scraper.domain.releases import LabelLine, Release, Track
from scraper.domain.shelf import Line
from scraper.domain.tracklist import Side, every_track, sides
from scraper.markup import Markdown, discogs_markup, link, markdown, one_line, safe_url
from scraper.pages.album import one_join
from scraper.pages.index import Index
from scraper.pages.linked import Linked
from scraper.pages.phrases import present
from scraper.pages.privacy import Privacy

_LABELLED = re.compile(r"^tracks?:?\s+", re.IGNORECASE)
_FIGURE = re.compile(r"\d")
_ONE_TRACK = re.compile(r"[\w.]+")


class AlbumBody:
    """What album.md.j2 prints. Texts are plain, unless their type says that they are Markdown."""

    def __init__(
        self, release: Release, copies: Sequence[Copy], index: Index, linked: Linked, privacy: Privacy
    ) -> None:
        self._release, self._copies, self._index = release, copies, index
        self._linked, self._privacy = linked, privacy
        self._line = index.lines[release.release_id]
        self.release = release
        self.discogs = f"https://www.discogs.com/release/{release.release_id}"
        self.sides = sides(release.tracks, release.formats)
        self.has_lengths = any(track.seconds for track in every_track(release.tracks))
        self.companies = _by_role(release.companies)
        self.series = [_in_series(series) for series in release.series]
        self.about = linked.passages
        self.about_elsewhere = self._other_page(*(text.text for text in linked.texts))
        self.notes_elsewhere = self._other_page(release.notes)
        self.notes = Markdown() if self.notes_elsewhere else discogs_markup(release.notes, index)

    def rows(self, side: Side) -> Markdown:
        """Return the table of a side: position, title and, if any is known, length; headings, index tracks are bold."""
        rows = ["| | Title | Length |\n| --- | --- | ---: |" if self.has_lengths else "| | Title |\n| --- | --- |"]
        for track in side.tracks:
            if _has_row(track):
                title = self.title(track)
                rows.append(self._row(track, title if track.kind == "track" else f"**{title}**"))
            rows += [self._row(part, self.title(part)) for part in track.parts if _has_row(part)]
        return Markdown("\n".join(rows))

    def _row(self, track: Track, title: str) -> str:
        length = f" {words.length(track.seconds) if track.seconds else ''} |" if self.has_lengths else ""
        return f"| {markdown(track.position)} | {title} |{length}"

    def title(self, track: Track) -> Markdown:
        """Return a track's title, after its artists where it has artists of its own."""
        title = markdown(track.title) or Markdown("untitled")
        if not track.artists:
            return title
        return Markdown(present(" – ", self.artists(track.artists), title))

    def artists(self, artists: Sequence[Credit]) -> Markdown:
        """Return credited artists as one text with links."""
        shown = named(artists)
        last = len(shown) - 1
        return Markdown(
            "".join(
                self.person(credit) + (markdown_join(credit.join) if place < last else "")
                for place, credit in enumerate(shown)
            )
        )

    def person(self, credit: Credit) -> Markdown:
        """Return a credited name as it is printed, linked to the page of whoever it names if there is one."""
        return link(credit.printed, self._index.credited(credit))

    def total(self, side: Side | None = None) -> str:
        """Return how long a side, or everything, takes: '43:12', 'at least 31:20', '' when nothing is known."""
        counted = [side] if side else self.sides
        seconds, unknown = sum(side.seconds for side in counted), sum(side.unknown for side in counted)
        return f"{'at least ' if unknown else ''}{words.length(seconds)}" if seconds else ""

    @cached_property
    def credits(self) -> list[tuple[str, Markdown]]:
        """Return who did what, by role, in the order in which the roles are first named."""
        roles: dict[str, dict[Markdown, list[str]]] = {}
        for credit, tracks in self._all_credits():
            for role in words.roles(credit.role) or ["Credit"]:
                roles.setdefault(role, {}).setdefault(self.person(credit), []).extend([tracks] if tracks else [])
        return [
            (role, Markdown(", ".join(self._with_tracks(name, tracks) for name, tracks in people.items())))
            for role, people in roles.items()
        ]

    def _with_tracks(self, name: Markdown, tracks: Sequence[str]) -> str:
        if not tracks:
            return name
        text = ", ".join(dict.fromkeys(tracks))
        # Figures alone could be years, pages or numbers of a series.
        word = ("track " if self._is_one_track(text) else "tracks ") if _FIGURE.match(text) else ""
        return f"{name} ({markdown(word + text)})"

    def _is_one_track(self, text: str) -> bool:
        return text in self._track_names or _ONE_TRACK.fullmatch(text) is not None

    def _all_credits(self) -> list[tuple[Credit, str]]:
        """Return the credits of the release and of its tracks, each with the tracks that it is for."""
        own = [(credit, _LABELLED.sub("", credit.tracks.strip("() "))) for credit in named(self._release.credits)]
        return own + [
            (credit, _track_name(track))
            for track in every_track(self._release.tracks)
            for credit in named(track.credits)
        ]

    @cached_property
    def _track_names(self) -> set[str]:
        return {_track_name(track) for track in every_track(self._release.tracks)}

    @cached_property
    def pressings(self) -> list[Markdown]:
        """Return the other pressings of this album on the shelf, linked."""
        return [self._pressing(line) for line in self._index.pressings(self._line)]

    def _pressing(self, line: Line) -> Markdown:
        title = link(one_line(line.title) or "Untitled", self._index.albums[line.release_id])
        return Markdown(present(" – ", title, markdown(_facts(line))))

    def _other_page(self, *texts: str) -> Markdown:
        """Return a link to the other pressing whose page prints one of these texts; '' where this page prints all."""
        number = next(filter(None, map(self._linked.printed_by, texts)), None)
        if number is None:
            return Markdown()
        line = self._index.lines[number]
        name = present(" – ", one_line(line.title) or "Untitled", _facts(line))
        return link(name, self._index.albums[number])

    @cached_property
    def copies(self) -> list[str]:
        """Return a line for each copy, with what the owner allows to be shown."""
        return [self._copy(copy) for copy in self._copies]

    def _copy(self, copy: Copy) -> str:
        day = words.added(copy.date_added)
        folder = self._privacy.folder(copy.folder_id) if copy.folder_id > 1 else None
        facts = [
            f"added {day}" if day else "",
            f"rated {copy.rating} of 5" if copy.rating and self._privacy.rating else "",
            f"in {folder}" if folder else "",
            *(
                f"{name}: {value}"
                for number, value in copy.notes
                if (name := self._privacy.fields.get(number)) and one_line(value) and self._privacy.shows(name, value)
            ),
        ]
        text = present("; ", *facts)
        return f"{text[:1].upper()}{text[1:]}" if text else "On the shelf"

    @cached_property
    def videos(self) -> list[Markdown]:
        """Return the videos, each as a link to its address."""
        return [link(one_line(video.title) or "Video", safe_url(video.url)) for video in self._release.videos]


def _facts(line: Line) -> str:
    return present(", ", str(line.year or ""), one_line(line.country), one_line(line.formats))


def _has_row(track: Track) -> bool:
    """Tell whether a track has a row: headings and index tracks consist of their title, and need one."""
    return track.kind == "track" or bool(markdown(track.title))


def markdown_join(join: str) -> str:
    """Return the text between two artists, escaped."""
    text = one_join(join)
    return f"{' ' if text.startswith(' ') else ''}{markdown(text)} "


def _track_name(track: Track) -> str:
    return track.position or track.title


def _in_series(series: LabelLine) -> str:
    return present(", ", one_line(display_name(series.name)), one_line(series.catno or ""))


def _by_role(companies: Sequence[LabelLine]) -> list[tuple[str, list[str]]]:
    names: dict[str, list[str]] = {}
    for company in companies:
        catno = f"({company.catno})" if company.catno else ""
        name = present(" ", one_line(display_name(company.name)), catno)
        names.setdefault(one_line(company.role) or "Company", []).append(name)
    return list(names.items())
