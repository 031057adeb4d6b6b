"""Whether one of the owner's own fields tells of money, by its name or by what stands in it. Pure.

A text tells of money when

- it holds the sign of a currency: £5, 12 €, R$ 10 (but Ke$ha is a name);
- it holds a number beside the name of a currency: 12,50 EUR, 5 quid, 1200 yen, 12円, ten pounds, CHF 12;
- it holds a number that is written as a price is: 10.-, 100:-, 50p; or it is nothing but an amount: 12.50;
- it holds a number beside a word for paying: paid 10, gekauft für 10, cena 20, Kaufpreis: zwölf.
"""

import re
import unicodedata
from functools import lru_cache

from scraper.pages import money_words as words
from scraper.pages.word_patterns import BEGIN, END, WordPattern, folded, labels, plain, stems, whole_words

_FIELD = WordPattern(rf"{stems(words.FIELD_STEMS)}|{whole_words(words.FIELD_WORDS)}")
_CAPITAL_CODE = "|".join(words.CAPITAL_CODES)
_CODE = re.compile(
    rf"{BEGIN}(?:EUR|USD|GBP|JPY|CHF|AUD|NZD|SEK|DKK|PLN|CZK|HUF|BRL|MXN|INR|ZAR){END}"
    rf"|\d\s?(?:{_CAPITAL_CODE}){END}|{BEGIN}(?:{_CAPITAL_CODE})\s?\d"
)
"""Codes in capitals; those that are nothing else need no number."""
_NUMBER = rf"\.?\d(?![\d.,]{{0,9}}\s*{whole_words(words.COUNTED)})"
_ABOUT_A_NUMBER = rf"(?:[^\w.\n;]+{whole_words(words.ABOUT)}\.?){{0,3}}[^\w.\n;]*{_NUMBER}"
_PAID = WordPattern(
    rf"""
      (?<!grand\ ){whole_words(words.PAYING)}{_ABOUT_A_NUMBER}
    | {whole_words(words.BUYING)}(?:\s+\w+){{0,2}}?\s+{whole_words(words.FOR)}{_ABOUT_A_NUMBER}
    | {whole_words(words.FOR)}{_ABOUT_A_NUMBER}[\d.,]{{0,9}}\s+{whole_words(words.BOUGHT)}
    | \d\s+{whole_words(words.PAID)}
    | {whole_words(words.PAID)}\s+(?!{whole_words(words.ARTICLES)}){whole_words(words.NUMBERS)}
    | \d(?:-ért|\s?で購入|\s?买的)
    """,
    re.VERBOSE,
)
_AMOUNT = WordPattern(
    rf"""
      \d(?:[.,]\s?[-–—]{{1,2}})?\s*{whole_words(words.CURRENCIES)}
    | \d{{3}}\s?ft\b
    | \d\s?[百千만천백]+\s?원
    | \d\s(?:deutsch|d-)?mark(?=\s*(?:[.,;)]|$))
    | [一二三四五六七八九十百千万]+\s*[元円圓块圆]
    | {whole_words(words.BEFORE_NUMBERS)}\.?\s?\d
    | {BEGIN}euro\s?\d+(?:[.,](?:\d\d|-)|(?![\d"”″]|\s?(?:inch|zoll)))
    | {whole_words(words.NUMBERS)}\s+{whole_words(words.SPELT)}
    | {whole_words(("fiver", "tenner"))}
    | \d[.,:]\s?[-–—]{{1,2}}(?!\s?\w)
    | (?<![\w.,])(?:\d{{1,2}}p|\d\dc)(?!\w)
    """,
    re.VERBOSE,
)
_ONLY_AN_AMOUNT = re.compile(r"\s*\d{1,3}(?:[.,'’ ]?\d{3})*[.,]\d{2}\s*")


@lru_cache(maxsize=1000)
def names_money(name: str) -> bool:
    """Tell whether the name of a field is about money."""
    return _FIELD.is_in(folded(name)) or _has_sign(name) or _CODE.search(plain(name)) is not None


@lru_cache(maxsize=10_000)
def tells_money(value: str) -> bool:
    """Tell whether what stands in a field, whatever its name, tells of money."""
    text = folded(value)
    return (
        _has_sign(value)
        or _CODE.search(plain(value)) is not None
        or _AMOUNT.is_in(text)
        or _PAID.is_in(text)
        or _ONLY_AN_AMOUNT.fullmatch(text) is not None
        or any(map(names_money, labels(value)))
    )


def _has_sign(text: str) -> bool:
    """Tell whether the sign of a currency is in a text, other than as a letter of a name such as Ke$ha."""
    return any(
        unicodedata.category(sign) == "Sc"
        and not _is_letter(text[max(0, place - 4) : place], text[place + 1 : place + 5])
        for place, sign in enumerate(text)
    )


def _is_letter(before: str, after: str) -> bool:
    """Tell whether letters touch a sign, and no figure is near it."""
    is_touched = before[-1:].isalpha() or after[:1].isalpha()
    return is_touched and not any(map(str.isdigit, before + after))
