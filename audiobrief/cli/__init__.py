"""The command line: parse, call, print. The only room that prints or exits.

One small file a command beside this one; each is imported when it is called.
"""

from __future__ import annotations

import atexit
import errno
import gc
import importlib
import os
from typing import Any

import click

from audiobrief.cli import console
from audiobrief.cli.lazy_imports import put_stand_ins
from audiobrief.errors import AudiobriefError
from audiobrief.system.cores import multiply_in_one_thread
from audiobrief.version import __version__

COMMANDS: dict[str, tuple[str, str]] = {
    # name of the command -> module in this room that holds it as `command`, and a line of help
    "make": ("make", "Make an episode of an article page."),
    "clean": ("clean", "Print the article of a page, without its chrome."),
    "script": ("script", "Print what would be said of a page."),
    "say": ("say", "Play or write a sample of a voice."),
    "voices": ("voices", "Print the voices that there are."),
    "cache": ("cache", "Show or clear the speech that is kept."),
    "doctor": ("doctor", "Say what is installed, what works, and what to do."),
    "names": ("names", "Print the names of a page that no lexicon knows."),
    "batch": ("batch", "Make episodes of many pages: files, folders, feeds, lists."),
    "report": ("report", "Show what became of a batch's articles."),
    "watch": ("watch", "Follow folders and feeds: a batch again and again."),
    "init": ("init", "Write a settings file with every setting in it."),
    "publish": ("publish", "Make a site with feeds of a folder of episodes."),
    "serve": ("serve", "Preview a folder of episodes in the browser."),
    "open": ("open", "Make an episode and play it while it is made."),
    "epub": ("epub", "Write an episode as an EPUB that reads along."),
    "completion": ("completion", "Print what makes a shell complete commands."),
}
COMPLETION_VARIABLE = "_AUDIOBRIEF_COMPLETE"
"""Environment variable by which a shell asks click for completions."""
HELP = {"-h", "--help"}
ANYWHERE = {"-q", "--quiet", "--verbose"}
"""Options of all commands that may also stand behind a command's name: none has its own of
that name, as some have of -v."""
ALLOCATIONS = 200_000
"""Between two searches for cycles: at Python's own 700 to 2,000 a command that lives for two
seconds spends an eighth of its main thread's time on objects that stay to its end. At 50,000
the one search of an episode still took 25 ms of the 5 s of processor."""
SHORT_OF = {
    # what a machine may run out of under any line of ours, stdout's too -> what to do
    errno.ENOSPC: "make room, or write elsewhere",
    errno.EDQUOT: "make room, or write elsewhere",
    errno.EFBIG: "write to a disk that holds larger files",
    errno.EMFILE: "let a process open more files (ulimit -n)",
    errno.ENFILE: "let the system open more files",
}
EXAMPLES = """\b
Examples:
  audiobrief make page.html        an episode in output/
  audiobrief clean page.html       the article, without the page's chrome
  audiobrief script page.html      what would be said of it
"""


def _open_standard_streams() -> None:
    """Have descriptors 0 to 2 lead somewhere, as daemons and cron lines start programs without.

    The first pipes to a voice would get these numbers, and be taken for standard streams.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            # the lowest number that is free is this one
            os.open(os.devnull, os.O_RDWR)


class LazyGroup(click.Group):
    """Commands are imported when they are called, so that `--help` stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the table."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module: Any = importlib.import_module(f"audiobrief.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does, with what may stand anywhere at the front."""
        end = args.index("--") if "--" in args else len(args)
        moved = [arg for arg in args[:end] if arg in ANYWHERE]
        rest = [arg for arg in args[:end] if arg not in ANYWHERE]
        return super().parse_args(ctx, [*moved, *rest, *args[end:]])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command, with what files of settings say of its options."""
        name, command, rest = super().resolve_command(ctx, args)
        if command is not None and not ctx.resilient_parsing and not HELP.intersection(rest):
            from audiobrief.cli.defaults import take_defaults

            take_defaults(ctx, str(name), command, rest)
        return name, command, rest

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run; where a shell asks for completions, teach click the shells it does not know."""
        _open_standard_streams()
        gc.set_threshold(ALLOCATIONS)
        # at its end Python looks through all that lives, for nothing: what is frozen it skips
        atexit.register(gc.freeze)
        multiply_in_one_thread()
        put_stand_ins()
        if COMPLETION_VARIABLE in os.environ:
            importlib.import_module("audiobrief.cli.completion")
        try:
            return super().main(*args, **extra)
        except OSError as error:
            if error.errno not in SHORT_OF:
                raise
            console.give_up(error, SHORT_OF[error.errno])

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table's own lines, so that help imports no command."""
        del ctx
        if COMMANDS:
            with formatter.section("Commands"):
                formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a refusal becomes one line on stderr and exit code 1."""
        try:
            return super().invoke(ctx)
        except AudiobriefError as error:
            return console.refuse(error)
        except BrokenPipeError:
            # the reader of our stdout has seen enough (`audiobrief script page | head`)
            console.let_go_of_stdout()
            return None


@click.group(
    cls=LazyGroup, epilog=EXAMPLES, context_settings={"help_option_names": sorted(HELP)}
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but the result and errors.")
@click.option("-v", "--verbose", is_flag=True, help="Say more about what is being done.")
@click.version_option(__version__, prog_name="audiobrief")
@click.pass_context
def main(ctx: click.Context, *, quiet: bool, verbose: bool) -> None:
    """Turn news article pages into spoken episodes."""
    level = console.QUIET if quiet else console.VERBOSE if verbose else console.NORMAL
    ctx.obj = {"verbosity": level}
    console.set_verbosity(level)
