"""The episode's page: one file that plays the audio and marks the words as they are said."""

from __future__ import annotations

import json
import string
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import quote, urljoin

from markupsafe import Markup

from audiobrief.clock import format_clock, spoken_length
from audiobrief.model import Article, BlockKind, Cue, Episode, Segment
from audiobrief.publish.declared import declare
from audiobrief.publish.lanes import Lane, draw, lanes_of
from audiobrief.publish.marks import marked_segment
from audiobrief.publish.media import media_type
from audiobrief.publish.names import COVER
from audiobrief.publish.reading import (
    Reading,
    direction_of,
    format_date,
    language_of,
    lay_out,
)
from audiobrief.publish.settings import PublishSettings
from audiobrief.publish.theme import hash_source, load_theme, to_script_json, web_address
from audiobrief.publish.translation import SCRIPT, words_of
from audiobrief.publish.waveform import BARS, Waveform
from audiobrief.publish.word_times import words_as_written

TEMPLATES = (
    "page.html.j2", "player.html.j2", "look.html.j2", "article.html.j2", "icons.html.j2"
)  # fmt: skip
SCRIPTS = (
    SCRIPT, "looks.js", "reader.js", "companion.js", "lock_screen.js", "sharing.js", "marking.js", "sleep.js", "comfort.js", "player.js"
)  # fmt: skip
"""One after another in one script element: each may use what stands before it."""
SPEEDS = (0.5, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
SLEEP_MINUTES = (5, 10, 15, 30, 45, 60)
DESCRIPTION_LENGTH = 300
"""Most characters of a description; previews show fewer."""
BESIDE_STORY = frozenset([BlockKind.CORRECTION, BlockKind.CAPTION, BlockKind.ENDNOTE])
"""Kinds of block that do not tell what a story is about, though newspapers print an editor's note above it."""
_NUMBERS = json.JSONEncoder(separators=(",", ":"))
SIGNS = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"
"""Digits of the numbers in a text of word steps, from 0 to 63 (those of RFC 4648, 5); the theme's
`player.js` reads them."""


def prepare_page(settings: PublishSettings) -> None:
    """Compile the templates of `render_page` in advance, while there is time for it.

    Raises:
        PublishError: the folder of templates does not exist.
    """
    load_theme(settings.templates).compile(*TEMPLATES)


def render_page(
    episode: Episode,
    waveform: Waveform,
    settings: PublishSettings,
    *,
    audio_bytes: int = 0,
    corrected: datetime | None = None,
    has_cover: bool = False,
) -> Iterator[str]:
    """HTML, in pieces, with style and script inside, for a file beside the audio.

    `corrected` is when the article was corrected after it was first published here, if it was.
    With `has_cover`, the cover beside the page is shown where the player is embedded.

    Raises:
        PublishError: a template is wrong; this may come with any of the pieces.
    """
    theme = load_theme(settings.templates)
    article, timeline = episode.article, episode.timeline
    script, style = theme.source(*SCRIPTS), theme.source("page.css")
    reading = lay_out(episode)
    language = language_of(episode)
    words = words_of(language, theme)
    lanes = lanes_of(episode)
    return theme.stream(
        "page.html.j2",
        t=words,
        ui=words.tag,
        words=words.for_scripts(script),
        episode=episode,
        article=article,
        declared=declare(episode),
        reading=reading,
        language=language,
        direction=direction_of(language),
        source=web_address(article.url),
        image=web_address(article.image),
        description=describe(article),
        corrected=corrected,
        corrected_date=format_date(corrected, language),
        cover=COVER if has_cover else "",
        lead=next((each for each in episode.pictures if each.block is None), None),
        figures={each.block: each for each in episode.pictures if each.block is not None},
        is_private=settings.is_private,
        page_url=web_address(settings.url),
        audio=quote(episode.audio),
        audio_url=urljoin(web_address(settings.url), quote(episode.audio)),
        audio_type=media_type(episode.audio),
        stem=quote(episode.audio.rpartition(".")[0]),
        duration_ms=timeline.duration_ms,
        duration=format_clock(timeline.duration_ms),
        minutes=max(round(timeline.duration_ms / 60_000), 1),
        length=spoken_length(timeline.duration_ms),
        chapters=[
            {
                "title": chapter.title,
                "seconds": chapter.start / timeline.sample_rate,
                "clock": format_clock(chapter.start * 1000 // timeline.sample_rate),
                "x": round(chapter.start / timeline.length * BARS, 2),
            }
            for chapter in episode.chapters
        ],
        bars=BARS,
        waveform=draw(waveform, lanes),
        tells_quotes=bool(waveform.bars) and Lane.BELOW in lanes,
        speeds=SPEEDS,
        sleep_minutes=SLEEP_MINUTES,
        data=page_data(episode, reading),
        linked_data=to_script_json(_linked_data(episode, settings, audio_bytes)),
        script=script,
        style=style,
        script_hash=hash_source(script),
        style_hash=hash_source(style),
    )


def page_data(episode: Episode, reading: Reading) -> Markup:
    """The data of the page's script as JSON: times in milliseconds, offsets in characters.

    Each cue is ``[pause, length, segment to mark or -1, words]``, where the pause is from the end of
    the cue before it. Each word is three steps from the one before it: milliseconds from where that
    began (or the cue), characters from where it ended, and its own characters. Words that have one
    space between them and begin soon after each other are a text instead, three signs a word: the
    milliseconds as two digits, and the characters as one. This is a third as long as numbers are.
    """
    rate = episode.timeline.sample_rate
    told = to_script_json(
        {
            "title": episode.article.title,
            "site": episode.article.site,
            "authors": [author.name for author in episode.article.authors],
            "audio": episode.audio,
            "duration": episode.timeline.duration_ms,
            "chapters": [
                [chapter.start * 1000 // rate, chapter.title] for chapter in episode.chapters
            ],
        }
    )
    # encoded cue by cue, since all cues as numbers take five times the memory of their JSON
    cues = ",".join(map(_NUMBERS.encode, _cue_data(episode, reading)))
    joined = "".join((told[:-1], ',"cues":[', cues, "]}"))
    # for eight hours the JSON has a megabyte, and so has each copy
    del cues
    return Markup(joined)  # noqa: S704 -- all text in it was escaped by to_script_json


def _cue_data(episode: Episode, reading: Reading) -> Iterator[list[int | list[int] | str]]:
    rate, segments = episode.timeline.sample_rate, episode.script.segments
    before_ms = 0
    for cue in episode.timeline.cues:
        start_ms, end_ms = cue.start * 1000 // rate, cue.end * 1000 // rate
        segment = segments[cue.segment]
        unmarked = cue.segment in reading.stand_ins or segment.is_added
        yield [
            start_ms - before_ms,
            end_ms - start_ms,
            marked_segment(cue.segment, segments, reading),
            [] if unmarked else _shorten(_word_steps(segment, cue, rate)),
        ]
        before_ms = end_ms


def _word_steps(segment: Segment, cue: Cue, rate: int) -> list[int]:
    steps: list[int] = []
    at_ms, at = cue.start * 1000 // rate, 0
    for word in words_as_written(segment, cue):
        start_ms = word.start * 1000 // rate
        steps += [start_ms - at_ms, word.text_start - at, word.text_end - word.text_start]
        at_ms, at = start_ms, word.text_end
    return steps


def _shorten(steps: list[int]) -> list[int] | str:
    """The steps as a text, if they are words as nearly all sentences have them."""
    base = len(SIGNS)
    all_ms, gaps, lengths = steps[::3], steps[1::3], steps[2::3]
    if (
        not steps
        or gaps != [0, *[1] * (len(gaps) - 1)]
        or not 0 <= min(all_ms) <= max(all_ms) < base * base
        or max(lengths) >= base
    ):
        return steps
    return "".join(
        f"{SIGNS[ms // base]}{SIGNS[ms % base]}{SIGNS[length]}"
        for ms, length in zip(all_ms, lengths, strict=True)
    )


def describe(article: Article) -> str:
    """The dek, or without one the beginning of the story, in one line."""
    story = (block for block in article.blocks if block.kind not in BESIDE_STORY)
    text = article.dek or next(story, article.blocks[0]).text
    if len(text) <= DESCRIPTION_LENGTH:
        return text
    return text[:DESCRIPTION_LENGTH].rpartition(" ")[0] + " …"


def _linked_data(
    episode: Episode, settings: PublishSettings, audio_bytes: int
) -> dict[str, Any]:
    """schema.org's NewsArticle with its AudioObject."""
    article, declared = episode.article, declare(episode)
    base, seconds = web_address(settings.url), episode.timeline.duration_ms / 1000
    described = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "description": describe(article),
        "inLanguage": language_of(episode),
        "datePublished": article.published.isoformat() if article.published else "",
        "dateModified": article.modified.isoformat() if article.modified else "",
        "author": [
            {"@type": "Person", "name": author.name}
            for author in article.authors
            if not author.additional
        ],
        "publisher": {"@type": "Organization", "name": article.site} if article.site else "",
        "mainEntityOfPage": web_address(article.url),
        "image": web_address(article.image),
        "audio": {
            "@type": "AudioObject",
            "name": article.title,
            "contentUrl": urljoin(base, quote(episode.audio)),
            "encodingFormat": media_type(episode.audio),
            "duration": f"PT{seconds:.3f}S",
            "inLanguage": episode.script.language,
            "creditText": declared.credit,
            "digitalSourceType": [declared.source.schema_address, declared.source.address],
            **({"contentSize": str(audio_bytes)} if audio_bytes else {}),
        },
    }
    return {key: value for key, value in described.items() if value}
