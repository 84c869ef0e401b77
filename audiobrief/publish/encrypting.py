"""Answers https in front of a server on loopback that speaks http.

waitress knows no TLS. Here the bytes are taken off TLS and handed on as they are, so that all of
the server's limits hold for them, too.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import os
import socket
import ssl
import stat
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from audiobrief.errors import PublishError
from audiobrief.publish.answering import (
    IDLE_SECONDS,
    MAX_HEADER_BYTES,
    SHARE,
    SHORT_OF,
    answering,
    most_connections,
)
from audiobrief.publish.tls_stream import TlsStream
from audiobrief.system.network_names import LOOPBACK
from audiobrief.system.shortages import FILE_LIMITS

HANDSHAKE_SECONDS = 10.0
HANDSHAKE_TURNS = 4
"""Turns of both sides in which a handshake in memory is done."""
MISMATCHES = frozenset({9, 10, 62, 64})
"""OpenSSL's X509_V_ERR for a certificate not valid yet, no longer, or for another name or address."""
CHUNK_BYTES = 65_536
CONNECTION_FILES = 4
"""A connection has the client's socket, both ends of that to the server behind, and its file."""
WAITING = 16
"""Most connections that wait until the server behind has a place for them."""


def read_certificate(certificate: Path, key: Path | None) -> ssl.SSLContext:
    """What a server with that certificate needs, of files in PEM; without `key`, it is in the same file.

    Raises:
        PublishError: a file cannot be read, holds no such thing, or the two are no pair.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    # a client could have a key agreed on again and again, which costs the server far more
    context.options |= ssl.OP_NO_RENEGOTIATION
    context.set_alpn_protocols(["http/1.1"])
    try:
        for file in filter(None, (certificate, key)):
            # the library would wait for ever until somebody writes to a named pipe
            if not stat.S_ISREG(file.stat().st_mode):
                raise PublishError(
                    f"{file} is no regular file; give one that holds the certificate or its key",
                    path=file,
                )
        # without a password the library asks on the terminal
        context.load_cert_chain(certificate, key, password="")
    except ssl.SSLError as error:
        raise PublishError(
            f"{certificate} and {key or 'itself'} are no certificate and its key in PEM, without "
            f"a passphrase ({error.reason or error}); give the pair",
            path=certificate,
        ) from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise PublishError(
            f"cannot read the certificate {certificate} or its key: {reason}", path=certificate
        ) from error
    return context


def find_mismatch(context: ssl.SSLContext, certificate: Path, name: str) -> str:
    """Why clients do not take a server with `context` for that name or address; "" if they do.

    Only whether the certificate is for it, and for today: who signed it is not asked.
    """
    client_context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    # trusts the certificate itself, whoever signed it
    client_context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    client_context.load_verify_locations(certificate)
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = client_context.wrap_bio(to_client, to_server, server_hostname=name)
    server = context.wrap_bio(to_server, to_client, server_side=True)
    try:
        for _ in range(HANDSHAKE_TURNS):
            for side in (client, server):
                with contextlib.suppress(ssl.SSLWantReadError):
                    side.do_handshake()
    except ssl.SSLCertVerificationError as error:
        return error.verify_message if error.verify_code in MISMATCHES else ""
    except ssl.SSLError:
        return ""
    return ""


@contextlib.contextmanager
def answering_encrypted(
    application: Callable[..., Iterable[bytes]],
    find_context: Callable[[], ssl.SSLContext],
    host: str,
    port: int,
    *,
    idle_seconds: int = IDLE_SECONDS,
    max_body_bytes: int = MAX_HEADER_BYTES,
) -> Iterator[int]:
    """The port at which `application` is answered over https until the block ends.

    Port 0 means any free one. `find_context` gives what a new connection needs, and must not wait.

    Raises:
        PublishError: the port is taken, or the host is not one of this machine's.
    """
    most = most_connections(CONNECTION_FILES * SHARE)
    with answering(
        application,
        idle_seconds=idle_seconds,
        max_body_bytes=max_body_bytes,
        scheme="https",
        connections=most,
    ) as address:
        behind = urlsplit(address)
        assert behind.port
        begun: Future[tuple[int, Callable[[], object]]] = Future()
        passing = _Passing(find_context, behind.port, idle_seconds, most)
        # a thread has an event loop of its own, whatever the caller's runs
        thread = threading.Thread(target=_run, args=(passing, host, port, begun), daemon=True)
        thread.start()
        try:
            taken, stop = begun.result()
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            advice = FILE_LIMITS.get(error.errno or 0, "choose another with --https-port")
            raise PublishError(
                f"cannot serve https at {host}:{port}: {reason}; {advice}"
            ) from error
        try:
            yield taken
        finally:
            stop()
            thread.join()


def _run(
    passing: _Passing,
    host: str,
    port: int,
    begun: Future[tuple[int, Callable[[], object]]],
) -> None:
    """Run `_serve` in a loop; `begun` is told, too, if there are no files for the loop itself."""
    runner = asyncio.Runner()
    try:
        runner.get_loop()
    except OSError as error:
        begun.set_exception(error)
        return
    with runner:
        runner.run(_serve(passing, host, port, begun))


async def _serve(
    passing: _Passing,
    host: str,
    port: int,
    begun: Future[tuple[int, Callable[[], object]]],
) -> None:
    """Serve until the function is called that `begun` gives, with the port, to another thread."""
    loop, ended = asyncio.get_running_loop(), asyncio.Event()
    loop.set_exception_handler(_note_fault)
    try:
        server = await _listen(passing, host, port)
    except Exception as error:  # noqa: BLE001 -- the thread that waits for it is to raise it
        begun.set_exception(error)
        return
    begun.set_result(
        (server.sockets[0].getsockname()[1], lambda: loop.call_soon_threadsafe(ended.set))
    )
    await ended.wait()
    # connections that are open are cancelled as this returns
    server.close()


async def _listen(passing: _Passing, host: str, port: int) -> asyncio.Server:
    """A server that listens.

    Raises:
        OSError: the port is taken, the host is not one of this machine's, or there are no files.
    """
    server = await asyncio.start_server(passing.take, host, port)
    if not server.sockets:
        # asyncio passes over addresses for which the system gives it no socket
        socket.socket().close()
        raise OSError(errno.EADDRNOTAVAIL, os.strerror(errno.EADDRNOTAVAIL))
    return server


def _note_fault(loop: asyncio.AbstractEventLoop, fault: dict[str, Any]) -> None:
    """Log what went wrong in the loop, but not that there are no files for another client.

    asyncio tries that again after a second by itself, and would log each time in full.
    """
    error = fault.get("exception")
    if not (isinstance(error, OSError) and error.errno in SHORT_OF):
        loop.default_exception_handler(fault)


@dataclass(slots=True)
class _Passing:
    """Hands the bytes of connections on to a port of this machine, and what it says back."""

    find_context: Callable[[], ssl.SSLContext]
    port: int
    idle_seconds: int
    most: int
    """Most connections of each kind, those in their handshake and those that are handed on."""
    count: int = 0
    """Connections that are handed on."""
    shaking: dict[asyncio.StreamWriter, None] = field(default_factory=dict)
    """Connections in their handshake, the oldest first."""

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection until either side ends it."""
        try:
            stream = await self._shake_hands(reader, writer)
            # the server behind disconnects those that wait longest; here all are busy
            if stream is None or self.count >= self.most + WAITING:
                writer.transport.abort()
                return
            self.count += 1
            try:
                await self._serve(stream)
            finally:
                self.count -= 1
        except asyncio.CancelledError:
            # this server ends. asyncio's streams of Python 3.11 would print it as a fault
            writer.transport.abort()

    async def _shake_hands(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> TlsStream | None:
        """The connection once both sides can read each other; None if that came to nothing."""
        if len(self.shaking) >= self.most:
            oldest = next(iter(self.shaking))
            del self.shaking[oldest]
            oldest.transport.abort()
        self.shaking[writer] = None
        stream = TlsStream(self.find_context(), reader, writer)
        try:
            async with asyncio.timeout(HANDSHAKE_SECONDS):
                await stream.shake_hands()
        except (OSError, TimeoutError):
            return None
        finally:
            self.shaking.pop(writer, None)
        return stream

    async def _serve(self, client: TlsStream) -> None:
        ways: list[asyncio.Task[None]] = []
        inner: asyncio.StreamWriter | None = None
        patience: float = self.idle_seconds
        try:
            answers, inner = await asyncio.open_connection(LOOPBACK, self.port)
            ways = [
                asyncio.ensure_future(self._hand_on(client, inner)),
                asyncio.ensure_future(self._hand_on(answers, client)),
            ]
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        except OSError:
            # the server behind has ended: the client is disconnected
            pass
        except asyncio.CancelledError:
            # this server ends, and waits for no client that does not read
            patience = 0
            raise
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
            for end in (inner, client.close()):
                await self._close(end, patience)

    async def _hand_on(
        self,
        source: asyncio.StreamReader | TlsStream,
        to: asyncio.StreamWriter | TlsStream,
    ) -> None:
        with contextlib.suppress(OSError, TimeoutError):
            while content := await source.read(CHUNK_BYTES):
                to.write(content)
                # who does not read for so long is disconnected, as waitress does it
                async with asyncio.timeout(self.idle_seconds):
                    await to.drain()

    async def _close(self, end: asyncio.StreamWriter | None, patience: float) -> None:
        """End a connection once what was written to it is sent, or after `patience` seconds."""
        if end is None:
            return
        end.close()
        try:
            async with asyncio.timeout(patience):
                await end.wait_closed()
        except (OSError, TimeoutError):
            end.transport.abort()
