"""Any server that speaks `POST /v1/audio/speech`, as OpenAI's does.

Kokoro-FastAPI, LocalAI, Speaches and others speak it too: give their
`base_url`, model and voice. The key comes from the environment alone.
"""

from __future__ import annotations

import json
import os
import random
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from audiobrief.audio import scale
from audiobrief.engines import Delivery, Voice
from audiobrief.engines.estimate import estimate_words
from audiobrief.engines.openai.speech_server import Refusal, SpeechServer, TryAgain
from audiobrief.engines.pcm import NotSound, decode
from audiobrief.engines.splitting import speak_in_parts
from audiobrief.engines.text_limits import has_words, least_seconds, make_sayable, split_text
from audiobrief.engines.voices import describe_unknown_voice
from audiobrief.errors import (
    BudgetSpent,
    ConfigError,
    EngineError,
    EngineUnavailable,
    SpeechFailed,
    VoiceNotFound,
)
from audiobrief.model import Speech

OPENAI = "https://api.openai.com/v1"
OPENAI_VOICES = (
    "alloy", "ash", "ballad", "coral", "echo", "fable", "nova", "onyx", "sage", "shimmer", "verse",
)  # fmt: skip
FORMATS = ("wav", "pcm", "flac", "mp3", "opus", "aac")
"""Values of `response_format`; wav first, since it loses nothing and knows its rate."""
MAX_REQUEST_CHARACTERS = 4096
"""Of `input` (OpenAI API reference, "Create speech")."""
PCM_RATE = 24_000
"""Hz of OpenAI's and Kokoro's headerless PCM."""
SPEEDS = (0.25, 4.0)
MAX_BACK_OFF_S = 30.0
LETTERS_PER_S = 15.0
"""Of speech, for the estimate: 165 words a minute."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What speaking some texts asks of a server, before it is asked."""

    characters: int
    requests: int
    seconds: float
    """Of speech, about."""
    price: float | None
    """In the currency of `price_per_million`; None where that was not given."""


