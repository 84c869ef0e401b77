"""The name of a publication as a newsreader says it, where the page gives a title or a domain."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.languages import load_language

BELOW_COUNTRIES = frozenset({"ac", "co", "com", "edu", "gov", "gv", "net", "or", "org"})
"""Second levels under which registries of countries give out names (bbc.co.uk)."""
INITIALS = 3
"""Letters up to which a domain is an abbreviation, unless it can be said: "abc", not "vox"."""
_RIGHTS = compile_late(r"\A\s*(?:©|\(c\))\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?\s*")
_ADDRESS = compile_late(r"(?<!\s)\s*+[(\[](?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)+/?[)\]]")
_TAGLINE = compile_late(r"(?<!\s)\s++(?:[|·•»–—-]\s++|\|\s*+)|\|\s*+")
_DOMAIN = compile_late(
    r"(?:https?://)?(?:www\.)?(?P<labels>[\w-]+(?:\.[\w-]+)*\.[a-z]{2,24})/?"
)
_HUMP = compile_late(r"(?<=[a-z])(?=[A-Z])")
_SAYABLE = compile_late(r"[^aeiou]+[aeiou]+[^aeiou]+")


def publication(site: str, tag: str) -> str:
    """`site` without tagline, rights and the ending of a domain; as printed if nothing is left.

    A domain is written without spaces: the words of which titles of papers are made part it
    again, "holmpost.co.uk" is "Holm Post".
    """
    name = _ADDRESS.sub("", _RIGHTS.sub("", site)).strip()
    name = next((part for part in _TAGLINE.split(name) if part.strip()), name).strip()
    domain = _DOMAIN.fullmatch(name)
    if domain is None:
        return name or site
    labels = domain["labels"].split(".")[:-1]
    if len(labels) > 1 and labels[-1].lower() in BELOW_COUNTRIES:
        labels.pop()
    return _worded(labels[-1], load_language(tag).publication_words)


def publication_spoken_of(site: str, tag: str) -> str:
    """The name of `site` inside a sentence: a paper's with its article, "the Holm Post"."""
    name, language = publication(site, tag), load_language(tag)
    words = name.split()
    paper = len(words) > 1 and words[-1].lower() in language.papers
    article = language.paper_article
    return f"{article}{name}" if paper and words[0].lower() != article.strip() else name


def _worded(label: str, known: frozenset[str]) -> str:
    if label != label.lower():
        return _HUMP.sub(" ", label)
    words = [word for part in re.split(r"[-_]+", label) for word in _parted(part, known)]
    return " ".join(map(_capitalised, words)) or label


def _parted(word: str, known: frozenset[str]) -> list[str]:
    if word in known:
        return [word]
    for part in sorted(known, key=len, reverse=True):
        rest = word.removesuffix(part)
        if rest != word and len(rest) > 1:
            return [*_parted(rest, known), part]
    rest = word.removeprefix("the")
    if rest != word and len(rest) >= len("the"):
        return ["the", *_parted(rest, known)]
    return [word] if word else []


def _capitalised(word: str) -> str:
    short = len(word) <= INITIALS and word != "the"
    return word.upper() if short and not _SAYABLE.fullmatch(word) else word.capitalize()
