"""What an editor changed of a story: a layer over the article and script that audiobrief made.

    Article --change_article--> Article --write_script--> Manuscript --change_script--> Manuscript

The layer names paragraphs by their place in the article that was read, and sentences by their
words. So it can be undone step by step, and stays valid if the lexicon or other parts of the
article change. Texts that are rewritten are in `rewriting`.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from audiobrief.characters import make_all_writable
from audiobrief.desk.representations import Piece, Sentence
from audiobrief.desk.rewriting import (
    FIXED,
    HEAD,
    NOTE,
    SAID,
    can_be_rewritten,
    check_text,
    label_of,
    note_after,
    own_text,
    rewrite,
)
from audiobrief.errors import ScriptError
from audiobrief.model import (
    Article,
    Block,
    BlockKind,
    Dropped,
    Manuscript,
    Segment,
    Span,
    VoiceRole,
)

TAKEN_OUT = "taken out by an editor"
"""The reason of a paragraph that an editor took out of the article."""
LONGEST_SAID = 2_000
"""The most characters of one sentence as it is said."""
LONGEST_PAUSE_MS = 10_000
KEY_DIGITS = 16
"""Hexadecimal digits of a sentence's key; a script has a few hundred sentences."""


@dataclass(frozen=True, slots=True)
class SentenceEdit:
    """What an editor changed of one sentence; a field that is left out is as audiobrief made it."""

    say: str = ""
    """The words that the voice says in place of its own; empty for its own."""
    voice: VoiceRole | None = None
    speaker: str | None = None
    pause_after_ms: int | None = None
    """Milliseconds, 0 to `LONGEST_PAUSE_MS`."""
    is_muted: bool = False
    """Whether it is not said at all."""


@dataclass(frozen=True, slots=True)
class Draft:
    """All that editors changed of a story."""

    taken_out: tuple[int, ...] = ()
    """Places of paragraphs in `Article.blocks` that are not in the story."""
    put_back: tuple[int, ...] = ()
    """Places of texts in `Article.dropped` that are in the story."""
    sentences: Mapping[str, SentenceEdit] = field(default_factory=dict)
    """Key of a sentence -> what was changed of it."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Key of a text of the article (`rewriting`) -> what stands in its place."""

    @property
    def article_changes(self) -> tuple[object, ...]:
        """What of it changes the article, and not only its script; all is empty if nothing does."""
        return (self.taken_out, self.put_back, dict(self.texts))


def list_pieces(article: Article, draft: Draft) -> list[Piece]:
    """Every text of the page in its order, kept or dropped.

    The headline, the dek and the byline stand where the page has them; an editor's note stands
    last. Each of these four is there if it is empty, too, so that it can be given.
    """
    found: list[tuple[int, Piece]] = []
    missing = set(HEAD)
    for n, block in enumerate(article.blocks):
        is_out, text = n in draft.taken_out, draft.texts.get(f"k{n}", block.text)
        label = TAKEN_OUT if is_out else block.kind.value
        is_changed, can_be = is_out or text != block.text, can_be_rewritten(block)
        piece = Piece(
            f"k{n}",
            not is_out,
            is_changed,
            False,
            label,
            text,
            block.text,
            can_be and not is_out,
        )
        found.append((block.source, piece))
    for n, gone in enumerate(article.dropped):
        if not gone.text.strip():
            continue
        is_in, is_fixed = n in draft.put_back, _is_fixed(article, draft, n)
        if is_fixed and gone.reason in missing:
            missing.remove(gone.reason)
            found.append((gone.source, _fixed_piece(article, draft, gone.reason)))
            continue
        label = BlockKind.PARAGRAPH.value if is_in else gone.reason
        text = draft.texts.get(f"d{n}", gone.text) if is_in else gone.text
        piece = Piece(
            f"d{n}", is_in or is_fixed, is_in, is_fixed, label, text, gone.text, is_in
        )
        found.append((gone.source, piece))
    # the sort is stable, and of two texts at one place the kept one was first
    placed = [piece for _, piece in sorted(found, key=lambda pair: pair[0])]
    return [*_with_missing(article, draft, placed), _fixed_piece(article, draft, NOTE)]


def _with_missing(article: Article, draft: Draft, placed: list[Piece]) -> list[Piece]:
    """The texts with the headline, dek and byline that the page does not show, each after the last."""
    found = list(placed)
    at = 0
    for key in HEAD:
        there = next((n for n, piece in enumerate(found) if piece.key == key), None)
        if there is None:
            found.insert(at, _fixed_piece(article, draft, key))
            there = at
        at = there + 1
    return found


def _fixed_piece(article: Article, draft: Draft, key: str) -> Piece:
    own = own_text(article, key)
    text = draft.texts.get(key, own)
    return Piece(key, bool(text), text != own, True, label_of(key), text, own, True)


