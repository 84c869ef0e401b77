import socket
import struct
import threading
import time
from collections.abc import Iterator

import numpy as np
import pytest

from audiobrief.engines import Delivery, load_engine
from audiobrief.engines.espeak.engine import EspeakEngine
from audiobrief.engines.openai.engine import OpenAIEngine, read_voices
from audiobrief.engines.openai.speech_server import parse_wait, read_message
from audiobrief.errors import (
    ConfigError,
    EngineError,
    EngineUnavailable,
    SpeechFailed,
    VoiceNotFound,
)
from tests.engines import loopback
from tests.engines.loopback import Fault, SpeechHTTPServer

TEXT = "The harbour, closed since May, opens again on Monday."


@pytest.fixture(scope="module")
def speaker() -> Iterator[EspeakEngine]:
    engine = EspeakEngine()
    yield engine
    engine.close()


@pytest.fixture
def server(speaker: EspeakEngine) -> Iterator[SpeechHTTPServer]:
    with loopback.serve(speaker) as server:
        yield server


@pytest.fixture
def engine(server: SpeechHTTPServer) -> Iterator[OpenAIEngine]:
    engine = OpenAIEngine(base_url=server.url, back_off_s=0.01)
    yield engine
    engine.close()


@pytest.mark.parametrize("name", ["wav", "pcm", "flac", "mp3", "opus", "aac"])
def test_what_is_spoken_is_heard_in_every_format(
    server: SpeechHTTPServer, speaker: EspeakEngine, name: str
) -> None:
    engine = OpenAIEngine(base_url=server.url, response_format=name)
    speech = engine.speak(TEXT, Delivery())
    spoken = speaker.speak(TEXT, Delivery())
    assert len(speech.samples) / speech.sample_rate == pytest.approx(
        len(spoken.samples) / spoken.sample_rate, abs=0.1
    )
    # every 50 ms is as loud as in the original speech
    ours, theirs = (envelope(s.samples, s.sample_rate) for s in (speech, spoken))
    count = min(len(ours), len(theirs))
    correlation = max(
        np.corrcoef(ours[lag:count], theirs[: count - lag])[0, 1] for lag in (0, 1, 2)
    )
    assert correlation > 0.9
    assert not speech.exact
    assert [TEXT[w.text_start : w.text_end] for w in speech.words] == TEXT.split()
    engine.close()


