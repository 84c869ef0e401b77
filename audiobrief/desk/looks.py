"""Tells what of a story is worth a look before it is published, and how much that counts."""

from __future__ import annotations

from collections.abc import Callable

from audiobrief.desk.states import Look
from audiobrief.model import Article, BlockKind

SIGNS: tuple[tuple[int, Callable[[Article], bool], str], ...] = (
    # weight, what an article shows, what is said of it
    (5, lambda a: a.is_doubtful, "unsure that this is the article, whole and alone"),
    (4, lambda a: a.ends_at_wall, "the rest of the story is behind a paywall"),
    (3, lambda a: a.is_untitled, "no headline; the first words stand in"),
    (2, lambda a: not a.authors, "no byline"),
    (2, lambda a: any(b.kind is BlockKind.TABLE for b in a.blocks), "a table is summarised"),
    (2, lambda a: not a.language, "the language is guessed"),
    (1, lambda a: a.published is None, "no date"),
    (1, lambda a: any(b.kind is BlockKind.CODE for b in a.blocks), "code is left out"),
)
UNKNOWN = "unknown to the voice: "
MOST_DOUBTS = 3
NAMES_WEIGHT = 3
NOTE_WEIGHT = 3
REMARK_WEIGHT = 2
MOST_NAMES = 3


def look_at(article: Article) -> tuple[Look, ...]:
    """What of an article is worth a look, the weightiest first."""
    found = [Look(weight, said) for weight, shows, said in SIGNS if shows(article)]
    weight = 2 if article.is_doubtful else 1
    found += [Look(weight, doubt) for doubt in article.doubts[:MOST_DOUBTS]]
    found += [Look(REMARK_WEIGHT, remark) for remark in article.remarks]
    return tuple(sorted(found, key=lambda look: -look.weight))


def look_at_names(names: list[str]) -> tuple[Look, ...]:
    """What is said of names that the voice may mispronounce; nothing if there are none."""
    if not names:
        return ()
    told = ", ".join(names[:MOST_NAMES])
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    return (Look(NAMES_WEIGHT, f"{UNKNOWN}{told}{more}"),)


def renew_names(looks: tuple[Look, ...], names: list[str]) -> tuple[Look, ...]:
    """The looks with what is said of these names in place of what was said of others."""
    others = [look for look in looks if not look.said.startswith(UNKNOWN)]
    found = [*others, *look_at_names(names)]
    return tuple(sorted(found, key=lambda look: -look.weight))


def look_at_sound(note: str, remarks: tuple[str, ...]) -> tuple[Look, ...]:
    """What the making said beside the article's remarks, which its note begins with."""
    note = note.removeprefix("; ".join(remarks)).removeprefix("; ")
    return (Look(NOTE_WEIGHT, note),) if note else ()
