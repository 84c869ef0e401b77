"""Tests what a script adds to the article: announcements, their places, and pauses."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from audiobrief.cleaner import clean
from audiobrief.engines import load_engine
from audiobrief.errors import ConfigError
from audiobrief.model import (
    Article,
    Author,
    Block,
    BlockKind,
    Page,
    Role,
    Script,
    Segment,
    VoiceRole,
)
from audiobrief.segmenter import Pauses, QuoteMode, Reading, ScriptStyle, segment
from audiobrief.segmenter.byline import said_in_byline
from audiobrief.segmenter.pacing import LEAST, MOST
from audiobrief.segmenter.text import script_text
from audiobrief.speech.cache import digest_of
from audiobrief.speech.synthesizer import choose_delivery
from audiobrief.spoken.lexicon import Entry, Lexicon
from tests.segmenter.articles import paragraphs

HEAD = "Harbour reopens [Read by an automated voice.] "
"""What is heard before the body of an article without byline and date."""
HARBOUR = "“The tide is late,” said Oda Fenn, who sells fish. “It was late last year.”"


def heard(script: Script) -> str:
    """The script in one line, with audiobrief's own words in brackets."""
    return " ".join(f"[{s.written}]" if s.is_added else s.written for s in script.segments)


def body(*texts: str, **style: object) -> str:
    plain = ScriptStyle(sign_off=False, **style)  # type: ignore[arg-type]
    return heard(segment(paragraphs(*texts), plain)).removeprefix(HEAD)


def article(*blocks: Block, **fields: object) -> Article:
    plain = Article("Harbour reopens", blocks, language="en")
    return replace(plain, **fields)  # type: ignore[arg-type]


def role(script: Script, wanted: Role) -> list[Segment]:
    return [s for s in script.segments if s.role is wanted]


# ------------------------------------------------------------ byline and date

BYLINES = [
    ([Author("Ada Marl")], "By Ada Marl."),
    ([Author("Reuters")], "By Reuters."),
    ([Author("Ada Marl"), Author("Ada Marl")], "By Ada Marl."),
    ([Author("Ada Marl"), Author("Jon Pell")], "By Ada Marl and Jon Pell."),
    (
        [Author("Ada Marl"), Author("Jon Pell"), Author("Oda Fenn")],
        "By Ada Marl, Jon Pell and Oda Fenn.",
    ),
    (
        [Author("Andrew E. Kramer", "Kyiv, Ukraine"), Author("Steven Erlanger", "Brussels")],
        "By Andrew E. Kramer in Kyiv, Ukraine, and Steven Erlanger in Brussels.",
    ),
    (
        [Author("Ada Marl", "Carrow"), Author("Jon Pell", role="political editor")],
        "By Ada Marl in Carrow and Jon Pell, political editor.",
    ),
    (
        [Author("Ada Marl", "Carrow", "harbour correspondent")],
        "By Ada Marl, harbour correspondent, in Carrow.",
    ),
    ([Author("Ada Marl", role="for The Lantern")], "By Ada Marl for The Lantern."),
    (
        [Author("Ada Marl"), Author("Jon Pell", "Carrow", additional=True)],
        "By Ada Marl. Additional reporting by Jon Pell in Carrow.",
    ),
]


@pytest.mark.parametrize(("authors", "words"), BYLINES)
def test_bylines(authors: list[Author], words: str) -> None:
    script = segment(article(Block(BlockKind.PARAGRAPH, "It rained."), authors=tuple(authors)))
    assert " ".join(s.written for s in role(script, Role.BYLINE)) == words


