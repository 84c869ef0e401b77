"""Every error that audiobrief raises on purpose. The message is the line a user reads.

    AudiobriefError
    |- PageError              the page cannot be had
    |  |- PageNotFound        no such file, address or feed entry
    |  |- PageRefused         it can be had, but must not be: address, robots, size, type
    |  |- PageUnreachable     the network or its server failed; may go well another time
    |  `- PageUnreadable      it came, but is not text: binary, damaged, no known encoding
    |- NoArticleFound         it is a page, and no article is on it; says what it is instead
    |- ScriptError            an edited script or a lexicon that cannot be read
    |- SoundError             an intro, outro, bed or earcon that cannot be decoded
    |- EngineError            the engine cannot speak
    |  |- EngineUnavailable   it is not installed, or its server does not answer
    |  |  `- BudgetSpent      it is paid by the character, and no more are to be sent
    |  |- VoiceNotFound       it has no such voice; names the nearest
    |  `- SpeechFailed        it crashed, hung, or gave no sound, and again when tried again
    |- DownloadFailed         a voice's file cannot be had, or is not what the catalogue says
    |- EncodingError          samples did not become a file
    |  |- EncoderMissing      no ffmpeg on PATH and none from imageio-ffmpeg
    |  `- EncoderFailed       ffmpeg ended badly; quotes its last line
    |- OutputError            the place to write to: permission, space, a file in the way
    |- ConfigError            a setting that is unknown or out of range; names file and key
    |- PublishError           an episode folder or template that cannot be published
    `- BatchError             a source list or journal that cannot be read

Each message says what was wrong, with what, and what to do about it, in one
line without a final traceback: "voice 'en-uk' is unknown to espeak; nearest:
en-gb, en-us (see `audiobrief voices`)". The address or the file that it is about is also
a field, where it is about one: `error.url`, `error.path`.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator


class AudiobriefError(Exception):
    """Anything that audiobrief refuses or fails at, with a line for its user."""

    url: str
    """Address that it is about; empty where it is about none."""
    path: str
    """File or folder that it is about; empty where it is about none."""

    def __init__(self, *said: object, url: str = "", path: str | os.PathLike[str] = "") -> None:
        super().__init__(*said)
        # pickle takes the attributes of an exception along, and calls it with `said` alone
        self.url = url
        self.path = os.fspath(path)


@contextlib.contextmanager
def about(*, url: str = "", path: str | os.PathLike[str] = "") -> Iterator[None]:
    """Fill the fields of an error of ours that comes from the block and names nothing itself."""
    try:
        yield
    except AudiobriefError as error:
        if not (error.url or error.path):
            error.url, error.path = url, os.fspath(path)
        raise


class PageError(AudiobriefError):
    """The page cannot be had."""


class PageNotFound(PageError):
    """There is no such file, address or feed entry."""


class PageRefused(PageError):
    """The page can be had, but must not be: its address, robots.txt, size or type."""


class PageUnreachable(PageError):
    """The page did not come: network, server or deadline; it may another time."""


class PageUnreadable(PageError):
    """The page came, but is not text: binary, damaged or in no known encoding."""


class NoArticleFound(AudiobriefError):
    """It is a page, and there is no article on it; the message says what it is instead."""


class ScriptError(AudiobriefError):
    """An edited script or a lexicon cannot be read."""


class SoundError(AudiobriefError):
    """An intro, outro, bed or earcon cannot be decoded."""


class EngineError(AudiobriefError):
    """The engine cannot speak."""


class EngineUnavailable(EngineError):
    """The engine is unknown or not installed, or its server does not answer."""


class BudgetSpent(EngineUnavailable):
    """The engine is paid by the character, and what may be sent to it was sent."""


class VoiceNotFound(EngineError):
    """The engine has no such voice; the message names the nearest."""


class SpeechFailed(EngineError):
    """The engine crashed, hung or gave no sound, and again when tried again."""


class DownloadFailed(AudiobriefError):
    """A file of a voice cannot be had, or is not what the catalogue says it is."""


class EncodingError(AudiobriefError):
    """Samples did not become an audio file."""


class EncoderMissing(EncodingError):
    """There is no ffmpeg program on PATH and none from imageio-ffmpeg."""


class EncoderFailed(EncodingError):
    """The ffmpeg program ended badly; the message quotes its last line."""


class OutputError(AudiobriefError):
    """The place to write to: no permission, no space, or a file in the way."""


class ConfigError(AudiobriefError):
    """A setting is unknown or out of range; the message names file and key."""


class PublishError(AudiobriefError):
    """An episode folder or a template cannot be published."""


class BatchError(AudiobriefError):
    """A source list or a journal cannot be read."""
