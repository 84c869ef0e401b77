"""Every error that audiobrief raises on purpose. The message is the line a user reads.

    AudiobriefError
    |- PageError              the page cannot be loaded
    |  |- PageNotFound        no such file, address or feed entry
    |  |  `- PageGone         its site answers that it is not there (HTTP 404, 410 or 451)
    |  |- PageRefused         audiobrief must not load it: address, robots.txt, size, type
    |  |  `- PageIsFeed       it lists articles; a batch reads it
    |  |- PageUnreachable     the network or its server failed; a later try may succeed
    |  `- PageUnreadable      it loaded, but is not text: binary, damaged, no known encoding
    |- NoArticleFound         the page holds no article; says what it is instead
    |  `- StoryRemoved        it says in place of its story that this was removed
    |- DoubtfulArticle        an article was found, with less confidence than was asked for
    |- ArticleDataError       an article given as data has a wrong value; names its key
    |- ArticleHeld            it may not be published now: a draft, withdrawn, under embargo
    |- ScriptError            an edited script or a lexicon that cannot be read
    |- SoundError             an intro, outro, bed or earcon that cannot be decoded
    |- EngineError            the engine cannot speak
    |  |- EngineUnavailable   it is not installed, or its server does not answer
    |  |  `- BudgetSpent      it charges by the character, and the budget is used up
    |  |- VoiceNotFound       it has no such voice; names the nearest
    |  |- SpeechFailed        it crashed, hung or gave no sound, twice in a row
    |  `- WordsMissing        words would be missing in the episode; names them
    |- DownloadFailed         a voice's file cannot be downloaded, or differs from the catalogue
    |- EncodingError          the samples could not be encoded
    |  |- EncoderMissing      a format needs ffmpeg, and there is none
    |  `- EncoderFailed       ffmpeg failed; quotes its last line
    |- OutputError            cannot write there: permission, space, a file in the way
    |- ConfigError            a setting that is unknown or out of range; names file and key
    |- PublishError           an episode folder or template that cannot be published
    |- SigningError           the audio cannot be signed, or its credentials cannot be read
    |- BatchError             a source list or journal that cannot be read
    |- ListenError            what is added cannot be taken, or another audiobrief listens there
    |- ReadingListError       a read-later service or its export cannot be read
    `- DeskError              the desk cannot do it, or does not answer as documented
       |- StoryNotFound       it has no such story, sentence or webhook
       |- DeskConflict        somebody else changed the story since, or its state forbids it
       `- DeskForbidden       the account or token may not do that, or is unknown

Each message says what was wrong, with what, and what to do about it, in one
line without a final traceback: "voice 'en-uk' is unknown to espeak; nearest:
en-gb, en-us (see `audiobrief voices`)". If an error concerns an address or a file,
`error.url` or `error.path` holds it. No secret is in any of them (`secret_texts`).
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator

from audiobrief.characters import show_unseen
from audiobrief.patterns import compile_late
from audiobrief.secret_texts import hide

LONGEST = 2_000
"""The most characters of a message; whoever wrote what it quotes could fill a terminal."""
LONGEST_WORD = 500
"""The most characters of it without a space: longer than addresses that people read."""
_LONG_WORD = compile_late(rf"\S{{{LONGEST_WORD + 1},}}")


class AudiobriefError(Exception):
    """Any error that audiobrief raises on purpose, with a message of one line for the user."""

    url: str
    """Address that the error concerns; empty if none."""
    path: str
    """File or folder that the error concerns; empty if none."""

    def __init__(self, *said: object, url: str = "", path: str | os.PathLike[str] = "") -> None:
        super().__init__(*(_told(each) if isinstance(each, str) else each for each in said))
        # pickle restores an exception by calling it with `said` alone, then sets its attributes
        self.url = hide(url)
        self.path = hide(os.fspath(path))


def _told(message: str) -> str:
    """A message without secrets; the middle of one that quotes too much is left out.

    What it quotes may steer a terminal, or have the rest of the line shown in another order, so
    that such characters stand as their codes.
    """
    message = show_unseen(hide(message))
    if len(message) > LONGEST_WORD:
        message = _LONG_WORD.sub(_cut, message)
    if len(message) <= LONGEST:
        return message
    # what is wrong stands first, and what to do about it last
    head, tail = message[: LONGEST * 2 // 3], message[-LONGEST // 4 :]
    return f"{head}… ({len(message):,} characters) …{tail}"


def _cut(word: re.Match[str]) -> str:
    text = word[0]
    head, tail = text[: LONGEST_WORD // 2], text[-LONGEST_WORD // 8 :]
    return f"{head}…({len(text):,} characters)…{tail}"


@contextlib.contextmanager
def about(*, url: str = "", path: str | os.PathLike[str] = "") -> Iterator[None]:
    """Fill `url` and `path` of an AudiobriefError raised in the block, unless it has either."""
    try:
        yield
    except AudiobriefError as error:
        if not (error.url or error.path):
            error.url, error.path = hide(url), hide(os.fspath(path))
        raise


class PageError(AudiobriefError):
    """The page cannot be loaded."""


class PageNotFound(PageError):
    """There is no such file, address or feed entry."""


class PageGone(PageNotFound):
    """The site answers that the page is not there: HTTP 404 or 410, or may not be: 451."""


class PageRefused(PageError):
    """The page must not be loaded because of its address, robots.txt, size or type."""


class PageIsFeed(PageRefused):
    """The page is a feed, which lists articles and is none."""

    def __init__(
        self,
        *said: object,
        url: str = "",
        path: str | os.PathLike[str] = "",
        document: object = None,
    ) -> None:
        super().__init__(*said, url=url, path=path)
        self.document = document
        """The feed as it was fetched (a `fetch.xml.Document`); None if it was not."""


class PageUnreachable(PageError):
    """The network, the server or a deadline stopped the page; a later try may succeed."""


class PageUnreadable(PageError):
    """The page loaded, but is not text: it is binary, damaged or in no known encoding."""


class NoArticleFound(AudiobriefError):
    """The page holds no article; the message says what it is instead."""


class StoryRemoved(NoArticleFound):
    """The page says in place of its story that it was removed; the message quotes it."""


class DoubtfulArticle(AudiobriefError):
    """An article was found, and is less sure than `fail_below` asks; the message says why."""


class ArticleDataError(AudiobriefError):
    """An article that is given as data has a wrong value; the message names its key."""


class ArticleHeld(AudiobriefError):
    """The article may not be published now: it is a draft, withdrawn, or under embargo."""


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


class WordsMissing(EngineError):
    """Words of the article would be missing in the episode; the message names them."""


class DownloadFailed(AudiobriefError):
    """A voice's file cannot be downloaded, or differs from what the catalogue says."""


