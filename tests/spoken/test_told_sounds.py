"""Tests that a pronunciation which a text tells itself is found, and nothing else is."""

from __future__ import annotations

import pytest

from audiobrief.spoken.languages import load_language
from audiobrief.spoken.told_sounds import ToldSound, find_told_sounds


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
    pattern = load_language("en").told_sounds
    assert list(find_told_sounds(text, pattern)) == ([told] if told else [])


@pytest.mark.parametrize(
    ("tag", "text", "told"),
    [
        ("de", "Ilsabe Quorndahl (sprich: KWORN-dahl) hütet das Rad.", ToldSound("Quorndahl", "KWORN-dahl")),
        ("de", "Die Insel Wyke (ausgesprochen „Weik“) ist klein.", ToldSound("Wyke", "Weik")),
        ("de", "Der Ort Orrel, ausgesprochen wie „Orl“, liegt am Meer.", ToldSound("Orrel", "Orl")),
        ("de", "Auf Wyke (Aussprache: /waɪk/) war es still.", ToldSound("Wyke", "", "waɪk")),
        ("de", "Die Kommission hat sich gestern, ausgesprochen höflich, verabschiedet.", None),
        ("de", "Der Saal (gesprochen wurde leise) war voll.", None),
        ("fr", "Ilsabe Quorndahl (prononcer « kvorn-dal ») garde la roue.", ToldSound("Quorndahl", "kvorn-dal")),
        ("fr", "L’île de Wyke, qui se prononce « ouaïk », est petite.", ToldSound("Wyke", "ouaïk")),
        ("fr", "Le discours du maire, prononcé lundi, a été long.", None),
        ("fr", "La peine (prononcée lundi dernier par le tribunal) est lourde.", None),
        ("es", "Ilsabe Quorndahl (pronunciado cuórn-dal) cuida la rueda.", ToldSound("Quorndahl", "cuórn-dal")),
        ("es", "La isla de Wyke (se pronuncia «uaik») es pequeña.", ToldSound("Wyke", "uaik")),
        ("es", "El discurso, pronunciado el lunes, fue largo.", None),
        ("it", "Ilsabe Quorndahl (pronuncia: quòrn-dal) cura la ruota.", ToldSound("Quorndahl", "quòrn-dal")),
        ("it", "L’isola di Wyke, che si pronuncia «uàic», è piccola.", ToldSound("Wyke", "uàic")),
        ("it", "La sentenza (pronunciata lunedì) è dura.", None),
        ("pt", "Ilsabe Quorndahl (pronuncia-se “cuórn-dal”) cuida da roda.", ToldSound("Quorndahl", "cuórn-dal")),
        ("pt", "A ilha de Wyke, pronuncia-se uaique, é pequena.", ToldSound("Wyke", "uaique")),
        ("pt", "O discurso (pronunciado na segunda) foi longo.", None),
        ("nl", "Ilsabe Quorndahl (spreek uit: kworn-daal) past op het rad.", ToldSound("Quorndahl", "kworn-daal")),
        ("nl", "Het eiland Wyke (uitgesproken als ‘waaik’) is klein.", ToldSound("Wyke", "waaik")),
        ("nl", "De raad, uitgesproken tegenstander, stemde tegen.", None),
        ("pl", "Wyke (wym. łajk) jest mała.", None),
    ],
)  # fmt: skip
def test_each_language_tells_it_in_its_own_words(
    tag: str, text: str, told: ToldSound | None
) -> None:
    pattern = load_language(tag).told_sounds
    assert list(find_told_sounds(text, pattern)) == ([told] if told else [])
