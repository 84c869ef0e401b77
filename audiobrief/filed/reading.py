"""Reads an article from the values of a JSON object; each error names the key.

The conversions follow the types of `ArticleData`, so that each field is defined once.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urljoin, urlsplit

from audiobrief.errors import ArticleDataError
from audiobrief.filed.article import ArticleData, Status
from audiobrief.model import Author, PageKind
from audiobrief.patterns import compile_late
from audiobrief.system.tables import fields_of

OTHER_NAMES = {
    # names that content systems and feeds use -> the field; the field's own name wins
    "title": "headline", "standfirst": "dek", "subtitle": "dek",
    "author": "authors", "canonical_url": "url", "lang": "language",
}  # fmt: skip
BODIES = {"html": PageKind.HTML, "markdown": PageKind.MARKDOWN, "text": PageKind.TEXT}
"""Keys that hold a body of a known format."""
STATUSES = {
    # the status in WordPress (its `post_status`) and in the IPTC's ninjs (its `pubstatus`)
    "publish": Status.PUBLISHED, "usable": Status.PUBLISHED,
    # WordPress keeps a post as "future" until its date, and then publishes it
    "future": Status.DRAFT, "pending": Status.DRAFT, "private": Status.DRAFT, "auto-draft": Status.DRAFT,
    "inherit": Status.DRAFT, "withheld": Status.DRAFT,
    "trash": Status.WITHDRAWN, "canceled": Status.WITHDRAWN, "cancelled": Status.WITHDRAWN,
    "unpublished": Status.WITHDRAWN, "retracted": Status.WITHDRAWN, "deleted": Status.WITHDRAWN,
}  # fmt: skip
YEARS = range(1000, 9000)
"""Dates outside these years are slips of the keyboard, and some time zones cannot hold them."""
KINDS: tuple[tuple[type, str], ...] = (
    # Python's type of a JSON value -> its name for people; bool is an int in Python
    (str, "text"), (bool, "true or false"), (int, "a number"), (float, "a number"),
    (list, "a list"), (tuple, "a list"), (Mapping, "an object"), (type(None), "null"),
)  # fmt: skip
_WEB = compile_late(r"https?://[^\s/?#]+\S*\Z", re.IGNORECASE)
_TAG = compile_late(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*\Z")
_MAIL_DATE = compile_late(r"(?:[A-Za-z]{3},\s*)?\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\s")


class Reading(NamedTuple):
    """An article that was read, and the keys that mean nothing to audiobrief."""

    data: ArticleData
    unknown: tuple[str, ...] = ()
    """Each key that was left out, with the nearest known one: "headlin" (nearest: headline)."""
    is_copied: bool = False
    """Whether the text was copied out of a browser, with what stands around the article: it
    came under "text", and without a headline."""

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the article's remarks say of the keys that were left out."""
        if not self.unknown:
            return ()
        return (f"keys that are unknown were left out: {', '.join(self.unknown)}",)


class WrongValue(ValueError):
    """A value is not what its field needs; `place` leads to it from the field."""

    def __init__(self, said: str, place: str = "") -> None:
        super().__init__(said)
        self.place = place


@dataclass(frozen=True, slots=True)
class Conversion:
    """How values of one type are read, and how JSON Schema describes them."""

    read: Callable[[Any], Any]
    """Takes a JSON value; raises `WrongValue`."""
    schema: Mapping[str, Any]


