"""The process in which eSpeak NG turns text into phonemes; see `phonemizer`."""

from __future__ import annotations

import ctypes
from typing import Any

from audiobrief.engines.espeak.worker import load as load_library
from audiobrief.engines.espeak.worker import set_delivery
from audiobrief.engines.guarded_worker import Answer, Speak

UTF8 = 1
IPA = 0x02
"""Phonemes as characters of the International Phonetic Alphabet (speak_lib.h)."""
PLAIN = {"rate": 175, "pitch": 50}


def load(settings: dict[str, Any]) -> Speak:
    """A function that gives phonemes; `settings` name the "library" and its "data".

    A request holds "texts" and a "voice". The answer is {"phonemes": one string per text}, or
    {"unknown": true} if the voice does not exist.
    """
    espeak, *_ = load_library(settings["library"], settings["data"], [])
    translate = espeak.dll.espeak_TextToPhonemes
    translate.restype = ctypes.c_char_p
    translate.argtypes = [ctypes.POINTER(ctypes.c_void_p), ctypes.c_int, ctypes.c_int]

    def phonemize(request: dict[str, Any]) -> Answer:
        if not set_delivery(espeak, {"voice": request["voice"], **PLAIN}):
            return {"unknown": True}, b""
        return {"phonemes": [_translate(translate, text) for text in request["texts"]]}, b""

    return phonemize


def _translate(translate: Any, text: str) -> str:
    buffer = ctypes.create_string_buffer(text.encode())
    # the library moves the pointer to the next clause, and clears it after the last one
    pointer = ctypes.c_void_p(ctypes.addressof(buffer))
    clauses = []
    while pointer.value:
        clauses.append((translate(ctypes.byref(pointer), UTF8, IPA) or b"").decode())
    return " ".join(clause.strip() for clause in clauses if clause.strip())
