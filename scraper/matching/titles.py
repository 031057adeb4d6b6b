"""How like two titles are: editions make no difference, kinds of record and numbers do. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz

from scraper.matching.spelling import Tokens, compact, is_latin, latin, numbers, tokens, without_article
from scraper.matching.vocabulary import edition_tails, is_edition, is_kind, is_own, kinds_of

Nearness = Literal["same", "near", "loose", "other"]
"""`same`: equal but for editions; `near`: in another spelling; `loose`: only the tracks can tell; `other`: unlike."""
_THE = frozenset({"the"})
_ARTICLES = frozenset({"the", "a", "an", "der", "die", "das", "le", "la", "les", "el", "los", "il"})
_IN_BRACKETS = re.compile(r"^(.*\S)\s*[(\[{]([^()\[\]{}]*)[)\]}]\s*$", re.DOTALL)
"""A title that ends in brackets."""
_BEHIND_SIGN = re.compile(r"^(.*\S)(?:\s+[-–—/|]\s+|\s*[:;,]\s+)([^-–—:;,|]+)$", re.DOTALL)
"""A title with a dash, slash, colon or comma, and words behind it."""
_TWO_ALBUMS = re.compile(r"\s+[/+|]\s+")
_FEW_SONGS = 3
"""So many bonus tracks come with any title."""
_SUBTITLED = re.compile(r"^(.*?\S)\s*[:(\[]\s*(?!plus|with|and\b|bonus|incl)[^/+|&]+$", re.IGNORECASE)
"""A title with a subtitle, which names no second album."""
_COLOURS = frozenset({"blue", "red", "white", "black", "green", "yellow", "brown", "grey", "gray", "orange", "pink"})
"""Colours of sleeves, by which albums are known besides: '(The Blue Album)'."""
_COLOUR_NAME = re.compile(rf"\b(?:the\s+)?(?:{'|'.join(sorted(_COLOURS))})\s+album\b", re.IGNORECASE)
_UNTITLED = frozenset({"untitled", "selftitled"})
_BETWEEN_REMARKS = re.compile(r"[,;]")
_BY = frozenset({"by", "de", "di", "du", "of", "par", "por", "von"})
"""Words between a title and the artist's name behind it."""
_LEAST_OWN_WORDS = 2
"""What a title must keep without the artist's name: 'The Best Of', 'Live' or '1984' could be any of their records."""
_FUZZY_FROM, _FUZZY, _FUZZY_WORD = 8, 85, 70
_NEAR_SHARE, _LOOSE_SHARE = 0.95, 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleVariant:
    """One way to understand a title."""

    core: Tokens
    """The title without the words for editions and kinds behind it; empty only where the title is."""
    kinds: frozenset[str]
    """The kinds of record that the whole title speaks of."""
    edition_words: int = 0
    """How many words for editions were left out of the core."""
    text: str = ""
    """The core as it is written in the title."""
    is_part: bool = False
    """Whether it is only a part of the title: the title without its subtitle, or one side of a single."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleLikeness:
    """How like two titles are."""

    nearness: Nearness
    share: float


@lru_cache(maxsize=50_000)
def variants(title: str) -> tuple[TitleVariant, ...]:
    """Return the ways to understand a title: 'Aerodynamik = アエロ' is either of the two, 'A / B' may be called 'A'."""
    title = " ".join(title.split())
    wholes = [_variant(title)]
    wholes += [_variant(side, wholes[0].kinds) for side in title.split(" = ") if " = " in title]
    parts = [part for whole in wholes for part in _parts(whole.text)]
    every = [*wholes, *(_variant(part, wholes[0].kinds, is_part=True) for part in parts)]
    return tuple(dict.fromkeys(variant for variant in every if variant.core))


def _parts(text: str) -> Iterator[str]:
    """Yield 'A' for 'A / B', and a title without its subtitle, unless what is left out has a number: ', Vol. 2'."""
    side, _, other_side = text.partition(" / ")
    split = _IN_BRACKETS.match(text) or _BEHIND_SIGN.match(text)
    bracket = _IN_BRACKETS.match(text)
    if bracket and len(_own_words(bracket[2], ())) >= _LEAST_OWN_WORDS and not numbers(tokens(bracket[1])):
        # The title in another language: 'Le Quattro Stagioni (The Four Seasons)'.
        yield bracket[2]
    for part, left_out in ((side, other_side), split.groups() if split else ("", "")):
        if left_out.strip() and not numbers(_beside_editions(left_out)):
            yield part


def _beside_editions(text: str) -> Tokens:
    """Return the words in brackets without the remarks on editions: of '2009 Remaster, German Version' the last two."""
    remarks = [tokens(remark) for remark in _BETWEEN_REMARKS.split(text)]
    return tuple(word for remark in remarks if not is_edition(remark) for word in remark)


def _variant(title: str, kinds: frozenset[str] = frozenset(), *, is_part: bool = False) -> TitleVariant:
    whole, text, edition_words = tokens(title), title.strip(), 0
    while shorter := _without_last_remark(text):
        edition_words += len(tokens(text)) - len(tokens(shorter))
        text = shorter
    core = tokens(text)
    longest_tail = next(edition_tails(core), 0)
    core, edition_words = core[: len(core) - longest_tail], edition_words + longest_tail
    if len(core) > 1 and core[-1] == "ep":
        core = core[:-1]
    return TitleVariant(
        core=core, kinds=kinds | kinds_of(whole), edition_words=edition_words, text=text, is_part=is_part
    )


def _without_last_remark(text: str) -> str:
    """Return a title without the edition or kind at its end; '' where it has none, or where nothing would be left."""
    for pattern in (_IN_BRACKETS, _BEHIND_SIGN):
        split = pattern.match(text)
        if split and (remark := tokens(split[2])) and (is_edition(remark) or is_kind(remark)):
            return split[1] if tokens(split[1]) else ""
    return ""


@lru_cache(maxsize=100_000)
def compared_titles(ours: str, theirs: str) -> TitleLikeness:
    """Return how like two titles are; titles with different numbers are `other`, whatever else they share."""
    pairs = [(our_variant, their_variant) for our_variant in variants(ours) for their_variant in variants(theirs)]
    unlike = TitleLikeness(nearness="other", share=0.0)
    return max(
        (_compared_variants(*pair) for pair in pairs),
        key=lambda likeness: (likeness.nearness != "other", likeness.share),
        default=unlike,
    )


def compared_without_names(ours: str, theirs: str, names: Sequence[str]) -> TitleLikeness:
    """Return how like two titles of one artist are, if one of them may have the artist's name before or behind it."""
    likeness = compared_titles(ours, theirs)
    if likeness.nearness != "other":
        return likeness
    our_core, their_core = (variants(title)[0].core if variants(title) else () for title in (ours, theirs))
    pairs = ((our_core, their_core), (their_core, our_core))
    rests = [(rest, short) for long, short in pairs for name in names for rest in _without_name(long, tokens(name))]
    is_alike = any(numbers(rest) == numbers(short) and plain_title(rest) == plain_title(short) for rest, short in rests)
    return TitleLikeness(nearness="loose", share=_LOOSE_SHARE) if is_alike else likeness


