"""The server's side of a TLS connection on a pair of asyncio's streams.

asyncio's own has a buffer of 256 kB from the first byte on, and its objects refer to each other,
so they stay until Python looks for such rings. This program has it look seldom, and clients whose
handshake fails would fill the memory. Here nothing refers back, so all is freed at once.
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl

RECORD_BYTES = 16_384
"""The most content of one record of TLS (RFC 8446, 5.1)."""


class TlsStream:
    """Reads and writes what lies inside of TLS."""

    def __init__(
        self,
        context: ssl.SSLContext,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        """Begin with `shake_hands`."""
        self._reader = reader
        self._writer = writer
        self._received = ssl.MemoryBIO()
        self._to_send = ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._received, self._to_send, server_side=True)

    async def shake_hands(self) -> None:
        """Agree with the client on a key.

        Raises:
            OSError: the client is gone, or speaks no TLS that this server knows.
        """
        while True:
            try:
                self._tls.do_handshake()
            except ssl.SSLWantReadError:
                await self._exchange()
            except ssl.SSLError:
                self._send()  # what TLS tells the client of it
                raise
            else:
                self._send()
                return

    async def read(self, most_bytes: int) -> bytes:
        """What came next, of at most that length; empty at the end.

        Raises:
            OSError: the connection broke.
        """
        while True:
            try:
                content = self._tls.read(most_bytes)
            except ssl.SSLWantReadError:
                await self._exchange()
            else:
                return content

    def write(self, content: bytes) -> None:
        """Encrypt and send; `drain` waits until it is on its way."""
        rest = memoryview(content)
        while rest:
            rest = rest[self._tls.write(rest) :]
        self._send()

    async def drain(self) -> None:
        """Wait while the client reads too slowly."""
        await self._writer.drain()

    def close(self) -> asyncio.StreamWriter:
        """Tell the client that this is the end; its connection is what remains to be closed."""
        # the client's own word of its end is not waited for (RFC 8446, 6.1)
        with contextlib.suppress(OSError):
            self._tls.unwrap()
        self._send()
        return self._writer

    def _send(self) -> None:
        if content := self._to_send.read():
            self._writer.write(content)

    async def _exchange(self) -> None:
        """Send what TLS itself has to say, and take what comes."""
        self._send()
        await self._writer.drain()
        content = await self._reader.read(RECORD_BYTES)
        if content:
            self._received.write(content)
        else:
            self._received.write_eof()
