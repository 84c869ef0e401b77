"""Pages that somebody paid for: whoever listens must hear it before the text."""

from __future__ import annotations

from tests.cleaner.makers import STORY, TITLE, Made, paragraphs

HEAD = f"<html><head><title>{TITLE}</title></head><body>"
BODY = paragraphs(*STORY)

PAGES = {
    "sponsored-by-above": Made(
        f'{HEAD}<article><div class="sponsor-label">Sponsored by <a href="https://visit.example">Visit'
        f' Saltmere</a></div><h1>{TITLE}</h1><p class="byline">By Ada Quill</p><div class="article-body">'
        f"{BODY}</div></article></body></html>",
        heard=("Sponsored by Visit Saltmere", *STORY),
    ),
    "paid-post-below": Made(
        f'{HEAD}<main><article><header><h1>{TITLE}</h1><p class="label label--paid">Paid for by the'
        f' Harbour Trust</p></header><section class="content">{BODY}</section></article></main></body></html>',
        heard=("Paid for by the Harbour Trust", *STORY),
        aside=True,
    ),
    "advertorial": Made(
        f'{HEAD}<article><span class="kicker">Advertorial</span><h1>{TITLE}</h1><div class="entry-content">'
        f"{BODY}</div></article></body></html>",
        heard=("Advertorial", *STORY),
    ),
    "anzeige": Made(
        f'<html lang="de"><head><title>{TITLE}</title></head><body><article><div class="article__label">'
        f'Anzeige</div><h1>{TITLE}</h1><p>Von Ada Quill</p><div class="article__text">{BODY}</div></article>'
        "</body></html>",
        heard=("Anzeige", *STORY),
        aside=True,
    ),
    "sponsored-content-in-text": Made(
        f'{HEAD}<article><h1>{TITLE}</h1><div class="entry-content"><p><em>Sponsored content: this article'
        f" was produced with the Harbour Trust.</em></p>{BODY}</div></article></body></html>",
        heard=("Sponsored content: this article was produced with the Harbour Trust.", *STORY),
        aside=True,
    ),
    "partner-content": Made(
        f'{HEAD}<article><div class="branded"><span>Paid content</span> <span>by</span> <span>Harbour Trust'
        f'</span></div><h1>{TITLE}</h1><div class="entry-content">{BODY}</div></article></body></html>',
        heard=("Paid content by Harbour Trust", *STORY),
    ),
    "advert-is-no-label": Made(
        f'{HEAD}<div class="ad-slot top">Advertisement</div><article><h1>{TITLE}</h1><div class="ad">'
        f'Advertisement</div><div class="entry-content">{paragraphs(*STORY[:3])}<div class="ad-box">'
        f"<span>Anzeige</span></div>{paragraphs(*STORY[3:])}</div></article></body></html>",
        unheard=("Advertisement", "Anzeige"),
    ),
    "cards-of-sponsors": Made(
        f'{HEAD}<aside><div class="card"><span>Sponsored by Reil &amp; Sons</span><h3><a href="/a">Ten boats'
        f' to buy this spring</a></h3></div></aside><article><h1>{TITLE}</h1><div class="entry-content">'
        f'{BODY}</div></article><div class="cards"><div class="card">Sponsored by Quill Ltd<a href="/b">Sails'
        " that last a lifetime at sea</a></div></div></body></html>",
        unheard=("Reil & Sons", "Quill Ltd"),
        aside=True,
    ),
}
