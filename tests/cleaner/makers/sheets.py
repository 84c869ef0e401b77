"""Pages of short lines with hardly a paragraph: recipes, programmes, notices, data sheets."""

from __future__ import annotations

from tests.cleaner.makers import Made

MENU = (
    "<header><div class=logo><a href=/>Saltmere</a></div><nav><a href=/news>News</a> <a href=/life>Life"
    "</a> <a href=/shop>Shop</a></nav></header>"
)
LINKS = (
    "<div class=more><h4>More from us</h4><ul><li><a href=/a>Ten walks along the cliffs of the north</a></li>"
    "<li><a href=/b>How the ferry got its name</a></li><li><a href=/c>A guide to the tides</a></li></ul></div>"
    "<footer><p>© Lantern Press. All rights reserved. <a href=/imprint>Imprint</a></p></footer>"
)


def _page(title: str, inner: str) -> str:
    return (
        f"<html lang=en><head><title>{title} - Saltmere</title></head><body>{MENU}<h1>{title}</h1>"
        f"{inner}{LINKS}</body></html>"
    )


def _list(*texts: str) -> str:
    return "<ul>" + "".join(f"<li>{text}</li>" for text in texts) + "</ul>"


CHROME = ("Imprint", "Ten walks", "Shop")
"""What no listener hears of any of these pages."""

FERRY = (
    "The ferry to the islands stays in port today because of the storm, the harbour office said on"
    " Sunday morning. It will sail again on Monday."
)

