"""The process in which pyttsx3's public API runs; see `engine`.

Each process speaks one text: pyttsx3 2.99 keeps only the last text that was
queued, and a driver that has spoken once may end the next run before it begins.
"""

from __future__ import annotations

import ctypes
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

from audiobrief.engines.guarded_worker import Answer, Speak
from audiobrief.errors import EngineUnavailable

POLL_S = 0.01
SETTLED_S = 0.5
"""Seconds without growth after which a file is complete, if the driver does not report it."""
HEADER_BYTES = 44
"""Size of a WAV file's header; a file of that size has no sound yet."""
RTLD_GLOBAL = getattr(ctypes, "RTLD_GLOBAL", 0)
NATURAL_RATES = {
    # driver -> the words a minute that it sets when it starts, for drivers that cannot be
    # asked: espeak_GetParameter takes two arguments and pyttsx3 2.99 passes one, so that it
    # returns eSpeak's own 175 whenever a register happens to hold a zero
    "espeak": 200,
}


def load(settings: dict[str, Any]) -> Speak:
    """A function that answers one request, to list voices or save a text; takes no settings."""
    del settings
    return answer


def answer(request: dict[str, Any]) -> Answer:
    """{"voices": [[id, name, languages, gender]]}, or {"finished": how the end was noticed}.

    Raises:
        EngineUnavailable: the platform has no speech.
        ValueError: the voice could not be set.
    """
    try:
        engine = _start()
    except Exception as error:
        # drivers pass on any exception of their platform's bindings
        raise EngineUnavailable(f"{type(error).__name__}: {error}") from error
    voices = [
        [str(voice.id), str(voice.name), [_decode(tag) for tag in voice.languages or []],
         str(voice.gender or "")]
        for voice in engine.getProperty("voices")
    ]  # fmt: skip
    if request["do"] == "voices":
        rate = NATURAL_RATES.get(str(engine)) or engine.getProperty("rate")
        return {"voices": voices, "driver": str(engine), "rate": rate}, b""
    if request["voice"]:
        engine.setProperty("voice", request["voice"])
    engine.setProperty("rate", request["rate"])
    finished = _save(engine, request["text"], Path(request["path"]))
    # pyttsx3 swallows the event that reports a voice that cannot be set
    if (
        request["voice"]
        and str(engine.getProperty("voice")).lower() != request["voice"].lower()
    ):
        raise ValueError(f"the voice {request['voice']} was not set")
    return {"finished": finished}, b""


def _start() -> Any:
    if sys.platform == "linux":
        _offer_bundled_espeak()
    import pyttsx3

    return pyttsx3.init()


def _offer_bundled_espeak() -> None:
    """Let pyttsx3 find espeakng-loader's library if the system has none.

    A library that is already loaded serves all later requests for its soname
    (dlopen(3)); it looks for its data in ESPEAK_DATA_PATH.
    """
    try:
        ctypes.CDLL("libespeak-ng.so.1")
    except OSError:
        import espeakng_loader

        os.environ["ESPEAK_DATA_PATH"] = str(Path(espeakng_loader.get_data_path()).parent)
        ctypes.CDLL(espeakng_loader.get_library_path(), mode=RTLD_GLOBAL)


def _save(engine: Any, text: str, path: Path) -> str:
    """Save to a file, and return when it is complete; the asking process sets the deadline.

    `runAndWait` cancels eSpeak's work as soon as everything is queued, and
    eSpeak then drops the setting that it has just taken up (fifo.c,
    `say_thread`): up to one text in ten was spoken at 200 words a minute,
    whatever rate was set. The driver's own loop cancels nothing and ends with
    the text. The other drivers need `runAndWait`; only some of them send the
    finished-utterance event.
    """
    finished = threading.Event()
    engine.connect("finished-utterance", lambda name, completed: finished.set())  # noqa: ARG005 -- called by keyword
    engine.save_to_file(text, str(path))
    if str(engine) == "espeak":
        engine.startLoop()
    else:
        engine.runAndWait()
    size, since = -1, time.monotonic()
    while True:
        if finished.wait(POLL_S) and _size_of(path) > HEADER_BYTES:
            return "by its event"
        now = _size_of(path)
        if now != size:
            size, since = now, time.monotonic()
        if size > HEADER_BYTES and time.monotonic() - since > SETTLED_S:
            return "by its size"


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1


def _decode(tag: Any) -> str:
    # some drivers give bytes that begin with a priority byte
    return (
        tag.decode("utf-8", "replace").lstrip("\x05\x02")
        if isinstance(tag, bytes)
        else str(tag)
    )
