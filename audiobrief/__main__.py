"""The program: `audiobrief`, and `python -m audiobrief`, which is the same."""

from __future__ import annotations

import signal


def run() -> None:
    """Import the command line and run it.

    Until it hears Ctrl-C itself, nothing is there to be cleaned up, and the system may end the
    process: Python would print a traceback of the import that it was in.
    """
    is_python_s = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if is_python_s:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from audiobrief.cli import main

    main()


if __name__ == "__main__":
    run()
