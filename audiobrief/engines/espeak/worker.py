"""The process that speaks with eSpeak NG, run by its path; it imports nothing of audiobrief.

espeak-ng 1.52 keeps state between calls that none of its functions resets: the
phase of the voice, the stress of the last word, a second language for words in
another script. The process is therefore a tree of forks:

    root      initialises the library, and speaks nothing
    branch    one for each delivery: sets the voice, and speaks nothing
    leaf      one for each text: speaks it, and ends

So the same text in the same delivery gives the same samples, whatever was
spoken before it, and a crash in the library costs only one text. A fork costs
2.5 ms of processor time per sentence, compared with 4.3 ms for speaking it (100
sentences of 71 characters, measured in turn with one process that spoke all of
them).

Sockets are passed down: a message to the root starts a branch and carries the
socket of that branch; a message to a branch starts a leaf and carries the
socket of that leaf. Every process ends when its socket is closed, so none
outlives the asking process. On systems without fork, one process answers one
request after another on its standard input and output.

Requests and answers have the format that `guarded_worker` describes: JSON, followed in answers
by samples (PCM16, mono). The first answer comes without a request, when the library is ready or
cannot be loaded: {"sample_rate": Hz, "version": ...} or {"error": ...}.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import json
import os
import signal
import socket
import struct
import sys
import time
from collections.abc import Iterator
from typing import Any, BinaryIO

SIZE = struct.Struct("<I")
"""The length field of `guarded_worker`, which cannot be imported here."""
SYNCHRONOUS = 2
BUFFER_MS = 1000
"""Sound that the library collects before it calls back. With its default of 200 ms, speaking
takes 1.7 times as long."""
UTF8 = 1
PHONEMES = 0x100
"""Mnemonics between [[ and ]] are phonemes (speak_lib.h)."""
RATE, PITCH = 1, 3
EVENTS_END, EVENT_WORD = 0, 1
PR_SET_PDEATHSIG = 1
PRCTL = ctypes.CDLL(None).prctl if sys.platform == "linux" else None
"""Looked up before any fork: that touches 130 memory pages, which each fork would copy."""
LINGER_S = 0.2
"""How long a process that is about to end waits for its children to end first, in seconds."""
SEED = 1
"""Seed of the noise in breathy voices. By default the library takes the time of day, and the
same text sounds different a second later."""


def load(library: str, data: str, packages: list[str]) -> tuple[Any, int]:
    """pyttsx3's bindings to the library at that path, and its sample rate in Hz.

    The bindings look for the library where systems install it, and accept no path.
    On Linux they would find an already loaded library with the same soname, but
    not on macOS or Windows, so the call with which they load it is replaced.

    Raises:
        OSError: the library or its data cannot be read.
    """
    sys.path[:0] = packages
    loaded = ctypes.CDLL(library, ctypes.RTLD_GLOBAL)
    ctypes.cdll.LoadLibrary = lambda _name: loaded  # type: ignore[method-assign,assignment] # for pyttsx3 alone
    from pyttsx3.drivers import _espeak

    rate = _espeak.Initialize(SYNCHRONOUS, BUFFER_MS, data.encode(), 0)
    if rate <= 0:
        raise OSError(f"espeak-ng cannot read its data in {data}")
    # espeak-ng has had this function since 1.51; speak_lib.h does not declare it
    with contextlib.suppress(AttributeError):
        loaded.espeak_ng_SetRandSeed(SEED)
    return _espeak, rate


def set_delivery(espeak: Any, delivery: dict[str, Any]) -> bool:
    """Set the voice, rate and pitch of the texts that follow; False if the voice is unknown."""
    voice = delivery["voice"]
    # the library finds a voice by its file ("en") and by its label ("English (Great Britain)"),
    # but not by its language ("en-gb")
    if espeak.SetVoiceByName(voice.encode()) != 0:
        language, plus, variant = voice.partition("+")
        known = reversed(espeak.ListVoices(None))
        labels = {each.languages[1:].lower(): each.name for each in known}
        label = labels.get(language.lower().encode(), b"")
        if not label or espeak.SetVoiceByName(label + f"{plus}{variant}".encode()) != 0:
            return False
    espeak.SetParameter(RATE, delivery["rate"], 0)
    espeak.SetParameter(PITCH, delivery["pitch"], 0)
    return True


class Speaker:
    """Speaks texts. It is made before the forks, which would each need 0.3 ms to make one."""

    def __init__(self, espeak: Any) -> None:
        """Register the callback that collects what the library speaks."""
        self.espeak = espeak
        self._pcm = bytearray()
        self._words: list[tuple[int, int]] = []
        espeak.SetSynthCallback(self._collect)

    def speak(self, text: str, *, notated: bool) -> tuple[list[tuple[int, int]], bytearray]:
        """The first character and sample of each word, and PCM16 of the text.

        Text between [[ and ]] is read as phonemes only if the text is `notated`.
        """
        self._pcm, self._words = bytearray(), []
        encoded = text.encode()
        # pyttsx3's own Synth passes ten times the size, and the library reads that far
        flags = UTF8 | PHONEMES if notated else UTF8
        self.espeak.cSynth(encoded, len(encoded) + 1, 0, 1, 0, flags, None, None)
        return self._words, self._pcm

    def _collect(self, wave: Any, count: int, events: Any) -> int:
        if count:
            self._pcm.extend(ctypes.string_at(wave, count * 2))
        index = 0
        while events[index].type != EVENTS_END:
            event = events[index]
            if event.type == EVENT_WORD:
                # text_position counts characters from 1 (speak_lib.h)
                self._words.append((event.text_position - 1, event.sample))
            index += 1
        return 0


def list_voices(espeak: Any) -> list[tuple[str, str, int]]:
    """Language tag, label and gender (1 male, 2 female) of every voice."""
    return [
        # `languages` is a priority byte and then a tag (speak_lib.h)
        (voice.languages[1:].decode(), voice.name.decode().strip(), voice.gender)
        for voice in espeak.ListVoices(None)
    ]


def pack(header: dict[str, Any], sound: bytes | bytearray = b"") -> Iterator[bytes | bytearray]:
    """An answer in pieces, so that the samples are not copied."""
    content = json.dumps(header).encode()
    yield SIZE.pack(len(content)) + content + SIZE.pack(len(sound))
    yield sound


def answer(speaker: Speaker, request: dict[str, Any]) -> Iterator[bytes | bytearray]:
    """The answer to a request: {"voices": [...]}, or {"words": [...]} with the samples."""
    if request["do"] == "voices":
        return pack({"voices": list_voices(speaker.espeak)})
    words, pcm = speaker.speak(request["text"], notated=request["notated"])
    return pack({"words": words}, pcm)


# ---------------------------------------------------------------- with fork


def read_exactly(source: socket.socket, count: int) -> bytes:
    """`count` bytes, or fewer at the end of the stream."""
    chunks = bytearray()
    while len(chunks) < count:
        chunk = source.recv(count - len(chunks))
        if not chunk:
            break
        chunks += chunk
    return bytes(chunks)


def read_request(source: socket.socket) -> dict[str, Any] | None:
    """The next request, or None if the asking side has closed the socket."""
    head = read_exactly(source, 4)
    if len(head) < 4:
        return None
    (length,) = SIZE.unpack(head)
    request: dict[str, Any] = json.loads(read_exactly(source, length))
    return request


def send_all(own: socket.socket, pieces: Iterator[bytes | bytearray]) -> None:
    """Send every piece."""
    for piece in pieces:
        own.sendall(piece)


def receive_socket(control: socket.socket) -> socket.socket | None:
    """The socket that comes with the next message, or None if `control` was closed."""
    message, descriptors, _, _ = socket.recv_fds(control, 1, 1)
    return socket.socket(fileno=descriptors[0]) if message else None


def end_with_parent(parent: int) -> None:
    """On Linux, have the kernel kill this process when its parent ends (prctl(2))."""
    if PRCTL is not None:
        PRCTL(PR_SET_PDEATHSIG, signal.SIGKILL)
        # the parent may have ended before the call
        if os.getppid() != parent:
            os._exit(1)


def run_leaf(speaker: Speaker, own: socket.socket) -> None:
    """Answer one request; never returns."""
    status = 1
    try:
        request = read_request(own)
        if request is not None:
            # without a handler, the signal also ends a process that hangs in native code
            signal.setitimer(signal.ITIMER_REAL, request["deadline_s"])
            send_all(own, answer(speaker, request))
            status = 0
    finally:
        os._exit(status)


def run_branch(speaker: Speaker, own: socket.socket) -> None:
    """Set the voice, then fork a leaf for each socket that comes; never returns."""
    status = 1
    try:
        request = read_request(own)
        if request is not None and request["do"] == "voices":
            send_all(own, answer(speaker, request))
        elif request is not None:
            known = set_delivery(speaker.espeak, request["delivery"])
            send_all(own, pack({} if known else {"unknown": True}))
            if known:
                serve_sockets(speaker, own, run_leaf)
        status = 0
    finally:
        os._exit(status)


def serve_sockets(speaker: Speaker, control: socket.socket, run: Any) -> None:
    """Fork a process that runs `run` for each socket that comes on `control`."""
    here = os.getpid()
    while True:
        handed = receive_socket(control)
        if handed is None:
            break
        if os.fork() == 0:
            end_with_parent(here)
            control.close()
            run(speaker, handed)
        handed.close()
        reap()
    # children's processor time counts as the parent's only if it waits for them (getrusage(2))
    until = time.monotonic() + LINGER_S
    while reap() and time.monotonic() < until:
        time.sleep(LINGER_S / 100)


def reap() -> bool:
    """Collect the children that have ended; True if some still run."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return False
    return True


