"""`audiobrief accounts`: who may use a desk, and with which rights."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audiobrief.cli import console
from audiobrief.cli.listing_group import ListingGroup, folder_of
from audiobrief.cli.places import WrittenPath
from audiobrief.errors import DeskError

if TYPE_CHECKING:
    from audiobrief.desk.accounts import Accounts

ROLES = ("reader", "editor", "publisher")
SCOPES = ("read", "submit", "edit", "publish")
BY = "the command line"
OUTPUT = click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), default=Path("output"),
    metavar="DIR", help="Folder of the desk.  [output]",
)  # fmt: skip


@click.group(
    cls=ListingGroup,
    epilog="""\b
Examples:
  audiobrief accounts -o episodes
  audiobrief accounts add ada --role publisher -o episodes
  audiobrief accounts token cms --scope submit -o episodes""",
)
def command() -> None:
    """List, add and close the accounts of a desk, and the tokens of programs.

    A reader hears everything; an editor submits and changes stories, too; a publisher also
    approves, corrects and withdraws them. Without a COMMAND they are listed.
    """


@command.command(
    "list",
    epilog="""\b
Examples:
  audiobrief accounts list -o episodes
  audiobrief accounts list episodes""",
)
@click.argument("folder", required=False, type=WrittenPath(file_okay=False))
@OUTPUT
@click.pass_context
def list_accounts(context: click.Context, /, folder: str | None, *, output: Path) -> None:
    """List the accounts and the tokens of the desk in FOLDER, which can be given with -o as well."""
    output = folder_of(context, folder, output)
    with _open(output) as accounts:
        people, programs = accounts.list_accounts(), accounts.list_tokens()
        if not people and not programs:
            console.tell(
                f"nobody has an account in {output}; `audiobrief accounts add NAME -o {output}` "
                "adds one"
            )
        for row in people:
            closed = "  closed" if row["is_closed"] else ""
            factor = "  second factor" if row["has_factor"] else ""
            console.result(f"{row['name']:<24} {row['role']}{factor}{closed}")
        for row in programs:
            console.result(f"{row['name']:<24} token: {row['scopes']}")


@command.command(
    epilog="""\b
Example:
  audiobrief accounts add ada --role publisher -o episodes"""
)
@click.argument("name")
@click.option(
    "--role", type=click.Choice(ROLES), default="editor", help="What they may do.  [editor]"
)
@OUTPUT
def add(name: str, *, role: str, output: Path) -> None:
    """Add the account NAME, or give it another role and password.

    Asks for the password; if stdin is no terminal, its first line is the password.
    """
    if sys.stdin.isatty():
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    else:
        password = sys.stdin.readline().rstrip("\r\n")
        if not password:
            raise DeskError("stdin has no password; its first line is the password")
    with _open(output) as accounts:
        accounts.add(name, role, password, BY)
    console.result(f"{name}: {role}")


@command.command(
    epilog="""\b
Example:
  audiobrief accounts close ada -o episodes"""
)
@click.argument("name")
@OUTPUT
def close(name: str, *, output: Path) -> None:
    """Close the account NAME; whoever is logged in with it is logged out."""
    with _open(output) as accounts:
        accounts.close(name, BY)
    console.result(f"{name}: closed")


@command.command(
    "log-out",
    epilog="""\b
Examples:
  audiobrief accounts log-out ada -o episodes
  audiobrief accounts log-out --all -o episodes""",
)
@click.argument("name", required=False, default="")
@click.option("--all", "all_of_them", is_flag=True, help="Log everybody out.")
@OUTPUT
def log_out(name: str, *, all_of_them: bool, output: Path) -> None:
    """End all sessions of the account NAME, or of everybody."""
    if bool(name) == all_of_them:
        raise click.UsageError("give one of NAME and --all")
    with _open(output) as accounts:
        ended = accounts.end_sessions(BY, name=name)
    console.result(
        f"{name or 'everybody'}: {ended} {'session' if ended == 1 else 'sessions'} ended"
    )


@command.command(
    "forget-factor",
    epilog="""\b
Example:
  audiobrief accounts forget-factor ada -o episodes""",
)
@click.argument("name")
@OUTPUT
def forget_factor(name: str, *, output: Path) -> None:
    """Remove the second factor of the account NAME, whose phone and recovery codes are lost."""
    with _open(output) as accounts:
        accounts.factors.remove(name, BY)
    console.result(f"{name}: no second factor")


@command.command(
    epilog="""\b
Examples:
  audiobrief accounts token cms --scope submit -o episodes
  audiobrief accounts token cms --remove -o episodes"""
)
@click.argument("name")
@click.option(
    "--scope", "scopes", type=click.Choice(SCOPES), multiple=True,
    help="What the program may do besides reading; can be repeated.",
)  # fmt: skip
@click.option("--remove", is_flag=True, help="Remove the token.")
@OUTPUT
def token(name: str, *, scopes: tuple[str, ...], remove: bool, output: Path) -> None:
    """Make a token for the program NAME, and print it this once."""
    from audiobrief.desk.states import Scope

    with _open(output) as accounts:
        if remove:
            accounts.remove_token(name, BY)
            console.result(f"{name}: removed")
        else:
            console.result(accounts.add_token(name, frozenset(map(Scope, scopes)), BY))


@contextlib.contextmanager
def _open(output: Path) -> Iterator[Accounts]:
    from audiobrief.desk.accounts import Accounts
    from audiobrief.desk.database import Database
    from audiobrief.desk.ledger import Ledger

    with contextlib.closing(Database(output)) as database:
        yield Accounts(database, Ledger(database))
