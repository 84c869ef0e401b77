"""Takes what somebody adds into the inbox, and answers clumsy input with a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePath
from urllib.parse import urlsplit

from audiobrief.batch.page_files import PACKED_SUFFIXES, PAGE_SUFFIXES
from audiobrief.errors import ListenError, PageRefused
from audiobrief.fetch.addresses import check_url, is_address
from audiobrief.fetch.recognition import is_site_name
from audiobrief.filed.article import ArticleData
from audiobrief.filed.pages import page_of
from audiobrief.listening.inbox import Inbox, Wish
from audiobrief.listening.shortcuts import is_shortcut, read_shortcut
from audiobrief.model import PageKind
from audiobrief.reading_lists import Saved
from audiobrief.reading_lists.exports import read_list_export

MAX_ADDRESSES = 200
"""The most addresses in one text; who has more gives a file of them to `--follow`."""
MAX_SHOWN = 80
SHORT = 60
"""Characters of markup or text that hold no article: `<html><head></head><body></body></html>`."""


def find_addresses(text: str) -> tuple[str, ...]:
    """The web addresses in a text of nothing but addresses, each once, in their order.

    Raises:
        ListenError: there is none, one of its words is no address, or there are too many.
    """
    found = dict.fromkeys(_address_of(word, text) for word in _words_of(text))
    if not found:
        raise ListenError("there is no address; give one such as https://news.example/story")
    if len(found) > MAX_ADDRESSES:
        raise ListenError(
            f"{len(found):,} addresses are more than {MAX_ADDRESSES} at once; write them to a file, "
            "and let `audiobrief listen --follow FILE` read it"
        )
    return tuple(found)


def _words_of(text: str) -> Iterator[str]:
    for line in text.splitlines():
        # text/uri-list, which browsers give to what an address is dropped on (RFC 2483)
        if not line.lstrip().startswith("#"):
            yield from line.split()


def _address_of(word: str, entry: str = "") -> str:
    """The address that a word is; `entry` is all that was typed, for the message."""
    address = word.strip("<>\"'")
    if not is_address(address) and is_site_name(address):
        address = f"https://{address}"
    if not is_address(address):
        raise ListenError(
            f'"{_shown(" ".join((entry or word).split()))}" is no address; give one such as '
            "https://news.example/story, or paste a longer text"
        )
    try:
        check_url(address, allow_private=True)
    except PageRefused as error:
        raise ListenError(str(error)) from error
    return address


def receive_addresses(inbox: Inbox, text: str, *, title: str = "") -> tuple[Wish, ...]:
    """Add every address in a text.

    Raises:
        ListenError: as `find_addresses`; then none is added. Or the inbox is full.
        OutputError: the inbox cannot be written.
    """
    addresses = find_addresses(text)
    title = title if len(addresses) == 1 else ""
    # the first of a list is to be heard first, and the newest wish is made first
    return tuple(inbox.add_address(url, title=title) for url in reversed(addresses))


def receive_page(
    inbox: Inbox, html: str, *, url: str = "", title: str = "", max_bytes: int
) -> Wish:
    """Add a page as a browser shows it, which came with its address and its title.

    Raises:
        ListenError: the page is empty or too large. Or the inbox is full.
        OutputError: the inbox cannot be written.
    """
    if len(html.strip()) < SHORT:
        raise ListenError("the page that was sent is empty; wait until it has loaded")
    _check_size(len(html.encode("utf-8", "replace")), max_bytes, "the page that was sent")
    address = url.strip() if _scheme_of(url) in {"http", "https"} else ""
    return inbox.add_page(html, url=address, title=title)


def receive_text(inbox: Inbox, text: str, *, title: str, max_bytes: int) -> Wish:
    """Add an article as plain text, which is called `title` until it is made.

    Raises:
        ListenError: the text is too short or too large. Or the inbox is full.
        OutputError: the inbox cannot be written.
    """
    if len(text.strip()) < SHORT:
        raise ListenError(
            f"the text is empty or too short: an article has more than {SHORT} characters"
        )
    content = text.encode("utf-8", "replace")
    _check_size(len(content), max_bytes, "the text that was sent")
    return inbox.add_file("text.txt", content, title=title)


def receive_file(inbox: Inbox, name: str, content: bytes, *, max_bytes: int) -> Wish:
    """Add the page in a file, or the address in a shortcut.

    Raises:
        ListenError: the file is empty, too large, or neither. Or the inbox is full.
        OutputError: the inbox cannot be written.
    """
    name = PurePath(name.replace("\\", "/")).name
    if not content.strip():
        raise ListenError(f"{_shown(name)} is empty")
    _check_size(len(content), max_bytes, _shown(name))
    if is_shortcut(name):
        url = read_shortcut(name, content)
        if not url:
            raise ListenError(f"{_shown(name)} holds no web address")
        return inbox.add_address(_address_of(url))
    suffixes = [suffix.lower() for suffix in PurePath(name).suffixes]
    if suffixes and suffixes[-1] in PACKED_SUFFIXES:
        suffixes.pop()
    if not suffixes or suffixes[-1] not in PAGE_SUFFIXES:
        kinds = ", ".join(sorted(PAGE_SUFFIXES))
        raise ListenError(f"{_shown(name)} is no page; files of these kinds are: {kinds}")
    return inbox.add_file(name, content)


def receive_named(inbox: Inbox, named: str, *, max_bytes: int) -> tuple[Wish, ...]:
    """Add what somebody names on a command line: an address, or a file, whose content is copied.

    Of a file that a read-later service exported, every unread article is added.

    Raises:
        ListenError: it is neither, or the file cannot be added.
        ReadingListError: the export is damaged or too large.
        OutputError: the inbox cannot be written.
    """
    path = Path(named)
    if is_address(named) or not path.exists():
        if not is_address(named) and not is_site_name(named):
            raise ListenError(f"{_shown(named)} is neither a file nor an address")
        return receive_addresses(inbox, named)
    try:
        exported = read_list_export(path)
        if exported is not None:
            return receive_saved(inbox, exported)
        if path.is_dir():
            raise ListenError(
                f"{_shown(named)} is a folder; `audiobrief listen --follow {_shown(named)}` "
                "makes what is in it"
            )
        with path.open("rb") as file:
            content = file.read(max_bytes + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ListenError(f"{_shown(named)} cannot be read: {reason}", path=path) from error
    return (receive_file(inbox, path.name, content, max_bytes=max_bytes),)


def _scheme_of(url: str) -> str:
    """The scheme of an address in lower case; empty if it is none."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return parts.scheme.lower() if parts.netloc else ""


