"""Tests that what the desks of a newsroom print is heard right in six languages.

At first sight, before anything was mended, the collection `desks` had 63.0 % in German, 89.1 in
French, 85.1 in Spanish, 75.0 in Italian, 74.5 in Portuguese and 70.2 in Dutch; `wires`, written after
that, had 84, 92, 84, 84, 84 and 88. `sections` has sentences of ordinary density: 96.7, 96.7, 93.3,
95.1, 90.2 and 90.2 at first sight. Only its seen half was looked at; seven of its references lacked a
right reading, and were completed. Of the kept half, looked at by its total alone, 100 % were right in
German, French and Italian, 96.9 in Portuguese, 93.8 in Dutch and 93.1 in Spanish, before and after.
"""

import pytest

from tests.spoken.language_cases import LATER, VOICES, hear, read_cases, shares

MIN_SHARE = {"desks": 0.97, "wires": 0.97, "sections": 0.95}


@pytest.mark.parametrize("collection", LATER)
@pytest.mark.parametrize("language", VOICES)
def test_no_class_is_heard_worse_than_as_it_is_written(language: str, collection: str) -> None:
    cases = read_cases(language, collection)
    voice = VOICES[language]
    raw, ours = shares(hear(cases, voice, raw=True)), shares(hear(cases, voice, raw=False))
    assert [kind for kind, share in ours.items() if share < raw[kind]] == []
    assert ours["all"] >= MIN_SHARE[collection]
