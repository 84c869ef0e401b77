"""Tests that nothing is lost and nothing is said twice for any article."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import example, given, settings
from hypothesis import strategies as st

from audiobrief.model import Article, Author, Block, BlockKind
from audiobrief.segmenter import QuoteMode, Reading, ScriptStyle, segment
from audiobrief.spoken import say
from tests.segmenter.articles import expected, paragraphs, plain, written

HOSTILE = [
    "“", "”", '"', "''", "‘", "’", "'", "«", "»", " ", ". ", ", ", "? ", "— ", "(", ")", "…",
    "she said", " said Ada Marl", "Mr. Marl ", "He added, ", "We will not wait. ", "7" * 400,
    "\u200f", "\u202e", "e\u0301", "👩‍👩‍👧", "\u00a0", "ﷺ", "İ", "ß", "* * *", "[sic]", "[[", "<b>",
]  # fmt: skip
TEXTS = st.lists(
    st.sampled_from(HOSTILE)
    | st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=12),
    min_size=1,
    max_size=14,
).map("".join)
FULL = TEXTS.filter(lambda text: text.strip() != "")


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    kind = draw(st.sampled_from(BlockKind))
    group = draw(st.none() | st.integers(0, 2))
    if kind is BlockKind.TABLE:
        row = st.lists(FULL, min_size=1, max_size=3).map(tuple)
        rows = tuple(draw(st.lists(row, min_size=1, max_size=4)))
        text = draw(FULL | st.just("; ".join(", ".join(row) for row in rows)))
        return Block(kind, text, rows=rows, headed=draw(st.booleans()), group=group)
    return Block(
        kind,
        draw(FULL),
        level=draw(st.integers(0, 3)),
        number=draw(st.none() | st.integers(0, 99)),
        attribution=draw(st.just("") | TEXTS),
        group=group,
        time=draw(st.none() | st.just(datetime(2031, 5, 4, 16, 20, tzinfo=UTC))),
    )


ARTICLES = st.builds(
    Article,
    title=FULL,
    blocks=st.lists(blocks(), min_size=1, max_size=6).map(tuple),
    dek=st.just("") | TEXTS,
    authors=st.lists(
        st.builds(Author, FULL, TEXTS | st.just(""), TEXTS | st.just("")), max_size=2
    ).map(tuple),
    site=st.just("") | TEXTS,
    published=st.none() | st.datetimes(timezones=st.just(UTC)),
    language=st.sampled_from(["", "en", "en-GB", "fr", "xx"]),
)
STYLES = st.builds(
    ScriptStyle,
    quotes=st.sampled_from(QuoteMode),
    tables=st.sampled_from(Reading),
    code=st.sampled_from(Reading),
    earcons=st.booleans(),
    skip=st.frozensets(st.sampled_from(BlockKind), max_size=1),
)


@settings(max_examples=40, deadline=None)
@given(ARTICLES, STYLES)
def test_every_block_is_said_once_and_in_order(article: Article, style: ScriptStyle) -> None:
    script = segment(article, style)
    assert list(written(script)) == expected(article, style)


@settings(max_examples=40, deadline=None)
@given(ARTICLES, STYLES)
def test_every_segment_can_be_spoken_and_is_aligned(
    article: Article, style: ScriptStyle
) -> None:
    script = segment(article, style)
    assert script.segments
    for part in script.segments:
        assert part.spoken.strip()
        assert part.written.strip()
        assert part.pause_after_ms >= 0
        if not part.alignment:
            continue
        at_written = at_spoken = 0
        for span in part.alignment:
            assert (span.written_start, span.spoken_start) == (at_written, at_spoken)
            at_written, at_spoken = span.written_end, span.spoken_end
        assert (at_written, at_spoken) == (len(part.written), len(part.spoken))


@settings(max_examples=60, deadline=None)
@example(["“ “ “. B"], QuoteMode.ANNOUNCE)
@given(st.lists(FULL, min_size=1, max_size=5), st.sampled_from(QuoteMode))
def test_every_word_is_spoken_once_wherever_a_paragraph_is_cut(
    texts: list[str], mode: QuoteMode
) -> None:
    script = segment(paragraphs(*texts), ScriptStyle(quotes=mode))
    for index, text in enumerate(texts):
        whole = say(text).text
        if any(char.isalnum() for char in whole):
            parts = [s.spoken for s in script.segments if s.block == index]
            assert plain("".join(parts)) == plain(whole)


def test_spans_that_are_equal_are_one() -> None:
    script = segment(paragraphs("The tide came in at 5 p.m.", "The ferry came in at 6 p.m."))
    spans = [span for part in script.segments for span in part.alignment]
    assert len({id(span) for span in spans}) == len(set(spans)) < len(spans)
