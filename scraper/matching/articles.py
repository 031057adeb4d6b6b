"""Whether an encyclopedia's article is about our record, or about our artist; a name alone never tells. Pure."""

import re
from collections.abc import Sequence

from scraper.domain.evidence import Compared, Evidence, Wanted
from scraper.matching.names import same_name
from scraper.matching.prose import Word, mention, words
from scraper.matching.spelling import listed, tokens
from scraper.matching.titles import compared
from scraper.matching.vocabulary import kinds_of

_BRACKET = re.compile(r"^(.*\S)\s+\(([^()]+)\)$")
_START = 70
"""So many words are the start of an article."""
_RECORDS: dict[str, str] = {
    **dict.fromkeys(listed("album albums álbum disco studioalbum konzeptalbum mixtape lp"), "album"),
    **dict.fromkeys(listed("record doppelalbum musikalbum debütalbum minialbum mini-album boxset anthology"), "album"),
    **dict.fromkeys(listed("livealbum konzertalbum"), "album"),
    **dict.fromkeys(
        ["compilation", "kompilation", "kompilationsalbum", "recopilatorio", "raccolta", "best-of-album"], "compilation"
    ),
    **dict.fromkeys(("ep", "e.p."), "ep"),
    **dict.fromkeys(("single", "singles", "sencillo", "singolo", "song", "songs", "lied", "chanson"), "single"),
    **dict.fromkeys(("canción", "canzone", "brano", "instrumental"), "single"),
    **dict.fromkeys(("soundtrack", "filmmusik", "score"), "soundtrack"),
}
"""What an article is about, by the first such word in it."""
_MUSICIANS = listed(
    "band group musician singer singer-songwriter songwriter duo trio quartet quintet rapper dj producer "
    "composer guitarist pianist drummer bassist saxophonist trumpeter orchestra ensemble collective supergroup "
    "vocalist choir violinist cellist organist instrumentalist multi-instrumentalist conductor project act artist "
    "bandleader emcee rockband popband musikgruppe sänger sängerin musiker musikerin komponist rockgruppe punkband "
    "metalband groupe chanteur chanteuse musicien musicienne cantante músico banda grupo gruppo musicista cantautore "
    "rapperin musikprojekt girlgroup boyband"
)
_OTHERS = listed(
    "film movie novel book series musical opera play town city village river company label magazine character "
    "episode game disambiguation begriffsklärung refer refers roman fernsehserie película livre software plant species "
    "ship tour festival concept surname dance video documentary tape poem memoir concert"
)
_TELLING = frozenset({"tribute", "karaoke", "remix", "lullaby", "instrumental", "demo"})
_GENERIC = frozenset({"untitled", "selftitled", "self", "titled", "greatest", "the", "album", "ep", "songs", "live"})
_MODIFIERS = 5
_BY = listed("by von vom der des du de d' del di dei della van af av")
_IS_ONE = (
    r"(?:is|are|was|were|ist|sind|war|est|était|es|fue|è|era)\s+"
    r"(?:(?:also|auch|aussi|también|anche)\s+)?(?:an?|eine?|une?|una|uno)\b"
)
_MAY_BE = r"(?:may|can|could|kann|peut|puede|può)\b"
_MIXED_UP = (
    r"\bconfused with\b|\bverwechseln\b|\bne pas confondre\b|\bno confundir\b|\bda non confondere\b"
    r"|\b(?:bands|groups|artists|musicians|singers) (?:named|called)\b|\bis (?:a|the) (?:family |given )?name\b"
)
_LEADING_AWAY = listed("featuring of covering performing performed which that recorded released tribute to about")


def article_about(wanted: Wanted, title: str, text: str) -> Evidence | None:
    """Return why an article is about our release, by its title and introduction; None where it may not be."""
    name, bracket = _parted(title)
    if compared(wanted.title, name).nearness not in ("same", "near") or not wanted.artists:
        return None
    start = _without_title(name, words(text)[:_START])
    kind = _fitting(wanted, start)
    telling = _TELLING & (kinds_of(tokens(wanted.title)) ^ kinds_of(tokens(name)))
    if not kind or telling or not _bracket_fits(wanted, bracket) or not _is_by(wanted, start):
        return None
    return _evidence(Compared(what="title", share=1.0), Compared(what="artist", share=1.0), kind)


