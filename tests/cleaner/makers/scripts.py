"""Pages whose text stands in the data of scripts, or in what a browser without scripts shows."""

from __future__ import annotations

import json
from html import escape

from tests.cleaner.makers import STORY, TITLE, Made, paragraphs

HEAD = f"<title>{TITLE} | Saltmere Lantern</title>"
BODY = paragraphs(*STORY)
SHELL = (
    '<header><a href="/">Saltmere Lantern</a><a href="/news">News</a><a href="/sport">Sport</a>'
    '</header><div id="root"></div><footer>© Saltmere Lantern. We use cookies.</footer>'
)


def _next(props: object) -> str:
    data = {"props": {"pageProps": props}, "page": "/news/[slug]", "buildId": "x1"}
    return (
        f"<html><head>{HEAD}</head><body><div id=__next>{SHELL}</div>"
        f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script></body></html>'
    )


OTHERS = [
    {"id": n, "title": f"Other story number {n}", "summary": text, "url": f"/news/{n}"}
    for n, text in enumerate(STORY[:3])
]

PAGES = {
    "next-html": Made(
        _next(
            {
                "navigation": [{"title": "News", "url": "/news"}],
                "article": {"headline": TITLE, "body": BODY, "author": {"name": "Ada Quill"}},
                "related": OTHERS,
            }
        ),
        unheard=("Other story",),
        title=TITLE,
    ),
    "next-blocks": Made(
        _next(
            {
                "post": {
                    "title": TITLE,
                    "content": [
                        {"type": "paragraph", "text": STORY[0]},
                        {"type": "image", "src": "/1.jpg", "alt": "The pier in May."},
                        {"type": "paragraph", "text": STORY[1]},
                        {"type": "heading", "level": 2, "text": "Sound stones"},
                        *({"type": "paragraph", "text": text} for text in STORY[2:]),
                    ],
                },
                "mostRead": OTHERS,
            }
        ),
        heard=(*STORY[:2], "Sound stones", *STORY[2:]),
        unheard=("Other story", "The pier in May."),
        title=TITLE,
        aside=True,
    ),
    "portable-text": Made(
        # Sanity's rich text: blocks of spans with marks
        _next(
            {
                "data": {
                    "story": {
                        "title": TITLE,
                        "body": [
                            {
                                "_type": "block",
                                "style": "normal",
                                "children": [
                                    {"_type": "span", "marks": [], "text": text[:40]},
                                    {"_type": "span", "marks": ["em"], "text": text[40:52]},
                                    {"_type": "span", "marks": [], "text": text[52:]},
                                ],
                            }
                            for text in STORY
                        ],
                    }
                }
            }
        ),
    ),
    "contentful": Made(
        # Contentful's rich text: a document of nodes with content
        _next(
            {
                "entry": {
                    "fields": {
                        "title": TITLE,
                        "slug": "east-pier",
                        "text": {
                            "nodeType": "document",
                            "content": [
                                {
                                    "nodeType": "paragraph",
                                    "content": [
                                        {"nodeType": "text", "value": text[:30], "marks": []},
                                        {
                                            "nodeType": "hyperlink",
                                            "data": {"uri": "https://saltmere.example/a"},
                                            "content": [
                                                {"nodeType": "text", "value": text[30:45]}
                                            ],
                                        },
                                        {"nodeType": "text", "value": text[45:]},
                                    ],
                                }
                                for text in STORY
                            ],
                        },
                    }
                }
            }
        ),
        aside=True,
    ),
    "initial-state": Made(
        f"<html><head>{HEAD}</head><body>{SHELL}<script>window.__INITIAL_STATE__="
        + json.dumps(
            {"articles": {"byId": {"71": {"id": 71, "title": TITLE, "html": BODY}}}, "ui": {}}
        ).replace("<", "\\u003c")
        + ";window.__ENV__={};</script></body></html>",
    ),
    "preloaded-paragraphs": Made(
        # a state that the script parses from a string
        f"<html><head>{HEAD}</head><body>{SHELL}<script>window.__PRELOADED_STATE__ = JSON.parse("
        + json.dumps(
            json.dumps({"page": {"article": {"title": TITLE, "paragraphs": list(STORY)}}})
        )
        + ");</script></body></html>",
        aside=True,
    ),
    "nuxt-data": Made(
        # Nuxt 3 writes one flat list, in which objects name the places of their values
        f"<html><head>{HEAD}</head><body>{SHELL}"
        '<script type="application/json" id="__NUXT_DATA__" data-ssr="true">'
        + json.dumps(
            [
                ["ShallowReactive", 1],
                {"data": 2, "once": 3},
                {"article-71": 4},
                {},
                {"id": 5, "title": 6, "body": 7, "tags": 8},
                71,
                TITLE,
                BODY,
                [9],
                "harbour",
            ]
        )
        + "</script></body></html>",
        aside=True,
    ),
    "teaser-and-data": Made(
        # the page shows two paragraphs until a click, and its data gives the whole text
        f"<html><head>{HEAD}<script type='application/ld+json'>"
        + json.dumps(
            {
                "@context": "https://schema.org",
                "@type": "NewsArticle",
                "headline": TITLE,
                "articleBody": "\n\n".join(STORY),
            }
        )
        + f"</script></head><body>{SHELL}<main><h1>{TITLE}</h1>{paragraphs(STORY[0])}"
        "<button>Continue</button></main></body></html>",
    ),
    "walled-data": Made(
        # the same behind a wall stays behind it
        f"<html><head>{HEAD}<script type='application/ld+json'>"
        + json.dumps(
            {
                "@type": "NewsArticle",
                "headline": TITLE,
                "articleBody": "\n\n".join(STORY),
                "isAccessibleForFree": False,
            }
        )
        + f"</script></head><body>{SHELL}<main><h1>{TITLE}</h1>{paragraphs(STORY[0])}"
        '<div class="paywall"><p>Subscribe to continue reading.</p></div></main></body></html>',
        refused="paywall",
        aside=True,
    ),
    "noscript-text": Made(
        f"<html><head>{HEAD}</head><body>{SHELL}<noscript><article><h1>{TITLE}</h1>{BODY}</article>"
        "</noscript></body></html>",
        title=TITLE,
    ),
    "noscript-below-notice": Made(
        f"<html><head>{HEAD}</head><body><div id=app>Loading…</div><noscript><p>This site works best"
        f" with JavaScript.</p><h1>{TITLE}</h1><div>{BODY}</div></noscript></body></html>",
        title=TITLE,
        unheard=("works best",),
        aside=True,
    ),
    "noscript-caption": Made(
        f"<html><head>{HEAD}</head><body><article><h1>{TITLE}</h1>{paragraphs(*STORY[:2])}"
        '<div class="lazy-picture" data-src="/1.jpg"><noscript><figure><img src="/1.jpg" alt="">'
        "<figcaption>The east pier after the storm of February.</figcaption></figure></noscript></div>"
        f"{paragraphs(*STORY[2:])}</article></body></html>",
        heard=(*STORY[:2], "The east pier after the storm of February.", *STORY[2:]),
    ),
    "noscript-caption-once": Made(
        f"<html><head>{HEAD}</head><body><article><h1>{TITLE}</h1>{paragraphs(*STORY[:2])}"
        '<figure class="lazy"><noscript><img src="/1.jpg" alt=""></noscript>'
        "<figcaption>The east pier after the storm.</figcaption></figure>"
        f"{paragraphs(*STORY[2:])}<noscript>Please enable JavaScript to view the comments powered by"
        " Disqus, which our readers write.</noscript></article></body></html>",
        heard=(*STORY[:2], "The east pier after the storm.", *STORY[2:]),
        unheard=("Disqus",),
        aside=True,
    ),
    "shell-feed": Made(
        "<html><head><title>Saltmere - a place for anglers</title></head><body><div><p>Press J to jump"
        " to the feed. Press question mark to learn the rest of the keyboard shortcuts</p><a href='/r/x'>"
        "Found the internet!</a><button>Log In</button><button>Sign Up</button></div></body></html>",
        refused="scripts",
    ),
    "shell-unsupported": Made(
        "<html><head><title>Lantern</title></head><body><div id=root></div><noscript>You need to enable"
        " JavaScript to run this app.</noscript></body></html>",
        refused="scripts",
        aside=True,
    ),
    "shell-browser": Made(
        "<html><head><title>Post / Chirp</title></head><body><div><p>JavaScript is not available.</p><p>"
        "We’ve detected that JavaScript is disabled in this browser. Please enable JavaScript or switch"
        " to a supported browser to continue using chirp.example. You can see a list of supported"
        " browsers in our Help Center.</p><a href='/help'>Help Center</a><a href='/tos'>Terms of"
        " Service</a></div></body></html>",
        refused="scripts",
    ),
    "shell-loading": Made(
        "<html><head><title>Saltmere Lantern</title></head><body><nav><a href='/'>Home</a></nav><main>"
        "<p>Loading your stories. This may take a moment while we fetch the latest for you.</p>"
        "<p>Use the arrow keys to move between the stories, or press question mark for help.</p></main>"
        "</body></html>",
        refused="scripts",
        aside=True,
    ),
    "story-of-a-script": Made(
        # a story about shells is none
        f"<html><head><title>Why browsers ask for JavaScript</title></head><body><article><h1>Why browsers"
        " ask for JavaScript</h1><p>“Please enable JavaScript to run this app,” the page of the town said"
        f" for a week, and nobody at the harbour knew what to do about it.</p>{BODY}</article></body></html>",
        aside=True,
    ),
    "state-of-a-short-flash": Made(
        # a flash is whole, though the state of the page holds other stories
        f"<html><head>{HEAD}</head><body>{SHELL}<main><article><h1>{TITLE}</h1>{paragraphs(STORY[0])}"
        f"</article></main><script>window.__STATE__={json.dumps({'stories': OTHERS})}</script></body></html>",
        heard=STORY[:1],
        unheard=STORY[1:3],
    ),
    "escaped-attribute": Made(
        # a component's properties in an attribute
        f"<html><head>{HEAD}</head><body>{SHELL}<div data-component='Article' data-props=\""
        + escape(json.dumps({"article": {"title": TITLE, "content": BODY}}))
        + '"></div></body></html>',
    ),
    # Written and read for the first time when the rule stood already:
    "arc-fusion": Made(
        f"<html><head>{HEAD}<script id='fusion-metadata'>window.Fusion=window.Fusion||{{}};"
        "Fusion.contextPath='/pf';Fusion.globalContent="
        + json.dumps(
            {
                "_id": "X1",
                "headlines": {"basic": TITLE, "web": ""},
                "credits": {"by": [{"name": "Ada Quill", "description": STORY[5]}]},
                "content_elements": [
                    {"_id": "a", "type": "text", "content": STORY[0]},
                    {
                        "_id": "b",
                        "type": "image",
                        "caption": "The pier in the storm of February, by day.",
                    },
                    *({"_id": "c", "type": "text", "content": text} for text in STORY[1:3]),
                    {"_id": "d", "type": "header", "level": 2, "content": "An hour a day"},
                    *({"_id": "e", "type": "text", "content": text} for text in STORY[3:]),
                ],
                "related_content": {"basic": OTHERS},
            }
        )
        + f";Fusion.arcSite='lantern';</script></head><body>{SHELL}</body></html>",
        heard=(*STORY[:3], "An hour a day", *STORY[3:]),
        unheard=("Other story", "storm of February, by"),
        aside=True,
    ),
    "apollo-state": Made(
        f"<html><head>{HEAD}</head><body>{SHELL}<script>window.__APOLLO_STATE__ = "
        + json.dumps(
            {
                "ROOT_QUERY": {'article({"slug":"pier"})': {"__ref": "Article:71"}},
                "Article:71": {
                    "__typename": "Article",
                    "id": "71",
                    "title": TITLE,
                    "body": [{"__typename": "ParagraphBlock", "text": text} for text in STORY],
                },
                **{
                    f"Article:{n}": {
                        "__typename": "Article",
                        "title": other["title"],
                        "body": [{"__typename": "ParagraphBlock", "text": STORY[n]}],
                    }
                    for n, other in enumerate(OTHERS)
                },
            }
        )
        + ";</script></body></html>",
        aside=True,
    ),
    "tiptap": Made(
        _next(
            {
                "story": {
                    "name": TITLE,
                    "content": {
                        "type": "doc",
                        "content": [
                            {
                                "type": "paragraph",
                                "content": [
                                    {"type": "text", "text": text[:20]},
                                    {
                                        "type": "text",
                                        "text": text[20:],
                                        "marks": [{"type": "bold"}],
                                    },
                                ],
                            }
                            for text in STORY
                        ],
                    },
                }
            }
        ),
        aside=True,
    ),
    "draft-js": Made(
        _next(
            {
                "article": {
                    "title": TITLE,
                    "editorState": {
                        "blocks": [
                            {
                                "key": f"k{n}",
                                "text": text,
                                "type": "unstyled",
                                "depth": 0,
                                "inlineStyleRanges": [],
                                "entityRanges": [],
                                "data": {},
                            }
                            for n, text in enumerate(STORY)
                        ],
                        "entityMap": {},
                    },
                }
            }
        ),
        aside=True,
    ),
    "editor-js": Made(
        _next(
            {
                "post": {
                    "title": TITLE,
                    "blocks": [
                        {"id": "z", "type": "paragraph", "data": {"text": STORY[0]}},
                        {
                            "id": "a",
                            "type": "header",
                            "data": {"text": "What was decided", "level": 2},
                        },
                        *(
                            {"id": "b", "type": "paragraph", "data": {"text": text}}
                            for text in STORY[1:]
                        ),
                    ],
                }
            }
        ),
        heard=(STORY[0], "What was decided", *STORY[1:]),
        aside=True,
    ),
    "inertia": Made(
        f"<html><head>{HEAD}</head><body><div id='app' data-page=\""
        + escape(
            json.dumps(
                {
                    "component": "Article/Show",
                    "props": {
                        "auth": {"user": None},
                        "article": {"data": {"id": 71, "title": TITLE, "body_html": BODY}},
                        "latest": OTHERS,
                    },
                    "url": "/news/pier",
                }
            )
        )
        + '"></div></body></html>',
        aside=True,
    ),
    "wordpress-rest": Made(
        f"<html><head>{HEAD}</head><body>{SHELL}<script>var wpState = "
        + json.dumps(
            {
                "posts": [
                    {
                        "id": 71,
                        "title": {"rendered": TITLE},
                        "content": {"rendered": BODY, "protected": False},
                        "excerpt": {"rendered": f"<p>{STORY[0][:80]} [&hellip;]</p>"},
                    }
                ]
            }
        )
        + ";</script></body></html>",
        aside=True,
    ),
    "sveltekit": Made(
        f"<html><head>{HEAD}</head><body>{SHELL}<script type='application/json'"
        " data-sveltekit-fetched data-url='/api/a/71'>"
        + json.dumps(
            {
                "status": 200,
                "statusText": "OK",
                "body": json.dumps({"title": TITLE, "body": BODY}),
            }
        ).replace("<", "\\u003C")
        + "</script></body></html>",
        aside=True,
    ),
    "remix": Made(
        f"<html><head>{HEAD}</head><body>{SHELL}<script>window.__remixContext = "
        + json.dumps(
            {
                "state": {
                    "loaderData": {
                        "root": {"site": "Saltmere Lantern"},
                        "routes/news.$slug": {
                            "story": {"headline": TITLE, "text": "\n\n".join(STORY)}
                        },
                    }
                }
            }
        )
        + ";__remixContext.p = function(v,e,p,x) {};</script></body></html>",
        aside=True,
    ),
    "astro-island": Made(
        f"<html><head>{HEAD}</head><body>{SHELL}<astro-island uid='Z1' component-url='/Article.js' props=\""
        + escape(
            json.dumps(
                {
                    "article": [
                        0,
                        {"title": [0, TITLE], "paragraphs": [1, [[0, t] for t in STORY]]},
                    ]
                }
            )
        )
        + '"></astro-island></body></html>',
        aside=True,
    ),
    "angular-state": Made(
        f"<html><head>{HEAD}</head><body><app-root></app-root><script id='ng-state'"
        " type='application/json'>"
        + json.dumps({"3391": {"b": {"article": {"title": TITLE, "content": BODY}}, "s": 200}})
        + "</script></body></html>",
        aside=True,
    ),
}
