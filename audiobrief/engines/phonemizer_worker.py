"""The process in which eSpeak NG turns text into phonemes; see `phonemizer`."""

from __future__ import annotations

import ctypes
from typing import Any

from audiobrief.engines.espeak_worker import load, set_delivery
from audiobrief.engines.line_worker import serve

UTF8 = 1
IPA = 0x02
"""Phonemes as characters of the International Phonetic Alphabet (speak_lib.h)."""
PLAIN = {"rate": 175, "pitch": 50}

_library: list[Any] = []


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """{"phonemes": one string a text}, or {"unknown": true} for a voice that is not there."""
    if not _library:
        espeak, *_ = load(request["library"], request["data"], [])
        _library.append(espeak)
    espeak = _library[0]
    if not set_delivery(espeak, {"voice": request["voice"], **PLAIN}):
        return {"unknown": True}
    translate = espeak.dll.espeak_TextToPhonemes
    translate.restype = ctypes.c_char_p
    translate.argtypes = [ctypes.POINTER(ctypes.c_void_p), ctypes.c_int, ctypes.c_int]
    return {"phonemes": [_translate(translate, text) for text in request["texts"]]}


def _translate(translate: Any, text: str) -> str:
    buffer = ctypes.create_string_buffer(text.encode())
    # the library moves the pointer to the next clause, and clears it after the last one
    pointer = ctypes.c_void_p(ctypes.addressof(buffer))
    clauses = []
    while pointer.value:
        clauses.append((translate(ctypes.byref(pointer), UTF8, IPA) or b"").decode())
    return " ".join(clause.strip() for clause in clauses if clause.strip())


if __name__ == "__main__":
    serve(answer)
