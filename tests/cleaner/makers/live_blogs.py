"""Live blogs by different makers: entries with a time, and often a name."""

from __future__ import annotations

import json

from tests.cleaner.makers import STORY, Made, paragraphs

TITLE = "The vote on the pier, as it happened"
HEAD = f"<html><head><title>{TITLE} | Saltmere Lantern</title></head><body>"
TIMES = ("21:47", "20:30", "19:05", "18:00")
TOLD = tuple(zip(TIMES, ("First", "Second", "Third", "Fourth"), STORY, strict=False))


def _top(inner: str) -> str:
    return f"{HEAD}<header><a href='/'>Saltmere Lantern</a></header><main><h1>{TITLE}</h1>{inner}</main></body></html>"


PAGES = {
    "wordpress-vip": Made(
        # Automattic's Liveblog plug-in
        _top(
            '<div id="wpcom-liveblog-container" class="71"><div id="liveblog-entries">'
            + "".join(
                f'<article id="id_{n}" class="liveblog-entry pinned"><aside class="liveblog-entry-aside">'
                f'<a class="liveblog-entry-time" href="#{n}"><span>{n} minutes ago</span><span>{time}</span>'
                '</a></aside><div class="liveblog-entry-main"><header class="liveblog-meta-authors"><div'
                ' class="liveblog-meta-author"><span class="liveblog-meta-author-name">Ada Quill</span></div>'
                f'</header><div class="liveblog-entry-content">{paragraphs(text)}</div></div></article>'
                for n, (time, _, text) in enumerate(TOLD, 1)
            )
            + "</div></div>"
        ),
        heard=STORY[:4],
        unheard=("minutes ago", "21:47", "Ada Quill"),
    ),
    "easy-liveblogs": Made(
        _top(
            '<div class="elb-liveblog"><ul class="elb-liveblog-list">'
            + "".join(
                f'<li class="elb-liveblog-post" data-timestamp="17728{n}0000"><time class="elb-liveblog-post'
                f'-time" datetime="2026-03-03T{time}:00+00:00">{time}</time><h2 class="elb-liveblog-post-'
                f'heading">{name} news of the evening</h2><div class="elb-liveblog-post-content">'
                f'{paragraphs(text)}</div><div class="elb-liveblog-post-share">Share</div></li>'
                for n, (time, name, text) in enumerate(TOLD)
            )
            + "</ul></div>"
        ),
        heard=tuple(
            one for _, name, text in TOLD for one in (f"{name} news of the evening", text)
        ),
        unheard=("21:47", "Share"),
        times=TIMES,
        aside=True,
    ),
    "articles-with-time": Made(
        # entries without a maker's names
        _top(
            '<div class="css-1x2">'
            + "".join(
                f'<article class="css-9q8"><div class="css-a1"><time datetime="2026-03-03T{time}:00Z">'
                f'{time} GMT</time><span>Ada Quill</span></div><div class="css-b2">{paragraphs(text)}</div>'
                "</article>"
                for time, _, text in TOLD
            )
            + "</div>"
        ),
        heard=STORY[:4],
        unheard=("21:47", "Ada Quill"),
        times=TIMES,
    ),
    "data-time": Made(
        # a ticker that a newsroom's own tool writes: milliseconds in an attribute
        _top(
            '<div class="ticker-stream">'
            + "".join(
                f'<div class="stream-item" data-time="{1772571600000 - n * 3600000}"><span class="stream-'
                f'clock">{time} Uhr</span><h3>{name} news of the evening</h3>{paragraphs(text)}</div>'
                for n, (time, name, text) in enumerate(TOLD)
            )
            + "</div>"
        ),
        heard=tuple(
            one for _, name, text in TOLD for one in (f"{name} news of the evening", text)
        ),
        unheard=("Uhr",),
        times=("21:00", "20:00", "19:00", "18:00"),
        aside=True,
    ),
    "microdata": Made(
        _top(
            '<div itemscope itemtype="https://schema.org/LiveBlogPosting">'
            + "".join(
                '<div itemprop="liveBlogUpdate" itemscope itemtype="https://schema.org/BlogPosting"><meta'
                f' itemprop="datePublished" content="2026-03-03T{time}:00Z"><p class="t">{time}</p><h2'
                f' itemprop="headline">{name} news of the evening</h2><div itemprop="articleBody">'
                f"{paragraphs(text)}</div></div>"
                for time, name, text in TOLD
            )
            + "</div>"
        ),
        heard=tuple(
            one for _, name, text in TOLD for one in (f"{name} news of the evening", text)
        ),
        unheard=("21:47",),
        times=TIMES,
    ),
    "json-ld": Made(
        # a blog that scripts write, whole in its data
        f"<html><head><title>{TITLE}</title><script type='application/ld+json'>"
        + json.dumps(
            {
                "@context": "https://schema.org",
                "@type": "LiveBlogPosting",
                "headline": TITLE,
                "coverageStartTime": "2026-03-03T18:00:00Z",
                "liveBlogUpdate": [
                    {
                        "@type": "BlogPosting",
                        "headline": f"{name} news of the evening",
                        "datePublished": f"2026-03-03T{time}:00Z",
                        "articleBody": text,
                    }
                    for time, name, text in TOLD
                ],
            }
        )
        + "</script></head><body><h1>The vote on the pier, as it happened</h1><div id=live></div></body></html>",
        heard=tuple(
            one for _, name, text in TOLD for one in (f"{name} news of the evening", text)
        ),
        times=TIMES,
        aside=True,
    ),
    "tickaroo": Made(
        _top(
            '<div class="tik4-live"><ol class="tik4-live__ol">'
            + "".join(
                f'<li class="tik4-event" data-event-id="{n}"><div class="tik4-meta"><span class="tik4-meta__'
                f'time"><time datetime="2026-03-03T{time}:00Z">{time}</time></span></div><div class="tik4-'
                f'content"><div class="tik4-by">von Ada Quill</div>{paragraphs(text)}</div></li>'
                for n, (time, _, text) in enumerate(TOLD)
            )
            + "</ol></div>"
        ),
        heard=STORY[:4],
        unheard=("21:47", "Ada Quill"),
        times=TIMES,
        aside=True,
    ),
    "times-of-teasers": Made(
        # cards of other stories have times, too
        f"{HEAD}<article><h1>{TITLE}</h1>{paragraphs(*STORY)}</article><section>"
        + "".join(
            f'<article class="card"><time datetime="2026-03-03T{time}:00Z">{time}</time><h3><a href="/{name}">'
            f"{name} other story of the day at the harbour</a></h3></article>"
            for time, name, _ in TOLD
        )
        + "</section></body></html>",
        unheard=("other story",),
    ),
}