class EncodingError(AudiobriefError):
    """The samples could not be encoded as an audio file."""


class EncoderMissing(EncodingError):
    """A format other than mp3 needs an ffmpeg program, and none is on PATH or from `audiobrief[ffmpeg]`."""


class EncoderFailed(EncodingError):
    """The ffmpeg program failed; the message quotes its last line."""


class OutputError(AudiobriefError):
    """The output cannot be written: no permission, no space, or a file in the way."""


class ConfigError(AudiobriefError):
    """A setting is unknown or out of range; the message names file and key."""


class PublishError(AudiobriefError):
    """An episode folder or a template cannot be published."""


class SigningError(AudiobriefError):
    """The audio cannot be signed, or its content credentials cannot be read."""


class BatchError(AudiobriefError):
    """A source list or a journal cannot be read."""


class ListenError(AudiobriefError):
    """What is added cannot be taken, or another audiobrief already listens in the folder."""


class ReadingListError(AudiobriefError):
    """A read-later service does not answer as documented, or its export cannot be read."""


class DeskError(AudiobriefError):
    """A desk cannot do what was asked for, or does not answer as documented."""


class StoryNotFound(DeskError):
    """The desk has no such story, sentence or webhook."""


class DeskConflict(DeskError):
    """Somebody else changed the story since, or its state does not allow it."""


class DeskForbidden(DeskError):
    """The account or the token is unknown to the desk, or may not do that."""
