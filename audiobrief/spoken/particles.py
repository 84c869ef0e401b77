"""Small words inside names: "Ludwig van der Aa". No other file lists them."""

from __future__ import annotations

PARTICLES = frozenset("bin da de del della den der des di du ibn la le van von y".split())
"""Particles that every search for names uses."""
RARER = frozenset("ben dos san ter vom zu".split())
AMBIGUOUS = frozenset("al el ten".split())
"""Particles that are also other words before a capital: "et al", "ten Saltmere boats"."""