def envelope(samples: np.ndarray, rate: int) -> np.ndarray:
    frame = rate // 20
    cut = samples[: len(samples) // frame * frame].astype(np.float64)
    return np.asarray(np.sqrt((cut.reshape(-1, frame) ** 2).mean(axis=1)))


def test_the_request_is_the_apis(
    server: SpeechHTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOME_KEY", " sk-secret\n")
    engine = OpenAIEngine(
        base_url=server.url + "/",
        model="kokoro",
        key_variable="SOME_KEY",
        instructions="Calmly.",
    )
    engine.speak(TEXT, Delivery(voice="en-us", speed=1.25))
    ((request, headers),) = server.requests
    assert request == {
        "model": "kokoro",
        "input": TEXT,
        "voice": "en-us",
        "response_format": "wav",
        "speed": 1.25,
        "instructions": "Calmly.",
    }
    assert headers["Authorization"] == "Bearer sk-secret"
    assert "secret" not in engine.version
    engine.close()


def test_a_long_text_goes_in_requests_that_the_api_takes(
    server: SpeechHTTPServer, engine: OpenAIEngine
) -> None:
    text = TEXT + " " + "Nobody was hurt in the storm. " * 150
    speech = engine.speak(text, Delivery())
    sent = [request["input"] for request, _ in server.requests]
    assert "".join(sent) == text
    assert len(sent) == 2
    assert all(part.rstrip().endswith(".") for part in sent)
    assert len(speech.words) == len(text.split())
    assert speech.words[-1].text_end == len(text.rstrip())


@pytest.mark.parametrize(
    "fault",
    [
        loopback.refuse(429, "slow down"),
        loopback.refuse(500),
        loopback.refuse(503, Retry_After="0"),
        loopback.cut_short,
        loopback.hang_up,
        loopback.answer_with(b""),
        loopback.answer_with(b"<html>502 Bad Gateway</html>"),
        loopback.answer_with(b"RIFF\0\0\0\0WAVEfmt "),
        loopback.answer_with(b"ID3" + bytes(400)),
        loopback.answer_with(
            b"RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x03\0\x01\0"
            + struct.pack("<IIHH", 24000, 96000, 4, 32)
            + b"data\xff\xff\xff\xff"
            + b"\0\0\xc0\x7f" * 48000
        ),
        loopback.answer_with(
            b"RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0"
            + struct.pack("<IIHH", 24000, 48000, 2, 16)
            + b"data\xff\xff\xff\xff"
            + bytes(96000)
        ),
    ],
    ids=[
        "too many requests", "server error", "busy", "cut short", "hangs up", "empty",
        "a page", "torn wav", "torn mp3", "NaN", "silence",
    ],
)  # fmt: skip
def test_a_fault_is_tried_again(
    server: SpeechHTTPServer, engine: OpenAIEngine, fault: Fault
) -> None:
    server.faults = [fault]
    assert len(engine.speak(TEXT, Delivery()).samples) > 24_000
    assert len(server.requests) == 2


def test_faults_that_do_not_end_are_named(server: SpeechHTTPServer) -> None:
    engine = OpenAIEngine(base_url=server.url, back_off_s=0.001, tries=3)
    server.faults = [loopback.refuse(503, "still loading the model")] * 3
    with pytest.raises(
        SpeechFailed, match=r"HTTP 503: still loading the model \(tried 3 times"
    ):
        engine.speak(TEXT, Delivery())
    assert len(server.requests) == 3
    engine.close()


def test_retry_after_is_kept(server: SpeechHTTPServer, engine: OpenAIEngine) -> None:
    server.faults = [loopback.refuse(429, Retry_After="1")]
    start = time.monotonic()
    engine.speak(TEXT, Delivery())
    assert time.monotonic() - start >= 1


def test_a_wait_past_the_deadline_is_not_waited(server: SpeechHTTPServer) -> None:
    engine = OpenAIEngine(base_url=server.url, deadline_s=5)
    server.faults = [loopback.refuse(429, "wait", Retry_After="3600")]
    start = time.monotonic()
    with pytest.raises(SpeechFailed, match="429"):
        engine.speak(TEXT, Delivery())
    assert time.monotonic() - start < 2
    engine.close()


@pytest.mark.parametrize("fault", [loopback.fall_silent, loopback.drip])
def test_the_deadline_holds_whatever_the_server_does(
    server: SpeechHTTPServer, fault: Fault
) -> None:
    engine = OpenAIEngine(base_url=server.url, deadline_s=0.6, timeout_s=30)
    server.faults = [fault]
    start = time.monotonic()
    with pytest.raises(SpeechFailed, match="did not finish in time"):
        engine.speak(TEXT, Delivery())
    assert time.monotonic() - start < 1.5
    engine.close()


def test_a_silent_server_is_left_after_the_timeout(server: SpeechHTTPServer) -> None:
    engine = OpenAIEngine(base_url=server.url, timeout_s=1.0, back_off_s=0.01)
    server.faults = [loopback.fall_silent]
    assert len(engine.speak(TEXT, Delivery()).samples) > 0
    assert len(server.requests) >= 2
    engine.close()


def test_close_ends_a_request_and_asks_nothing_more(server: SpeechHTTPServer) -> None:
    engine = OpenAIEngine(base_url=server.url)
    server.faults = [loopback.fall_silent]
    outcome: list[Exception] = []

    def speak() -> None:
        try:
            engine.speak(TEXT, Delivery())
        except EngineError as error:
            outcome.append(error)

    thread = threading.Thread(target=speak)
    thread.start()
    while not server.requests:
        time.sleep(0.01)
    engine.close()
    thread.join(1)
    assert not thread.is_alive()
    assert "closed" in str(outcome[0])
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("fault", "error", "message"),
    [
        (loopback.refuse(401, "bad key"), EngineUnavailable, "key is not accepted .*bad key"),
        (loopback.refuse(403), EngineUnavailable, "not allowed"),
        (loopback.refuse(429, "insufficient_quota"), EngineUnavailable, "quota is used up"),
        (loopback.refuse(400, "model 'x' does not exist"), SpeechFailed, "model 'x' does not"),
        (loopback.refuse(307, Location="http://127.0.0.1:1/"), SpeechFailed, "307"),
    ],
)
def test_a_refusal_is_not_asked_again(
    server: SpeechHTTPServer,
    engine: OpenAIEngine,
    fault: Fault,
    error: type[EngineError],
    message: str,
) -> None:
    server.faults = [fault]
    with pytest.raises(error, match=message):
        engine.speak(TEXT, Delivery())
    assert len(server.requests) == 1


def test_an_unknown_voice_names_the_nearest_of_the_server(
    server: SpeechHTTPServer, engine: OpenAIEngine
) -> None:
    server.voices = ["en-gb", "en-us", {"id": "de", "name": "German"}]
    with pytest.raises(VoiceNotFound, match=r"'en-xx' is unknown .* nearest: en-"):
        engine.speak(TEXT, Delivery(voice="en-xx"))
    assert [voice.name for voice in engine.voices()] == ["en-gb", "en-us", "de"]


def test_nobody_listens() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        engine = OpenAIEngine(base_url=url, tries=2, back_off_s=0.01)
        with pytest.raises(EngineError, match="connection failed"):
            engine.speak(TEXT, Delivery())
        with pytest.raises(EngineUnavailable, match="does not answer"):
            engine.voices()


def test_the_budget_is_kept_before_anything_is_sent(server: SpeechHTTPServer) -> None:
    engine = OpenAIEngine(base_url=server.url, max_chars=100, price_per_million=15.0)
    estimate = engine.estimate([TEXT, "", "x" * 5000])
    assert (estimate.characters, estimate.requests) == (len(TEXT) + 5000, 3)
    assert estimate.price == pytest.approx((len(TEXT) + 5000) * 15e-6)
    engine.speak(TEXT, Delivery())
    with pytest.raises(EngineUnavailable, match="budget of 100; 53 were sent"):
        engine.speak(TEXT, Delivery())
    assert len(server.requests) == 1
    engine.close()


def test_openais_own_server_needs_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    with pytest.raises(EngineUnavailable, match="set OPENAI_API_KEY"):
        load_engine("openai")
    monkeypatch.setenv("OPENAI_API_KEY", "k")
    assert "alloy" in [voice.name for voice in load_engine("openai").voices()]


@pytest.mark.parametrize(
    "settings",
    [{"base_url": "file:///etc/passwd"}, {"response_format": "midi"}, {"tries": 0}],
)
def test_settings_are_checked(settings: dict[str, object]) -> None:
    with pytest.raises(ConfigError):
        load_engine("openai", **({"base_url": "http://127.0.0.1/v1"} | settings))


def test_a_key_that_cannot_be_sent_is_said(
    server: SpeechHTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "a\nb")
    with pytest.raises(ConfigError, match="key"):
        OpenAIEngine(base_url=server.url)


@pytest.mark.parametrize(
    ("header", "wait_s"),
    [("2", 2), ("", None), ("soon", None), ("Wed, 01 Jan 2020 00:00:00 GMT", 0)],
)
def test_retry_after_in_all_its_forms(header: str, wait_s: float | None) -> None:
    assert parse_wait(header) == wait_s


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{"error": {"message": "Bad  voice"}}', "Bad voice"),
        (b'{"detail": {"error": "x", "message": "y"}}', "x"),
        (b'{"detail": [{"msg": "field required"}]}', "[{'msg': 'field required'}]"),
        (b"<h1>Not here</h1>", "<h1>Not here</h1>"),
        (b"", ""),
        (b"\xff" * 900, "\ufffd" * 197 + "..."),
    ],
)
def test_what_a_server_says_is_read(content: bytes, message: str) -> None:
    assert read_message(content) == message


@pytest.mark.parametrize("content", [b"", b"[1, 2]", b'{"voices": 3}', b"<html>", b'{"a": 1}'])
def test_a_list_of_voices_that_is_none(content: bytes) -> None:
    assert read_voices(content) == []
