"""The command line as it is declared: every command of it, and what comes of typing words without running anything."""

import shlex
from collections.abc import Iterator, Sequence

import click

from scraper.cli.root import scrape
from scraper.cli.session import Session


def every_command() -> Iterator[click.Context]:
    """Yield a context for each command, that of `scrape` itself first; each has its command's path and parameters."""
    # With its settings: click makes the help option once, by those of the first context that asks for it.
    yield from _below(click.Context(scrape, info_name="scrape", **scrape.context_settings))


def _below(ctx: click.Context) -> Iterator[click.Context]:
    yield ctx
    if isinstance(ctx.command, click.Group):
        for name in ctx.command.list_commands(ctx):
            command = ctx.command.get_command(ctx, name)
            assert command is not None, name
            yield from _below(click.Context(command, info_name=name, parent=ctx))


def parse(words: Sequence[str]) -> None:
    """Parse a command line; help and version end well."""
    try:
        _parse(words)
    except click.exceptions.Exit as done:
        if done.exit_code:
            raise AssertionError(f"scrape {shlex.join(words)}") from done
    except click.UsageError as error:
        raise AssertionError(f"scrape {shlex.join(words)}: {error.format_message()}") from error


def _parse(words: Sequence[str]) -> None:
    ctx = scrape.make_context("scrape", list(words), obj=Session())
    while isinstance(ctx.command, click.Group):
        rest = [*ctx._protected_args, *ctx.args]  # noqa: SLF001  # click tells it to nobody but its own invoke
        if not rest:
            return
        name, command, rest = ctx.command.resolve_command(ctx, rest)
        assert command is not None
        ctx = command.make_context(name, rest, parent=ctx)
