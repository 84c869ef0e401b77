"""Turns a page into a manuscript: fetches it, cleans it and writes its script.

open_source --> write_manuscript (read_article --> write_script)

`make`, `script`, `open`, a batch and the library all read their pages here.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from audiobrief.characters import make_all_writable
from audiobrief.cleaner import clean, load_rules
from audiobrief.cleaner.rules import SiteRule
from audiobrief.episode.dependencies import lexicons_beside, own_lexicons
from audiobrief.episode.manuscripts import parse_manuscript
from audiobrief.episode.ownership import identify
from audiobrief.errors import (
    ArticleDataError,
    DoubtfulArticle,
    ScriptError,
    WordsMissing,
    about,
)
from audiobrief.fetch import about_source, is_address, read_page
from audiobrief.filed.article import ArticleData
from audiobrief.filed.holding import refuse_held
from audiobrief.filed.pages import page_of
from audiobrief.filed.reading import is_data, read_data
from audiobrief.model import Article, Manuscript, Page, Script
from audiobrief.segmenter import segment
from audiobrief.segmenter.completeness import compare
from audiobrief.settings.tree import Settings
from audiobrief.spoken.languages import DEFAULT
from audiobrief.spoken.learned import learn_sounds
from audiobrief.spoken.lexicon import Lexicon, load_lexicon
from audiobrief.system.files import read_at_most
from audiobrief.system.json_content import WrongJson, decode_json

DEFAULTS = Settings()
STDIN = "-"
MAX_SCRIPT_BYTES = 500_000_000
"""The largest script: that of a book of a day takes a tenth."""


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
    id: str = ""
    """What tells the article from others if it has no address; empty for its file or content."""
    given: ArticleData | None = None
    """What a content system says of the article, without its body; it wins over the page."""
    hints: ArticleData | None = None
    """What a feed says of the article; used where the page says nothing."""
    remarks: tuple[str, ...] = ()
    """What the user should be told of the source, besides what is told of its page."""


def open_source(
    source: str | Path | Page | ArticleData, settings: Settings = DEFAULTS
) -> Opened:
    """The content at a path, an address or "-" (stdin).

    A ``.json`` file holds a script, or an article as data with its body. An `ArticleData` that
    has an address and no body is fetched.

    Raises:
        PageError: the page cannot be read.
        ScriptError: the file with a script cannot be read.
        ArticleDataError: the data in the file has a wrong value, or no body.
        ArticleHeld: the data says that the article may not be published now.
    """
    if isinstance(source, ArticleData):
        return open_data(source, settings)
    if isinstance(source, Page):
        return Opened(source, source.name or source.url, url=source.url)
    name = str(source)
    if is_address(source):
        return Opened(read_page(source, settings=settings.fetch), name, url=name)
    if Path(source).suffix.lower() != ".json":
        path = "" if name == STDIN else name
        return Opened(read_page(source, settings=settings.fetch), name, path)
    try:
        content = read_at_most(Path(source), MAX_SCRIPT_BYTES)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ScriptError(
            f"cannot read {source}: {reason}; check its path", path=name
        ) from error
    with about(path=name):
        return _open_json(content, name)


def _open_json(content: bytes, name: str) -> Opened:
    """The page of an article as data, or the script, in a file of JSON.

    Raises:
        ArticleDataError: the data has a wrong value, or no body.
        ArticleHeld: the data says that the article may not be published now.
    """
    try:
        tree = decode_json(content, Any)
    except WrongJson:
        return Opened(content, name, name)  # what is wrong with it is told as of a script
    if isinstance(tree, list):
        raise ArticleDataError(
            f"{name} is a list; write one article in a line of a file whose name ends in .jsonl, "
            "and give that to `audiobrief batch`"
        )
    if not isinstance(tree, dict) or not is_data(tree):
        return Opened(content, name, name)
    reading = read_data(tree, name)
    data = reading.data
    refuse_held(data, name)
    if not data.body:
        raise ArticleDataError(
            f'{name} has neither "body" nor "html" nor "text"; add one, or give the address of '
            "its page"
        )
    page = page_of(data, name, is_copied=reading.is_copied)
    return Opened(page, name, name, data.url, data.id, given=data, remarks=reading.remarks)


def open_data(
    data: ArticleData, settings: Settings = DEFAULTS, *, is_copied: bool = False
) -> Opened:
    """The page of an article as data; it is fetched if the data has an address and no body.

    `is_copied` says that the text was copied out of a browser (`filed.reading.Reading`).

    Raises:
        ArticleHeld: the data says that the article may not be published now.
        PageError: the page cannot be fetched.
    """
    name = data.id or data.url or data.headline
    refuse_held(data, name)
    if data.body or not data.url:
        page = page_of(data, name, is_copied=is_copied)
        return Opened(page, name, url=data.url, id=data.id, given=data)
    page = read_page(data.url, settings=settings.fetch)
    return Opened(page, name, url=data.url, id=data.id, given=data)


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
            edited = parse_manuscript(
                opened.content,
                opened.name,
                lambda manuscript: lexicon_of(
                    manuscript, settings.for_url(manuscript.article.url), opened.path
                ),
            )
            own = edited.identity or identify(edited.article.url, _own_name(opened))
            return replace(edited, identity=own)
        page = opened.content
        if opened.url and not page.url:
            # the address decides which site rule and which profile apply
            page = replace(page, url=opened.url)
        article = read_article(
            page, settings, repeated=repeated, given=opened.given, hints=opened.hints
        )
        if opened.url and not article.url:
            article = replace(article, url=opened.url)
        article = replace(article, remarks=(*article.remarks, *opened.remarks))
        _refuse_doubtful(article, opened.name, settings.for_url(article.url).fail_below)
        written = write_script(article, settings, path=opened.path)
        return replace(written, identity=identify(article.url, _own_name(opened)))


def _own_name(opened: Opened) -> str:
    """What tells the article from others if its page gives no address."""
    if opened.id:
        return opened.id
    if opened.path:
        return os.path.abspath(opened.path)  # noqa: PTH100 -- Path.resolve would follow links
    content = opened.content
    return opened.url or (content.text if isinstance(content, Page) else "")


def _refuse_doubtful(article: Article, name: str, least: float) -> None:
    if article.confidence < least:
        raise DoubtfulArticle(
            f"the confidence in the article on {name or 'the page'} is {article.confidence:.2f} of 1, and "
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
    given: ArticleData | None = None,
    hints: ArticleData | None = None,
) -> Article:
    """The article at a path, an address or "-" (stdin).

    `repeated` holds the digests of lines that stand on other pages of its site; `given` and
    `hints` are as in `cleaner.clean`.

    Raises:
        PageError: the page cannot be read.
        NoArticleFound: the page has no article.
        ConfigError: a file of site rules cannot be read.
    """
    if not isinstance(source, Page):
        with about_source(source):
            page = read_page(source, settings=settings.fetch)
            return read_article(page, settings, repeated=repeated, given=given, hints=hints)
    rules: list[SiteRule] = []
    for path in settings.for_url(source.url).rules:
        with about(path=path):
            rules += load_rules(path)
    with about(url=source.url):
        article = clean(source, rules=rules, repeated=repeated, given=given, hints=hints)
    chosen = settings.for_url(article.url or source.url).language
    if chosen:
        article = replace(article, language=chosen)
    if source.problem:
        return replace(article, remarks=(source.problem, *article.remarks))
    return article


def write_script(
    article: Article, settings: Settings = DEFAULTS, *, path: str = ""
) -> Manuscript:
    """The article and its script; `path` is the page's file, or empty if it is no file.

    Raises:
        ScriptError: a lexicon cannot be read.
        WordsMissing: text of the article is not in the script, and `voice.allow_gaps` is not set.
    """
    article = make_all_writable(article)
    chosen = settings.for_url(article.url)
    texts = _texts(article)
    lexicon = open_lexicon(chosen, path, language=article.language, texts=texts)
    script = segment(article, chosen.script, lexicon=lexicon)
    return Manuscript(_refuse_missing(article, script, chosen), script)


def _refuse_missing(article: Article, script: Script, settings: Settings) -> Article:
    """The article, with a remark if text of it is not in its script.

    Raises:
        WordsMissing: it is not, and `voice.allow_gaps` is not set.
    """
    found = compare(article, script, settings.script)
    if not found.missing:
        return article
    first = article.blocks[found.missing[0].block].text
    said = (
        f"{found.article - found.script:,} of {found.article:,} letters of the article are not in "
        f"its script, first in the paragraph that begins {first[:60]!r}"
    )
    if settings.voice.allow_gaps:
        return replace(article, remarks=(*article.remarks, said))
    raise WordsMissing(
        f"{said}; this is a fault of audiobrief: please report the page, and make the episode "
        "without them meanwhile (--allow-gaps)"
    )


def lexicon_of(manuscript: Manuscript, settings: Settings, path: str = "") -> Lexicon:
    """The pronunciations for a manuscript, also those that its article tells.

    `path` is its page's file, or empty if it is no file.

    Raises:
        ScriptError: a lexicon cannot be read.
    """
    texts = _texts(manuscript.article)
    return open_lexicon(settings, path, language=manuscript.script.language, texts=texts)


def _texts(article: Article) -> Iterator[str]:
    return (block.text for block in article.blocks)


def open_lexicon(
    settings: Settings = DEFAULTS,
    source: str | Path | None = None,
    *,
    language: str = "en",
    texts: Iterable[str] = (),
) -> Lexicon:
    """The pronunciations for a page in a language.

    The built-in lexicon comes first, then what `texts` tell, then the user's own, then those in the
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
    tag = language or DEFAULT
    return load_lexicon(paths, language=tag, learned=learn_sounds(texts, tag))
