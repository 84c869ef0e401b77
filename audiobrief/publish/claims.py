"""What an episode's content credentials claim: C2PA's actions, and the article that was read.

The words are those of C2PA 2.2 (actions), of IPTC (the digital source type) and of schema.org
(the metadata, in the assertion that the Creator Assertions Working Group defines for it).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from audiobrief.characters import make_all_writable
from audiobrief.encoder.formats import name_of_format
from audiobrief.model import Article, Episode
from audiobrief.publish.declared import declare
from audiobrief.publish.theme import web_address
from audiobrief.version import __version__

ACTIONS = "c2pa.actions.v2"
METADATA = "cawg.metadata"
BESIDE = "schema:associatedMedia"
"""The property of the metadata with the texts beside the audio."""
MEDIA_TYPES = {
    # format -> the name by which c2pa 0.38 knows it. It cannot write into Ogg, so Opus is missing
    "mp3": "audio/mpeg", "m4a": "audio/mp4", "m4b": "audio/mp4", "flac": "audio/flac",
    "wav": "audio/wav",
}  # fmt: skip


def signed_type(name: str) -> str:
    """The media type under which an audio file is signed, by its name; empty if it cannot be."""
    return MEDIA_TYPES.get(name_of_format(name), "")


def digest_of_text(article: Article) -> str:
    """SHA-256, in hex, of what was read: headline, dek and the text of each block.

    They are joined by line feeds and encoded in UTF-8, so that anybody can compute it again
    from `episode.json`.
    """
    texts = (article.title, article.dek, *(block.text for block in article.blocks))
    return hashlib.sha256("\n".join(texts).encode("utf-8", "replace")).hexdigest()


def make_claims(episode: Episode, texts: Mapping[str, str]) -> dict[str, Any]:
    """The manifest of an episode's audio, as c2pa takes it; the same episode gives the same.

    `texts` has the digests of the texts beside the audio, by their names.
    """
    episode = make_all_writable(episode)
    article, declared = episode.article, declare(episode)
    read = {
        "@type": "schema:NewsArticle",
        "schema:headline": article.title,
        "schema:url": web_address(article.url),
        "schema:encoding": {
            "@type": "schema:MediaObject",
            "schema:encodingFormat": "text/plain",
            "schema:sha256": digest_of_text(article),
        },
    }
    created = {
        "action": "c2pa.created",
        "digitalSourceType": declared.source.address,
        "softwareAgent": {"name": episode.program or episode.engine or "text to speech"},
        "description": declared.text,
    }
    metadata = {
        "@context": {"schema": "https://schema.org/"},
        "@type": "schema:AudioObject",
        "schema:creditText": declared.credit,
        "schema:inLanguage": episode.script.language,
        "schema:isBasedOn": {key: value for key, value in read.items() if value},
        BESIDE: [
            {"@type": "schema:MediaObject", "schema:name": name, "schema:sha256": digest}
            for name, digest in sorted(texts.items())
        ],
    }
    return {
        "claim_generator_info": [{"name": "audiobrief", "version": __version__}],
        "title": article.title,
        "format": signed_type(episode.audio),
        "assertions": [
            {"label": ACTIONS, "data": {"actions": [created]}},
            {"label": METADATA, "data": metadata},
        ],
    }
