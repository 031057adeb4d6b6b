"""Distractors: entries that look like our release and are another, and whole catalogues to search for it."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from disguises import disguised, happens

from scraper.domain.evidence import Candidate, Kind, Person, Song, Wanted
from scraper.matching.occasions import implies_live, were_recorded_live

STRANGERS = ("Molly Sand", "The Paper Kings", "Juan Ortega", "Velvet Anchor", "DJ Quartz", "Ида Сон", "Les Ombres")

Maker = Callable[[Wanted, Wanted, random.Random], Candidate | None]
"""Makes a distractor from our release, another one, and chance; None where it would be no distractor."""
_ALBUM_OF = 5
"""This many songs make an album, which is no single."""


def _entry(title: str, artist: str, songs: Sequence[Song], chance: random.Random, kind: Kind | None) -> Candidate:
    return Candidate(
        entry_id="",
        url="",
        title=title,
        artists=(Person(name=artist),),
        kind=kind if happens(0.5, chance) else None,
        year=chance.choice((None, 1975, 1999, 2024)),
        track_count=len(songs),
        songs=tuple(songs),
    )


def _artist(ours: Wanted) -> str:
    return "Various Artists" if ours.is_various else ours.artist_line


def _others_songs(ours: Wanted, other: Wanted, chance: random.Random) -> list[Song]:
    """Return songs of another record; half the time as many as ours has."""
    own = {song.title for song in ours.songs}
    songs = [song for song in other.songs if song.title not in own] or [Song(title="Nothing Of The Kind", seconds=111)]
    if happens(0.5, chance):
        songs = [
            Song(title=f"{songs[place % len(songs)].title}{' again' * (place // len(songs))}", seconds=100 + 7 * place)
            for place in range(max(1, len(ours.songs)))
        ]
    return songs


def _played_again(ours: Wanted, chance: random.Random, note: str) -> list[Song]:
    """Return our songs in another recording: with other lengths, and sometimes with a note behind their titles."""
    addition = f" {note}" if happens(0.6, chance) else ""
    return [
        Song(
            title=f"{song.title}{addition}",
            seconds=int(song.seconds * chance.uniform(0.7, 1.6)) if song.seconds else None,
        )
        for song in ours.songs
    ]


def _by_others(note: str, artist: str) -> Maker:
    """Return a maker of our songs by somebody else: karaoke, lullabies, tributes."""

    def make(ours: Wanted, _other: Wanted, chance: random.Random) -> Candidate:
        name = artist.format(artist=_artist(ours))
        title = note.format(title=ours.title, artist=_artist(ours))
        return _entry(title, name, _played_again(ours, chance, "(Karaoke Version)"), chance, "album")

    return make


def _is_concert(ours: Wanted) -> bool:
    """Tell whether ours is a concert without the word, of which an entry called live is no other take."""
    return implies_live(ours.title, ours.names) or were_recorded_live(ours.notes)


def _other_take(note: str, *words: str) -> Maker:
    """Return a maker of another kind of record by our artist, unless one of `words` says that ours is of that kind."""

    def make(ours: Wanted, _other: Wanted, chance: random.Random) -> Candidate | None:
        if any(word in ours.title.lower() for word in words) or ("live" in words and _is_concert(ours)):
            return None
        songs = _played_again(ours, chance, note)
        return _entry(f"{ours.title} {note}", _artist(ours), songs, chance, None)

    return make


def _played_there(ours: Wanted, _other: Wanted, chance: random.Random) -> Candidate | None:
    """Return a concert of all our songs under our title: only the songs' titles say that it is one."""
    # Rare: beside the right entry, chance decides which of the two track lists is asked for.
    if not happens(0.1, chance) or "live" in ours.title.lower() or "live" in ours.kinds:
        return None
    songs = [replace(song, title=f"{song.title} - Live at Wembley", seconds=None) for song in ours.songs]
    return _entry(ours.title, _artist(ours), songs, chance, None)


def _other_album(title: str) -> Maker:
    """Return a maker of another album by our artist."""

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
    """Return a single that has the title of our album."""
    # A shorter record could be that single, and a single is found by its A side.
    if len(ours.songs) < _ALBUM_OF or "single" in ours.kinds:
        return None
    songs = [replace(ours.songs[0], title=ours.title), *other.songs[:1]]
    title = f"{ours.title}{' - Single' if happens(0.5, chance) else ''}"
    return _entry(title, _artist(ours), songs, chance, "single")


def _same_title(ours: Wanted, other: Wanted, chance: random.Random) -> Candidate:
    return _entry(ours.title, chance.choice(STRANGERS), _others_songs(ours, other, chance), chance, "album")


def _namesake(ours: Wanted, other: Wanted, chance: random.Random) -> Candidate | None:
    """Return a record with our title, by another band with the name of ours: only its songs tell."""
    songs = _others_songs(ours, other, chance)
    namesake = _entry(ours.title, _artist(ours), songs, chance, None)
    # The year can be ours, too: it must not decide.
    return replace(namesake, year=chance.choice((None, *ours.years))) if happens(0.1, chance) else None


def _used_barcode(ours: Wanted, other: Wanted, chance: random.Random) -> Candidate | None:
    """Return another record that has our barcode."""
    if not ours.barcodes or other.title == ours.title or happens(0.7, chance):
        return None
    record = _entry(other.title, chance.choice(STRANGERS), _others_songs(ours, other, chance), chance, "album")
    return replace(record, barcodes=ours.barcodes)


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
class Search:
    """Our release, and the catalogue that is searched for it."""

    wanted: Wanted
    entries: tuple[Candidate, ...]
    """All entries, with the track lists that a first answer may lack."""
    right: frozenset[str]
    """The ids of the entries that are our release; empty where the catalogue does not have it."""
    kinds: dict[str, str]
    """By id, what kind of distractor an entry is; '' where it is our release."""
    pin: str | None = None
    """The id of the pinned entry; None where none is."""


def search_for(ours: Wanted, others: Sequence[Wanted], chance: random.Random, *, is_there: bool) -> Search:
    """Return a search for our release: one distractor of each kind and, if it is there, our release in disguise."""
    every = [(name, make(ours, chance.choice(others), chance)) for name, make in DISTRACTORS.items()]
    wrong = [(name, entry) for name, entry in every if entry is not None]
    right = [disguised(ours, chance) for _ in range(chance.choice((1, 1, 1, 2)))] if is_there else []
    # Few have identifiers, and fewer are pinned.
    if is_there and happens(0.08, chance):
        right[0] = replace(right[0], chain="Wikidata Q1 names this master")
    named = [("", entry) for entry in right] + wrong
    chance.shuffle(named)
    entries = tuple(replace(entry, entry_id=f"{place:03}", url=f"/{place}") for place, (_, entry) in enumerate(named))
    kinds = {entry.entry_id: name for entry, (name, _) in zip(entries, named, strict=True)}
    right_ids = frozenset(entry_id for entry_id, name in kinds.items() if not name)
    pin = min(right_ids) if right_ids and happens(0.03, chance) else None
    return Search(wanted=ours, entries=entries, right=right_ids, kinds=kinds, pin=pin)
