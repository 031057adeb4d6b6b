"""`scrape completion`: the script by which a shell completes commands and options."""

import click
from click.shell_completion import get_completion_class

from scraper.cli.commands import argument, command
from scraper.cli.output import say
from scraper.run.errors import BadUsage, ExitCode

SHELLS = ("bash", "zsh", "fish")
COMPLETE = "_SCRAPE_COMPLETE"
"""The variable in which a shell says that it wants to know how a line can go on."""

HELP = """\
Prints the script by which your shell completes commands, options and the words that they take."""

EPILOG = """\
where to put it:
  bash   add this line to ~/.bashrc
           eval "$(scrape completion bash)"
         or, where the package bash-completion is installed, which loads it only when it is needed:
           scrape completion bash > ~/.local/share/bash-completion/completions/scrape
  zsh    into a folder of your $fpath, before compinit is called in ~/.zshrc:
           scrape completion zsh > ~/.zfunc/_scrape
  fish   into fish's own folder:
           scrape completion fish > ~/.config/fish/completions/scrape.fish

It works in shells that are opened from then on."""


@command("completion", short_help="print a script by which a shell completes commands", help=HELP, epilog=EPILOG)
@argument("shell", type=click.Choice(SHELLS), help="your shell")
@click.pass_context
def completion(ctx: click.Context, shell: str) -> int:
    """Print the script."""
    say([script_for(shell, ctx.find_root().command)])
    return ExitCode.WELL


def script_for(shell: str, root: click.Command) -> str:
    """Return the script for a shell."""
    of_shell = get_completion_class(shell)
    if of_shell is None:
        raise BadUsage(f"There is no script for {shell!r}.")
    script = of_shell(root, {}, "scrape", COMPLETE)
    # click's script for fish ends a description at its first comma.
    template = script.source_template.replace('string split ","', 'string split --max 1 ","')
    return (template % script.source_vars()).rstrip("\n")
