"""Turn what note apps and Pandoc add to Markdown into CommonMark and HTML.

Obsidian, Logseq, Bear, GitHub and Pandoc share most of these extensions: footnotes, callouts,
tasks, comments, highlights, links in double brackets, tags, and marks of blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from audiobrief.patterns import compile_late

FENCE = compile_late(r" {0,3}(`{3,}|~{3,})")
COMMENT = compile_late(r"%%.*?%%", re.DOTALL)
"""Obsidian's comments, which its reading view does not show."""
DEFINITION = compile_late(r" {0,3}\[\^([^\]\s]{1,80})\]:[ \t]*(.*)")
CALLOUT = compile_late(r" {0,3}>[ ]?\[!\w[\w-]{0,30}\][+-]?[ \t]*(.*)")
QUOTED = compile_late(r" {0,3}>[ ]?(.*)")
TAGS = compile_late(r"\s*(?:#[^\s#][^\s#]*\s*)+$")
REPLACED: tuple[tuple[re.Pattern[str], str], ...] = (
    # mark -> what a reader of the note sees of it
    (compile_late(r"\^\[([^\]\n]{1,2000})\]"), r'<sup><a role="doc-noteref">\1</a></sup>'),
    (compile_late(r"\[\^([^\]\s]{1,80})\](?!:)"), r'<sup><a role="doc-noteref">\1</a></sup>'),
    (compile_late(r"^(\s*(?:[-*+]|\d{1,3}[.)])\s+)\[[ xX/-]\]\s+"), r"\1"),  # a task's box
    (compile_late(r"!\[\[[^\]\n]{1,300}\]\]"), ""),  # an embedded picture or note
    (compile_late(r"\[\[[^\]|\n]{1,300}\|([^\]\n]{1,300})\]\]"), r"\1"),
    (compile_late(r"\[\[([^\]|\n]{1,300})\]\]"), r"\1"),
    (compile_late(r"==(?=\S)([^=\n]{1,1000})(?<=\S)=="), r"\1"),
    (compile_late(r"(?<![ \t])[ \t]++\^[A-Za-z0-9-]{2,40}[ \t]*+$"), ""),  # the name of a block
    (
        compile_late(r"^( {0,3}#{1,6} (?:.*?[^ \t])??)[ \t]*+\{[#.][^}\n]{1,200}\}[ \t]*$"),
        r"\1",
    ),
)


def to_commonmark(text: str) -> str:
    """Return Markdown of note apps as CommonMark, with the notes in a section at its end."""
    lines = _without_comments(text)
    out: list[str] = []
    notes: list[str] = []
    fence = ""
    index = 0
    while index < len(lines):
        line = lines[index]
        index += 1
        mark = FENCE.match(line)
        if fence or mark:
            out.append(line)
            if mark and (not fence or mark[1].startswith(fence)):
                fence = "" if fence else mark[1]
        elif note := DEFINITION.match(line):
            end = _end_of_note(lines, index)
            notes.append(" ".join([note[2], *(more.strip() for more in lines[index:end])]))
            index = end
        elif callout := CALLOUT.match(line):
            end = index
            while end < len(lines) and QUOTED.match(lines[end]):
                end += 1
            title = f"### {callout[1]}" if callout[1] else ""
            inner = [QUOTED.sub(r"\1", quoted) for quoted in lines[index:end]]
            out += [
                '<aside class="explainer">',
                "",
                title,
                "",
                *map(_replaced, inner),
                "",
                "</aside>",
                "",
            ]
            index = end
        elif not TAGS.match(line):
            out.append(_replaced(line))
    return "\n".join([*out, *_section(notes)])


def _without_comments(text: str) -> list[str]:
    # "%%" is also a plain sign in code, where comments are rare
    return (COMMENT.sub("", text) if text.count("```") == 0 else text).split("\n")


def _end_of_note(lines: Sequence[str], index: int) -> int:
    """Return the index after a note's last line: it goes on where lines are set in."""
    while index < len(lines) and (
        lines[index].startswith(("    ", "\t"))
        or (
            lines[index].strip() == ""
            and index + 1 < len(lines)
            and lines[index + 1].startswith(("    ", "\t"))
        )
    ):
        index += 1
    return index


def _replaced(line: str) -> str:
    for pattern, shown in REPLACED:
        line = pattern.sub(shown, line)
    return line


def _section(notes: Iterable[str]) -> list[str]:
    found = [f"1. {_replaced(note)}" for note in notes]
    return ["", '<section class="footnotes">', "", *found, "", "</section>"] if found else []
