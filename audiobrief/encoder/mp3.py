"""MPEG audio layer III: its frames, and the Info frame that describes them.

Frame headers follow ISO/IEC 11172-3 (MPEG-1) and 13818-3 (MPEG-2). Xing introduced the
Info frame and LAME completed it ("Mp3 Info Tag rev 1", G. Bouvigne, 2005): it tells players
how long a file is and which samples at its ends the encoder added.
"""

from __future__ import annotations

import functools
import struct
from collections.abc import Iterator

ENCODER_DELAY = 576
"""Samples that LAME puts before the first one (ENCDELAY in its encoder.h)."""
DECODER_DELAY = 529
"""Samples that every decoder's filter bank adds and players remove."""
DELAY = ENCODER_DELAY + DECODER_DELAY
GRANULE = 576
"""Samples that a transform takes in, which are also its overlap with the next one."""
TAPS = 512
"""Samples that the filter bank before the transform looks at."""
KBPS = {
    # whether it is MPEG-1 -> bit rates of layer III by their index in a header, kb/s
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
RATES = {
    # version bits -> sample rates by their index in a header, Hz
    0b11: (44100, 48000, 32000),
    0b10: (22050, 24000, 16000),
    0b00: (11025, 12000, 8000),
}
LONG_FRAME, SHORT_FRAME = 1152, 576
SIDE_BYTES = {True: 17, False: 9}
"""Whether it is MPEG-1 -> bytes between the header and the data of a mono frame."""
MARK = b"Info"
"""Marks the Info frame of a constant bit rate; "Xing" marks one of a variable bit rate."""
HAS_COUNTS, HAS_ALL = 0b0011, 0b1111
"""Flags of the Info frame: it gives frames and bytes, or a table of contents and quality,
too."""
TOC_POINTS = 100
ENCODER = b"LAME3.100"
CONSTANT_BIT_RATE = 1
COUNT_BYTES = 4 + 4 + 4 + 4
TOC_BYTES = TOC_POINTS + 4
LAME_BYTES = 36
CRC_POLYNOMIAL = 0xA001
"""CRC-16 of x^16 + x^15 + x^2 + 1, lowest bit first, as in LAME's VbrTag.c."""


def frame_samples(sample_rate: int) -> int:
    """Samples in a frame at that sample rate (Hz)."""
    return LONG_FRAME if sample_rate >= min(RATES[0b11]) else SHORT_FRAME


def iterate_frames(data: bytes) -> Iterator[tuple[int, int]]:
    """Offsets where each frame begins and ends, from the first byte on.

    Raises:
        ValueError: the data holds something other than frames.
    """
    at = 0
    while at + 4 <= len(data):
        size = _size_of(data[at : at + 3])
        yield at, at + size
        at += size


def take_frames(data: bytes, count: int) -> bytes:
    """The first `count` frames.

    Raises:
        ValueError: the data holds fewer, or something other than frames.
    """
    for number, (_, end) in enumerate(iterate_frames(data), start=1):
        if number == count and end <= len(data):
            return data[:end]
    raise ValueError(f"{len(data)} bytes hold fewer than {count} frames")


def make_info_frame(first: bytes, frames: int, size: int, length: int) -> bytes:
    """The Info frame, which goes before all other frames.

    `first` is the header of any other frame, `frames` their number and `size` their bytes.
    `length` counts the samples they hold, without those that encoder and decoder add.
    """
    _, is_mpeg_1, rate = _read_rate(first)
    padding = frames * frame_samples(rate) - ENCODER_DELAY - length
    side = SIDE_BYTES[is_mpeg_1]
    header, has_toc = _choose_header(first, 4 + side + COUNT_BYTES + LAME_BYTES)
    whole = size + _size_of(header[:3])
    body = MARK + struct.pack(">III", HAS_ALL if has_toc else HAS_COUNTS, frames, whole)
    if has_toc:
        toc = bytes(point * 256 // TOC_POINTS for point in range(TOC_POINTS))
        body += toc + struct.pack(">I", 0)
    lame = ENCODER + bytes([CONSTANT_BIT_RATE, 0]) + bytes(8) + b"\0"
    lame += bytes([min(255, KBPS[is_mpeg_1][header[2] >> 4])])
    lame += (ENCODER_DELAY << 12 | padding).to_bytes(3, "big") + bytes(4)
    lame += struct.pack(">I", whole) + bytes(2)
    head = header + bytes(side) + body + lame
    return (head + struct.pack(">H", _checksum(head))).ljust(_size_of(header[:3]), b"\0")


def _choose_header(first: bytes, needed: int) -> tuple[bytes, bool]:
    """A header for the Info frame, and whether its frame has room for a table of contents.

    The header has the other frames' bit rate, since readers that do not know the Info frame
    divide the file's size by the bit rate of its first header. The table of contents is
    optional: at a constant bit rate it tells nothing. If even the counts do not fit, at 16 kb/s
    and 22.05 kHz or more, the header has a higher bit rate.
    """
    for index in range(first[2] >> 4, 15):
        # without padding, and without a checksum
        header = bytes([first[0], first[1] | 1, index << 4 | first[2] & 0x0C, first[3]])
        if (room := _size_of(header[:3])) >= needed:
            return header, room >= needed + TOC_BYTES
    raise ValueError(f"no frame has room for {needed} bytes")


@functools.cache
def _size_of(header: bytes) -> int:
    """Size of a frame in bytes, by the first three bytes of its header."""
    if header[0] != 0xFF or header[1] & 0xE6 != 0xE2:
        raise ValueError(f"{header.hex()} is no header of a layer III frame")
    _, is_mpeg_1, rate = _read_rate(header)
    kbps = KBPS[is_mpeg_1][header[2] >> 4]
    return frame_samples(rate) // 8 * kbps * 1000 // rate + (header[2] >> 1 & 1)


def _read_rate(header: bytes) -> tuple[int, bool, int]:
    """Version bits, whether they say MPEG-1, and the sample rate in Hz."""
    version = header[1] >> 3 & 0b11
    return version, version == 0b11, RATES[version][header[2] >> 2 & 0b11]


def _checksum(data: bytes) -> int:
    value = 0
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = value >> 1 ^ (CRC_POLYNOMIAL if value & 1 else 0)
    return value
