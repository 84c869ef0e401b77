"""The page of an episode that is still being made."""

from __future__ import annotations

from audiobrief.model import Episode, Manuscript, Timeline
from audiobrief.publish.declared import declare
from audiobrief.publish.page import describe
from audiobrief.publish.reading import direction_of, language_of, lay_out
from audiobrief.publish.settings import PublishSettings
from audiobrief.publish.theme import hash_source, load_theme, web_address
from audiobrief.publish.translation import SCRIPT, words_of


def render_live(manuscript: Manuscript, settings: PublishSettings) -> str:
    """HTML that plays the ``audio.mp3`` beside it until the episode has a page of its own.

    The page reads the progress from ``state.json``, and in the end goes to the episode's page.

    Raises:
        PublishError: a template is wrong.
    """
    theme = load_theme(settings.templates)
    article = manuscript.article
    untimed = Timeline(sample_rate=1, length=0, cues=())
    episode = Episode(article, manuscript.script, untimed, audio="audio.mp3")
    language = language_of(episode)
    style = theme.source("page.css", "live.css")
    script = theme.source(SCRIPT, "live.js")
    words = words_of(language, theme)
    return theme.render(
        "live.html.j2",
        t=words,
        ui=words.tag,
        words=words.for_scripts(script),
        article=article,
        declared=declare(episode),
        reading=lay_out(episode),
        language=language,
        direction=direction_of(language),
        description=describe(article),
        source=web_address(article.url),
        script=script,
        style=style,
        script_hash=hash_source(script),
        style_hash=hash_source(style),
    )
