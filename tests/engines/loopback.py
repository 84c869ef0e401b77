"""A speech server on loopback with OpenAI's API, which really speaks."""

from __future__ import annotations

import json
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import soxr

from audiobrief.encoder.ffmpeg import find_ffmpeg
from audiobrief.engines import Delivery, Engine
from audiobrief.errors import VoiceNotFound
from audiobrief.model import Speech

CONTENT_TYPES = {"wav": "audio/wav", "pcm": "audio/pcm", "mp3": "audio/mpeg", "flac": "audio/flac",
                 "opus": "audio/ogg", "aac": "audio/aac"}  # fmt: skip
FFMPEG_FORMATS = {"opus": "ogg", "aac": "adts"}
Fault = Callable[["SpeechHandler"], bool]
"""Damages one answer; returns whether it has sent the answer itself."""


class SpeechHandler(BaseHTTPRequestHandler):
    """Handles one request; the server has the engine and the remaining faults."""

    protocol_version = "HTTP/1.1"
    server: SpeechHTTPServer

    def do_GET(self) -> None:
        if self.path != "/v1/audio/voices" or self.server.voices is None:
            self.answer_json(404, {"detail": "Not Found"})
        else:
            self.answer_json(200, {"voices": self.server.voices})

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append((request, dict(self.headers)))
        with self.server.lock:
            fault = self.server.faults.pop(0) if self.server.faults else None
        if fault is not None and fault(self):
            return
        if len(request["input"]) > 4096:
            self.answer_json(400, {"error": {"message": "string too long"}})
            return
        try:
            content = self.server.speak(request)
        except VoiceNotFound as error:
            self.answer_json(400, {"error": {"message": str(error), "code": "invalid_voice"}})
            return
        self.answer(200, CONTENT_TYPES[request["response_format"]], content)

    def answer_json(self, status: int, content: Any, **headers: str) -> None:
        self.answer(status, "application/json", json.dumps(content).encode(), **headers)

    def answer(self, status: int, kind: str, content: bytes, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: Any) -> None:
        """Stay silent: tests check what the client says, not the server's log."""


class SpeechHTTPServer(ThreadingHTTPServer):
    """Speaks with one of audiobrief's engines."""

    daemon_threads = True

    def __init__(self, engine: Engine) -> None:
        super().__init__(("127.0.0.1", 0), SpeechHandler)
        self.engine = engine
        self.lock = threading.Lock()
        self.requests: list[tuple[dict[str, Any], dict[str, str]]] = []
        self.faults: list[Fault | None] = []
        self.voices: Any = None

    def handle_error(self, *args: Any) -> None:
        """Ignore clients that hang up, as several tests do."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def speak(self, request: dict[str, Any]) -> bytes:
        voice = "" if request["voice"] == "alloy" else request["voice"]
        delivery = Delivery(voice=voice, speed=request["speed"])
        return encode(self.engine.speak(request["input"], delivery), request["response_format"])


def encode(speech: Speech, name: str) -> bytes:
    """The speech at 24 kHz in the format `name`, encoded by ffmpeg as a stream, like a
    server's.

    Raw PCM is made without ffmpeg, since tests of whole runs ask for it for every sentence.
    """
    if name == "pcm":
        pcm: bytes = soxr.resample(speech.samples, speech.sample_rate, 24_000).tobytes()
        return pcm
    command = [find_ffmpeg(), "-v", "error", "-f", "s16le", "-ac", "1"]
    command += ["-ar", str(speech.sample_rate), "-i", "pipe:0", "-ar", "24000"]
    command += ["-f", FFMPEG_FORMATS.get(name, name), "pipe:1"]
    run = subprocess.run(
        command, input=speech.samples.tobytes(), capture_output=True, check=True
    )
    return run.stdout


@contextmanager
def serve(engine: Engine) -> Iterator[SpeechHTTPServer]:
    server = SpeechHTTPServer(engine)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


# ------------------------------------------------------------------- faults


def refuse(status: int, message: str = "no", **headers: str) -> Fault:
    def fault(handler: SpeechHandler) -> bool:
        handler.answer_json(status, {"error": {"message": message}}, **headers)
        return True

    return fault


def answer_with(content: bytes) -> Fault:
    def fault(handler: SpeechHandler) -> bool:
        handler.answer(200, "audio/wav", content)
        return True

    return fault


def cut_short(handler: SpeechHandler) -> bool:
    """Announce a thousand bytes more than are sent."""
    handler.send_response(200)
    handler.send_header("Content-Length", "2000")
    handler.end_headers()
    handler.wfile.write(b"RIFF" + bytes(996))
    handler.close_connection = True
    return True


def hang_up(handler: SpeechHandler) -> bool:
    handler.close_connection = True
    return True


def fall_silent(handler: SpeechHandler) -> bool:
    time.sleep(3)
    handler.close_connection = True
    return True


def drip(handler: SpeechHandler) -> bool:
    """Send a byte now and then, never silent for long and never finished."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    try:
        for _ in range(60):
            handler.wfile.write(b"R")
            time.sleep(0.05)
    except OSError:
        handler.close_connection = True
    return True
