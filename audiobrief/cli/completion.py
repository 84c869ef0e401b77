"""`audiobrief completion`: scripts that let a shell complete commands and options.

click supports bash, zsh and fish itself. The class at the end of this file adds PowerShell, through
the interface that click documents for other shells.
"""

from __future__ import annotations

import os
from typing import Any, ClassVar

import click
from click.shell_completion import (
    CompletionItem,
    ShellComplete,
    add_completion_class,
    get_completion_class,
)

from audiobrief.cli import COMPLETION_VARIABLE, console
from audiobrief.errors import OutputError

PROGRAM = "audiobrief"
SHELLS = ("bash", "zsh", "fish", "powershell")

# Register-ArgumentCompleter -Native passes the word, the line's syntax tree and the cursor's
# position. An empty word is not in the tree. Windows has no empty environment variables, so the
# words are passed as lines, and the word to be completed as its number.
POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements |
        Where-Object { $_.Extent.StartOffset -lt $cursorPosition } |
        ForEach-Object { $_.Extent.Text })
    $at = if ($wordToComplete) { $words.Count - 1 } else { $words.Count }
    $env:COMP_WORDS = $words -join "`n"
    $env:COMP_CWORD = "$at"
    $env:%(complete_var)s = "powershell_complete"
    try {
        %(prog_name)s | ForEach-Object {
            $kind, $value, $help = $_ -split "`t", 3
            if ($kind -eq "plain") {
                if (-not $help) { $help = $value }
                [System.Management.Automation.CompletionResult]::new(
                    $value, $value, "ParameterValue", $help)
            } else {
                Get-ChildItem -Path "$wordToComplete*" -Directory:($kind -eq "dir") |
                    Resolve-Path -Relative | ForEach-Object {
                        [System.Management.Automation.CompletionResult]::new(
                            $(if ($_ -match "\\s") { "'$_'" } else { $_ }), $_, "ProviderItem", $_)
                    }
            }
        }
    } finally {
        Remove-Item Env:COMP_WORDS, Env:COMP_CWORD, Env:%(complete_var)s
    }
}
"""


@click.command(
    epilog="""\b
Examples (run one of them once):
  audiobrief completion bash >> ~/.bashrc
  audiobrief completion zsh >> ~/.zshrc
  mkdir -p ~/.config/fish/completions && audiobrief completion fish > ~/.config/fish/completions/audiobrief.fish
  audiobrief completion powershell >> $PROFILE"""
)
@click.argument("shell", type=click.Choice(SHELLS))
def command(shell: str) -> None:
    """Print a script that lets SHELL complete commands, options and their values."""
    console.result(completion_script(shell).rstrip("\n"))


def completion_script(shell: str) -> str:
    """The script, for the shell's start-up file.

    Raises:
        OutputError: the shell is too old for it (bash before 4.4).
    """
    from audiobrief.cli import main

    kind = get_completion_class(shell)
    assert kind is not None, shell
    try:
        # click asks the bash on PATH for its version; macOS still comes with 3.2
        return kind(main, {}, PROGRAM, COMPLETION_VARIABLE).source()
    except RuntimeError as error:
        raise OutputError(f"{error}; install a newer bash, or use zsh") from error


class PowerShellComplete(ShellComplete):
    """Completion for PowerShell 5.1 and later."""

    name: ClassVar[str] = "powershell"
    source_template: ClassVar[str] = POWERSHELL

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the one to be completed, and that one as far as it is typed."""
        words = [word.strip("'\"") for word in os.environ["COMP_WORDS"].split("\n")]
        at = int(os.environ["COMP_CWORD"])
        return words[1:at], words[at] if at < len(words) else ""

    def format_completion(self, item: CompletionItem) -> str:
        """Kind, value and help of one completion, separated by tabs."""
        return "\t".join((item.type, str(item.value), _one_line(item.help)))


def _one_line(text: Any) -> str:
    return " ".join(str(text or "").split())


add_completion_class(PowerShellComplete)
