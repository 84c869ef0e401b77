"""Say why a page holds no article: an error page, a consent notice, a paywall, a list."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from itertools import pairwise

from audiobrief.cleaner.body import MAX_NOTE
from audiobrief.cleaner.lines import Layout
from audiobrief.cleaner.metadata import Metadata
from audiobrief.cleaner.metadata.dates import date_of_url
from audiobrief.cleaner.vocabulary import COMMENTS, CONSENT, HIDDEN, PAYWALL
from audiobrief.model import Block
from audiobrief.patterns import compile_late
from audiobrief.spoken.languages import load_parts

MIN_TEXT = 50
"""The least prose of an article, in characters; even wire flashes have more."""
MAX_WALL = 4_000
"""The longest consent dialog, in characters; longer versions are behind a link."""
MAX_ERROR = 700
MAX_TEASER = 1_200
"""The most prose, in characters, that sites show of a paid story: two or three paragraphs."""
MAX_TEASED = 5
"""The most paragraphs of such a teaser; notes of a few lines each may be all of a paid story."""
MIN_WALL_WORDS = 3
MIN_TALK = 2
"""The different phrases for visitors from which a short text is the site's own and no story."""
MIN_TEASERS = 5
"""The headlines with a summary below each from which a short text without a date is one of them."""
MIN_STORIES = 8
"""The number of links as long as headlines from which a page without an article is a list of
stories."""
CONSENT_WORDS = compile_late(
    r"\b(cookies?|consent|partners|privacy policy|personal data|legitimate interests?|gdpr|"
    r"accept all|reject all|manage (?:preferences|options)|einwilligung|datenschutz|zustimmung|"
    r"consentement|données personnelles|consentimiento|datos personales|personalised ads)\b",
    re.IGNORECASE,
)
PAYWALL_WORDS = compile_late(
    r"(?:subscribe|sign up|log ?in|register|become a member).{0,40}(?:to (?:continue|read|keep|unlock|access|view))|"
    r"(?:this|the) (?:article|content|story) is (?:only |exclusively )?(?:for|available to) (?:our )?(?:subscribers|members)|"
    r"already a subscriber|you have (?:reached|read|used) .{0,40}(?:free|limit)|to continue reading|continue reading with|"
    r"weiterlesen mit|nur für abonnenten|réservé aux abonnés|exclusivo para suscriptores",
    re.IGNORECASE,
)
ERROR_WORDS = compile_late(
    r"(?<![\w.,])404(?!\w|[.,]\d)|\b(?:error|http|status|code|fehler|erreur)\W{0,3}(?:40\d|410|50[0-4])\b|"
    r"\b(?:403|410|50[0-4])\W{1,3}(?:forbidden|gone|internal|bad gateway|service|error)|not found|page (?:does not|doesn[’']t) exist|access denied|forbidden|"
    r"are you a (?:robot|human)|verify (?:that )?you are|checking your browser|just a moment|captcha|"
    r"something went wrong|service unavailable|"
    r"seite nicht gefunden|page introuvable|página no encontrada|страница не найдена",
    re.IGNORECASE,
)
SHELL_WORDS = compile_late(
    # what apps show until their scripts have written the page, or to a browser without scripts
    r"(?:^\W{0,3}|[.!?:,] |\b(?:please|must|need to|have to|to) )(?:enable|activate|turn on) javascript|(?:site|page|app|website) requires javascript|without javascript enabled|javascript is (?:disabled|required|not (?:available|enabled)|turned off)|"
    r"switch to a supported browser|your browser is (?:not supported|out of date|outdated)|"
    r"\bpress \w+(?: \w+)? (?:to jump|for help|to learn)|keyboard shortcuts|use the arrow keys|^\W{0,3}(?:loading\b|please wait\b)|"
    r"(?:javascript (?:aktivieren|einschalten)|activer javascript|active javascript|activar javascript|ativar o javascript|abilit\w+ javascript)",
    re.IGNORECASE,
)
MIN_LINKED = 20
"""The least length of a headline in a list, in characters."""
MAX_OPENING = 300
"""Characters at the beginning of a text in which an app's notice stands."""
WRITTEN_BY_SCRIPTS = (
    "it is an app whose text is written by scripts; save it from a browser after it has loaded"
)
LIST = "it is a home page or a list of stories; give the address of one of them"
COLLECTIONS = frozenset({"CollectionPage", "SearchResultsPage", "ProfilePage", "profile"})
"""The types by which schema.org and Open Graph name pages of lists, results and people."""
SOLD = frozenset({
    "subscriberonly", "subscribersonly", "memberonly", "membersonly", "subscribercontent",
    "premiumcontent", "paidcontent",
})  # fmt: skip
"""Class names of the boxes that hold the text itself for those who have paid."""
_ARTICLES = compile_late(r"article|posting|report", re.IGNORECASE)