def test_an_endnote_that_repeats_the_byline_is_said_once() -> None:
    authors = (Author("Ada Marl", "Kyiv, Ukraine"), Author("Jon Pell", "Carrow"))
    end = "Ada Marl reported from Kyiv, Ukraine, and Jon Pell reported from Carrow."
    note = Block(BlockKind.ENDNOTE, end)
    whole = article(Block(BlockKind.PARAGRAPH, "It rained."), note, authors=authors)
    assert end not in heard(segment(whole))
    assert end in heard(segment(whole, ScriptStyle(byline=False)))
    wire = Block(
        BlockKind.ENDNOTE, "Tarn Wire reporters Ada Marl in Kyiv and Jon Pell contributed."
    )
    assert said_in_byline(replace(whole, site="Tarn Wire"), wire, ScriptStyle())
    for more in (" Oda Fenn contributed.", " She is the editor.", " In 2019 too."):
        other = Block(BlockKind.ENDNOTE, end + more)
        assert not said_in_byline(whole, other, ScriptStyle())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Published Friday, December seventeenth, 2021."),
        ("en-GB", "Published on Friday the seventeenth of December, 2021."),
    ],
)
def test_the_date_is_said(language: str, words: str) -> None:
    day = datetime(2021, 12, 17, tzinfo=UTC)
    dated = article(Block(BlockKind.PARAGRAPH, "It rained."), published=day, language=language)
    assert [s.written for s in role(segment(dated), Role.DATE)] == [words]
    assert role(segment(replace(dated, published=None)), Role.DATE) == []


def test_a_dek_that_the_first_paragraph_repeats_is_not_said() -> None:
    twice = article(Block(BlockKind.PARAGRAPH, "It rained. It poured."), dek="It rained…")
    assert role(segment(twice), Role.DEK) == []
    assert role(segment(replace(twice, dek="It snowed.")), Role.DEK) != []


# ----------------------------------------------------------------- quotations


def test_a_quotation_broken_by_its_attribution_is_opened_once() -> None:
    assert body(HARBOUR) == f"[Quote:] {HARBOUR}"
    on = f"{HARBOUR} The bell rang."
    assert body(on) == f"[Quote:] {HARBOUR} [End quote.] The bell rang."


def test_a_sentence_goes_on_after_its_quotation() -> None:
    late = "“The tide is late again, as it was in the autumn,”"
    told = "a man in a yellow coat and a hat who was out on the harbour of Marl on the Orrin until the tide came in said."
    assert body(f"{late} {told}") == f"[Quote:] {late} [End quote,] {told}"


def test_an_attribution_closes_its_quotation() -> None:
    late = "“The tide is late again, as it was in the autumn,”"
    assert body(f"{late} Ms. Fenn said.") == f"{late} Ms. Fenn said."
    two = f"“It is. {late[1:]}"
    assert body(f"{two} Ms. Fenn said.") == f"[Quote:] {two} Ms. Fenn said."


def test_the_end_of_a_paragraph_closes_a_speech() -> None:
    led = "Ms. Fenn said: “The tide is late again, as it was in the autumn"
    assert body(f"{led}.”") == f"{led}.”"
    opened = led.replace("“", "[Quote:] “")
    assert body(f"{led}. It is.”") == f"{opened}. It is.”"
    assert body(f"{led}. It is.” A bell.") == f"{opened}. It is.” [End quote.] A bell."


def test_captions_say_what_is_new() -> None:
    script = segment(
        article(
            Block(BlockKind.PARAGRAPH, "The quay is shut, as everybody in Marl knew:"),
            Block(BlockKind.CAPTION, "The old quay in March. (AP Photo/Ida Moss)"),
            Block(BlockKind.PARAGRAPH, "It fell into the sea on Monday."),
            Block(BlockKind.CAPTION, "Ida Moss/AFP via Getty Images"),
            Block(BlockKind.CAPTION, "The old quay in March. Photograph: Ida Moss"),
            Block(BlockKind.QUOTE, "It fell into the sea"),
        ),
        ScriptStyle(sign_off=False),
    )
    assert heard(script).endswith(
        "on Monday. [Pictured:] The old quay in March. (AP Photo/Ida Moss)"
    )
    assert script.segments[-1].spoken == "The old quay in March."


def test_a_short_quotation_with_its_speaker_is_not_announced() -> None:
    for text in ("“The tide is late,” Ms. Fenn said.", "“Is the tide late?” Ms. Fenn asked."):
        assert body(text) == text
    two = "“It is late. It is.”"
    assert body(f"Ms. Fenn said: {two}") == f"Ms. Fenn said: {two}"


def test_what_the_reporter_adds_is_not_heard_as_quoted() -> None:
    text = "“The tide is late. So are we all here,” she said, adding that bells lie. “It was late. It was as late as this last year.”"
    assert body(text).count("[Quote:]") == 2


