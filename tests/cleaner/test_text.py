"""Clean text, piece by piece."""

from __future__ import annotations

import pytest

from audiobrief.cleaner import clean
from audiobrief.cleaner.text import clean_text
from audiobrief.model import BlockKind

TEXTS = [
    ("two  words\n\there", "two words here"),
    ("ex\u00adtra\u00ador\u00addi\u00adnary", "extraordinary"),
    ("zero\u200bwidth\ufeff", "zerowidth"),
    ("non\u00a0breaking\u202fspace", "non breaking space"),
    ("the ﬁrst eﬀort, oﬃcial", "the first effort, official"),
    ("donâ€™t say â€œnoâ€\x9d", "don’t say “no”"),
    ("cafÃ© au lait", "café au lait"),
    ("cafe\u0301", "café"),
    ("Âµ is no mojibake by itself: Ã", "µ is no mojibake by itself: Ã"),
    ("São Paulo, Ångström, Österreich", "São Paulo, Ångström, Österreich"),
    ("\u202bעברית\u202c", "עברית"),
    ("the boatmen\x92s \x93late\x94 tide \x96 again\x85", "the boatmen’s “late” tide – again…"),
    ("no\x81thing", "nothing"),
]


@pytest.mark.parametrize(("raw", "text"), TEXTS)
def test_clean_text(raw: str, text: str) -> None:
    assert clean_text(raw) == text


STORY = "".join(
    f"<p>The ferry left at {n} with eleven passengers and a crate of pears on board.</p>"
    for n in range(4)
)


def blocks(html: str) -> list[tuple[BlockKind, str]]:
    return [(b.kind, b.text) for b in clean(f"<article>{html}{STORY}</article>").blocks][:-4]


def test_two_breaks_divide_paragraphs_and_one_does_not() -> None:
    first, second, third = (
        "A first paragraph stands here,", "which goes on.", "A second one stands here, apart.",
    )  # fmt: skip
    assert blocks(f"<div>{first}<br>{second}<br><br>{third}</div>") == [
        (BlockKind.PARAGRAPH, f"{first} {second}"),
        (BlockKind.PARAGRAPH, third),
    ]


def test_drop_caps_join_their_word() -> None:
    assert blocks(
        '<p><span class="dropcap">T</span>he harbour froze over on the last day of March.</p>'
    ) == [(BlockKind.PARAGRAPH, "The harbour froze over on the last day of March.")]


def test_footnote_marks_go_and_powers_stay() -> None:
    assert blocks(
        '<p>The pond covers 40 km<sup>2</sup> in spring<sup><a href="#n">[1]</a></sup>, they say.</p>'
    ) == [(BlockKind.PARAGRAPH, "The pond covers 40 km² in spring, they say.")]


def test_code_keeps_its_lines() -> None:
    kept = clean(f"<article>{STORY}<pre>if wet:\n    stay()</pre>{STORY}</article>").blocks
    assert (BlockKind.CODE, "if wet:\n    stay()") in [(b.kind, b.text) for b in kept]


QUOTED = "<p>The sea gives nothing back, not even umbrellas.</p>"


@pytest.mark.parametrize(
    "quote",
    [
        f"<blockquote>{QUOTED}<p>— Ida Holm, ferry cook</p></blockquote>",
        f"<blockquote>{QUOTED}<footer>Ida Holm, ferry cook</footer></blockquote>",
        f"<blockquote>{QUOTED}<cite>Ida Holm, ferry cook</cite></blockquote>",
        f"<figure><blockquote>{QUOTED}</blockquote><figcaption>Ida Holm, ferry cook</figcaption></figure>",
    ],
)
def test_quotes_carry_who_says_them(quote: str) -> None:
    article = clean(f"<article>{STORY}{quote}{STORY}</article>")
    found = next(b for b in article.blocks if b.kind is BlockKind.QUOTE)
    assert found.text == "The sea gives nothing back, not even umbrellas."
    assert found.attribution == "Ida Holm, ferry cook"


def test_a_timetable_keeps_its_times_and_its_gaps() -> None:
    rows = "".join(
        f"<tr><td>{boat}</td><td>{out}</td><td>{back}</td></tr>"
        for boat, out, back in (("Heron", "6:10", ""), ("Tern", "", "7:10"))
    )
    table = f"<table><tr><th>Boat<th>Out<th>Back</tr>{rows}</table>"
    article = clean(f"<article>{STORY}{table}{STORY}</article>")
    found = next(b for b in article.blocks if b.kind is BlockKind.TABLE)
    assert found.rows == (("Boat", "Out", "Back"), ("Heron", "6:10", ""), ("Tern", "", "7:10"))
