"""audiobrief turns news article pages into spoken episodes.

    >>> import audiobrief
    >>> article = audiobrief.clean(PAGE)  # its HTML
    >>> article.title
    'The quay goes'
    >>> script = audiobrief.segment(article)
    >>> script.segments[0].spoken
    'The quay goes'
    >>> made = audiobrief.make_episode(PAGE, folder)
    >>> made.audio.name, made.episode.timeline.duration_ms > 10_000
    ('the-quay-goes.mp3', True)

An article need not be a page: `ArticleData` has its fields as a content system knows them,
and what it says wins over what is found.

Nothing here prints, exits or keeps state between calls. Every error is an
`audiobrief.errors.AudiobriefError`. The names below are imported when they
are first used.
"""

from __future__ import annotations

from audiobrief.version import __version__

TYPE_CHECKING = False
"""As in `typing`, which takes 30 ms to import: until the program is there, Ctrl-C is Python's."""
if TYPE_CHECKING:
    from typing import Any

    from audiobrief.api import Failed, make_episode, make_episodes, synthesize
    from audiobrief.cleaner import clean
    from audiobrief.desk.client import Desk
    from audiobrief.episode.making import Made
    from audiobrief.episode.recording import Progress
    from audiobrief.errors import AudiobriefError
    from audiobrief.filed.article import ArticleData
    from audiobrief.model import Manuscript, Page, PageKind
    from audiobrief.publish import publish_episode
    from audiobrief.segmenter import segment
    from audiobrief.settings.tree import Settings, read_settings

__all__ = [
    "ArticleData",
    "AudiobriefError",
    "Desk",
    "Failed",
    "Made",
    "Manuscript",
    "Page",
    "PageKind",
    "Progress",
    "Settings",
    "__version__",
    "clean",
    "make_episode",
    "make_episodes",
    "publish_episode",
    "read_settings",
    "segment",
    "synthesize",
]

_PLACES = {
    # public name -> module that defines it, and its name in that module
    "ArticleData": ("audiobrief.filed.article", "ArticleData"),
    "AudiobriefError": ("audiobrief.errors", "AudiobriefError"),
    "Desk": ("audiobrief.desk.client", "Desk"),
    "Failed": ("audiobrief.api", "Failed"),
    "Made": ("audiobrief.episode.making", "Made"),
    "Manuscript": ("audiobrief.model", "Manuscript"),
    "Page": ("audiobrief.model", "Page"),
    "PageKind": ("audiobrief.model", "PageKind"),
    "Progress": ("audiobrief.episode.recording", "Progress"),
    "Settings": ("audiobrief.settings.tree", "Settings"),
    "clean": ("audiobrief.cleaner", "clean"),
    "make_episode": ("audiobrief.api", "make_episode"),
    "make_episodes": ("audiobrief.api", "make_episodes"),
    "publish_episode": ("audiobrief.publish", "publish_episode"),
    "read_settings": ("audiobrief.settings.tree", "read_settings"),
    "segment": ("audiobrief.segmenter", "segment"),
    "synthesize": ("audiobrief.api", "synthesize"),
}


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module 'audiobrief' has no attribute {name!r}")
    import importlib

    module, attribute = _PLACES[name]
    return getattr(importlib.import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