def test_paragraphs_of_one_speaker_are_announced_once() -> None:
    more = ("“The bell rang twice.”", "“It never rings twice,” she added.")
    assert body(HARBOUR, *more) == (
        f"[A quotation:] {HARBOUR} {more[0]} “It never rings twice,” she added."
    )


def test_a_caption_waits_until_a_quotation_is_over() -> None:
    script = segment(
        article(
            Block(BlockKind.PARAGRAPH, "“The tide is late, said nobody ever."),
            Block(BlockKind.CAPTION, "The quay in March"),
            Block(BlockKind.PARAGRAPH, "“It was late last year.”"),
        ),
        ScriptStyle(sign_off=False),
    )
    assert heard(script) == (
        f"{HEAD}[A quotation:] “The tide is late, said nobody ever. “It was late last "
        "year.” [End of quotation.] [Pictured:] The quay in March"
    )


def test_a_page_full_of_speeches_has_no_more_announcements_than_wished() -> None:
    speech = (
        "“The tide is late. It was late in every autumn that anybody here remembers,” said "
        "Oda Fenn, who sells fish on the quay."
    )
    page = paragraphs(*[speech, "The bell rang over the harbour at noon."] * 20)
    words = sum(len(block.text.split()) for block in page.blocks)
    for most in (3, 6, 12):
        script = segment(page, ScriptStyle(announcements=most, sign_off=False))
        assert len(role(script, Role.CUE)) == most * words // 1000
    script = segment(page, ScriptStyle(announcements=0, sign_off=False))
    assert len(role(script, Role.CUE)) == 20


def test_what_words_show_goes_before_what_only_an_announcement_tells() -> None:
    told = "Ms. Fenn told the council on Monday: “The tide is late. It always was here.”"
    alone = "“The tide is late and nobody knows why. It never was before this year.”"
    filler = ["The bell rang over the harbour at noon."] * 40
    script = segment(paragraphs(told, *filler, alone), ScriptStyle(announcements=3))
    after = [
        script.segments[i + 1].written
        for i, part in enumerate(script.segments)
        if part.written == "Quote:"
    ]
    assert after == ["“The tide is late and nobody knows why."]


def test_modes() -> None:
    for mode in QuoteMode:
        style = ScriptStyle(quotes=mode, sign_off=False)
        script = segment(paragraphs(HARBOUR), style)
        announced = mode in {QuoteMode.ANNOUNCE, QuoteMode.BOTH}
        voiced = mode in {QuoteMode.VOICE, QuoteMode.BOTH}
        assert bool(role(script, Role.CUE)) is announced
        quotes = role(script, Role.QUOTE)
        assert [s.speaker for s in quotes] == ["Oda Fenn", "Oda Fenn"]
        wanted = VoiceRole.QUOTE if voiced else VoiceRole.NARRATOR
        assert {s.voice for s in quotes} == {wanted}
        assert {s.voice for s in role(script, Role.BODY)} == {VoiceRole.NARRATOR}


def test_block_quotes_say_who_speaks() -> None:
    quote = Block(BlockKind.QUOTE, "We shall wait.", attribution="— Oda Fenn, fishmonger")
    lead = Block(BlockKind.PARAGRAPH, "Oda Fenn, 61, put it in a letter.")
    script = segment(article(lead, quote), ScriptStyle(sign_off=False))
    assert "[From Oda Fenn:] We shall wait. [End quote.]" in heard(script)
    alone = heard(segment(article(quote)))
    assert "[From Oda Fenn, fishmonger:] We shall wait. [End quote.]" in alone
    assert [s.speaker for s in role(script, Role.QUOTE)] == ["Oda Fenn"]
    voiced = segment(article(lead, quote), ScriptStyle(quotes=QuoteMode.VOICE, sign_off=False))
    assert "[Oda Fenn, fishmonger:] We shall wait." in heard(voiced)


def test_a_block_quote_is_led_in_by_the_paragraph_above() -> None:
    lead = Block(BlockKind.PARAGRAPH, "Then Oda Fenn, the fishmonger, wrote:")
    quote = Block(BlockKind.QUOTE, "We shall wait.")
    script = segment(article(lead, quote))
    assert [s.speaker for s in role(script, Role.QUOTE)] == ["Oda Fenn"]


