"""Tests what is taken into the inbox, and the sentences that answer clumsy input."""

from __future__ import annotations

import os
import plistlib
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from audiobrief.cleaner import clean
from audiobrief.errors import ListenError
from audiobrief.listening import inbox as inbox_module
from audiobrief.listening.inbox import INBOX, PAGES, Inbox
from audiobrief.listening.receiver import (
    find_addresses,
    receive_addresses,
    receive_file,
    receive_named,
    receive_page,
)
from audiobrief.listening.shortcuts import read_shortcut

MOST = 100_000
STORY = "https://courier.example/harbour/tide-mill"
PAGE = f"<html><title>Tide mill</title><body><article><p>{'The mill turns. ' * 20}</p></article></body></html>"
SHORTCUTS = {
    "windows.url": f"[InternetShortcut]\r\nURL={STORY}\r\nIconIndex=0\r\n".encode(),
    "utf16.url": f"[InternetShortcut]\r\nURL={STORY}\r\n".encode("utf-16"),
    "linux.desktop": f"[Desktop Entry]\nType=Link\nName=Mill\nURL[$e]={STORY}\n".encode(),
    "mac.webloc": plistlib.dumps({"URL": STORY}),
    "old-mac.webloc": plistlib.dumps({"URL": STORY}, fmt=plistlib.FMT_BINARY),
}


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    return Inbox(tmp_path)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (STORY, [STORY]),
        ("courier.example/a", ["https://courier.example/a"]),
        ("Courier.com.br", ["https://Courier.com.br"]),
        (f"  <{STORY}>  ", [STORY]),
        (f"{STORY}\n{STORY}\nhttps://b.example/2", [STORY, "https://b.example/2"]),
        (f"# from the browser\r\n{STORY}\r\n", [STORY]),
        ("http://192.168.1.4:8080/page", ["http://192.168.1.4:8080/page"]),
    ],
)
def test_addresses_are_found_in_what_people_paste(text: str, found: list[str]) -> None:
    assert list(find_addresses(text)) == found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "there is no address"),
        ("   \n", "there is no address"),
        ("the tide mill", '"the tide mill" is no address.*or paste a longer text'),
        ("ftp://courier.example/a", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("https://", "names no host"),
        ("https://ada:secret@courier.example/", "user name or password"),
        ("\n".join(f"https://c.example/{n}" for n in range(300)), "300 addresses are more than 200"),
    ],
)  # fmt: skip
def test_what_is_no_address_is_answered_with_a_sentence(
    inbox: Inbox, text: str, said: str
) -> None:
    with pytest.raises(ListenError, match=said) as caught:
        receive_addresses(inbox, text)
    assert "secret" not in str(caught.value)
    assert inbox.list_wishes() == []


def test_the_newest_wish_comes_first_and_a_list_in_its_own_order(inbox: Inbox) -> None:
    receive_addresses(inbox, "https://a.example/1")
    receive_addresses(inbox, "https://b.example/1 https://b.example/2")
    urls = [wish.url for wish in inbox.list_wishes()]
    assert urls == ["https://b.example/1", "https://b.example/2", "https://a.example/1"]


def test_a_page_from_a_browser_keeps_its_text_whatever_encoding_it_names(inbox: Inbox) -> None:
    html = PAGE.replace("<title>", '<meta charset="windows-1252"><title>').replace(
        "mill", "møłle – 水車"
    )
    wish = receive_page(inbox, html, url=STORY, title=" The  mill ", max_bytes=MOST)
    item = inbox.item_of(wish)
    assert item.page is not None
    assert (item.id, item.page.text, item.title) == (STORY, html, "The mill")
    assert not item.is_on_web


