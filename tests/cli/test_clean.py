"""Tests `audiobrief clean --explain`: what its signs say of each line of a page."""

from __future__ import annotations

from tests.places import PAGES
from tests.torture.running import invoke

PAGE = PAGES / "arc-fusion-shelter" / "source.html"


def test_what_the_head_says_is_not_marked_as_left_out() -> None:
    code, out, _ = invoke("clean", "--explain", PAGE)
    assert code == 0
    said = {line.split()[1]: line for line in out.splitlines() if line.startswith("=")}
    assert list(said) == ["headline", "dek", "byline", "date"]
    assert "By Lettice Omandi and Jorge Plath" in said["byline"]
    left_out = [line for line in out.splitlines() if line.startswith("-")]
    # a section in the box of the byline is not said
    assert [line.split()[2:] for line in left_out if line.split()[1] == "byline"] == [["Local"]]
    assert any("navigation" in line for line in left_out)


def test_the_help_explains_the_signs() -> None:
    shown = " ".join(invoke("clean", "--help")[1].split())
    assert "what is kept (+), said at the head (=) and dropped (-)" in shown
