"""The C library's heap, kept from growing with the length of an episode."""

from __future__ import annotations

import contextlib
import ctypes
import sys

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3
"""Of mallopt(3)."""
KEPT_BYTES = 1 << 20
"""Free memory at the end of a heap that is kept for what comes next: 128 KiB, the default
once a threshold is set, went and came back with every block of samples."""
LARGE_BYTES = 1 << 19
"""Blocks from this size on go back to the system when they are freed. The pages that come anew
cost no time that can be measured, and 0.4 of the whole at 64 KiB; at 1 MiB a page nine times
as long takes 1.11 of the memory, at 512 KiB 1.06."""


def give_back_large_blocks() -> None:
    """Let this process free blocks of samples for good; nothing but on glibc.

    Unless it is told, glibc takes the largest block that was freed, up to 32 MiB, for the
    size from which it does so (mallopt(3)), and arrays of samples then scatter over its heaps:
    a page ten times as long took 42 MB more.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            mallopt = ctypes.CDLL(None).mallopt
            mallopt(M_MMAP_THRESHOLD, LARGE_BYTES)
            mallopt(M_TRIM_THRESHOLD, KEPT_BYTES)


def give_back_free_memory() -> None:
    """Let go of what lies free in the heaps: when a stage is done that needed much of it.

    Two milliseconds after an episode was encoded, and 5 MB of an hour's.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)
