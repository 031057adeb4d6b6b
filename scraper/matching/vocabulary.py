"""The words in titles that name an edition or a kind of record. Pure."""

import re
from collections.abc import Iterator
from itertools import pairwise

from scraper.matching.spelling import Tokens, listed, tokens

EDITION = listed(
    "remaster remastered remasters remastering remasterizado remasterizada remasterise remasterisee rimasterizzato "
    "rimasterizzata remasterisiert remasterd deluxe expanded anniversary reissue reissued explicit clean mono stereo "
    "bonus collectors collector rsd enhanced erweiterte erweitert luxe reedicion riedizione neuauflage"
)
"""Words that name an edition by themselves."""
_NAMED_EDITION = listed(
    "special limited digital original legacy platinum gold diamond ultimate definitive complete tour international "
    "super collectors collector uk us usa japanese japan european vinyl cd album lp standard new first second "
    "extended edited especial limitada limitata limitee speciale speziale spezial sonder"
)
"""Words that name an edition together with a word such as 'Edition'."""
_EDITION_WORDS = listed("edition editions edicion edizione edicao ausgabe version pressing release")
_FILLING = listed(
    "the and with plus a de la le des du di con mit tracks track titres canciones disc cd digitally hi res hd lossless "
    "bit audio all"
)
_TAIL_WORDS = listed("remaster remastered deluxe expanded anniversary")
"""Words that name an edition even where no sign stands before them: 'Night Garden 45th Anniversary'."""
_TAKES = listed("original album single main lp ep mono stereo full standard anniversary studio")
"""Words before 'Version' or 'Mix' that name the take that everybody knows."""
_OTHER_TAKES = listed("extended edited new first second tour japanese japan international uk us usa")
"""Words that name an edition of an album, but another take of a song."""
_NAMED_AFTER = listed("edition remaster remastered remastering")
_TAKE_NOUNS = listed("version mix edit master remaster edition")
KINDS: dict[str, str] = {
    **dict.fromkeys(("live", "livealbum", "concert", "ライブ", "ライヴ", "라이브"), "live"),
    **dict.fromkeys(("tribute", "tributes", "hommage", "homenaje", "tributo", "salute", "salutes"), "tribute"),
    **dict.fromkeys(
        ("karaoke", "playback", "singalong", "backing", "drumless", "bassless", "カラオケ", "караоке"), "karaoke"
    ),
    **dict.fromkeys(
        ("instrumental", "instrumentals", "instrumentales", "strumentale", "inst", "instr", "インストゥルメンタル"),
        "instrumental",
    ),
    **dict.fromkeys(("remix", "remixes", "remixed", "reimagined", "reworked", "mixes", "mixed", "unmixed"), "remix"),
    **dict.fromkeys(("dub", "dubs", "dubwise"), "dub"),
    **dict.fromkeys(("demo", "demos", "outtakes", "rehearsals", "alternates", "rarities"), "demo"),
    **dict.fromkeys(("cover", "covers", "covered", "reprises"), "cover"),
    **dict.fromkeys(("acoustic", "akustik", "acustico", "acoustique"), "acoustic"),
    **dict.fromkeys(("unplugged",), "unplugged"),
    **dict.fromkeys(("lullaby", "lullabies", "rockabye", "nursery"), "lullaby"),
    **dict.fromkeys(("8bit", "chiptune", "nes", "オルゴール"), "8-bit"),
    **dict.fromkeys(("sampler", "preview", "trailer", "snippets", "medley", "excerpts", "highlights"), "sampler"),
    **dict.fromkeys(("commentary", "interview", "interviews", "audiobook", "podcast", "documentary"), "talk"),
    **dict.fromkeys(("orchestral", "symphonic", "quartet", "strings", "piano"), "arranged"),
    **dict.fromkeys(("rerecorded", "nightcore", "sped", "slowed", "ringtones", "workout", "versions"), "redone"),
    **dict.fromkeys(("acapella", "acapellas", "cappella", "cappellas", "stripped", "chopped", "screwed"), "redone"),
    **dict.fromkeys(
        (
            "session",
            "sessions",
            "takes",
            "revisited",
            "redux",
            "reloaded",
            "bootleg",
            "bootlegs",
            "broadcast",
            "broadcasts",
        ),
        "redone",
    ),
    **dict.fromkeys(("hits", "best", "essential", "essentials", "anthology", "collection", "singles"), "compilation"),
    **dict.fromkeys(("soundtrack", "ost", "score", "filmmusik", "bof"), "soundtrack"),
    **dict.fromkeys(("ep", "eps"), "ep"),
    **dict.fromkeys(("single", "maxi"), "single"),
}
"""The kind of record that a word speaks of."""
_LANGUAGES = listed(
    "english englische german deutsche spanish espanola french francaise franzosische italian italiana italienische "
    "japanese portuguese swedish dutch russian polish"
)
_PHRASES: dict[Tokens, str] = {
    **dict.fromkeys((("en", "vivo"), ("ao", "vivo"), ("dal", "vivo"), ("en", "directo"), ("en", "direct")), "live"),
    **dict.fromkeys((("en", "concert"), ("in", "concert"), ("in", "concerto"), ("im", "konzert")), "live"),
    **dict.fromkeys((("made", "famous"), ("style", "of"), ("performed", "by"), ("inspired", "by")), "tribute"),
    **dict.fromkeys((("8", "bit"), ("music", "box")), "8-bit"),
    ("dj", "mix"): "remix",
    **dict.fromkeys((("re", "recorded"), ("new", "version"), ("lost", "tapes"), ("the", "vault")), "redone"),
    **dict.fromkeys((("new", "recording"), ("new", "recordings"), ("first", "recordings")), "redone"),
    **dict.fromkeys(((language, "version") for language in _LANGUAGES), "redone"),
    **dict.fromkeys((("en", "espanol"), ("en", "ingles"), ("auf", "deutsch"), ("en", "francais")), "redone"),
    ("re", "imagined"): "remix",
    **dict.fromkeys((("minus", "1"), ("off", "vocal"), ("sing", "along"), ("no", "vocals")), "karaoke"),
    **dict.fromkeys((("without", "vocals"), ("without", "drums"), ("8d", "audio")), "karaoke"),
    ("the", "musical"): "arranged",
    **dict.fromkeys((("motion", "picture"), ("banda", "sonora"), ("bande", "originale")), "soundtrack"),
    **dict.fromkeys((("colonna", "sonora"), ("original", "cast"), ("music", "from")), "soundtrack"),
    **dict.fromkeys((("grandes", "exitos"), ("grands", "succes"), ("grandi", "successi")), "compilation"),
}
_BESIDE_KINDS = listed(
    "original motion picture film movie television tv series game video music from of in en ao dal by for inspired "
    "songs official musique bande banda musica per il greatest very cast recording theatrical e p a cd vivo concert "
    "concerto directo direct im konzert sonora originale colonna made famous performed style 8 bit re version versions "
    "album recordings"
)
"""Words that add nothing to a word for a kind beside them."""


