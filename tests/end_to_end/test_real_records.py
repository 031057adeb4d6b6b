"""Five hundred real records, from the collection to the deployed site."""

import re
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import real_records
from household import Ended, finished, started, tree

from scraper.hugo.site import hugo_binary
from services.fakes.discogs import DiscogsFake
from services.fakes.world import World

pytestmark = pytest.mark.usefixtures("hugo")

ORIGIN = "https://example.org"
LINKS = re.compile(r"""\s(?:href|src)=(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""")
NOBODY = {194, 355, 118760}

Record = Callable[[str, object], None]


@pytest.fixture
def dump() -> Path:
    """Return the folder of real records."""
    return real_records.folder()


def links(public: Path) -> Iterator[tuple[str, str]]:
    """Yield every internal link of every page, as (page, path)."""
    for page in public.rglob("*.html"):
        address = f"{ORIGIN}/{page.relative_to(public).as_posix().removesuffix('index.html')}"
        for groups in LINKS.findall(page.read_text()):
            target = urlsplit(urljoin(address, unescape("".join(groups))))
            if f"{target.scheme}://{target.netloc}" == ORIGIN:
                yield address, unquote(target.path)


def leads_somewhere(public: Path, path: str) -> bool:
    """Tell whether a path is a built file or page."""
    file = public / path.strip("/")
    return file.is_file() if not path.endswith("/") else (file / "index.html").is_file()


def check_links(public: Path) -> Counter[str]:
    """Make sure that no link is broken; return how many go to each part of the site."""
    found = list(links(public))
    known = {path: leads_somewhere(public, path) for path in {path for _, path in found}}
    assert [] == [(page, path) for page, path in found if not known[path]][:10]
    return Counter(path.split("/")[1] for _, path in found)


def check_pages(public: Path, world: World) -> None:
    """Make sure that every release has a page, and so has everybody who is a main artist."""
    albums = {int(page.parent.name.rsplit("-", 1)[1]) for page in public.glob("albums/*/index.html")}
    assert set(world.releases) == albums
    wanted = {one["id"] for release in world.releases.values() for one in release["artists"]} - NOBODY - {0}
    artists = {int(page.parent.name.rsplit("-", 1)[1]) for page in public.glob("artists/*/index.html")}
    assert wanted == artists


def check_warnings(site: Path) -> None:
    """Have Hugo build once more, where a warning is an error."""
    command = [str(hugo_binary()), "build", "--source", str(site), "--panicOnWarning", "--printPathWarnings"]
    done = subprocess.run([*command, "--renderToMemory"], capture_output=True, text=True, check=False)
    assert (0, "") == (done.returncode, "".join(re.findall("(?m)^(?:WARN|ERROR).*", done.stdout + done.stderr)))


def check_deploys(home: Path, deploy: Callable[[], Ended]) -> None:
    """Send the site to a folder, twice: everything arrives, and the second time nothing is left to do."""
    settings, bucket = home / "site/hugo.toml", home / "bucket"
    target = f"file://{bucket}?create_dir=true&metadata=skip&no_tmp_dir=true"
    settings.write_text(re.sub(r"file:///[^\"]*", target, settings.read_text(), count=1))
    assert 0 == (first := deploy()).code, first
    public = home / "site/public"
    sent = tree(bucket)
    assert {str(Path(name).relative_to(bucket)): digest for name, (digest, _) in sent.items()} == {
        str(Path(name).relative_to(public)): digest for name, (digest, _) in tree(public).items()
    }
    assert 0 == deploy().code
    assert sent == tree(bucket)


def test_real_records_become_a_site_without_a_fault(dump: Path, tmp_path: Path, record_property: Record) -> None:
    """Every release and every main artist has a page, every link leads somewhere, Hugo has nothing to say."""
    world = real_records.world(dump, complete=True, username="crate")
    with DiscogsFake(world, limit=None) as fake:
        variables = {"DISCOGS_TOKEN": str(world.token)}

        def run(*words: str) -> Ended:
            begun = time.monotonic()
            ended = finished(started(tmp_path, fake.origin, *words, variables=variables))
            said = f"{time.monotonic() - begun:.1f} s"
            record_property(" ".join(words) or "update", said)
            print(" ".join(words), said, ended.out)  # noqa: T201  # shown by -s
            return ended

        ended = run("--all")
        assert (0, "") == (ended.code, ended.err)
        asked = len(fake.requests)
        again = run("--all")
        assert (0, 5) == (again.code, len(fake.requests) - asked)
        assert "Pages: 0 written" in again.out
        check_pages(tmp_path / "site/public", world)
        found = check_links(tmp_path / "site/public")
        record_property("links", dict(found))
        print(found)  # noqa: T201  # shown by -s
        check_warnings(tmp_path / "site")
        check_deploys(tmp_path, lambda: run("deploy"))
