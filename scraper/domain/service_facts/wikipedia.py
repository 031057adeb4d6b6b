"""Wikipedia: articles in many languages. Pure."""

import re
from urllib.parse import SplitResult, quote, unquote_to_bytes

from scraper.domain.links import Addresses, Entry, PinKind
from scraper.domain.service_facts.facts import ServiceCredit, ServiceFacts
from scraper.domain.wikipedias import LANGUAGES, OLD_ENCODINGS, is_namespace

NAME = "wikipedia"
_SURROGATE = re.compile("[\ud800-\udfff]")
"""Lone surrogates, which no address can hold."""
_LONGEST_TITLE = 255
"""The longest title that Wikipedia allows, in bytes."""
_UTF_8_LETTER = re.compile(rb"[\xc2-\xf4][\x80-\xbf]")
_BROKEN = re.compile(r"%[0-9A-Fa-f]{2}|\ufffd")
"""What no title holds: it comes from an address that was quoted twice, or in an unknown encoding."""
_IN_TITLES = "/:,!$*;@~()'"
_IN_LANGUAGE = re.compile(r"([a-z]{2,6}(?:-[a-z]{2,10})*):(.+)")


def article(language: str, title: str) -> Entry | None:
    """Return a Wikipedia article; None where the title or the language cannot be one."""
    plain = " ".join(title.replace("_", " ").split())
    if not plain or _SURROGATE.search(plain) or len(plain.encode()) > _LONGEST_TITLE:
        return None
    before, colon, _ = plain.partition(":")
    if language not in LANGUAGES or (colon and is_namespace(language, before)):
        return None
    url = f"https://{language}.wikipedia.org/wiki/{quote(plain.replace(' ', '_'), safe=_IN_TITLES)}"
    return Entry(service=NAME, what="article", entry_id=f"{language}:{plain}", url=url)


def _wikipedia(parts: SplitResult) -> Entry | None:
    language = (parts.hostname or "").removeprefix("www.").removesuffix(".wikipedia.org").removesuffix(".m")
    title = _unquoted(parts.path.removeprefix("/wiki/"), language) if parts.path.startswith("/wiki/") else ""
    return None if _BROKEN.search(title) else article(language, title)


def _unquoted(path: str, language: str) -> str:
    """Return the title in a path: from UTF-8, or as browsers once encoded the language; U+FFFD marks other letters."""
    letters = unquote_to_bytes(_SURROGATE.sub("\ufffd", path))
    title = letters.decode(errors="replace")
    is_old = "\ufffd" in title and not _UTF_8_LETTER.search(letters)
    return letters.decode(OLD_ENCODINGS[language], errors="replace") if is_old and language in OLD_ENCODINGS else title


def _by_id(_: PinKind, text: str, language: str) -> Entry | None:
    """Return the article with a title, such as 'Kraftwerk' or 'de:Kraftwerk'."""
    named = _IN_LANGUAGE.fullmatch(text)
    return article(named[1], named[2]) if named else article(language, text)


FACTS = ServiceFacts(
    name=NAME,
    title="Wikipedia",
    addresses=Addresses(hosts=("wikipedia.org", ".wikipedia.org"), read=_wikipedia, by_id=_by_id),
    is_linked=True,
    credit=ServiceCredit(
        url="https://www.wikipedia.org/",
        gives="Texts about records and artists, under CC BY-SA 4.0.",
        notice=(
            'Texts from <a href="https://www.wikipedia.org/" rel="noopener">Wikipedia</a> are available under '
            '<a href="https://creativecommons.org/licenses/by-sa/4.0/" rel="noopener">CC BY-SA 4.0</a>.'
        ),
    ),
)
