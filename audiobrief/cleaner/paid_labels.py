"""Keep the label that says that somebody paid for the page.

Everything else that is called sponsored on a page is an advertisement, and is dropped. The label
of the page itself stands beside its headline, and the rules for advertisers ask that readers
meet it before the text (FTC 16 CFR 255, CAP Code rule 2.1, UWG § 5a), and so must listeners.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from audiobrief.cleaner.lines import Box, Layout, Line
from audiobrief.cleaner.vocabulary import (
    COMMENTS,
    CONSENT,
    FOOTER,
    FORM,
    HIDDEN,
    NAVIGATION,
    RELATED,
)
from audiobrief.patterns import compile_late

MAX_LABEL = 160
"""The longest label, in characters."""
ABOVE_HEADLINE, ABOVE_TEXT, IN_TEXT = 6, 30, 2
"""How many lines above the headline, above the text without one, and into the text it stands."""
_NAMED = (
    r"(?:sponsored|paid for|paid post|paid content|paid program|supported|funded|brought to you|presented|promoted|partner content|advertiser content|content) by"
    r"|in (?:paid )?(?:partnership|association) with|(?:produced|created) (?:for|in partnership with)|ad feature (?:by|for)|advertising partner"
    r"|gesponsert von|präsentiert von|in (?:bezahlter )?kooperation mit|ein angebot von|eine anzeige von|finanziert von"
    r"|sponsorisé par|proposé par|présenté par|financé par|en partenariat avec|patrocinado por|presentado por|ofrecido por|oferecido por|apresentado por"
    r"|sponsorizzato da|offerto da|in collaborazione con|gesponsord door|aangeboden door|mogelijk gemaakt door|in samenwerking met|in opdracht van"
    r"|sponsrat av|i (?:betalt )?sam(?:arbete|arbeid|arbejde) med|sponsoreret af|sponset av|we współpracy z|partnerem artykułu jest"
)
_KINDS = (
    r"sponsored (?:content|post|article|story|feature)|paid (?:content|post|partnership|program|advertisement)|advertorial|advertisement feature|advertising feature|ad feature"
    r"|partner content|branded content|brand content|advertiser content|promoted content|paid partner content|native advertising"
    r"|bezahlter inhalt|bezahlte (?:partnerschaft|werbung|anzeige)|gesponserter (?:inhalt|beitrag|artikel)|sponsored post|anzeigen-?sonderveröffentlichung|sonderveröffentlichung|werbliche(?:r)? (?:inhalt|beitrag)"
    r"|contenu (?:sponsorisé|partenaire|de marque)|publi-?(?:rédactionnel|reportage|communiqué|information)|publi-?reportaje|contenido (?:patrocinado|de marca|ofrecido)|publieditorial|conteúdo (?:patrocinado|de marca)|informe publicitário"
    r"|contenuto (?:sponsorizzato|a pagamento)|publiredazionale|(?:gesponsorde|betaalde) (?:inhoud|bijdrage)|partnerbijdrage|gesponsord|sponsrat innehåll|annonsörsinnehåll|annonsørin(?:d|n)hol(?:d|l)|sponsoreret indhold|betalt innhold"
    r"|artykuł sponsorowany|materiał (?:sponsorowany|partnera|promocyjny)"
)
NAMED = compile_late(rf"(?:{_KINDS})?\W{{0,3}}(?:{_NAMED})\s+\S.{{1,80}}$", re.IGNORECASE)
KIND = compile_late(rf"(?:{_KINDS})[.:]?(?:\s*[–—|·:-]\s*.{{2,60}})?$", re.IGNORECASE)
TOLD = compile_late(
    # a sentence that says so
    rf"(?:{_KINDS})\s*[–—:|-]\s*\S.{{10,140}}$"
    r"|(?:this|the following) (?:article|content|post|page|story|feature) (?:was|is|has been) (?:paid for|sponsored|funded|produced|created|supplied) (?:by|for|with|in (?:paid )?partnership with)\b.{2,120}$"
    r"|(?:dieser|der folgende) (?:artikel|beitrag|inhalt) (?:ist|wurde|entstand|erscheint) .{0,60}(?:bezahlt|gesponsert|anzeige|werbung|kooperation).{0,80}$",
    re.IGNORECASE,
)
NOTED = compile_late(
    r"this (?:content|article|post|story|page) (?:was|is|has been) (?:paid for|sponsored) by\b",
    re.IGNORECASE,
)
_ALONE = r"advertisement|advert|sponsored|promoted|anzeige|werbung|publicité|publicidad|publicidade|pubblicità|advertentie|reclame|annons|annonce|annonse|reklama"
ALONE = compile_late(rf"(?:{_ALONE})$", re.IGNORECASE)
"""Beside a headline these are labels; in boxes of their own they head an advertisement."""
AHEAD = compile_late(rf"(?:{_KINDS}|{_ALONE})\W{{0,3}}\s\S.{{1,60}}$", re.IGNORECASE)
"""The same before a link with the name of who paid."""
LABELS = frozenset({
    "label", "labels", "kicker", "badge", "flag", "eyebrow", "overline", "topline", "dachzeile", "rubric",
    "rubrik", "category", "paid", "partner", "branded", "advertorial", "disclosure", "native", "preheading",
    "roofline", "spitzmarke",
})  # fmt: skip
"""Words that name the box of a label beside a headline."""
SLOTS = frozenset({
    "ad", "ads", "adslot", "adunit", "adcontainer", "adwrapper", "adbox", "advert", "adverts", "banner", "banners",
    "dfp", "gpt", "doubleclick", "adsbygoogle",
})  # fmt: skip
"""Words that name the box of an advertisement."""
ELSEWHERE = frozenset({NAVIGATION, FOOTER, HIDDEN, RELATED, COMMENTS, FORM, CONSENT})
ASKED = compile_late(
    r"(?<!\s)\s*+(?:what(?:[’']s| is| does) this(?: mean)?\?|learn more\.?|find out more\.?|was ist das\?|qu[’']est-ce que c[’']est\s?\?|¿qué es esto\?|wat is dit\?|[ⓘℹ?])\s*$",
    re.IGNORECASE,
)
"""The words of the button beside a label that explains it."""
MAX_LINKED = 20
"""Characters of a link in the same box that announces another story."""


def keep_paid_label(layout: Layout, headline: str) -> None:
    """Take back the reason of the line that says that the page was paid for, if it has one.

    Args:
        layout: the sifted page.
        headline: the reason of the line that shows the headline.
    """
    lines = layout.lines
    first = next((i for i, x in enumerate(lines) if x.prose and not x.reason), None)
    if first is None:
        return
    head = next((i for i in range(first - 1, -1, -1) if lines[i].reason == headline), None)
    start = first - ABOVE_TEXT if head is None else head - ABOVE_HEADLINE
    found = [
        i
        for i in range(max(0, start), min(first + IN_TEXT, len(lines)))
        if _says(layout, i, first)
    ]
    if any(not lines[i].reason for i in found):
        return  # it is read already
    labels = sorted(found, key=lambda i: not NAMED.match(lines[i].text))
    if not labels or _is_told_later(lines[first:]):
        return
    line = lines[labels[0]]
    line.reason = ""
    asked = ASKED.search(line.text)
    if asked:
        layout.hidden.append(replace(line, text=asked[0].strip(), reason="control"))
        line.text = line.text[: asked.start()]


def _says(layout: Layout, index: int, first: int) -> bool:
    """Whether a line is the label of the page, whose text begins with the line `first`."""
    line = layout.lines[index]
    if line.size > MAX_LABEL or layout.boxes[line.box].reason in ELSEWHERE:
        return False
    text = ASKED.sub("", line.text)
    is_ahead = bool(line.linked and AHEAD.match(text))
    if not (is_ahead or any(p.match(text) for p in (NAMED, KIND, TOLD, ALONE))):
        return False
    boxes = [*layout.around(line.box)]
    around = boxes[:3]
    words = frozenset().union(*(box.words for box in around))
    if line.box in layout.teasers:
        return False
    if not words.isdisjoint(SLOTS) or any(_is_beside(box, first) for box in boxes):
        return False
    if (is_ahead or ALONE.match(text)) and words.isdisjoint(LABELS):
        return False
    return not any(_announces_other(layout, box, line) for box in around[:2])


def _is_beside(box: Box, first: int) -> bool:
    """Whether a box is an item of its own beside the text, whose first line is `first`."""
    return box.name in ("aside", "article") and not box.first <= first < box.last


def _announces_other(layout: Layout, box: Box, label: Line) -> bool:
    """Whether a small box around a label also links to another story."""
    inside = layout.lines[box.first : box.last]
    return len(inside) <= 4 and any(
        other is not label and other.linked > MAX_LINKED and other.linked > 0.8 * other.size
        for other in inside
    )


def _is_told_later(lines: Sequence[Line]) -> bool:
    """Whether a sentence of the text says who paid for it; it is moved to the beginning."""
    return any(not x.reason and NOTED.match(x.text) for x in lines)