def serve_with_fork(speaker: Speaker, control: socket.socket) -> None:
    """Serve as the root until the socket is closed."""
    # Ctrl-C reaches every process of the group; only the asking process handles it
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    # the garbage collector writes to objects that it visits, and forks would copy those pages
    gc.disable()
    gc.freeze()
    serve_sockets(speaker, control, run_branch)


# ------------------------------------------------------------- without fork


def serve_in_turn(speaker: Speaker, source: BinaryIO, sink: BinaryIO) -> None:
    """Answer one request after another, until standard input ends."""
    while len(head := source.read(4)) == 4:
        request = json.loads(source.read(SIZE.unpack(head)[0]))
        if request["do"] == "speak" and not set_delivery(speaker.espeak, request["delivery"]):
            sink.writelines(pack({"unknown": True}))
        else:
            sink.writelines(answer(speaker, request))
        sink.flush()


def run() -> None:
    """Serve. Arguments: library, data, package folders, and a socket's number or "-"."""
    library, data, *packages, channel = sys.argv[1:]
    speaker: Speaker | None
    control = None if channel == "-" else socket.socket(fileno=int(channel))
    # keep what the library prints out of the answers
    source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        espeak, rate = load(library, data, packages)
        version = espeak.Info(None).decode()
        speaker = Speaker(espeak)
        hello = pack({"sample_rate": rate, "version": version})
    except (OSError, RuntimeError, ImportError) as error:
        speaker, hello = None, pack({"error": str(error)})
    if control is not None:
        send_all(control, hello)
        if speaker is not None:
            serve_with_fork(speaker, control)
        return
    sink.writelines(hello)
    sink.flush()
    if speaker is not None:
        serve_in_turn(speaker, source, sink)


if __name__ == "__main__":
    run()
