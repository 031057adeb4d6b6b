"""Entries that look like a release and are not it, and whole catalogues to search for it."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from disguises import disguised

from scraper.domain.evidence import Candidate, Kind, Person, Song, Wanted

STRANGERS = ("Molly Sand", "The Paper Kings", "Juan Ortega", "Velvet Anchor", "DJ Quartz", "Ида Сон", "Les Ombres")

Maker = Callable[[Wanted, Wanted, random.Random], Candidate | None]


def _entry(title: str, artist: str, songs: Sequence[Song], chance: random.Random, kind: Kind | None) -> Candidate:
    return Candidate(
        entry_id="",
        url="",
        title=title,
        artists=(Person(name=artist),),
        kind=kind if chance.random() < 0.5 else None,  # noqa: PLR2004
        year=chance.choice((None, 1975, 1999, 2024)),
        track_count=len(songs),
        songs=tuple(songs),
    )


def _artist(ours: Wanted) -> str:
    return "Various Artists" if ours.is_various else ours.artist_line


def _others_songs(ours: Wanted, other: Wanted, chance: random.Random) -> list[Song]:
    """Return other songs: half the time as many as ours."""
    own = {song.title for song in ours.songs}
    found = [song for song in other.songs if song.title not in own] or [Song(title="Nothing Of The Kind", seconds=111)]
    if chance.random() < 0.5:  # noqa: PLR2004
        found = [
            Song(title=f"{found[place % len(found)].title}{' again' * (place // len(found))}", seconds=100 + 7 * place)
            for place in range(max(1, len(ours.songs)))
        ]
    return found


def _played_again(ours: Wanted, chance: random.Random, note: str) -> list[Song]:
    """Return our songs in another recording: titles as they are or with a note, other lengths."""
    said = f" {note}" if chance.random() < 0.6 else ""  # noqa: PLR2004
    return [
        Song(
            title=f"{song.title}{said}", seconds=int(song.seconds * chance.uniform(0.7, 1.6)) if song.seconds else None
        )
        for song in ours.songs
    ]


def _by_others(note: str, artist: str) -> Maker:
    """Return what makes our songs by somebody else: karaoke, lullabies, tributes."""

    def make(ours: Wanted, other: Wanted, chance: random.Random) -> Candidate:  # noqa: ARG001
        name = artist.format(artist=_artist(ours))
        title = note.format(title=ours.title, artist=_artist(ours))
        return _entry(title, name, _played_again(ours, chance, "(Karaoke Version)"), chance, "album")

    return make


def _other_take(note: str, *words: str) -> Maker:
    """Return what makes another kind of record of our artist's, unless ours is of that kind, as one of `words` says."""

    def make(ours: Wanted, other: Wanted, chance: random.Random) -> Candidate | None:  # noqa: ARG001
        if any(word in ours.title.lower() for word in words):
            return None
        songs = _played_again(ours, chance, note)
        return _entry(f"{ours.title} {note}", _artist(ours), songs, chance, None)

    return make


def _played_there(ours: Wanted, other: Wanted, chance: random.Random) -> Candidate | None:  # noqa: ARG001
    """Return a concert of all our songs under our title: only the songs say so."""
    # Rare: where it stands beside the right one, a guess decides which of them is asked about.
    if chance.random() >= 0.1 or "live" in ours.title.lower() or "live" in ours.kinds:  # noqa: PLR2004
        return None
    songs = [replace(song, title=f"{song.title} - Live at Wembley", seconds=None) for song in ours.songs]
    return _entry(ours.title, _artist(ours), songs, chance, None)


def _other_album(title: str) -> Maker:
    """Return what makes another album of our artist's."""

    def make(ours: Wanted, other: Wanted, chance: random.Random) -> Candidate:
        name = title.format(title=ours.title, artist=_artist(ours), other=other.title)
        return _entry(name, _artist(ours), _others_songs(ours, other, chance), chance, "album")

    return make


def _hits(ours: Wanted, other: Wanted, chance: random.Random) -> Candidate:
    songs = [*ours.songs[:3], *_others_songs(ours, other, chance)]
    name = chance.choice(
        ("Greatest Hits", "The Best Of", "The Very Best of {0}", "The Collection", "{0}: The Essentials")
    )
    return _entry(name.format(_artist(ours)), _artist(ours), songs, chance, "compilation")


def _single(ours: Wanted, other: Wanted, chance: random.Random) -> Candidate | None:
    """Return a single that is named like our album."""
    if len(ours.songs) < 5:  # noqa: PLR2004  # ours could be that single
        return None
    songs = [replace(ours.songs[0], title=ours.title), *other.songs[:1]]
    title = f"{ours.title}{' - Single' if chance.random() < 0.5 else ''}"  # noqa: PLR2004
    return _entry(title, _artist(ours), songs, chance, "single")