def _evidence(*compared: Compared | str) -> Evidence:
    parts = [one if isinstance(one, Compared) else Compared(what="article", share=1.0, remark=one) for one in compared]
    return Evidence(certainty="likeness", score=1.0, compared=tuple(parts))


def _parted(title: str) -> tuple[str, str]:
    """Return an article's title, and what stands in brackets behind it to tell it from others of that name."""
    found = _BRACKET.match(title)
    if found and (set(_plain(found[2])) & (set(_RECORDS) | _MUSICIANS | _OTHERS)):
        return found[1], found[2]
    return title, ""


def _plain(text: str) -> list[str]:
    return [word.strip(".,;:()\"'“”„«»").lower() for word in text.split()]


def _without_title(title: str, text: Sequence[Word]) -> list[Word]:
    """Return a text behind the first mention of its subject, which may be the artist's name or hold such words."""
    said = [part for word in words(title) for part in word.said]
    for start in range(min(len(text), len(said) + 4)):
        found: list[str] = []
        for place in range(start, len(text)):
            found += text[place].said
            if found == said:
                return list(text[place + 1 :])
            if found != said[: len(found)]:
                break
    return list(text)


def _subject(text: Sequence[Word], kinds: set[str]) -> tuple[int, str] | None:
    """Return the first word that says what an article is about, and its place; None where none does."""
    for place, word in enumerate(text):
        for said in _plain(word.raw):
            if said in kinds or said in _OTHERS:
                return place, said
    return None


def _fitting(wanted: Wanted, text: Sequence[Word]) -> str:
    """Return what kind of record an article says that it is about; '' where ours is of another kind."""
    found = _subject(text, set(_RECORDS) | _MUSICIANS)
    if not found or found[1] not in _RECORDS:
        return ""
    place, said = found
    around = [word.raw for word in text[max(0, place - _MODIFIERS) : place + 2]]
    spoken = kinds_of(tuple(tokens(" ".join(around))))
    if (spoken & _TELLING) - kinds_of(tokens(wanted.title)) - {said}:
        return ""
    kind = "compilation" if "compilation" in spoken else _RECORDS[said]
    if kind == "album" and "soundtrack" in spoken:
        kind = "soundtrack"
    return said if _is_ours(kind, wanted.kinds, is_extended="extended" in _plain(" ".join(around))) else ""


def _is_ours(kind: str, ours: frozenset[str], *, is_extended: bool) -> bool:
    if kind == "single":
        return "single" in ours
    if kind == "ep" or is_extended:
        return not ours or "ep" in ours
    if ours and not ours - {"ep", "single", "live"}:
        return False
    if kind == "compilation":
        return not ours or "compilation" in ours
    if kind == "soundtrack":
        return "soundtrack" in ours
    return not ours or ours != {"compilation"}


def _bracket_fits(wanted: Wanted, bracket: str) -> bool:
    """Tell whether what stands in brackets is a kind of record, perhaps with a year or our artist, and no other's."""
    said = _plain(bracket)
    if not bracket:
        return True
    if not set(said) & set(_RECORDS):
        return False
    if "live" in said and "live" not in wanted.kinds:
        return False
    rest = [word for word in said if word not in _RECORDS and word not in {"studio", "live", "box", "set", "remix"}]
    years = [word for word in rest if word.isdecimal() and len(word) == 4]  # noqa: PLR2004  # a year
    if any(int(year) not in wanted.years for year in years) and wanted.years:
        return False
    name = " ".join(word for word in rest if word not in years)
    return not name or any(same_name(name, one) for names in wanted.artists for one in names)


