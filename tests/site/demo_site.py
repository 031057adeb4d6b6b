"""The built sample site, as tests look at it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


@dataclass(kw_only=True)
class Built:
    """What an HTML file links to, loads and declares."""

    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    language: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found = Built()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.found.language = values.get("lang", "")
        if tag in {"h1", "h2", "h3", "h4"}:
            self.found.headings.append(tag)
        if "id" in values:
            self.found.ids.append(values["id"])
        if tag == "a" and "href" in values:
            self.found.links.append(values["href"])
        elif tag == "link" and values.get("rel") in {"stylesheet", "icon"}:
            self.found.loads.append(values["href"])
        elif values.get("src"):
            self.found.loads.append(values["src"])


def read(file: Path) -> Built:
    """Return what a built page holds."""
    reader = _Reader()
    reader.feed(file.read_text(encoding="utf-8"))
    return reader.found


def one(public: Path, pattern: str) -> str:
    """Return the path of a page of the sample."""
    return f"/{next(public.glob(pattern)).relative_to(public)}/"


def pages(public: Path) -> Iterator[Path]:
    """Yield every built HTML file."""
    yield from sorted(public.rglob("*.html"))


def target(public: Path, base: str, link: str) -> Path | None:
    """Return the file that a link of our own leads to; None for links to elsewhere or within the page."""
    parts = urlsplit(link)
    if parts.scheme in {"mailto", "data"} or (parts.netloc and not link.startswith(base)) or not parts.path:
        return None
    path = public / unquote(parts.path).lstrip("/")
    return path / "index.html" if link.endswith("/") or path.is_dir() else path
