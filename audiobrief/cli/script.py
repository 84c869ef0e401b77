"""`audiobrief script`: what would be said of an article."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import TYPE_CHECKING

import click

from audiobrief.cli import console
from audiobrief.cli.options import (
    ARTICLE_OPTIONS,
    FETCH_OPTIONS,
    PAGE_HELP,
    SCRIPT_OPTIONS,
    SOUND_OPTIONS,
    with_settings,
)
from audiobrief.episode.bounds import bounded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audiobrief.model import Article, Manuscript, Script
    from audiobrief.settings.tree import Settings
    from audiobrief.speech.casting import Cast, Part
    from audiobrief.spoken.lexicon import Lexicon
    from audiobrief.spoken.reading import Spoken

ASKED = {"voice.engine", "voice.narrator", "voice.quote", "voice.speakers"}
VOICE_OPTIONS = [row for row in SOUND_OPTIONS if row[1] in ASKED]
"""Options that decide which voice reads, for --explain."""
SHOWN = 60
"""Characters shown of each segment."""


@click.command(
    epilog=f"""{PAGE_HELP}

\b
Examples:
  audiobrief script page.html
  audiobrief script --explain page.html
  audiobrief script --explain --json page.html | jq .voices
  audiobrief script --json page.html > edited.json && audiobrief make edited.json"""
)
@click.argument("page")
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Print JSON that you can edit and give to `audiobrief make`.",
)
@click.option(
    "--explain",
    is_flag=True,
    help="Show which rule changed each sentence, and which voice reads what and why.",
)
@with_settings(FETCH_OPTIONS, ARTICLE_OPTIONS, SCRIPT_OPTIONS, VOICE_OPTIONS)
def command(page: str, *, as_json: bool, explain: bool, settings: Settings) -> None:
    """Print what would be said of the article on PAGE."""
    from audiobrief.episode.reader import lexicon_of, read_manuscript
    from audiobrief.segmenter.text import script_text

    with bounded(page, settings):
        manuscript = read_manuscript(page, settings)
    console.tell_remarks(manuscript.article)
    if explain and as_json:
        console.result_json(_explain(manuscript, page, settings))
    elif explain:
        chosen = settings.for_url(manuscript.article.url)
        lexicon = lexicon_of(manuscript, chosen, page)
        console.result(region_line(manuscript.article, chosen.language))
        console.result("\n".join(explain_lines(manuscript, lexicon)))
        console.result(left_line(manuscript, lexicon))
        # the lines above are printed even if no engine can speak
        cast = _cast(manuscript, settings)
        console.result("\n".join(segment_lines(manuscript.script, cast)))
        console.result("")
        console.result("\n".join(voice_lines(manuscript.script, cast)))
    elif as_json:
        console.result_json(manuscript)
    else:
        console.result(script_text(manuscript.script))


def _explain(manuscript: Manuscript, page: str, settings: Settings) -> dict[str, object]:
    from audiobrief.episode.reader import lexicon_of

    chosen = settings.for_url(manuscript.article.url)
    lexicon = lexicon_of(manuscript, chosen, page)
    voices = explain_voices(manuscript, _cast(manuscript, settings))
    return voices | {"figures_left": count_left(manuscript, lexicon)}


def region_line(article: Article, chosen: str = "") -> str:
    """How the article is read, by its language and region, and what told them.

    `chosen` is the language that the settings say; the notes above tell where the text decided.
    """
    from audiobrief.segmenter.regions import tell_region

    region = tell_region(article)
    sign = f"the language that you chose ({chosen})" if chosen else region.sign
    return f"{console.style(f'read as {region.tag}', bold=True)}  told by {sign}\n"


def explain_lines(manuscript: Manuscript, lexicon: Lexicon) -> Iterator[str]:
    """Each text that is not said as written, with the rules that changed it."""
    from audiobrief.spoken import say
    from audiobrief.spoken.half_read import figures_left

    for text, language in _texts(manuscript):
        said = say(text, language=language, lexicon=lexicon)
        if not said.changes and not figures_left(said):
            continue
        yield text
        yield from change_lines(text, said)
        for figure in figures_left(said):
            yield f"    {figure!r}  {console.style('no rule; said as it is written', dim=True)}"
        yield ""


def left_line(manuscript: Manuscript, lexicon: Lexicon) -> str:
    """How many figures no rule reads, which the voice gets as they are written."""
    left = count_left(manuscript, lexicon)
    if not left:
        return "every figure is read by a rule\n"
    told = ", ".join(
        f"{figure} ({times})" if times > 1 else figure for figure, times in left.items()
    )
    total = sum(left.values())
    return f"{total} figure{'s' if total > 1 else ''} no rule reads: {told}\n"


def count_left(manuscript: Manuscript, lexicon: Lexicon) -> dict[str, int]:
    """Figure that no rule reads -> how often it is printed."""
    from audiobrief.spoken import say
    from audiobrief.spoken.half_read import figures_left

    return Counter(
        figure
        for text, language in _texts(manuscript)
        for figure in figures_left(say(text, language=language, lexicon=lexicon))
    )


def change_lines(text: str, said: Spoken) -> Iterator[str]:
    """What is said of a text, if it is not said as written, and the rules that changed it."""
    if said.changes:
        yield console.style(f"  {said.text}", bold=True)
    for change in said.changes:
        written = text[change.written_start : change.written_end]
        yield f"    {written!r} -> {change.spoken!r}  {console.style(change.rule, dim=True)}"


def segment_lines(script: Script, cast: Cast) -> Iterator[str]:
    """Each segment in order: its role, its voice, the pause after it and its first words."""
    for segment in script.segments:
        part = cast.part_of(segment)
        words = segment.written
        words = words if len(words) <= SHOWN else f"{words[: SHOWN - 1]}…"
        pause = f"{segment.pause_after_ms} ms"
        yield (
            f"{segment.role.value:<12} {_who(part):<20} "
            f"{console.style(f'{pause:>8}', dim=True)}  {words}"
        )


def voice_lines(script: Script, cast: Cast) -> Iterator[str]:
    """Each voice that reads something, what it reads, and why it was chosen."""
    yield console.style(f"read by engine {cast.engine}", bold=True)
    for part, count in cast.count(script).items():
        accent = " ".join(filter(None, (part.voice.language, part.voice.sex)))
        what = f"{count} segment{'s' if count != 1 else ''}"
        voice = f"{part.voice.name}{f' ({accent})' if accent else ''}"
        yield f"  {_who(part):<20} {voice:<28} {what:<14} {part.reason}"


def explain_voices(manuscript: Manuscript, cast: Cast) -> dict[str, object]:
    """The same for programs: the region and its sign, the voices, the voice of each segment."""
    from audiobrief.segmenter.regions import tell_region

    script = manuscript.script
    region = tell_region(manuscript.article)
    counts = cast.count(script)
    parts = list(counts)
    return {
        "engine": cast.engine,
        "language": script.language,
        "region": {"tag": region.tag, "sign": region.sign},
        "voices": [
            {
                "role": part.role,
                "speaker": part.speaker,
                "language": part.language,
                "engine": part.engine or cast.engine,
                "voice": part.voice,
                "segments": counts[part],
                "reason": part.reason,
            }
            for part in parts
        ],
        "segments": [
            {
                "role": segment.role,
                "voice": parts.index(cast.part_of(segment)),
                "pause_after_ms": segment.pause_after_ms,
                "written": segment.written,
            }
            for segment in script.segments
        ],
    }


def _who(part: Part) -> str:
    return part.speaker or " ".join(filter(None, (part.role.value, part.language)))


def _cast(manuscript: Manuscript, settings: Settings) -> Cast:
    """The voices that would read the script.

    Raises:
        EngineError: no engine can speak here, or the settings name an unknown voice.
    """
    from audiobrief.episode.voice import open_voice
    from audiobrief.speech.casting import cast_voices

    script = manuscript.script
    settings = settings.for_url(manuscript.article.url)
    with open_voice(settings, script.language) as voice:
        return cast_voices(script, settings, voice)


def _texts(manuscript: Manuscript) -> Iterator[tuple[str, str]]:
    """The texts that rules are applied to, and their languages.

    They are whole blocks, since a rule looks at the words around a match.
    """
    script = manuscript.script
    blocks = manuscript.article.blocks
    seen: set[int] = set()
    for block, run in itertools.groupby(script.segments, key=lambda segment: segment.block):
        segments = list(run)
        language = segments[0].language or script.language
        if block is not None:
            # announcements of quotations split a block into several runs
            if block not in seen:
                yield blocks[block].text, language
            seen.add(block)
        else:
            yield from ((segment.written, language) for segment in segments)
