"""Turns an error of one article into a `Failure`, with the reason that the report groups by."""

from __future__ import annotations

import traceback

from audiobrief import errors
from audiobrief.batch.items import Failure, Reason
from audiobrief.fetch.xml import Document
from audiobrief.secret_texts import hide
from audiobrief.system.memory import describe_worker_shortage, is_shortage

REASONS: tuple[tuple[type[Exception], Reason], ...] = (
    # error -> the report's reason for it; the first match counts
    (errors.PageIsFeed, Reason.IS_FEED),
    (errors.PageNotFound, Reason.NOT_FOUND),
    (errors.PageUnreachable, Reason.UNREACHABLE),
    (errors.PageUnreadable, Reason.UNREADABLE),
    (errors.PageError, Reason.REFUSED),
    (errors.StoryRemoved, Reason.NOT_FOUND),
    (errors.NoArticleFound, Reason.NO_ARTICLE),
    (errors.DoubtfulArticle, Reason.DOUBTFUL),
    (errors.ArticleHeld, Reason.REFUSED),
    (errors.ArticleDataError, Reason.NOT_LISTED),
    (errors.ScriptError, Reason.SCRIPT),
    (errors.SoundError, Reason.SOUND),
    (errors.VoiceNotFound, Reason.VOICE),
    (errors.WordsMissing, Reason.MISSING),
    (errors.BudgetSpent, Reason.BUDGET),
    (errors.EngineUnavailable, Reason.ENGINE),
    (errors.EngineError, Reason.SPEECH),
    (errors.EncodingError, Reason.ENCODING),
    (errors.OutputError, Reason.OUTPUT),
    (errors.ConfigError, Reason.CONFIG),
    (errors.PublishError, Reason.PUBLISH),
    (errors.BatchError, Reason.NOT_LISTED),
)
DETAIL_LINES = 6


def describe_failure(error: Exception) -> Failure:
    """The failure for an error, with its reason."""
    if is_shortage(error):
        return Failure(Reason.MEMORY, describe_worker_shortage(error))
    for kind, reason in REASONS:
        if isinstance(error, kind):
            said = str(error)
            url, path = getattr(error, "url", ""), getattr(error, "path", "")
            gone = isinstance(error, errors.PageGone | errors.StoryRemoved)
            document = getattr(error, "document", None)
            feed = document if isinstance(document, Document) else None
            return Failure(reason, said, url=url, path=path, is_gone=gone, feed=feed)
    # also of errors that are not audiobrief's own, whose messages nothing has filtered
    lines = [hide(line) for line in traceback.format_exception(error)]
    return Failure(
        Reason.FAULT,
        hide(f"{type(error).__name__}: {error}"),
        "".join(lines[-DETAIL_LINES:]),
    )
