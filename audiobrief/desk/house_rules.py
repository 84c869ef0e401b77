"""The site rules that editors kept, in a TOML file that every story is read with."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from audiobrief.cleaner import SiteRule, load_rules
from audiobrief.desk.database import FOLDER
from audiobrief.errors import DeskConflict
from audiobrief.settings.template import to_toml
from audiobrief.settings.tree import Settings
from audiobrief.system.files import write_whole

FILE = f"{FOLDER}/rules.toml"
HEAD = "# Site rules that editors kept. The desk writes this file anew with each of them.\n"


class HouseRules:
    """The site rules of one desk; `audiobrief` commands take its file with --rules."""

    def __init__(self, root: Path) -> None:
        self.path = root / FILE
        if not self.path.exists():
            self._write([])

    def settings_with(self, settings: Settings) -> Settings:
        """Settings, and their profiles, whose first site rules are these."""
        profiles = {host: self._added(each) for host, each in settings.profiles.items()}
        return replace(self._added(settings), profiles=profiles)

    def _added(self, settings: Settings) -> Settings:
        # of the rules for a site, the first one is used
        return replace(settings, rules=(self.path, *settings.rules))

    def list_all(self) -> list[SiteRule]:
        """All rules that editors kept."""
        return list(load_rules(self.path))

    def keep(self, rule: SiteRule) -> None:
        """Keep a rule, in place of the one for the same site.

        Raises:
            OutputError: the file cannot be written.
        """
        self._write([*(each for each in self.list_all() if each.host != rule.host), rule])

    def remove(self, name: str) -> None:
        """Remove the rule of that name.

        Raises:
            DeskConflict: there is none.
            OutputError: the file cannot be written.
        """
        rules = self.list_all()
        others = [rule for rule in rules if rule.name != name]
        if len(others) == len(rules):
            raise DeskConflict(f"there is no site rule {name[:80]!r}")
        self._write(others)

    def _write(self, rules: list[SiteRule]) -> None:
        write_whole(self.path, "\n".join([HEAD, *map(_to_toml, rules)]).encode())


def _to_toml(rule: SiteRule) -> str:
    said = {
        "host": rule.host, "body": list(rule.body), "drop": list(rule.drop), "title": rule.title,
        "dek": rule.dek, "byline": rule.byline, "date": rule.date,
    }  # fmt: skip
    lines = (f"{key} = {to_toml(value)}\n" for key, value in said.items() if value)
    return f"[{to_toml(rule.name)}]\n{''.join(lines)}"
