"""Find the dek, the sentence or two under the headline, and reject what only stands in its place.

Templates put captions, polls, links to other stories, buttons to share and notices into
elements of the same classes. A listener hears the dek second, so a wrong one is worse than none.
"""

from __future__ import annotations

import re
from itertools import islice

from bs4.element import NavigableString, Tag

from audiobrief.cleaner.metadata.bylines import is_byline
from audiobrief.cleaner.metadata.dates import is_dateline
from audiobrief.cleaner.metadata.element_words import CAPTION, DEK, signs_of
from audiobrief.cleaner.metadata.landmarks import Landmarks, position, short_text
from audiobrief.cleaner.metadata.names import fold
from audiobrief.cleaner.phrases import CREDITED, PHRASES, TELLING
from audiobrief.model import Author
from audiobrief.patterns import compile_late

REACH = 30  # elements after the headline within which its dek begins
MIN_DEK, MAX_DEK = 20, 600  # characters
MAX_BETWEEN = 300  # characters of paragraphs between headline and dek: bylines, dates
MAX_NOTICE = 200  # characters; a longer text says more than the phrase that it begins with
PICTURES = ["img", "figure", "figcaption", "picture", "video"]
CONTROLS = ["input", "button", "select", "textarea", "label"]
"""What readers work: polls, forms and players are made of these."""
CAPTIONED = 2  # how many boxes outwards a caption's name may stand
MAX_HELD = 12  # elements in it that are looked at
MAX_LINKED = 0.6  # the share of a dek's characters that may be links
# Whom a text thanks or warns for, rather than what it tells
NOTICE = compile_late(
    # How publishers say that a program wrote or shortened the text, as the EU's AI Act asks
    r"\b(?:AI|A\.I\.|artificial intelligence|KI|künstliche\w* intelligenz|IA|intelligen\w+ artifici\w+|inteligencia artificial)\b.{0,60}"
    r"\b(?:generated|written|created|assisted|summar\w+|translated|mistakes|errors|erstellt|generiert|zusammengefasst|übersetzt|fehler|généré\w*|résumé|generad[oa]|resumen|generat[oa])\b"
    r"|\b(?:generated|written|created|summari[sz]ed|translated|erstellt|generiert|zusammengefasst|généré\w*|generad[oa]|generat[oa])\b.{0,40}"
    r"\b(?:AI|artificial intelligence|KI|künstliche\w* intelligenz|IA|intelligen\w+ artifici\w+|inteligencia artificial)\b"
    # how they say who may read on, how long it takes, and by whom they are paid
    r"|\b(?:is|are) (?:only )?(?:for|available to|reserved for) (?:our )?(?:subscribers|members)\b|\bnur für (?:abonnent\w+|mitglieder)\b|\bréservé\w* aux abonnés\b|\b(?:exclusivo )?para suscriptores\b"
    r"|^(?:reading time|read time|lesezeit|lesedauer|temps de lecture|tiempo de lectura|tempo di lettura|leestijd)\b"
    r"|^(?:poll|umfrage|sondage|encuesta|sondaggio|quiz)\s*:"
    r"|^(?:(?:what|how|who|which|when) )?(?:do|did|are|have|will|would|should|could) you\b[^!?]{0,120}\?$|^(?:glauben|meinen|finden|denken|sind|haben|würden|werden) sie\b[^!?]{0,120}\?$"
    r"|^(?:pensez|croyez|êtes|avez|seriez)-vous\b[^!?]{0,120}\?$|^¿(?:cree|crees|piensa|piensas|está|estás) (?:usted|que|de)\b[^!?]{0,120}\?$"
    r"|\b(?:subscribe|log in|sign in) (?:now )?to (?:read|continue)\b|^\d+ (?:comments?|kommentare?|commentaires?|comentarios?)\b"
    r"|^(?:share|teilen|partager|compartir|condividi)\b.{0,60}\b(?:facebook|twitter|whatsapp|link)\b",
    re.IGNORECASE,
)
# "is a reporter at", after the author's name
LIFE = compile_late(
    r"\W{0,3}(?:\s{0,3}\([^)]{0,40}\))?\s{0,3}(?:,\s{0,3})?(?:is|was|has|writes|covers|works|joined|studied|lives|ist|war|schreibt|arbeitet|lebt|studierte|est|écrit|es|escribe|è|scrive|jahrgang|born|geboren|né)\b",
    re.IGNORECASE,
)


def choose_dek(
    marks: Landmarks, headline: Tag | None, title: str, authors: tuple[Author, ...]
) -> tuple[str, Tag | None]:
    """Return the dek, and the element that shows it; "" and None if the page has none."""
    if headline is None:
        return "", None
    at = position(headline)
    for index, tag, _ in marks.holding(DEK):
        if not 0 < index - at <= REACH or marks.is_elsewhere(tag):
            continue
        if (
            _is_of_picture(tag)
            or _is_caption(tag)
            or tag.find(CONTROLS) is not None
            or _is_list(tag)
            or _is_linked(tag)
        ):
            continue
        text = short_text(tag, MAX_DEK)
        if len(text) < MIN_DEK or fold(text) == fold(title) or _follows_text(headline, tag):
            continue
        if not is_notice(text, authors):
            return text, tag
    return "", None


def is_notice(text: str, authors: tuple[Author, ...] = ()) -> bool:
    """Whether `text` is a credit, a notice, a promotion or an author's life, and so no dek."""
    if NOTICE.search(text) or is_byline(text) or is_dateline(text):
        return True
    if any(
        text.startswith(author.name) and LIFE.match(text, len(author.name))
        for author in authors
    ):
        return True
    if len(text) > MAX_NOTICE:
        return False
    return (
        CREDITED.fullmatch(text) is not None
        or any(pattern.match(text) for _, pattern in PHRASES)
        or any(pattern.search(text) for _, pattern in TELLING)
    )


def _is_of_picture(tag: Tag) -> bool:
    """Whether `tag` holds a picture or lies in one: "lead" may mean a picture above the text."""
    return tag.find(PICTURES) is not None or tag.find_parent(PICTURES) is not None


def _is_caption(tag: Tag) -> bool:
    """Whether `tag`, what it lies in, or what it holds is named as a caption.

    Templates set the caption of the lead picture apart from the picture.
    """
    around = (*islice(tag.parents, CAPTIONED), tag, *islice(tag.find_all(True), MAX_HELD))
    return any(signs_of(box) & CAPTION for box in around if box.attrs)


def _is_list(tag: Tag) -> bool:
    """Whether `tag` holds several points, which are said as a list."""
    return len(tag.find_all("li", limit=2)) > 1


def _is_linked(tag: Tag) -> bool:
    """Whether `tag` is mostly links: other stories, tags, or the way to this page."""
    texts = [node for node in tag.descendants if type(node) is NavigableString]
    size = sum(len(node.strip()) for node in texts)
    linked = sum(len(node.strip()) for node in texts if node.find_parent("a") is not None)
    return linked > MAX_LINKED * size


def _follows_text(headline: Tag, tag: Tag) -> bool:
    """Whether more than `MAX_BETWEEN` characters of paragraphs separate headline and `tag`."""
    said = 0
    for before in tag.previous_elements:
        if before is headline or said > MAX_BETWEEN:
            break
        if (
            isinstance(before, Tag)
            and before.name == "p"
            and before.find_parent(PICTURES) is None
        ):
            said += len(short_text(before, MAX_DEK))
    return said > MAX_BETWEEN
