"""The process that speaks with eSpeak NG, run by path and alone with its library.

It is a tree of forks, since eSpeak keeps state between two calls that none of
its functions resets (espeak-ng 1.52): the root initialises the library and
speaks nothing; a branch is forked for each delivery, sets the voice and speaks
nothing; a leaf is forked from the branch and speaks a text. Where the library's
`Memory` can be put back to what it was in the branch, the leaf speaks further
texts, else it ends. So the same text in the same delivery gives the same
samples, whatever came before it, and a crash in the library costs one text.

Sockets are handed down: a message to the root opens a branch with the socket
that comes with it, a message to the branch starts a leaf with the socket that
comes with it. Every process ends when its socket does, so none outlives the
process that asked. Without fork, one process serves one request at a time on
its standard input and output.

Nothing of audiobrief is imported here: a small process forks quickly.

    request   length (4 bytes), JSON
    answer    frames of kind (1 byte), length (4 bytes), content:
              "p" PCM16 mono, "w" words as int32 pairs (character, sample),
              "v" voices as JSON, "h" rate and version as JSON when it is ready,
              "e" an error as text, "z" the end (with a byte: ask me again)
"""

from __future__ import annotations

import array
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

SYNCHRONOUS = 2
BUFFER_MS = 1000
"""Of sound a callback: the least that does not cost time (200 ms, its default: 1.7 times)."""
UTF8 = 1
PHONEMES = 0x100
"""Mnemonics between [[ and ]] are phonemes (speak_lib.h)."""
RATE, PITCH = 1, 3
EVENTS_END, EVENT_WORD = 0, 1
PR_SET_PDEATHSIG = 1
PRCTL = ctypes.CDLL(None).prctl if sys.platform == "linux" else None
"""Looked up once: a fork that looked it up touched 130 pages for it."""
LINGER_S = 0.2
AGAIN = b"+"
"""What the last frame of an answer holds where the process can be asked again."""
SEED = 1
"""Of the noise in breathy voices. The library takes the time of day, and sounds different a
second later."""
KNOWN = "1.52.0"
"""The version whose variables were looked through for what `OWNED` and `REMADE` name."""
OWNED = (
    "translator", "translator2", "translator3", "outbuf", "event_list", "namedata",
    "phon_out_buf", "phondata_ptr", "phoneme_tab_data", "phoneme_index", "tunes",
    "sonicSpeedupStream",
)  # fmt: skip
"""Variables of what the library has allocated, and frees when a voice or language changes."""
COUNTED = ("n_voices_list", "n_soundicon_tab")
"""Of how many it has allocated of what stands in its lists."""
REMADE = ("p_decoder", "speechPlayerHandle")
"""Of what it makes afresh for each text, or frees and makes again in every pause."""
UNHEARD = "One."
"""Spoken before the first text, where the library is put back to what it is after this."""
TEXTS_A_LEAF = 1000
"""After which it ends all the same, with whatever the library has lost by then."""


def load(library: str, data: str, packages: list[str]) -> tuple[Any, int]:
    """pyttsx3's bindings, made to use the library at that path, and its rate in Hz.

    They look in the system's places and know no other; on Linux a library of
    the same soname that is loaded already would serve, on macOS and Windows not.
    """
    sys.path[:0] = packages
    loaded = ctypes.CDLL(library, ctypes.RTLD_GLOBAL)
    ctypes.cdll.LoadLibrary = lambda _name: loaded  # type: ignore[method-assign,assignment] # for pyttsx3 alone
    from pyttsx3.drivers import _espeak

    rate = _espeak.Initialize(SYNCHRONOUS, BUFFER_MS, data.encode(), 0)
    if rate <= 0:
        raise OSError(f"espeak-ng cannot read its data in {data}")
    # exported by espeak-ng from 1.51 on (speak_lib has none)
    with contextlib.suppress(AttributeError):
        loaded.espeak_ng_SetRandSeed(SEED)
    return _espeak, rate


def set_delivery(espeak: Any, delivery: dict[str, Any]) -> bool:
    """Whether the voice is known; from here on it is the one that speaks."""
    voice = delivery["voice"]
    # by name the library knows a voice's file and its label ("en", "English (Great Britain)"),
    # and not the language it has ("en-gb")
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


