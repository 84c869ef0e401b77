"""Says in a few words which browser a request came from, for people who look at their sessions."""

from __future__ import annotations

BROWSERS = (
    # what stands in a User-Agent -> the browser; the first match counts, since all claim to be others
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    # what stands in a User-Agent -> the system; that of a phone names another one, too
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)
LONGEST = 40
"""The most characters of a User-Agent that is none of these."""


def name_browser(agent: str) -> str:
    """A browser by its User-Agent: "Firefox on Linux"; its first word if it is not known."""
    browser = next((name for mark, name in BROWSERS if mark in agent), "")
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    if not browser:
        first = agent.split(" ", maxsplit=1)[0][:LONGEST]
        return "".join(letter for letter in first if letter.isprintable())
    return f"{browser} on {system}" if system else browser