def related_titles(ours: str, theirs: str, names: Sequence[str]) -> bool:
    """Tell whether two titles that are not alike can still be of one record, as its songs would show.

    They differ by words for editions, series or artists: 'Music From The Motion Picture Purple Rain' and 'Purple Rain';
    or one of them is 'Untitled'; or they are written in two scripts.
    """
    if is_latin(ours) != is_latin(theirs):
        return numbers(tokens(ours)) == numbers(tokens(theirs))
    own_words = [_own_words(title, names) for title in (ours, theirs)]
    return own_words[0] == own_words[1] or is_untitled(ours) or is_untitled(theirs)


def is_untitled(title: str) -> bool:
    """Tell whether a title says that there is none."""
    return bool(_UNTITLED & set(tokens(title)))


def _own_words(title: str, names: Sequence[str]) -> frozenset[str]:
    """Return the words of a title without those for editions and kinds, and without artists' names."""
    named = {word for name in names for word in tokens(name)}
    words = tokens(_COLOUR_NAME.sub(" ", title))
    return frozenset(word for word in words if (word.isdecimal() or is_own(word)) and word not in named)


def most_bonus(ours: str, theirs: str, names: Sequence[str], nearness: Nearness) -> int | None:
    """Return how many more songs an entry may have by its title, before they are another album's; None for any number.

    Another album is named by a second side ('Angels Cry / Holy Land'), or by words of its own that ours lacks ('Night
    Garden & Day Harbour', '2 in 1'); but for a subtitle of an edition ('Otis Blue: Otis Redding Sings Soul (Deluxe)').
    """
    if len(_TWO_ALBUMS.split(theirs)) > len(_TWO_ALBUMS.split(ours)):
        return 1
    if is_latin(ours) != is_latin(theirs) or is_untitled(ours) or not variants(theirs):
        return None
    if nearness == "other" and not related_titles(ours, theirs, names):
        return 1
    variant = variants(theirs)[0]
    known = {*tokens(ours), *(word for name in names for word in tokens(name))}
    added = [word for word in tokens(_COLOUR_NAME.sub(" ", variant.text)) if word.isdecimal() or is_own(word)]
    subtitled = _SUBTITLED.match(variant.text)
    is_subtitle = subtitled and compared_titles(ours, subtitled[1]).nearness in ("same", "near")
    return None if known.issuperset(added) or (variant.edition_words and is_subtitle) else _FEW_SONGS


