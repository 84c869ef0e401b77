"""Says in place of an option of the command line what somebody at the desk can do."""

from __future__ import annotations

REMEDIES = (
    # how a message ends for whoever runs a command -> what an editor can do
    (
        "; use --allow-private to fetch it",
        "; paste its text, or ask whoever runs the desk to start it with --allow-private",
    ),
    (
        "; use --allow-private to send there",
        "; give a public address, or ask whoever runs the desk to start it with --allow-private",
    ),
    (
        "; to use the proxy named in the environment, give --allow-private",
        "; check the address, or ask whoever runs the desk whether it uses a proxy",
    ),
    (", or use --ignore-robots", ""),
)


def for_editors(said: str) -> str:
    """A message as somebody at the desk reads it."""
    for option, remedy in REMEDIES:
        said = said.replace(option, remedy)
    return said


def without_options(said: str) -> str:
    """A message without what only a command can do, where advice for editors stands beside it."""
    for option, _ in REMEDIES:
        said = said.replace(option, "")
    return said
