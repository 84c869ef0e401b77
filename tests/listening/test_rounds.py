"""Tests that what is wished for and followed is made, in order, and each wish once."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from audiobrief.batch.events import Event, Kind
from audiobrief.batch.items import ReadToEnd
from audiobrief.batch.withdrawal import Record
from audiobrief.listening import followed as followed_module
from audiobrief.listening import upcoming as upcoming_module
from audiobrief.listening.deciding import decide
from audiobrief.listening.followed_folder import list_folder
from audiobrief.listening.inbox import Inbox
from audiobrief.listening.rounds import Rounds
from audiobrief.listening.sent_pages import SentPages
from audiobrief.listening.upcoming import is_due
from audiobrief.publish import read_episode
from audiobrief.publish.library import read_library
from audiobrief.publish.shelf import arrange, read_shelf
from audiobrief.settings.tree import Settings
from tests.batch.newsroom import write_pages
from tests.batch.test_web import HTML, Newsroom
from tests.listening.desks import listener_settings
from tests.listening.test_receiver import SHORTCUTS
from tests.torture.running import wait_for

WHOLE = "And this sentence is for subscribers alone, who are logged in."


def settings_of(**changes: object) -> Settings:
    settings = listener_settings()
    fetch = replace(settings.fetch, allow_private=True, cache=False)
    batch = replace(settings.batch, workers=1, host_pause_ms=0, retries=0)
    return replace(settings, fetch=fetch, batch=batch, **changes)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upcoming_module, "LOOK_S", 0.05)
    monkeypatch.setattr(upcoming_module, "STUCK_S", 2.0)
    monkeypatch.setattr(followed_module, "LOCAL_S", 0.1)


@contextmanager
def working(
    root: Path, *follow: str, settings: Settings | None = None, every_s: float = 3600
) -> Iterator[list[Event]]:
    """Rounds that run in a thread until the block ends; yields their final events."""
    events: list[Event] = []
    told: list[str] = []
    rounds = Rounds(root, settings or settings_of(), follow, every_s=every_s, linger_s=0.1)

    def show(event: Event, _: object) -> None:
        if event.kind is not Kind.RETRIED:
            events.append(replace(event, row=replace(event.row)))

    thread = threading.Thread(target=rounds.run, args=(show, told.append), daemon=True)
    thread.start()
    try:
        yield events
    finally:
        rounds.end()
        thread.join(60)
        assert not thread.is_alive()
        assert told == []


def settled(inbox: Inbox) -> Callable[[], bool]:
    return lambda: not any(map(is_due, inbox.list_wishes()))


def made(events: list[Event]) -> list[Event]:
    return [event for event in events if event.kind is Kind.MADE]


def titles(root: Path) -> list[str]:
    """Headlines as the listener's library lists them."""
    library = arrange(read_library(root), read_shelf(root), listener_settings().publish)
    return [each.title for each in library.listings]


def headline(html: str) -> str:
    return html.partition("<title>")[2].partition("</title>")[0]


def test_the_newest_wish_is_made_first_and_listed_first(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path / "out")
    pages = [path.read_text("utf-8") for path in write_pages(tmp_path / "p", 4, words=60)]
    for number, html in enumerate(pages):
        inbox.add_page(html, url=f"https://saltmere.example/news/{number}")
    with working(tmp_path / "out") as events:
        wait_for(settled(inbox))
    told = [event.row.title for event in made(events)]
    assert told == [headline(html) for html in reversed(pages)]
    assert titles(tmp_path / "out") == told
    assert inbox.list_wishes() == inbox.list_given_up() == []


def test_a_wish_that_comes_meanwhile_is_next(tmp_path: Path) -> None:
    """A folder of eight pages is being made when somebody adds one."""
    write_pages(tmp_path / "followed", 8, words=60)
    (late,) = write_pages(tmp_path / "late", 1, seed=99, words=60)
    inbox = Inbox(tmp_path / "out")
    with working(tmp_path / "out", str(tmp_path / "followed")) as events:
        wait_for(lambda: len(events) >= 2)
        before = len(events)
        html = late.read_text("utf-8").replace("saltmere.example", "courier.example")
        inbox.add_page(html, url="https://courier.example/late")
        wait_for(lambda: len(events) == 9, 120)
    told = [event.row.title for event in events]
    assert told.index(headline(html)) <= before + 3
    assert len(titles(tmp_path / "out")) == 9


