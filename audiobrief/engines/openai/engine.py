"""An engine for any server that offers `POST /v1/audio/speech`, as OpenAI's does.

Kokoro-FastAPI, LocalAI, Speaches and others offer it too: give their
`base_url`, model and voice. The key is read only from the environment.
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
from audiobrief.secret_texts import keep_password, keep_secret

OPENAI = "https://api.openai.com/v1"
OPENAI_VOICES = (
    "alloy", "ash", "ballad", "coral", "echo", "fable", "nova", "onyx", "sage", "shimmer", "verse",
)  # fmt: skip
FORMATS = ("wav", "pcm", "flac", "mp3", "opus", "aac")
"""Values of `response_format`; wav comes first, since it is lossless and states its rate."""
MAX_REQUEST_CHARACTERS = 4096
"""The limit of `input` (OpenAI API reference, "Create speech")."""
PCM_RATE = 24_000
"""Rate of OpenAI's and Kokoro's headerless PCM, in Hz."""
SPEEDS = (0.25, 4.0)
MAX_BACK_OFF_S = 30.0
LETTERS_PER_S = 15.0
"""Letters in a second of speech, for the estimate: 165 words a minute."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What speaking some texts will ask of a server."""

    characters: int
    requests: int
    seconds: float
    """Approximate length of the speech."""
    price: float | None
    """In the currency of `price_per_million`; None if that was not given."""


class OpenAIEngine:
    """Speaks through a server; see `audiobrief.engines.Engine`.

    It is never deterministic, since these models use random numbers; only the
    cache gives the same episode twice. Word times are estimated from the sound.
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
        """Prepare an engine that has sent nothing yet.

        `base_url` ends in "/v1"; if it is empty, `OPENAI_BASE_URL` is used, else
        OpenAI's own server. `timeout_s` is how long the server may be silent,
        `deadline_s` how long one text may take, including retries and waits.
        `max_chars` is how many characters may be sent in all.

        Raises:
            ConfigError: a setting is out of range.
            EngineUnavailable: the server is OpenAI's own, and there is no key.
        """
        address = (base_url or os.environ.get("OPENAI_BASE_URL") or OPENAI).rstrip("/")
        # messages and episodes name the server, and must not give its password away
        self.base_url = keep_password(address)
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
        keep_secret(key)
        self._check_settings(key_variable, key)
        self._server = SpeechServer(address, key, timeout_s, name=self.base_url)

    def voices(self) -> Sequence[Voice]:
        """OpenAI's voices, else those that the server lists, else the configured one.

        Servers other than OpenAI's may list their voices at `/audio/voices`.

        Raises:
            EngineUnavailable: the server does not answer.
        """
        if self.base_url == OPENAI:
            names: Sequence[str] = OPENAI_VOICES
        else:
            names = self._list_voices() or [self._voice]
        return [Voice(name, "", self._model) for name in names]

    def choose_voice(self, delivery: Delivery) -> Voice:
        """The named voice, else the configured one; the server is not asked."""
        return Voice(delivery.voice or self._voice)

    def speak(self, text: str, delivery: Delivery) -> Speech:
        """The text as the server speaks it; these models do not support `pitch`.

        Raises:
            EngineUnavailable: the engine is closed, or the server is silent or denies access.
            BudgetSpent: the text would exceed `max_chars`.
            VoiceNotFound: the server refuses the voice.
            SpeechFailed: none of `tries` attempts gave complete sound.
        """
        self._server.check_open()
        return speak_in_parts(
            text, MAX_REQUEST_CHARACTERS, lambda part, _: self._speak_part(part, delivery)
        )

    @property
    def sent(self) -> int:
        """Characters sent; see `audiobrief.engines.IsPaid`."""
        return self._sent

    def allow(self, characters: int) -> None:
        """Set the budget; see `audiobrief.engines.IsPaid`. It replaces `max_chars`."""
        with self._lock:
            self._max_chars, self._sent = characters, 0

    def estimate(self, texts: Iterable[str]) -> Estimate:
        """What speaking `texts` will ask of the server."""
        return estimate_requests(texts, self._price)

    def close(self) -> None:
        """Abandon the requests in progress, and close the connections."""
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
        """The refusal, or `VoiceNotFound` if the server refuses the voice."""
        if "voice" not in str(refusal).casefold():
            return refusal
        return VoiceNotFound(describe_unknown_voice(self.base_url, voice, self.voices()))

    def _choose_wait(self, attempt: int, asked_s: float | None) -> float:
        if asked_s is not None:
            return asked_s
        # jitter keeps callers that were refused at the same time from retrying at the same time
        wait_s: float = self._back_off_s * 2**attempt * random.uniform(0.75, 1.25)  # noqa: S311 -- not a secret
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
    """The most that speaking `texts` asks of a server; cached speech is not requested again."""
    characters = requests = 0
    for text in texts:
        sayable = make_sayable(text)
        if has_words(sayable):
            characters += len(sayable)
            requests += len(split_text(sayable, MAX_REQUEST_CHARACTERS))
    price = None if price_per_million is None else characters * price_per_million / 1_000_000
    return Estimate(characters, requests, characters / LETTERS_PER_S, price)


def read_voices(content: bytes) -> list[str]:
    """Names in the JSON with which a server lists its voices; empty if it has another form.

    Kokoro-FastAPI sends {"voices": ["af_bella", ...]}; others send objects with
    "id" or "name" in place of the strings.
    """
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return []
    if isinstance(found, dict):
        found = found.get("voices") or found.get("data") or []
    if not isinstance(found, list):
        return []
    names = [
        item.get("id") or item.get("name") if isinstance(item, dict) else item for item in found
    ]
    return list(dict.fromkeys(name for name in names if isinstance(name, str) and name))
