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

Nothing here prints, exits or keeps state between calls. Every error is an
`audiobrief.errors.AudiobriefError`. The names below are imported when they
are first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from audiobrief.version import __version__

if TYPE_CHECKING:
    from audiobrief.api import make_episode, make_episodes, synthesize
    from audiobrief.cleaner import clean
    from audiobrief.errors import AudiobriefError
    from audiobrief.publish import publish_episode as publish
    from audiobrief.segmenter import segment

__all__ = [
    "AudiobriefError",
    "__version__",
    "clean",
    "make_episode",
    "make_episodes",
    "publish",
    "segment",
    "synthesize",
]

_PLACES = {
    # public name -> module that defines it, and its name in that module
    "AudiobriefError": ("audiobrief.errors", "AudiobriefError"),
    "clean": ("audiobrief.cleaner", "clean"),
    "make_episode": ("audiobrief.api", "make_episode"),
    "make_episodes": ("audiobrief.api", "make_episodes"),
    "publish": ("audiobrief.publish", "publish_episode"),
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
