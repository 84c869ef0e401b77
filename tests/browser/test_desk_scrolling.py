"""Times the script of a long story in a real browser: how evenly it scrolls, and answers keys."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.desk.desks import open_desk, page

FEW, MANY = 40, 400
"""Sentences of the two stories that are compared."""
SCROLL = """async () => {
  const taken = [];
  let before = await new Promise(requestAnimationFrame);
  const end = document.documentElement.scrollHeight - innerHeight;
  for (let at = 0; at < 240; at += 1) {
    // down the whole page in four seconds, as with a wheel that is let go
    scrollTo(0, end * (at + 1) / 240);
    const now = await new Promise(requestAnimationFrame);
    taken.push(now - before);
    before = now;
  }
  return taken;
}"""
KEYS = """async () => {
  const taken = [];
  for (let at = 0; at < 60; at += 1) {
    const before = performance.now();
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true }));
    document.querySelector("li[aria-current]").getBoundingClientRect();
    taken.push(performance.now() - before);
    await new Promise(requestAnimationFrame);
  }
  return taken;
}"""
TIMES = 2.0
"""How much slower than a short script a long one may be: a machine that other work keeps busy draws
both late, and a list that is laid out anew at each step is ten times as slow as one tenth of it."""
LEAST_MS = 17.0
"""A frame of a screen with 60 of them a second."""


def text_of(count: int) -> str:
    """A story with so many sentences."""
    said = "".join(
        f"<p>The keeper of lock {n} counted {n + 3} boats before noon, and wrote each of them down.</p>"
        for n in range(count)
    )
    return page(f"Reach {count}").replace("<p>The tide mill", f"{said}<p>The tide mill")


def slow_of(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=20, method="inclusive")[-1]


@pytest.mark.long  # it compares times, which other tests at its side would change
def test_four_hundred_sentences_scroll_as_a_few_do(
    open_page: Open, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    found: dict[int, dict[str, list[float]]] = {}
    with open_desk(tmp_path / "episodes") as desk:
        for count in (FEW, MANY):
            story = desk.wait(desk.submit(text_of(count))["id"], "waiting")
            window = open_page(desk.served.entrance)
            window.goto(f"{desk.address}/stories/{story['id']}")
            expect(window.locator("#sentences > li").nth(count)).to_be_attached()
            found[count] = {"frame": window.evaluate(SCROLL), "key": window.evaluate(KEYS)}
            # it follows the desk's events, and the desk ends before the browser does
            window.close()
    for name in ("frame", "key"):
        few, many = (found[count][name] for count in (FEW, MANY))
        told = {"few": few, "many": many}
        for which, taken in told.items():
            record_property(f"{name}_ms_{which}_median", round(statistics.median(taken), 1))
            record_property(f"{name}_ms_{which}_95th_percentile", round(slow_of(taken), 1))
        assert slow_of(many) < TIMES * max(slow_of(few), LEAST_MS), told
