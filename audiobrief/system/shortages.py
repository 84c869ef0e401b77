"""What to do where the system has nothing left of what every process shares."""

from __future__ import annotations

import errno

FILE_LIMITS = {
    # the system's answer where it opens no more files, pipes or sockets -> what to do
    errno.EMFILE: "raise the number of files that a process may open (ulimit -n)",
    errno.ENFILE: "raise the number of files that the system may open",
}
