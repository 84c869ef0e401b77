"""What markup inside a line means for what is heard: letters, powers, formulas, struck words."""

from __future__ import annotations

import pytest

from audiobrief.cleaner import clean

STORY = "".join(
    f"<p>The ferry left at {n} with eleven passengers and a crate of pears on board.</p>"
    for n in range(4)
)
HEARD = [
    # powers, and marks of notes without a link
    ("The pond covers 40 km<sup>2</sup> in the spring.", "The pond covers 40 km² in the spring."),
    ("It has 10<sup>6</sup> reeds and x<sup>n</sup> frogs.", "It has 10⁶ reeds and xⁿ frogs."),
    ("A grain weighs 10<sup>−3</sup> of a stone there.", "A grain weighs 10⁻³ of a stone there."),
    ("The keeper left.<sup>3</sup> Nobody came after him.", "The keeper left. Nobody came after him."),
    ("The keepers<sup>12</sup> left the light at dawn.", "The keepers left the light at dawn."),
    ("The keepers left<sup>4, 5–7</sup> the light at dawn.", "The keepers left the light at dawn."),
    ("The 1<sup>st</sup> boat and the XIX<sup>e</sup> siècle.", "The 1st boat and the XIXe siècle."),
    # quotations that a browser prints in marks
    ("The keeper said: <q>We waited.</q> Then he left us.", 'The keeper said: "We waited." Then he left us.'),
    ("She said: <q>He told <i>me</i> <q>Wait!</q> again.</q>", 'She said: "He told me ‘Wait!’ again."'),
    ("He called it “<q>a wheel</q>”, and <q>“a mill”</q> too.", "He called it “a wheel”, and “a mill” too."),
    # formulas
    (
        "With <math><mfrac><mn>1</mn><mn>2</mn></mfrac></math> of the stones it can pass.",
        "With 1/2 of the stones it can pass.",
    ),
    (
        "After <math><mn>3</mn><mfrac><mn>1</mn><mn>4</mn></mfrac></math> hours it was over.",
        "After 3 1/4 hours it was over.",
    ),
    (
        ("Then <math><mrow><mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup></mrow>"
        "</math> was written on the wall."),
        "Then E = mc² was written on the wall.",
    ),
    (
        ("So <math><semantics><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>"
        "<annotation encoding='application/x-tex'>\\frac{a+b}{2}</annotation></semantics></math>"
        " is the mean of both."),
        "So (a + b)/2 is the mean of both.",
    ),
    (
        ("Here <math><msqrt><mn>2</mn></msqrt></math> and <math><msub><mi>x</mi><mn>1</mn></msub>"
        "</math> stand in the book."),
        "Here √2 and x₁ stand in the book.",
    ),
    # the large first letter, in any markup
    ("<b>T</b>he harbour froze over in March.", "The harbour froze over in March."),
    ("<span class=big>T</span>\n he harbour froze over in March.", "The harbour froze over in March."),
    ("<font size=7>T</font> he harbour froze over in March.", "The harbour froze over in March."),
    ("<img src=t.png alt=T>he harbour froze over in March.", "The harbour froze over in March."),
    ("<b>V</b> listopadu zamrzl celý přístav u majáku.", "V listopadu zamrzl celý přístav u majáku."),
    ("<b>A</b> harbour froze over in the month of March.", "A harbour froze over in the month of March."),
    # words that are struck out, or say how another is read
    ("It cost <s>ten</s> twelve crowns at the gate.", "It cost twelve crowns at the gate."),
    ("It cost <del>ten</del> <ins>twelve</ins> crowns at it.", "It cost twelve crowns at it."),
    (
        "It cost <span style='text-decoration: line-through'>ten</span> twelve crowns there.",
        "It cost twelve crowns there.",
    ),
    ("It cost <span class=line-through>ten</span> twelve crowns.", "It cost twelve crowns."),
    (
        "The <ruby>灯台<rp>(</rp><rt>とうだい</rt><rp>)</rp></ruby> stands on a rock by the sea.",
        "The 灯台 stands on a rock by the sea.",
    ),
    ("The Halver<wbr>wick light was lit at dusk again.", "The Halverwick light was lit at dusk again."),
]  # fmt: skip


@pytest.mark.parametrize(("written", "heard"), HEARD)
def test_a_line_is_heard_as_it_is_meant(written: str, heard: str) -> None:
    article = clean(f"<article><p>{written}</p>{STORY}</article>")
    assert article.blocks[0].text == heard


def test_a_first_letter_in_a_box_of_its_own_joins_its_word() -> None:
    article = clean(
        f"<article><div class=x><div>T</div></div><p>he harbour froze over in March.</p>{STORY}</article>"
    )
    assert article.blocks[0].text == "The harbour froze over in March."
    assert len(article.blocks) == 5


def test_what_a_formula_and_a_mark_were_made_of_is_still_accounted_for() -> None:
    article = clean(
        f"<article><p>The keepers<sup>12</sup> left the light at dawn.</p>{STORY}</article>"
    )
    assert [gone.text for gone in article.dropped] == ["12"]
    # the texts of the page are counted on behind a formula
    told = clean(
        "<article><p>With <math><mn>1</mn></math> boat they went out to sea.</p>"
        f"{STORY}</article>"
    )
    plain = clean(f"<article><p>With <b>1</b> boat they went out to sea.</p>{STORY}</article>")
    assert [b.source for b in told.blocks] == [b.source for b in plain.blocks]
