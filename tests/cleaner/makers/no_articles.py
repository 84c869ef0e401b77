"""Invented pages that hold no article, of kinds that a list of addresses comes to hold.

They were written before any of them was read. A hash of the name sets some aside: no rule was
written from those.
"""

from __future__ import annotations

import hashlib

from tests.cleaner.makers import STORY

NAV = (
    '<nav class="main-nav"><ul><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li>'
    '<li><a href="/culture">Culture</a></li><li><a href="/weather">Weather</a></li></ul></nav>'
)
FOOT = (
    '<footer><p>© Saltmere Lantern. Registered in Saltmere, No. 40211.</p><a href="/terms">Terms of '
    'use</a> <a href="/privacy">Privacy</a> <a href="/contact">Contact</a></footer>'
)
_STORIES = (
    ("East pier to be rebuilt by the autumn of next year", STORY[0]),
    ("Ferry to Holm sails again after three weeks of storms", STORY[1]),
    ("Engineer calls the iron ties beneath the quay unsound", STORY[2]),
    ("Fishermen ask why the board waited for so long", STORY[3]),
    ("Library shows the plans for the new landing stage", STORY[5]),
    ("Two sisters build the last wooden lifeboat of the coast", STORY[1]),
    ("School hall gets a new roof before the first frost", STORY[2]),
    ("Keeper of the light retires after forty winters", STORY[3]),
    ("Council puts off its vote on the price of moorings", STORY[0]),
)


def is_aside(name: str) -> bool:
    """Whether a page is one that no rule was written from."""
    return hashlib.sha1(name.encode(), usedforsecurity=False).hexdigest()[0] >= "8"


def _page(inner: str, title: str, head: str = "", language: str = "en") -> str:
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f"<title>{title}</title>{head}</head><body>{inner}</body></html>"
    )


def _site(inner: str, title: str, head: str = "", language: str = "en") -> str:
    return _page(
        f'<header><a href="/">Saltmere Lantern</a>{NAV}</header>{inner}{FOOT}',
        title,
        head,
        language,
    )


def _teasers(cut: int) -> str:
    return "".join(
        f'<div class="item"><h3><a href="/story/{n}">{title}</a></h3>'
        f"<p>{text[:cut].rpartition(' ')[0]}…</p><span>{n + 2} May 2026</span></div>"
        for n, (title, text) in enumerate(_STORIES)
    )