def test_a_folder_is_followed_with_its_mail_and_shortcuts(
    tmp_path: Path, newsroom: Newsroom
) -> None:
    folder = tmp_path / "followed"
    (page,) = write_pages(folder, 1, words=60)
    for name in ("cur", "new", "tmp"):
        (folder / "mail" / name).mkdir(parents=True)
    with working(tmp_path / "out", str(folder)) as events:
        wait_for(lambda: len(made(events)) == 1)
        linked = newsroom.put_pages(tmp_path / "web", 2)[1]
        (folder / "link.url").write_text(f"[InternetShortcut]\nURL={linked}\n")
        mail = (
            "From: Ada Lind <ada@courier.example>\nTo: me@home.example\nSubject: The tide mill\n"
            "Date: Mon, 05 May 2031 08:00:00 +0000\nContent-Type: text/plain; charset=utf-8\n\n"
            + "The mill turns again, and the whole town came to see it turn.\n\n"
            * 4
        )
        (folder / "mail" / "tmp" / "1.host").write_text(mail)
        (folder / "mail" / "new" / "2.host").write_text(mail)
        wait_for(lambda: len(made(events)) == 3)
        # its reader opens the mail
        shutil.move(folder / "mail" / "new" / "2.host", folder / "mail" / "cur" / "2.host:2,S")
        (folder / "other.html").write_bytes(page.read_bytes())
        wait_for(lambda: any(event.row.source.endswith("other.html") for event in events))
    assert {event.kind for event in events} == {Kind.MADE, Kind.SKIPPED, Kind.DUPLICATE}
    assert "The tide mill" in titles(tmp_path / "out")
    assert len(titles(tmp_path / "out")) == 3


def test_a_page_that_a_browser_sent_wins_over_what_strangers_get(
    tmp_path: Path, newsroom: Newsroom
) -> None:
    """The site shows everybody a teaser; the page that was sent has one sentence more."""
    (page,) = write_pages(tmp_path / "p", 1, words=200)
    url = newsroom.url("/news/0")
    teaser = page.read_text("utf-8").replace("https://saltmere.example/news/0", url)
    whole = teaser.replace("</article>", f"<p>{WHOLE}</p></article>")
    newsroom.put("/news/0", teaser, HTML)
    root, inbox = tmp_path / "out", Inbox(tmp_path / "out")
    feed = newsroom.put(
        "/feed.xml",
        '<rss version="2.0"><channel><title>Saltmere</title><link>https://saltmere.example/</link>'
        f"<description>News</description><item><title>A story</title><link>{url}</link></item>"
        "</channel></rss>",
    )
    with working(root, feed, every_s=1.0) as events:
        wait_for(lambda: len(events) >= 1)
        # with a session in its address, as many sites have it
        inbox.add_page(whole, url=f"{url}?session=7")
        wait_for(settled(inbox))
        asked = newsroom.asked["/news/0"]
        inbox.add_page(whole, url=url)
        wait_for(settled(inbox))
        wait_for(lambda: newsroom.asked["/feed.xml"] >= 4)
    (listing,) = read_library(root).listings
    assert WHOLE in read_episode(root / listing.folder).article.blocks[-1].text
    assert newsroom.asked["/news/0"] <= asked + 2, "its address is not read any longer"
    assert url in SentPages(root)


def test_what_is_added_again_comes_back(tmp_path: Path) -> None:
    root, inbox = tmp_path / "out", Inbox(tmp_path / "out")
    pages = [path.read_text("utf-8") for path in write_pages(tmp_path / "p", 3, words=60)]
    urls = [f"https://saltmere.example/news/{number}" for number in range(3)]
    for html, url in zip(pages, urls, strict=True):
        inbox.add_page(html, url=url)
    with working(root):
        wait_for(settled(inbox))
    folders = {each.source: each.folder for each in read_library(root).listings}
    decide(root, settings_of(), folders[urls[0]], "archive")
    decide(root, settings_of(), folders[urls[1]], "delete")
    Record(str(root), settings_of()).withdraw(folders[urls[2]], reason="It named somebody.")
    assert titles(root) == []
    for html, url in zip(pages, urls, strict=True):
        inbox.add_page(html, url=url)
    with working(root):
        wait_for(settled(inbox))
    assert set(titles(root)) == {headline(pages[0]), headline(pages[1])}
    (refused,) = inbox.list_given_up()
    assert "was withdrawn on" in refused.problem
    assert "`audiobrief restore`" in refused.problem


def test_what_cannot_be_made_says_why_and_what_may_pass_is_tried_again(
    tmp_path: Path, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upcoming_module, "RETRY_S", 0.5)
    root, inbox = tmp_path / "out", Inbox(tmp_path / "out")
    (good,) = newsroom.put_pages(tmp_path / "web", 1)
    newsroom.broken["/news/0"] = 2
    inbox.add_address(good)
    inbox.add_page(
        "<html><title>Login</title><form>Please log in</form></html>", url="https://b.example/"
    )
    inbox.add_address(newsroom.url("/missing"))
    with working(root):
        wait_for(lambda: not inbox.list_wishes())
    assert len(titles(root)) == 1
    problems = {wish.url: wish.problem for wish in inbox.list_given_up()}
    assert set(problems) == {"https://b.example/", newsroom.url("/missing")}
    assert all(problems.values())


