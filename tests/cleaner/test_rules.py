"""Site rules: read, checked and tried first."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobrief.cleaner import SiteRule, clean, load_rules
from audiobrief.errors import ConfigError
from audiobrief.model import Page

TOML = """
[lantern]
host = "*.halverwick.example"
body = [".left", ".right"]
drop = "p.tide"
title = "h2.top"
"""
HTML = """<h1>Not this</h1><h2 class=top>The tide table, explained</h2>
<div class=left><p>High water comes twice a day, fifty minutes later each time.</p>
<p class=tide>High water today at four, says the table.</p></div>
<div class=middle><p>A long text that stands between the columns and is not wanted here.</p></div>
<div class=right><p>Low water comes between, and nobody has ever seen it arrive.</p></div>"""


def test_a_rule_is_tried_first(tmp_path: Path) -> None:
    path = tmp_path / "sites.toml"
    path.write_text(TOML, encoding="utf-8")
    article = clean(
        Page(HTML, url="https://www.halverwick.example/tides"), rules=load_rules(path)
    )
    assert article.rule == "lantern"
    assert article.title == "The tide table, explained"
    assert [block.text.split()[0] for block in article.blocks] == ["High", "Low"]
    assert "site rule lantern" in {gone.reason for gone in article.dropped}


def test_a_rule_for_another_site_does_not_serve() -> None:
    rules = [SiteRule("other", "*.dunmarrow.example", body=(".left",))]
    assert clean(Page(HTML, url="https://halverwick.example/"), rules=rules).rule == ""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[a]\nbody = 'p'", "needs host"),
        ("[a]\nhost = 'x'\nboddy = 'p'", "boddy"),
        ("[a]\nhost = 'x'\nbody = 'p['", "body = 'p\\['"),
        ("[a", "not valid TOML"),
    ],
)
def test_a_wrong_rule_is_refused(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "sites.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=says):
        load_rules(path)
