"""Generates the reference pages and the man page from the code: `make reference`.

They are in the repository, since other pages link to them; a test checks that they are up to
date.
"""

from __future__ import annotations

import ast
import dataclasses
import importlib
import inspect
import json
import re
import typing
from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path
from typing import Any

import click

from audiobrief import __version__, errors
from audiobrief.cli import COMMANDS, main
from audiobrief.cli.voices_catalogue import MIRROR_VARIABLE
from audiobrief.engines import RANGES
from audiobrief.filed.article import ArticleData, Status
from audiobrief.filed.reading import BODIES, BY_NAME, CONVERSIONS, OTHER_NAMES, STATUSES
from audiobrief.settings.template import _entries, _first_line, to_toml
from audiobrief.settings.tree import BATCH_RANGES, SPOKEN_KINDS, Settings
from audiobrief.system.locations import VOICES_VARIABLES
from audiobrief.system.tables import fields_of
from tests.docs import asvs
from tests.places import CHECKOUT

PAGES = CHECKOUT / "docs" / "pages" / "reference"
MAN = CHECKOUT / "docs" / "man" / "audiobrief.1"
HOUSE = CHECKOUT / "audiobrief"
RANGED: dict[str, Mapping[str, tuple[float, float]]] = {"batch": BATCH_RANGES, "voice": RANGES}
"""Table of settings -> least and greatest value of each key."""
GENERATED = "<!-- Generated from the code by `make reference`. -->\n"


def kept_files() -> dict[Path, str]:
    """Path -> content of each generated file in the repository."""
    return {
        PAGES / "commands.md": commands_page(),
        PAGES / "configuration.md": configuration_page(),
        PAGES / "messages.md": messages_page(),
        PAGES / "article.md": article_page(),
        PAGES / "article.schema.json": json.dumps(article_schema(), indent=2) + "\n",
        MAN: man_page(),
        asvs.PAGE: asvs.asvs_page(),
    }


# Commands


def all_commands() -> Iterator[tuple[str, click.Command]]:
    """Full name and command, in the order of the table, each group before its subcommands."""
    for name, (module, _) in COMMANDS.items():
        command: click.Command = importlib.import_module(f"audiobrief.cli.{module}").command
        yield from _with_subcommands(f"audiobrief {name}", command)


