"""Says in place of an option of the command line what somebody with a phone can do."""

from __future__ import annotations

SEND = "open it in a browser, and choose “Listen to this” there"
REMEDIES = (
    # how a message ends for whoever runs a command -> what a listener can do
    (
        "; use --allow-private to fetch it",
        f"; {SEND}, or let whoever set up this library allow addresses of your own network",
    ),
    (
        "; to use the proxy named in the environment, give --allow-private",
        "; check the address, or ask whoever set up this library whether it uses a proxy",
    ),
    (", or use --ignore-robots", f", or {SEND}"),
    (
        "; `audiobrief restore` lets it be made",
        "; whoever set up this library can let it be made",
    ),
)


def for_listeners(said: str) -> str:
    """A message as somebody reads it who has no command line."""
    for option, remedy in REMEDIES:
        said = said.replace(option, remedy)
    return said