class OpenAIEngine:
    """Speaks through a server; see `audiobrief.engines.Engine`.

    Never deterministic: these models draw lots. The cache is what gives the
    same episode twice. Word times are estimated from the sound.
    """

    name = "openai"
    deterministic = False

    def __init__(
        self,
        *,
        base_url: str = "",
        model: str = "gpt-4o-mini-tts",
        voice: str = "alloy",
        instructions: str = "",
        response_format: str = "wav",
        pcm_rate: int = PCM_RATE,
        key_variable: str = "OPENAI_API_KEY",
        concurrency: int = 4,
        tries: int = 5,
        back_off_s: float = 0.5,
        timeout_s: float = 60.0,
        deadline_s: float = 300.0,
        max_chars: int | None = None,
        price_per_million: float | None = None,
    ) -> None:
        """An engine that has asked nothing yet.

        `base_url` ends in "/v1"; empty for `OPENAI_BASE_URL`, else OpenAI's own.
        `timeout_s` is how long the server may be silent, `deadline_s` how long
        one text may take, tries and waits included. `max_chars` is how many
        characters may be sent in all.

        Raises:
            ConfigError: a setting is out of range.
            EngineUnavailable: OpenAI's own server is meant, and there is no key.
        """
        self.base_url = (base_url or os.environ.get("OPENAI_BASE_URL") or OPENAI).rstrip("/")
        self.version = (
            f"{self.base_url} {model} {response_format} {voice} {instructions}".strip()
        )
        self.concurrency = concurrency
        self._model, self._voice, self._instructions = model, voice, instructions
        self._format, self._pcm_rate = response_format, pcm_rate
        self._tries, self._back_off_s = tries, back_off_s
        self._timeout_s, self._deadline_s = timeout_s, deadline_s
        self._max_chars, self._price = max_chars, price_per_million
        self._sent = 0
        self._lock = threading.Lock()
        key = os.environ.get(key_variable, "").strip()
        self._check_settings(key_variable, key)
        self._server = SpeechServer(self.base_url, key, timeout_s)

    def voices(self) -> Sequence[Voice]:
        """OpenAI's, else what the server lists at `/audio/voices`, else the one that is set.

        Raises:
            EngineUnavailable: the server does not answer.
        """
        if self.base_url == OPENAI:
            names: Sequence[str] = OPENAI_VOICES
        else:
            names = self._list_voices() or [self._voice]
        return [Voice(name, "", self._model) for name in names]

    def choose_voice(self, delivery: Delivery) -> Voice:
        """The voice that is named, else the one that is set; the server is not asked."""
        return Voice(delivery.voice or self._voice)

    def speak(self, text: str, delivery: Delivery) -> Speech:
        """The text as the server speaks it; `pitch` is not for these models.

        Raises:
            EngineUnavailable: closed, no answer, or no right to ask; BudgetSpent: over `max_chars`.
            VoiceNotFound: the server refuses the voice.
            SpeechFailed: no whole sound came, as often as `tries`.
        """
        self._server.check_open()
        return speak_in_parts(
            text, MAX_REQUEST_CHARACTERS, lambda part, _: self._speak_part(part, delivery)
        )

    @property
    def sent(self) -> int:
        """As `audiobrief.engines.IsPaid` has it."""
        return self._sent

    def allow(self, characters: int) -> None:
        """As `audiobrief.engines.IsPaid` has it: `max_chars` counts no more."""
        with self._lock:
            self._max_chars, self._sent = characters, 0

    def estimate(self, texts: Iterable[str]) -> Estimate:
        """What speaking `texts` will ask of the server."""
        return estimate_requests(texts, self._price)

    def close(self) -> None:
        """Give up what is being asked, and end the connections."""
        self._server.close()

    # ------------------------------------------------------------ one text

    def _speak_part(self, text: str, delivery: Delivery) -> Speech:
        self._spend(len(text))
        payload: dict[str, Any] = {
            "model": self._model,
            "input": text,
            "voice": delivery.voice or self._voice,
            "response_format": self._format,
            "speed": min(max(delivery.speed, SPEEDS[0]), SPEEDS[1]),
        }
        if self._instructions:
            payload["instructions"] = self._instructions
        end = time.monotonic() + self._deadline_s
        for attempt in range(self._tries):
            try:
                content = self._server.ask("POST", "/audio/speech", payload, end)
                return self._read_speech(content, text, delivery)
            except Refusal as refusal:
                raise self._explain(refusal, payload["voice"]) from refusal
            except TryAgain as failure:
                reason = str(failure)
                wait_s = self._choose_wait(attempt, failure.wait_s)
                if attempt + 1 == self._tries or time.monotonic() + wait_s >= end:
                    raise SpeechFailed(
                        f"{self.base_url} failed: {reason} (tried {attempt + 1} times)"
                    ) from failure
                self._server.wait(wait_s)
        raise AssertionError("tries is at least 1")

    def _read_speech(self, content: bytes, text: str, delivery: Delivery) -> Speech:
        try:
            samples, rate = decode(
                content, pcm_rate=self._pcm_rate if self._format == "pcm" else None
            )
        except NotSound as error:
            raise TryAgain(f"its answer is not audio: {error}") from error
        if len(samples) < least_seconds(text, delivery.speed) * rate:
            seconds = len(samples) / rate
            raise TryAgain(f"{len(text)} characters came back as {seconds:.2f} s of sound")
        if not samples.any():
            raise TryAgain("its answer is silent")
        words = estimate_words(text, samples, rate)
        if delivery.volume != 1.0:
            samples = scale(samples, delivery.volume)
        return Speech(samples, rate, words, exact=False)

    def _explain(self, refusal: Refusal, voice: str) -> EngineError:
        """The refusal; as VoiceNotFound where it is the voice that the server knows not."""
        if "voice" not in str(refusal).casefold():
            return refusal
        return VoiceNotFound(describe_unknown_voice(self.base_url, voice, self.voices()))

    def _choose_wait(self, attempt: int, asked_s: float | None) -> float:
        if asked_s is not None:
            return asked_s
        # jitter keeps many callers that were refused at once from coming back at once
        wait_s: float = self._back_off_s * 2**attempt * random.uniform(0.75, 1.25)  # noqa: S311 -- no secret
        return min(wait_s, MAX_BACK_OFF_S)

    def _list_voices(self) -> list[str]:
        end = time.monotonic() + self._timeout_s
        try:
            content = self._server.ask("GET", "/audio/voices", None, end)
        except Refusal:
            return []
        except (TryAgain, SpeechFailed) as error:
            raise EngineUnavailable(f"{self.base_url} does not answer: {error}") from error
        return read_voices(content)

    # -------------------------------------------------------------- limits

    def _spend(self, characters: int) -> None:
        with self._lock:
            if self._max_chars is not None and self._sent + characters > self._max_chars:
                raise BudgetSpent(
                    f"{self._sent + characters:,} characters would exceed the budget of "
                    f"{self._max_chars:,}; {self._sent:,} were sent (see --max-chars)"
                )
            self._sent += characters

    def _check_settings(self, key_variable: str, key: str) -> None:
        if urlsplit(self.base_url).scheme not in {"http", "https"}:
            raise ConfigError(f"base_url {self.base_url!r} is not an http(s) address")
        if self._format not in FORMATS:
            raise ConfigError(
                f"response_format {self._format!r} is not one of {', '.join(FORMATS)}"
            )
        if key and not (key.isascii() and key.isprintable()):
            raise ConfigError(
                f"the key in {key_variable} has characters that a key cannot have; correct it"
            )
        if self.concurrency < 1 or self._tries < 1:
            raise ConfigError("concurrency and tries of engine 'openai' must be at least 1")
        if self.base_url == OPENAI and not key:
            raise EngineUnavailable(
                f"engine 'openai' needs a key: set {key_variable}, or base_url for another server"
            )


def estimate_requests(texts: Iterable[str], price_per_million: float | None = None) -> Estimate:
    """What speaking `texts` asks of a server, at most: kept speech is not asked for again."""
    characters = requests = 0
    for text in texts:
        sayable = make_sayable(text)
        if has_words(sayable):
            characters += len(sayable)
            requests += len(split_text(sayable, MAX_REQUEST_CHARACTERS))
    price = None if price_per_million is None else characters * price_per_million / 1_000_000
    return Estimate(characters, requests, characters / LETTERS_PER_S, price)


def read_voices(content: bytes) -> list[str]:
    """Names in the JSON that servers list their voices with, whichever of their forms it is.

    {"voices": ["af_bella", ...]} of Kokoro-FastAPI, or objects with "id" or
    "name" in place of the strings; empty for anything else.
    """
    try:
        found = json.loads(content)
    except ValueError:
        return []
    if isinstance(found, dict):
        found = found.get("voices") or found.get("data") or []
    if not isinstance(found, list):
        return []
    names = [
        item.get("id") or item.get("name") if isinstance(item, dict) else item for item in found
    ]
    return list(dict.fromkeys(name for name in names if isinstance(name, str) and name))