_MOST_OF_NAME = 4
"""An edition is named after somebody in at most so many words: 'Rudy Van Gelder Edition'."""


def kinds_of(words: Tokens) -> frozenset[str]:
    """Return the kinds of record that words speak of."""
    kinds = {KINDS[word] for word in words if word in KINDS}
    if "anniversary" in words and not {"remix", "remixes", "remixed"} & set(words):
        kinds -= {"remix"}
    for word, after in pairwise(words):
        kinds |= {_PHRASES[word, after]} if (word, after) in _PHRASES else set()
        # Taylor's Version, the artists' version, a kids' version: each is a new recording.
        kinds |= {"redone"} if after == "version" and word.endswith("s") and not _is_of_edition(word) else set()
    return frozenset(kinds)


def is_edition(words: Tokens) -> bool:
    """Tell whether words name an edition and nothing else: 'Remastered 2011', '25th Anniversary Edition'."""
    words = _with_digital_master(words)
    has_edition_word = bool(_EDITION_WORDS & set(words))
    is_named = has_edition_word and bool((_NAMED_EDITION | EDITION) & set(words))
    # A '2009 Edition' is the same record; a '2009 Version' is often a new recording.
    is_dated = bool((_EDITION_WORDS - {"version"}) & set(words)) and any(_is_year(word) for word in words)
    is_named |= words[-1:] in (("mix",), ("mixes",)) and all(_is_of_mix(word) for word in words[:-1]) and len(words) > 1
    known = all(_is_of_edition(word) for word in (words[:-1] if words[-1:] in (("mix",), ("mixes",)) else words))
    return (is_named or is_dated or bool(EDITION & set(words))) and known


