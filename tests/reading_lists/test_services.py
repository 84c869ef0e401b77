"""Tests read-later services against servers that speak their interfaces on loopback."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Self

import msgspec
import pytest

from audiobrief.cli.console import printable
from audiobrief.errors import ConfigError, ReadingListError
from audiobrief.listening.collector import Collector, Progress
from audiobrief.listening.inbox import MAX_TITLE, Inbox
from audiobrief.reading_lists import SERVICES, ReadingList, Saved, open_list
from audiobrief.reading_lists import service as service_module
from audiobrief.reading_lists.instapaper import sign
from tests.reading_lists.services import FIRST, SECRETS, SERVERS, Article, serving_list
from tests.torture.running import wait_for
from tests.torture.test_poison import STEERING

NAMES = sorted(SERVERS)


@pytest.fixture(autouse=True)
def _secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)


def collector(
    root: Path, name: str, address: str, **options: object
) -> tuple[Collector, list[str]]:
    told: list[str] = []
    lists = {name: {"address": address, **options}}
    return Collector(root, lists, every_s=3600, tell=told.append), told


def test_every_service_is_tried() -> None:
    assert set(SERVICES) == set(SERVERS)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_unread_is_listed_and_read(name: str) -> None:
    """More articles than one page of any of them."""
    with serving_list(name, 130) as (address, shop):
        shop.articles[3].is_done = True
        opened = open_list(name, {"address": address})
        assert isinstance(opened, ReadingList)
        listed = list(opened.list_unread(None))
        assert [each.title for each in listed] == [each.title for each in shop.unread()]
        assert len({each.id for each in listed}) == 129
        newest = shop.unread()[0]
        assert (listed[0].url, opened.read(listed[0])) == (newest.url, newest.html)
        assert listed[0].added is not None
        assert abs(listed[0].added - newest.added) < timedelta(seconds=1)
        assert not [each for each in shop.asked if each.startswith(("PUT", "PATCH", "DELETE"))]


@pytest.mark.parametrize("name", NAMES)
def test_later_only_what_is_new_is_asked_for(name: str) -> None:
    with serving_list(name, 130) as (address, shop):
        opened = open_list(name, {"address": address})
        listed = list(opened.list_unread(FIRST + timedelta(hours=125)))
        assert [each.title for each in listed] == [each.title for each in shop.unread()[:6]]
        assert len(shop.asked) <= 2


@pytest.mark.parametrize("name", NAMES)
def test_it_is_marked_there(name: str) -> None:
    with serving_list(name, 3) as (address, shop):
        opened = open_list(name, {"address": address})
        newest = next(iter(opened.list_unread(None)))
        opened.mark_done(newest.id)
        assert [each.is_done for each in shop.articles] == [False, False, True]


@pytest.mark.parametrize("name", NAMES)
def test_a_wrong_token_and_a_server_that_fails_are_told(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving_list(name, 1) as (address, shop):
        opened = open_list(name, {"address": address})
        shop.fails = 1
        with pytest.raises(ReadingListError, match=f"{name} at http://127.*503"):
            list(opened.list_unread(None))
        for variable in SECRETS:
            monkeypatch.setenv(variable, "wrong")
        with pytest.raises(ReadingListError, match="401; check its token"):
            list(open_list(name, {"address": address}).list_unread(None))
    with pytest.raises(ReadingListError, match="does not answer"):
        list(opened.list_unread(None))


def test_an_answer_that_is_too_large_or_none_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with serving_list("readeck", 40) as (address, _):
        opened = open_list("readeck", {"address": f"{address}api/bookmarks/b1/article?"})
        with pytest.raises(ReadingListError, match="something else than JSON"):
            list(opened.list_unread(None))
        monkeypatch.setattr(service_module, "MAX_BYTES", 500)
        opened = open_list("readeck", {"address": address})
        with pytest.raises(ReadingListError, match="has more than"):
            list(opened.list_unread(None))
        other = open_list("miniflux", {"address": address, "token_variable": "READECK_TOKEN"})
        with pytest.raises(ReadingListError, match="401"):
            list(other.list_unread(None))


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("redeck", {}, "did you mean readeck"),
        ("readeck", {}, "address is missing"),
        ("readeck", {"address": "read.example"}, "none of a server"),
        ("readeck", {"address": "https://read.example", "token": "x"}, "token is unknown"),
        ("readeck", {"address": "https://read.example", "token_variable": "NONE"}, "into the variable NONE"),
    ],
)  # fmt: skip
def test_settings_that_cannot_work_are_named(
    name: str, options: dict[str, object], said: str
) -> None:
    with pytest.raises(ConfigError, match=said):
        open_list(name, options)


# ---------------------------------------------------------------- collecting


@pytest.mark.parametrize("name", NAMES)
def test_an_article_is_taken_once_with_its_text_and_day(tmp_path: Path, name: str) -> None:
    with serving_list(name, 4) as (address, shop):
        first, told = collector(tmp_path, name, address)
        first.collect()
        inbox = Inbox(tmp_path)
        wishes = inbox.list_wishes()
        assert [wish.title for wish in wishes] == [each.title for each in shop.unread()]
        assert [wish.added.replace(microsecond=0) for wish in wishes] == [
            each.added for each in shop.unread()
        ]
        page = inbox.item_of(wishes[0]).page
        assert page is not None
        assert page.is_bare
        assert shop.unread()[0].html in page.text
        # another process, after a restart
        again, _ = collector(tmp_path, name, address)
        again.collect()
        assert len(inbox.list_wishes()) == 4
        assert told == []


def test_at_the_first_look_only_the_newest_are_taken(tmp_path: Path) -> None:
    with serving_list("readeck", 20) as (address, shop):
        found, _ = collector(tmp_path, "readeck", address, first=5)
        found.collect()
        names = [wish.title for wish in Inbox(tmp_path).list_wishes()]
        assert names == [each.title for each in shop.unread()[:5]]


@pytest.mark.parametrize("name", NAMES)
def test_it_is_marked_as_done_if_asked_also_after_a_failure(tmp_path: Path, name: str) -> None:
    with serving_list(name, 2) as (address, shop):
        found, told = collector(tmp_path, name, address, mark_done=True)
        found.collect()
        (newest, _) = Inbox(tmp_path).list_wishes()
        found.note_made(newest)
        shop.fails = 1
        found.collect()
        assert len(told) == 1
        assert not shop.articles[1].is_done
        later, _ = collector(tmp_path, name, address, mark_done=True)
        later.collect()
        assert [each.is_done for each in shop.articles] == [False, True]


def test_what_is_made_while_another_is_marked_is_marked_too(tmp_path: Path) -> None:
    """The thread that makes episodes notes one while the thread of the lists is at the disk."""
    with serving_list("readeck", 2) as (address, shop):
        found, told = collector(tmp_path, "readeck", address, mark_done=True)
        found.collect()
        newest, oldest = Inbox(tmp_path).list_wishes()
        found.note_made(newest)
        noting = threading.Thread(target=found.note_made, args=(oldest,))
        marking = threading.Thread(target=found.collect)
        with found._lock:
            noting.start()
            noting.join(0.2)
            marking.start()
            marking.join(0.5)
        noting.join()
        marking.join()
        found.collect()
        assert told == []
        assert [each.is_done for each in shop.articles] == [True, True]


class Careless:
    """A list of somebody's plug-in, which raises what is no error of audiobrief's."""

    name = "careless"

    def __init__(self, *, address: str) -> None:
        self.address = address

    def list_unread(self, since: datetime | None) -> Iterator[Saved]:
        del since
        yield Saved(id="1", url=self.address)
        int("many")

    def read(self, saved: Saved) -> str:
        return saved.html

    def mark_done(self, identity: str) -> None:
        int(identity)


def test_a_list_that_fails_in_its_own_way_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(SERVICES, "careless", f"{__name__}:Careless")
    with serving_list("readeck", 2) as (address, _):
        told: list[str] = []
        lists = {"careless": {"address": "https://a.example"}, "readeck": {"address": address}}
        found = Collector(tmp_path, lists, every_s=3600, tell=told.append)
        found.collect()
        assert len(Inbox(tmp_path).list_wishes()) == 2
        assert len(told) == 1
        assert "careless" in told[0]
        assert "many" in told[0]


class _Clock(datetime):
    """This machine's clock, which a test sets."""

    ahead = timedelta()

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return cls.fromtimestamp((datetime.now(tz) + cls.ahead).timestamp(), tz)


