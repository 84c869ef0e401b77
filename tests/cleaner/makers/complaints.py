"""Pages of kinds that readers complain of: what they missed, and what was read that should not be.

Each row is a page, strings that are heard exactly once, and strings that are not heard. They were
written before anything was read with them. A hash of the name sets half of them aside: no rule
was written from those.
"""

from __future__ import annotations

import hashlib
import json
from typing import NamedTuple

from audiobrief.cleaner import clean
from audiobrief.model import Page
from tests.cleaner.makers import STORY, TITLE, paragraphs

A, B, C, D, E, F = STORY
P = paragraphs(*STORY)
TOP = (
    "<div class=top><a href=/>Lantern</a> <a href=/news>News</a> <a href=/sport>Sport</a>"
    " <a href=/weather>Weather</a> <a href=/shop>Shop</a></div>"
)
END = (
    "<div class=bottom><a href=/about>About</a> <a href=/imprint>Imprint</a> <a href=/jobs>Jobs</a>"
    " © Lantern Press</div></body></html>"
)


class Complaint(NamedTuple):
    html: str
    heard: tuple[str, ...]
    """Each stands once in what is heard."""
    unheard: tuple[str, ...] = ()


def _page(inner: str, title: str = TITLE, head: str = "") -> str:
    return f"<html lang=en><head><title>{title}</title>{head}</head><body>{TOP}{inner}{END}"


def faults(page: Complaint) -> list[str]:
    """What is wrong with what is heard of `page`, its headline left out."""
    article = clean(Page(page.html))
    lines = [" ".join(row) for block in article.blocks for row in block.rows or [(block.text,)]]
    heard = "\n".join([article.dek, *lines])
    times = {text: heard.count(text) for text in page.heard}
    found = [f"{n} times {text[:60]!r}" for text, n in times.items() if n != 1]
    return found + [f"has {text!r}" for text in page.unheard if text in heard]


def is_aside(name: str) -> bool:
    """Whether a page is one that no rule was written from."""
    return bool(hashlib.sha256(name.encode()).digest()[0] & 1)


_QUESTION = "How do I keep a tarred rope from going stiff in the frost of a northern winter?"
_ANSWERS = (
    "Soak it in warm linseed oil before the first frost, and hang it up under a roof to dry.",
    "We never tar ours at all, since the fibre that they sell today is made to stay outside.",
)
_STEPS = (
    "Shut the valve at the foot of the boiler and wait until the needle has come to rest.",
    "Lift the cover with the short lever, which hangs on the left side of the boiler.",
    "Clean the glass with a soft cloth, never with spirit, and put the cover back on.",
)
_NOTES = (
    "The keeper of the light talks about forty winters on the rock and the one that he left out.",
    "We visit the yard where the last wooden lifeboat of the coast is being built by two sisters.",
)
_LONG_QUOTE = (
    "“Nobody on this quay has been asked what the pier is for,” said the widow Marten."
)