def refusal(layout: Layout, metadata: Metadata, blocks: Sequence[Block]) -> str:
    """Return why the page has no article, in words for the user; "" if `blocks` are one."""
    kept = sum(line.prose for line in layout.lines if not line.reason)
    text = " ".join(block.text for block in blocks)
    page = _page(layout)
    top = f"{metadata.title} {page[:600]}"
    if kept < MAX_ERROR and SHELL_WORDS.search(text[:MAX_OPENING]):
        return WRITTEN_BY_SCRIPTS
    if kept < MAX_ERROR and ERROR_WORDS.search(f"{metadata.title} {text[:400]}"):
        return f"it is an error page: {_said(metadata.title or page)}"
    if kept < MAX_WALL and _is_consent(layout, text, page):
        return "it is a cookie or consent notice; save the page after answering it"
    told = sum(line.prose > 0 for line in layout.lines if not line.reason)
    is_teaser = kept < MAX_TEASER and told <= MAX_TEASED
    if (
        metadata.free is False
        and is_teaser
        and _is_walled(layout, page)
        and not _holds_sold_text(layout)
    ):
        return "only a teaser is there, the rest is behind a paywall; save it while you are logged in"
    if _is_collection(metadata) and _teasers(layout) >= MIN_TEASERS:
        return LIST
    if kept < MAX_ERROR and _is_undated(layout, metadata):
        if not metadata.authors and _talks_to_visitors(f"{metadata.title}. {text}"):
            return f"the site only speaks to its visitors there: {_said(text)}"
        if _teasers(layout) >= MIN_TEASERS:
            return LIST
    if kept >= MIN_TEXT and blocks:
        return ""
    if blocks and (layout.whole or _is_note(layout, page)):
        return ""
    if SHELL_WORDS.search(page[:MAX_ERROR]):
        return WRITTEN_BY_SCRIPTS
    if metadata.leads_to and not kept:
        return f"it only leads to {metadata.leads_to}; give that address"
    if not layout.lines:
        return "it is empty or written by scripts; save it from a browser after it has loaded"
    if _is_walled(layout, page) or metadata.free is False:
        return "it is behind a paywall; save it while you are logged in"
    if ERROR_WORDS.search(top):
        return f"it is an error page: {_said(metadata.title or page)}"
    if _is_list(layout, metadata):
        return LIST
    if blocks and any(_ARTICLES.search(kind) for kind in metadata.kinds):
        return ""
    return "it has no running text; if it is written by scripts, save it from a browser after it has loaded"


def _is_undated(layout: Layout, metadata: Metadata) -> bool:
    """Whether a page of a site gives no date but that of its address, and is called no article."""
    addressed = date_of_url(metadata.url)
    return not (
        layout.whole
        or (metadata.published and metadata.published != addressed)
        or any(_ARTICLES.search(kind) for kind in metadata.kinds)
    )


def _is_collection(metadata: Metadata) -> bool:
    """Whether a page calls itself a list of others, and no article."""
    return not metadata.kinds.isdisjoint(COLLECTIONS) and not any(
        _ARTICLES.search(kind) for kind in metadata.kinds
    )


def _holds_sold_text(layout: Layout) -> bool:
    """Whether lines are kept of boxes for subscribers: the page has the text that it sells."""
    return any(
        not line.reason and line.prose and not box.words.isdisjoint(SOLD)
        for line in layout.lines
        for box in layout.around(line.box)
    )


def _talks_to_visitors(text: str) -> bool:
    """Whether a short text is what a site says where it has no story: errors, doors, forms."""
    said = {match[0].casefold() for pattern in _site_talk() for match in pattern.finditer(text)}
    return len(said) >= MIN_TALK


@functools.cache
def _site_talk() -> tuple[re.Pattern[str], ...]:
    """The phrases of every language, since a page in a template may claim any."""
    return tuple(compile_late(each.SAID, re.IGNORECASE) for each in load_parts("site_talk"))


def is_walled(layout: Layout) -> bool:
    """Whether the page says that readers who have not paid or logged in see a part alone."""
    return _is_walled(layout, _page(layout))


def _page(layout: Layout) -> str:
    return " ".join(line.text for line in layout.lines[:400])


def _said(text: str) -> str:
    return f"“{text[:60]}”"


def _is_note(layout: Layout, page: str) -> bool:
    """Whether the page is only a few lines, without links, hidden text, consent or paywall."""
    walls = CONSENT_WORDS.search(page) or PAYWALL_WORDS.search(page)
    return not (len(layout.lines) > MAX_NOTE or layout.linked[-1] or layout.hidden or walls)


def _is_consent(layout: Layout, text: str, page: str) -> bool:
    said = text or page[:MAX_WALL]
    words = {word.lower() for word in CONSENT_WORDS.findall(said)}
    if len(words) < MIN_WALL_WORDS:
        return False
    # A story about cookies uses these words too, but a consent notice uses them in about every
    # other sentence.
    sentences = max(1, len(re.findall(r"[.!?。]", said)))
    return len(CONSENT_WORDS.findall(said)) >= 0.4 * sentences or (
        not text and any(line.reason == CONSENT for line in layout.lines)
    )


def _is_walled(layout: Layout, page: str) -> bool:
    return bool(PAYWALL_WORDS.search(page)) or any(x.reason == PAYWALL for x in layout.lines)


def _teasers(layout: Layout) -> int:
    """How many lines are links as long as a headline, with a line of prose after each."""
    return sum(
        line.linked > 0.8 * line.size
        and line.size >= MIN_LINKED
        and not after.linked
        and bool(after.prose)
        for line, after in pairwise(layout.lines)
    )


def _is_list(layout: Layout, metadata: Metadata) -> bool:
    if any(_ARTICLES.search(kind) for kind in metadata.kinds):
        return False
    stories = sum(
        line.linked > 0.8 * line.size and line.size >= 25
        for line in layout.lines
        if line.reason not in (HIDDEN, COMMENTS)
    )
    return stories >= MIN_STORIES
