"""The HTTP interface of a story's texts and sound: article, script, sentences, previews, files."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get, patch, post
from litestar.params import JSONBody, PathParameter, QueryParameter

from audiobrief.desk.answers import file_answer, story_answer, version_in
from audiobrief.desk.api import EDIT, READ, Asked, StoryId, Text, Version
from audiobrief.desk.drafts import (
    KEY_DIGITS,
    LONGEST_PAUSE_MS,
    LONGEST_SAID,
    SentenceEdit,
    decide_sentence,
    keyed,
    list_pieces,
    list_sentences,
)
from audiobrief.desk.house_lexicon import LONGEST_TAG, TAG, check_pronunciation
from audiobrief.desk.open_desk import OpenDesk, caller_of, desk_of
from audiobrief.desk.problems import Problem
from audiobrief.desk.representations import (
    ArticleAnswer,
    CastPart,
    Piece,
    ScriptAnswer,
    Sentence,
)
from audiobrief.desk.rewriting import FIXED, LONGEST_TEXT
from audiobrief.desk.states import State, Story
from audiobrief.desk.stories import Texts
from audiobrief.episode.reader import open_lexicon
from audiobrief.errors import DeskConflict, PublishError
from audiobrief.model import Manuscript, Role, Script, Segment, VoiceRole
from audiobrief.publish import read_label
from audiobrief.publish.names import WAVEFORM
from audiobrief.spoken import say
from audiobrief.spoken.lexicon import Lexicon, make_entry

WAV = "audio/wav"
TEXTS = {"vtt": ".vtt", "srt": ".srt", "txt": ".txt"}
"""Format of a transcript -> the end of its file's name."""
Said = Annotated[str, msgspec.Meta(max_length=LONGEST_SAID)]
SentenceKey = Annotated[str, PathParameter(pattern=f"^[0-9a-f]{{{KEY_DIGITS}}}$")]
PieceKey = Annotated[str, PathParameter(pattern=f"^([kd][0-9]{{1,6}}|{'|'.join(FIXED)})$")]


class PieceBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What becomes of a text of the page: exactly one of both."""

    kept: bool | None = None
    """Whether it is in the story."""
    text: Annotated[str, msgspec.Meta(max_length=LONGEST_TEXT)] | None = None
    """What stands in its place; the text as it was read takes a change back."""


class SentenceBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a sentence is said; what is left out is as audiobrief would say it."""

    say: Said = ""
    voice: VoiceRole | None = None
    speaker: Annotated[str, msgspec.Meta(max_length=200)] | None = None
    pause_after_ms: Annotated[int, msgspec.Meta(ge=0, le=LONGEST_PAUSE_MS)] | None = None
    muted: bool = False

    def to_edit(self) -> SentenceEdit:
        """The same as the desk keeps it."""
        return SentenceEdit(self.say, self.voice, self.speaker, self.pause_after_ms, self.muted)


class PreviewBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence to be heard, with pronunciations that are tried."""

    text: Said
    language: Annotated[str, msgspec.Meta(max_length=LONGEST_TAG, pattern=f"^{TAG}$")] = "en"
    voice: Annotated[str, msgspec.Meta(min_length=1, max_length=200)] = VoiceRole.NARRATOR.value
    """A role ("narrator", "quote", "announcer" or "aside") or the name of a voice, also of another engine
    that `voice.engine` names or whose voices were added."""
    lexicon: dict[str, dict[str, Text]] = {}
    """Name -> {"say": a respelling} or {"ipa": its sounds}."""
    as_is: bool = False
    """Whether numbers, dates and signs stay as they are written."""


@get("/stories/{story:str}/article", opt=READ, sync_to_thread=True, summary="Read an article")
def read_article(request: Asked, story: StoryId) -> Response[ArticleAnswer]:
    """Every text of the page in its order, kept or dropped, and why."""
    desk = desk_of(request)
    found, texts = desk.stories.read(story), desk.stories.texts(story)
    article = texts.article
    answer = ArticleAnswer(
        found.version, article.title, article.url, article.rule, article.confidence,
        article.doubts, list_pieces(article, texts.draft),
    )  # fmt: skip
    return Response(answer, headers={"ETag": found.etag})


@patch(
    "/stories/{story:str}/pieces/{piece:str}", opt=EDIT, sync_to_thread=True,
    summary="Put a paragraph back, take it out, or rewrite it",
)  # fmt: skip
def decide_piece(
    request: Asked,
    story: StoryId,
    piece: PieceKey,
    data: JSONBody[PieceBody],
    if_match: Version = "",
) -> Response[Story]:
    """The script is written anew; the sentences that were changed stay changed."""
    desk, version, by = desk_of(request), version_in(if_match), caller_of(request).name
    try:
        if data.kept is not None and data.text is None:
            changed = desk.editing.decide_piece(story, version, by, piece, is_kept=data.kept)
        elif data.text is not None and data.kept is None:
            changed = desk.editing.decide_text(story, version, by, piece, data.text)
        else:
            raise Problem(422, "give one of kept and text")
    except DeskConflict as error:
        pieces = {p.key: p for p in _pieces_of(desk, story)}
        yours = {"kept": data.kept} if data.text is None else {"text": data.text}
        raise _conflict(desk, story, error, pieces.get(piece), yours) from error
    return story_answer(changed)


@get("/stories/{story:str}/script", opt=READ, sync_to_thread=True, summary="Read a script")
def read_script(request: Asked, story: StoryId) -> Response[ScriptAnswer]:
    """Each sentence as it is written and as it is said."""
    desk = desk_of(request)
    found, texts = desk.stories.read(story), desk.stories.texts(story)
    answer = ScriptAnswer(
        found.version, texts.plain.script.language, list_sentences(texts.plain, texts.draft),
        desk.stories.edits.count(story, caller_of(request).name),
    )  # fmt: skip
    return Response(answer, headers={"ETag": found.etag})


@get("/stories/{story:str}/cast", opt=READ, sync_to_thread=True, summary="Read who says what")
def read_cast(request: Asked, story: StoryId) -> list[CastPart]:
    """The voice of each role, of each quoted person with one of their own, and of passages."""
    desk = desk_of(request)
    script = _whole(desk.stories.texts(story)).script
    return list(desk.studio.cast(script, desk.stories.read(story).url))


@patch(
    "/stories/{story:str}/sentences/{sentence:str}", opt=EDIT, sync_to_thread=True,
    summary="Change how a sentence is said",
)  # fmt: skip
def change_sentence(
    request: Asked,
    story: StoryId,
    sentence: SentenceKey,
    data: JSONBody[SentenceBody],
    if_match: Version = "",
) -> Response[Story]:
    """Only sentences that changed are spoken again."""
    desk, version = desk_of(request), version_in(if_match)
    try:
        changed = desk.editing.decide_sentence(
            story, version, caller_of(request).name, sentence, data.to_edit()
        )
    except DeskConflict as error:
        theirs = next((s for s in _sentences_of(desk, story) if s.key == sentence), None)
        raise _conflict(desk, story, error, theirs, msgspec.to_builtins(data)) from error
    return story_answer(changed)


@post(
    "/stories/{story:str}/undo", opt=EDIT, sync_to_thread=True, status_code=200,
    summary="Undo the last change",
)  # fmt: skip
def undo(
    request: Asked,
    story: StoryId,
    if_match: Version = "",
    of: Annotated[str, QueryParameter(pattern="^(me|anyone)$")] = "me",
) -> Response[Story]:
    """Your own changes are taken back one by one, the last one first.

    The answer is 409 if somebody else changed the same text since. With `of=anyone` the last
    change of all is taken back, whoever made it.
    """
    editing, by = desk_of(request).editing, caller_of(request).name
    return story_answer(editing.undo(story, version_in(if_match), by, of_anyone=of == "anyone"))


def _pieces_of(desk: OpenDesk, story: str) -> list[Piece]:
    texts = desk.stories.texts(story)
    return list_pieces(texts.article, texts.draft)


def _sentences_of(desk: OpenDesk, story: str) -> list[Sentence]:
    texts = desk.stories.texts(story)
    return list_sentences(texts.plain, texts.draft)


def _conflict(
    desk: OpenDesk, story: str, error: DeskConflict, theirs: Any, yours: Any
) -> Problem:
    """A conflict with both texts, so that nobody's words are lost."""
    now = desk.stories.read(story)
    return Problem(
        409, str(error), version=now.version, theirs=theirs, yours=yours,
        headers={"ETag": now.etag},
    )  # fmt: skip


# ------------------------------------------------------------------------- sound


@get(
    "/stories/{story:str}/sentences/{sentence:str}/sound", opt=READ, sync_to_thread=True,
    media_type=WAV, summary="Hear a sentence",
)  # fmt: skip
def hear_sentence(request: Asked, story: StoryId, sentence: SentenceKey) -> Response[bytes]:
    """One sentence as it is said now, in its voice."""
    return _speak(desk_of(request), story, sentence, None)


@post(
    "/stories/{story:str}/sentences/{sentence:str}/sound", opt=READ, sync_to_thread=True,
    status_code=200, media_type=WAV, summary="Try a sentence",
)  # fmt: skip
def try_sentence(
    request: Asked, story: StoryId, sentence: SentenceKey, data: JSONBody[SentenceBody]
) -> Response[bytes]:
    """One sentence as it would be said after a change, which is not kept."""
    return _speak(desk_of(request), story, sentence, replace(data.to_edit(), is_muted=False))


