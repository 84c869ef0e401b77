"""Adds site rules to a file that a person keeps: what they wrote stays as they wrote it.

The file's text is changed, and not what it says: comments, blank lines and the order of the rules
would be lost if it were written anew from its tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from audiobrief.cleaner.rules import SiteRule, load_rules, parse_rules, rule_for
from audiobrief.errors import ConfigError, OutputError
from audiobrief.patterns import compile_late
from audiobrief.system.files import read_at_most
from audiobrief.system.tables import MAX_BYTES

_HEADER = compile_late(r"\s*\[")
"""A line that opens a table, where no value of a rule goes over several lines."""


class Addition(NamedTuple):
    """A rule to be added to a file."""

    rule: SiteRule
    host: str
    """The host that it was learned from."""
    lines: tuple[str, ...]
    """The rule as lines of TOML, its table's name first."""


class Merged(NamedTuple):
    """The text of a file with the rules that were added."""

    text: str
    added: tuple[str, ...]
    """The hosts whose rules are in it now."""
    kept: tuple[str, ...]
    """The hosts whose rules were there already, and stay."""


def merge_rules(path: Path, additions: Iterable[Addition], *, replace: bool) -> Merged:
    """Add rules to the text of the file at `path`, for the hosts that have none there.

    With `replace`, a rule takes the place of the one for the same host. A rule for more hosts
    ("*.example") stays, and the new one is put before it, since the first that fits is used.

    Raises:
        ConfigError: the file cannot be read, or holds anything but site rules.
        OutputError: a rule is to be replaced in a file that no program can change safely.
    """
    rules = load_rules(path)
    text = read_at_most(path, MAX_BYTES).decode("utf-8-sig").replace("\r\n", "\n")
    added, kept = [], []
    for addition in additions:
        there = _find_rule(rules, addition.host)
        if there is not None and not replace:
            kept.append(addition.host)
            continue
        text = _with_rule(path, text, rules, there, addition)
        rules = parse_rules(text.encode(), path)
        added.append(addition.host)
    return Merged(text, tuple(added), tuple(kept))


def _find_rule(rules: Sequence[SiteRule], host: str) -> SiteRule | None:
    """The first rule for a host, with or without www."""
    return rule_for(f"https://{host}/", rules) or rule_for(f"https://www.{host}/", rules)


def _with_rule(
    path: Path,
    text: str,
    rules: Sequence[SiteRule],
    there: SiteRule | None,
    addition: Addition,
) -> str:
    """The text with a rule in place of `there`, before it, or at the end if there is none."""
    is_same = there is not None and there.host.lower() in _patterns_of(addition.host)
    others = [rule for rule in rules if not (is_same and rule is there)]
    lines_added = _named(addition, {rule.name for rule in others})
    lines = text.rstrip("\n").split("\n") if text.strip() else []
    if there is None:
        new = [*lines, *([""] if lines else []), *lines_added]
    else:
        at = _line_of(lines, there.name)
        end = _end_of(lines, at) if is_same else _begin_of(lines, at)
        new = [*lines[: min(at, end)], *lines_added, *lines[end:], ""]
    found = "\n".join(new)
    if not _has_others(found, path, others):
        raise OutputError(
            f"the rule {there.name if there else addition.rule.name} cannot be replaced in {path} without "
            "touching others; write what is learned to another file, and change it by hand",
            path=path,
        )
    return found


def _patterns_of(host: str) -> set[str]:
    """The patterns that a rule for a host, and for no other site, may have."""
    return {host, f"*.{host}", f"www.{host}", f"*{host}"}


def _named(addition: Addition, taken: set[str]) -> list[str]:
    """The lines of a rule under a name that no other rule has."""
    name, number = addition.rule.name, 2
    while name in taken:
        name, number = f"{addition.rule.name}-{number}", number + 1
    return [f"[{name}]", *addition.lines[1:]]


def _line_of(lines: Sequence[str], name: str) -> int:
    """The index of the line that opens the table `name`; 0 if it is written otherwise."""
    shown = {f"[{name}]", f'["{name}"]', f"['{name}']"}
    opening = (n for n, line in enumerate(lines) if line.partition("#")[0].strip() in shown)
    return next(opening, 0)


def _end_of(lines: Sequence[str], at: int) -> int:
    """The index behind a table, before the comments that belong to the next one."""
    end = next((n for n in range(at + 1, len(lines)) if _HEADER.match(lines[n])), len(lines))
    while at + 1 < end < len(lines) and lines[end - 1].lstrip().startswith("#"):
        end -= 1
    return end


def _begin_of(lines: Sequence[str], at: int) -> int:
    """The index of the first comment that stands directly above a table, or of the table."""
    while at and lines[at - 1].lstrip().startswith("#"):
        at -= 1
    return at


def _has_others(text: str, path: Path, others: Sequence[SiteRule]) -> bool:
    """Whether a text is a file of rules with all of `others`, unchanged, and one more."""
    try:
        rules = parse_rules(text.encode(), path)
    except ConfigError:
        return False
    return len(rules) == len(others) + 1 and all(rule in rules for rule in others)
