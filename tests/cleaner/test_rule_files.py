"""What a person wrote into a file of site rules stays when learned rules are added to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobrief.cleaner import load_rules
from tests.places import SITES
from tests.torture.running import invoke

SALTMERE = [str(path) for path in sorted((SITES / "saltmere").glob("*.html"))[:3]]
HOST = "saltmere-tide.example"
OTHERS = """\
# What Ada found out about the Lantern in March.
[lantern]
host = "*.lantern.example"   # and its harbour edition
body = [
  ".story-text",
]
"""
OWN = f'[mine]\nhost = "{HOST}"\nbody = ".mine"\n'
LAST = '\n# The Quay moved in May.\n[quay]\nhost = "quay.example"\nbody = ".quay"\n'


def learn_into(path: Path, *options: str) -> tuple[int, str]:
    code, _, said = invoke("rules", "learn", *SALTMERE, "-o", str(path), *options)
    return code, said


@pytest.mark.parametrize("ends", ["\n", "", "\n\n\n"])
def test_rules_of_other_sites_stay_as_they_were_written(tmp_path: Path, ends: str) -> None:
    path = tmp_path / "sites.toml"
    path.write_text(OTHERS.rstrip() + ends, encoding="utf-8")
    assert learn_into(path)[0] == 0
    assert path.read_text(encoding="utf-8").startswith(OTHERS)
    assert [rule.host for rule in load_rules(path)] == ["*.lantern.example", f"*.{HOST}"]


@pytest.mark.parametrize("pattern", [HOST, f"*.{HOST}", f"www.{HOST}", "*.example", "*"])
def test_a_rule_that_the_site_has_is_not_touched(tmp_path: Path, pattern: str) -> None:
    path = tmp_path / "sites.toml"
    written = OWN.replace(HOST, pattern)
    path.write_text(written, encoding="utf-8")
    code, said = learn_into(path)
    assert code == 1
    assert f"sites.toml has a rule for {HOST} already; replace it with --force\n" in said
    assert path.read_text(encoding="utf-8") == written


@pytest.mark.parametrize("pattern", [HOST, f"*.{HOST}", f"www.{HOST}"])
def test_force_replaces_the_rule_of_the_site_and_no_other(tmp_path: Path, pattern: str) -> None:
    path = tmp_path / "sites.toml"
    path.write_text(f"{OTHERS}\n{OWN.replace(HOST, pattern)}{LAST}", encoding="utf-8")
    assert learn_into(path, "--force")[0] == 0
    written = path.read_text(encoding="utf-8")
    assert written.startswith(OTHERS)
    assert LAST.strip() in written
    rules = load_rules(path)
    assert [rule.name for rule in rules] == ["lantern", "saltmere-tide-example", "quay"]
    assert rules[1].body == ("div.words",)


def test_force_puts_a_rule_before_one_for_many_sites(tmp_path: Path) -> None:
    """Of the rules for a site, the first one is used."""
    path = tmp_path / "sites.toml"
    wide = '# All papers of the region.\n[region]\nhost = "*.example"\nbody = ".all"\n'
    path.write_text(wide, encoding="utf-8")
    assert learn_into(path, "--force")[0] == 0
    assert wide in path.read_text(encoding="utf-8")
    assert [rule.host for rule in load_rules(path)] == [f"*.{HOST}", "*.example"]


def test_a_rule_that_is_not_a_table_of_its_own_is_left_to_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "sites.toml"
    written = f'mine = {{ host = "{HOST}", body = ".mine" }}\nother = {{ host = "b.example", body = ".b" }}\n'
    path.write_text(written, encoding="utf-8")
    code, said = learn_into(path, "--force")
    assert code == 1
    assert "the rule mine cannot be replaced in" in said
    assert path.read_text(encoding="utf-8") == written


def test_a_learned_rule_takes_no_name_that_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "sites.toml"
    written = '[saltmere-tide-example]\nhost = "quay.example"\nbody = ".quay"\n'
    path.write_text(written, encoding="utf-8")
    assert learn_into(path)[0] == 0
    assert [rule.name for rule in load_rules(path)] == [
        "saltmere-tide-example", "saltmere-tide-example-2"
    ]  # fmt: skip


@pytest.mark.parametrize("written", ['Kyiv = "KEE-eve"\n', "<!doctype html><h1>The quay</h1>"])
def test_a_file_of_another_kind_is_kept(tmp_path: Path, written: str) -> None:
    """Somebody may name their lexicon, or the page itself."""
    path = tmp_path / "sites.toml"
    path.write_text(written, encoding="utf-8")
    for force in ((), ("--force",)):
        assert learn_into(path, *force)[0] == 1
        assert path.read_text(encoding="utf-8") == written
