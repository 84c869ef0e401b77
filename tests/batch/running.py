"""`audiobrief batch` as its user runs it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.torture.running import Run

TONE = ("--engine", "tone", "--no-cache", "--format", "wav", "--loudness", "off")
"""The quickest episode that there is."""


def batch(*args: str | Path, code: int | None = 0, **settings: Any) -> list[dict[str, Any]]:
    """The events of a run that ends with `code`."""
    run = Run("batch", *args, *TONE, "--json", **settings)
    found, out, err = run.finish()
    assert code is None or found == code, (found, err, out)
    assert run.survivors() == []
    return [json.loads(line) for line in out.splitlines()]


def kinds(events: list[dict[str, Any]]) -> dict[str, int]:
    """Kind -> how many events of it."""
    names = [event["event"] for event in events]
    return {name: names.count(name) for name in sorted(set(names))}
