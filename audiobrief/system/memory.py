"""Limits memory, and keeps the C library's heap from growing with the length of an episode."""

from __future__ import annotations

import contextlib
import ctypes
import sys
from collections.abc import Iterator

BYTES_PER_MEGABYTE = 1_000_000
WRITTEN = 1 / 3
"""The share of a command's address space that it writes to, which `ulimit -d` counts: `make` is done
at 205 MB, and not at 184."""
NO_ROOM = "the machine has too little memory free, or allows too few processes (ulimit -u)"
SAID_OF_SHORTAGE: dict[type[BaseException], str] = {
    # errors that Python has no class of its own for -> how their messages end
    RuntimeError: "can't start new thread",
    ImportError: "failed to map segment from shared object",
}
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


def find_limit(megabytes: int) -> tuple[int, str]:
    """The MB at which memory ends for a process under `limit_memory(megabytes)`, and what sets it.

    What sets it is "batch.memory_mb", or "ulimit -v" or "ulimit -d": a shell, a service or a
    scheduler of jobs may have allowed less. 0 MB is no limit.
    """
    found = (megabytes, "batch.memory_mb")
    for name, allowed in _list_limits():
        if not found[0] or allowed < found[0]:
            found = (allowed, name)
    return found


def _list_limits() -> list[tuple[str, int]]:
    """The limits that a shell or service has set for this process, with their MB."""
    if not sys.platform.startswith("linux"):
        return []
    import resource

    # `limit_memory` raises the soft limit of data as far as the hard one lets it
    given = {
        "ulimit -v": resource.getrlimit(resource.RLIMIT_AS)[0],
        "ulimit -d": resource.getrlimit(resource.RLIMIT_DATA)[1],
    }
    return [
        (name, limit // BYTES_PER_MEGABYTE)
        for name, limit in given.items()
        if limit != resource.RLIM_INFINITY
    ]


def describe_shortage(name: str, megabytes: int) -> str:
    """A message that reading `name` took more memory than there is, and what allows more."""
    allowed, setting = find_limit(megabytes)
    if not allowed:
        return f"{name} needs more memory to read than this machine has free"
    told = f"{name} needs more than {allowed} MB of memory to read"
    if setting == "batch.memory_mb":
        return f"{told}; if you trust it, allow more with {setting}"
    return (
        f"{told}, which is the limit of the shell or service that started audiobrief; "
        f"{_raise(setting)}"
    )


def describe_little_space(name: str, space_mb: int) -> str:
    """A message that `name`, which takes so much address space, has less; empty if it has enough.

    It is asked before numpy is imported: where OpenBLAS gets no memory, it prints a line of its
    own and ends the process.
    """
    for setting, allowed in _list_limits():
        needed = space_mb if setting == "ulimit -v" else round(space_mb * WRITTEN)
        if allowed < needed:
            return (
                f"{name} takes {needed} MB of memory, and the shell or service that started "
                f"audiobrief allows {allowed}; {_raise(setting)}"
            )
    return ""


def describe_own_shortage() -> str:
    """What to say if this process `is_shortage` of memory outside of any page or worker."""
    allowed, setting = find_limit(0)
    if allowed:
        return (
            f"it took more than the {allowed} MB of memory that the shell or service which "
            f"started audiobrief allows; {_raise(setting)}"
        )
    return NO_ROOM


def is_shortage(error: BaseException) -> bool:
    """Whether an error means that there is too little memory.

    The C library needs address space for a thread's stack and for a library, too.
    """
    said = SAID_OF_SHORTAGE.get(type(error))
    return isinstance(error, MemoryError) or (said is not None and str(error).endswith(said))


def describe_worker_shortage(error: BaseException) -> str:
    """What to say of an error that `is_shortage` in a worker, and what allows more."""
    allowed, setting = find_limit(_own_limit())
    if allowed and setting != "batch.memory_mb":
        return (
            f"it needed more than the {allowed} MB of memory that the shell or service which "
            f"started audiobrief allows; {_raise(setting)}"
        )
    if isinstance(error, MemoryError):
        return str(error) or "it needed more memory than a worker may use (batch.memory_mb)"
    return f"no further thread could be started: {NO_ROOM}"


def _own_limit() -> int:
    """The MB that `limit_memory` set in this process; 0 if none, or no less than the shell's."""
    if not sys.platform.startswith("linux"):
        return 0
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    return 0 if soft in {resource.RLIM_INFINITY, hard} else soft // BYTES_PER_MEGABYTE


def _raise(setting: str) -> str:
    return f"allow more with `{setting} unlimited` there"


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
