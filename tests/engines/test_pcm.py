import struct

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobrief.engines.pcm import NotSound, decode, from_float, read_wav

WAVE = np.array([0, 16384, -16384, 32767, -32767, 100], dtype=np.int16)


def make_wav(
    body: bytes, coding: int, channels: int, bits: int, size: int | None = None
) -> bytes:
    frame = channels * bits // 8
    layout = struct.pack("<HHIIHH", coding, channels, 24000, 24000 * frame, frame, bits)
    head = b"RIFF\0\0\0\0WAVEfmt " + struct.pack("<I", len(layout)) + layout
    size = len(body) if size is None else size
    return head + b"LIST\x03\0\0\0abc\0" + b"data" + struct.pack("<I", size) + body


@pytest.mark.parametrize(
    ("body", "coding", "bits", "off"),
    [
        (WAVE.tobytes(), 1, 16, 0),
        ((WAVE / 32767 * 127 + 128).round().astype(np.uint8).tobytes(), 1, 8, 140),
        ((WAVE.astype("<i4") << 16).tobytes(), 1, 32, 1),
        (b"".join(struct.pack("<i", int(s) << 8)[:3] for s in WAVE), 1, 24, 0),
        ((WAVE / 32767).astype("<f4").tobytes(), 3, 32, 0),
        ((WAVE / 32767).astype("<f8").tobytes(), 3, 64, 0),
    ],
)
def test_every_coding_of_a_wav(body: bytes, coding: int, bits: int, off: int) -> None:
    samples, rate = read_wav(make_wav(body, coding, 1, bits))
    assert rate == 24000
    assert samples.dtype == np.int16
    assert np.abs(samples.astype(int) - WAVE.astype(int)).max() <= off


def test_channels_are_averaged() -> None:
    stereo = np.stack([WAVE, np.zeros_like(WAVE)], axis=1)
    samples, _ = read_wav(make_wav(stereo.tobytes(), 1, 2, 16))
    assert np.abs(samples - WAVE / 2).max() <= 1


@pytest.mark.parametrize("size", [0, 0xFFFFFFFF, 0x7FFFFFFF])
def test_a_streamed_wav_does_not_know_its_length(size: int) -> None:
    samples, _ = read_wav(make_wav(WAVE.tobytes() + b"\1", 1, 1, 16, size))
    assert np.array_equal(samples, WAVE)


@pytest.mark.parametrize(
    "content",
    [
        b"", b"RIFF", b"hello", make_wav(WAVE.tobytes(), 1, 1, 16)[:50],
        make_wav(WAVE.tobytes(), 1, 1, 16, 9999), make_wav(b"", 1, 0, 16),
        make_wav(WAVE.tobytes(), 2, 1, 4), make_wav(b"\0\0\xc0\x7f", 3, 1, 32),
        b"fLaC" + bytes(50), b"\xff\xfb" + bytes(50),
    ],
)  # fmt: skip
def test_what_is_no_sound_is_refused(content: bytes) -> None:
    with pytest.raises(NotSound):
        decode(content)


def test_pcm_of_an_odd_length_was_cut() -> None:
    with pytest.raises(NotSound, match="odd"):
        decode(b"\0\0\0", pcm_rate=24000)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_no_number_is_no_sample(bad: float) -> None:
    with pytest.raises(NotSound):
        from_float(np.array([0.0, bad], dtype=np.float32))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=120), st.integers(0, 60), st.integers(0, 255))
def test_damaged_wavs_are_samples_or_refused(tail: bytes, place: int, value: int) -> None:
    content = bytearray(make_wav(WAVE.tobytes() + tail, 1, 1, 16))
    content[min(place + 4, len(content) - 1)] = value
    try:
        samples, rate = read_wav(bytes(content))
    except NotSound:
        return
    assert samples.dtype == np.int16
    assert rate > 0
