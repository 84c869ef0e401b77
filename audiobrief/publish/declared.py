"""What is declared about the voice of an episode, for people and for programs.

Every file that says that the voice is automated asks here: the page, the feed, the book, the
transcripts, the tags of the audio and its content credentials. The AI Act of the EU (Regulation
2024/1689, article 50) asks that people are told and that programs can tell; Apple's guidelines
for podcasts ask for it in the sound and in each episode's metadata.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from audiobrief.model import Episode, Role
from audiobrief.spoken.languages import DEFAULT, load_language

IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
"""Address of IPTC's vocabulary of digital source types; a term's address is this and its code."""
SCHEMA = "https://schema.org/"
AI_CONTENT = "ai-content"
"""The purpose of a `podcast:txt` that is "true" for an episode performed by a synthetic voice, as
proposed to the Podcast Standards Project and written by RSS.com and others."""


class Source(StrEnum):
    """IPTC's codes for where digital media come from, as far as they concern voices."""

    TRAINED = "trainedAlgorithmicMedia"
    """Made "using a model derived from sampled content": voices learnt from recordings."""
    ALGORITHMIC = "algorithmicMedia"
    """Made "purely by an algorithm not based on any sampled training data": eSpeak NG's rules."""

    @property
    def address(self) -> str:
        """The term's address in IPTC's vocabulary."""
        return f"{IPTC}{self.value}"

    @property
    def schema_address(self) -> str:
        """Address of the same term in schema.org's `IPTCDigitalSourceEnumeration`."""
        return f"{SCHEMA}{self.value[0].upper()}{self.value[1:]}DigitalSource"


@dataclass(frozen=True, slots=True)
class Declared:
    """What is declared of an episode's voices."""

    sentence: str
    """The sentence that is heard; if none is, the language's own, or else the English one."""
    language: str
    """BCP 47 tag of the sentence."""
    read_by: str = ""
    """`Episode.read_by`: the voices and the program; empty if the episode does not record them."""
    source: Source = Source.TRAINED
    """Where the sound comes from; a trained voice if one of several is."""

    @property
    def text(self) -> str:
        """The sentence with the voices: "Read by an automated voice: heart (hibari-tts 0.2.1)."."""
        if not self.read_by:
            return self.sentence
        # the sentence may end in any language's full stop (Unicode property Sentence_Terminal)
        return f"{self.sentence.rstrip(' .!。।')}: {self.read_by}."

    @property
    def credit(self) -> str:
        """Who reads, in a few words: "Automated voice: heart (hibari-tts 0.2.1)"."""
        return f"Automated voice: {self.read_by}" if self.read_by else "Automated voice"


def declare(episode: Episode) -> Declared:
    """What every published file declares about the voices of an episode."""
    heard = [
        segment
        for segment in episode.script.segments
        if segment.role is Role.DECLARATION and segment.written.strip()
    ]
    tag = episode.script.language
    own = load_language(tag).declaration_in(tag)
    sentence, language = load_language(DEFAULT).declaration, DEFAULT
    if heard:
        sentence, language = heard[0].written.strip(), heard[0].language
    elif own:
        sentence, language = own, ""
    # an episode that does not record its voices may have been read by any of them
    trained = not episode.readers or any(reader.is_trained for reader in episode.readers)
    return Declared(
        sentence,
        language or episode.script.language,
        episode.read_by,
        Source.TRAINED if trained else Source.ALGORITHMIC,
    )