PAGES: dict[str, str] = {
    "shell-with-a-skeleton": _page(
        "<noscript><strong>We are sorry, but Lantern does not work properly without scripts. Switch "
        "them on to go on.</strong></noscript>"
        '<div id="app"><div class="sk-card"></div><div class="sk-card"></div><button>Menu</button>'
        '<button>Log in</button><div role="status" aria-live="polite">Fetching your feed…</div></div>'
        '<script src="/static/js/main.4f1c.js"></script>',
        "Lantern",
    ),
    "shell-with-help-for-keys": _page(
        '<a class="skip" href="#main">Skip to main content</a><div id="root"><div class="a11y">'
        "<p>To move through posts, press J and K. To open a post, press Enter. To close this help, "
        "press Escape. You are signed out; some posts may not be shown to you until you sign in.</p>"
        '</div><div class="loader">One moment</div></div><script>boot()</script>',
        "Quayside: where the coast talks",
    ),
    "sign-in": _page(
        '<main><img src="/logo.svg" alt="Lantern"><h1>Welcome back</h1><form action="/session"><label>'
        'E-mail address</label><input name="e"><label>Password</label><input type="password" name="p">'
        "<button>Sign in</button></form><p>Forgotten your password? We can send you a link that lets you "
        "choose another one. New here? Create an account in less than a minute, and save stories for "
        "later on all of your devices.</p><p>By signing in, you agree to our terms of use and confirm that "
        "you have read our privacy notice.</p></main>",
        "Sign in | Saltmere Lantern",
    ),
    "search-results": _site(
        '<main><h1>Search</h1><form><input name="q" value="pier"><button>Search</button></form>'
        f"<p>9 results for “pier”, sorted by date</p>{_teasers(140)}"
        '<a href="?page=2">Next page</a></main>',
        "pier - Search - Saltmere Lantern",
    ),
    "front-page-with-summaries": _site(
        f'<main><section class="lead"><h2><a href="/story/0">{_STORIES[0][0]}</a></h2>'
        f'<p>{STORY[0]}</p></section><section class="more">{_teasers(400)}</section></main>',
        "Saltmere Lantern - News from the coast",
        '<meta property="og:type" content="website">',
    ),
    "archive-of-a-month": _site(
        '<main class="archive"><h1>Archive: May 2026</h1><ul>'
        + "".join(
            f'<li><a href="/story/{n}">{title}</a></li>'
            for n, (title, _) in enumerate(_STORIES)
        )
        + "</ul></main>",
        "May 2026 - Saltmere Lantern",
    ),
    "page-of-an-author": _site(
        '<main><div class="profile"><img src="/ines.jpg" alt=""><h1>Ines Varga</h1><p>Ines Varga has '
        "written about harbours, ferries and the people who mend them since 2009. She lives above the "
        'old rope walk in Saltmere with two dogs.</p><a href="mailto:ines@lantern.example">E-mail</a>'
        f"</div><h2>Latest by Ines Varga</h2>{_teasers(120)}</main>",
        "Ines Varga | Saltmere Lantern",
        '<meta property="og:type" content="profile">',
    ),
    "closed-for-repairs": _page(
        '<div class="box"><h1>Back soon</h1><p>We are moving the Lantern to new machines tonight. The '
        "site will be away until about six in the morning. Thank you for your patience.</p>"
        "<p>Follow us elsewhere for urgent news.</p></div>",
        "Saltmere Lantern: back soon",
    ),
    "gone-in-german": _site(
        "<main><h1>Hoppla!</h1><p>Die Seite, die Sie suchen, gibt es leider nicht mehr, oder sie ist "
        "umgezogen. Prüfen Sie bitte die Adresse, oder gehen Sie zur Startseite zurück.</p>"
        '<a class="btn" href="/">Zur Startseite</a></main>',
        "Seite nicht vorhanden - Saltmere Lantern",
        language="de",
    ),
    "not-in-your-region": _page(
        '<div id="c"><h1>451: Unavailable due to legal reasons</h1><p>We recognize you are attempting to '
        "reach this website from a country of the European Economic Area, where a regulation on data "
        "applies, and therefore access cannot be granted at this time. For any issues, write to "
        "desk@lantern.example or call 555-0142.</p></div>",
        "Unavailable",
    ),
    "check-of-the-browser": _page(
        '<div class="main-content"><h1>lantern.example</h1><h2>Checking if the site connection is secure'
        "</h2><p>lantern.example needs to review the security of your connection before proceeding.</p>"
        "<p>Ray ID: 7d1c0a44ef; performance and security by Bollard</p></div>",
        "One moment, please...",
    ),
    "consent-or-pay-in-german": _page(
        '<div class="gate"><h1>Weiter mit Werbung oder mit dem Pur-Abo</h1><p>Besuchen Sie den Boten wie '
        "gewohnt mit Werbung und Tracking. Ihre Zustimmung können Sie jederzeit in den Einstellungen zum "
        "Datenschutz widerrufen. Oder nutzen Sie das Pur-Abo für 3,99 Euro im Monat, ohne Tracking durch "
        "unsere 214 Partner.</p><button>Akzeptieren und weiter</button><button>Zum Pur-Abo</button>"
        "<p>Wir und unsere Partner verarbeiten personenbezogene Daten, etwa Ihre IP-Adresse, mit Hilfe von "
        "Cookies, um Inhalte zu messen und Anzeigen auszuliefern.</p></div>",
        "Bote für Bredow",
        language="de",
    ),
    "list-of-a-shop": _site(
        "<main><h1>Ropes and lines</h1><p>Showing 1–24 of 180 products</p>"
        + "".join(
            f'<div class="product"><a href="/p/{n}">Hemp rope, {n} mm, per metre</a>'
            f"<p>£{n}.40</p><p>In stock, ready to ship in two days</p><button>Add to basket</button></div>"
            for n in range(8, 32)
        )
        + "</main>",
        "Ropes and lines | Chandlery of Saltmere",
    ),
    "thanks-for-subscribing": _site(
        "<main><h1>Almost done!</h1><p>We have sent you an e-mail with a link. Click it to confirm your "
        "address, and the first letter from the quay will be with you on Friday morning. If nothing "
        "arrives within ten minutes, look among your spam.</p></main>",
        "Newsletter | Saltmere Lantern",
    ),
    "list-of-a-forum": _site(
        '<main><h1>Boats and engines</h1><table class="threads"><tr><th>Topic</th><th>Replies</th>'
        "<th>Last post</th></tr>"
        + "".join(
            f'<tr><td><a href="/t/{n}">{title}?</a> by user{n}</td><td>{n * 3}</td>'
            f"<td>Today, 0{n % 9}:1{n % 9}</td></tr>"
            for n, (title, _) in enumerate(_STORIES * 2)
        )
        + "</table><p>You may not post new topics in this forum. Sign in to take part.</p></main>",
        "Boats and engines - Quayside forum",
    ),
    "a-film-alone": _site(
        '<main><h1>Watch: the tide comes in</h1><div class="player"><p>This video cannot be played here. '
        "Try another browser, or download the file.</p><button>Play</button> 0:00 / 4:12</div>"
        f"<h2>More films</h2>{_teasers(80)}</main>",
        "Watch: the tide comes in | Lantern TV",
        '<meta property="og:type" content="video.other">',
    ),
}
"""Name -> the page."""

