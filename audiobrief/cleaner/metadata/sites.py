"""Choose a page's publication name, canonical address, language and lead image."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from audiobrief.characters import make_writable
from audiobrief.cleaner.metadata.structured import (
    PUBLISHER_TYPE,
    Structured,
    is_of,
    items_of,
    text_of,
)
from audiobrief.cleaner.tree import Tree
from audiobrief.patterns import compile_late
from audiobrief.spoken.languages import stop_words

SECOND_LEVEL = frozenset(
    {"co", "com", "org", "net", "gov", "ac", "edu", "or", "ne", "gob", "gouv"}
)
HOSTED = frozenset(
    {"wordpress", "blogspot", "github", "tumblr", "substack", "typepad", "blogger"}
)
# First labels of a host that name a service, language or section, not the publication
SERVICES = frozenset(
    "www m amp mobile de en fr es it blog blogs news web shop forum wiki magazin magazine presse press".split()
)
LANGUAGE = compile_late(r"^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$")

SCRIPTS = (
    ("ja", compile_late(r"[\u3040-\u30ff]")),
    ("ko", compile_late(r"[\uac00-\ud7af]")),
    ("zh", compile_late(r"[\u4e00-\u9fff]")),
    ("ru", compile_late(r"[\u0430-\u044f]")),
    ("ar", compile_late(r"[\u0627-\u064a]")),
    ("he", compile_late(r"[\u05d0-\u05ea]")),
    ("el", compile_late(r"[\u03b1-\u03c9]")),
)
MAX_SAMPLE = 3_000  # characters from which to detect the language; a paragraph is enough


def host_of(url: str) -> str:
    """Return the host of `url` without "www."; "" if it has none.

    For a copy in the Wayback Machine (web.archive.org), it is the original page's host.
    """
    url = re.sub(r"^https?://web\.archive\.org/web/\d+\w*/", "", url)
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.") if make_writable(host) == host else ""


def host_label(url: str) -> str:
    """Return the label of the host that names the site: "example" for news.example.co.uk."""
    labels = host_of(url).split(".")
    if len(labels) < 2 or labels[-1].isdigit():
        return ""
    labels = labels[:-1]
    if len(labels) > 1 and labels[-1] in SECOND_LEVEL:
        labels = labels[:-1]
    if len(labels) > 1 and labels[-1] in HOSTED:
        labels = labels[:-1]
    return labels[-1]


def site_titles(structured: Structured) -> list[str]:
    """Return the names by which the site calls itself, the most reliable first."""
    names = [
        structured.first("og:site_name"),
        *(text_of(structured.resolve(node.get("publisher"))) for node in structured.articles),
        *(text_of(node.get("name")) for node in structured.nodes if is_of(node, WEBSITE)),
        *(
            text_of(node.get("name"))
            for node in structured.nodes
            if is_of(node, PUBLISHER_TYPE)
        ),
        structured.first("application-name", "apple-mobile-web-app-title"),
    ]
    return [*filter(_is_title, names)]


def _is_title(name: str) -> bool:
    return 0 < len(name) <= 80 and "://" not in name


def _publishers(structured: Structured) -> list[str]:
    """Return the publisher named in meta tags: a firm, or a person who owns a business site."""
    metas = ("dc.publisher", "dcterms.publisher", "article:publisher", "copyright")
    return [*filter(_is_title, [structured.first(*metas)])]


def site_names(structured: Structured, url: str) -> list[str]:
    """Return all names of the site: its own titles first, its handle and host last."""
    handle = structured.first("twitter:site").lstrip("@")
    hosts = filter(None, (handle, host_of(url), host_label(url)))
    return [*site_titles(structured), *_publishers(structured), *hosts]


def printed_names(structured: Structured, url: str, title_tag: str, title: str) -> list[str]:
    """Return the names that mean the site, not an author, when a byline prints them.

    On hosts that give each writer a subdomain, the subdomain is not among them: it is often
    the author's name.
    """
    if any(label in HOSTED for label in host_of(url).split(".")):
        return [*site_titles(structured), *_publishers(structured)]
    host = host_of(url).partition(".")[0]
    names = [*site_names(structured, url), choose_site(structured, url, title_tag, title)]
    return names if host in SERVICES else [*names, host]


WEBSITE = compile_late(r"^WebSite$")


def choose_site(
    structured: Structured,
    url: str,
    title_tag: str,
    title: str,
    find_logo: Callable[[], str] = str,
) -> str:
    """Return the site's own name, else the title tag's ending, else its handle or host.

    Args:
        structured: the page's data.
        url: the page's address.
        title_tag: the text of its title element.
        title: its headline.
        find_logo: returns the text of a heading that leads to the site's front page; called only
            where nothing else names the site.
    """
    names = site_names(structured, url)
    tail = _tail_of(title_tag, title)
    host = host_label(url)
    for name in names:
        # Some templates put the address where the name belongs
        named = "." not in name.strip(".") or " " in name
        if named and name not in {host, structured.first("twitter:site").lstrip("@")}:
            return name
    if tail:
        return tail
    logo = find_logo() if not names or names[0] == host else ""
    if logo and title_tag.startswith(logo):
        return logo
    return names[0] if names else ""


def _tail_of(title_tag: str, title: str) -> str:
    """Return what follows the headline: "Harbour Post" in "Tide Turns | Harbour Post"."""
    if title and title_tag.startswith(title):
        rest = title_tag[len(title) :].strip(" |-–—·•»:/")
        parts = [part.strip() for part in re.split(r"\s[|–—·•»-]\s", rest)]
        return parts[-1] if parts and len(parts[-1]) <= 60 else ""
    return ""


def choose_url(structured: Structured, base: str, url: str) -> str:
    """Return the absolute canonical address; `url` if the page gives no better one."""
    candidates = [
        *structured.links.get("canonical", ()),
        structured.first("og:url"),
        *(text_of(node.get("url")) for node in structured.articles),
    ]
    for candidate in candidates:
        address = absolute(candidate, base)
        # Some templates give the home page as the canonical address of every page
        if address and not (urlsplit(address).path in {"", "/"} and _has_path(url)):
            return address
    return absolute(url, "")


def _has_path(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.path not in {"", "/"} or bool(parts.query)


def absolute(address: str, base: str) -> str:
    """Return `address` joined to `base`; "" unless the result is a complete http(s) address."""
    try:
        joined = urljoin(base, address.strip()) if address else ""
        parts = urlsplit(joined)
        host = parts.hostname
    except ValueError:
        return ""
    whole = parts.scheme in {"http", "https"} and host and " " not in joined
    return joined if whole and make_writable(joined) == joined else ""


def choose_image(structured: Structured, base: str) -> str:
    """Return the absolute address of the lead image; "" if the page gives none."""
    candidates = [
        structured.first("og:image:secure_url", "og:image", "og:image:url"),
        *(
            address
            for node in structured.articles
            for address in _images(structured, node.get("image"))
        ),
        structured.first("twitter:image", "twitter:image:src", "thumbnail", "image"),
        *structured.links.get("image_src", ()),
    ]
    return next(filter(None, (absolute(candidate, base) for candidate in candidates)), "")


COUNTRY_CODE = compile_late("[A-Z]{2}")
COUNTRIES = {
    # schema.org asks for a code, but many publishers write the name
    "UNITED STATES": "US", "UNITED STATES OF AMERICA": "US", "USA": "US", "UNITED KINGDOM": "GB", "UK": "GB", "GREAT BRITAIN": "GB",
    "ENGLAND": "GB", "SCOTLAND": "GB", "WALES": "GB", "IRELAND": "IE", "AUSTRALIA": "AU", "NEW ZEALAND": "NZ", "CANADA": "CA", "INDIA": "IN",
    "PAKISTAN": "PK", "BANGLADESH": "BD", "SRI LANKA": "LK", "NIGERIA": "NG", "GHANA": "GH", "KENYA": "KE", "UGANDA": "UG", "TANZANIA": "TZ",
    "SOUTH AFRICA": "ZA", "NAMIBIA": "NA", "ZIMBABWE": "ZW", "ZAMBIA": "ZM", "PHILIPPINES": "PH", "SINGAPORE": "SG", "MALAYSIA": "MY",
    "HONG KONG": "HK", "JAMAICA": "JM", "UNITED ARAB EMIRATES": "AE", "UAE": "AE", "QATAR": "QA",
}  # fmt: skip


def _images(structured: Structured, value: Any) -> Iterator[str]:
    for item in items_of(value):
        image = structured.resolve(item)
        if isinstance(image, dict):
            image = image.get("url") or image.get("contentUrl") or image.get("@id")
        if isinstance(image, list):
            image = next(iter(image), "")
        if isinstance(image, str):
            yield image


def choose_language(tree: Tree, structured: Structured) -> str:
    """Return the page's language as a BCP 47 tag, detected from its text if it states none.

    "" means that the page states no language and its text was not clear.
    """
    said: list[Any] = []
    for tag in tree.named("html", "body"):
        said += [tag.attrs.get("lang"), tag.attrs.get("xml:lang")]
    said += [
        structured.first(
            "og:locale", "content-language", "dc.language", "language", "inlanguage"
        )
    ]
    said += [
        text_of(node.get("inLanguage")) for node in (*structured.articles, *structured.pages)
    ]
    tags = [_tag(value) for value in said if isinstance(value, str)]
    first = next(filter(None, tags), "")
    if first:
        # The html tag may say "de" and og:locale "de_AT"; prefer the one with a region
        named = next((tag for tag in tags if tag.startswith(f"{first}-")), "")
        country = "" if named or "-" in first else _country(structured)
        return named or (f"{first}-{country}" if country else first)
    return detect_language(_sample(tree))


def _country(structured: Structured) -> str:
    """The publisher's country by its postal address, an ISO 3166 code; "" if none is given."""
    publishers = [structured.resolve(node.get("publisher")) for node in structured.articles]
    for publisher in publishers:
        address = publisher.get("address") if isinstance(publisher, dict) else None
        for place in items_of(address):
            country = place.get("addressCountry") if isinstance(place, dict) else None
            code = text_of(country).strip().upper()
            code = COUNTRIES.get(code, code)
            if COUNTRY_CODE.fullmatch(code):
                return code
    return ""


