"""Parses, calls one function, prints its report; the report owns the exit code."""

import argparse
import logging
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from scraper.app import runs
from scraper.app.demo import demo
from scraper.app.doctor import doctor
from scraper.app.init import init
from scraper.cli import pin, review
from scraper.cli.parser import parser
from scraper.cli.progress_bars import shown_progress
from scraper.run.errors import BadUsage, ExitCode, LocalTrouble, SleevenotesError, local_trouble
from scraper.run.journal import journal, redacted
from scraper.run.progress import Progress
from scraper.run.report import GAPS_SHOWN, Report
from scraper.run.settings import Settings, load
from scraper.store import Store
from scraper.wiring import Workshop, site, workshop
from services.errors import ServiceError

log = logging.getLogger(__name__)


def main(words: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    _mend_streams()
    options = parser().parse_args(words)
    secrets: list[str] = []
    try:
        return _dispatch(options, secrets)
    except KeyboardInterrupt:
        return _complain("Interrupted; what was fetched is kept, run again to go on.", ExitCode.INTERRUPTED)
    except (SleevenotesError, ServiceError) as error:
        return _complain(redacted(str(error), secrets), ExitCode(error.exit_code))
    except BrokenPipeError:
        # The reader of our output has seen enough; nothing more can be told to it.
        _abandon_stdout()
        return ExitCode.FAILURES
    except OSError as error:
        _abandon_stdout()
        return _complain(redacted(str(local_trouble(error)), secrets), ExitCode.FAILURES)
    except Exception as error:  # noqa: BLE001  # what has no log of its own: init, demo, serve
        what = redacted(f"{type(error).__name__}: {error}", secrets)
        return _complain(f"The program has a fault; please report what you did and this: {what}", ExitCode.FAILURES)


def _mend_streams() -> None:
    """Give streams that the caller closed a place to go to; and let a log that cannot be written not end a run."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  # until the process ends
    logging.raiseExceptions = False


def _abandon_stdout() -> None:
    """Let Python end in peace: it would try once more to write what is left over."""
    try:
        sys.stdout.flush()
    except OSError:
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(sentence: str, code: ExitCode) -> int:
    sys.stderr.write(f"scrape: {sentence}\n")
    return code


def _dispatch(options: argparse.Namespace, secrets: list[str]) -> int:
    code = _obey(options, secrets)
    # Here, where a reader that went away or a full disk can still be told about.
    sys.stdout.flush()
    return code


def _obey(options: argparse.Namespace, secrets: list[str]) -> int:
    _check(options)
    if options.command == "init":
        return init(options.config)
    if options.command == "demo":
        with journal(options.path / "logs", "demo", (), verbose=options.verbose, now=datetime.now()):  # noqa: DTZ005  # local time, for people
            return _print(options, demo(options.path, _progress(options)))
    if options.command == "catalogue" and options.catalogue_command is None:
        parser().parse_args(["catalogue", "--help"])
    settings = load(options.config)
    secrets += settings.secrets
    return _with_settings(options, settings)


def _with_settings(options: argparse.Namespace, settings: Settings) -> int:
    if options.command == "serve":
        site(settings).prepare()
        return site(settings).serve()
    if options.command == "doctor":
        return doctor(settings, quiet=options.quiet)
    if options.command == "skip":
        return _skip(options, settings)
    if options.command == "review" or (options.command == "pin" and pin.is_list(options)):
        return _look(options, settings)
    if options.command == "catalogue":
        return _catalogue(options, settings)
    return _logged(options, settings, _name(options), lambda: _print(options, _run(options, settings)))


def _catalogue(options: argparse.Namespace, settings: Settings) -> int:
    from scraper.cli.catalogue import command as catalogue  # noqa: PLC0415  # every other run is spared what it takes

    if catalogue.is_logged(options):
        name = f"catalogue-{options.catalogue_command}"
        return _logged(options, settings, name, lambda: catalogue.work(options, settings))
    same = [
        *(["--config", str(options.config)] if options.config else []),
        *(["--quiet"] if options.quiet else []),
        *(["--verbose"] if options.verbose else []),
    ]
    if catalogue.is_guide(options):
        return catalogue.advise(options, settings, lambda words: main([*same, *words]))
    # Without a file; but what libraries log is not for the screen.
    with journal(None, "", settings.secrets, verbose=options.verbose, now=datetime.now()):  # noqa: DTZ005  # see above
        return catalogue.look(options, settings)


def _check(options: argparse.Namespace) -> None:
    redo = options.regenerate_artist is not None or options.artists_only or options.migrate_artists
    work = options.all or options.limit or options.dry_run or options.refresh is not None
    if redo and work:
        raise BadUsage("--regenerate-artist, --artists-only and --migrate-artists do one thing; give them alone.")
    if options.command and (redo or work or options.delay or options.overwrite_album is not None):
        raise BadUsage(f"`scrape {options.command}` takes none of these options; give them to `scrape` alone.")
    if options.all and options.limit:
        raise BadUsage("--all looks at everything and --limit at the newest only; give one of them.")


def _logged(options: argparse.Namespace, settings: Settings, name: str, work: Callable[[], int]) -> int:
    """Run with a log and the closing report; a fault of the program goes into the log, not onto the screen."""
    folder = None if options.dry_run else settings.at_home(settings.paths.logs)
    if folder and folder.exists() and not folder.is_dir():
        raise LocalTrouble(f"{folder} is a file, not a folder; correct [paths] logs.")
    with journal(folder, name, settings.secrets, verbose=options.verbose, now=datetime.now()):  # noqa: DTZ005  # local time, for people
        log.info("scrape %s", name)
        try:
            return work()
        except (KeyboardInterrupt, SleevenotesError, ServiceError, OSError) as error:
            log.error("the run ends here: %s", error or "interrupted")  # noqa: TRY400  # foreseen, so no traceback
            raise
        except Exception:
            log.exception("a fault in the program")
            where = f"please report it with the log in {folder}" if folder else "the same without --dry-run logs it"
            return _complain(f"The program has a fault; {where}.", ExitCode.FAILURES)


def _name(options: argparse.Namespace) -> str:
    named = {
        "regenerate-artist": options.regenerate_artist is not None,
        "artists-only": options.artists_only,
        "migrate-artists": options.migrate_artists,
        "overwrite-album": options.overwrite_album is not None and not _asks_discogs(options),
        "all": options.all,
    }
    return options.command or next((name for name, given in named.items() if given), "update")


def _asks_discogs(options: argparse.Namespace) -> bool:
    return options.overwrite_album is None or options.all or options.limit or options.refresh is not None


def _run(options: argparse.Namespace, settings: Settings) -> Report:
    report = Report()
    if options.command in ("build", "deploy"):
        {"build": runs.build, "deploy": runs.deploy}[options.command](settings, _progress(options), report)
        return report
    progress = _progress(options)
    with workshop(settings, progress, delay=options.delay, only_a_copy=options.dry_run) as shop:
        run_id = shop.store.begin_run(_name(options))
        try:
            _work(options)(shop, report)
        except BaseException as error:
            shop.store.end_run(run_id, getattr(error, "exit_code", ExitCode.FAILURES), str(error))
            raise
        shop.store.end_run(run_id, report.code, "\n".join(report.lines()))
    return report


def _work(options: argparse.Namespace) -> Callable[[Workshop, Report], None]:
    if options.command == "pin":
        return lambda shop, report: pin.pin(shop, options, report)
    overwrite = () if options.overwrite_album is None else (frozenset(options.overwrite_album) or None)
    if options.regenerate_artist is not None:
        return lambda shop, report: runs.regenerate_artist(shop, options.regenerate_artist, report)
    if options.artists_only:
        return runs.artists_only
    if options.migrate_artists:
        return runs.migrate_artists
    if not _asks_discogs(options):
        return lambda shop, report: runs.overwrite(shop, overwrite, report, dry=options.dry_run)
    scope = runs.Scope(everything=options.all, limit=options.limit, refresh_days=options.refresh, overwrite=overwrite)
    run = runs.rehearse if options.dry_run else runs.scrape
    return lambda shop, report: run(shop, scope, report)


def _progress(options: argparse.Namespace) -> Progress:
    return shown_progress(quiet=options.quiet)


def _print(options: argparse.Namespace, report: Report) -> int:
    lines = report.lines()
    log.debug("%s", "\n".join(lines))
    for gap in report.gaps[GAPS_SHOWN:]:
        log.debug("gap: %s %d %s: %s", gap.kind, gap.subject_id, gap.title, gap.reason)
    if not options.quiet:
        sys.stdout.write("\n".join(lines) + "\n")
    return report.code


def _look(options: argparse.Namespace, settings: Settings) -> int:
    """Show what the store holds, even while a run is working on it."""
    with workshop(settings, _progress(options), only_a_copy=True) as shop:
        return pin.show(shop) if options.command == "pin" else review.show(shop, options)


def _skip(options: argparse.Namespace, settings: Settings) -> int:
    with workshop(settings, _progress(options)) as shop:
        return _change_skips(options, shop.store)


def _change_skips(options: argparse.Namespace, store: Store) -> int:
    if options.skip_command == "add":
        store.skip(options.release)
    elif options.skip_command == "remove":
        unknown = sorted(set(options.release) - set(store.skipped()))
        if unknown:
            raise BadUsage(f"Not on the list: {', '.join(map(str, unknown))}; `scrape skip list` shows what is.")
        store.unskip(options.release)
    for number, title in store.skipped().items():
        sys.stdout.write(f"{number} {title}".rstrip() + "\n")
    return ExitCode.WELL
