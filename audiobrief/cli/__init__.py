"""The command line: parse, call, print. No other package prints or exits.

Each command has a file of its own, which is imported when the command is called.
"""

from __future__ import annotations

import atexit
import errno
import gc
import importlib
import os
import sys
from pathlib import Path
from typing import Any

import click

from audiobrief.cli import console
from audiobrief.cli.lazy_imports import put_stand_ins
from audiobrief.cli.stopping import exit_code_of, stopped_alike
from audiobrief.errors import AudiobriefError
from audiobrief.system.cores import multiply_in_one_thread
from audiobrief.system.shortages import FILE_LIMITS
from audiobrief.version import __version__

GROUPS: dict[str, dict[str, tuple[str, str]]] = {
    # who needs them -> name of the command -> module of this package that defines it as
    # `command`, and a line of help
    "To listen": {
        "listen": ("listen", "Make what you want to hear, and serve it to your phone."),
        "add": ("add", "Add an article to what `listen` makes."),
        "open": ("open", "Make an episode, and play it while it is being made."),
        "episodes": ("episodes", "List, archive, keep or delete the episodes of `listen`."),
        "digest": ("digest", "Join the day's episodes into one file with chapters."),
        "voices": ("voices", "List the voices you have, add others, or remove them."),
        "say": ("say", "Play or write a sample of a voice."),
        "epub": ("epub", "Write an episode as an EPUB that reads along."),
    },
    "To produce": {
        "make": ("make", "Make an episode of an article page."),
        "batch": ("batch", "Make episodes of many pages: files, folders, feeds, lists."),
        "watch": ("watch", "Follow folders and feeds, and make each new article."),
        "desk": (
            "desk",
            "Hear, mend and approve stories in the browser, before they are published.",
        ),
        "accounts": ("accounts", "Say who may use a desk, and make tokens for programs."),
        "approve": ("approve", "Publish what waits for approval, or list it."),
        "publish": ("publish", "Make a site with feeds from a folder of episodes."),
        "serve": ("serve", "Preview a folder of episodes in the browser."),
        "withdraw": ("withdraw", "Take an episode off its site, and do not make it again."),
        "restore": ("restore", "Let a withdrawn episode be made again."),
        "names": ("names", "List the names in an article that no lexicon knows."),
        "rules": ("rules", "Learn site rules from pages of a site."),
        "init": ("init", "Write a settings file that explains every setting."),
    },
    "To inspect": {
        "clean": ("clean", "Print the article on a page, without menus and adverts."),
        "script": ("script", "Print what would be said of an article."),
        "report": ("report", "Report what a batch made, what it did not, and why."),
        "verify": ("verify", "Tell who signed an audio file, and whether it is unchanged."),
        "doctor": ("doctor", "Check what is installed and works, and say what to fix."),
        "cache": ("cache", "Show or clear the cache of speech."),
        "completion": ("completion", "Print a script that lets your shell complete commands."),
    },
}
COMMANDS = {name: row for group in GROUPS.values() for name, row in group.items()}
"""Name of a command -> its module and its line of help, in the order of the groups."""
FOR_PAGES = "open"
"""The command for a page that is named without any command."""
SPACE_MB = {
    # command that loads numpy -> the address space in MB with which it always runs, as measured. With
    # less, whether a thread can start depends on the order in which they do: at 512 MB `make` failed
    # with one of three engines, and at 410 with all. A worker of a batch takes as much as `make`.
    **dict.fromkeys(("make", "open", "batch", "watch", "listen", "desk", "digest"), 600),
    **dict.fromkeys(("say", "names", "doctor"), 400),
    "publish": 200,
}
ADDRESSES = ("http://", "https://")
COMPLETION_VARIABLE = "_AUDIOBRIEF_COMPLETE"
"""Environment variable that a shell sets to ask click for completions."""
HELP = {"-h", "--help"}
ANYWHERE = {"-q", "--quiet", "--verbose"}
"""Global options that may also follow a command's name. -v is not among them: some commands have
a -v of their own."""
ALLOCATIONS = 200_000
"""Allocations between two runs of the garbage collector. At Python's default of 700 to 2,000, a
command of two seconds spends an eighth of its main thread's time on objects that live to its end.
At 50,000, the one run of an episode still took 25 ms of the 5 s of processor time."""
SHORT_OF = {
    # what a machine may run out of at any time, also while writing to stdout -> what to do
    errno.ENOSPC: "make room, or write to another disk",
    errno.EDQUOT: "make room, or write to another disk",
    errno.EFBIG: "write to a disk that allows larger files",
    **FILE_LIMITS,
    errno.ENAMETOOLONG: "choose a shorter name",
}
EXAMPLES = """\b
Examples:
  audiobrief page.html             play an article, from a file or an address
  audiobrief make page.html        an episode in output/
  audiobrief clean page.html       the article, without menus and adverts
  audiobrief script page.html      what would be said of it
"""