def _without_name(title: Tokens, name: Tokens) -> Iterator[Tokens]:
    """Yield a title without a name at its start or end, if enough words of its own are left."""
    rests: list[Tokens] = []
    if name and title[: len(name)] == name:
        rests.append(title[len(name) :])
    if name and title[-len(name) :] == name:
        before = title[: -len(name)]
        rests.append(before[:-1] if before[-1:] and before[-1] in _BY else before)
    yield from (rest for rest in rests if sum(map(is_own, rest)) >= _LEAST_OWN_WORDS)


def _compared_variants(ours: TitleVariant, theirs: TitleVariant) -> TitleLikeness:
    if numbers(ours.core) != numbers(theirs.core):
        return TitleLikeness(
            nearness="other", share=min(0.5, fuzz.ratio(compact(ours.core), compact(theirs.core)) / 200)
        )
    if ours.is_part or theirs.is_part:
        is_alike = _is_same(ours, theirs) or _is_spelled_alike(ours, theirs)
        return TitleLikeness(nearness="loose" if is_alike else "other", share=_LOOSE_SHARE if is_alike else 0.0)
    if _is_same(ours, theirs):
        return TitleLikeness(nearness="same", share=1.0)
    if _is_spelled_alike(ours, theirs):
        return TitleLikeness(nearness="near", share=_NEAR_SHARE)
    ratio = fuzz.ratio(compact(ours.core), compact(theirs.core))
    is_alike = ratio >= _FUZZY and _is_misspelled(ours.core, theirs.core)
    return TitleLikeness(nearness="loose" if is_alike else "other", share=min(ratio / 100, _LOOSE_SHARE))


def _is_misspelled(ours: Tokens, theirs: Tokens) -> bool:
    """Tell whether two titles are equal word by word but for a few letters: no word is added, none is replaced."""
    if len(ours) != len(theirs) or len(compact(ours)) < _FUZZY_FROM:
        return False
    return all(
        fuzz.ratio(our_word, their_word) >= _FUZZY_WORD for our_word, their_word in zip(ours, theirs, strict=True)
    )


def _is_same(ours: TitleVariant, theirs: TitleVariant) -> bool:
    return ours.core == theirs.core or plain_title(ours.core) == plain_title(theirs.core)


def plain_title(core: Tokens, articles: frozenset[str] = _THE) -> str:
    """Return a title without its article, its 'and' and its spaces."""
    short = tuple(word for word in without_article(core, articles) if word != "and")
    return compact(short or core)


def _is_spelled_alike(ours: TitleVariant, theirs: TitleVariant) -> bool:
    """Tell whether two titles are equal without 'Vol.', or equal in Latin letters where only one is written in them."""
    if _without_volume_word(ours.core) == _without_volume_word(theirs.core):
        return True
    is_mixed = is_latin(ours.text) != is_latin(theirs.text)
    return is_mixed and compact(latin(ours.text)) == compact(latin(theirs.text)) != ""


def _without_volume_word(core: Tokens) -> str:
    """Return a title in which 'Vol. 2' and 'No. 2' are '2'."""
    kept = [
        word
        for word, after in zip(core, (*core[1:], ""), strict=True)
        if not (word in {"vol", "no"} and after.isdecimal())
    ]
    return plain_title(tuple(kept) or core, _ARTICLES)


def kinds_in_title(title: str) -> frozenset[str]:
    """Return the kinds of record that a title speaks of."""
    return kinds_of(tokens(title))


def edition_word_count(title: str) -> int:
    """Return how many words of a title only name its edition."""
    return variants(title)[0].edition_words if variants(title) else 0


def album_key(title: str) -> str:
    """Return the part of a title that all editions of an album share, in one spelling."""
    if not variants(title):
        return ""
    core = variants(title)[0].core
    return f"{plain_title(core)} {' '.join(numbers(core))}"
