"""The theme's templates, each of which a file of the same name may replace."""

from __future__ import annotations

import base64
import contextlib
import functools
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import jinja2
from markupsafe import Markup

from audiobrief.errors import PublishError
from audiobrief.patterns import compile_late

THEME = Path(__file__).parent / "theme"
_ESCAPES = {
    # characters that could end a script element or start a comment in it (HTML 13.1.2), and two
    # that ended a line in JavaScript strings before ES2019, but not in JSON
    ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026",
    0x2028: "\\u2028", 0x2029: "\\u2029",
}  # fmt: skip
_NO_ADDRESS = compile_late(r"%(?![0-9A-Fa-f]{2})|[\x00-\x20\x7f\"<>\\^`{|}\[\]]")
"""What no address has (RFC 3986, 2). Browsers forgive it, and checkers of books do not."""
_NOT_SENT = dict.fromkeys(map(ord, "\t\n\r"))
"""What browsers take out of an address."""
_COMMENTS = compile_late(r"^[ \t]*+(?://.*|/\*[^*]*\*/[ \t]*)\n", re.MULTILINE)
"""Lines that hold nothing but a comment, as the theme writes them."""
_INDENTS = compile_late(r"^[ \t]+", re.MULTILINE)
"""No text in the theme's scripts goes over several lines, so these mean nothing."""
_STYLE_SPACES = compile_late(r"(?:(?<!\s)\s+)?([{};])\s*")
"""No text in the theme's style sheets has one of these signs."""
_END_TAG = compile_late(r"</(?:script|style)|<!--", re.IGNORECASE)


class Theme:
    """Templates and the raw files that they include."""

    def __init__(self, templates: str = "") -> None:
        """`templates` names a folder whose files replace the theme's own; "" for none.

        Raises:
            PublishError: the folder does not exist.
        """
        folders = [THEME]
        if templates:
            if not Path(templates).is_dir():
                raise PublishError(
                    f"there is no folder {templates!r} of templates; correct publish.templates"
                )
            folders.insert(0, Path(templates))
        self._folders = folders
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(folders),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        # for templates of a newsroom that import a macro without its context
        self._environment.globals.update(t=str.format, ui="en")

    def render(self, name: str, /, **variables: Any) -> str:
        """The rendered template of that name.

        Raises:
            PublishError: the template has an error; the message names the file and the line.
        """
        return "".join(self.stream(name, **variables))

    def stream(self, name: str, /, **variables: Any) -> Iterator[str]:
        """The rendered template of that name, in pieces.

        Raises:
            PublishError: as for `render`, but only when the faulty piece is reached.
        """
        try:
            yield from self._environment.get_template(name).generate(**variables)
        except jinja2.TemplateError as error:
            at = (
                f", line {error.lineno}"
                if isinstance(error, jinja2.TemplateSyntaxError)
                else ""
            )
            raise PublishError(f"template {name}{at}: {error.message or error}") from error

    def compile(self, *names: str) -> None:
        """Compile templates in advance, so that the first one renders without delay.

        Errors in a template are left for `render` to report.
        """
        for name in names:
            with contextlib.suppress(jinja2.TemplateError):
                self._environment.get_template(name)

    def text(self, name: str) -> str:
        """The text of the file of that name, with line feeds as line ends."""
        path = next(path for folder in self._folders if (path := folder / name).is_file())
        return path.read_text("utf-8").replace("\r\n", "\n")

    def _is_replaced(self, name: str) -> bool:
        return any((folder / name).is_file() for folder in self._folders[:-1])

    def source(self, *names: str) -> Markup:
        """Scripts or style sheets, one after another, for one element.

        Files of the user are unchanged. The theme's own are without their lines of comments and
        their indents: those would be a tenth of each page, and stand in the theme.

        Raises:
            PublishError: the file holds text that would end that element.
        """
        sources = {name: self.text(name) for name in names}
        for name, source in sources.items():
            found = _END_TAG.search(source)
            if found:
                raise PublishError(
                    f"{name} contains {found[0]!r}, which would end its element in a page; "
                    "remove it"
                )
        own = {name: text for name, text in sources.items() if not self._is_replaced(name)}
        sources |= {name: _shorten(name, source) for name, source in own.items()}
        return Markup("\n".join(sources.values()))  # noqa: S704 -- the theme's own file, not the article's text


def _shorten(name: str, source: str) -> str:
    """A file of the theme without what only its readers need."""
    source = _INDENTS.sub("", _COMMENTS.sub("", source))
    if not name.endswith(".css"):
        return source
    # the last semicolon of a block may be left out (CSS Syntax 3, 5.4.4)
    return _STYLE_SPACES.sub(r"\1", source).replace(";}", "}")


@functools.cache
def load_theme(templates: str = "") -> Theme:
    """The theme with these templates, made once per process."""
    return Theme(templates)


def hash_source(source: str) -> str:
    """The name of an inline script or style in a content security policy (CSP 3, 6.7.2.2)."""
    digest = hashlib.sha256(source.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def to_script_json(value: Any) -> Markup:
    """JSON that is safe in a script element, whatever its strings contain."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_ESCAPES))  # noqa: S704 -- escaped in the line above


def web_address(url: str) -> str:
    """`url` if it is http or https, else "": ``javascript:`` and ``data:`` would run code.

    Behind the host, signs that no address has are written by their numbers: %7C for |.
    """
    url = url.strip().translate(_NOT_SENT)
    try:
        parts = urlsplit(url)
        # no port is above 65535, which is told by an error
        is_whole = parts.hostname and parts.port != 0
    except ValueError:
        return ""
    host = parts.netloc
    bare = host.replace("[", "").replace("]", "")  # an IPv6 address is in brackets
    if (
        parts.scheme.lower() not in {"http", "https"}
        or not is_whole
        or _NO_ADDRESS.search(bare)
    ):
        return ""
    before, found, behind = url.partition(host)
    return f"{before}{found}{_NO_ADDRESS.sub(lambda sign: quote(sign[0]), behind)}"