def _speak(desk: OpenDesk, story: str, key: str, edit: SentenceEdit | None) -> Response[bytes]:
    texts = desk.stories.texts(story)
    draft = texts.draft
    if edit is None:
        edit = replace(draft.sentences.get(key, SentenceEdit()), is_muted=False)
    draft = decide_sentence(texts.plain, draft, key, edit)
    place = {k: n for n, (k, _) in enumerate(keyed(texts.plain.script.segments))}[key]
    whole = _whole(replace(texts, draft=draft))
    sound = desk.studio.say(whole.script, place, whole.article.url)
    return Response(sound, media_type=WAV)


def _whole(texts: Texts) -> Manuscript:
    """What would be said if no sentence were muted.

    So each sentence keeps its place, and the cast is the same.
    """
    unmuted = {k: replace(e, is_muted=False) for k, e in texts.draft.sentences.items()}
    return replace(texts, draft=replace(texts.draft, sentences=unmuted)).manuscript


@post(
    "/preview", opt=READ, sync_to_thread=True, status_code=200, media_type=WAV,
    summary="Hear any sentence",
)  # fmt: skip
def preview(request: Asked, data: JSONBody[PreviewBody]) -> Response[bytes]:
    """A text in the voice of a role or in a named one, with pronunciations that are tried."""
    desk = desk_of(request)
    tried = {}
    for name, said in data.lexicon.items():
        told = {"say": said.get("say", ""), "ipa": said.get("ipa", "")}
        check_pronunciation(name, **told)
        tried[name] = make_entry(name, **told)
    lexicon = open_lexicon(desk.settings, language=data.language) | Lexicon(tried)
    if data.as_is:
        segment = Segment(Role.BODY, data.text, " ".join(data.text.split()))
    else:
        found = say(data.text, language=data.language, lexicon=lexicon)
        segment = Segment(Role.BODY, data.text, found.text, phonemes=found.phonemes)
    if not any(letter.isalnum() for letter in segment.spoken):
        raise Problem(422, "there is nothing to say: the text has no words")
    is_role = data.voice in set(VoiceRole)
    segment = replace(segment, voice=VoiceRole(data.voice) if is_role else VoiceRole.NARRATOR)
    script = Script("", (segment,), data.language)
    sound = desk.studio.say(script, 0, voice="" if is_role else data.voice)
    return Response(sound, media_type=WAV)


# ------------------------------------------------------------------------- files


@get("/stories/{story:str}/sound", opt=READ, sync_to_thread=True, summary="Hear a story")
def hear_story(request: Asked, story: StoryId) -> Response[Any]:
    """What is on its site, or the draft of what waits; also in parts (Range)."""
    folder, audio = _find_sound(request, story)
    return file_answer(request, folder / audio)


@get(
    "/stories/{story:str}/transcript", opt=READ, sync_to_thread=True,
    summary="Read a transcript",
)  # fmt: skip
def read_transcript(
    request: Asked,
    story: StoryId,
    format: Annotated[str, QueryParameter(pattern="^(vtt|srt|txt|json)$")] = "vtt",  # noqa: A002 -- the name in the address
) -> Response[Any]:
    """As WebVTT, SubRip, plain text, or the JSON of Podcasting 2.0."""
    folder, audio = _find_sound(request, story)
    ending = TEXTS.get(format)
    name = f"{Path(audio).stem}{ending}" if ending else "transcript.json"
    return file_answer(request, folder / name)


@get("/stories/{story:str}/waveform", opt=READ, sync_to_thread=True, summary="Read a waveform")
def read_waveform(request: Asked, story: StoryId) -> Response[Any]:
    """The loudness of its sound along its length, as JSON."""
    folder, _ = _find_sound(request, story)
    return file_answer(request, folder / WAVEFORM)


def _find_sound(request: Request[Any, Any, Any], story: str) -> tuple[Path, str]:
    """The folder of a story's episode, and the name of its audio."""
    desk = desk_of(request)
    found = desk.stories.read(story)
    audio = desk.stories.column(story, "audio")
    if not audio:
        raise Problem(404, "it is not made yet; wait until the story is made")
    if found.state is State.PUBLISHED:
        # a pronunciation that was approved since renews what is on the site, and no draft
        with contextlib.suppress(PublishError):
            folder = desk.root / found.folder
            return folder, read_label(folder).audio
    return desk.room.making.draft_folder(story), str(audio)


ROUTES = (
    read_article, decide_piece, read_script, read_cast, change_sentence, undo, hear_sentence, try_sentence,
    preview, hear_story, read_transcript, read_waveform,
)  # fmt: skip
