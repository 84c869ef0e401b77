"""Batches as their users run them, and, where the command line is not the subject, in a call."""

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
"""The quickest episode that there is: an mp3 is made without a program beside it."""
QUICK = {
    "voice.engine": "tone",
    "cache.speech": False,
    "sound.loudness": "off",
    "publish.waveform": False,
}


def quick_settings(**changes: Any) -> Settings:
    """The settings of `TONE`; a key's dots are written "__"."""
    named = {key.replace("__", "."): value for key, value in changes.items()}
    return read_settings(overrides={**QUICK, **named})


def make_all(
    source: Path | str, output: Path | str, settings: Settings, **wishes: Any
) -> tuple[list[Event], Tally]:
    """The events of a run in this process, and its tally."""
    with start_run([source], str(output), settings, RunOptions(**wishes)) as run:
        return list(run), run.tally


def kinds(events: list[Event] | list[dict[str, Any]]) -> dict[str, int]:
    """Kind -> how many events of it."""
    names = [e["event"] if isinstance(e, dict) else e.kind.value for e in events]
    return {name: names.count(name) for name in sorted(set(names))}


def batch(*args: str | Path, code: int | None = 0, **settings: Any) -> list[dict[str, Any]]:
    """The events of a run by the command line that ends with `code`."""
    run = Run("batch", *args, *TONE, "--json", **settings)
    found, out, err = run.finish()
    assert code is None or found == code, (found, err, out)
    assert run.survivors() == []
    return [json.loads(line) for line in out.splitlines()]


def batch_here(*args: str | Path, code: int = 0) -> list[dict[str, Any]]:
    """As `batch`, from this process, whose workers start sooner after its first run."""
    found, out, err = invoke("batch", *args, *TONE, "--json")
    assert found == code, (found, err, out)
    return [json.loads(line) for line in out.splitlines()]


def plugin_environment(folder: Path) -> dict[str, str]:
    """What a process needs in its environment to find the plug-in in `folder`."""
    paths = [str(folder), str(CHECKOUT), os.environ.get("PYTHONPATH", "")]
    return {"PYTHONPATH": os.pathsep.join(filter(None, paths))}