def _is_by(wanted: Wanted, text: Sequence[Word]) -> bool:
    """Tell whether the record is said to be by our artists, and not only to speak of them."""
    alone = len(wanted.artists) == 1
    lines = [(wanted.artist_line, *wanted.artists[0])] if alone else [(wanted.artist_line,)]
    if any(_is_maker(name, text, alone=alone) for names in lines for name in names if name):
        return True
    if alone or not any(_is_maker(name, text, alone=False) for names in wanted.artists for name in names):
        return False
    return all(any(mention(name, text, alone=False) is not None for name in names) for names in wanted.artists)


def _is_maker(name: str, text: Sequence[Word], *, alone: bool) -> bool:
    """Tell whether a name stands behind the first 'by', after words like 'the English band' at most, or before 's."""
    place = mention(name, text, alone=alone)
    subject = _subject(text, set(_RECORDS))
    if place is None or subject is None:
        return False
    if place < subject[0]:
        return text[place + len(name.split()) - 1].raw.endswith(("'s", "’s", "s'", "s’"))
    by = next((at for at in range(subject[0] + 1, place) if text[at].raw.lower() in _BY), None)
    between = text[by + 1 : place] if by is not None else []
    led_away = any((word.ends and word.is_capital) or word.raw.lower() in _LEADING_AWAY for word in between)
    return by is not None and not led_away and not _is_a_members(text, place + len(name.split()))


def _is_a_members(text: Sequence[Word], end: int) -> bool:
    """Tell whether somebody else follows a name that ends there: 'Genesis guitarist Steve', 'Genesis's drummer'."""
    # A name may be written in fewer words there: AC/DC for AC / DC.
    last, after = text[min(end, len(text)) - 1], text[end : end + 2]
    if last.raw.endswith(("'s", "’s", "s'", "s’")):
        return True
    is_role = bool(after) and bool(set(_plain(after[0].raw)) & _MUSICIANS)
    return is_role and not last.ends and len(after) > 1 and after[1].is_capital


def article_about_artist(names: Sequence[str], known: Sequence[str], title: str, text: str) -> Evidence | None:
    """Return why an article is about our artist; None without a record, member, group or real name of theirs in it."""
    name, bracket = _parted(title)
    if not any(same_name(name, one) for one in names):
        return None
    if bracket and not set(_plain(bracket)) & _MUSICIANS:
        return None
    whole = words(text)
    found = _subject(_without_title(name, whole[:_START]), set(_RECORDS) | _MUSICIANS)
    if not found or found[1] not in _MUSICIANS or _is_of_several(name, text):
        return None
    seen = _seen(names, known, whole)
    if not seen:
        return None
    return _evidence(Compared(what="name", share=1.0), f"names {', '.join(seen[:3])}")


def _is_of_several(name: str, text: str) -> bool:
    """Tell whether a text introduces more than one of a name: 'Alt is a band from Dublin. Alt is also a rapper.'."""
    start, bare = r"(?:^|[.!?;]\s+|\d[.)]\s+|[-–•*]\s+)", re.escape(name)
    introduced = re.findall(rf"{start}{bare}\s+{_IS_ONE}", text, re.IGNORECASE | re.MULTILINE)
    return len(introduced) > 1 or bool(re.search(rf"\b{bare}\s+{_MAY_BE}|{_MIXED_UP}", text, re.IGNORECASE))


def _seen(names: Sequence[str], known: Sequence[str], text: Sequence[Word]) -> list[str]:
    """Return what of the known a text names: of single words, which may be there by chance, it takes two."""
    telling = [one for one in dict.fromkeys(known) if _is_telling(one) and not any(same_name(one, n) for n in names)]
    found = [one for one in telling if mention(one, text, alone=False) is not None]
    long = [one for one in found if len(tokens(one)) > 1]
    return long or (found if len(found) > 1 else [])


def _is_telling(known: str) -> bool:
    said = [word for word in tokens(known) if word not in _GENERIC and not kinds_of((word,))]
    return sum(one.isalpha() for word in said for one in word) > 4 or any(ord(one) > 0x2E7F for one in known)  # noqa: PLR2004
