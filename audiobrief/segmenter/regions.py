"""The language of an article with its region, which decides how it is read and by whom."""

from __future__ import annotations

from urllib.parse import urlsplit

from audiobrief.model import Article

DEFAULT_LANGUAGE = "en"
REGIONS = {
    # language of a page -> last label of its host, where that is of a country in which the
    # language is written -> region. Labels that are sold for their letters (.co, .io, .me, .tv)
    # tell nothing.
    "en": {
        "au": "AU", "ca": "CA", "gh": "GH", "hk": "HK", "ie": "IE", "in": "IN", "jm": "JM", "ke": "KE", "mt": "MT",
        "my": "MY", "ng": "NG", "nz": "NZ", "pk": "PK", "scot": "GB", "sg": "SG", "uk": "GB", "us": "US", "wales": "GB",
        "za": "ZA",
    },
    "de": {"at": "AT", "ch": "CH", "de": "DE"},
    "es": {"ar": "AR", "cl": "CL", "es": "ES", "mx": "MX", "pe": "PE", "uy": "UY", "ve": "VE"},
    "fr": {"be": "BE", "ca": "CA", "ch": "CH", "fr": "FR"},
    "pt": {"br": "BR", "pt": "PT"},
}  # fmt: skip


def language_of(article: Article) -> str:
    """BCP 47 tag: the page's own, with the region of its address where it gives none.

    Many British papers mark their pages as "en" alone.
    """
    language = article.language or DEFAULT_LANGUAGE
    try:
        host = urlsplit(article.url).hostname or ""
    except ValueError:  # "http://[" is no address
        return language
    region = REGIONS.get(language.casefold(), {}).get(host.rstrip(".").rpartition(".")[2])
    return f"{language}-{region}" if region else language
