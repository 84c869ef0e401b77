"""Fuzzes the targets in turn until a fault: `python -m tests.fuzz [SECONDS [TARGET...]]`.

The inputs that libFuzzer finds are kept in ``.fuzz/TARGET`` of this checkout, and the next run
starts from them.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

from tests.fuzz import CORPUS
from tests.places import CHECKOUT

LEARNED = CHECKOUT / ".fuzz"
SECONDS = 60
SLOW_S = 10
"""Seconds after which an input, run under tracing, is a fault; all inputs are small."""
MEMORY_MB = 2048


def main() -> None:
    from tests.fuzz.targets import TARGETS

    seconds = sys.argv[1] if len(sys.argv) > 1 else str(SECONDS)
    for name in sys.argv[2:] or TARGETS:
        sys.stdout.write(f"fuzzing {name} for {seconds} s\n")
        sys.stdout.flush()
        one = [
            sys.executable,
            "-c",
            f"from tests.fuzz.__main__ import fuzz; fuzz({name!r}, {seconds})",
        ]
        code = subprocess.run(one, check=False).returncode
        if code:
            sys.exit(code)


def fuzz(name: str, seconds: int) -> None:
    """Fuzz one target; ends this process."""
    import atheris

    os.environ["AUDIOBRIEF_CONFIG"] = "off"  # ignore the user's own settings
    with atheris.instrument_imports(include=["audiobrief", "tomllib"]):
        from tests.fuzz.targets import TARGETS
    target = TARGETS[name]
    learned = LEARNED / name
    learned.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", suffix=".dict", encoding="ascii") as words:
        words.writelines(f'"{escape(word)}"\n' for word in target.words.split())
        words.flush()
        options = [
            f"-max_total_time={seconds}", f"-timeout={SLOW_S}", f"-rss_limit_mb={MEMORY_MB}",
            f"-max_len={target.max_bytes}", "-print_final_stats=1",
            f"-artifact_prefix={LEARNED}/{name}-", str(learned), str(CORPUS / name),
        ]  # fmt: skip
        if target.words:
            options.append(f"-dict={words.name}")
        atheris.Setup([name, *options], target.run)
        atheris.Fuzz()


def escape(word: str) -> str:
    """A word in the syntax of libFuzzer's dictionaries."""
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


if __name__ == "__main__":
    main()