@pytest.mark.parametrize(
    ("html", "title"),
    [
        (PAGE.partition("<body>")[2], "The Mill of the Evening"),
        (PAGE, "Tide mill"),
        (f"<h1>The Wheel</h1>{PAGE.partition('<body>')[2]}", "The Wheel"),
    ],
)
def test_a_page_without_a_headline_is_called_as_its_sender_calls_it(
    inbox: Inbox, html: str, title: str
) -> None:
    item = inbox.item_of(
        receive_page(inbox, html, title="The Mill of the Evening", max_bytes=MOST)
    )
    assert item.page is not None
    article = clean(item.page, given=item.given, hints=item.hints)
    assert (article.title, article.is_untitled) == (title, False)


@pytest.mark.parametrize(
    "url", ["", "about:blank", "file:///home/ada/page.html", "data:,x", "http://["]
)
def test_a_page_without_an_address_of_the_web_is_known_by_its_text(
    inbox: Inbox, url: str
) -> None:
    one = receive_page(inbox, PAGE, url=url, max_bytes=MOST)
    again = receive_page(inbox, PAGE, url=url, max_bytes=MOST)
    other = receive_page(inbox, PAGE + "<!-- 2 -->", url=url, max_bytes=MOST)
    ids = [inbox.item_of(each).id for each in (one, again, other)]
    assert ids[0] == ids[1] != ids[2]
    assert inbox.item_of(one).url == ""


def test_an_empty_page_and_one_that_is_too_large_are_refused(inbox: Inbox) -> None:
    with pytest.raises(ListenError, match="is empty; wait until it has loaded"):
        receive_page(inbox, "<html><head></head><body></body></html>", max_bytes=MOST)
    with pytest.raises(ListenError, match=r"more than 0\.1 million bytes"):
        receive_page(inbox, PAGE + "é" * 60_000, max_bytes=MOST)


@pytest.mark.parametrize("name", SHORTCUTS)
def test_shortcuts_of_every_system_are_read(inbox: Inbox, name: str) -> None:
    wish = receive_file(inbox, name, SHORTCUTS[name], max_bytes=MOST)
    assert (wish.url, wish.page) == (STORY, "")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.url", b"[InternetShortcut]\r\nURL=file:///etc/passwd\r\n"),
        ("a.url", b"nothing"),
        ("a.webloc", b"<plist><dict><key>URL</key><integer>7</integer></dict></plist>"),
        ("a.webloc", b"bplist00" + bytes(40)),
        ("a.webloc", b"<plist><array/></plist>"),
        ("a.desktop", b"[Desktop Entry]\nExec=rm -rf ~\n"),
        ("a.url", b"URL=https://a.example/\n" + bytes(200_000)),
    ],
)
def test_a_shortcut_that_leads_nowhere_on_the_web_is_refused(
    inbox: Inbox, name: str, content: bytes
) -> None:
    assert read_shortcut(name, content) == ""
    with pytest.raises(ListenError, match="holds no web address"):
        receive_file(inbox, name, content, max_bytes=1_000_000)


@pytest.mark.parametrize(
    "name", ["page.html", "letter.eml", "page.html.gz", "Notes.MD", "p.mhtml"]
)
def test_files_of_pages_are_copied_into_the_inbox(inbox: Inbox, name: str) -> None:
    wish = receive_file(inbox, name, PAGE.encode(), max_bytes=MOST)
    item = inbox.item_of(wish)
    assert Path(item.path).read_bytes() == PAGE.encode()
    assert Path(item.path).suffix == Path(name).suffix
    assert wish.name == Path(item.path).name


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("film.mp4", "film.mp4 is no page; files of these kinds are: .eml"),
        ("page", "page is no page"),
        ("../../evil.html", None),
        ("..\\evil\0.html", None),
        (".html", "is no page"),
        ("a" * 500 + ".html", None),
    ],
)
def test_names_of_files_lead_nowhere(
    tmp_path: Path, inbox: Inbox, name: str, said: str | None
) -> None:
    if said is not None:
        with pytest.raises(ListenError, match=said):
            receive_file(inbox, name, PAGE.encode(), max_bytes=MOST)
        return
    wish = receive_file(inbox, name, PAGE.encode(), max_bytes=MOST)
    written = [path for path in tmp_path.rglob("*.html") if path.is_file()]
    assert [path.parent for path in written] == [tmp_path / INBOX / PAGES / wish.id]