@pytest.mark.parametrize(
    ("attribution", "announced"),
    [
        ("Oda Fenn (@odafish) March 3, 2031", "Posted on X by Oda Fenn, March 3, 2031:"),
        ("Oda Fenn (@odafish) March 3, 2021", "Posted on Twitter by Oda Fenn, March 3, 2021:"),
        ("Oda Fenn (@oda.bsky.social)", "Posted on Bluesky by Oda Fenn:"),
        ("— Oda Fenn (@odafish)", "A post by Oda Fenn:"),
    ],
)
def test_posts_are_told_by_their_handle(attribution: str, announced: str) -> None:
    post = Block(BlockKind.QUOTE, "Late again.", attribution=attribution)
    said = heard(segment(article(post)))
    assert f"[{announced}] Late again. [End of post.]" in said


@pytest.mark.parametrize("mark", ["DM", "(PTI)", "J.D.", "— RK"])
def test_letters_after_the_last_sentence_are_not_said(mark: str) -> None:
    text = f"The ferry sank off Holm. {mark}"
    script = segment(article(Block(BlockKind.PARAGRAPH, text)))
    (last,) = [part for part in script.segments if part.block is not None]
    assert (last.written, last.spoken) == (text, "The ferry sank off Holm.")


def test_letters_elsewhere_are_said() -> None:
    first, last = "They live in the USA. OK", "He said no. OK"
    blocks = [Block(BlockKind.PARAGRAPH, text) for text in (first, last)]
    assert "OK" in heard(segment(article(*blocks))).rpartition("said no.")[2]


# ------------------------------------------------------- boxes, lists, tables


def test_an_aside_is_announced_as_one() -> None:
    script = segment(
        article(
            Block(BlockKind.ASIDE, "What is a spring tide?", level=1, group=1),
            Block(BlockKind.ASIDE, "The highest of the month.", group=1),
            Block(BlockKind.PARAGRAPH, "It rained."),
        )
    )
    assert (
        "[Aside:] What is a spring tide? The highest of the month. [End of aside.] It"
        in heard(script)
    )
    assert {s.voice for s in role(script, Role.ASIDE)} == {VoiceRole.ASIDE}


def test_lists_are_numbered_or_introduced() -> None:
    items = [Block(BlockKind.LIST_ITEM, text, level=1) for text in ("Nets", "Rope")]
    numbered = [replace(item, number=n) for n, item in enumerate(items, 1)]
    lead = Block(BlockKind.PARAGRAPH, "He sells these things:")
    assert "[A list of two:] Nets Rope [End of list.]" in heard(segment(article(*items)))
    assert "things: Nets Rope [That" in heard(segment(article(lead, *items)))
    said = role(segment(article(*numbered)), Role.LIST_ITEM)
    assert [part.written for part in said] == ["Nets", "Rope"]
    assert [part.spoken for part in said] == ["Number one: Nets", "Number two: Rope"]


def test_a_table_whose_caption_has_nothing_to_say_is_a_pause() -> None:
    # a language without words for a table
    table = Block(BlockKind.TABLE, "<b>", rows=(("3",),))
    page = Article("Vuorovesi", (table,), language="fi")
    script = segment(page, ScriptStyle(tables=Reading.SUMMARY))
    assert [part.spoken for part in script.segments if part.role is Role.TABLE] == ["…"]


def test_tables_are_read_row_by_row_with_their_headers() -> None:
    rows = (("Quay", "Depth", "Built"), ("Salt", "4 m", "1684"), ("Fish", "3 m", "1712"))
    text = "; ".join(", ".join(row) for row in rows)
    table = Block(BlockKind.TABLE, text, rows=rows, headed=True)
    script = segment(article(table))
    assert [s.written for s in role(script, Role.TABLE)] == [
        "Quay, Depth, Built;", "Salt, 4 m, 1684;", "Fish, 3 m, 1712",
    ]  # fmt: skip
    assert role(script, Role.TABLE)[1].spoken.startswith("Salt. Depth: ")
    short = segment(article(table), ScriptStyle(tables=Reading.SUMMARY))
    assert [s.spoken for s in role(short, Role.TABLE)] == [
        "A table of two rows and three columns."
    ]
    assert [s.written for s in role(short, Role.TABLE)] == [text]