YEAR = timedelta(days=365)


@pytest.mark.parametrize("ahead", [YEAR, -6 * YEAR, timedelta(hours=5), timedelta(hours=-5)])
@pytest.mark.parametrize("name", NAMES)
def test_a_clock_that_is_wrong_for_a_while_loses_no_article(
    name: str, ahead: timedelta, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is wrong at the first look, or at a later one, and right again afterwards.

    Neither are articles taken that were left out at the first look.
    """
    # msgspec looks up the names in a type's annotations once for the whole process: before the patch
    msgspec.json.Decoder(Progress)
    monkeypatch.setattr("audiobrief.listening.collector.datetime", _Clock)
    monkeypatch.setattr("tests.reading_lists.services.FIRST", datetime.now(UTC) - 8 * YEAR)
    clock = {"wrong": ahead, "right": timedelta()}
    for which, order in enumerate((("wrong", "right", "right"), ("right", "wrong", "right"))):
        root = tmp_path / str(which)
        with serving_list(name, 40) as (address, shop):
            # an hour apart, the newest of them an hour ago; thirty are years old
            hours = round(8 * YEAR / timedelta(hours=1))
            for article in shop.articles[30:]:
                article.number += hours - 41
            expected = [each.title for each in shop.unread()[:5]]
            found, told = collector(root, name, address, first=5)
            for look in order:
                monkeypatch.setattr(_Clock, "ahead", clock[look])
                found.collect()
                titles = {wish.title for wish in Inbox(root).list_wishes()}
                assert titles == set(expected), (order, look)
                saved = Article(shop.articles[-1].number + 1)
                shop.articles.append(saved)
                expected.append(saved.title)
            assert told == []


def test_an_old_article_that_is_listed_again_brings_no_older_ones(tmp_path: Path) -> None:
    """Miniflux lists what was changed lately, such as a star, however long ago it came."""
    with serving_list("miniflux", 40) as (address, shop):
        found, told = collector(tmp_path, "miniflux", address, first=5)
        found.collect()
        for article in shop.articles[1:]:
            article.is_done = True
        shop.articles[0].changed = shop.articles[-1].added + timedelta(minutes=5)
        found.collect()
        shop.articles[20].is_done = False
        found.collect()
        titles = {wish.title for wish in Inbox(tmp_path).list_wishes()}
        assert shop.articles[20].title not in titles
        assert told == []


def test_what_is_archived_there_brings_no_older_ones(tmp_path: Path) -> None:
    with serving_list("readeck", 20) as (address, shop):
        found, _ = collector(tmp_path, "readeck", address, first=5)
        for article in reversed(shop.articles[5:]):
            found.collect()
            article.is_done = True
        assert len(Inbox(tmp_path).list_wishes()) == 5


@pytest.mark.parametrize("first", [0, 5])
@pytest.mark.parametrize("name", NAMES)
def test_what_the_first_look_left_out_stays_out(
    name: str, first: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where somebody saved more than is taken shortly before it, as an import does."""
    monkeypatch.setattr("audiobrief.listening.collector.OVERLAP", timedelta(hours=150))
    with serving_list(name, 130) as (address, shop):
        found, told = collector(tmp_path, name, address, first=first)
        found.collect()
        shop.articles.append(Article(131))
        found.collect()
        again, _ = collector(tmp_path, name, address, first=first)
        again.collect()
        titles = [wish.title for wish in Inbox(tmp_path).list_wishes()]
        assert titles == [each.title for each in shop.unread()[: first + 1]]
        assert told == []


def test_a_list_that_was_empty_is_taken_from_its_first_article_on(tmp_path: Path) -> None:
    """Also by those who want nothing of what was there before (`first = 0`)."""
    with serving_list("readeck", 0) as (address, shop):
        found, _ = collector(tmp_path, "readeck", address, first=0)
        found.collect()
        age = datetime.now(UTC) - FIRST
        shop.articles.append(Article(age // timedelta(hours=1) + 1))
        found.collect()
        assert len(Inbox(tmp_path).list_wishes()) == 1


def test_nothing_is_marked_unless_asked(tmp_path: Path) -> None:
    with serving_list("miniflux", 1) as (address, shop):
        found, _ = collector(tmp_path, "miniflux", address)
        found.collect()
        found.note_made(Inbox(tmp_path).list_wishes()[0])
        found.collect()
        assert not shop.articles[0].is_done


def test_options_of_its_own_have_the_right_type(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="mark_done must be true or false"):
        collector(tmp_path, "readeck", "https://read.example", mark_done="yes")


HALF = "\ud800"
POISON = f"</title><script>alert(1)</script>\x1b[31m\u202egnp\x00{HALF}" + "x" * 5_000


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "../secret", ""])
@pytest.mark.parametrize("name", NAMES)
def test_hostile_text_in_every_field_is_text(
    name: str, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A title goes to a page and a terminal, and an address is fetched: both are a stranger's."""
    monkeypatch.setattr(Article, "title", property(lambda _: POISON))
    monkeypatch.setattr(Article, "url", property(lambda _: url))
    with serving_list(name, 2) as (address, shop):
        for each in shop.articles:
            # the test's own server cannot encode half a character outside of JSON
            each.html = f"<p>{POISON.replace(HALF, '')}</p>" * 3
        first, told = collector(tmp_path, name, address)
        first.collect()
        assert not STEERING.search(printable("".join(told)))
        wishes = Inbox(tmp_path).list_wishes()
        assert len(wishes) == 2, told
        for wish in wishes:
            assert wish.url == ""
            assert len(wish.title) <= MAX_TITLE
            assert not STEERING.search(printable(wish.name))
            item = Inbox(tmp_path).item_of(wish)
            assert item.page is not None, "it would be fetched or opened"
            assert not item.url
    names = {path.name for path in tmp_path.rglob("*")}
    assert not any("script" in each or ".." in each for each in names)


def test_a_request_is_signed_as_in_the_example_of_the_specification() -> None:
    """OAuth Core 1.0, appendix A.5."""
    params = {
        "oauth_consumer_key": "dpf43f3p2l4k3l03", "oauth_token": "nnch734d00sl2jdk",
        "oauth_signature_method": "HMAC-SHA1", "oauth_timestamp": "1191242096",
        "oauth_nonce": "kllo9940pd9333jh", "oauth_version": "1.0",
        "file": "vacation.jpg", "size": "original",
    }  # fmt: skip
    signature = sign(
        "GET", "http://photos.example.net/photos", params, "kd94hf93k423kf44",
        "pfkkdhi9sl3r4s00",
    )  # fmt: skip
    assert signature == "tR3+Ty81lMeYAr/Fid0kMTYa/WM="


def test_a_server_that_trickles_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service_module, "DEADLINE_S", 1)
    ended = threading.Event()

    class Trickling(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            with contextlib.suppress(OSError):
                while not ended.wait(0.1):
                    self.wfile.write(b" ")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Trickling)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        asked = service_module.Service("Slow", f"http://127.0.0.1:{server.server_port}", {})
        with pytest.raises(ReadingListError, match="did not load completely within 1 s"):
            asked.ask_json("items")
        # the server goes on, and nothing here goes on reading from it
        wait_for(
            lambda: all(each.name != "audiobrief-fetch" for each in threading.enumerate()), 5
        )
    finally:
        ended.set()
        server.shutdown()
        server.server_close()
        thread.join()
