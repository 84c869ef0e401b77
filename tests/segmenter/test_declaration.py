"""Tests the sentence that says that the voice is automated: its words and its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from audiobrief.model import Author, Role, Script, VoiceRole
from audiobrief.segmenter import Declare, ScriptStyle, segment
from audiobrief.spoken.languages import find_folders, load_language
from tests.segmenter.articles import paragraphs

STORY = replace(
    paragraphs("The tide was late."),
    authors=(Author("Ada Marl"),),
    published=datetime(2031, 3, 4, tzinfo=UTC),
    dek="Nobody in Marl is surprised.",
    site="The Marl Courier",
)
EUROPE = (
    # the official languages of the European Union (Regulation No 1, article 1)
    "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv"
).split()


def roles(script: Script) -> list[Role]:
    return [said.role for said in script.segments]


def declared(script: Script) -> list[str]:
    return [said.written for said in script.segments if said.role is Role.DECLARATION]


def test_it_is_heard_once_after_the_credits_and_before_the_story() -> None:
    script = segment(STORY)
    assert roles(script)[:5] == [
        Role.TITLE, Role.BYLINE, Role.DATE, Role.DECLARATION, Role.DEK,
    ]  # fmt: skip
    assert declared(script) == ["Read by an automated voice."]
    told = next(said for said in script.segments if said.role is Role.DECLARATION)
    assert (told.voice, told.block, told.is_added) == (VoiceRole.ANNOUNCER, None, True)


def test_it_may_be_the_last_words_or_none() -> None:
    last = segment(STORY, ScriptStyle(declare=Declare.END))
    assert roles(last)[-2:] == [Role.CUE, Role.DECLARATION]
    assert len(declared(last)) == 1
    alone = segment(STORY, ScriptStyle(declare=Declare.END, sign_off=False))
    assert roles(alone)[-2:] == [Role.BODY, Role.DECLARATION]
    assert alone.segments[-2].pause_after_ms > last.segments[-2].pause_after_ms
    assert declared(segment(STORY, ScriptStyle(declare=Declare.OFF))) == []


@pytest.mark.parametrize("tag", EUROPE)
def test_every_language_of_the_union_has_a_sentence(tag: str) -> None:
    told = declared(segment(replace(STORY, language=tag)))
    assert len(told) == 1
    assert told[0].endswith(".")


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("pt-BR", "Voz automática do Brasil."),
        ("pt-PT", "Voz automática."),
        ("pt", "Voz automática."),
        ("xx", "Xu."),
        ("de-AT", "Vorgelesen von einer automatischen Stimme."),
    ],
)
def test_the_settings_have_words_by_language_and_region(tag: str, words: str) -> None:
    style = ScriptStyle(
        declarations={
            "pt": "Voz automática.",
            "pt-br": "Voz automática do Brasil.",
            "xx": "Xu.",
        }
    )
    assert declared(segment(replace(STORY, language=tag), style)) == [words]


def test_a_language_may_be_silent() -> None:
    silent = ScriptStyle(declarations={"en": ""})
    assert declared(segment(STORY, silent)) == []
    assert not silent.is_undeclared("en-GB")


@pytest.mark.parametrize("tag", sorted(find_folders()))
def test_no_other_words_of_a_language_tell_of_the_voice(tag: str) -> None:
    # a sign-off that did so was heard beside the declaration, and where it had been turned off
    language = load_language(tag)
    mentioned = {"voice", "stimme", "automat", "künstlich", "artificial", "machine"}
    for key, worded in language.wording.items():
        assert not any(word in worded.casefold() for word in mentioned), key


def test_a_language_without_words_is_told_from_a_silent_one() -> None:
    assert ScriptStyle().is_undeclared("xx")
    assert not ScriptStyle().is_undeclared("de-AT")
    assert not ScriptStyle(declare=Declare.OFF).is_undeclared("xx")