class Memory:
    """The library's variables, by the names that its file has for them.

    What is said depends on them alone, and on the fields of the language that speaks
    (`Translator` in its translate.h): the phase of the voice's wave, its flutter, the
    stress of the last word. Of 18,000 sentences of news none came out other than from
    a process that had spoken nothing, and a sentence takes 5 ms less than by a fork.
    """

    def __init__(self, library: str) -> None:
        """Find them.

        Raises:
            LookupError: the file is none of Linux, or its names were stripped.
        """
        symbols, first, end = read_symbols(library)
        code = ctypes.CDLL(library)
        origin = ctypes.cast(code.espeak_Synth, ctypes.c_void_p).value or 0
        origin -= symbols["espeak_Synth"]
        self._start, self._size = origin + first, end - first
        pointer, number = ctypes.c_void_p, ctypes.c_int
        owned = [(pointer, name) for name in OWNED] + [(number, name) for name in COUNTED]
        self._owned = [kind.from_address(origin + symbols[name]) for kind, name in owned]
        self._remade = [pointer.from_address(origin + symbols[name]) for name in REMADE]
        size_of = ctypes.CDLL(None).malloc_usable_size
        size_of.argtypes, size_of.restype = [ctypes.c_void_p], ctypes.c_size_t
        self._size_of = size_of
        self.texts = 0

    def note(self) -> None:
        """Remember all of it as it is."""
        self._owners = [each.value for each in self._owned]
        self._language = self._owners[0]
        language_size = self._size_of(self._language)
        self._variables = ctypes.string_at(self._start, self._size)
        self._fields = ctypes.string_at(self._language or 0, language_size)

    def put_back(self) -> bool:
        """Make it what it was; not where something that was allocated then is gone or new."""
        self.texts += 1
        if self.texts >= TEXTS_A_LEAF or self._owners != [each.value for each in self._owned]:
            return False
        remade = [each.value for each in self._remade]
        ctypes.memmove(self._start, self._variables, self._size)
        ctypes.memmove(self._language or 0, self._fields, len(self._fields))
        for each, value in zip(self._remade, remade, strict=True):
            each.value = value
        return True


def find_memory(library: str, version: str) -> Memory | None:
    """None where it is another version than the one that is known, or another kind of file."""
    # of a file that is cut short, or gone since it was loaded, and of a C library without the call
    with contextlib.suppress(LookupError, struct.error, OSError, AttributeError):
        return Memory(library) if version == KNOWN else None
    return None


def read_symbols(library: str) -> tuple[dict[str, int], int, int]:
    """Addresses by name, and where the variables begin and end, from an ELF file of 64 bits.

    As elf(5) has it. Addresses count from where the file is loaded.

    Raises:
        LookupError: it is another kind of file, or has no names.
    """
    with open(library, "rb") as file:  # noqa: PTH123 -- pathlib is a sixth of what starting takes
        content = file.read()
    if content[:6] != b"\x7fELF\x02\x01":
        raise LookupError(library)
    (at,) = struct.unpack_from("<Q", content, 0x28)
    size, count, naming = struct.unpack_from("<HHH", content, 0x3A)
    # name, type, address, offset, size and linked section of each
    headers = [
        struct.unpack_from("<II8xQQQI", content, at + size * number) for number in range(count)
    ]

    def name_at(table: int, offset: int) -> str:
        start = headers[table][3] + offset
        return content[start : content.index(b"\0", start)].decode()

    sections = {name_at(naming, header[0]): header for header in headers}
    if not {".data", ".bss", ".symtab"} <= sections.keys():
        raise LookupError(library)
    _, _, _, first, length, strings = sections[".symtab"]
    symbols = {
        name_at(strings, name): address
        for name, address in struct.iter_unpack("<I4xQ8x", content[first : first + length])
    }
    _, _, bss, _, bss_size, _ = sections[".bss"]
    return symbols, sections[".data"][2], bss + bss_size


class Speaker:
    """Speaks a text; made before processes fork, since each would need 0.3 ms to make its own."""

    def __init__(self, espeak: Any, memory: Memory | None = None) -> None:
        """Let the library hand what it speaks to this one."""
        self.espeak = espeak
        self.memory = memory
        self._pcm = bytearray()
        self._words = array.array("i")
        espeak.SetSynthCallback(self._collect)

    def speak(self, text: str, *, notated: bool) -> tuple[bytearray, bytes]:
        """PCM of the text, and pairs of a word's character offset and its sample.

        Only a text that is `notated` can hold phonemes.
        """
        self._pcm, self._words = bytearray(), array.array("i")
        encoded = text.encode()
        # pyttsx3's Synth says ten times the size, and the library reads as far: call it directly
        flags = UTF8 | PHONEMES if notated else UTF8
        self.espeak.cSynth(encoded, len(encoded) + 1, 0, 1, 0, flags, None, None)
        return self._pcm, self._words.tobytes()

    def start_afresh(self, voice: str) -> None:
        """Take what the library is now for what it was before any text."""
        # a variant may be one of Klatt's voices, whose state lies outside of the variables
        if "+" in voice:
            self.memory = None
        if self.memory is not None:
            # so that no change of voice waits in its queue, to be freed when it was made
            self.speak(UNHEARD, notated=False)
            self.memory.note()

    def forget(self) -> bool:
        """Whether the next text sounds as if nothing was spoken before it."""
        return self.memory is not None and self.memory.put_back()

    def _collect(self, wave: Any, count: int, events: Any) -> int:
        if count:
            self._pcm.extend(ctypes.string_at(wave, count * 2))
        index = 0
        while events[index].type != EVENTS_END:
            event = events[index]
            if event.type == EVENT_WORD:
                # text_position counts characters from 1 (speak_lib.h)
                self._words.extend((event.text_position - 1, event.sample))
            index += 1
        return 0


def list_voices(espeak: Any) -> bytes:
    """JSON: name, language tag and gender (1 male, 2 female) of every voice."""
    return json.dumps(
        [
            # languages: a byte of priority, then a tag (speak_lib.h)
            (voice.languages[1:].decode(), voice.name.decode().strip(), voice.gender)
            for voice in espeak.ListVoices(None)
        ]
    ).encode()


