"""Turns a page into a manuscript: fetches it, cleans it and writes its script.

open_source --> write_manuscript (read_article --> write_script)

`make`, `script`, `open`, a batch and the library all read their pages here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from audiobrief.characters import make_all_writable
from audiobrief.cleaner import clean, load_rules
from audiobrief.cleaner.rules import SiteRule
from audiobrief.episode.dependencies import lexicons_beside, own_lexicons
from audiobrief.episode.manuscripts import parse_manuscript
from audiobrief.errors import DoubtfulArticle, ScriptError, about
from audiobrief.fetch import about_source, is_address, read_page
from audiobrief.model import Article, Manuscript, Page
from audiobrief.segmenter import segment
from audiobrief.settings.tree import Settings
from audiobrief.spoken.lexicon import Lexicon, load_lexicon

DEFAULTS = Settings()
STDIN = "-"


@dataclass(frozen=True, slots=True)
class Opened:
    """The content of a source, before its article is looked for."""

    content: Page | bytes
    """A page, or the JSON of a script that may have been edited."""
    name: str = ""
    """The source's name in messages."""
    path: str = ""
    """The path of a file on this machine, which may have lexicons beside it; else empty."""
    url: str = ""
    """The source's address, used if the page itself names none; empty if there is none."""


def open_source(source: str | Path | Page, settings: Settings = DEFAULTS) -> Opened:
    """The content at a path, an address or "-" (stdin); a ``.json`` file holds a script.

    Raises:
        PageError: the page cannot be read.
        ScriptError: the file with a script cannot be read.
    """
    if isinstance(source, Page):
        return Opened(source, source.name or source.url, url=source.url)
    name = str(source)
    if is_address(source):
        return Opened(read_page(source, settings=settings.fetch), name, url=name)
    if Path(source).suffix.lower() != ".json":
        path = "" if name == STDIN else name
        return Opened(read_page(source, settings=settings.fetch), name, path)
    try:
        return Opened(Path(source).read_bytes(), name, name)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ScriptError(
            f"cannot read {source}: {reason}; check its path", path=name
        ) from error


def write_manuscript(
    opened: Opened, settings: Settings = DEFAULTS, *, repeated: frozenset[str] = frozenset()
) -> Manuscript:
    """The article and its script, from a page that was opened or from a script file.

    `repeated` holds the digests of lines that stand on other pages of its site.

    Raises:
        NoArticleFound: the page has no article.
        DoubtfulArticle: it has less confidence than `fail_below` in the settings.
        ScriptError: the file is no script, or a lexicon cannot be read.
        ConfigError: a file of site rules cannot be read.
    """
    with about(url=opened.url, path=opened.path):
        if isinstance(opened.content, bytes):
            return parse_manuscript(
                opened.content,
                opened.name,
                lambda manuscript: open_lexicon(
                    settings.for_url(manuscript.article.url),
                    opened.path,
                    language=manuscript.script.language,
                ),
            )
        page = opened.content
        if opened.url and not page.url:
            # the address decides which site rule and which profile apply
            page = replace(page, url=opened.url)
        article = read_article(page, settings, repeated=repeated)
        if opened.url and not article.url:
            article = replace(article, url=opened.url)
        _refuse_doubtful(article, opened.name, settings.for_url(article.url).fail_below)
        return write_script(article, settings, path=opened.path)


def _refuse_doubtful(article: Article, name: str, least: float) -> None:
    if article.confidence < least:
        raise DoubtfulArticle(
            f"the article on {name or 'the page'} is sure to {article.confidence:.2f}, and "
            f"{least:.2f} is asked for: {'; '.join(article.doubts)}; compare it with its page "
            "(`audiobrief clean --explain`), and write a site rule or lower --fail-below"
        )


def read_manuscript(source: str | Path | Page, settings: Settings = DEFAULTS) -> Manuscript:
    """The manuscript of the page at `source`, or the one in a ``.json`` file.

    Raises:
        PageError: the page cannot be read.
        NoArticleFound: the page has no article.
        ScriptError: the file is no script, or a lexicon cannot be read.
        ConfigError: a file of site rules cannot be read.
    """
    return write_manuscript(open_source(source, settings), settings)


def read_article(
    source: str | Path | Page,
    settings: Settings = DEFAULTS,
    *,
    repeated: frozenset[str] = frozenset(),
) -> Article:
    """The article at a path, an address or "-" (stdin).

    `repeated` holds the digests of lines that stand on other pages of its site.

    Raises:
        PageError: the page cannot be read.
        NoArticleFound: the page has no article.
        ConfigError: a file of site rules cannot be read.
    """
    if not isinstance(source, Page):
        with about_source(source):
            page = read_page(source, settings=settings.fetch)
            return read_article(page, settings, repeated=repeated)
    rules: list[SiteRule] = []
    for path in settings.for_url(source.url).rules:
        with about(path=path):
            rules += load_rules(path)
    with about(url=source.url):
        return clean(source, rules=rules, repeated=repeated)


def write_script(
    article: Article, settings: Settings = DEFAULTS, *, path: str = ""
) -> Manuscript:
    """The article and its script; `path` is the page's file, or empty if it is no file.

    Raises:
        ScriptError: a lexicon cannot be read.
    """
    article = make_all_writable(article)
    chosen = settings.for_url(article.url)
    lexicon = open_lexicon(chosen, path, language=article.language)
    return Manuscript(article, segment(article, chosen.script, lexicon=lexicon))


def open_lexicon(
    settings: Settings = DEFAULTS, source: str | Path | None = None, *, language: str = "en"
) -> Lexicon:
    """The pronunciations for a page in a language.

    The built-in lexicon comes first, then the user's own, then those in the
    settings, then those beside the page: ``lexicon.toml`` in its folder and
    ``<its name>.lexicon.toml``. Later ones win.

    Raises:
        ScriptError: a lexicon cannot be read.
    """
    page = "" if source is None or is_address(source) else str(source)
    beside = lexicons_beside("" if page == STDIN else page)
    paths = [
        *(path for path in map(Path, own_lexicons()) if path.is_file()),
        *settings.lexicons,
        *(path for path in map(Path, beside) if path.is_file()),
    ]
    return load_lexicon(paths, language=language or "en")