def _is_fixed(article: Article, draft: Draft, dropped: int) -> bool:
    # A draft that an earlier release wrote may hold such a text as one that was put back, which
    # `decide_piece` refuses. It counts as a paragraph, so that it can be taken out.
    return article.dropped[dropped].reason in SAID and dropped not in draft.put_back


def decide_text(article: Article, draft: Draft, key: str, text: str) -> Draft:
    """The draft with another text in the place of one of the page; its own one undoes that.

    Raises:
        ScriptError: there is no such text, it is not in the story, or the new one cannot be said.
    """
    if key not in FIXED:
        kind, number = _parse_key(article, key)
        is_in = number in draft.put_back if kind == "d" else number not in draft.taken_out
        if not is_in:
            raise ScriptError("this text is not in the story; put it back before you change it")
    said = check_text(article, key, text)
    others = {k: v for k, v in draft.texts.items() if k != key}
    if said != own_text(article, key):
        others[key] = said
    return replace(draft, texts=others)


def decide_piece(article: Article, draft: Draft, key: str, *, is_kept: bool) -> Draft:
    """The draft with a text of the page put back or taken out.

    Raises:
        ScriptError: there is no such text, it is the headline, dek, byline or date, or nothing would
            be left of the story.
    """
    if key in FIXED:
        raise _refuse_fixed(label_of(key))
    kind, number = _parse_key(article, key)
    if kind == "d" and _is_fixed(article, draft, number):
        raise _refuse_fixed(article.dropped[number].reason)
    if kind == "k":
        others = {n for n in draft.taken_out if n != number}
        changed = replace(
            draft, taken_out=tuple(sorted(others | (set() if is_kept else {number})))
        )
    else:
        others = {n for n in draft.put_back if n != number}
        changed = replace(
            draft, put_back=tuple(sorted(others | ({number} if is_kept else set())))
        )
    check_something_left(article, changed)
    return changed


def check_something_left(article: Article, draft: Draft) -> None:
    """See that the story has a paragraph.

    Raises:
        ScriptError: editors took all of them out.
    """
    if not draft.put_back and len(draft.taken_out) >= len(article.blocks):
        raise ScriptError(
            "nothing would be left of the story; put another paragraph back first"
        )


def _refuse_fixed(label: str) -> ScriptError:
    return ScriptError(
        f"this text is the {label} of the story, which is neither put back nor taken out; change its "
        "text, or mute its sentence in the script"
    )


def _parse_key(article: Article, key: str) -> tuple[str, int]:
    kind, digits = key[:1], key[1:]
    texts = {"k": len(article.blocks), "d": len(article.dropped)}
    is_key = kind in texts and digits.isascii() and digits.isdigit() and len(digits) <= 6
    if not is_key or int(digits) >= texts[kind]:
        raise ScriptError(f"there is no text {key[:20]!r} on this page; load the article again")
    return kind, int(digits)


def source_of(article: Article, key: str) -> int:
    """The position on its page of a text of which a site rule can be made.

    Raises:
        ScriptError: there is no such text, or it is the headline, dek, byline or date.
    """
    # Also if the draft of an earlier release put it back: with a rule for it, each page of the
    # site would say it twice.
    label = label_of(key) if key in FIXED else ""
    if not label:
        kind, number = _parse_key(article, key)
        reason = article.dropped[number].reason if kind == "d" else ""
        label = reason if reason in SAID else ""
    if label:
        raise ScriptError(
            f"this text is the {label} of the story, which is in every story of the site; a site "
            "rule can name only paragraphs"
        )
    return (article.blocks if kind == "k" else article.dropped)[number].source


def change_article(article: Article, draft: Draft) -> Article:
    """The article as editors decided and rewrote its texts."""
    article = rewrite(article, draft.texts)
    kept = [b for n, b in enumerate(article.blocks) if n not in draft.taken_out]
    dropped = [d for n, d in enumerate(article.dropped) if n not in draft.put_back]
    kept += [
        Block(BlockKind.PARAGRAPH, " ".join(gone.text.split()), source=gone.source)
        for n, gone in enumerate(article.dropped)
        if n in draft.put_back
    ]
    kept += note_after(article, draft.texts)
    dropped += [
        Dropped(block.text, TAKEN_OUT, block.source)
        for n, block in enumerate(article.blocks)
        if n in draft.taken_out
    ]
    return replace(
        article,
        blocks=tuple(sorted(kept, key=lambda block: block.source)),
        dropped=tuple(sorted(dropped, key=lambda gone: gone.source)),
    )


def keyed(segments: tuple[Segment, ...]) -> Iterator[tuple[str, Segment]]:
    """Each sentence with its key, which stays the same if others are added or removed."""
    seen: Counter[tuple[str, str]] = Counter()
    for segment in segments:
        named = (segment.role.value, segment.written)
        told = f"{segment.role.value}:{seen[named]}:{segment.written}"
        yield hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:KEY_DIGITS], segment
        seen[named] += 1