def read_data(values: Mapping[str, Any], where: str, *, also: tuple[str, ...] = ()) -> Reading:
    """The article in the values of a JSON object; null counts as left out.

    `where` begins each message, such as "list.jsonl, line 3". The keys in `also` are the
    caller's, and are passed over.

    Raises:
        ArticleDataError: a value has the wrong type, or is no date, address, language or status.
    """
    wrong = next((key for key in values if not isinstance(key, str)), None)
    if wrong is not None:
        raise ArticleDataError(f"{where}: the key {wrong!r} must be text")
    fields = fields_of(ArticleData)
    found: dict[str, Any] = {}
    unknown = []
    # names of other systems first, so that the field's own name is read later and wins
    for key in sorted(values, key=lambda key: (key in fields, key)):
        value = values[key]
        name = _field_of(key, value)
        if key in also or value is None:
            continue
        if name not in fields:
            unknown.append(_unknown(key, [*fields, *OTHER_NAMES, *BODIES]))
            continue
        try:
            read = BY_NAME.get(name) or CONVERSIONS[fields[name]]
            converted = read.read(value)
            if name in CHECKS:
                converted = CHECKS[name](converted)
        except WrongValue as error:
            raise ArticleDataError(f"{where}: {key}{error.place} {error}") from error
        if name == "authors":
            unknown += _unknown_of_authors(key, value)
        if converted or name not in found:
            found[name] = converted
            if name == "body":
                found["body_format"] = BODIES.get(key)
    if found.get("image"):
        found["image"] = _image(found["image"], found.get("url", ""), where)
    is_copied = bool(values.get("text")) and not values.get("body") and "headline" not in found
    return Reading(ArticleData(**found), tuple(unknown), is_copied=is_copied)


def is_data(values: Mapping[str, Any]) -> bool:
    """Whether the values of a JSON object are an article's, and not those of a script.

    A script has its article under a key of its own (`model.Manuscript`).
    """
    fields = fields_of(ArticleData)
    return "script" not in values and any(_field_of(key, None) in fields for key in values)


def _field_of(key: str, value: Any) -> str:
    """The field that a key gives; a byline in one text is not yet a list of authors."""
    name = OTHER_NAMES.get(key, "body" if key in BODIES else key)
    return "byline" if name == "authors" and isinstance(value, str) else name


def _unknown(key: str, fields: Iterable[str], inside: str = "") -> str:
    near = difflib.get_close_matches(key[:50], fields, n=1)
    return f"{inside + key[:50]!r}{f' (nearest: {near[0]})' if near else ''}"


def _unknown_of_authors(key: str, value: Any) -> list[str]:
    """The unknown keys of authors, which are objects or names, each key once."""
    known = fields_of(Author)
    authors = [value] if isinstance(value, Mapping) else value
    given = (name for author in authors if isinstance(author, Mapping) for name in author)
    return [
        _unknown(name, known, f"{key}.") for name in dict.fromkeys(given) if name not in known
    ]


def name_kind(value: Any) -> str:
    """What a value of JSON is, for people: "a list", "null"."""
    return next((name for kind, name in KINDS if isinstance(value, kind)), "something else")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise WrongValue(f"must be text, and is {name_kind(value)}")
    return value.strip()


def _texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, (list, tuple)):
        raise WrongValue(f"must be a list of texts, and is {name_kind(value)}")
    return tuple(filter(None, _each(value, _text)))


def _authors(value: Any) -> tuple[Author, ...]:
    if isinstance(value, Mapping):
        one = _author(value)
        return (one,) if one.name else ()
    if not isinstance(value, (list, tuple)):
        raise WrongValue(f"must be text or a list of authors, and is {name_kind(value)}")
    return tuple(author for author in _each(value, _author) if author.name)


def _author(value: Any) -> Author:
    if isinstance(value, Author):
        return value
    if isinstance(value, str):
        return Author(" ".join(value.split()))
    if not isinstance(value, Mapping):
        raise WrongValue(f"must be a name or an object with one, and is {name_kind(value)}")
    if value.get("name") is None:
        raise WrongValue('has no name; write an author as {"name": "Ada Lind"}')
    fields: dict[str, Any] = {}
    for name, kind in fields_of(Author).items():
        given = value.get(name)
        if given is None:
            continue
        if not isinstance(given, kind):
            wanted = dict(KINDS)[kind]
            raise WrongValue(f"must be {wanted}, and is {name_kind(given)}", f".{name}")
        fields[name] = " ".join(given.split()) if kind is str else given
    return Author(**fields)


