"""Decompresses bytes in small pieces, so that a decompression bomb is stopped early.

A few kilobytes of brotli can expand to gigabytes. Each decoder therefore returns at
most `PIECE` bytes at a time, and the reader counts them.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Iterable, Iterator

from audiobrief.errors import PageRefused, PageUnreadable

PIECE = 65_536
"""The most bytes that a decoder returns at once."""
MAX_CODINGS = 3
"""The most nested codings of one body; servers use one, rarely two."""
ZSTD_WINDOW_LOG = 25
"""A window of 32 MB: RFC 9659 allows 8 MB on the web, and a file of 20 MB needs no more."""
MAGIC = {
    # first bytes -> coding; brotli has none (RFC 7932)
    b"\x1f\x8b\x08": "gzip",
    b"\x28\xb5\x2f\xfd": "zstd",
}
SUFFIXES = {".gz": "gzip", ".gzip": "gzip", ".zst": "zstd", ".zstd": "zstd", ".br": "br"}
ACCEPTED = "gzip, deflate, br, zstd"
"""The value of the Accept-Encoding header."""

Chunks = Iterable[bytes]


def coding_of(data: bytes, suffix: str = "") -> str:
    """The coding of bytes that begin with `data`, by magic number or suffix; empty for none."""
    for magic, coding in MAGIC.items():
        if data.startswith(magic):
            return coding
    # A decompressed file may have kept its name, so its bytes count more than its suffix
    return "br" if SUFFIXES.get(suffix) == "br" and not data.lstrip().startswith(b"<") else ""


def decompress(chunks: Chunks, codings: Iterable[str], *, max_bytes: int, name: str) -> bytes:
    """The decompressed content of `chunks`; the last of the `codings` is undone first.

    Raises:
        PageRefused: the content has more than `max_bytes`, or a coding is unknown.
        PageUnreadable: the data is damaged or ends too early.
    """
    wanted = [coding for coding in codings if coding not in {"", "identity"}]
    if len(wanted) > MAX_CODINGS:
        raise PageRefused(f"{name} is compressed {len(wanted)} times over, which no page is")
    pieces: Chunks = chunks
    for coding in reversed(wanted):
        if coding not in DECODERS:
            raise PageRefused(f"{name} is compressed with '{coding}'; known: {ACCEPTED}")
        pieces = DECODERS[coding](pieces)
    try:
        return collect(pieces, max_bytes=max_bytes, name=name)
    except _Damaged as error:
        raise PageUnreadable(
            f"{name} is damaged: its {error} data {error.how}; fetch or save it again"
        ) from error


def collect(chunks: Chunks, *, max_bytes: int, name: str) -> bytes:
    """All bytes of `chunks`, joined.

    Raises:
        PageRefused: there are more than `max_bytes`.
    """
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > max_bytes:
            raise PageRefused(
                f"{name} has more than {max_bytes / 1e6:g} MB of text; "
                "raise fetch.max_bytes if it is an article"
            )
    return bytes(body)


class _Damaged(Exception):
    def __init__(self, coding: str, how: str) -> None:
        super().__init__(coding)
        self.how = how


def _gunzip(chunks: Chunks) -> Iterator[bytes]:
    return _inflate(chunks, 16 + zlib.MAX_WBITS, "gzip")


def _undeflate(chunks: Chunks) -> Iterator[bytes]:
    # "deflate" is the zlib format (RFC 9110 8.4.1.2); old IIS servers send it without a header
    source = iter(chunks)
    head = b""
    while len(head) < 2:
        chunk = next(source, None)
        if chunk is None:
            break
        head += chunk
    has_header = len(head) >= 2 and head[0] & 0x0F == 8 and int.from_bytes(head[:2]) % 31 == 0
    wbits = zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS
    return _inflate(_with_head(head, source), wbits, "deflate")


def _with_head(head: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield head
    yield from rest


def _inflate(chunks: Chunks, wbits: int, coding: str) -> Iterator[bytes]:
    stream = zlib.decompressobj(wbits)
    begun = False
    for chunk in chunks:
        data = chunk
        while data:
            if stream.eof:
                # RFC 1952 2.2: a gzip file may have several members; zero bytes are padding
                if coding != "gzip" or not data.startswith(b"\x1f\x8b"):
                    return
                stream = zlib.decompressobj(wbits)
            begun = True
            try:
                yield stream.decompress(data, PIECE)
            except zlib.error as error:
                raise _Damaged(coding, "is not valid") from error
            data = stream.unused_data if stream.eof else stream.unconsumed_tail
    while begun and not stream.eof:
        piece = stream.decompress(stream.unconsumed_tail, PIECE)
        if not piece:
            raise _Damaged(coding, "ends too early")
        yield piece


def _unbrotli(chunks: Chunks) -> Iterator[bytes]:
    import brotli

    stream = brotli.Decompressor()
    begun = False
    for chunk in chunks:
        data = chunk
        begun = begun or bool(chunk)
        while data or not stream.can_accept_more_data():
            try:
                yield stream.process(data, output_buffer_limit=PIECE)
            except brotli.error as error:
                raise _Damaged("brotli", "is not valid") from error
            data = b""
            if stream.is_finished():
                return
    if begun and not stream.is_finished():
        raise _Damaged("brotli", "ends too early")


def _unzstd(chunks: Chunks) -> Iterator[bytes]:
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    options: dict[int, int] = {zstd.DecompressionParameter.window_log_max: ZSTD_WINDOW_LOG}
    stream = zstd.ZstdDecompressor(options=options)
    begun = False
    for chunk in chunks:
        data = chunk
        while data or (begun and not stream.eof and not stream.needs_input):
            if stream.eof:
                # RFC 8878 3: a file may have several frames
                stream = zstd.ZstdDecompressor(options=options)
            begun = True
            try:
                yield stream.decompress(data, PIECE)
            except zstd.ZstdError as error:
                raise _Damaged("zstd", "is not valid") from error
            data = stream.unused_data if stream.eof else b""
    if begun and not stream.eof:
        raise _Damaged("zstd", "ends too early")


DECODERS: dict[str, Callable[[Chunks], Iterator[bytes]]] = {
    # name of the coding in HTTP (RFC 9110, 7932, 9659) -> its decoder
    "gzip": _gunzip, "x-gzip": _gunzip, "deflate": _undeflate, "br": _unbrotli, "zstd": _unzstd,
}  # fmt: skip