def frame(kind: bytes, content: bytes | bytearray = b"") -> bytes:
    """One frame of an answer."""
    return head_of(kind, content) + content


def head_of(kind: bytes, content: bytes | bytearray) -> bytes:
    """What goes before a frame's content."""
    return kind + struct.pack("<I", len(content))


def answer(speaker: Speaker, request: dict[str, Any]) -> Iterator[bytes | bytearray]:
    """All frames that answer a request, in pieces: the samples are not copied."""
    if request["do"] == "voices":
        yield frame(b"v", list_voices(speaker.espeak)) + frame(b"z")
        return
    pcm, words = speaker.speak(request["text"], notated=request["notated"])
    yield frame(b"w", words) + head_of(b"p", pcm)
    yield pcm
    yield frame(b"z", AGAIN if speaker.forget() else b"")


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
    """The next request; None at the end of the stream."""
    head = read_exactly(source, 4)
    if len(head) < 4:
        return None
    (length,) = struct.unpack("<I", head)
    request: dict[str, Any] = json.loads(read_exactly(source, length))
    return request


def send_all(own: socket.socket, pieces: Iterator[bytes | bytearray]) -> bool:
    """Send every piece; whether the last one says `AGAIN`."""
    piece: bytes | bytearray = b""
    for piece in pieces:
        own.sendall(piece)
    return piece.endswith(AGAIN)


def receive_socket(control: socket.socket) -> socket.socket | None:
    """The socket that comes with the next message; None when nobody asks any more."""
    message, descriptors, _, _ = socket.recv_fds(control, 1, 1)
    return socket.socket(fileno=descriptors[0]) if message else None


def end_with_parent(parent: int) -> None:
    """On Linux, be killed when the process that forked this one ends (prctl(2))."""
    if PRCTL is not None:
        PRCTL(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)


def run_leaf(speaker: Speaker, own: socket.socket) -> None:
    """Answer requests as long as each is as good as the first; never returns."""
    status = 1
    try:
        while (request := read_request(own)) is not None:
            # the default action ends a process that hangs in native code
            signal.setitimer(signal.ITIMER_REAL, request["deadline_s"])
            if not send_all(own, answer(speaker, request)):
                break
            signal.setitimer(signal.ITIMER_REAL, 0)
        status = 0
    finally:
        os._exit(status)


def run_branch(speaker: Speaker, own: socket.socket) -> None:
    """Set the voice, then fork a leaf for every socket that comes; never returns."""
    status = 1
    try:
        request = read_request(own)
        if request is not None and request["do"] == "voices":
            send_all(own, answer(speaker, request))
        elif request is not None:
            known = set_delivery(speaker.espeak, request["delivery"])
            own.sendall(frame(b"z") if known else frame(b"e", b"voice"))
            if known:
                speaker.start_afresh(request["delivery"]["voice"])
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
    # a process that is not waited for leaves no account of its time (getrusage(2))
    until = time.monotonic() + LINGER_S
    while reap() and time.monotonic() < until:
        time.sleep(LINGER_S / 100)


def reap() -> bool:
    """Take leave of the children that ended; whether any is left."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return False
    return True


def serve_with_fork(speaker: Speaker, control: socket.socket) -> None:
    """Be the root until the socket ends."""
    # an interrupt from the keyboard reaches the whole group: the asking process decides
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    # pages that the collector does not touch stay shared with every fork
    gc.disable()
    gc.freeze()
    serve_sockets(speaker, control, run_branch)


# ------------------------------------------------------------- without fork


def serve_in_turn(speaker: Speaker, source: BinaryIO, sink: BinaryIO) -> None:
    """Answer requests until there are no more."""
    while len(head := source.read(4)) == 4:
        request = json.loads(source.read(struct.unpack("<I", head)[0]))
        if request["do"] == "speak" and not set_delivery(speaker.espeak, request["delivery"]):
            sink.write(frame(b"e", b"voice"))
        else:
            sink.writelines(answer(speaker, request))
        sink.flush()


def run() -> None:
    """Serve as the command line says: library, data, packages, number of a socket or "-"."""
    library, data, *packages, channel = sys.argv[1:]
    speaker: Speaker | None
    control = None if channel == "-" else socket.socket(fileno=int(channel))
    # what the library prints must not come between the frames
    source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        espeak, rate = load(library, data, packages)
        version = espeak.Info(None).decode()
        memory = find_memory(library, version) if control is not None else None
        speaker = Speaker(espeak, memory)
        hello = frame(b"h", json.dumps({"sample_rate": rate, "version": version}).encode())
    except (OSError, RuntimeError, ImportError) as error:
        speaker, hello = None, frame(b"e", str(error).encode())
    if control is not None:
        control.sendall(hello)
        if speaker is not None:
            serve_with_fork(speaker, control)
        return
    sink.write(hello)
    sink.flush()
    if speaker is not None:
        serve_in_turn(speaker, source, sink)


if __name__ == "__main__":
    run()