PAGES: dict[str, Made] = {
    "recipe-with-columns": Made(
        _page(
            "Barley soup with smoked eel",
            "<div class=row><div class=c1><h3>You need</h3>"
            + _list("200 g pearl barley", "1 smoked eel", "2 leeks", "1 litre of stock")
            + "</div><div class=c2><h3>Preparation</h3><div>Soak the barley overnight.</div><div>Cut"
            " the leeks into rings and fry them in butter until they are soft, which takes about ten"
            " minutes.</div><div>Add barley and stock, simmer for 40 minutes</div><div>Serve with the"
            " eel</div></div></div>",
        ),
        heard=("You need", "200 g pearl barley", "1 smoked eel", "Preparation",
               "Soak the barley overnight.", "Serve with the eel"),
        unheard=CHROME,
    ),
    "programme-of-an-evening": Made(
        _page(
            "Concert in the lifeboat house",
            "<div class=event><div class=when>Saturday, 14 June, 19:30</div><div class=where>Lifeboat"
            " house, Quay Road 3</div><div class=act>The Harbour Choir</div><div class=act>Ines Varga,"
            " cello</div><div class=about><span>The evening raises money for the new engine of the"
            " boat.</span></div><div class=fee>Admission 8, children free</div></div>",
        ),
        heard=("Lifeboat house, Quay Road 3", "The Harbour Choir", "Ines Varga, cello",
               "The evening raises money for the new engine of the boat.",
               "Admission 8, children free"),
        unheard=CHROME,
    ),
    "data-sheet-in-boxes": Made(
        _page(
            "Storm lantern No. 4",
            "<div class=grid><div class=cell><b>Height</b><div>31 cm</div></div><div class=cell><b>Weight"
            "</b><div>1.4 kg</div></div><div class=cell><b>Burns for</b><div>14 hours</div></div><div"
            " class=cell><b>Care</b><div>Clean the glass with a soft cloth and never with spirit.</div>"
            "</div></div>",
        ),
        heard=("Height", "31 cm", "Weight", "1.4 kg", "14 hours",
               "Clean the glass with a soft cloth and never with spirit."),
        unheard=CHROME,
    ),
    "opening-hours": Made(
        _page(
            "Library of Saltmere",
            "<section class=hours><h2>Opening hours</h2><p>Monday closed</p><p>Tuesday 10 to 18</p>"
            "<p>Saturday 10 to 14</p></section><section class=note><h2>Good to know</h2><p>The reading"
            " room on the first floor stays shut until the end of March.</p></section><section"
            " class=way><h2>How to find us</h2><p>Bus 7, stop Old Customs House</p></section>",
        ),
        heard=("Opening hours", "Tuesday 10 to 18", "Saturday 10 to 14",
               "The reading room on the first floor stays shut until the end of March.",
               "Bus 7, stop Old Customs House"),
        unheard=CHROME,
    ),
    "job-in-points": Made(
        _page(
            "Keeper of the light (part time)",
            "<div class=job><div class=part><h3>Your tasks</h3>"
            + _list("Tending the lamp and the foghorn", "Keeping the log", "Showing visitors around")
            + "</div><div class=part><h3>What we ask</h3>"
            + _list("A head for heights", "A boat licence") + "</div><div class=part><h3>Contact</h3>"
            "<p>Please write to the harbour office by the last day of May.</p></div></div>",
        ),
        heard=("Your tasks", "Tending the lamp and the foghorn", "A head for heights",
               "Please write to the harbour office by the last day of May."),
        unheard=CHROME,
    ),
    "notice-of-a-harbour": Made(
        _page(
            "Notice to mariners 7",
            "<div class=ref>HO 7/2026</div><div class=place>North channel</div><div class=body>The buoy"
            " at the north channel is unlit until further notice.</div><div class=pos>54 12.3 N, 8 41.7"
            " E</div><div class=sign>T. Reil, harbour master</div>",
        ),
        heard=("North channel", "The buoy at the north channel is unlit until further notice.",
               "54 12.3 N, 8 41.7 E", "T. Reil, harbour master"),
        unheard=CHROME,
    ),
    "leaflet-in-a-definition-list": Made(
        _page(
            "Saltmere drops for the throat",
            "<div class=leaf><dl><dt>What it is for</dt><dd>Dry throats</dd><dt>How to take it</dt><dd>Three"
            " times a day</dd><dt>Do not take it</dt><dd>If you are allergic to seaweed, ask a doctor"
            " before you take it.</dd><dt>Keep</dt><dd>Below 25 degrees</dd></dl></div>",
        ),
        heard=("Dry throats", "Three times a day",
               "If you are allergic to seaweed, ask a doctor before you take it.",
               "Below 25 degrees"),
        unheard=CHROME,
        aside=True,
    ),
    "results-of-a-regatta": Made(
        _page(
            "Regatta of the west quay: results",
            "<div class=wrap><div class=race><h3>First race</h3><div>1. Petrel, 41:12</div><div>2. Old"
            " Margaret, 41:40</div></div><div class=race><h3>Second race</h3><div>1. Old Margaret, 39:02"
            "</div><div>2. Petrel, 39:55</div></div><div class=jury><div>The jury took ten seconds off"
            " the time of Petrel after a protest.</div></div></div>",
        ),
        heard=("1. Petrel, 41:12", "2. Old Margaret, 41:40", "1. Old Margaret, 39:02",
               "The jury took ten seconds off the time of Petrel after a protest."),
        unheard=CHROME,
        aside=True,
    ),
    "profile-of-a-boat": Made(
        _page(
            "The lifeboat Ines",
            "<main><div class=facts><p><strong>Built:</strong> 1931</p><p><strong>Length:</strong> 9.4 m</p>"
            "<p><strong>Crew:</strong> six</p></div><div class=story><p>She was the first boat of the"
            " coast with an engine.</p></div><div class=visit><p><strong>To be seen:</strong> every Sunday"
            "</p></div></main>",
        ),
        heard=("Built: 1931", "Length: 9.4 m", "Crew: six",
               "She was the first boat of the coast with an engine.", "To be seen: every Sunday"),
        unheard=CHROME,
        aside=True,
    ),
    "brief-below-its-byline": Made(
        _page(
            "Ferry stays in port",
            "<div class=kick>Harbour</div><div class=author>By Ines Varga</div><div class=date>3 May 2026"
            "</div><div class=text><p>" + FERRY + "</p></div><div class=tags>Ferry, Storm, Islands</div>",
        ),
        heard=(FERRY,),
        unheard=(*CHROME, "Ferry, Storm", "By Ines", "3 May"),
        aside=True,
    ),
    "brief-beside-a-box": Made(
        _page(
            "Light on the rock goes out",
            "<div class=cols><div class=left><p>The light on the rock went out for two hours on Friday"
            " night, and nobody was hurt.</p></div><div class=right><div>Most read</div><div><a href=/x>"
            "A whale in the harbour</a></div><div><a href=/y>The bakery closes for good</a></div></div></div>",
        ),
        heard=("The light on the rock went out for two hours on Friday night, and nobody was hurt.",),
        unheard=(*CHROME, "Most read", "A whale"),
        aside=True,
    ),
    "price-list": Made(
        _page(
            "Moorings: what they cost",
            "<section><div class=item><span>Boat up to 6 m</span> <span>12 a night</span></div><div"
            " class=item><span>Boat up to 9 m</span> <span>18 a night</span></div><div class=item><span>"
            "Dinghy</span> <span>4 a night</span></div></section><section class=foot-note><p>Water and"
            " power are included in the price.</p></section>",
        ),
        heard=("Boat up to 6 m 12 a night", "Boat up to 9 m 18 a night", "Dinghy 4 a night",
               "Water and power are included in the price."),
        unheard=CHROME,
        aside=True,
    ),
}  # fmt: skip
