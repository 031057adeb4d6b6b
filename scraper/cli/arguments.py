"""What the parsers of all commands share: common options, and values that make sense."""

import argparse
from pathlib import Path

MOST_DIGITS = 18
"""Of an id: more than any has, and still a number for the database."""


def add_common(made: argparse.ArgumentParser) -> None:
    """Add what can stand before a command and after it: without defaults, since the later's would win."""
    made.add_argument(
        "--config",
        type=Path,
        metavar="FILE",
        default=argparse.SUPPRESS,
        help="settings file (default: config.toml here, if any)",
    )
    loudness = made.add_mutually_exclusive_group()
    for flags, says in ((("-v", "--verbose"), "say every step"), (("-q", "--quiet"), "say nothing but errors")):
        loudness.add_argument(*flags, action="store_true", default=argparse.SUPPRESS, help=says)


def told(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, says: str, more: str, epilog: str = ""
) -> argparse.ArgumentParser:
    """Add a command that needs more than a sentence."""
    return commands.add_parser(
        name, help=says, description=more, epilog=epilog, formatter_class=argparse.RawDescriptionHelpFormatter
    )


def positive(text: str) -> int:
    """Return an id or a count; argparse says what is wrong with anything else."""
    if not text.isascii() or not text.isdecimal() or len(text) > MOST_DIGITS or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0 that Discogs could use")
    return int(text)
