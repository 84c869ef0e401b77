"""Small words within names, as papers write them: "Ludwig van der Aa"; each in this file alone."""

from __future__ import annotations

PARTICLES = frozenset("bin da de del della den der di du ibn la le van von y".split())
"""Those that all who look for names go by."""
RARER = frozenset("ben dos san ter vom zu".split())
AMBIGUOUS = frozenset("al el ten".split())
"""Those that stand before a capital as other words too: "et al", "ten Saltmere boats"."""
