"""Removes the copies of a withdrawn story that audiobrief's own caches hold."""

from __future__ import annotations

from pathlib import Path

from audiobrief.episode.receipts import forget_folder
from audiobrief.episode.voice import open_speech_cache
from audiobrief.fetch import is_address
from audiobrief.fetch.webcache import forget_answers
from audiobrief.model import Article
from audiobrief.publish.register import Tombstone
from audiobrief.publish.versions import read_versions
from audiobrief.settings.tree import Settings
from audiobrief.speech.cache import stories_of


def forget_traces(
    article: Article, stone: Tombstone, settings: Settings, episode: Path, folder: Path | None
) -> None:
    """Remove a story's page and picture, its speech and its receipts from the caches.

    `episode` is where its files are now, `folder` where they were; None if that was storage.
    Raises nothing: a cache that cannot be written keeps nothing new, either.
    """
    titles = [article.title, *(each.title for each in read_versions(episode))]
    chosen = settings.for_url(article.url)
    cache = open_speech_cache(chosen)
    if cache is not None:
        for story in stories_of(article.url, titles):
            cache.forget_story(story)
    urls = dict.fromkeys(filter(is_address, (stone.id, stone.url, article.url, article.image)))
    lists = filter(is_address, [stone.list])
    forget_answers(urls, settings.fetch.cache_folder, lists=lists)
    if folder is not None:
        forget_folder(folder)