def receive_saved(inbox: Inbox, saved: Iterable[Saved]) -> tuple[Wish, ...]:
    """Add articles of a reading list, each with the day on which it was saved.

    Raises:
        ListenError: the inbox is full.
        OutputError: the inbox cannot be written.
    """
    first = datetime.min.replace(tzinfo=UTC)
    # the newest wish is made first
    ordered = sorted(saved, key=lambda each: each.added or first)
    return tuple(add_saved(inbox, each) for each in ordered)


def add_saved(inbox: Inbox, saved: Saved, *, of_list: str = "") -> Wish:
    """Add one article of the reading list `of_list`, with its text if it came with it.

    Raises:
        ListenError: the inbox is full.
        OutputError: the inbox cannot be written.
    """
    named = (of_list, saved.id if of_list else "")
    if not saved.html.strip():
        return inbox.add_address(saved.url, title=saved.title, added=saved.added, of_list=named)
    # what is no web address would be the article's link
    url = saved.url if saved.url.lower().startswith(("http://", "https://")) else ""
    data = ArticleData(
        url=url, headline=saved.title, body=saved.html, body_format=PageKind.HTML
    )
    page = page_of(data)
    return inbox.add_page(
        page.text, url=url, title=saved.title, added=saved.added,
        of_list=named, is_bare=page.is_bare,
    )  # fmt: skip


def _check_size(size: int, most: int, what: str) -> None:
    if size > most:
        raise ListenError(
            f"{what} has more than {most / 1e6:g} million bytes; raise fetch.max_bytes to take it"
        )


def _shown(name: str) -> str:
    """A name as messages have it, without what a terminal cannot show."""
    plain = "".join(letter if letter.isprintable() else "?" for letter in name)
    return plain if len(plain) <= MAX_SHOWN else f"{plain[:MAX_SHOWN]}…"