def test_code_is_named_and_stands_in_the_transcript() -> None:
    code = Block(BlockKind.CODE, "tide = 4\nprint(tide)", attribution="Python")
    [named] = role(segment(article(code)), Role.CODE)
    assert (named.written, named.spoken) == (code.text, "Code in Python, two lines long.")
    script = segment(article(code), ScriptStyle(code=Reading.READ))
    assert "[Code, in Python:]" in heard(script)
    assert "[End of code.]" in heard(script)


def test_captions_and_corrections_are_closed_where_they_run_on() -> None:
    one = Block(BlockKind.CAPTION, "The quay.")
    two = Block(BlockKind.CORRECTION, "We misspelled a name. It is Fenn.")
    told = Block(BlockKind.CORRECTION, "Correction: it is Fenn.")
    script = heard(segment(article(one, two, told), ScriptStyle(sign_off=False)))
    assert script == (
        f"{HEAD}[Pictured:] The quay. [A correction:] We misspelled a name. "
        "It is Fenn. [End of correction.] Correction: it is Fenn."
    )


def test_a_comma_inside_a_cell_sounds_like_no_other_column() -> None:
    rows = (("District", "Delay, minutes", "Rent"), ("Elm Park", "1.5", "$900"))
    told = segment(article(Block(BlockKind.TABLE, "Buses", rows=rows, headed=True)))
    said = [part.spoken for part in role(told, Role.TABLE)]
    assert said[1] == "District. Delay, minutes. Rent."


def test_every_table_whose_rows_are_read_is_announced() -> None:
    rows = (("District", "Rent"), ("Elm Park", "$900"))
    table = Block(BlockKind.TABLE, "Rents", rows=rows, headed=True)
    story = Block(BlockKind.PARAGRAPH, "It rained in Marl all day. " * 30)
    told = heard(segment(article(story, table, story, table)))
    assert told.count("[A table:]") == 2


def test_the_questions_of_an_interview_are_told_from_the_answers() -> None:
    asked = ("How did you begin?", "And then?", "Is it done?")
    texts = [text for question in asked for text in (question, "I drew a map of the kitchen.")]
    blocks = [Block(BlockKind.PARAGRAPH, text) for text in texts]
    style = ScriptStyle(quotes=QuoteMode.VOICE)
    body = role(segment(article(*blocks), style), Role.BODY)
    voices = [part.voice for part in body]
    assert voices == [VoiceRole.QUOTE, VoiceRole.NARRATOR] * 3
    plain = role(segment(article(*blocks)), Role.BODY)
    assert {part.voice for part in plain} == {VoiceRole.NARRATOR}
    assert plain[1].pause_after_ms > plain[0].pause_after_ms
    essay = role(segment(article(*blocks[:4]), style), Role.BODY)
    assert {part.voice for part in essay} == {VoiceRole.NARRATOR}


def test_who_paid_for_a_page_is_heard_before_its_text() -> None:
    label = Block(BlockKind.PARAGRAPH, "This content was paid for by Visit Marl.")
    blocks = [Block(BlockKind.PARAGRAPH, text) for text in ("It rained.", "It cleared.")]
    told = heard(segment(article(*blocks, label), ScriptStyle(sign_off=False)))
    assert told == f"{HEAD}{label.text} It rained. It cleared."
    bill = Block(BlockKind.PARAGRAPH, "Sponsored by Ms. Fenn, the bill is dead.")
    told = heard(segment(article(*blocks, bill), ScriptStyle(sign_off=False)))
    assert told == f"{HEAD}It rained. It cleared. {bill.text}"


def test_a_note_that_says_what_it_is_is_not_called_a_correction() -> None:
    note = "Editor’s note, March 1: The museum wrote to us. A passage has been removed."
    blocks = (Block(BlockKind.CORRECTION, note), Block(BlockKind.PARAGRAPH, "It rained."))
    script = heard(segment(article(*blocks), ScriptStyle(sign_off=False)))
    assert script == f"{HEAD}{note} It rained."


