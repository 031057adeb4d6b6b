"""What Lighthouse gives pages of the sample site on a phone, served as a decent static host would.

python benchmarks/lighthouse.py [PAGE ...]
"""

import functools
import gzip
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from scraper.app.demo import TITLE, demo
from scraper.hugo.site import Site
from scraper.run.progress import Progress

VERSION = "12.8.2"
"""The last that runs on Node 20."""
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
GOALS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
PAGES = {
    "home": "",
    "albums": "albums/",
    "album": "albums/kind-of-blue-90000102/",
    "artist": "artists/kraftwerk-4654/",
    "statistics": "statistics/",
}
PACKED = re.compile(r"\.(html|css|js|json|xml|svg|webmanifest)$")
HASHED = re.compile(r"\.[0-9a-f]{64}\.(css|js)$")
KEPT = re.compile(r"\.(woff2|webp|jpg|png|svg)$")


class Host(http.server.SimpleHTTPRequestHandler):
    """Text is sent gzipped; what has its hash in its name is kept for good, fonts and images for a month."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer with a file, or with the site's own page for what is not there."""
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        found = file.is_file()
        file = file if found else Path(self.directory) / "404.html"
        body = file.read_bytes()
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Cache-Control", _kept(file.name))
        if PACKED.search(file.name) and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, 9, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _kept(name: str) -> str:
    if HASHED.search(name):
        return "max-age=31536000, immutable"
    return "max-age=2592000" if KEPT.search(name) else "max-age=0, must-revalidate"


@contextmanager
def sample() -> Iterator[str]:
    """Serve the sample site, built for the address that it is served at; yield that."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        demo(home, Progress())
        handler = functools.partial(Host, directory=str(home / "site" / "public"))
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            address = f"http://localhost:{server.server_port}/"
            site = Site(home / "site", title=TITLE, base_url=address)
            site.prepare()
            site.build()
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield address
            server.shutdown()


def judged(address: str) -> dict[str, Any]:
    """Return Lighthouse's report of a page, as a phone with a slow connection sees it."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        made = ["--quiet", "--output=json", f"--output-path={report}"]
        flags = f"--chrome-flags={FLAGS} --user-data-dir={folder}/profile"
        subprocess.run(
            ["npx", "--yes", f"lighthouse@{VERSION}", address, *made, flags],  # noqa: S607  # wherever Node was put
            env={**os.environ, "CHROME_PATH": CHROMIUM or ""},
            stderr=subprocess.DEVNULL,
            check=True,
        )
        found: dict[str, Any] = json.loads(report.read_bytes())
    return found


def told(name: str, report: dict[str, Any]) -> bool:
    """Print the scores of a page and what cost it any; return whether it reaches its goals."""
    scores = {goal: round(100 * report["categories"][goal]["score"]) for goal in GOALS}
    audits = report["audits"]
    times = [audits[one]["displayValue"] for one in ("first-contentful-paint", "largest-contentful-paint")]
    shift = audits["cumulative-layout-shift"]["displayValue"]
    print(f"  {name:<11}" + "".join(f"{score:>16}" for score in scores.values()), *times, shift, sep="  ")
    for goal in GOALS:
        for one in report["categories"][goal]["auditRefs"]:
            audit = audits[one["id"]]
            if one["weight"] and audit["score"] is not None and audit["score"] < 0.9:  # noqa: PLR2004  # where its green begins
                print(f"    {goal}: {audit['title']} {audit.get('displayValue', '')}")
    return all(scores[goal] >= least for goal, least in GOALS.items())


if __name__ == "__main__":
    print(f"  {'':<11}" + "".join(f"{goal:>16}" for goal in GOALS), "first and largest paint, shift", sep="  ")
    with sample() as served:
        reached = [told(name, judged(served + PAGES[name])) for name in sys.argv[1:] or PAGES]
    raise SystemExit(0 if all(reached) else 1)
