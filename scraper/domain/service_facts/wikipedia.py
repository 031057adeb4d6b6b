"""Wikipedia: articles in many languages. Pure."""

import re
from urllib.parse import SplitResult, quote, unquote, unquote_to_bytes

from scraper.domain.links import Addresses, Entry, PinKind
from scraper.domain.service_facts.facts import ServiceCredit, ServiceFacts
from scraper.domain.wikipedias import LANGUAGES, OLD_ENCODINGS, is_namespace

NAME = "wikipedia"
_SURROGATE = re.compile("[\ud800-\udfff]")
"""Lone surrogates, which no address can hold."""
_LONGEST_TITLE = 255
"""The longest title that Wikipedia allows, in bytes."""
_UTF_8_LETTER = re.compile(rb"[\xc2-\xf4][\x80-\xbf]")
_BROKEN = re.compile(r"%[0-9A-Fa-f]{2}|%u[0-9A-Fa-f]{4}|\ufffd|[<>\[\]{}|\x00-\x1f\x7f]|://|(?:^|/)\.{1,2}(?:/|$)")
"""What no title holds: it comes from an address that was quoted twice, in an unknown encoding, or badly copied."""
_OTHER_PAGE = re.compile(r"(?:^|&)(?:curid|oldid|diff)=")
"""In a query: the number of the page, whatever its title is."""
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
    path = parts.path.removeprefix("/wiki/") if parts.path.startswith("/wiki/") else ""
    # What is behind a # is a part of the article, also where the sign was quoted.
    title = _unquoted(path, language).partition("#")[0]
    if _BROKEN.search(title) or _OTHER_PAGE.search(parts.query) or _is_decoded_wrongly(title):
        return None
    return article(language, title)


def leads_to_part(url: str) -> bool:
    """Tell whether the address of an article leads to a part of it only; the # may be quoted."""
    return "#" in unquote(url.strip()).rstrip("#")


def _is_decoded_wrongly(title: str) -> bool:
    """Tell whether a title is UTF-8 that was read as Latin-1, so that each letter with an accent became two."""
    try:
        return not title.isascii() and title.encode("windows-1252").decode() != title
    except UnicodeError:
        return False


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