def test_a_list_in_a_file_is_read_again_when_it_changes(
    tmp_path: Path, newsroom: Newsroom
) -> None:
    one, other = newsroom.put_pages(tmp_path / "web", 2)
    (tmp_path / "inbox.txt").write_text(f"# to hear\n{one}\n")
    with working(tmp_path / "out", str(tmp_path / "inbox.txt")) as events:
        wait_for(lambda: len(made(events)) == 1)
        with (tmp_path / "inbox.txt").open("a") as file:
            file.write(f"{other}\n")
        wait_for(lambda: len(made(events)) == 2)


def test_the_address_of_a_feed_is_taken_once(tmp_path: Path, newsroom: Newsroom) -> None:
    urls = newsroom.put_pages(tmp_path / "web", 2)
    items = "".join(f"<item><title>A</title><link>{url}</link></item>" for url in urls)
    feed = newsroom.put(
        "/updates",
        '<rss version="2.0"><channel><title>S</title><link>https://saltmere.example/</link>'
        f"<description>News</description>{items}</channel></rss>",
    )
    root, inbox = tmp_path / "out", Inbox(tmp_path / "out")
    inbox.add_address(feed)
    with working(root) as events:
        wait_for(lambda: not inbox.list_wishes())
    assert [event.kind for event in events] == [Kind.MADE, Kind.MADE]


def test_an_episode_keeps_the_day_on_which_it_was_wished_for(tmp_path: Path) -> None:
    root, inbox = tmp_path / "out", Inbox(tmp_path / "out")
    then = datetime.now(UTC) - timedelta(days=400)
    pages = [path.read_text("utf-8") for path in write_pages(tmp_path / "p", 2, words=60)]
    inbox.add_page(pages[0], url="https://saltmere.example/news/0")
    inbox.add_page(pages[1], url="https://saltmere.example/news/1", added=then)
    with working(root):
        wait_for(settled(inbox))
    library = arrange(read_library(root), read_shelf(root), listener_settings().publish)
    assert [each.title for each in library.listings] == [headline(each) for each in pages]
    assert library.listings[1].published == then


def test_files_and_shortcuts_of_the_inbox_are_made(tmp_path: Path) -> None:
    root, inbox = tmp_path / "out", Inbox(tmp_path / "out")
    page, other = write_pages(tmp_path / "p", 2, words=60)
    inbox.add_file("Página 1.html", page.read_bytes())
    inbox.add_file("2.htm", other.read_bytes())
    inbox.add_file("again.html", page.read_bytes())
    with working(root):
        wait_for(settled(inbox))
    assert len(titles(root)) == 2
    assert inbox.list_given_up() == []


def test_a_file_that_is_no_page_is_called_by_its_own_name(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path)
    inbox.add_file("doc.html", b"%PDF-1.7\n" + bytes(range(256)) * 4)
    with working(tmp_path):
        wait_for(lambda: bool(inbox.list_given_up()))
    (refused,) = inbox.list_given_up()
    assert refused.problem.startswith("doc.html is a PDF")
    assert str(tmp_path) not in refused.problem


def test_a_folder_lists_nothing_hidden_and_nothing_half_delivered(tmp_path: Path) -> None:
    for name in ("a.html", ".hidden.html", "b.md", "c.mp3", "box/new/1.x", "box/cur/2.x:2,RS",
                 "box/tmp/3.x", "box/seen.txt", ".git/d.html", "deep/er/e.txt"):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    for name, content in SHORTCUTS.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "broken.url").write_text("nothing")
    (tmp_path / "up").symlink_to(tmp_path)
    time.sleep(0.01)
    (tmp_path / "newest.html").write_text("x")
    listed = [each for each in list_folder(tmp_path) if not isinstance(each, ReadToEnd)]
    assert listed[0].source.endswith("newest.html")
    names = sorted(each.source.removeprefix(f"{tmp_path}/") for each in listed)
    story = "https://courier.example/harbour/tide-mill"
    assert names == sorted(
        ["a.html", "b.md", "box/new/1.x", "box/cur/2.x:2,RS", "box/seen.txt", "deep/er/e.txt",
         "newest.html", "broken.url", *[story] * len(SHORTCUTS)]
    )  # fmt: skip
    (read,) = [each for each in listed if each.source.endswith(":2,RS")]
    assert getattr(read, "id", "") == f"{tmp_path}/box/2.x"
