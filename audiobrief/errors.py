"""Every error that audiobrief raises on purpose. The message is the line a user reads.

    AudiobriefError
    |- PageError              the page cannot be loaded
    |  |- PageNotFound        no such file, address or feed entry
    |  |- PageRefused         audiobrief must not load it: address, robots.txt, size, type
    |  |- PageUnreachable     the network or its server failed; a later try may succeed
    |  `- PageUnreadable      it loaded, but is not text: binary, damaged, no known encoding
    |- NoArticleFound         the page holds no article; says what it is instead
    |- DoubtfulArticle        an article was found, with less confidence than was asked for
    |- ScriptError            an edited script or a lexicon that cannot be read
    |- SoundError             an intro, outro, bed or earcon that cannot be decoded
    |- EngineError            the engine cannot speak
    |  |- EngineUnavailable   it is not installed, or its server does not answer
    |  |  `- BudgetSpent      it charges by the character, and the budget is used up
    |  |- VoiceNotFound       it has no such voice; names the nearest
    |  `- SpeechFailed        it crashed, hung or gave no sound, twice in a row
    |- DownloadFailed         a voice's file cannot be downloaded, or differs from the catalogue
    |- EncodingError          the samples could not be encoded
    |  |- EncoderMissing      no ffmpeg on PATH and none from imageio-ffmpeg
    |  `- EncoderFailed       ffmpeg failed; quotes its last line
    |- OutputError            cannot write there: permission, space, a file in the way
    |- ConfigError            a setting that is unknown or out of range; names file and key
    |- PublishError           an episode folder or template that cannot be published
    `- BatchError             a source list or journal that cannot be read

Each message says what was wrong, with what, and what to do about it, in one
line without a final traceback: "voice 'en-uk' is unknown to espeak; nearest:
en-gb, en-us (see `audiobrief voices`)". If an error concerns an address or a file,
`error.url` or `error.path` holds it.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator


class AudiobriefError(Exception):
    """Any error that audiobrief raises on purpose, with a message of one line for the user."""

    url: str
    """Address that the error concerns; empty if none."""
    path: str
    """File or folder that the error concerns; empty if none."""

    def __init__(self, *said: object, url: str = "", path: str | os.PathLike[str] = "") -> None:
        super().__init__(*said)
        # pickle restores an exception by calling it with `said` alone, then sets its attributes
        self.url = url
        self.path = os.fspath(path)


@contextlib.contextmanager
def about(*, url: str = "", path: str | os.PathLike[str] = "") -> Iterator[None]:
    """Fill `url` and `path` of an AudiobriefError raised in the block, unless it has either."""
    try:
        yield
    except AudiobriefError as error:
        if not (error.url or error.path):
            error.url, error.path = url, os.fspath(path)
        raise


class PageError(AudiobriefError):
    """The page cannot be loaded."""


class PageNotFound(PageError):
    """There is no such file, address or feed entry."""


class PageRefused(PageError):
    """The page must not be loaded because of its address, robots.txt, size or type."""


class PageUnreachable(PageError):
    """The network, the server or a deadline stopped the page; a later try may succeed."""


class PageUnreadable(PageError):
    """The page loaded, but is not text: it is binary, damaged or in no known encoding."""


class NoArticleFound(AudiobriefError):
    """The page holds no article; the message says what it is instead."""


class DoubtfulArticle(AudiobriefError):
    """An article was found, and is less sure than `fail_below` asks; the message says why."""


class ScriptError(AudiobriefError):
    """An edited script or a lexicon cannot be read."""


class SoundError(AudiobriefError):
    """An intro, outro, bed or earcon cannot be decoded."""


class EngineError(AudiobriefError):
    """The engine cannot speak."""


class EngineUnavailable(EngineError):
    """The engine is unknown or not installed, or its server does not answer."""


class BudgetSpent(EngineUnavailable):
    """The engine charges by the character, and the budget for it is used up."""


class VoiceNotFound(EngineError):
    """The engine has no such voice; the message names the nearest."""


class SpeechFailed(EngineError):
    """The engine crashed, hung or gave no sound, twice in a row."""


class DownloadFailed(AudiobriefError):
    """A voice's file cannot be downloaded, or differs from what the catalogue says."""


class EncodingError(AudiobriefError):
    """The samples could not be encoded as an audio file."""


class EncoderMissing(EncodingError):
    """There is no ffmpeg program on PATH and none from imageio-ffmpeg."""


class EncoderFailed(EncodingError):
    """The ffmpeg program failed; the message quotes its last line."""


class OutputError(AudiobriefError):
    """The output cannot be written: no permission, no space, or a file in the way."""


class ConfigError(AudiobriefError):
    """A setting is unknown or out of range; the message names file and key."""


class PublishError(AudiobriefError):
    """An episode folder or a template cannot be published."""


class BatchError(AudiobriefError):
    """A source list or a journal cannot be read."""