def _same_title(ours: Wanted, other: Wanted, chance: random.Random) -> Candidate:
    return _entry(ours.title, chance.choice(STRANGERS), _others_songs(ours, other, chance), chance, "album")


def _namesake(ours: Wanted, other: Wanted, chance: random.Random) -> Candidate | None:
    """Return another band's record of the same name, under the same title: only its songs tell."""
    songs = _others_songs(ours, other, chance)
    # The year that ours has, too: nobody promised that it would help.
    made = _entry(ours.title, _artist(ours), songs, chance, None)
    return replace(made, year=chance.choice((None, *ours.years))) if chance.random() < 0.1 else None  # noqa: PLR2004


def _used_barcode(ours: Wanted, other: Wanted, chance: random.Random) -> Candidate | None:
    """Return another record under a barcode of ours."""
    if not ours.barcodes or other.title == ours.title or chance.random() < 0.7:  # noqa: PLR2004
        return None
    made = _entry(other.title, chance.choice(STRANGERS), _others_songs(ours, other, chance), chance, "album")
    return replace(made, barcodes=ours.barcodes)


DISTRACTORS: dict[str, Maker] = {
    "tribute": _by_others("A Tribute to {artist}", "The Tribute Co."),
    "tribute to the title": _by_others("{title} (A Tribute to {artist})", "{artist} Tribute Band"),
    "karaoke": _by_others("{title} (Karaoke Version)", "Karaoke All Stars"),
    "lullaby": _by_others("Lullaby Renditions of {artist}: {title}", "Sleepy Bear"),
    "8-bit": _by_others("{title} (8-Bit)", "8-Bit Arcade"),
    "cover band": _by_others("{title}", "The {artist} Experience"),
    "in the style of": _by_others("{title} (In the Style of {artist})", "{artist}"),
    "string quartet": _by_others("{title}", "Vitamin Strings"),
    "live": _other_take("(Live)", "live", "concert"),
    "in concert": _other_take("(En Vivo)", "live", "vivo", "concert"),
    "instrumental": _other_take("(Instrumentals)", "instrumental"),
    "demos": _other_take("(The Demos)", "demo"),
    "remixes": _other_take("(Remixes)", "remix", "mixes"),
    "acoustic": _other_take("(Acoustic)", "acoustic"),
    "commentary": _other_take("(Commentary)", "commentary", "interview"),
    "sequel": _other_album("{title} 2"),
    "second volume": _other_album("{title}, Vol. 2"),
    "named like the artist": _other_album("{artist}"),
    "newest": _other_album("{other}"),
    "longer title": _other_album("{title} And Other Stories"),
    "title in it": _other_album("Beyond {title}"),
    "the artist's name before it": _other_album("{artist} {title}"),
    "played there": _played_there,
    "hits": _hits,
    "single": _single,
    "same title": _same_title,
    "namesake": _namesake,
    "used barcode": _used_barcode,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A release with the catalogue that is searched for it."""

    wanted: Wanted
    entries: tuple[Candidate, ...]
    """Whole, with the track lists that a first answer may lack."""
    right: frozenset[str]
    """Ids of the entries that are our release; empty where the catalogue has none."""
    kinds: dict[str, str]
    """What each distractor is, by id."""
    pin: str | None = None


def case(ours: Wanted, others: Sequence[Wanted], chance: random.Random, *, is_there: bool) -> Case:
    """Return a release among distractors, half of which have as many tracks, and perhaps in disguise among them."""
    made = [(name, make(ours, chance.choice(others), chance)) for name, make in DISTRACTORS.items()]
    wrong = [(name, one) for name, one in made if one is not None]
    right = [disguised(ours, chance) for _ in range(chance.choice((1, 1, 1, 2)))] if is_there else []
    if is_there and chance.random() < 0.08:  # noqa: PLR2004  # as few have identifiers
        right[0] = replace(right[0], chain="Wikidata Q1 names this master")
    named = [("", one) for one in right] + wrong
    chance.shuffle(named)
    entries = tuple(replace(one, entry_id=f"{place:03}", url=f"/{place}") for place, (_, one) in enumerate(named))
    kinds = {one.entry_id: name for one, (name, _) in zip(entries, named, strict=True)}
    ids = frozenset(number for number, name in kinds.items() if not name)
    pin = min(ids) if ids and chance.random() < 0.03 else None  # noqa: PLR2004  # as few are pinned
    return Case(wanted=ours, entries=entries, right=ids, kinds=kinds, pin=pin)
