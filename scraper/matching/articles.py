"""Whether an article of an encyclopedia is about our record or our artist; an equal name is never enough. Pure."""

import re
from collections.abc import Sequence

from scraper.domain.evidence import Compared, Evidence, Wanted
from scraper.matching.names import same_name
from scraper.matching.prose import Word, mention, tokens_of, words
from scraper.matching.spelling import Tokens, listed, tokens
from scraper.matching.titles import compared_titles
from scraper.matching.vocabulary import kinds_of

_IN_BRACKETS = re.compile(r"^(.*\S)\s+\(([^()]+)\)$")
_START = 70
"""This many words are the start of an article."""
_RECORD_WORDS: dict[str, str] = {
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
"""Words for records, and the kind that each names; the first such word says what an article is about."""
_MUSICIAN_WORDS = listed(
    "band group musician singer singer-songwriter songwriter duo trio quartet quintet rapper dj producer "
    "composer guitarist pianist drummer bassist saxophonist trumpeter orchestra ensemble collective supergroup "
    "vocalist choir violinist cellist organist instrumentalist multi-instrumentalist conductor project act artist "
    "bandleader emcee rockband popband musikgruppe sänger sängerin musiker musikerin komponist rockgruppe punkband "
    "metalband groupe chanteur chanteuse musicien musicienne cantante músico banda grupo gruppo musicista cantautore "
    "rapperin musikprojekt girlgroup boyband"
)
_OTHER_WORDS = listed(
    "film movie novel book series musical opera play town city village river company label magazine character "
    "episode game disambiguation begriffsklärung refer refers roman fernsehserie película livre software plant species "
    "ship tour festival concept surname dance video documentary tape poem memoir concert"
)
_TELLING = frozenset({"tribute", "karaoke", "remix", "lullaby", "instrumental", "demo"})
"""Kinds that make another record of the same title."""
_GENERIC = frozenset({"untitled", "selftitled", "self", "titled", "greatest", "the", "album", "ep", "songs", "live"})
_MODIFIERS = 5
"""This many words before the word for a record tell more about its kind."""
_BY = listed("by von vom der des du de d' del di dei della van af av")
_IS_ONE = (
    r"(?:is|are|was|were|ist|sind|war|est|était|es|fue|è|era)\s+"
    r"(?:(?:also|auch|aussi|también|anche)\s+)?(?:an?|eine?|une?|una|uno)\b"
)
_MAY_BE = r"(?:may|can|could|kann|peut|puede|può)\b"
_SEVERAL_OF_A_NAME = (
    r"\bconfused with\b|\bverwechseln\b|\bne pas confondre\b|\bno confundir\b|\bda non confondere\b"
    r"|\b(?:bands|groups|artists|musicians|singers) (?:named|called)\b|\bis (?:a|the) (?:family |given )?name\b"
)
_LEADING_AWAY = listed("featuring of covering performing performed which that recorded released tribute to about")
"""Words between 'by' and a name that make the name somebody else's than the maker's."""
_POSSESSIVES = ("'s", "’s", "s'", "s’")
_MOST_SHOWN = 3
"""This many known names are given as evidence."""
_INVENTED = listed("fictional fictitious fiktive fiktiver fictif fictive ficticio ficticia fittizio fittizia")
"""Words for who is only in a film or a book."""
_LEAST_LETTERS = 5
_LAST_OF_ALPHABETS = "\u2e7f"
"""The last sign before the East Asian scripts, of which one sign says as much as several letters."""


def article_about(wanted: Wanted, title: str, text: str) -> Evidence | None:
    """Return why an article is about our release, by its title and introduction; None where it may not be."""
    name, bracket = _without_brackets(title)
    if compared_titles(wanted.title, name).nearness not in ("same", "near") or not wanted.artists:
        return None
    start = _behind_title(name, words(text)[:_START])
    kind = _record_word(wanted, start)
    other_kinds = _TELLING & (kinds_of(tokens(wanted.title)) ^ kinds_of(tokens(name)))
    if not kind or other_kinds or not _bracket_fits(wanted, bracket) or not _is_by(wanted, start):
        return None
    return _evidence(Compared(what="title", share=1.0), Compared(what="artist", share=1.0), remark=kind)


def _evidence(*compared: Compared, remark: str) -> Evidence:
    parts = (*compared, Compared(what="article", share=1.0, remark=remark))
    return Evidence(certainty="likeness", score=1.0, compared=parts)


def _without_brackets(title: str) -> tuple[str, str]:
    """Return an article's title without the brackets that tell it from others of that title, and what is in them."""
    split = _IN_BRACKETS.match(title)
    if split and (set(_plain(split[2])) & (set(_RECORD_WORDS) | _MUSICIAN_WORDS | _OTHER_WORDS)):
        return split[1], split[2]
    return title, ""


def _plain(text: str) -> list[str]:
    return [word.strip(".,;:()\"'“”„«»").lower() for word in text.split()]


def _behind_title(title: str, text: Sequence[Word]) -> list[Word]:
    """Return the text behind the first mention of its title, which may itself hold words that say what it is about."""
    title_tokens = tokens_of(title)
    for start in range(min(len(text), len(title_tokens) + 4)):
        read: Tokens = ()
        for place in range(start, len(text)):
            read += text[place].tokens
            if read == title_tokens:
                return list(text[place + 1 :])
            if read != title_tokens[: len(read)]:
                break
    return list(text)


def _subject(text: Sequence[Word], subject_words: set[str]) -> tuple[int, str] | None:
    """Return the place of the first word that says what an article is about, and the word; None where none does."""
    for place, word in enumerate(text):
        for plain_word in _plain(word.raw):
            if plain_word in subject_words or plain_word in _OTHER_WORDS:
                return place, plain_word
    return None


def _record_word(wanted: Wanted, text: Sequence[Word]) -> str:
    """Return the word for the record that an article is about; '' where it is no record of our kind."""
    subject = _subject(text, set(_RECORD_WORDS) | _MUSICIAN_WORDS)
    if not subject or subject[1] not in _RECORD_WORDS:
        return ""
    place, word = subject
    around = " ".join(other.raw for other in text[max(0, place - _MODIFIERS) : place + 2])
    kinds = kinds_of(tokens(around))
    if (kinds & _TELLING) - kinds_of(tokens(wanted.title)) - {word}:
        return ""
    kind = "compilation" if "compilation" in kinds else _RECORD_WORDS[word]
    if kind == "album" and "soundtrack" in kinds:
        kind = "soundtrack"
    return word if _is_ours(kind, wanted.kinds, is_extended="extended" in _plain(around)) else ""


def _is_ours(kind: str, ours: frozenset[str], *, is_extended: bool) -> bool:
    """Tell whether a kind of record can be that of our release."""
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
    """Tell whether brackets name a kind of record, and no year or artist but ours."""
    bracket_words = _plain(bracket)
    if not bracket:
        return True
    if not set(bracket_words) & set(_RECORD_WORDS):
        return False
    if "live" in bracket_words and "live" not in wanted.kinds:
        return False
    kind_words = {*_RECORD_WORDS, "studio", "live", "box", "set", "remix"}
    rest = [word for word in bracket_words if word not in kind_words]
    years = [word for word in rest if word.isdecimal() and len(word) == 4]  # noqa: PLR2004  # the figures of a year
    if any(int(year) not in wanted.years for year in years) and wanted.years:
        return False
    name = " ".join(word for word in rest if word not in years)
    return not name or any(same_name(name, ours) for names in wanted.artists for ours in names)


def _is_by(wanted: Wanted, text: Sequence[Word]) -> bool:
    """Tell whether a text says that the record is by our artists, and does not only mention them."""
    alone = len(wanted.artists) == 1
    lines = [(wanted.artist_line, *wanted.artists[0])] if alone else [(wanted.artist_line,)]
    if any(_is_maker(name, text, alone=alone) for names in lines for name in names if name):
        return True
    if alone or not any(_is_maker(name, text, alone=False) for name in wanted.names):
        return False
    return all(any(mention(name, text, alone=False) is not None for name in names) for names in wanted.artists)


def _is_maker(name: str, text: Sequence[Word], *, alone: bool) -> bool:
    """Tell whether a text says that a record is by somebody: 'an album by the English band Ada', 'Ada's album'."""
    place = mention(name, text, alone=alone)
    subject = _subject(text, set(_RECORD_WORDS))
    if place is None or subject is None:
        return False
    if place < subject[0]:
        return text[place + len(name.split()) - 1].raw.endswith(_POSSESSIVES)
    by = next((at for at in range(subject[0] + 1, place) if text[at].raw.lower() in _BY), None)
    between = text[by + 1 : place] if by is not None else []
    is_led_away = any((word.ends and word.is_capital) or word.raw.lower() in _LEADING_AWAY for word in between)
    return by is not None and not is_led_away and not _is_of_member(text, place + len(name.split()))


def _is_of_member(text: Sequence[Word], end: int) -> bool:
    """Tell whether somebody else follows a name that ends there: 'Genesis guitarist Steve', 'Genesis's drummer'."""
    # The text may write the name in fewer words: AC/DC for AC / DC.
    last, after = text[min(end, len(text)) - 1], text[end : end + 2]
    if last.raw.endswith(_POSSESSIVES):
        return True
    is_role = bool(after) and bool(set(_plain(after[0].raw)) & _MUSICIAN_WORDS)
    return is_role and not last.ends and len(after) > 1 and after[1].is_capital


def article_about_artist(names: Sequence[str], known: Sequence[str], title: str, text: str) -> Evidence | None:
    """Return why an article is about our artist; None where it mentions nothing that we know of them.

    `names` are the artist's; `known` are the names of their records, members and groups, and their real name.
    """
    if not _is_act(names, title, text):
        return None
    mentioned = _mentioned(names, known, words(text))
    if not mentioned:
        return None
    return _evidence(Compared(what="name", share=1.0), remark=f"names {', '.join(mentioned[:_MOST_SHOWN])}")


def article_of_act(names: Sequence[str], title: str, text: str) -> bool:
    """Tell whether an article that is linked for an artist says itself that it is about an act of that name."""
    return _is_act(names, title, text) and not _INVENTED & {
        word for part in words(text)[:_START] for word in part.tokens
    }


def _is_act(names: Sequence[str], title: str, text: str) -> bool:
    name, bracket = _without_brackets(title)
    if not any(same_name(name, ours) for ours in names):
        return False
    if bracket and not set(_plain(bracket)) & _MUSICIAN_WORDS:
        return False
    subject = _subject(_behind_title(name, words(text)[:_START]), set(_RECORD_WORDS) | _MUSICIAN_WORDS)
    return subject is not None and subject[1] in _MUSICIAN_WORDS and not _is_of_several(name, text)


def relative_in_title(names: Sequence[str], relatives: Sequence[str], title: str) -> str:
    """Return the member or group of an artist that an article is called after; '' for none, and for the artist."""
    name, _ = _without_brackets(title)
    if any(same_name(name, ours) for ours in names):
        return ""
    return next((relative for relative in relatives if same_name(name, relative)), "")


def is_called(names: Sequence[str], title: str) -> bool:
    """Tell whether an article has one of these names for its title, brackets aside."""
    name, _ = _without_brackets(title)
    return any(same_name(name, ours) for ours in names)


def _is_of_several(name: str, text: str) -> bool:
    """Tell whether a text introduces several artists of one name: 'Alt is a band. Alt is also a rapper.'."""
    start, bare = r"(?:^|[.!?;]\s+|\d[.)]\s+|[-–•*]\s+)", re.escape(name)
    introductions = re.findall(rf"{start}{bare}\s+{_IS_ONE}", text, re.IGNORECASE | re.MULTILINE)
    several = rf"\b{bare}\s+{_MAY_BE}|{_SEVERAL_OF_A_NAME}"
    return len(introductions) > 1 or bool(re.search(several, text, re.IGNORECASE))


def _mentioned(names: Sequence[str], known: Sequence[str], text: Sequence[Word]) -> list[str]:
    """Return which known names a text mentions; names of a single word, which may be chance, only where two are."""
    telling = [
        title
        for title in dict.fromkeys(known)
        if _is_telling(title) and not any(same_name(title, name) for name in names)
    ]
    mentioned = [title for title in telling if mention(title, text, alone=False) is not None]
    long = [title for title in mentioned if len(tokens(title)) > 1]
    return long or (mentioned if len(mentioned) > 1 else [])


def _is_telling(known: str) -> bool:
    """Tell whether a name is rare enough: it has five letters beside common words, or an East Asian sign."""
    rare = [word for word in tokens(known) if word not in _GENERIC and not kinds_of((word,))]
    letters = sum(letter.isalpha() for word in rare for letter in word)
    return letters >= _LEAST_LETTERS or any(sign > _LAST_OF_ALPHABETS for sign in known)
