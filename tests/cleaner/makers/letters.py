"""Letters, addresses and verse, whose lines stay lines."""

from __future__ import annotations

from tests.cleaner.makers import STORY, TITLE, Made, paragraphs

HEAD = f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>"
END = "</article></body></html>"
LETTER = (
    "Sir: The harbour board has voted to rebuild the pier, and I for one shall be glad of it, but"
    " the landing stage it offers to the ferry is no place for a man with a walking stick."
)
WRAPPED = (
    "The harbour board of Saltmere voted on Tuesday to rebuild<br>the east pier, which was damaged"
    " in the winter storms and<br>has been closed to fishing boats since February.<br>Members said"
    " the work would start in the spring."
)
JOINED = WRAPPED.replace("<br>", " ")

PAGES = {
    "letter-name-place": Made(
        f"{HEAD}<h2>The pier</h2><p>{LETTER}</p><p>Ada Quill<br>Saltmere</p><h2>The ferry</h2>"
        f"<p>{STORY[1]}</p><p>Tomas Reil<br>Halverwick</p>{END}",
        heard=(LETTER, "Ada Quill", "Saltmere", STORY[1], "Tomas Reil", "Halverwick"),
    ),
    "letter-closing-in-the-paragraph": Made(
        f"{HEAD}<p>{LETTER}<br>Ada Quill<br>Saltmere</p><p>{STORY[1]}<br>Tomas Reil<br>West Quay,"
        f" Halverwick</p>{END}",
        heard=(LETTER, "Ada Quill", "Saltmere", STORY[1], "Tomas Reil", "West Quay, Halverwick"),
        aside=True,
    ),
    "letter-bold-name": Made(
        f"{HEAD}<p>{LETTER}</p><p><strong>Ada Quill</strong><br><em>Saltmere</em></p>"
        f"{paragraphs(*STORY[:2])}<p><strong>Tomas Reil</strong><br><em>Halverwick</em></p>{END}",
        heard=(LETTER, "Ada Quill", "Saltmere", *STORY[:2], "Tomas Reil", "Halverwick"),
        aside=True,
    ),
    "address-of-the-office": Made(
        f"{HEAD}{paragraphs(*STORY)}<p>Plans can be sent for here:</p><p>Harbour Office<br>12 Quay"
        f" Street<br>Saltmere SM4 2QT</p>{paragraphs(STORY[2][:-1] + ', she added.')}{END}",
        heard=(*STORY, "Harbour Office", "12 Quay Street", "Saltmere SM4 2QT"),
    ),
    "address-small": Made(
        f"{HEAD}{paragraphs(*STORY[:3])}<p>Harbour Office<br>c/o The Library<br>12 Quay Street<br>"
        f"tel. 0123 456</p>{paragraphs(*STORY[3:])}{END}",
        heard=(*STORY[:3], "Harbour Office", "c/o The Library", "12 Quay Street", *STORY[3:]),
        aside=True,
    ),
    "verse-small-letters": Made(
        f"{HEAD}{paragraphs(*STORY[:3])}<p>the tide goes out<br>and leaves the stones<br>to count"
        f" themselves<br>until it comes again and calls them by<br>one name</p>{paragraphs(*STORY[3:])}"
        f"{END}",
        heard=(*STORY[:3], "the tide goes out", "and leaves the stones", "one name", *STORY[3:]),
    ),
    "verse-couplet": Made(
        f"{HEAD}{paragraphs(*STORY[:3])}<blockquote><p>The lamps along the harbour wall<br>Go out"
        f" before the curlews call.</p></blockquote>{paragraphs(*STORY[3:])}{END}",
        heard=(
            *STORY[:3],
            "The lamps along the harbour wall",
            "Go out before the curlews call.",
            *STORY[3:],
        ),
        aside=True,
    ),
    "prose-wrapped": Made(
        f"{HEAD}<p>{WRAPPED}</p>{paragraphs(*STORY[2:])}{END}", heard=(JOINED, *STORY[2:])
    ),
    "prose-two-lines": Made(
        f"{HEAD}<p>{STORY[0].replace(' the east', '<br>the east')}</p>{paragraphs(*STORY[1:])}{END}",
        aside=True,
    ),
    "heading-two-lines": Made(
        f"{HEAD}{paragraphs(*STORY[:3])}<h2>The long way<br>Home from Saltmere</h2>"
        f"{paragraphs(*STORY[3:])}{END}",
        heard=(*STORY[:3], "The long way Home from Saltmere", *STORY[3:]),
    ),
    "dialogue": Made(
        f"{HEAD}{paragraphs(*STORY[:2])}<p>Lantern: When will it open?<br>Varga: In two years.</p>"
        f"{paragraphs(*STORY[2:])}{END}",
        heard=(
            *STORY[:2], "Lantern: When will it open?", "Varga: In two years.", *STORY[2:]
        ),
        aside=True,
    ),
}  # fmt: skip
