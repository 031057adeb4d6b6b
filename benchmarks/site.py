"""What Hugo and Pagefind take to build sites of generated albums, and what pages of the sample weigh on a phone.

python benchmarks/site.py [ALBUMS ...]
"""

import functools
import http.server
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from generated import world
from PIL import Image
from playwright.sync_api import Browser, Response, ViewportSize, sync_playwright
from rendering import fill, run

from scraper.app.demo import demo
from scraper.artwork import Artwork
from scraper.domain.due import picture_due
from scraper.hugo.site import NOT_SEARCHED, Site, pagefind_binary
from scraper.run.files import image_file, made_file
from scraper.run.progress import Progress
from scraper.store import Store
from services.fakes.world import World

SIZES = (1_000, 5_000, 20_000)
PHONE: ViewportSize = {"width": 390, "height": 844}
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PAGES = {
    "home": "",
    "albums": "albums/",
    "album": "albums/kind-of-blue-90000102/",
    "artist": "artists/kraftwerk-4654/",
    "statistics": "statistics/",
    "timeline": "timeline/",
    "search": "search/",
}


def paint(home: Path, store: Store, made: World) -> None:
    """Give every release and artist an image, all the same one: what Hugo copies is as much as of different ones."""
    artwork = Artwork(home / "artwork", 1200)
    noise = Image.effect_noise((1200, 1200), 40).convert("RGB")
    with tempfile.TemporaryFile() as file:
        noise.resize((150, 150)).resize((1200, 1200)).save(file, "JPEG", quality=85)
        file.seek(0)
        body = file.read()
    for kind, numbers in (("release", made.releases), ("artist", made.artists)):
        first = next(iter(numbers))
        picture = artwork.keep(kind, first, body)
        names = picture.made
        for number in numbers:
            if number != first:
                os.link(image_file(artwork.folder, kind, first), image_file(artwork.folder, kind, number))
                for name in names:
                    os.link(made_file(artwork.folder, kind, first, name), made_file(artwork.folder, kind, number, name))
            due = picture_due(kind, number, title="", uri="http://images/x", source="discogs", failed_before=False)
            store.save_picture(due, picture)


def timed(command: Sequence[str | Path], environment: Mapping[str, str] | None = None) -> tuple[float, float, float]:
    """Run a command; return its seconds, seconds of CPU and peak memory in MiB."""
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[0]} ended with {process.returncode}")
    seconds = time.perf_counter() - began
    return seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def build(albums: int) -> None:
    """Build a site of so many albums from nothing and once more, and print what it took."""
    made = world(albums)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        with Store(home / "sleevenotes.db") as store:
            fill(store, made)
            paint(home, store, made)
        run("publish", home)
        site = Site(home / "site", title=None, base_url=None)
        site.prepare()
        pages = sum(1 for _ in site.content.rglob("*.md"))
        print(f"{albums:,} albums, {len(made.artists):,} artists, {pages:,} pages")
        for name in ("cold", "warm"):
            told(f"Hugo, {name}", built(site), albums)
        pagefind = (pagefind_binary(), "--site", site.public, "--exclude-selectors", NOT_SEARCHED)
        told("Pagefind", timed(pagefind), albums)
        home_page, index = site.public / "index.html", site.public / "index.json"
        print(
            f"  home {home_page.stat().st_size / 1000:.0f} kB of HTML, index.json {index.stat().st_size / 1000:.0f} kB"
        )


def built(site: Site) -> tuple[float, float, float]:
    """Build the pages as the program does; return seconds and seconds of CPU of all, and Hugo's peak memory in MiB."""
    began, cpu = time.perf_counter(), time.process_time()
    folder = site.built_site()
    folder.make_ready()
    command, environment = site.build_command()
    _, hugos, memory = timed([*command, "--panicOnWarning"], environment)
    folder.finish()
    return time.perf_counter() - began, time.process_time() - cpu + hugos, memory


def told(what: str, numbers: tuple[float, float, float], albums: int) -> None:
    """Print a line of the table."""
    seconds, cpu, memory = numbers
    print(f"  {what:<11} {seconds:6.1f} s, {cpu:6.1f} s CPU ({1000 * cpu / albums:.1f} ms an album), {memory:5.0f} MiB")


def weigh(browser: Browser, address: str, path: str) -> tuple[int, int]:
    """Return the bytes of a page's first view, and of the scripts among them."""
    context = browser.new_context(viewport=PHONE, device_scale_factor=2, service_workers="block")
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108  # it sets an attribute on what it is given
    page.goto(address + path, wait_until="networkidle")
    sizes = [(answer.request.resource_type, len(answer.body())) for answer in answers]
    context.close()
    return sum(size for _, size in sizes), sum(size for kind, size in sizes if kind == "script")


def weights(home: Path) -> None:
    """Print what pages of the sample site weigh on a phone, as they are, without compression on the way."""
    demo(home, Progress())

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

    public = home / "site" / "public"
    handler = functools.partial(Quiet, directory=str(public))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name, path in PAGES.items():
            whole, scripts = weigh(browser, f"http://127.0.0.1:{server.server_port}/", path)
            print(f"  {name:<11} {whole / 1000:5.0f} kB, scripts {scripts / 1000:4.1f} kB")
        browser.close()
        server.shutdown()
    files = [file for file in public.rglob("*.js") if "pagefind" not in file.parts]
    print(f"  JavaScript in all: {sum(file.stat().st_size for file in files) / 1000:.1f} kB")


if __name__ == "__main__":
    print("first views of the sample on a phone")
    with tempfile.TemporaryDirectory() as sample:
        weights(Path(sample))
    for size in map(int, sys.argv[1:] or SIZES):
        build(size)
