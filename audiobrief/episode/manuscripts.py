"""Reads scripts that an editor may have changed between `audiobrief script` and `make`.

In a segment, the transcript shows ``written`` and the engine speaks ``spoken``.
An editor who changes only ``spoken`` changes how the segment sounds. If
``written`` was changed or ``spoken`` deleted, the spoken text is derived anew
from ``written``; a new segment needs only ``role`` and ``written``.
``phonemes`` belong to certain words of ``spoken``, and are dropped if these
words change.
"""

from __future__ import annotations

import dataclasses
import hashlib
from typing import TYPE_CHECKING, Any

from audiobrief.characters import make_all_writable
from audiobrief.errors import ScriptError
from audiobrief.model import Article, Block, Manuscript, Phonemes, Segment, Span
from audiobrief.publish.soundness import find_flaw_of_article
from audiobrief.segmenter.style import LONGEST_PAUSE_MS
from audiobrief.spoken import say
from audiobrief.system.json_content import WrongJson, decode_json

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from audiobrief.spoken.lexicon import Lexicon

LATER_FIELDS = ("section", "tags", "is_untitled")
"""Fields of `Article` that the digest of a script did not always have."""
LATER_FIELDS_OF_BLOCK = ("marks",)
"""The same of `Block`."""


def digest_manuscript(manuscript: Manuscript) -> str:
    """The digest of all that listeners and readers get of a manuscript, 32 hexadecimal digits.

    What was left out of the page and how sure the article is do not count.
    """
    import msgspec

    article = dataclasses.replace(
        manuscript.article, dropped=(), remarks=(), confidence=1.0, doubts=()
    )
    found = hashlib.blake2b(digest_size=16)
    for part in (_encode_article(article), msgspec.msgpack.encode(manuscript.script)):
        found.update(len(part).to_bytes(8, "little") + part)
    return found.hexdigest()


def _encode_article(article: Article) -> bytes:
    """The article as MessagePack, without empty fields that former versions did not have.

    So a new version of audiobrief makes no episode again.
    """
    import msgspec

    values = {
        **_filled(article, LATER_FIELDS),
        "blocks": [_filled(block, LATER_FIELDS_OF_BLOCK) for block in article.blocks],
    }
    return msgspec.msgpack.encode(values)


def _filled(one: Article | Block, later: Collection[str]) -> dict[str, Any]:
    values = {field.name: getattr(one, field.name) for field in dataclasses.fields(one)}
    return {name: value for name, value in values.items() if value or name not in later}


def parse_manuscript(
    content: bytes,
    name: str,
    find_lexicon: Callable[[Manuscript], Lexicon | None] = lambda _: None,
) -> Manuscript:
    """The manuscript in the JSON of `content`, with the spoken text of every segment.

    Args:
        content: the output of `audiobrief script --json`, edited or not.
        name: the file's name, for messages.
        find_lexicon: returns the pronunciations for segments that are derived anew.

    Raises:
        ScriptError: the content is no valid script; the message says where it is wrong.
    """
    import msgspec

    try:
        tree = decode_json(content, Any)
        _fill_in(tree)
        manuscript = make_all_writable(msgspec.convert(tree, Manuscript))
    except (WrongJson, msgspec.ValidationError) as error:
        raise ScriptError(
            f"{name} is not a script: {error}; write one with `audiobrief script --json`"
        ) from error
    script, article = manuscript.script, manuscript.article
    if not script.segments:
        raise ScriptError(f"{name} says nothing: script.segments is empty")
    flaw = find_flaw_of_article(article)
    if flaw:
        raise ScriptError(f"{name} is not a script: {flaw}; correct it")
    lexicon = find_lexicon(manuscript)
    respellings = _respellings(lexicon)
    settled = []
    for index, segment in enumerate(script.segments):
        if segment.block is not None and not 0 <= segment.block < len(article.blocks):
            raise ScriptError(
                f"{name}: segment {index} names block {segment.block}, which the article does not have"
            )
        if not 0 <= segment.pause_after_ms <= LONGEST_PAUSE_MS:
            raise ScriptError(
                f"{name}: segment {index} has a pause of {segment.pause_after_ms} ms; "
                f"it must be 0 to {LONGEST_PAUSE_MS}"
            )
        if not _are_inside(segment):
            raise ScriptError(
                f"{name}: segment {index} has phonemes outside its spoken text: "
                "remove them, or correct their offsets"
            )
        settled.append(_settled(segment, article, script.language, lexicon, respellings))
    spoken = tuple(segment for segment in settled if segment.spoken)
    if not spoken:
        raise ScriptError(f"{name} says nothing: no segment has words")
    return dataclasses.replace(manuscript, script=dataclasses.replace(script, segments=spoken))


def _fill_in(tree: Any) -> None:
    script = tree.get("script") if isinstance(tree, dict) else None
    segments = script.get("segments") if isinstance(script, dict) else None
    for segment in segments if isinstance(segments, list) else ():
        if isinstance(segment, dict):
            segment.setdefault("spoken", "")


def _settled(
    segment: Segment,
    article: Article,
    language: str,
    lexicon: Lexicon | None,
    respellings: Mapping[str, set[str]],
) -> Segment:
    if segment.spoken and _is_aligned(segment):
        kept = tuple(p for p in segment.phonemes if _is_respelled(segment, p, respellings))
        return dataclasses.replace(segment, phonemes=kept)
    if segment.spoken and _is_original(segment, article):
        whole = Span(0, len(segment.written), 0, len(segment.spoken))
        return dataclasses.replace(segment, alignment=(whole,), phonemes=())
    said = say(segment.written, language=segment.language or language, lexicon=lexicon)
    return dataclasses.replace(
        segment, spoken=said.text, alignment=said.alignment, phonemes=said.phonemes
    )


def _respellings(lexicon: Lexicon | None) -> dict[str, set[str]]:
    """IPA in the lexicon -> its respellings."""
    found: dict[str, set[str]] = {}
    for entry in lexicon.words.values() if lexicon else ():
        for start, end, ipa in entry.phonemes:
            found.setdefault(ipa, set()).add(entry.say[start:end])
    return found


def _is_respelled(
    segment: Segment, phonemes: Phonemes, respellings: Mapping[str, set[str]]
) -> bool:
    """Whether the words of the phonemes are still a respelling of them in the lexicon.

    True if the lexicon has no entry with these phonemes.
    """
    words = segment.spoken[phonemes.spoken_start : phonemes.spoken_end]
    return words in respellings.get(phonemes.ipa, {words})


def _are_inside(segment: Segment) -> bool:
    if not segment.spoken or not _is_aligned(segment):
        return True  # these phonemes are dropped
    end = 0
    for phonemes in segment.phonemes:
        if not end <= phonemes.spoken_start < phonemes.spoken_end:
            return False
        end = phonemes.spoken_end
    return end <= len(segment.spoken)


def _is_aligned(segment: Segment) -> bool:
    if not segment.alignment:
        return segment.written == segment.spoken
    written = spoken = 0
    for span in segment.alignment:
        if span.written_start != written or span.spoken_start != spoken:
            return False
        written, spoken = span.written_end, span.spoken_end
    return written == len(segment.written) and spoken == len(segment.spoken)


def _is_original(segment: Segment, article: Article) -> bool:
    """Whether the written text is in the article, and so was not edited."""
    if segment.block is not None:
        return segment.written in article.blocks[segment.block].text
    return segment.written in article.title or segment.written in article.dek
