"""The language of an article with its region, which decides reading and voice."""

from __future__ import annotations

from urllib.parse import urlsplit

from audiobrief.model import Article
from audiobrief.spoken.languages import DEFAULT, load_language, primary_of

REGIONS = {
    # like `Language.regions`, for languages without a folder: language of the page -> last
    # label of its host, for countries in which the language is written -> region
    "de": {"at": "AT", "ch": "CH", "de": "DE"},
    "es": {"ar": "AR", "cl": "CL", "es": "ES", "mx": "MX", "pe": "PE", "uy": "UY", "ve": "VE"},
    "fr": {"be": "BE", "ca": "CA", "ch": "CH", "fr": "FR"},
    "pt": {"br": "BR", "pt": "PT"},
}  # fmt: skip


def language_of(article: Article) -> str:
    """The page's BCP 47 tag, with the region of its address if the tag has none.

    Many British papers mark their pages only as "en".
    """
    language = article.language or DEFAULT
    try:
        host = urlsplit(article.url).hostname or ""
    except ValueError:  # "http://[" is not a valid address
        return language
    label = host.rstrip(".").rpartition(".")[2]
    named = language.casefold() != primary_of(language)
    regions = load_language(language).regions or REGIONS.get(language.casefold(), {})
    region = None if named else regions.get(label)
    return f"{language}-{region}" if region else language
