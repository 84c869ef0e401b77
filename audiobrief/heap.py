"""The C library's heap, kept from growing with the length of an episode."""

from __future__ import annotations

import contextlib
import ctypes
import sys

M_MMAP_THRESHOLD = -3
"""Of mallopt(3)."""
LARGE_BYTES = 1 << 20
"""Blocks from this size on go back to the system when they are freed. At 512 KiB the pages
that come anew cost 0.05 of the processor's time, at 64 KiB 0.4; at 1 MiB nothing is measured."""


def give_back_large_blocks() -> None:
    """Let this process free blocks of samples for good; nothing but on glibc.

    Unless it is told, glibc takes the largest block that was freed, up to 32 MiB, for the
    size from which it does so (mallopt(3)), and arrays of samples then scatter over its heaps:
    a page ten times as long took 42 MB more.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, LARGE_BYTES)
