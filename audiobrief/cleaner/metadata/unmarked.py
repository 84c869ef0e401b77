"""Find dates without mark-up: in scripts, labelled lines, first lines and the title tag."""

from __future__ import annotations

import re
from datetime import datetime

from bs4.element import NavigableString, Tag

from audiobrief.cleaner.metadata.dates import parse_date
from audiobrief.cleaner.metadata.landmarks import Landmarks, position
from audiobrief.cleaner.tree import Tree
from audiobrief.patterns import compile_late

# Keys for the date of publication in the data that pages give to analytics or their own scripts
SCRIPT_DATE = compile_late(
    r"[\"'](?:date_?published|(?:article|post|page|content|story|first|original)?[_-]?publi(?:sh|cation|shed)(?:ed)?[_-]?(?:date|time|datetime|at|on|timestamp)(?:_?(?:iso|utc|gmt))?"
    r"|pub_?date|article_?date|first_?published(?:_?at)?)\\?[\"']\s*:\s*\\?[\"']?(?P<date>\d[\dT:. Z+/-]{7,30})",
    re.IGNORECASE,
)
# Labels of a line, anywhere on the page, that gives the date of publication
LABELLED_DATE = compile_late(
    r"^\W{0,3}(?:this (?:entry|post) was (?:posted|published)|dieser (?:beitrag|eintrag|artikel) wurde|(?:first )?published|posted|date posted|date published|publication date|release date|veröffentlicht|veröffentlichung(?:sdatum)?|erschienen"
    r"|erscheinungsdatum|erstellt|eingestellt|datum|publié|mis en ligne|date de publication|publicado|fecha de publicación|fecha|pubblicato|data di pubblicazione"
    r"|opublikowano|data publikacji|gepubliceerd|publicerad|publisert|udgivet|julkaistu|yayınlanma|опубликовано|дата публикации|发布时间|发布日期|公開日|掲載日|更新日)"
    r"(?:\s(?:on|am|le|el|il|op|den|in))?(?!\w)\s*[:：]?",
    re.IGNORECASE,
)
# The date of the last change, as wikis and maintained pages print it at their end: "This page
# was last edited on 3 May 2021"
CHANGED_DATE = compile_late(
    r"last (?:modified|edited|updated|changed)|zuletzt (?:am|geändert|bearbeitet|aktualisiert)|letzte (?:änderung|aktualisierung|bearbeitung)|^stand\s*:"
    r"|dernière (?:modification|mise à jour)|última (?:modificación|actualización|edición)|ultima modifica|laatst (?:bewerkt|gewijzigd)|ostatnia (?:edycja|aktualizacja)|senast (?:redigerad|uppdaterad|ändrad)",
    re.IGNORECASE,
)
FIRST_LINES = 30  # in elements; how far after the headline a text's first lines may stand
MAX_OPENING = 60  # in characters; how much of a first line is searched for a date
# A report that begins with its date, or with its kind or place and then its date
OPENS_TEXT = compile_late(
    r"^[(\[]?(?:\d{1,2}\.\s?(?:\d{1,2}\.|[^\W\d_]{3,9})\s?(?:20)\d{2}"
    r"|(?:pressemitteilung|pressemeldung|meldung|news|press release|communiqué|comunicado|stand|vom|am|from|of)\b.{0,20}?\d"
    r"|[^\W\d_][\w. -]{2,20}(?:\s?/\s?[\w. -]{2,20})?,\s(?:den\s|am\s)?\d{1,2}\.?\s?[^\W\d_]{3,9}\.?\s20\d{2})",
    re.IGNORECASE,
)
MAX_LINE = 160  # in characters; the longest line that may give a labelled date
MAX_DATE = 60  # in characters; how much after a label is searched for a date


def in_first_lines(marks: Landmarks, language: str) -> datetime | None:
    """Return the date that opens the text: "Press release, 25 January 2022 | Harbour - ..."."""
    if marks.at is None:
        return None
    for line in marks.lines:
        tag = line.parent
        if tag is None or not 0 < position(tag) - marks.at <= FIRST_LINES:
            continue
        opening = line.strip()[:MAX_OPENING]
        if OPENS_TEXT.search(opening) and marks.is_own(position(tag), tag):
            found = parse_date(opening, language)
            if found:
                return found
    return None


def labelled(
    tree: Tree, marks: Landmarks, language: str, label: re.Pattern[str]
) -> datetime | None:
    """Return the date in the first line that has `label`, wherever on the page, or None."""
    node: object = tree.elements[0] if tree.elements else None
    while isinstance(node, Tag | NavigableString):
        tag = node.parent
        if (
            type(node) is NavigableString
            and 4 < len(node) <= MAX_LINE
            and tag is not None
            and (match := label.search(line := " ".join(node.split())))
        ):
            rest = line[match.end() :].strip()
            found = parse_date((rest or _text_beside(node))[:MAX_DATE], language)
            if found and not marks.is_foreign(tag):
                return found
        node = node.next_element
    return None


def _text_beside(node: NavigableString) -> str:
    """Return the text that follows a label which is alone in its element."""
    following = node.next_element
    while following is not None and not (
        type(following) is NavigableString and following.strip(" \n\t\r:")
    ):
        following = following.next_element
    return " ".join(str(following or "").split())


def in_scripts(tree: Tree, language: str) -> datetime | None:
    """Return the date of publication in the page's scripts, or None if they name several days.

    Scripts may also list other stories with their dates, and nothing tells which is meant.
    """
    found = [
        date
        for match in SCRIPT_DATE.finditer(tree.html)
        if (date := parse_date(match["date"], language))
    ]
    days = {date.date() for date in found}
    return found[0] if len(days) == 1 else None


def at_end(title_tag: str, language: str) -> datetime | None:
    """Return the date at the end of the title tag, as in "Tide Turns | HP | 28.04.2023"."""
    last = title_tag.rpartition("|")[2].rpartition(" - ")[2]
    return parse_date(last, language) if last != title_tag and len(last) <= MAX_DATE else None
