"""The language of an article with its region, which decides how it is read and by whom."""

from __future__ import annotations

from urllib.parse import urlsplit

from audiobrief.model import Article
from audiobrief.spoken.languages import DEFAULT, load_language, primary_of

REGIONS = {
    # of languages without a folder, as their `Language.regions` would have it: language of a page
    # -> last label of its host, where that is of a country in which the language is written ->
    # region
    "de": {"at": "AT", "ch": "CH", "de": "DE"},
    "es": {"ar": "AR", "cl": "CL", "es": "ES", "mx": "MX", "pe": "PE", "uy": "UY", "ve": "VE"},
    "fr": {"be": "BE", "ca": "CA", "ch": "CH", "fr": "FR"},
    "pt": {"br": "BR", "pt": "PT"},
}  # fmt: skip


def language_of(article: Article) -> str:
    """BCP 47 tag: the page's own, with the region of its address where it gives none.

    Many British papers mark their pages as "en" alone.
    """
    language = article.language or DEFAULT
    try:
        host = urlsplit(article.url).hostname or ""
    except ValueError:  # "http://[" is no address
        return language
    label = host.rstrip(".").rpartition(".")[2]
    named = language.casefold() != primary_of(language)
    regions = load_language(language).regions or REGIONS.get(language.casefold(), {})
    region = None if named else regions.get(label)
    return f"{language}-{region}" if region else language
