"""Limits memory, and keeps the C library's heap from growing with the length of an episode."""

from __future__ import annotations

import contextlib
import ctypes
import sys
from collections.abc import Iterator

BYTES_PER_MEGABYTE = 1_000_000
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


def limit_memory(megabytes: int) -> tuple[int, int] | None:
    """Limit the memory of this process, on Linux only; 0 sets no limit.

    RLIMIT_DATA counts writable memory (since Linux 4.7). RLIMIT_AS would also count
    address space that is only reserved, and threads, numerical libraries and graphics drivers
    reserve gigabytes of it. Returns the limits before, for `resource.setrlimit`; None if none
    was set.
    """
    if not megabytes or not sys.platform.startswith("linux"):
        return None
    import resource

    before = resource.getrlimit(resource.RLIMIT_DATA)
    limit = megabytes * BYTES_PER_MEGABYTE
    if before[1] != resource.RLIM_INFINITY:
        limit = min(limit, before[1])
    resource.setrlimit(resource.RLIMIT_DATA, (limit, before[1]))
    return before


@contextlib.contextmanager
def memory_limited(megabytes: int) -> Iterator[None]:
    """Limit the memory of this process inside the block, as `limit_memory` does."""
    before = limit_memory(megabytes)
    try:
        yield
    finally:
        if before is not None:
            import resource

            resource.setrlimit(resource.RLIMIT_DATA, before)
