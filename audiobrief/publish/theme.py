"""Templates: the theme's own, each replaceable by a file of the same name."""

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
from urllib.parse import urlsplit

import jinja2
from markupsafe import Markup

from audiobrief.errors import PublishError
from audiobrief.patterns import compile_late

THEME = Path(__file__).parent / "theme"
_ESCAPES = {
    # what could end a script element or start a comment in it (HTML 13.1.2), and the two
    # line ends that JavaScript knew before ES2019 and JSON does not
    ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026",
    0x2028: "\\u2028", 0x2029: "\\u2029",
}  # fmt: skip
_END_TAG = compile_late(r"</(?:script|style)|<!--", re.IGNORECASE)


class Theme:
    """Templates and the raw files that they take in."""

    def __init__(self, templates: str = "") -> None:
        """`templates` names a folder whose files go before the theme's own; "" for none.

        Raises:
            PublishError: there is no such folder.
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

    def render(self, name: str, /, **variables: Any) -> str:
        """The template of that name, filled.

        Raises:
            PublishError: it has an error; the message names the file and the line.
        """
        return "".join(self.stream(name, **variables))

    def stream(self, name: str, /, **variables: Any) -> Iterator[str]:
        """The template of that name, filled, in pieces.

        Raises:
            PublishError: as `render` does, once the piece is asked for that has an error.
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
        """Get templates ready, so that the first that is rendered is rendered at once.

        One that has an error is left for `render` to tell of.
        """
        for name in names:
            with contextlib.suppress(jinja2.TemplateError):
                self._environment.get_template(name)

    def text(self, name: str) -> str:
        """The file of that name as it stands."""
        path = next(path for folder in self._folders if (path := folder / name).is_file())
        return path.read_text("utf-8").replace("\r\n", "\n")

    def source(self, name: str) -> Markup:
        """A script or style sheet as it stands, to be put into an element of its own.

        Raises:
            PublishError: it holds what would end that element.
        """
        source = self.text(name)
        found = _END_TAG.search(source)
        if found:
            raise PublishError(
                f"{name} contains {found[0]!r}, which would end its element in a page; remove it"
            )
        return Markup(source)  # noqa: S704 -- the theme's own file, not the article's text


@functools.cache
def load_theme(templates: str = "") -> Theme:
    """The theme, read and compiled once a process."""
    return Theme(templates)


def hash_source(source: str) -> str:
    """How a content security policy names an inline script or style (CSP 3, 6.7.2.2)."""
    digest = hashlib.sha256(source.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def to_script_json(value: Any) -> Markup:
    """JSON that is safe in a script element, whatever the strings in it say."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_ESCAPES))  # noqa: S704 -- escaped in the line above


def web_address(url: str) -> str:
    """`url` if it is one of the web, "" otherwise: ``javascript:`` and ``data:`` run code."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme.lower() in {"http", "https"} and parts.netloc else ""
