"""Pages as Hugo reads them: front matter by its own YAML reader, bodies by Goldmark with the site's own settings."""

import json
import subprocess
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

SITE = Path(__file__).parent.parent.parent / "site" / "hugo.toml"
LAYOUT = '{{ dict "title" .Title "params" .Params "html" (string .Content) | jsonify | safeHTML }}'


@dataclass(frozen=True, kw_only=True)
class Read:
    """What Hugo made of a page."""

    title: str
    params: dict[str, Any]
    html: str
    """The body, without the line break at its end."""

    @property
    def text(self) -> str:
        """Return what a visitor reads, spaces as one."""
        return " ".join("".join(_parsed(self.html).texts).split())

    @property
    def tags(self) -> list[str]:
        """Return the elements of the body, in order."""
        return _parsed(self.html).tags


class _Parsed(HTMLParser):
    """Tells text from elements."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tags: list[str] = []

    def handle_data(self, data: str) -> None:
        """Keep text."""
        self.texts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the element's name, with the address of a link."""
        self.texts += ["\n"] if tag == "br" else []
        self.tags += [tag, *(f"{name}={value}" for name, value in attrs)]


def _parsed(html: str) -> _Parsed:
    parsed = _Parsed()
    parsed.feed(html)
    parsed.close()
    return parsed


def read(hugo: Path, folder: Path, pages: Sequence[bytes]) -> list[Read]:
    """Have Hugo build these pages, any warning being an error, and return what it made of each."""
    for number, page in enumerate(pages):
        file = folder / "content" / f"{number}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(page)
    (folder / "layouts").mkdir()
    (folder / "layouts" / "page.html").write_text(LAYOUT, encoding="utf-8")
    markup = tomllib.loads(SITE.read_text(encoding="utf-8"))["markup"]
    settings = {"markup": markup, "disableKinds": ["home", "section", "taxonomy", "term", "404", "sitemap", "RSS"]}
    (folder / "hugo.json").write_text(json.dumps(settings | {"uglyURLs": True}), encoding="utf-8")
    command: list[str | Path] = [hugo, "build", "--source", folder, "--panicOnWarning"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stdout + done.stderr
    built = [folder / "public" / f"{number}.html" for number in range(len(pages))]
    answers = [json.loads(file.read_text(encoding="utf-8")) for file in built]
    return [Read(title=one["title"], params=one["params"], html=one["html"].rstrip("\n")) for one in answers]