def test_what_is_named_on_a_command_line(tmp_path: Path, inbox: Inbox) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE)
    assert receive_named(inbox, str(page), max_bytes=MOST)[0].page.endswith("/page.html")
    assert receive_named(inbox, STORY, max_bytes=MOST)[0].url == STORY
    assert receive_named(inbox, "courier.example/b", max_bytes=MOST)[0].url.startswith("https:")
    for named, said in (
        (str(tmp_path), "is a folder; `audiobrief listen --follow"),
        ("no such file", "neither a file nor an address"),
        (str(tmp_path / "missing.html"), "neither a file nor an address"),
        ("instapaper-export.csv", "neither a file nor an address"),
        ("story.webloc", "neither a file nor an address"),
    ):
        with pytest.raises(ListenError, match=said):
            receive_named(inbox, named, max_bytes=MOST)


def test_a_wish_is_there_for_every_process_until_it_is_settled(tmp_path: Path) -> None:
    here, there = Inbox(tmp_path), Inbox(tmp_path)
    wish = here.add_page(PAGE, url=STORY)
    assert [each.id for each in there.list_wishes()] == [wish.id]
    assert there.find(wish.id) == wish
    assert there.find("../../etc/passwd") is None
    there.fail(wish, "the site does not answer", is_final=False)
    (waiting,) = here.list_wishes()
    assert (waiting.problem, waiting.tries) == ("the site does not answer", 1)
    here.fail(waiting, "the site does not answer", is_final=True)
    assert there.list_wishes() == []
    (given_up,) = there.list_given_up()
    there.try_again(given_up)
    assert [each.tries for each in here.list_wishes()] == [0]
    here.settle(wish)
    here.settle(wish)
    assert there.list_wishes() == there.list_given_up() == []
    assert not list((tmp_path / INBOX / PAGES).iterdir())


def test_pages_whose_writer_was_killed_are_swept(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path)
    kept = inbox.add_page(PAGE, url=STORY)
    lost = tmp_path / INBOX / PAGES / "00000000000000000001-0a0b0c0d"
    lost.mkdir()
    (lost / "page.html").write_text(PAGE)
    inbox.sweep()
    assert lost.exists(), "its writer may be about to write the wish"
    long_ago = time.time() - 2 * inbox_module.ORPHAN_S
    os.utime(lost, (long_ago, long_ago))
    os.utime(tmp_path / INBOX / PAGES / kept.id, (long_ago, long_ago))
    inbox.sweep()
    assert not lost.exists()
    assert inbox.item_of(kept).page


def test_a_damaged_wish_stops_nothing_and_a_full_inbox_says_so(
    inbox: Inbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wish = inbox.add_address(STORY)
    (tmp_path / INBOX / f"{wish.id}.json").write_text("{")
    assert inbox.list_wishes() == []
    monkeypatch.setattr(inbox_module, "MAX_WISHES", 1)
    with pytest.raises(ListenError, match="1 articles wait already"):
        inbox.add_address(STORY)


def test_pages_that_wait_have_a_limit_together(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox.add_page(PAGE, url=STORY)
    monkeypatch.setattr(inbox_module, "MAX_BYTES", 1.5 * len(PAGE))
    with pytest.raises(ListenError, match="wait already"):
        inbox.add_page(PAGE, url=STORY)
    assert len(inbox.list_wishes()) == 1
    inbox.add_address(STORY)


def test_the_day_on_which_something_was_saved_elsewhere_stays(inbox: Inbox) -> None:
    then = datetime(2019, 3, 1, 8, tzinfo=UTC)
    inbox.add_address(STORY, added=then)
    assert inbox.list_wishes()[0].added == then