_T = TypeVar("_T")


def _each(values: list[Any] | tuple[Any, ...], read: Callable[[Any], _T]) -> list[_T]:
    found = []
    for index, value in enumerate(values):
        try:
            found.append(read(value))
        except WrongValue as error:
            raise WrongValue(str(error), f"[{index}]{error.place}") from error
    return found


def _moment(value: Any) -> datetime | None:
    if not isinstance(value, (str, datetime)):
        raise WrongValue(f"must be a date as text, and is {name_kind(value)}")
    if isinstance(value, str) and not value.strip():
        return None
    moment = value if isinstance(value, datetime) else _parse_moment(value.strip())
    if moment is None or moment.year not in YEARS:
        shown = str(value)[:40]
        raise WrongValue(f"is no date: {shown!r}; write it as in 2031-03-04T06:00:00Z")
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _parse_moment(text: str) -> datetime | None:
    try:
        if _MAIL_DATE.match(text):
            from email.utils import parsedate_to_datetime

            return parsedate_to_datetime(text)
        return datetime.fromisoformat(text)
    except (ValueError, TypeError, OverflowError):
        return None


def _one_of(kind: type[StrEnum], more: Mapping[str, StrEnum]) -> Callable[[Any], StrEnum]:
    known: dict[str, StrEnum] = {**{each.value: each for each in kind}, **more}

    def read(value: Any) -> StrEnum:
        found = known.get(_text(value).casefold())
        if found is None:
            raise WrongValue(f"is unknown: {value[:40]!r}; it is one of {', '.join(known)}")
        return found

    return read


def _body(value: Any) -> str:
    # the content as it is: an id may be made of it
    _text(value)
    return str(value)


def _id(value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _text(value)


def _address(value: str) -> str:
    if value and not _WEB.match(value):
        raise WrongValue(
            f"is no address: {value[:80]!r}; it must begin with http:// or https://"
        )
    try:
        _ = urlsplit(value).port
    except ValueError as error:
        # a bracket of IPv6 that is never closed, a port that is no number
        raise WrongValue(f"is no address: {value[:80]!r}: {error}") from error
    return value


def _language(value: str) -> str:
    tag = value.replace("_", "-")
    if tag and not _TAG.match(tag):
        raise WrongValue(f"is no language: {value[:40]!r}; write a tag such as en-GB")
    return tag


def _image(image: str, url: str, where: str) -> str:
    try:
        return _address(urljoin(url, image))
    except ValueError as error:
        raise ArticleDataError(
            f"{where}: image is no address: {image[:80]!r}; give all of it"
        ) from error


TEXT = {"type": "string"}
MOMENT = {"type": "string", "examples": ["2031-03-04", "2031-03-04T06:00:00+01:00"]}
AUTHOR = {
    "type": "object",
    "properties": {
        name: {"type": "boolean" if kind is bool else "string"}
        for name, kind in fields_of(Author).items()
    },
    "required": ["name"],
}
CONVERSIONS: dict[Any, Conversion] = {
    # type of a field -> how its values are read
    str: Conversion(_text, TEXT),
    tuple[str, ...]: Conversion(_texts, {"type": ["array", "string"], "items": TEXT}),
    tuple[Author, ...]: Conversion(
        _authors, {"type": ["array", "string", "object"], "items": {"anyOf": [TEXT, AUTHOR]}}
    ),
    datetime | None: Conversion(_moment, MOMENT),
    Status: Conversion(_one_of(Status, STATUSES), {"enum": [*Status, *STATUSES]}),
    PageKind | None: Conversion(_one_of(PageKind, {}), {"enum": [*PageKind]}),
}
BY_NAME = {
    "id": Conversion(_id, {"type": ["string", "integer"]}),
    "body": Conversion(_body, TEXT),
}
"""Fields that are read in another way than their type says."""
CHECKS: dict[str, Callable[[str], str]] = {"url": _address, "language": _language}
"""Field -> a further condition on its text."""