def list_sentences(plain: Manuscript, draft: Draft) -> list[Sentence]:
    """Every sentence of a script as editors changed it, also those that are muted."""
    found = []
    for key, segment in keyed(plain.script.segments):
        edit = draft.sentences.get(key, SentenceEdit())
        changed = _changed(segment, edit)
        found.append(
            Sentence(
                key, segment.role.value, segment.written, changed.spoken, segment.spoken,
                changed.voice, changed.speaker, changed.pause_after_ms, edit.is_muted,
                edit != SentenceEdit(),
            )
        )  # fmt: skip
    return found


def change_script(plain: Manuscript, draft: Draft) -> Manuscript:
    """The manuscript as editors changed its sentences.

    Raises:
        ScriptError: all sentences are muted.
    """
    said = tuple(
        _changed(segment, edit)
        for key, segment in keyed(plain.script.segments)
        for edit in (draft.sentences.get(key, SentenceEdit()),)
        if not edit.is_muted
    )
    if not said:
        raise ScriptError("every sentence is muted, so nothing would be said; unmute one")
    return make_all_writable(replace(plain, script=replace(plain.script, segments=said)))


def decide_sentence(plain: Manuscript, draft: Draft, key: str, edit: SentenceEdit) -> Draft:
    """The draft with one sentence changed.

    Raises:
        ScriptError: there is no such sentence, or the change is not possible.
    """
    segments = dict(keyed(plain.script.segments))
    if key not in segments:
        raise ScriptError("there is no such sentence in this script; load the script again")
    said = " ".join(edit.say.split())
    if len(said) > LONGEST_SAID:
        raise ScriptError(
            f"{len(said):,} characters are too many for one sentence; at most {LONGEST_SAID:,} are said"
        )
    if said and not any(letter.isalnum() for letter in said):
        raise ScriptError(
            f"{said[:40]!r} has no word that can be said; mute the sentence instead"
        )
    if edit.pause_after_ms is not None and not 0 <= edit.pause_after_ms <= LONGEST_PAUSE_MS:
        raise ScriptError(
            f"a pause of {edit.pause_after_ms} ms is out of range: 0 to {LONGEST_PAUSE_MS}"
        )
    own = segments[key]
    edit = replace(
        edit,
        say="" if said == own.spoken else said,
        voice=None if edit.voice is own.voice else edit.voice,
        speaker=None if edit.speaker == own.speaker else edit.speaker,
        pause_after_ms=None
        if edit.pause_after_ms == own.pause_after_ms
        else edit.pause_after_ms,
    )
    others = {k: v for k, v in draft.sentences.items() if k != key}
    if edit != SentenceEdit():
        others[key] = edit
    changed = replace(draft, sentences=others)
    change_script(plain, changed)
    return changed


def carried_over(draft: Draft, before: Article, now: Article) -> Draft:
    """The draft for an article that was read again, its paragraphs found by their texts."""
    blocks = {block.text: n for n, block in enumerate(now.blocks)}
    dropped = {gone.text: n for n, gone in enumerate(now.dropped)}
    taken = {blocks.get(before.blocks[n].text) for n in draft.taken_out}
    put = {dropped.get(before.dropped[n].text) for n in draft.put_back}
    texts = dict(_texts_carried_over(draft, before, now, blocks, dropped))
    return replace(
        draft,
        texts=texts,
        taken_out=tuple(sorted(n for n in taken if n is not None)),
        put_back=tuple(sorted(n for n in put if n is not None)),
    )


def _texts_carried_over(
    draft: Draft, before: Article, now: Article, blocks: dict[str, int], dropped: dict[str, int]
) -> Iterator[tuple[str, str]]:
    for key, text in draft.texts.items():
        if key in FIXED:
            # what the page itself has corrected since is the newer word
            if own_text(before, key) == own_text(now, key):
                yield key, text
            continue
        kind, number = _parse_key(before, key)
        places, texts = (blocks, before.blocks) if kind == "k" else (dropped, before.dropped)
        place = places.get(texts[number].text)
        if place is not None:
            yield f"{kind}{place}", text


def _changed(segment: Segment, edit: SentenceEdit) -> Segment:
    if edit.say and edit.say != segment.spoken:
        whole = Span(0, len(segment.written), 0, len(edit.say))
        segment = replace(segment, spoken=edit.say, alignment=(whole,), phonemes=())
    if edit.voice is not None:
        segment = replace(segment, voice=edit.voice)
    if edit.speaker is not None:
        segment = replace(segment, speaker=edit.speaker)
    if edit.pause_after_ms is not None:
        segment = replace(segment, pause_after_ms=edit.pause_after_ms)
    return segment
