"""What is wrong with a command line, in one sentence."""

import difflib
from collections.abc import Iterable

import click

from scraper.cli.commands import help_of

ALIKE = 0.6
"""How near what was typed must come to what there is, to be taken for a slip of the fingers."""
_NAMED = 3


def sentence(error: click.UsageError) -> str:
    """Return one sentence that says what is wrong, and what to type instead."""
    match error:
        case click.NoSuchOption():
            return _unknown("option", error.option_name, _options(error), error)
        case click.exceptions.NoSuchCommand():
            return _unknown("command", f"{error.command_name!r}", _commands(error), error)
        case click.BadOptionUsage():
            return _misused(error)
        case click.MissingParameter():
            return f"{_parameter(error)} is missing; {help_of(error.ctx)} shows what is typed."
        case click.BadParameter():
            return f"{_parameter(error)}: {_ended(error.message)}"
        case _:
            return _ended(error.message)


def _unknown(what: str, typed: str, known: Iterable[str], error: click.UsageError) -> str:
    near = _near(typed.strip("'"), list(known))
    meant = f"did you mean {' or '.join(near)}?" if near else f"{help_of(error.ctx)} lists what there is."
    return f"No such {what} {typed}; {meant}"


def _misused(error: click.BadOptionUsage) -> str:
    params = error.ctx.command.params if error.ctx else []
    takes_none = any(isinstance(param, click.Option) and param.is_flag for param in params if _is(param, error))
    if takes_none:
        return f"{error.option_name} takes no value; {help_of(error.ctx)} shows which do."
    return f"{error.option_name} needs a value; {help_of(error.ctx)} shows which."


def _is(param: click.Parameter, error: click.BadOptionUsage) -> bool:
    return error.option_name in param.opts


def _near(typed: str, known: list[str]) -> list[str]:
    """Return what may have been meant: what begins so, or else what is spelled alike."""
    begun = [name for name in known if name.startswith(typed)] if len(typed.strip("-")) > 1 else []
    return begun[:_NAMED] or difflib.get_close_matches(typed, known, n=_NAMED, cutoff=ALIKE)


def _options(error: click.UsageError) -> list[str]:
    params = error.ctx.command.get_params(error.ctx) if error.ctx else []
    return [name for param in params if isinstance(param, click.Option) for name in param.opts]


def _commands(error: click.UsageError) -> list[str]:
    above = error.ctx.command if error.ctx else None
    return above.list_commands(error.ctx) if error.ctx and isinstance(above, click.Group) else []


def _parameter(error: click.BadParameter) -> str:
    """Return how it is typed: an option's long name, an argument as the help shows it."""
    param = error.param
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return param.human_readable_name if isinstance(param, click.Argument) else "A value"


def _ended(message: str) -> str:
    return message if message.endswith((".", "?", "!")) else f"{message}."
