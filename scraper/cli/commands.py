"""What all commands of `scrape` have in common: the same options at every place, and help that keeps its lines."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, cast

import click
from click.core import ParameterSource

from scraper.cli.session import Session

OPTIONS = "options"
"""The heading of options that have no other."""
LOUDNESS = "loudness"

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class HeadedOption(click.Option):
    """An option that stands under a heading in the help, and may belong to a set of which one can be given."""

    def __init__(
        self, param_decls: Sequence[str] | None = None, *, heading: str = OPTIONS, one_of: str = "", **attrs: Any
    ) -> None:
        """Make one; `one_of` is the name of the set, '' for none."""
        super().__init__(param_decls, **attrs)
        self.heading, self.one_of = heading, one_of

    @property
    def typed(self) -> str:
        """Return how it is typed, by its long name."""
        return max(self.opts, key=len)

    def process_value(self, ctx: click.Context, value: Any) -> Any:
        """Return the value; an option in its place is a value that was forgotten."""
        if isinstance(value, str) and value in {name for param in ctx.command.params for name in param.opts}:
            raise click.UsageError(f"{self.typed} needs a value, and {value} is an option.", ctx)
        return super().process_value(ctx, value)


def option(*names: str, **attrs: Any) -> Decorator:
    """Add an option to a command."""
    return click.option(*names, cls=HeadedOption, **attrs)


def argument(name: str, **attrs: Any) -> Decorator:
    """Add an argument to a command."""
    return click.argument(name, **attrs)


def flag(*names: str, **attrs: Any) -> Decorator:
    """Add an option that has no value."""
    return option(*names, is_flag=True, **attrs)


def no_build_flag(**attrs: Any) -> Decorator:
    """Add `--no-build`, with which `builds` is False."""
    says = "write the pages, build no site: another machine or another Hugo does, or `scrape build` after more changes"
    return flag("--no-build", "builds", flag_value=False, default=True, help=says, **attrs)


def file_option(name: str, *more: str, metavar: str = "FILE", **attrs: Any) -> Decorator:
    """Add an option whose value is a path."""
    return option(name, *more, type=click.Path(path_type=Path), metavar=metavar, **attrs)


def json_option(keys: str = "", **attrs: Any) -> Decorator:
    """Add `--json`; `keys` tells what is printed."""
    return flag("--json", "as_json", help=f"print JSON{keys}", **attrs)


def command(name: str, **attrs: Any) -> Callable[[Callable[..., Any]], "Command"]:
    """Make a command of a function, which returns the exit code."""
    return click.command(name, cls=Command, **attrs)


def _common_options() -> list[click.Parameter]:
    """Return what can stand before a command and after it."""
    config = HeadedOption(
        ["--config"],
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="settings file (default: config.toml here, if any)",
    )
    verbose = HeadedOption(["-v", "--verbose"], is_flag=True, one_of=LOUDNESS, help="say every step")
    quiet = HeadedOption(["-q", "--quiet"], is_flag=True, one_of=LOUDNESS, help="say nothing but errors")
    return [config, verbose, quiet]


class Command(click.Command):
    """A command with the common options."""

    allow_extra_args = True
    """For click, so that we can say ourselves what is wrong with them."""

    def __init__(self, *args: Any, **attrs: Any) -> None:
        super().__init__(*args, **attrs)
        self.params += _common_options()

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse, and give the common options to the session."""
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            # Not every one knows which command it is about.
            error.ctx = error.ctx or ctx
            raise
        if not ctx.resilient_parsing:
            _refuse_several(ctx, self.params)
            if rest and not isinstance(self, click.Group):
                raise click.UsageError(f"{' '.join(rest)!r} is too much; {help_of(ctx)} shows what is typed.", ctx)
        params = ctx.params
        session = ctx.ensure_object(Session)
        session.take(params.pop("config"), verbose=params.pop("verbose"), quiet=params.pop("quiet"))
        return rest

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option that shows the help, in the words of the others."""
        shown = super().get_help_option(ctx)
        if shown is not None:
            shown.help = "show this help and exit"
        return shown

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what is typed."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="usage: ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does, in the lines in which it was written."""
        del ctx
        formatter.write(f"\n{self.help}\n")

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what stands without an option's name."""
        arguments = [param for param in self.get_params(ctx) if isinstance(param, click.Argument)]
        if arguments:
            with formatter.section("arguments"):
                formatter.write_dl([(param.make_metavar(ctx), param.help or "") for param in arguments])

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, each under its heading."""
        for heading, rows in _option_rows(self.get_params(ctx), ctx):
            with formatter.section(heading):
                formatter.write_dl(rows)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write examples and the like, in the lines in which they were written."""
        del ctx
        if self.epilog:
            formatter.write(f"\n{self.epilog}\n")


class Group(Command, click.Group):
    """A command with commands below it, in the order in which they were added."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return their names."""
        del ctx
        return list(self.commands)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, and the commands below them."""
        super().format_options(ctx, formatter)
        names = self.list_commands(ctx)
        below = [(name, cast("click.Command", self.get_command(ctx, name)).get_short_help_str()) for name in names]
        with formatter.section("commands"):
            formatter.write_dl(below)


def _option_rows(params: Sequence[click.Parameter], ctx: click.Context) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield headings with a row for each option; the help itself comes first."""

    def heading(param: click.Parameter) -> str:
        return param.heading if isinstance(param, HeadedOption) else OPTIONS

    options = [param for param in params if isinstance(param, click.Option)]
    headings = list(dict.fromkeys([OPTIONS, *map(heading, options)]))
    in_order = sorted(options, key=lambda param: (headings.index(heading(param)), isinstance(param, HeadedOption)))
    for name, group in groupby(in_order, heading):
        records = [param.get_help_record(ctx) for param in group]
        yield name, [record for record in records if record]


def help_of(ctx: click.Context | None) -> str:
    """Return what to type for help, as it stands in a sentence."""
    return f"`{ctx.command_path if ctx else 'scrape'} --help`"


def _refuse_several(ctx: click.Context, params: Sequence[click.Parameter]) -> None:
    """Raise UsageError where two options of a set were given of which one is meant."""
    given: dict[str, list[str]] = {}
    for param in params:
        if (
            isinstance(param, HeadedOption)
            and ctx.get_parameter_source(param.name or "") is ParameterSource.COMMANDLINE
        ):
            given.setdefault(param.one_of, []).append(param.typed)
    for one_of, names in given.items():
        if one_of and len(names) > 1:
            raise click.UsageError(f"{' and '.join(names)} do not go together; give one of them.", ctx)