def _open_standard_streams() -> None:
    """Open descriptors 0 to 2 if they are closed, as daemons and cron may leave them.

    Otherwise the first pipes to a voice would get these numbers and be taken for standard streams.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            # open() takes the lowest free number, which is this one
            os.open(os.devnull, os.O_RDWR)
    # Python has none for a descriptor that was closed, and what is written there goes nowhere
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            mode = "w" if number else "r"
            stream = open(number, mode, encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115 -- a descriptor, open as long as the process
            setattr(sys, name, stream)


def _names_page(text: str) -> bool:
    return text.lower().startswith(ADDRESSES) or Path(text).is_file()


def _check_command(ctx: click.Context, name: str) -> None:
    if name in COMMANDS or name.startswith("-"):
        return
    import difflib

    nearest = difflib.get_close_matches(name, COMMANDS, n=1)
    advice = f"did you mean '{nearest[0]}'?" if nearest else "'audiobrief --help' lists them"
    ctx.fail(f"'{name}' is neither a command nor a file; {advice}")


def _check_space(command: str) -> None:
    if command not in SPACE_MB:
        return
    from audiobrief.system.memory import describe_little_space

    little = describe_little_space(f"`audiobrief {command}`", SPACE_MB[command])
    if little:
        console.refuse(MemoryError(little))


class LazyGroup(click.Group):
    """A group that imports a command only when it is called, which keeps `--help` fast."""

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
        """Parse as click does, with the options that may stand anywhere moved to the front."""
        end = args.index("--") if "--" in args else len(args)
        moved = [arg for arg in args[:end] if arg in ANYWHERE]
        rest = [arg for arg in args[:end] if arg not in ANYWHERE]
        return super().parse_args(ctx, [*moved, *rest, *args[end:]])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command; its options get their defaults from the settings files.

        A page in a command's place is opened: that is what somebody means who names only a page.
        """
        if not ctx.resilient_parsing and args[0] not in COMMANDS:
            args = [FOR_PAGES, *args] if _names_page(args[0]) else args
            _check_command(ctx, args[0])
        if not ctx.resilient_parsing and not HELP.intersection(args):
            _check_space(args[0])
        name, command, rest = super().resolve_command(ctx, args)
        if command is not None and not ctx.resilient_parsing and not HELP.intersection(rest):
            from audiobrief.cli.defaults import take_defaults

            take_defaults(ctx, str(name), command, rest)
        return name, command, rest

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """Read the command line; Ctrl-C ends that as it ends a command."""
        try:
            return super().make_context(*args, **extra)
        except KeyboardInterrupt as interrupt:
            raise click.exceptions.Exit(exit_code_of(interrupt)) from None

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run. If a shell asks for completions, first teach click the shells it does not know."""
        _open_standard_streams()
        gc.set_threshold(ALLOCATIONS)
        # Python collects garbage once more at exit, which takes time and frees nothing; it skips
        # frozen objects
        atexit.register(gc.freeze)
        multiply_in_one_thread()
        put_stand_ins()
        if COMPLETION_VARIABLE in os.environ:
            importlib.import_module("audiobrief.cli.completion")
        try:
            with stopped_alike():
                return super().main(*args, **extra)
        except OSError as error:
            if error.errno not in SHORT_OF:
                raise
            console.give_up(error, SHORT_OF[error.errno])

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help lines of the groups, without importing any command."""
        del ctx
        wide = max(map(len, COMMANDS))
        for title, commands in GROUPS.items():
            with formatter.section(title):
                # as wide in each group, so that the lines of help are below one another
                rows = [(f"{name:<{wide}}", line) for name, (_, line) in commands.items()]
                formatter.write_dl(rows)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a refusal becomes one line on stderr and exit code 1."""
        try:
            os.getcwd()  # noqa: PTH109 -- it only has to be there: every relative path needs it
        except FileNotFoundError:
            console.refuse(
                FileNotFoundError("the current folder was removed; cd to one that exists")
            )
        try:
            return super().invoke(ctx)
        except AudiobriefError as error:
            return console.refuse(error)
        except (MemoryError, RuntimeError, ImportError) as error:
            from audiobrief.system.memory import describe_own_shortage, is_shortage

            if not is_shortage(error):
                raise
            return console.refuse(MemoryError(describe_own_shortage()))
        except BrokenPipeError:
            # the reader of our stdout has closed it (`audiobrief script page | head`)
            console.let_go_of_stdout()
            return None
        except KeyboardInterrupt as interrupt:
            console.tell("audiobrief: interrupted; run the same command to continue")
            raise click.exceptions.Exit(exit_code_of(interrupt)) from None


@click.group(
    cls=LazyGroup, epilog=EXAMPLES, context_settings={"help_option_names": sorted(HELP)}
)
@click.option("-q", "--quiet", is_flag=True, help="Print only the result and errors.")
@click.option("-v", "--verbose", is_flag=True, help="Print more about what is being done.")
@click.version_option(__version__, prog_name="audiobrief")
@click.pass_context
def main(ctx: click.Context, *, quiet: bool, verbose: bool) -> None:
    """Turn news article pages into spoken episodes."""
    level = console.QUIET if quiet else console.VERBOSE if verbose else console.NORMAL
    ctx.obj = {"verbosity": level}
    console.set_verbosity(level)