def _tag(value: str) -> str:
    value = value.strip().split(",")[0]
    if not LANGUAGE.match(value):
        return ""
    parts = value.replace("_", "-").split("-")
    if parts[0].lower() in {"x", "und", "mul"}:
        return ""
    return "-".join(
        [
            parts[0].lower(),
            *(part.upper() if len(part) == 2 else part.title() for part in parts[1:]),
        ]
    )


def _sample(tree: Tree) -> str:
    pieces: list[str] = []
    length = 0
    for paragraph in tree.by_name.get("p", ()):
        text = paragraph.get_text(" ")
        pieces.append(text)
        length += len(text)
        if length > MAX_SAMPLE:
            break
    return " ".join(pieces)[:MAX_SAMPLE]


def detect_language(text: str) -> str:
    """Detect the language of `text` from its script and commonest words; "" if unsure."""
    letters = sum(character.isalpha() for character in text)
    if letters < 20:
        return ""
    for language, script in SCRIPTS:
        if len(script.findall(text)) > 0.1 * letters:
            return language
    words = re.findall(r"[^\W\d_]+", text.lower())
    counts = {
        language: sum(map(words.count, stops)) for language, stops in stop_words().items()
    }
    best, second = sorted(counts.values(), reverse=True)[:2]
    if best < 2 or best < 1.3 * second:
        return ""
    return max(counts, key=lambda language: counts[language])
