"""Kinds of difference between Discogs and the services: for each, our record, the right entry, and a tempting one."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from disguises import happens

from scraper.domain.evidence import Candidate, Kind, Person, Song, Wanted, Work

TAKES = (
    "- Single Version",
    "(Album Version)",
    "- Mono",
    "- Stereo",
    "(Mono)",
    "- Remastered 2009",
    "- 2019 Mix",
    "- Remastered 1999/Rudy Van Gelder Edition",
    "(2014 Remastered Version)",
    "- 50th Anniversary Mix",
)
OTHER_TAKES = ("- Live", "(Demo)", "- Rehearsal", "(Instrumental)", "- Acoustic Version", "(Alternate Take)", "(Remix)")
SUBTITLES = ("(In The Air)", "(Sugar Pie, Honey Bunch)", "/ Luke's Wall", "(Everybody Knows)", "[For The Lovers]")
PARTS = (
    ("(Parts I–V)", "(Pts. 1-5)"),
    ("(Part One)", ", Pt. 1"),
    ("Part 2", "(Part II)"),
    ("(Parts 1 & 2)", ", Pts. I-II"),
    ("(Part Three)", "- Pt. III"),
)
TITLES = (
    "{artist} {title} (The Blue Album)",
    "Music From The Motion Picture {title}",
    "{title} 45th Anniversary",
    "{title} - 25th Anniversary Edition",
    "{artist}: {title}",
)
FEW = 3
"""With so many songs, one more or less is no chance."""
SEVERAL = 5
MANY = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """Our record as Discogs has it, and entries of a service."""

    ours: Wanted
    right: Candidate | None
    """None where the service has no entry that is surely ours."""
    tempting: Candidate


Maker = Callable[[Wanted, Wanted, random.Random], Pairing | None]
"""Makes a pairing of our release, another one, and chance; None where ours cannot differ in this way."""


def _entry(
    ours: Wanted, songs: Sequence[Song], title: str = "", artist: str = "", kind: Kind | None = None
) -> Candidate:
    name = artist or ("Various Artists" if ours.is_various else ours.artist_line)
    return Candidate(
        entry_id="",
        url="",
        title=title or ours.title,
        artists=(Person(name=name),),
        kind=kind,
        track_count=len(songs),
        songs=tuple(songs),
    )


def _there(songs: Sequence[Song], chance: random.Random) -> list[Song]:
    """Return songs with lengths a little off, as another service measures them."""
    return [
        replace(song, work=None, seconds=max(1, song.seconds + chance.randint(-1, 1)) if song.seconds else None)
        for song in songs
    ]


def _again(songs: Sequence[Song], chance: random.Random) -> list[Song]:
    """Return songs in another recording."""
    return [
        replace(song, work=None, seconds=int(song.seconds * chance.uniform(1.15, 1.5)) if song.seconds else None)
        for song in songs
    ]


def _others(ours: Wanted, other: Wanted, chance: random.Random) -> list[Song]:
    """Return as many songs as ours has, most of them another record's."""
    own = {song.title for song in ours.songs}
    strange = [song for song in other.songs if song.title not in own] or [Song(title="Nothing Of The Kind")]
    kept = set(chance.sample(range(len(ours.songs)), len(ours.songs) // 3))
    return [
        song if place in kept else Song(title=f"{strange[place % len(strange)].title} {place}", seconds=90 + 7 * place)
        for place, song in enumerate(ours.songs)
    ]


def _noted(songs: Sequence[Song], notes: Sequence[str], chance: random.Random, share: float = 1.0) -> list[Song]:
    note = chance.choice(notes)
    return [replace(song, title=f"{song.title} {note}") if happens(share, chance) else song for song in songs]


def _has_lengths(ours: Wanted) -> bool:
    return sum(song.seconds is not None for song in ours.songs) >= max(SEVERAL, 0.9 * len(ours.songs))


def _index_tracks(ours: Wanted, other: Wanted, chance: random.Random) -> Pairing | None:
    if len(ours.songs) < SEVERAL or ours.is_various:
        return None
    start, count = chance.randrange(len(ours.songs) - 2), chance.choice((2, 3))
    parts = ours.songs[start : start + count]
    lengths = [song.seconds for song in parts if song.seconds]
    seconds = sum(lengths) if len(lengths) == len(parts) else None
    work = Work(title="The Long Journey Home", place=start, seconds=chance.choice((None, seconds)), parts=len(parts))
    in_work = tuple(replace(song, work=work) for song in parts)
    indexed = replace(ours, songs=(*ours.songs[:start], *in_work, *ours.songs[start + count :]))
    titles = " / ".join(song.title for song in parts)
    whole = chance.choice(
        ("The Long Journey Home", "The Long Journey Home Suite", f"The Long Journey Home: {titles} - Medley")
    )
    one = [Song(title=whole, seconds=seconds)]
    each = [
        replace(song, title=f"The Long Journey Home: {number}. {song.title}") for number, song in enumerate(parts, 1)
    ]
    listed = [*ours.songs[:start], *chance.choice((one, each)), *ours.songs[start + count :]]
    tempting = [*_others(ours, other, chance)[count:], *one]
    return Pairing(ours=indexed, right=_entry(ours, _there(listed, chance)), tempting=_entry(ours, tempting))


def _take_words(ours: Wanted, _: Wanted, chance: random.Random) -> Pairing:
    listed = _noted(_there(ours.songs, chance), TAKES, chance)
    return Pairing(
        ours=ours,
        right=_entry(ours, listed),
        tempting=_entry(ours, _noted(_again(ours.songs, chance), OTHER_TAKES, chance)),
    )


def _live(ours: Wanted, _: Wanted, chance: random.Random) -> Pairing | None:
    if not _has_lengths(ours) or "live" in ours.title.lower() or "live" in ours.kinds or ours.is_various:
        return None
    notes = ("(Live at the Pasadena Rose Bowl, 1988)", "- Live", "(Live)")
    listed = _noted(_there(ours.songs, chance), notes, chance)
    title = chance.choice((ours.title, f"{ours.title} (Live)"))
    tempting = _noted(_again(ours.songs, chance), notes, chance)
    return Pairing(
        ours=ours, right=_entry(ours, listed, title), tempting=_entry(ours, tempting, f"{ours.title} (Live)")
    )


def _partial(ours: Wanted, other: Wanted, chance: random.Random) -> Pairing | None:
    if len(ours.songs) < MANY:
        return None
    cut = int(len(ours.songs) * chance.uniform(0.55, 0.9))
    right, wrong = _there(ours.songs, chance)[:cut], _others(ours, other, chance)[:cut]
    count = len(ours.songs)
    return Pairing(
        ours=ours,
        right=replace(_entry(ours, right), track_count=count),
        tempting=replace(_entry(ours, wrong), track_count=count),
    )


def _subtitles(ours: Wanted, _: Wanted, chance: random.Random) -> Pairing | None:
    if len(ours.songs) < FEW:
        return None
    more, less = _noted(ours.songs, SUBTITLES, chance, share=0.4), list(ours.songs)
    here, there = (more, less) if happens(0.5, chance) else (less, more)
    return Pairing(
        ours=replace(ours, songs=tuple(here)),
        right=_entry(ours, _there(there, chance)),
        tempting=_entry(ours, _noted(_again(ours.songs, chance), OTHER_TAKES, chance)),
    )


def _numbered(ours: Wanted, _: Wanted, chance: random.Random) -> Pairing | None:
    if len(ours.songs) < SEVERAL:
        return None
    here, there = chance.choice(PARTS)
    places = set(chance.sample(range(len(ours.songs)), max(2, len(ours.songs) // 2)))

    def marked(mark: str) -> list[Song]:
        return [
            replace(song, title=f"{song.title} {mark}".replace(" ,", ",")) if place in places else song
            for place, song in enumerate(ours.songs)
        ]

    right = _entry(ours, _there(marked(there), chance))
    tempting = _entry(ours, _again(marked("(Part 7)"), chance))
    return Pairing(ours=replace(ours, songs=tuple(marked(here))), right=right, tempting=tempting)


def _title(ours: Wanted, other: Wanted, chance: random.Random) -> Pairing | None:
    if len(ours.songs) < SEVERAL or ours.is_various:
        return None
    title = chance.choice(TITLES).format(artist=ours.artist_line, title=ours.title)
    if _has_lengths(ours) and happens(0.3, chance):
        title = "Another Name Altogether"
    right = _entry(ours, _there(ours.songs, chance), title)
    wrong = _again(ours.songs, chance) if _has_lengths(ours) else _others(ours, other, chance)
    return Pairing(ours=ours, right=right, tempting=_entry(ours, wrong, "Another Name"))


def _scripts(ours: Wanted, _: Wanted, chance: random.Random) -> Pairing | None:
    if len(ours.songs) < SEVERAL or not _has_lengths(ours) or ours.is_various:
        return None
    foreign = [
        replace(song, title="夜の歌" + "一二三四五六七八九十"[place % 10]) for place, song in enumerate(ours.songs)
    ]
    both = [
        replace(song, title=f"{there.title} = {song.title}") for song, there in zip(ours.songs, foreign, strict=True)
    ]
    here, there = chance.choice(((both, ours.songs), (ours.songs, foreign), (foreign, ours.songs)))
    title = f"夜の庭 = {ours.title}" if here is both else ours.title
    right = _entry(ours, _there(there, chance))
    return Pairing(
        ours=replace(ours, songs=tuple(here), title=title),
        right=right,
        tempting=_entry(ours, _noted(_again(there, chance), ("(Live)",), chance)),
    )


def _classical(ours: Wanted, _: Wanted, chance: random.Random) -> Pairing | None:
    if len(ours.songs) < FEW or ours.is_various:
        return None
    together = replace(
        ours, artists=(("Johann Sebastian Bach",), *ours.artists), artist_line=f"Bach – {ours.artist_line}"
    )
    listed = [
        replace(song, title=f"{ours.title}, BWV 988: {number}. {song.title}")
        for number, song in enumerate(ours.songs, 1)
    ]
    title = chance.choice(("Bach: {0}", "Bach: {0}, BWV 988", "{0}", "Bach: {0}, BWV 988 (1981 Remaster)")).format(
        ours.title
    )
    right = _there(chance.choice((listed, list(ours.songs))), chance)
    tempting = _entry(ours, right, title, artist="Trevor Pinnock")
    return Pairing(ours=together, right=_entry(ours, right, title), tempting=tempting)


def _joint(ours: Wanted, other: Wanted, chance: random.Random) -> Pairing | None:
    if len(ours.songs) < FEW or ours.is_various or len(ours.artists) != 1:
        return None
    joint = chance.choice((" & ", " And ", " With "))
    together = replace(
        ours,
        artists=(*ours.artists, ("Crazy Horse Fellows",)),
        artist_line=f"{ours.artist_line}{joint}Crazy Horse Fellows",
    )
    right = _entry(ours, _there(ours.songs, chance))
    return Pairing(ours=together, right=right, tempting=_entry(ours, _others(ours, other, chance)))


def _medleys(ours: Wanted, other: Wanted, chance: random.Random) -> Pairing | None:
    if len(ours.songs) < SEVERAL:
        return None
    start = chance.randrange(len(ours.songs) - 1)
    pair = ours.songs[start : start + 2]
    seconds = pair[0].seconds + pair[1].seconds if pair[0].seconds and pair[1].seconds else None
    title = chance.choice(("(a) {0} (b) {1}", "{0} / {1}", "{0}/{1}", "Medley: {0} / {1}")).format(
        *(song.title for song in pair)
    )
    joined = [*ours.songs[:start], Song(title=title, seconds=seconds), *ours.songs[start + 2 :]]
    here, there = (joined, list(ours.songs)) if happens(0.5, chance) else (list(ours.songs), joined)
    return Pairing(
        ours=replace(ours, songs=tuple(here)),
        right=_entry(ours, _there(there, chance)),
        tempting=_entry(ours, _others(ours, other, chance)),
    )


def _edits(ours: Wanted, _: Wanted, chance: random.Random) -> Pairing | None:
    if not _has_lengths(ours):
        return None
    cut = set(chance.sample(range(len(ours.songs)), int(0.45 * len(ours.songs))))
    listed = [
        replace(song, seconds=song.seconds + 60) if song.seconds and place in cut else song
        for place, song in enumerate(_there(ours.songs, chance))
    ]
    return Pairing(ours=ours, right=_entry(ours, listed), tempting=_entry(ours, _again(ours.songs, chance)))


def _single(ours: Wanted, other: Wanted, chance: random.Random) -> Pairing | None:
    if ours.is_various or ours.title == other.title:
        return None
    sides = (replace(ours.songs[0], title=ours.title, work=None), replace(other.songs[0], work=None))
    single = replace(ours, songs=sides, kinds=frozenset({"single"}))
    right, wrong = _there(sides, chance)[:1], _there(sides, chance)[1:]
    return Pairing(ours=single, right=_entry(ours, right, kind="single"), tempting=_entry(ours, wrong, kind="single"))


def _two_in_one(ours: Wanted, other: Wanted, chance: random.Random) -> Pairing | None:
    if len(ours.songs) < SEVERAL or len(other.songs) < SEVERAL or "/" in ours.title:
        return None
    songs = [*ours.songs, *other.songs]
    return Pairing(ours=ours, right=None, tempting=_entry(ours, _there(songs, chance), f"{ours.title} / {other.title}"))


KINDS: dict[str, Maker] = {
    "index tracks": _index_tracks,
    "take words": _take_words,
    "live without the word": _live,
    "partial lists": _partial,
    "subtitles on one side": _subtitles,
    "numbered parts": _numbered,
    "another title": _title,
    "two scripts": _scripts,
    "classical": _classical,
    "joint artists": _joint,
    "medleys": _medleys,
    "edits": _edits,
    "two-sided singles": _single,
    "two albums in one": _two_in_one,
}
