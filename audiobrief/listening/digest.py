"""Joins episodes into one, with a spoken rundown first and a chapter for each story.

    episodes --compose_digest--> manuscript --episode.making--> an episode like any other

The stories' scripts are joined, and not their sound: so the digest has one voice's level, exact
times, and a page that marks each word, and the speech cache gives back every sentence that was
spoken before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from audiobrief.episode.ownership import identify
from audiobrief.model import (
    Article,
    Block,
    BlockKind,
    Episode,
    Manuscript,
    Role,
    Script,
    Segment,
    VoiceRole,
)
from audiobrief.publish.reading import format_date
from audiobrief.segmenter.publication import publication_spoken_of
from audiobrief.segmenter.style import ScriptStyle
from audiobrief.spoken import say

TAG = "audiobrief-digest"
"""A tag of an article that is a digest, which no later digest takes up."""
HEAD = {Role.BYLINE, Role.DATE, Role.DEK}
"""Roles of lines between a headline and its story, which become paragraphs."""
BETWEEN_MS = 2_000
"""The pause between two stories: a listener hears that one has ended."""
AFTER_TITLE_MS = 900
AFTER_CUE_MS = 220
AFTER_ITEM_MS = 450
PLAIN_TITLE = "{date}"
TITLE_OF_SUBJECT = "{title}: {subject}"


def is_digest(article: Article) -> bool:
    """Whether an article is a digest of others."""
    return TAG in article.tags


def compose_digest(
    stories: Sequence[Episode],
    day: datetime,
    style: ScriptStyle,
    *,
    title: str = "",
    subject: str = "",
    is_list: bool = False,
) -> Manuscript:
    """The manuscript of a digest; `day` is timezone-aware, and `stories` has at least one.

    The stories come in their order. Without a `title`, it is named after the day and the
    `subject` that its stories have in common. Under one name it is one digest, however its
    stories change; but one of a list, which `is_list` says, without a `title` of its own is
    another digest for each list of stories.
    """
    by_stories = is_list and not title
    language = _language_of(stories)
    named = _title(day, style, language)
    title = title or (
        TITLE_OF_SUBJECT.format(title=named, subject=subject) if subject else named
    )
    blocks: list[Block] = []
    segments = [_segment(Role.TITLE, title, language, after_ms=AFTER_TITLE_MS)]
    segments += _declarations(stories)
    opening = style.words("digest_open", language)
    if opening:
        segments.append(_cue(opening, language))
    for story in stories:
        said = _segment(
            Role.LIST_ITEM, story.article.title, story.script.language, after_ms=AFTER_ITEM_MS
        )
        segments.append(replace(_in(said, story, language), block=len(blocks)))
        blocks.append(Block(BlockKind.LIST_ITEM, story.article.title, level=1, group=0))
    segments[-1] = replace(segments[-1], pause_after_ms=BETWEEN_MS)
    for number, story in enumerate(stories, start=1):
        segments += _tell(story, blocks, number, style, language)
    article = Article(
        title=title,
        blocks=tuple(blocks),
        published=day,
        language=language,
        tags=(TAG,),
    )
    script = Script(title, tuple(segments), language)
    # by these, a digest is withdrawn with a story that it holds
    joined = tuple(filter(None, (story.identity for story in stories)))
    own = " ".join(story.identity or story.article.title for story in stories)
    identity = identify("", f"{TAG} {title} {own}" if by_stories else f"{TAG} {title}")
    return Manuscript(article, script, identity=identity, joined=joined)


def _tell(
    story: Episode, blocks: list[Block], number: int, style: ScriptStyle, language: str
) -> Iterator[Segment]:
    """The segments of one story; its blocks are added to `blocks`."""
    site = publication_spoken_of(story.article.site, language) if story.article.site else ""
    source = style.words("digest_from", language, site=site) if site else ""
    if source:
        yield _cue(source, language)
    own = [each for each in story.script.segments if each.role is not Role.DECLARATION]
    titles = [each for each in own if each.role is Role.TITLE]
    heading = _segment(
        Role.HEADING, story.article.title, story.script.language, after_ms=AFTER_TITLE_MS
    )
    yield replace(_in(heading, story, language), block=len(blocks))
    blocks.append(Block(BlockKind.HEADING, story.article.title, level=1))
    rest = [each for each in own if each not in titles]
    head = [each for each in rest if each.role in HEAD and each.block is None]
    placed = {id(each): len(blocks) + at for at, each in enumerate(head)}
    blocks += [Block(BlockKind.PARAGRAPH, each.written) for each in head]
    above = len(blocks)
    blocks += [_numbered(block, number) for block in story.article.blocks]
    for at, each in enumerate(rest):
        block = placed.get(id(each))
        if block is None and each.block is not None:
            block = above + each.block
        # only a story begins a chapter, so that "next chapter" is the next story
        is_inner = each.role is Role.HEADING or id(each) in placed
        after_ms = BETWEEN_MS if at == len(rest) - 1 else each.pause_after_ms
        told = replace(
            each,
            role=Role.BODY if is_inner else each.role,
            block=block,
            pause_after_ms=after_ms,
        )
        yield _in(told, story, language)


def _numbered(block: Block, number: int) -> Block:
    """A block of a story, whose groups are its own."""
    level = block.level + 1 if block.kind is BlockKind.HEADING else block.level
    group = None if block.group is None else number * 100_000 + block.group
    return replace(block, level=min(level, 6) if level else 0, group=group)


def _in(segment: Segment, story: Episode, language: str) -> Segment:
    """The segment, which names its language if that is not the digest's."""
    own = segment.language or story.script.language
    return replace(segment, language="" if own == language else own)


def _language_of(stories: Sequence[Episode]) -> str:
    """The language of most stories; British and American English are one language."""
    tags = Counter(story.script.language for story in stories)
    languages = Counter(tag.partition("-")[0] for tag in tags.elements())
    return min(tags, key=lambda tag: (-languages[tag.partition("-")[0]], -tags[tag], tag))


def _title(day: datetime, style: ScriptStyle, language: str) -> str:
    date = format_date(day, language) or f"{day:%Y-%m-%d}"
    return style.words("digest", language, date=date) or PLAIN_TITLE.format(date=date)


def _declarations(stories: Sequence[Episode]) -> Iterator[Segment]:
    """The sentence that says that the voice is automated, once."""
    found = (
        segment
        for story in stories
        for segment in story.script.segments
        if segment.role is Role.DECLARATION
    )
    first = next(found, None)
    if first is not None:
        yield replace(first, block=None)


def _segment(role: Role, written: str, language: str, *, after_ms: int) -> Segment:
    said = say(written, language=language)
    return Segment(
        role,
        written,
        said.text or written,
        said.alignment if said.text else (),
        pause_after_ms=after_ms,
        phonemes=said.phonemes if said.text else (),
    )


def _cue(written: str, language: str) -> Segment:
    segment = _segment(Role.CUE, written, language, after_ms=AFTER_CUE_MS)
    return replace(segment, voice=VoiceRole.ANNOUNCER)
