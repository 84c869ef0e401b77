"""A page becomes a manuscript: fetched, cleaned, and written as it is to be said.

read_article --> write_script
"""

from __future__ import annotations

from pathlib import Path

from audiobrief.characters import make_all_writable
from audiobrief.cleaner import clean, load_rules
from audiobrief.config import Settings
from audiobrief.errors import ScriptError
from audiobrief.fetch import is_address, read_page
from audiobrief.manuscripts import parse_manuscript
from audiobrief.model import Article, Manuscript, Page
from audiobrief.places import user_folder
from audiobrief.segmenter import segment
from audiobrief.spoken.lexicon import Lexicon, load_lexicon

DEFAULTS = Settings()
LEXICON = "lexicon.toml"
"""In the user's folder for configuration, and beside a page."""


def read_article(source: str | Path | Page, settings: Settings = DEFAULTS) -> Article:
    """The article at a path, an address or "-".

    Raises:
        PageError: the page cannot be had.
        NoArticleFound: there is no article on it.
        ConfigError: a file of site rules cannot be read.
    """
    page = source if isinstance(source, Page) else read_page(source, settings=settings.fetch)
    rules = [rule for path in settings.rules for rule in load_rules(path)]
    return clean(page, rules=rules)


def write_script(
    article: Article, settings: Settings = DEFAULTS, *, lexicon: Lexicon | None = None
) -> Manuscript:
    """The article with its script; `lexicon` stands in for the settings' own.

    Raises:
        ScriptError: a lexicon cannot be read.
    """
    article = make_all_writable(article)
    style = settings.for_url(article.url).script
    if lexicon is None:
        lexicon = open_lexicon(settings, language=article.language)
    return Manuscript(article, segment(article, style, lexicon=lexicon))


def read_manuscript(source: str | Path, settings: Settings = DEFAULTS) -> Manuscript:
    """The script of the page at `source`, or the one that a ``.json`` file holds.

    Raises:
        PageError: the page cannot be had.
        NoArticleFound: there is no article on it.
        ScriptError: the file is no script, or a lexicon cannot be read.
    """
    if Path(source).suffix.lower() != ".json" or is_address(source):
        article = read_article(source, settings)
        lexicon = open_lexicon(settings, source, language=article.language)
        return write_script(article, settings, lexicon=lexicon)
    try:
        content = Path(source).read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ScriptError(f"cannot read {source}: {reason}; check its path") from error
    return parse_manuscript(content, str(source), open_lexicon(settings, source))


def open_lexicon(
    settings: Settings = DEFAULTS, source: str | Path | None = None, *, language: str = "en"
) -> Lexicon:
    """The pronunciations for a page in a language.

    Those built in, the user's own, those of the settings, then those beside
    the page: ``lexicon.toml`` in its folder, and ``<its name>.lexicon.toml``.
    Later ones win.

    Raises:
        ScriptError: a lexicon cannot be read.
    """
    own, beside = _lexicons_around(source)
    paths = [
        *(path for path in own if path.is_file()),
        *settings.lexicons,
        *(path for path in beside if path.is_file()),
    ]
    return load_lexicon(paths, language=language or "en")


def list_inputs(source: str | Path, settings: Settings = DEFAULTS) -> tuple[Path, ...]:
    """Every file that the episode of a page in a file depends on, or would if it were there.

    Files of settings are not among them (`places.settings_files`), nor is what
    is installed, nor what `publish.templates` holds.
    """
    own, beside = _lexicons_around(source)
    found = [Path(source), *own, *beside]
    for one in (settings, *settings.profiles.values()):
        music = one.music
        found += [*one.lexicons, *one.rules]
        found += filter(None, (one.cover, music.intro, music.outro, music.bed))
    return tuple(found)


def _lexicons_around(source: str | Path | None) -> tuple[list[Path], list[Path]]:
    """Where the user's own lexicon would be, and those beside the page."""
    folder = user_folder()
    beside: list[Path] = []
    if source is not None and str(source) != "-" and not is_address(source):
        page = Path(source)
        beside = [page.with_name(LEXICON), page.with_name(f"{page.stem}.{LEXICON}")]
    return [folder / LEXICON] if folder else [], beside