PAGES: dict[str, Complaint] = {
    "paywall-class-on-the-text": Complaint(
        _page(f"<h1>{TITLE}</h1><div class='content paywall'>{P}</div>"), STORY
    ),
    "text-under-a-gradient": Complaint(
        _page(
            f"<h1>{TITLE}</h1><div class=story>{paragraphs(A, B)}<div class='article-fade locked-content'"
            f" style='opacity:.3'>{paragraphs(C, D, E, F)}</div></div><div class=offer><p>Subscribe to read"
            " on.</p><button>Subscribe</button></div>"
        ),
        STORY,
        ("Subscribe",),
    ),
    "modal-hides-the-page": Complaint(
        _page(
            f"<div id=root aria-hidden=true><h1>{TITLE}</h1><article>{P}</article></div><div role=dialog"
            " aria-modal=true><p>We use cookies to make the site better for you and for our partners."
            "</p><button>Accept</button></div>"
        ),
        STORY,
        ("cookies", "Accept"),
    ),
    "body-in-noscript": Complaint(
        _page(f"<h1>{TITLE}</h1><div id=app></div><noscript><article>{P}</article></noscript>"), STORY
    ),
    "body-in-json-ld": Complaint(
        _page(
            f"<h1>{TITLE}</h1><div id=app></div>",
            head="<script type=application/ld+json>"
            + json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n\n".join(STORY)})
            + "</script>",
        ),
        STORY,
    ),
    "body-in-next-data": Complaint(
        _page(
            "<div id=__next></div><script id=__NEXT_DATA__ type=application/json>"
            + json.dumps({"props": {"pageProps": {"story": {"title": TITLE, "html": P}}}})
            + "</script>"
        ),
        STORY,
    ),
    "sibling-containers": Complaint(
        _page(
            f"<h1>{TITLE}</h1><div class=chunk>{paragraphs(A, B)}</div><div class=slot><a href=/ad>Boats"
            f" for sale</a></div><div class=chunk>{paragraphs(C, D)}</div><div class=slot></div>"
            f"<div class=chunk>{paragraphs(E, F)}</div>"
        ),
        STORY,
        ("Boats for sale",),
    ),
    "drop-cap-svg-title": Complaint(
        _page(
            f"<h1>{TITLE}</h1><article><p><span class=initial>T</span>{A[1:]}</p>"
            f"{paragraphs(*STORY[1:])}</article>"
        ),
        STORY,
    ),
    "ruby-and-wbr": Complaint(
        _page(
            f"<h1>{TITLE}</h1><article>{paragraphs(A, B)}<p>The sign on the ferry says <ruby>渡<rt>wata"
            "</rt></ruby> and nobody on the quay of Salt<wbr>mere<wbr>bridge could tell the clerk why.</p>"
            f"{paragraphs(C, D)}</article>"
        ),
        (A, B, "says 渡 and nobody on the quay of Saltmerebridge could", C, D),
        ("wata",),
    ),
    "buttons-in-sentences": Complaint(
        _page(
            f"<h1>{TITLE}</h1><article>{paragraphs(A)}<p>The board did <button class=gloss>not</button>"
            " say what a <button aria-haspopup=true>landing stage</button> costs.</p>"
            f"{paragraphs(B, C)}<button>Copy link</button></article>"
        ),
        (A, "The board did not say what a landing stage costs.", B, C),
        ("Copy link",),
    ),
    "hard-wrapped-in-pre": Complaint(
        _page(
            f"<h1>{TITLE}</h1><pre>"
             "The board of the harbour met on Tuesday\nand voted to rebuild the pier before the\nwinter"
            " comes to the town again.\n\nThe engineer said that the stones were sound,\nbut that the iron"
            " between them was not, and\nthat it would have to go.</pre>"
        ),
        (
            "The board of the harbour met on Tuesday and voted to rebuild the pier before the winter comes",
            "The engineer said that the stones were sound, but that the iron between them was not",
        ),
    ),
    "verse": Complaint(
        _page(
            f"<h1>{TITLE}</h1><article>{paragraphs(A, B)}<blockquote>The tide comes in,<br>the tide goes out,"
            f"<br>and what it leaves<br>we talk about.</blockquote>{paragraphs(C, D)}</article>"
        ),
        (A, "The tide comes in,", "and what it leaves", C, D),
    ),
    "live-blog": Complaint(
        _page(
            f"<h1>{TITLE}</h1><div class=live><div class=update><h3>The vote is taken</h3><time"
            f" datetime=2026-03-03T18:00:00Z>18:00</time>{paragraphs(A)}<a href=#>Share</a></div>"
            "<div class=update><h3>The engineer speaks</h3><time datetime=2026-03-03T17:30:00Z>17:30</time>"
            f"{paragraphs(C)}<a href=#>Share</a></div></div>"
        ),
        ("The vote is taken", A, "The engineer speaks", C),
        ("Share",),
    ),
    "question-and-answers": Complaint(
        _page(
            f"<h1>{_QUESTION}</h1><div class=question><div class=votes>12</div><div class=post-text>"
            "<p>I keep a small boat at the quay, and each year the ropes are like iron by January.</p></div>"
            "<div class=post-tags><a href=/t/rope>rope</a> <a href=/t/tar>tar</a></div></div><h2>2 Answers</h2>"
            + "".join(
                f"<div class=answer><div class=votes>{n}</div><div class=post-text><p>{text}</p></div>"
                f"<div class=user><a href=/u/{n}>keeper{n}</a> answered Mar 3</div></div>"
                for n, text in enumerate(_ANSWERS, 3)
            ),
            _QUESTION,
        ),
        ("I keep a small boat at the quay", *_ANSWERS),
    ),
    "struck-text": Complaint(
        _page(
            f"<h1>{TITLE}</h1><article>{paragraphs(A)}<p>The pier is <del>eighty</del> <ins>ninety</ins>"
            f" metres long and <s>four</s> six metres wide, the clerk said.</p>{paragraphs(B, C)}</article>"
        ),
        (A, "The pier is ninety metres long and six metres wide, the clerk said.", B, C),
        ("eighty", "four six"),
    ),
    "footnote-signs": Complaint(
        _page(
            f"<h1>{TITLE}</h1><article>{paragraphs(A)}<p>The stones weigh about 10<sup>6</sup> kilograms"
            "<sup><a href=#n1>1</a></sup> and were cut in the hills.<sup class=note>[2]</sup></p>"
            f"{paragraphs(B, C)}</article>"
        ),
        (A, "kilograms and were cut in the hills.", B, C),
        ("kilograms1", "hills.[2]"),
    ),
    "table-for-layout": Complaint(
        f"<html><head><title>{TITLE}</title></head><body><table width=100%><tr><td colspan=3><b>THE"
        " LANTERN</b></td></tr><tr><td width=120><a href=/>Home</a><br><a href=/a>Archive</a><br><a href=/l>"
        f"Links</a></td><td><font size=5>{TITLE}</font><br><br>{'<br><br>'.join(STORY)}</td><td width=140>"
        "<b>Weather</b><br>Rain, wind 5</td></tr></table></body></html>",
        STORY,
        ("Archive", "Rain, wind 5"),
    ),
    "amp": Complaint(
        f"<html amp lang=en><head><title>{TITLE}</title></head><body><amp-sidebar id=s><ul><li><a href=/>"
        f"Home of the Lantern</a></li></ul></amp-sidebar><main><h1>{TITLE}</h1><amp-img src=a.jpg></amp-img>"
        f"{paragraphs(A, B)}<amp-ad type=x></amp-ad>{paragraphs(C, D)}<amp-accordion><section><h4>Why now?"
        f"</h4><div>{paragraphs(E)}</div></section></amp-accordion></main></body></html>",
        (A, B, C, D, "Why now?", E),
        ("Home of the Lantern",),
    ),
    "print-view": Complaint(
        f"<html><head><title>Print: {TITLE}</title></head><body onload=window.print()><p>lantern.example -"
        f" {TITLE}</p><p>https://lantern.example/story/123</p><h2>{TITLE}</h2>{P}<p>Printed from"
        " lantern.example on 3 March 2026. © Lantern Press, all rights reserved.</p></body></html>",
        STORY,
        ("https://lantern.example", "all rights reserved"),
    ),
    "comments-as-text": Complaint(
        _page(
            f"<h1>{TITLE}</h1><article>{paragraphs(A, B, C)}</article><h3>3 thoughts on “{TITLE}”</h3><ol>"
            "<li><b>Marlo</b> says:<p>High time that somebody did something about it, I have waited for years."
            "</p><a href=#>Reply</a></li><li><b>Jutte</b> says:<p>And who is to pay for it all? We are, as"
            " always, the people of the town.</p><a href=#>Reply</a></li></ol>"
        ),
        (A, B, C),
        ("High time that somebody", "And who is to pay"),
    ),
    "cookie-wall-in-french": Complaint(
        "<html lang=fr><head><title>Le quai est sera reconstruit</title></head><body><div class=bandeau>"
        "<p>Avec votre accord, nos 214 partenaires et nous utilisons des traceurs pour stocker des données"
        " personnelles sur votre appareil.</p><button>Tout accepter</button> <button>Tout refuser</button></div>"
        "<h1>Le quai est sera reconstruit</h1><div><p>Le conseil du port de Salmère a voté mardi la"
        " reconstruction du quai est, fermé depuis les tempêtes de février.</p><p>Les travaux commenceront au"
        " printemps et dureront dix-huit mois, a précisé l'ingénieure de la ville.</p><p>Les pêcheurs ont salué"
        " la décision, même si plusieurs d'entre eux regrettent qu'elle vienne si tard.</p></div></body></html>",
        ("Le conseil du port", "Les travaux commenceront", "Les pêcheurs ont salué"),
        ("partenaires", "Tout accepter"),
    ),
    "read-more-toggle": Complaint(
        _page(
            f"<h1>{TITLE}</h1><div class=text><div class=short>{paragraphs(A, B)}</div><a class=toggle href=#"
            f" onclick='more()'>Read more</a><div class=rest style='display:none'>{paragraphs(C, D, E, F)}</div>"
            "</div>"
        ),
        STORY,
        ("Read more",),
    ),
    "accordion-buttons": Complaint(
        _page(
            "<h1>Questions about the ferry</h1><p>Here is what travellers ask us most often about the crossing"
            " to the island.</p>"
            + "".join(
                f"<div class=item><h3><button aria-expanded=false aria-controls=p{n}>{q}</button></h3>"
                f"<div id=p{n} hidden><p>{a}</p></div></div>"
                for n, (q, a) in enumerate(
                    (
                        ("May I take my dog?", "Dogs travel free on the open deck, on a lead, in any weather."),
                        ("What does it cost?", "A crossing costs four crowns, and two for children under ten."),
                        ("Is there food?", "A kitchen below the deck sells soup and bread until nine at night."),
                    )
                )
            ),
            "Questions about the ferry",
        ),
        (
            "Here is what travellers ask us",
            "May I take my dog?",
            "Dogs travel free",
            "What does it cost?",
            "A crossing costs four crowns",
            "A kitchen below the deck",
        ),
    ),
    "gallery-in-the-text": Complaint(
        _page(
            f"<h1>{TITLE}</h1><article>{paragraphs(A, B)}<div class=gallery><figure><img src=1.jpg><figcaption>"
            "The pier in 1901.</figcaption></figure><figure><img src=2.jpg><figcaption>The pier today."
            f"</figcaption></figure><span>1/2</span><button>Next</button></div>{paragraphs(C, D)}</article>"
        ),
        (A, B, C, D),
        ("1/2", "Next"),
    ),
    "show-notes": Complaint(
        _page(
            "<h1>Episode 14: The rock and the light</h1><div class=player><audio src=a.mp3></audio><span>00:00 /"
            f" 41:20</span></div><div class=show-notes>{paragraphs(*_NOTES)}<ul><li>02:10 The first winter</li>"
            "<li>19:45 The lifeboat</li></ul></div><p><a href=/rss>Subscribe by RSS</a></p>",
            "Episode 14: The rock and the light",
        ),
        _NOTES,
        ("Subscribe by RSS", "00:00 /"),
    ),
    "recipe": Complaint(
        _page(
            "<h1>Herring in oats</h1><p>A supper from the west quay that takes twenty minutes and two pans.</p>"
            "<h2>Ingredients</h2><ul><li>4 herrings</li><li>100 g oats</li><li>1 lemon</li></ul><h2>Method</h2>"
            "<ol><li>Clean the herrings and turn them in the oats.</li><li>Fry them in butter for four minutes"
            " on each side.</li><li>Serve with the lemon.</li></ol>",
            "Herring in oats",
        ),
        (
            "A supper from the west quay",
            "Ingredients",
            "4 herrings",
            "100 g oats",
            "1 lemon",
            "Method",
            "Clean the herrings",
            "Fry them in butter",
            "Serve with the lemon.",
        ),
    ),
    "transcript": Complaint(
        _page(
            f"<h1>{TITLE}: transcript</h1><div class=transcript><p><strong>VARGA:</strong> The stones are sound, I"
            " can tell you that much.</p><p><strong>REIL:</strong> And the iron?</p><p><strong>VARGA:</strong> The"
            " iron has to go, all of it, before another winter.</p><p>[Laughter]</p></div>"
        ),
        ("The stones are sound", "And the iron?", "The iron has to go"),
    ),
    "obituary": Complaint(
        _page(
            "<h1>Hanne Orvik</h1><p>1931 – 2026</p><p>Hanne Orvik, of Saltmere, died peacefully at home on"
            " Sunday, aged 94. She kept the light for thirty years.</p><p>She is survived by two daughters and"
            " five grandchildren.</p><p>Service: Friday, 11 a.m., at the chapel on the quay. No flowers,"
            " please.</p><p><a href=/g>Sign the guest book</a></p>",
            "Hanne Orvik",
        ),
        ("died peacefully at home", "She is survived by", "Service: Friday, 11 a.m."),
        ("guest book",),
    ),
    "court-notice": Complaint(
        _page(
            "<h1>Notice of sale</h1><div>IN THE DISTRICT COURT OF SALTMERE</div><div>Case No. 14-2026</div><div>"
            "Notice is given that the vessel Marten, of nineteen tons, will be sold on the quay on Friday.</div>"
            "<div>Claims must be filed with the clerk within thirty days of this notice, or they are lost.</div>"
            "<div>Dated: March 3, 2026</div><div>I. Varga, Clerk</div>",
            "Notice of sale",
        ),
        ("Case No. 14-2026", "Notice is given that", "Claims must be filed", "I. Varga, Clerk"),
    ),
    "press-release": Complaint(
        _page(
            f"<h1>{TITLE}</h1><p>FOR IMMEDIATE RELEASE</p><p>SALTMERE, March 3 – {A}</p>{paragraphs(B, C, E)}"
            "<p>###</p><p>About the Saltmere Harbour Board</p><p>The board has run the harbour since 1820 and"
            " employs forty people.</p><p>Media contact: press@saltmere.example</p>"
        ),
        (A, B, C, E),
        ("FOR IMMEDIATE", "###", "press@saltmere"),
    ),
    "mastodon-post": Complaint(
        "<html lang=en><head><title>Ines Varga: “The stones are sound.” - tide.example</title></head><body><div"
        " class=status><a class=status__display-name href=/@ines><bdi><strong>Ines Varga</strong></bdi><span>"
        "@ines@tide.example</span></a><div class=status__content><p>The stones are sound, and I have stood on"
        " every one of them this week.</p><p>The iron between them is another matter, and it will cost us a"
        " winter.</p></div><div class=status__action-bar><span>12 boosts</span> <span>40 favourites</span></div>"
        "</div></body></html>",
        ("The stones are sound, and I have stood", "The iron between them is another matter"),
        ("boosts", "favourites"),
    ),
    "substack": Complaint(
        _page(
            f"<article class='typography newsletter-post post'><div class=post-header><h1 class=post-title>{TITLE}"
            "</h1><h3 class=subtitle>What the board did not say</h3></div><div class=available-content><div"
            f" class='body markup'>{paragraphs(A, B)}<div class=subscription-widget-wrap><p>Thanks for reading The"
            " Quay! Subscribe for free to receive new posts and support my work.</p><form><input type=email>"
            f"</form></div>{paragraphs(C, D)}<p class=button-wrapper><a href=/s>Subscribe now</a></p></div></div>"
            "</article>"
        ),
        (A, B, C, D),
        ("Thanks for reading", "Subscribe now"),
    ),
    "medium": Complaint(
        _page(
            f"<article><section><div><h1>{TITLE}</h1><div><a href=/@adaq>Ada Quill</a><span>·</span><button>"
            "Follow</button><span>4 min read</span><span>·</span><span>Mar 3</span></div><div><button>Listen"
            f"</button><button>Share</button></div>{paragraphs(A, B)}<p><em>Image by the author</em></p>"
            f"{paragraphs(C, D)}</div></section></article><div>312 claps</div>"
        ),
        (A, B, C, D),
        ("Follow", "min read", "Listen", "312"),
    ),
    "ghost-cards": Complaint(
        _page(
            f"<article class=gh-article><header><h1>{TITLE}</h1></header><section class='gh-content'>"
            f"{paragraphs(A, B)}<div class='kg-card kg-callout-card'><div class=kg-callout-emoji>💡</div><div"
            " class=kg-callout-text>The pier was built in 1820 from stones of the old fort.</div></div>"
            f"{paragraphs(C)}<div class='kg-card kg-button-card'><a class=kg-btn href=/j>Become a member</a></div>"
            f"<div class='kg-card kg-toggle-card'><h4>Who pays?</h4><div class=kg-toggle-content><p>{D}</p></div>"
            "</div></section></article>"
        ),
        (A, B, "The pier was built in 1820", C, "Who pays?", D),
        ("Become a member",),
    ),
    "wiki": Complaint(
        _page(
            "<h1 id=firstHeading>Saltmere pier</h1><div id=mw-content-text><div class=mw-parser-output><table"
            " class=infobox><tr><th>Length</th><td>90 m</td></tr></table><p>The <b>Saltmere pier</b> is a stone"
            " pier in the harbour of Saltmere, built in 1820.<sup class=reference>[1]</sup></p><div id=toc"
            " class=toc><ul><li><a href=#h>1 History</a></li></ul></div><h2><span id=h>History</span><span"
            " class=mw-editsection>[<a href=/e>edit</a>]</span></h2><p>It was damaged in the storms of the winter"
            " and closed to boats in February.</p><h2>References</h2><ol class=references><li>Orvik, H., The Light"
            ", 1990.</li></ol></div></div><div id=catlinks>Categories: Piers</div>",
            "Saltmere pier - Wiki",
        ),
        ("The Saltmere pier is a stone pier in the harbour of Saltmere, built in 1820.", "It was damaged"),
        ("[1]", "edit", "1 History", "Categories"),
    ),
    "government-notice": Complaint(
        _page(
            "<div class=breadcrumb><a href=/>Home</a> &gt; <a href=/n>Notices</a></div><main id=content><h1>Closing"
            " of the east pier</h1><dl class=metadata><dt>From:</dt><dd>Harbour Office</dd><dt>Published</dt><dd>3"
            " March 2026</dd></dl><h2>1. Area</h2><p>1.1 The pier and the water within 50 metres of it are closed"
            " to all vessels.</p><h2>2. Duration</h2><p>2.1 The closing begins on 1 April and ends when this notice"
            " is withdrawn.</p></main>",
            "Closing of the east pier",
        ),
        ("1.1 The pier and the water", "2.1 The closing begins", "1. Area", "2. Duration"),
        ("Notices",),
    ),
    "mailing-list": Complaint(
        f"<html><head><title>[harbour] {TITLE}</title></head><body><h1>[harbour] {TITLE}</h1><b>Tomas Reil</b> <a"
        " href=mailto:x>reil at boats.example</a><br><i>Tue Mar 3 18:12:00 UTC 2026</i><p><ul><li>Previous message:"
        " <a href=1.html>[harbour] Ropes</a></li><li>Next message: <a href=3.html>[harbour] Tar</a></li></ul><hr><pre>"
        "Dear all,\n\nthe board has voted to rebuild the pier, and I for one am glad\nof it, whatever it costs"
        " us.\n\nTomas\n</pre><hr><ul><li>Previous message: <a href=1.html>[harbour] Ropes</a></li></ul></body></html>",
        ("the board has voted to rebuild the pier, and I for one am glad of it",),
        ("Previous message", "Next message"),
    ),
    "pdf-to-html": Complaint(
        f"<html><head><title>{TITLE}</title></head><body><div id=page-container><div class=pf><div class=t><b>"
        f"{TITLE}</b></div>"
        + "".join(
            f"<div class=t>{line}</div>"
            for line in (
                "The harbour board of Saltmere voted on Tuesday to rebuild",
                "the east pier, which was damaged in the winter storms and",
                "has been closed to fishing boats since February.",
                "The engineer said that the stones were sound, but that the",
                "iron between them had rusted through in many places.",
            )
        )
        + "<div class=t>- 1 -</div></div></div></body></html>",
        ("damaged in the winter storms", "voted on Tuesday to rebuild", "rusted through in many places."),
    ),
    "word-export": Complaint(
        f"<html xmlns:o=x><head><title>{TITLE}</title></head><body lang=EN-GB><div class=WordSection1><p"
        f" class=MsoTitle>{TITLE}<o:p></o:p></p>"
        + "".join(f"<p class=MsoNormal><span lang=EN-GB style='mso-x:y'>{t}<o:p></o:p></span></p>" for t in STORY)
        + "<p class=MsoListParagraph><![if !supportLists]><span>·<span>&nbsp;&nbsp;</span></span><![endif]>A new"
        " stage for the ferry<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p></div></body></html>",
        (*STORY, "A new stage for the ferry"),
    ),
    "docs-export": Complaint(
        f"<html><head><title>{TITLE}</title><style>.c1{{}}</style></head><body class='c5 doc-content'><p class='c2"
        f" title'><span class=c3>{TITLE}</span></p>"
        + "".join(f"<p class=c1><span class=c0>{t[:40]}</span><span class=c4>{t[40:]}</span></p>" for t in STORY)
        + "<hr><div><p class=c1><a href=#cmnt_ref1>[a]</a><span>Check this with Ines</span></p></div></body></html>",
        STORY,
    ),
    "shop-product": Complaint(
        _page(
            "<div class=product><div class=product-gallery><img src=1.jpg></div><div class=product-info><h1>Storm"
            " lantern “Saltmere”</h1><span class=price>49.00 €</span><button>Add to basket</button></div><div"
            " class=product-tabs><ul class=tab-heads><li><a href=#d>Description</a></li><li><a href=#s>Details</a></li>"
            "</ul><div id=d class=tab><p>A lantern of brass and glass that burns for twenty hours and goes out in no"
            " wind that we know.</p><p>It is made by hand in the yard behind the west quay.</p></div><div id=s"
            " class=tab><table><tr><th>Height</th><td>31 cm</td></tr><tr><th>Weight</th><td>1.4 kg</td></tr></table>"
            "</div></div></div><h2>You may also like</h2><ul><li><a href=/1>Wick, three metres 4.00 €</a></li><li><a"
            " href=/2>Oil, one litre 7.00 €</a></li><li><a href=/3>Glass, spare 9.00 €</a></li></ul>",
            "Storm lantern “Saltmere”",
        ),
        ("A lantern of brass and glass", "It is made by hand", "31 cm", "1.4 kg"),
        ("Add to basket", "Wick, three metres"),
    ),
    "forum-thread": Complaint(
        _page(
            "<h1>Tarred ropes in winter</h1>"
            + "".join(
                f"<table class=post><tr><td class=who><b>{who}</b><br>Member<br>Posts: {n}</td><td class=msg><div>"
                f"{text}</div><div class=signature>-- <br>{who}'s boats</div></td></tr></table>"
                for who, n, text in (
                    ("marten", 12, _QUESTION),
                    ("orvik", 991, _ANSWERS[0]),
                    ("reil", 47, _ANSWERS[1]),
                )
            ),
            "Tarred ropes in winter",
        ),
        (_QUESTION, *_ANSWERS),
        ("Posts: 12", "Member"),
    ),
    "manual-page": Complaint(
        _page(
            "<div class=sphinxsidebar><ul><li><a href=1>Lamps</a></li><li><a href=2>Valves</a></li></ul></div><div"
            " class=document><h1>Cleaning the glass<a class=headerlink href=#x>¶</a></h1><p>The glass is cleaned each"
            " morning before the lamp is lit.</p><div class='admonition warning'><p class=admonition-title>Warning</p>"
            "<p>The lamp stays hot for an hour.</p></div><ol>"
            + "".join(f"<li><p>{text}</p></li>" for text in _STEPS)
            + "</ol><pre>lamp --clean --all</pre><p>See also the chapter on valves, which comes next.</p></div>",
            "Cleaning the glass — Lamp 2.0 documentation",
        ),
        ("The glass is cleaned each morning", "The lamp stays hot for an hour.", *_STEPS, "See also the chapter"),
        ("¶",),
    ),
    "landing-page": Complaint(
        _page(
            "<h1>A berth for every boat</h1>"
            + "".join(
                f"<section class=block-{n}><div class=inner><h2>{head}</h2><p>{text}</p></div></section>"
                for n, (head, text) in enumerate(
                    (
                        ("Close to the town", "The quay lies five minutes from the market, and the gate is never shut."),
                        ("Water and power", "Each berth has water and power, and you pay for what you have used."),
                        ("Guarded at night", "A keeper walks the quay at night, and knows each boat by its name."),
                    )
                )
            )
            + "<section class=cta><a href=/book>Book a berth</a></section>",
            "A berth for every boat",
        ),
        (
            "Close to the town",
            "The quay lies five minutes",
            "Water and power",
            "Each berth has water",
            "Guarded at night",
            "A keeper walks the quay",
        ),
        ("Book a berth",),
    ),
    "imprint": Complaint(
        _page(
            "<div id=content><h1>Impressum</h1><p>Angaben gemäß § 5 TMG</p><p>Laterne GmbH<br>Kaistraße 4<br>12345"
            " Salzmeer</p><p>Telefon: 01234 5678</p><h2>Haftung für Inhalte</h2><p>Die Inhalte unserer Seiten wurden"
            " mit größter Sorgfalt erstellt. Für ihre Richtigkeit können wir jedoch keine Gewähr übernehmen.</p></div>",
            "Impressum",
        ),
        ("Angaben gemäß § 5 TMG", "Kaistraße 4", "Telefon: 01234 5678", "Die Inhalte unserer Seiten"),
    ),
    "event-listing": Complaint(
        _page(
            "<div class=event><h1>Songs of the old fleet</h1><p class=when>Friday, 6 March, 8 p.m.</p><p class=where>"
            "Chapel on the quay, Saltmere</p><p>The choir of the fishermen sings songs that were last heard on the"
            " boats a hundred years ago.</p><p>Tickets: 5 crowns, children free</p></div><p><a href=/events>« Back to"
            " all events</a></p>",
            "Songs of the old fleet",
        ),
        ("Friday, 6 March, 8 p.m.", "Chapel on the quay, Saltmere", "The choir of the fishermen", "Tickets: 5 crowns"),
        ("Back to all events",),
    ),
    "headline-again-below": Complaint(
        _page(
            f"<div class=main><p>{A}</p><p>{B}</p><p>{C}</p><h2>{TITLE}</h2><p>{D}</p><p>{E}</p><p>{F}</p></div>"
        ),
        STORY,
    ),
    "slider-of-paragraphs": Complaint(
        _page(
            f"<main><h1>{TITLE}</h1><p>{A}</p><p>{B}</p><div class=slider>"
            + "".join(f"<div class=slide><img src={n}.jpg><p>{t}</p></div>" for n, t in enumerate((C, D, E, F)))
            + "</div></main>"
        ),
        STORY,
    ),
    "panels-that-open": Complaint(
        _page(
            f"<main><h1>{TITLE}</h1><p>{A}</p><div class=panels>"
            + "".join(
                f"<div role=button tabindex=0 class=panel><h3>Part {n}</h3><div><p>{t}</p></div></div>"
                for n, t in enumerate((B, C, D), 1)
            )
            + f"</div><p>{E}</p></main>"
        ),
        (A, B, C, D, E, "Part 1"),
    ),
    "review-with-data": Complaint(
        _page(
            f"<h1>The light, forty years on</h1><article>{paragraphs(B, D, E)}<p>Hanne Orvik<br>The Light of"
            " Saltmere<br>Quay Press 2026 · 280 pages · 30 crowns</p></article>",
            "The light, forty years on",
        ),
        (B, D, E, "Hanne Orvik", "Quay Press 2026"),
    ),
    "table-of-facts": Complaint(
        _page(
            "<div id=content><h1>Ferry times</h1><table><tr><th>From</th><th>To</th><th>Leaves</th></tr><tr><td>Saltmere"
            "</td><td>Rock</td><td>08:10</td></tr><tr><td>Rock</td><td>Saltmere</td><td>09:40</td></tr></table><p>Not on"
            " Sundays.</p></div>",
            "Ferry times",
        ),
        ("08:10", "09:40", "Not on Sundays."),
    ),
}  # fmt: skip
