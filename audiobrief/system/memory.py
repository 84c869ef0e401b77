"""Keeps the C library's heap from growing with the length of an episode."""

from __future__ import annotations

import contextlib
import ctypes
import sys

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3
"""Parameters of mallopt(3)."""
KEPT_BYTES = 1 << 20
"""Free memory at the end of a heap that stays with the process. The default once a threshold is
set, 128 KiB, was released and requested again with every block of samples."""
LARGE_BYTES = 1 << 19
"""The size from which freed blocks go back to the system. Requesting their memory again takes
no measurable time at 512 KiB, but 0.4 of the whole time at 64 KiB. A page nine times as long
takes 1.11 times the memory at 1 MiB, and 1.06 times at 512 KiB."""


def give_back_large_blocks() -> None:
    """Let this process return freed blocks of samples to the system; with glibc only.

    By default glibc raises its threshold to the largest block that was freed, up to 32 MiB
    (mallopt(3)). Arrays of samples are then scattered over its heaps: a page ten times as long
    took 42 MB more.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            mallopt = ctypes.CDLL(None).mallopt
            mallopt(M_MMAP_THRESHOLD, LARGE_BYTES)
            mallopt(M_TRIM_THRESHOLD, KEPT_BYTES)


def give_back_free_memory() -> None:
    """Return the free memory in the heaps to the system, after a stage that needed much of it.

    After an episode was encoded this takes 2 ms, and for one of an hour it frees 5 MB.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)
