"""Tests that a pronunciation which a text tells itself is found, and nothing else is."""

from __future__ import annotations

import pytest

from audiobrief.spoken.english.told_sounds import ToldSound, find_told_sounds


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ilsabe Quorndahl (pronounced IL-suh-buh KWORN-dahl) keeps it.",
         ToldSound("Ilsabe Quorndahl", "IL-suh-buh KWORN-dahl")),
        ("The keeper, Ilsabe Quorndahl (pronounced “KWORN-dahl”), said so.",
         ToldSound("Quorndahl", "KWORN-dahl")),
        ("Orrel, which is pronounced OR-ul, lies on the coast.", ToldSound("Orrel", "OR-ul")),
        ("She comes from Wyke (say: wike) and stays.", ToldSound("Wyke", "wike")),
        ("She comes from Wyke (say wike) and stays.", ToldSound("Wyke", "wike")),
        ("Wyke (pronounced /waɪk/) is small.", ToldSound("Wyke", "", "waɪk")),
        ("He was pronounced dead at the scene, police said.", None),
        ("The judge pronounced sentence on Monday.", None),
        ("People in Wyke, say officials, are tired.", None),
        ("The town (pronounced guilty) was quiet.", None),
    ],
)  # fmt: skip
def test_what_a_text_tells_is_found(text: str, told: ToldSound | None) -> None:
    assert list(find_told_sounds(text)) == ([told] if told else [])
