"""Tapedeck, a music service that does not exist: its fake, and in one place all that the program has to know of it."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlencode

from scraper import matching
from scraper.domain.evidence import Candidate, Person, Song
from scraper.domain.links import Addresses, Entry, PinKind, path_steps
from scraper.domain.service_facts import Section, ServiceCredit, ServiceFacts
from scraper.domain.subjects import Subject
from scraper.enrichment.question import Answers, Question
from scraper.enrichment.services import Service, SourceRecord
from scraper.enrichment.services.edition_search import EditionSearch
from scraper.enrichment.services.service import Channels, Check, Examined, not_used, well
from services.fakes.music import MusicCatalogue
from services.fakes.server import Call, FakeServer, Response, json_response
from services.transport import Channel

NAME = "tapedeck"


class TapedeckFake(FakeServer):
    """A server that finds albums by words."""

    def __init__(self, catalogue: MusicCatalogue) -> None:
        super().__init__()
        self.catalogue = catalogue

    def answer(self, call: Call) -> Response:
        """Return the albums that fit, whole."""
        return json_response({"tapes": [tape(album) for album in self.catalogue.search(call.query.get("q", ""))]})

    def kind_of(self, path: str) -> str:
        """Return `search`: there is nothing else."""
        return path.strip("/")


def tape(album: Any) -> dict[str, Any]:
    """Return an album as Tapedeck tells it."""
    songs = [{"name": title, "length": seconds} for title, seconds in album.tracks]
    return {"id": f"T{album.number}", "name": album.title, "by": album.artist, "songs": songs}


def entry(entry_id: str) -> Entry | None:
    """Return a tape; None where the text is no id of one."""
    is_tape = re.fullmatch(r"T\d+", entry_id)
    url = f"https://tapedeck.example/tape/{entry_id}"
    return Entry(service=NAME, what="album", entry_id=entry_id, url=url) if is_tape else None


def read(parts: SplitResult) -> Entry | None:
    """Return the tape that an address leads to."""
    steps = path_steps(parts)
    return entry(steps[1]) if steps[:1] == ["tape"] and len(steps) == 2 else None


def by_id(_: PinKind, text: str, __: str) -> Entry | None:
    """Return the tape that an owner means by its id."""
    return entry(text)


def tapes(answers: Mapping[str, Any]) -> list[Candidate]:
    """Translate what Tapedeck answered."""
    return [
        Candidate(
            entry_id=found["id"],
            url=f"https://tapedeck.example/tape/{found['id']}",
            title=found["name"],
            artists=(Person(name=found["by"]),),
            track_count=len(found["songs"]),
            songs=tuple(Song(title=song["name"], seconds=song["length"]) for song in found["songs"]),
        )
        for found in answers.get("search", {}).get("tapes", ())
    ]


@dataclass(kw_only=True)
class TapedeckSource:
    """Tapedeck, as enrichment asks it."""

    channel: Channel
    base_url: str
    name: str = NAME
    title: str = "Tapedeck"

    def ask(self, question: Question) -> Mapping[Subject, Answers]:
        """Search for a release."""
        search = EditionSearch(question, NAME, tapes)
        words = " ".join(matching.search_words(search.wanted))
        search.ask("search", lambda: self.search(words))
        return {question.subject: search.answers}

    def search(self, words: str) -> dict[str, Any]:
        """Return what is found."""
        found: dict[str, Any] = json.loads(self.channel.get(f"{self.base_url}/search?{urlencode({'q': words})}"))
        return found


def connect(channels: Channels) -> TapedeckSource | None:
    """Return Tapedeck; None where it is not switched on."""
    chosen = channels.settings.of(FACTS)
    channel = channels.channel("Tapedeck", chosen.requests_per_minute)
    return TapedeckSource(channel=channel, base_url=chosen.base_url) if chosen.enabled else None


def examine(channels: Channels) -> Examined:
    """Look whether Tapedeck answers."""
    source = connect(channels)
    if source is None:
        return not_used("not switched on; tapedeck.enabled = true would add hiss")
    source.search("hiss")
    return well(channels.settings.of(FACTS).requests_per_minute)


FACTS = ServiceFacts(
    name=NAME,
    title="Tapedeck",
    addresses=Addresses(hosts=("tapedeck.example",), read=read, by_id=by_id),
    is_linked=True,
    credit=ServiceCredit(
        url="https://tapedeck.example/", gives="Hiss.", notice="Tapedeck is a trademark of nobody, and a reel one."
    ),
    player=lambda shown, _: f"https://play.tapedeck.example/{shown.entry_id}",
    section=Section(base_url="https://api.tapedeck.example", requests_per_minute=60),
)
TAPEDECK = Service(
    facts=FACTS,
    sources=(SourceRecord(name=NAME, title="Tapedeck", connect=connect, candidates=tapes),),
    checks=(Check(title="Tapedeck", examine=examine),),
)
