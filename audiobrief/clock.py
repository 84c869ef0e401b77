"""Lengths and times as a player's clock shows them."""

from __future__ import annotations


def format_clock(ms: int) -> str:
    """A time as "1:33" for 93000, "1:01:33" past an hour; fractions of a second are dropped."""
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def spoken_length(ms: int) -> str:
    """A length for people: "27 s", "48 min", "3 h 05 min".

    Below a minute it is what the clock shows.
    """
    if ms < 60_000:
        return f"{ms // 1000} s"
    minutes = round(ms / 60_000)
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02} min" if hours else f"{minutes} min"
