"""Whether one of the owner's own fields tells of a record's condition, by its name or by what stands in it. Pure.

A text tells of the condition when

- it holds a grade that means nothing else: VG+, NM, M-, near mint, neuwertig, 美品;
- it holds nothing but grades: Very Good, Ex / G, sehr gut;
- it grades a part of the record, between two commas or the like: sleeve is poor; cover: 8/10;
- it judges the condition by that word: in very good condition, bon état, Zustand: gekauft wie gesehen.

"Very good record", "Good to hear" and "From a record fair" tell nothing of it; "Good" alone does. Damage that is
described in other words is a note like any other.
"""

import re
from functools import lru_cache

from scraper.pages import grade_words as words
from scraper.pages.word_patterns import WordPattern, folded, labels, plain, stems, whole_words

_FIELD = WordPattern(rf"(?<!up)(?<!down){stems(words.FIELD_STEMS)}|{whole_words(words.FIELD_WORDS)}")
_CLEAR = WordPattern(whole_words(words.CLEAR))
_CODE = re.compile(
    r"""
    (?<![\w+-])(?:
        [Vv][Gg](?:\s?\+{1,3}|-)?                       # VG, VG+, VG ++, VG-
      | NM(?:\s?\+|-)? | nm[+-]
      | (?:M|E[Xx]|Mint|Excellent|Good|Fair)-
      | (?:M|[Ee]|[Ee][Xx][Cc]?|[Gg]|(?:Mint|[Ee]xcellent|[Gg]ood)\s?)\+
      | V\.G\.\+* | N\.M\. | (?:VG|EX|Ex|NM|Excellent)\s(?:[Pp]lus|[Mm]inus|PLUS|MINUS)
      | (?:N?M|E[Xx]?|VG|G)[+-]*\s?/\s?(?:N?M|E[Xx]?|VG|G)[+-]*         # M/M, E / G+
    )(?![\w+-])
  | (?:盤面?|ジャケ(?:ット)?|帯)[\s:]?[SABCD][+-]?(?!\w)
  | (?<![\d.])(?:九[五八九]成?|9[0-9]成?)新
    """,
    re.VERBOSE,
)
"""Abbreviations that are grades in any text. Their case counts, because nm and m- mean other things, too."""
_SHORT = r"(?<![\w&])(?<!&\ )(?:ss|n?m|exc?|vg|e|g|f|p|sg)(?!\w|\s?&)"
"""Short grades; A & M is a label."""
_SIGNS = r"(?:\s?[+-]{1,3}(?!\w))?"
_TOKEN = WordPattern(
    rf"""
    (?P<other>{whole_words(words.NO_GRADES)})
  | (?P<grade>(?:{whole_words((*words.CLEAR, *words.GRADES))}|{_SHORT}){_SIGNS})
  | (?P<judgement>{whole_words(words.JUDGEMENTS)})
  | (?P<mark>(?<![\w.,/])\d{{1,2}}(?:[.,]\d)?\s?/\s?10(?![\w/])|(?<!\w)[abcs][+-](?!\w))
  | (?P<part>{whole_words(words.PARTS)})
  | (?P<condition>{whole_words(words.CONDITIONS)})
  | (?P<joining>{whole_words(words.JOINING)}|[^\w,;.|\n])
  | (?P<break>[,;.|\n])
  | (?P<word>\w+)
    """,
    re.VERBOSE,
)
_LETTERS = {"grade": "G", "judgement": "J", "mark": "M", "part": "P", "condition": "C", "joining": "", "break": "|"}
_ONLY_GRADES = re.compile("(?:P*G)+")
_GRADED_PART = re.compile("(?:P+[GJM]+)+")
_JUDGED = re.compile("[GJ]C|C[GJM]")


@lru_cache(maxsize=1000)
def names_condition(name: str) -> bool:
    """Tell whether the name of a field is about the condition."""
    return _FIELD.is_in(folded(name))


@lru_cache(maxsize=10_000)
def tells_condition(name: str, value: str) -> bool:
    """Tell whether what stands in a field tells of the condition; the name may say of which part of the record."""
    if any(map(names_condition, labels(value))):
        return True
    if _CODE.search(plain(value)) or _CLEAR.is_in(folded(value)):
        return True
    return _is_graded(_shape(value)) or _GRADED_PART.fullmatch(_shape(f"{name}: {value}").strip("|")) is not None


def _is_graded(shape: str) -> bool:
    if _ONLY_GRADES.fullmatch(shape.replace("|", "")) or _JUDGED.search(shape):
        return True
    return any(_GRADED_PART.fullmatch(part) for part in shape.split("|"))


def _shape(text: str) -> str:
    """Return a letter for each word of a text: such as G for a grade, and x for a word of no interest."""
    return "".join(_LETTERS.get(str(match.lastgroup), "x") for match in _TOKEN.compiled.finditer(folded(text)))