def _is_of_mix(word: str) -> bool:
    """Tell whether a word before 'Mix' tells when or how all of a record was mixed: 'Stereo', '2017', '40th'."""
    return word in {"stereo", "mono", "anniversary", "original", "album"} or _is_year(word) or _is_ordinal(word)


def is_take(remark: str) -> bool:
    """Tell whether a remark behind a song's title names the usual take: 'Single Version', '2019 Mix', 'Mono'.

    So do two remarks with a slash or a comma between them, and an edition that is named after somebody.
    """
    remarks = [tokens(each) for each in re.split(r"\s*[/,;]\s*|\s[-–—]\s", remark) if each.strip()]
    return bool(remarks) and all(map(_is_take, remarks))


def _is_take(words: Tokens) -> bool:
    if not words or _OTHER_TAKES & set(words):
        return False
    if is_edition(words):
        return True
    *before, last = words
    if last in _NAMED_AFTER and before and not kinds_of(words):
        return len(before) <= _MOST_OF_NAME
    if last == "version" and all(map(_is_year, before)):
        return False
    if last in _TAKE_NOUNS and before:
        return all(word in _TAKES or word in EDITION or _is_year(word) or _is_ordinal(word) for word in before)
    return last.isdecimal() and bool(before) and _is_year(last) and _is_take(tuple(before))


def _with_digital_master(words: Tokens) -> Tokens:
    """Return words in which 'digital master' is 'remaster'; other masters are no edition."""
    pairs = zip(words, (*words[1:], ""), ("", *words), strict=False)
    return tuple(
        "remaster" if (before, word) == ("digital", "master") else word
        for word, after, before in pairs
        if (word, after) != ("digital", "master")
    )


def is_kind(words: Tokens) -> bool:
    """Tell whether words name a kind, perhaps with an edition, and nothing else: 'Live', 'Original Soundtrack'."""
    known = set(KINDS) | _BESIDE_KINDS
    return bool(kinds_of(words)) and all(word in known or _is_of_edition(word) for word in words)


def _is_of_edition(word: str) -> bool:
    known = word in EDITION or word in _NAMED_EDITION or word in _EDITION_WORDS or word in _FILLING
    return known or _is_year(word) or _is_ordinal(word) or word in {"24bit", "16bit"}


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and word[:2] in {"19", "20"}  # noqa: PLR2004  # the figures of a year


def _is_ordinal(word: str) -> bool:
    figures = word.rstrip("stndrhºª°ea")
    return figures.isdecimal() and figures != word


def is_own(word: str) -> bool:
    """Tell whether a word belongs to a title alone: no edition, kind or number, and longer than 'at' or 'my'."""
    is_common = word in KINDS or word in _BESIDE_KINDS or word.isdecimal() or _is_of_edition(word)
    return len(word) > 2 and not is_common  # noqa: PLR2004  # the letters of 'at' or 'my'


def edition_tails(words: Tokens) -> Iterator[int]:
    """Yield the numbers of words at the end of a title without brackets that name an edition, the largest first."""
    for count in range(min(4, len(words) - 1), 0, -1):
        tail = words[-count:]
        speaks_of_edition = _TAIL_WORDS & set(tail) or _EDITION_WORDS & set(tail)
        if speaks_of_edition and "version" not in tail[:1] and is_edition(tail) and tail[0] not in _FILLING:
            yield count