def test_headings_ask_for_an_earcon_where_it_is_wished() -> None:
    heading = Block(BlockKind.HEADING, "A wall", level=2)
    assert [s.sound_before for s in role(segment(article(heading)), Role.HEADING)] == [""]
    script = segment(article(heading), ScriptStyle(earcons=True))
    assert [s.sound_before for s in role(script, Role.HEADING)] == ["heading"]


# -------------------------------------------------- wording, pauses, language


def test_any_wording_can_be_changed_or_switched_off() -> None:
    words = {"quote_open": "She says:", "quote_close": "", "sign_off": ""}
    late = "“We shall wait for the tide. We always wait for it.”"
    assert body(late, wording=words) == f"[She says:] {late}"
    assert body(late[:-1], late, wording=words) == f"[She says:] {late[:-1]} {late}"
    by_name = {"quote_open": "Quote from {speaker}:"}
    assert body(HARBOUR, wording=by_name).startswith("[Quote from Oda Fenn:]")


@pytest.mark.parametrize(
    ("wording", "message"),
    [
        ({"qoute_open": "x"}, "wording 'qoute_open' is unknown; nearest: quote_open"),
        ({"aside_open": "Box {size}:"}, "cannot use {size}"),
        ({"aside_open": "Box {"}, "unpaired braces"),
    ],
)
def test_a_wording_that_cannot_be_said_is_refused(
    wording: dict[str, str], message: str
) -> None:
    with pytest.raises(ConfigError, match=message.replace("{", r"\{")):
        ScriptStyle(wording=wording)


def test_pauses() -> None:
    pauses = Pauses()
    script = segment(
        article(
            Block(BlockKind.PARAGRAPH, "It rained. It poured."),
            Block(BlockKind.HEADING, "A wall", level=2),
            Block(BlockKind.PARAGRAPH, HARBOUR),
        )
    )
    expected = [
        ("Harbour r", pauses.title),
        ("Read by a", pauses.byline),
        ("It rained", pauses.sentence),
        ("It poured", pauses.before_heading),
        ("A wall", pauses.after_heading),
        ("Quote:", pauses.cue),
        ("“The tide", pauses.phrase),
        ("said Oda ", pauses.sentence),
        ("“It was l", pauses.before_sign_off),
        ("That is t", 0),
    ]
    for said, (written, pause_ms) in zip(script.segments, expected, strict=True):
        assert said.written.startswith(written)
        assert LEAST * pause_ms - 1 <= said.pause_after_ms <= MOST * pause_ms + 1


def test_other_languages_pass_through() -> None:
    finnish = article(
        Block(BlockKind.PARAGRAPH, "”Odotamme vuorovettä”, sanoo Oda Fenn."),
        Block(BlockKind.LIST_ITEM, "Verkot", number=1),
        authors=(Author("Ada Marl"), Author("Jon Pell")),
        language="fi",
        published=datetime(2031, 3, 4, tzinfo=UTC),
    )
    assert [(s.role, s.written) for s in segment(finnish).segments] == [
        (Role.TITLE, "Harbour reopens"),
        (Role.BYLINE, "Ada Marl, Jon Pell"),
        (Role.DECLARATION, "Lukijana automaattinen ääni."),
        (Role.BODY, "”Odotamme vuorovettä”, sanoo Oda Fenn."),
        (Role.LIST_ITEM, "Verkot"),
    ]


def test_a_sentence_of_600_words_is_broken_and_whole() -> None:
    long = "and the tide came in over the quay, " * 75 + "and it stayed."
    script = segment(paragraphs(long))
    parts = role(script, Role.BODY)
    assert len(parts) > 2
    assert " ".join(s.written for s in parts) == long


def test_the_lexicon_reaches_every_word() -> None:
    assert "fen-uh" in heard_aloud(Lexicon({"Fenn": Entry("fen-uh")}))