PAGES |= {
    "offline-page-of-an-app": _page(
        '<div class="offline"><img src="/off.svg" alt=""><h1>You are offline</h1><p>It looks as if your '
        "device has lost its connection. Stories that you have saved can be read in your library; "
        "everything else comes back as soon as you are connected again.</p><button>Try again</button></div>",
        "Lantern",
    ),
    "denied-by-an-edge": _page(
        "<h1>Access to this page has been blocked</h1><p>You don't have permission to open "
        '"http://lantern.example/story/4" on this server.</p><p>Reference #18.6d1c2a17.1714822341.1a2b3c'
        "</p>",
        "Blocked",
    ),
    "too-many-requests": _page(
        '<div class="wrap"><h1>Slow down, please</h1><p>We have had an unusual number of requests from '
        "your network. To show that you are a person and no program, tick the box below; this happens when "
        'many people share one address.</p><div id="captcha"></div></div>',
        "lantern.example",
    ),
    "offers-of-subscription": _site(
        '<main><h1>Choose your subscription</h1><div class="plan"><h2>Digital</h2><p>All stories on every '
        "device, and the paper of tomorrow at ten in the evening.</p><p>£4 a month, cancel at any time</p>"
        '<button>Subscribe</button></div><div class="plan"><h2>Digital and paper</h2><p>The paper at your '
        "door from Monday to Saturday, and everything that the digital plan has.</p><p>£19 a month</p>"
        "<button>Subscribe</button></div></main>",
        "Subscribe | Saltmere Lantern",
    ),
    "gone-in-french": _site(
        "<main><h1>Oups…</h1><p>Cette page n'existe plus ou a changé d'adresse. Vous pouvez revenir à "
        "l'accueil ou chercher un article dans nos archives.</p><a href=\"/\">Retour à l'accueil</a></main>",
        "La page demandée n'existe pas",
        language="fr",
    ),
    "gone-in-spanish": _site(
        "<main><h2>Lo sentimos</h2><p>No hemos encontrado la página que busca. Es posible que la dirección "
        "haya cambiado o que el contenido se haya eliminado. Pruebe con el buscador.</p></main>",
        "Contenido no disponible",
        language="es",
    ),
    "leads-on-by-a-script": _page(
        "<p>You are being taken to the page that you asked for. If nothing happens within five seconds, "
        '<a href="https://lantern.example/story/4">use this link</a>.</p><script>go()</script>',
        "Redirecting",
    ),
    "question-of-age": _page(
        '<div class="modal"><h1>Before you go on</h1><p>The pages that follow are about wines and spirits. '
        "You must be of legal drinking age in your country to see them. Are you 18 or older?</p>"
        "<button>Yes, I am</button><button>No</button></div>",
        "Cellar of Saltmere",
    ),
    "programme-of-a-channel": _site(
        '<main><h1>Tonight on Lantern TV</h1><ul class="guide">'
        + "".join(
            f"<li><b>{hour}:15</b> {title}</li>"
            for hour, (title, _) in zip(range(17, 24), _STORIES, strict=False)
        )
        + "</ul></main>",
        "TV guide | Saltmere Lantern",
    ),
    "list-of-jobs": _site(
        "<main><h1>Jobs on the coast</h1><p>46 jobs found. Sort by: newest</p>"
        + "".join(
            f'<article class="job"><h2><a href="/job/{n}">{job}</a></h2><p>Harbour board of Saltmere, '
            f"full time, posted {n} days ago</p><p>We are looking for somebody with experience and a "
            "driving licence, who likes to work outside in every weather.</p><a>Apply</a></article>"
            for n, job in enumerate(
                (
                    "Deckhand",
                    "Engineer for cranes",
                    "Clerk",
                    "Diver",
                    "Pilot",
                    "Welder",
                    "Keeper",
                )
            )
        )
        + "</main>",
        "Jobs | Saltmere Lantern",
    ),
    "word-of-the-session": _page(
        '<div class="msg"><h1>Your session has ended</h1><p>For your safety we have signed you out after '
        "thirty minutes without a click. Sign in again to go on where you stopped; what you had written is "
        'kept for a day.</p><a class="btn" href="/in">Sign in again</a></div>',
        "Session ended",
    ),
    "page-of-a-subject": _site(
        '<main><h1>East pier</h1><p class="about">All that we have written about the east pier of Saltmere, '
        f"its storms, its stones and its friends.</p>{_teasers(110)}<a>Load more</a></main>",
        "East pier: latest news and background | Saltmere Lantern",
    ),
}