def _with_subcommands(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        for below, inner in command.commands.items():
            yield from _with_subcommands(f"{name} {below}", inner)


def commands_page() -> str:
    parts = [
        GENERATED,
        "# Commands\n",
        ("Results go to stdout, everything else to stderr. Exit codes: 0 for success; 1 if a page or "
        "a setting was refused, with one line that says why; 2 if the command line is wrong. "
        "`batch`, `watch` and `report` also exit with 3 if some episodes were made and others were not. "
        "Further codes stand with their commands.\n"),
        "Options of every command: " + ", ".join(f"`{_flags(o)}` ({_plain(o.help)})" for o in _options(main)) + ".\n",
    ]  # fmt: skip
    for name, command in all_commands():
        parts += [f"## {name}\n", f"    {usage(name, command)}\n", _markdown(command.help)]
        rows = [
            f"| {_code(_flags(option))} | {_cell(option.help)} |"
            for option in _options(command)
        ]
        if rows:
            parts.append("\n".join(["| option | |", "|---|---|", *rows]) + "\n")
        parts.append(_markdown(command.epilog))
    return "\n".join(parts).rstrip() + "\n"


def usage(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=name)
    return " ".join([name, *command.collect_usage_pieces(context)])


def _options(command: click.Command) -> list[click.Option]:
    return [p for p in command.params if isinstance(p, click.Option) and not p.hidden]


def _flags(option: click.Option) -> str:
    value = ""
    if not option.is_flag:
        kind = option.type
        choices = "|".join(kind.choices) if isinstance(kind, click.Choice) else ""
        value = " " + (option.metavar or choices or kind.name.upper())
    return ", ".join([*option.opts, *option.secondary_opts]) + value


def _code(text: str) -> str:
    """Code for the cell of a table, where a bare | would end the cell even within code."""
    return f"`{text}`" if "|" not in text else f"<code>{text.replace('|', '&#124;')}</code>"


def _plain(text: str | None) -> str:
    return " ".join((text or "").split()).rstrip(".")


def _cell(text: str | None) -> str:
    # help texts end in "  [default]"
    said, _, default = (text or "").partition("  [")
    shown = " ".join(said.split()).replace("|", "\\|")
    return f"{shown} Default: {default.rstrip(']')}." if default else shown


def _markdown(text: str | None) -> str:
    """Click's help as Markdown; a paragraph after \\b is kept unchanged."""
    parts: list[str] = []
    for paragraph in re.split(r"\n\s*\n", inspect.cleandoc(text or "")):
        _, mark, kept = paragraph.partition("\b\n")
        if mark:
            title, _, lines = kept.strip("\n").partition("\n")
            parts += [f"{title}\n", "```text\n" + inspect.cleandoc(lines) + "\n```\n"]
        elif paragraph.strip():
            parts.append(" ".join(paragraph.split()) + "\n")
    return "\n".join(parts)


# Settings


def configuration_page() -> str:
    tables = "\n".join(part for part in _tables(Settings(), "", "") if part)
    kinds = ", ".join(f"`{kind}`" for kind in SPOKEN_KINDS)
    return f"""{GENERATED}
# Configuration

You can set everything in a TOML file; `audiobrief init` writes one with all settings, commented out.
Settings are read from these places; a later one overrides an earlier one:

1. the defaults below;
2. `config.toml` in your configuration folder (set `AUDIOBRIEF_CONFIG` to use another folder, or to
   `off` to use none);
3. `audiobrief.toml` in the folder where you run audiobrief, or the file named by `--config`;
4. `[profiles."host"]`, for the pages of that host and its subdomains: the same tables again, as in
   `[profiles."saltmere.example".voice]`;
5. options of the command line.

An unknown key or a wrong value stops the run with a message that names its file and line. Paths in a
file are relative to that file.

`[speak]` sets for each kind of text whether it is spoken, `true` or `false`: {kinds}.

{tables}"""


def _tables(settings: Any, title: str, meaning: str) -> Iterator[str]:
    kind = type(settings)
    hints = typing.get_type_hints(kind)
    if title:
        yield f"## [{title}]\n\n{meaning}\n"
    else:
        yield "## Outside any table\n"
    yield "| key | type | default | |\n|---|---|---|---|"
    below: list[tuple[str, Any]] = []
    for name, value, about in _entries(settings):
        if dataclasses.is_dataclass(value):
            below.append((f"{title}.{name}" if title else name, value))
        elif name != "profiles":
            default = f"`{to_toml(value)}`" if value is not None else ""
            said = f"{about}{_range(title, name, about)}".strip().replace("|", "\\|")
            yield f"| `{name}` | {_type(hints[name])} | {default} | {said} |"
    yield "\n"
    for name, value in below:
        yield from _tables(value, name, _first_line(type(value)))


def _range(table: str, name: str, about: str) -> str:
    ranges: Mapping[str, tuple[float, float]] = RANGED.get(table, {})
    if name not in ranges or " to " in about:
        return ""
    low, high = ranges[name]
    return f" Range: {low:,} to {high:,}."


def _type(annotation: Any) -> str:
    if annotation is type(None):
        return ""
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return " or ".join(f'`"{each.value}"`' for each in annotation)
    names = {bool: "true or false", int: "integer", float: "number", str: "text", Path: "path"}
    if annotation in names:
        return names[annotation]
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Literal:
        return " or ".join(f"`{to_toml(value)}`" for value in arguments)
    if origin in (tuple, list, set, frozenset):
        return f"list of {_type(arguments[0]).replace(' or ', ', ')}"
    if origin is not None and isinstance(origin, type) and "Mapping" in origin.__name__:
        return "table"
    return " or ".join(filter(None, (_type(each) for each in arguments))) or "any"


# Messages


def messages_page() -> str:
    """Every message that the code raises, by its error, as written in the source."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted(HOUSE.rglob("*.py")):
        for name, message in _raised(path):
            room = path.relative_to(HOUSE).as_posix()
            found.setdefault(name, {}).setdefault(message, room)
    parts = [
        GENERATED,
        "# Messages\n",
        (
            "Every message of an error, as it is in the code; … marks the parts that vary. "
            "[Troubleshooting](../troubleshooting.md) says what to do about them.\n"
        ),
    ]
    for name in error_names():
        about = inspect.getdoc(getattr(errors, name)) or ""
        parts.append(f"## {name}\n\n{about}\n")
        parts += [
            f"- `{message.replace('`', chr(39))}` ({room})"
            for message, room in sorted(found.get(name, {}).items())
        ]
        parts.append("")
    return "\n".join(parts)


def error_names() -> list[str]:
    """Names of all errors, in the order of their tree."""
    return [
        name
        for name, kind in vars(errors).items()
        if isinstance(kind, type) and issubclass(kind, errors.AudiobriefError)
    ]


def _raised(path: Path) -> Iterator[tuple[str, str]]:
    known = set(error_names())
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
            continue
        message = _template(node.args[0])
        if node.func.id in known and message.strip(" …"):
            yield node.func.id, message


def _template(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return " ".join(str(node.value).split())
    if isinstance(node, ast.JoinedStr):
        parts = (str(v.value) if isinstance(v, ast.Constant) else "…" for v in node.values)
        return " ".join("".join(parts).split())
    return ""


# The article as data


def article_schema() -> dict[str, Any]:
    """The JSON Schema of an article as data, from the types and the docstrings of its fields."""
    properties: dict[str, Any] = {}
    for name, _, about in _entries(ArticleData()):
        read = BY_NAME.get(name) or CONVERSIONS[fields_of(ArticleData)[name]]
        properties[name] = {**read.schema, "description": about}
    for other, name in OTHER_NAMES.items():
        properties[other] = {**properties[name], "description": f"Another name of `{name}`."}
    for other, kind in BODIES.items():
        about = f"The body, as {kind.value}."
        properties[other] = {**properties["body"], "description": about}
    properties["text"]["description"] += (
        " Without a headline it is taken as copied out of a browser, and the article is looked for."
    )
    properties["path"] = {
        "type": "string",
        "description": "In a list: the file of the page, relative to the list.",
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An article for audiobrief",
        "type": "object",
        "properties": properties,
    }


def article_page() -> str:
    rows = [
        f"| `{name}` | {_schema_type(part)} | {part['description']} |"
        for name, part in article_schema()["properties"].items()
    ]
    table = "\n".join(["| key | type | |", "|---|---|---|", *rows])
    return f"""{GENERATED}
# Article as data

A line of a `.jsonl` list, a `.json` file that is given to `audiobrief make` (with the body in it), or a
dict given to `audiobrief.make_episode`, is an article as its content system has it. Every key may be left
out or be null; what is given wins over what the page says. There is a [JSON
Schema](article.schema.json).

```json
{{"id": "t-101", "headline": "Ferry back", "dek": "Three weeks after the ice", "body": "<p>The ferry …</p>",
 "authors": ["Ada Lind", {{"name": "Bo Ek", "role": "harbour correspondent", "place": "Oslo"}}],
 "published": "2031-03-04T06:00:00Z", "section": "Harbour", "language": "en-GB",
 "url": "https://saltmere.example/ferry", "publish_after": "2031-03-05T06:00:00Z"}}
```

An article has a `body`, or a `path` in a list, or is fetched from its `url`. A key that audiobrief does
not know is left out, with one warning for the whole run. A wrong value is an error that names line and
key; in a list that line fails, and the others are made.

{table}

Words for `status` that mean published: {_words(Status.PUBLISHED)}; a draft: {_words(Status.DRAFT)};
withdrawn: {_words(Status.WITHDRAWN)}.
"""


def _words(status: Status) -> str:
    known = [status.value, *(word for word, means in STATUSES.items() if means is status)]
    return ", ".join(f"`{word}`" for word in known)


def _schema_type(part: Mapping[str, Any]) -> str:
    if "enum" in part:
        return "one of the words below" if len(part["enum"]) > 5 else ", ".join(part["enum"])
    kinds = part["type"] if isinstance(part["type"], list) else [part["type"]]
    names = {"string": "text", "array": "list", "integer": "number", "object": "object"}
    return " or ".join(names[kind] for kind in kinds)


# The man page


def man_page() -> str:
    """The page for `man audiobrief`, in the macros of man(7)."""
    lines = [
        '.\\" Generated from the code by `make reference`.',
        f'.TH AUDIOBRIEF 1 "" "audiobrief {__version__}" "User Commands"',
        ".SH NAME", f"audiobrief \\- {_roff(_plain(main.help))}",
        ".SH SYNOPSIS", ".B audiobrief", "[OPTIONS] COMMAND [ARGS]...",
        ".SH OPTIONS", *_man_options(main),
        ".SH COMMANDS",
    ]  # fmt: skip
    for name, command in all_commands():
        lines += [f".SS {_roff(usage(name, command))}", *_man_text(command.help)]
        lines += [*_man_options(command), *_man_text(command.epilog)]
    lines += [
        ".SH FILES",
        ".TP", ".I audiobrief.toml", "Settings, in the folder where audiobrief is run.",
        ".TP", ".I config.toml", "Settings, in the user's configuration folder.",
        ".SH ENVIRONMENT",
        ".TP", ".B AUDIOBRIEF_CONFIG", "Folder of config.toml; off for none.",
        ".TP", f".B {MIRROR_VARIABLE}", "Server that `voices add` downloads from, instead of the voices' publishers.",
        *(
            line
            for engine, variable in VOICES_VARIABLES.items()
            for line in (".TP", f".B {variable}", f"Folder of the voices of engine {engine}.")
        ),
        ".TP", ".B NO_COLOR", "Turns colours off if it is set.",
        ".SH EXIT STATUS",
        "0 for success; 1 if a page or a setting was refused; 2 if the command line is wrong;",
        "3 if a batch made some episodes and not others.",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _man_options(command: click.Command) -> Iterator[str]:
    for option in _options(command):
        yield from (".TP", f"\\fB{_roff(_flags(option))}\\fR", _roff(_cell(option.help)))


def _man_text(text: str | None) -> Iterator[str]:
    for paragraph in re.split(r"\n\s*\n", inspect.cleandoc(text or "")):
        _, mark, kept = paragraph.partition("\b\n")
        if mark:
            yield from (
                ".PP",
                ".nf",
                *(_roff(line) for line in kept.rstrip().split("\n")),
                ".fi",
            )
        elif paragraph.strip():
            yield from (".PP", _roff(" ".join(paragraph.split())))


def _roff(text: str) -> str:
    # man(7): a backslash is \\e, a hyphen that users may copy is \\-, no line begins with a dot
    # or quote
    escaped = text.replace("\\|", "|").replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{escaped}" if escaped[:1] in {".", "'"} else escaped


def write() -> None:
    for path, text in kept_files().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write()
