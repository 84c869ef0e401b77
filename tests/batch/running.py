"""Runs batches by the command line or, where that is not the subject, by a function call."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from audiobrief.batch.events import Event, RunOptions
from audiobrief.batch.start import Tally, start_run
from audiobrief.settings.tree import Settings, read_settings
from tests.places import CHECKOUT
from tests.torture.running import Run, invoke

TONE = ("--engine", "tone", "--no-cache", "--loudness", "off")
"""Options for the quickest episode: an mp3, which needs no other program."""
QUICK = {
    "voice.engine": "tone",
    "cache.speech": False,
    "sound.loudness": "off",
    "publish.waveform": False,
}


def quick_settings(**changes: Any) -> Settings:
    """The settings of `TONE` with `changes`, whose names have "__" for the dots of a key."""
    named = {key.replace("__", "."): value for key, value in changes.items()}
    return read_settings(overrides={**QUICK, **named})


def make_all(
    source: Path | str, output: Path | str, settings: Settings, **wishes: Any
) -> tuple[list[Event], Tally]:
    """Runs a batch in this process; returns its events and its tally."""
    with start_run([source], str(output), settings, RunOptions(**wishes)) as run:
        return list(run), run.tally


def kinds(events: list[Event] | list[dict[str, Any]]) -> dict[str, int]:
    """Kind -> number of its events."""
    names = [e["event"] if isinstance(e, dict) else e.kind.value for e in events]
    return {name: names.count(name) for name in sorted(set(names))}


def batch(*args: str | Path, code: int | None = 0, **settings: Any) -> list[dict[str, Any]]:
    """Runs a batch by the command line, which must exit with `code`; returns its events."""
    run = Run("batch", *args, *TONE, "--json", **settings)
    found, out, err = run.finish()
    assert code is None or found == code, (found, err, out)
    assert run.survivors() == []
    return [json.loads(line) for line in out.splitlines()]


def batch_here(*args: str | Path, code: int = 0) -> list[dict[str, Any]]:
    """Like `batch`, but in this process, where workers start sooner after the first run."""
    found, out, err = invoke("batch", *args, *TONE, "--json")
    assert found == code, (found, err, out)
    return [json.loads(line) for line in out.splitlines()]


def plugin_environment(folder: Path) -> dict[str, str]:
    """The environment variables by which a process finds the plug-in in `folder`."""
    paths = [str(folder), str(CHECKOUT), os.environ.get("PYTHONPATH", "")]
    return {"PYTHONPATH": os.pathsep.join(filter(None, paths))}
