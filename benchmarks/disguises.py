"""Disguises: our releases as the services' catalogues spell, credit, date and extend them."""

import random
import unicodedata
from collections.abc import Callable, Sequence

from scraper.domain.evidence import Candidate, Kind, Person, Song, Wanted

EDITIONS = (
    "(Remastered)",
    "(2011 Remaster)",
    "(Deluxe Edition)",
    "[Deluxe]",
    "(Super Deluxe)",
    "(Expanded Edition)",
    "- Remastered 2009",
    "(25th Anniversary Edition)",
    "(50th Anniversary Super Deluxe Edition)",
    "(Edición Deluxe)",
    "(Édition Deluxe)",
    "(Edizione Speciale)",
    "(Bonus Track Version)",
    "(Remasterizado)",
    "(Remastered Version)",
    "(Special Edition)",
    "(Mono)",
    "(Explicit)",
    "[2015 Digital Remaster]",
    "(2019 Digital Master)",
    "(Collector's Edition)",
)
TRACK_NOTES = (
    "(Remastered 2011)",
    "- 2009 Remaster",
    "- Remastered",
    "- 2019 Digital Master",
    "(feat. A Friend)",
    "(Album Version)",
    "- Mono",
)


_ALBUM_OF = 5
"""This many songs make an album, which can have bonus tracks."""
_LONG_ALBUM_OF = 9
"""This many songs make an album that can miss one of them."""


def happens(share: float, chance: random.Random) -> bool:
    """Tell whether something happens this time that happens in this share of all cases."""
    return chance.random() < share


def disguised(ours: Wanted, chance: random.Random) -> Candidate:
    """Return our release as a service may list it."""
    title = ours.title.split(" = ")[chance.randrange(len(ours.title.split(" = ")))]
    for change in chance.sample(SPELLINGS, chance.choice((0, 1, 1, 2, 3))):
        title = change(title) or title
    # About as often as albums have editions.
    if happens(0.45, chance):
        title = f"{title} {chance.choice(EDITIONS)}"
    elif ours.kinds == {"ep"} and happens(0.7, chance):
        title = f"{title} - EP"
    elif ours.kinds == {"single"} and happens(0.7, chance):
        title = f"{title} - Single"
    songs = _listed(ours.songs, chance)
    return Candidate(
        entry_id="",
        url="",
        title=title,
        artists=_credited(ours, chance),
        kind=_kind(ours, chance),
        year=_date(ours, chance),
        track_count=len(songs) if happens(0.9, chance) else None,
        songs=songs,
        barcodes=_barcodes(ours, chance),
    )


def _kind(ours: Wanted, chance: random.Random) -> Kind | None:
    # Some services say it, some do not.
    if happens(0.5, chance) or not ours.kinds:
        return None
    if ours.kinds & {"single", "ep"}:
        return chance.choice(("single", "ep")) if "ep" in ours.kinds else "single"
    return "album"


def _date(ours: Wanted, chance: random.Random) -> int | None:
    right = chance.choice(ours.years) if ours.years else 1990
    return chance.choice((None, right, right, right + chance.randint(1, 30), right - chance.randint(1, 15)))


def _barcodes(ours: Wanted, chance: random.Random) -> tuple[str, ...]:
    barcodes = ["".join(letter for letter in text if letter.isdecimal()) for text in ours.barcodes]
    # Most entries are of another pressing, or have no barcode.
    if happens(0.6, chance):
        return ("4006381333931",) if happens(0.3, chance) else ()
    return tuple(barcode.zfill(chance.choice((12, 13, 14))) for barcode in barcodes)


def _credited(ours: Wanted, chance: random.Random) -> tuple[Person, ...]:
    if ours.is_various:
        return (Person(name=chance.choice(("Various Artists", "Various", "Verschiedene Interpreten", "V.A."))),)
    credited = ours.artists[: -ours.guests] if ours.guests and happens(0.5, chance) else ours.artists
    names = [chance.choice((names[0], names[-1])) if happens(0.3, chance) else names[0] for names in credited]
    changes = chance.sample(NAME_SPELLINGS, chance.choice((0, 0, 1)))
    for change in changes:
        names = [change(name) or name for name in names]
    if len(names) > 1 and happens(0.6, chance):
        joint = chance.choice((" & ", ", ", " and ", " / "))
        return (Person(name=joint.join(names)),)
    return tuple(Person(name=name) for name in names)


def _listed(songs: Sequence[Song], chance: random.Random, note: str = "") -> tuple[Song, ...]:
    """Return a track list as services give it: other spellings, lengths a little off, bonus tracks behind."""
    noted = chance.choice(TRACK_NOTES) if happens(0.3, chance) else note
    spelling = chance.choice(SPELLINGS) if happens(0.4, chance) else str
    has_lengths = happens(0.8, chance)
    listed = [
        Song(
            title=f"{spelling(song.title) or song.title} {noted}".strip(),
            seconds=max(1, song.seconds + chance.randint(-3, 3)) if song.seconds and has_lengths else None,
        )
        for song in songs
    ]
    if len(listed) >= _LONG_ALBUM_OF and happens(0.1, chance):
        listed.pop(chance.randrange(len(listed)))
    if happens(0.15, chance):
        chance.shuffle(listed)
    if len(songs) >= _ALBUM_OF and happens(0.3, chance):
        listed += [Song(title=f"Bonus Song {place} (Demo)", seconds=200) for place in range(chance.randint(1, 8))]
    return tuple(listed)


def _plain(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))


SPELLINGS: tuple[Callable[[str], str], ...] = (
    str.lower,
    str.upper,
    str.title,
    _plain,
    lambda text: text.replace("'", "’").replace("...", "…"),
    lambda text: text.replace("-", "–"),
    lambda text: text.replace(" - ", ": "),
    lambda text: text.replace("&", "and"),
    lambda text: text.replace(" And ", " & ").replace(" and ", " & "),
    lambda text: text.replace("Vol. ", "Volume ").replace("Pt. ", "Part "),
    lambda text: text.replace("Volume ", "Vol.").replace("Part ", "Pt. "),
    lambda text: text.removeprefix("The "),
    lambda text: text.rstrip("!?.") if any(map(str.isalnum, text)) else text,
    lambda text: text.replace(",", ""),
    lambda text: text.replace("/", " / ").replace("  ", " "),
)
NAME_SPELLINGS: tuple[Callable[[str], str], ...] = (
    str.upper,
    str.lower,
    _plain,
    lambda text: text.replace("&", "and"),
    lambda text: text.replace(" And ", " & "),
    lambda text: text.removeprefix("The "),
    lambda text: text if text.startswith("The ") else f"The {text}",
    lambda text: text.replace("-", " "),
    lambda text: text.replace("'", "’"),
)
