from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import threading

import pytest

from audiobrief.system.cores import MAX_THREADS, count_cores, count_threads, open_pool

LIMITED = """
import threading
from audiobrief.system.cores import count_cores, count_threads, limit_cores, open_pool
limit_cores(1)
done = open_pool(count_threads(), "speak").submit(threading.get_ident)
print(count_cores(), count_threads(), done.result() == threading.get_ident())
refused = open_pool(1, "speak").submit(int, "tide")
print(type(refused.exception()).__name__)
print(open_pool(3, "ask").submit(threading.get_ident).result() == threading.get_ident())
"""


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="a process cannot be bound")
def test_a_process_counts_the_cores_that_it_is_bound_to() -> None:
    bound = "import os; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})\n"
    code = bound + "from audiobrief.system.cores import count_cores; print(count_cores())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.strip() == b"1"


def test_threads_are_as_many_as_cores_up_to_a_bound() -> None:
    assert count_threads() == min(count_cores(), MAX_THREADS)


def test_on_one_core_calls_are_made_where_they_are_handed_in() -> None:
    # in its own process, since the limit cannot be lifted again
    done = subprocess.run(
        [sys.executable, "-c", LIMITED], capture_output=True, check=True, text=True
    )
    assert done.stdout.split() == ["1", "1", "True", "ValueError", "False"]


@pytest.mark.skipif(count_cores() < 2, reason="one core runs one call at once")
def test_on_more_cores_calls_run_beside_this_one() -> None:
    with open_pool(1, "speak") as pool:
        assert pool.submit(threading.get_ident).result() != threading.get_ident()


@pytest.mark.skipif(sys.platform != "linux", reason="counts threads in /proc")
def test_an_episode_starts_no_threads_for_products() -> None:
    code = """
        import os
        from audiobrief.cli import main
        main(["--version"], standalone_mode=False)
        import numpy as np
        matrix = np.ones((900, 900), np.float32)
        matrix @ matrix
        print(len(os.listdir("/proc/self/task")))
    """
    environment = {k: v for k, v in os.environ.items() if k != "OPENBLAS_NUM_THREADS"}
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        capture_output=True, check=True, text=True, env=environment,
    )  # fmt: skip
    assert done.stdout.split()[-1] == "1"