def test_phonemes_go_with_their_words_and_change_what_is_kept() -> None:
    lexicon = Lexicon({"Lunt": Entry("lont", "lʌnt"), "Quote": Entry("kwoat", "kwoʊt")})
    made = paragraphs(
        "On Monday Lunt’s men sang. “We go when Lunt goes. Not a day before,” Pell said."
    )
    script = segment(made, lexicon=lexicon)
    found = [
        (part.spoken[start:end], ipa)
        for part in script.segments
        for start, end, ipa in part.phonemes
    ]
    assert found == [("lont", "lʌnt"), ("kwoat", "kwoʊt"), ("lont", "lʌnt")]
    engine = load_engine("tone")
    bare = segment(made, lexicon=Lexicon({"Lunt": Entry("lont"), "Quote": Entry("kwoat")}))
    for part, same in zip(script.segments, bare.segments, strict=True):
        assert replace(part, phonemes=()) == same
        told = [
            digest_of(engine, p.spoken, choose_delivery(script, p, {})) for p in (part, same)
        ]
        assert (told[0] == told[1]) == (part.phonemes == ())


@pytest.mark.parametrize(
    "markup",
    ["[[h@'loU]]", '<break time="9h"/>', "<speak>", "]]>", "<!--x-->", "\x0180S", "<x y='z'>"],
)
def test_no_markup_of_an_article_reaches_an_engine(markup: str) -> None:
    made = Article(
        f"Harbour {markup} reopens",
        (
            Block(BlockKind.PARAGRAPH, f"Lunt {markup} said: “We {markup} go when Lunt goes.”"),
            Block(BlockKind.QUOTE, f"We {markup} go.", attribution=f"Ida {markup} Lunt"),
            Block(BlockKind.LIST_ITEM, f"One {markup}", number=1),
            Block(
                BlockKind.TABLE, "a, b", rows=((f"a {markup}", "b"), ("c", markup)), headed=True
            ),
            Block(BlockKind.CODE, f"x {markup}", attribution=markup),
        ),
        dek=f"A dek {markup} of it",
        authors=(Author(f"Oda {markup} Fenn", place=markup, role=markup),),
        language="en",
    )
    script = segment(made, lexicon=Lexicon({"Lunt": Entry("lont", "lʌnt")}))
    said = " ".join(part.spoken for part in script.segments)
    assert not set("[]<>\x01") & set(said)
    assert any(part.phonemes for part in script.segments)


def heard_aloud(lexicon: Lexicon) -> str:
    return " ".join(s.spoken for s in segment(paragraphs(HARBOUR), lexicon=lexicon).segments)


def test_a_script_reads_like_a_script() -> None:
    style = ScriptStyle(sign_off=False)
    assert script_text(segment(paragraphs(HARBOUR, "It rained."), style)) == (
        "TITLE       Harbour reopens\n"
        "\n"
        "DECLARATION [Read by an automated voice.]\n"
        "\n"
        "BODY        [Quote:] ‹Oda Fenn› “The tide is late,” said Oda Fenn, who sells fish. “It was\n"
        "            late last year.”\n"
        "\n"
        "BODY        It rained.\n"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("He said—“We shall go”—and went.", None),
        ("He said—“We shall go home.”", ["He said—", "“We shall go home.”"]),
        ("(“We shall go home,” said Ada Marl.)", ["(“We shall go home,”", "said Ada Marl.)"]),
        ("“We owe £5,”said Ada Marl.", ["“We owe five pounds,”", "said Ada Marl."]),
    ],
)
def test_words_that_a_mark_joins_are_said_by_their_own_voice(
    text: str, said: list[str] | None
) -> None:
    style = ScriptStyle(quotes=QuoteMode.VOICE, sign_off=False)
    spoken = [s.spoken for s in segment(paragraphs(text), style).segments[2:]]
    assert spoken == ([text] if said is None else said)


def test_a_paragraph_of_many_thousand_sentences_is_cut_in_seconds() -> None:
    linked = " ".join(
        f'<a href="https://tide.example/{n}">Boats</a> came.' for n in range(20_000)
    )
    page = Page(f"<title>Boats of Saltmere</title><h1>Boats of Saltmere</h1><p>{linked}</p>")
    read = clean(page)
    began = time.process_time()
    script = segment(read)
    printed = script_text(script)
    assert time.process_time() - began < 15
    assert sum(one.written == "Boats came." for one in script.segments) == 20_000
    assert printed.split().count("came.") == 20_000
