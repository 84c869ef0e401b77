"""The program: `audiobrief`, and `python -m audiobrief`, which is the same."""

from __future__ import annotations

# `signal` without its enums, whose import takes 5 ms in which Ctrl-C is still Python's
import _signal  # type: ignore[import-not-found] # typeshed does not describe it


def run() -> None:
    """Import the command line and run it.

    Until it hears Ctrl-C itself, nothing is there to be cleaned up, and the system may end the
    process: Python would print a traceback of the import that it was in. What comes before is
    Python's own start, in which no program can change that.
    """
    if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
        _signal.signal(_signal.SIGINT, _signal.SIG_DFL)
    from audiobrief.cli import main

    main()


if __name__ == "__main__":
    run()
