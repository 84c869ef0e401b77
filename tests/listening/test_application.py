"""Tests what a desk answers, to its owner, to a bookmarklet, and to everybody else."""

from __future__ import annotations

import contextlib
import dataclasses
import shutil
import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest
import requests

from audiobrief.errors import ListenError
from audiobrief.listening.deciding import decide, find_folders
from audiobrief.listening.doors import KEY, Keys, open_keys
from audiobrief.listening.positions import POSITIONS
from audiobrief.publish import publish_episode
from audiobrief.publish import serve as serve_module
from audiobrief.publish.shelf import Place, change_place, read_shelf
from tests.listening.desks import Desk, listener_settings, open_desk
from tests.listening.test_receiver import PAGE, SHORTCUTS, STORY
from tests.publish.episodes import QUICK, make_episode
from tests.publish.shelves import article_of, make_shelf

TITLE = "Bulletin 0 of the harbour board"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of three episodes with their pages, for tests to copy."""
    root = tmp_path_factory.mktemp("shelf")
    make_shelf(root, 3)
    for number in range(3):
        publish_episode(root / f"episode-{number}")
    return root


@pytest.fixture
def desk(shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(serve_module, "LOOK_SECONDS", 0)
    shutil.copytree(shelf, tmp_path, dirs_exist_ok=True)
    with open_desk(tmp_path) as opened:
        yield opened


def listed(desk: Desk) -> list[str]:
    return [row["f"] for row in desk.get("library.json").json()]


# ------------------------------------------------------------------- secrets


def test_everything_is_below_the_secret_address(desk: Desk) -> None:
    page = desk.get()
    assert page.status_code == 200
    assert TITLE in page.text
    feed = feedparser.parse(desk.get("feed.xml").content)
    assert len(feed.entries) == 3
    for link in (feed.entries[0].enclosures[0].href, feed.entries[0].link):
        assert link.startswith(desk.home)
        assert requests.get(link, timeout=10).status_code == 200
    assert feed.feed.itunes_block
    assert f'href="{desk.home}feed.xml"' in page.text
    assert requests.get(desk.home[:-1], timeout=10).url == desk.home


@pytest.mark.parametrize(
    "path",
    ["", "index.html", "feed.xml", "library.json", "episode-0/episode.mp3", "cover.jpg",
     "wishes.json", "archive", ".audiobrief/listen.key", "x/", "add"],
)  # fmt: skip
def test_who_knows_no_secret_sees_nothing(desk: Desk, path: str) -> None:
    answer = requests.get(desk.address + path, timeout=10)
    assert answer.status_code == 403
    assert "`audiobrief listen` prints" in answer.text
    assert TITLE not in answer.text
    assert desk.keys.token not in answer.text


@pytest.mark.parametrize("path", ["", "feed.xml", "library.json", "episode-0/episode.mp3",
                                  "episodes", "wishes.json", "archive"])  # fmt: skip
def test_who_may_only_add_sees_nothing_else(desk: Desk, path: str) -> None:
    base = f"{desk.address}{desk.keys.adding}/"
    assert requests.get(base + path, timeout=10).status_code == 404
    assert requests.post(base + path, timeout=10).status_code == 404


def test_the_page_for_adding_alone_tells_no_more_than_that(desk: Desk) -> None:
    desk.inbox.add_address("https://courier.example/a-secret-interest")
    page = requests.get(desk.adding, timeout=10)
    assert page.status_code == 200
    for secret in (desk.keys.token, "a-secret-interest", "javascript:", TITLE):
        assert secret not in page.text
    assert page.headers["X-Frame-Options"] == "DENY"


def test_the_secret_is_made_once_and_is_its_owners(tmp_path: Path) -> None:
    keys = open_keys(tmp_path)
    assert open_keys(tmp_path) == keys
    assert (tmp_path / KEY).stat().st_mode & 0o077 == 0
    assert keys.is_token(keys.token)
    assert keys.may_add(keys.adding)
    assert not keys.is_token(keys.adding)
    assert not keys.may_add("")
    assert not keys.is_token("é")
    assert Keys("x" * 24).adding != keys.adding
    (tmp_path / KEY).write_text("../short")
    with pytest.raises(ListenError, match="remove it, and a new address is made"):
        open_keys(tmp_path)


def test_names_of_this_machine_are_answered_and_no_others(desk: Desk) -> None:
    name = socket.gethostname().lower().partition(".")[0]
    port = urlsplit(desk.address).port
    for host, status in (
        (f"{name}:{port}", 200), (f"{name}.local:{port}", 200), (f"{name.upper()}.LOCAL", 200),
        (f"localhost:{port}", 200), (f"192.168.1.20:{port}", 200),
        ("another.local", 421), (f"{name}.local.evil.example", 421), ("evil.example", 421),
    ):  # fmt: skip
        assert desk.get(Host=host).status_code == status, host
        added = requests.post(
            desk.adding, data={"url": STORY}, headers={"Host": host}, timeout=10
        )
        assert added.status_code == (201 if status == 200 else 421), host


def test_links_lead_to_the_name_that_was_asked_for(desk: Desk) -> None:
    name = socket.gethostname().lower().partition(".")[0]
    feed = feedparser.parse(desk.get("feed.xml", Host=f"{name}.local:8765").content)
    base = f"http://{name}.local:8765/{desk.keys.token}/"
    assert feed.entries[0].enclosures[0].href.startswith(base)


# -------------------------------------------------------------------- adding


def test_a_form_a_file_a_page_and_json_are_added(desk: Desk) -> None:
    place = f"{desk.home}add"
    for sent in (
        {"data": {"url": STORY}},
        {"files": [("page", ("page.html", PAGE.encode()))]},
        {"files": [("page", (name, content)) for name, content in SHORTCUTS.items()]},
        {"files": {"html": (None, PAGE), "url": (None, STORY), "title": (None, "The mill")}},
        {"data": {"html": PAGE, "url": STORY}},
        {"json": {"url": STORY}},
        {"json": {"html": PAGE, "url": STORY, "title": "The mill"}},
    ):
        for where in (place, desk.adding):
            answer = requests.post(where, timeout=10, **sent)
            assert answer.status_code == 201, answer.text
            assert "Added: " in answer.text
    wishes = desk.inbox.list_wishes()
    assert len(wishes) == 2 * (6 + len(SHORTCUTS))
    pages = [desk.inbox.item_of(each).page for each in wishes if each.is_text]
    assert {page.text for page in pages if page} == {PAGE}


def test_a_program_names_the_token_in_a_header_or_a_field(desk: Desk) -> None:
    place, token = f"{desk.address}add", desk.keys.token
    bearer = {"Authorization": f"Bearer {token}"}
    for sent in (
        {"json": {"url": STORY}, "headers": bearer},
        {"data": {"url": STORY}, "headers": {"Authorization": f"bearer {desk.keys.adding}"}},
        {"json": {"url": STORY, "token": token}},
        {"data": {"url": STORY, "token": token}},
    ):
        answer = requests.post(place, timeout=10, **sent)  # type: ignore[arg-type]
        assert answer.status_code == 201, answer.text
    count = len(desk.inbox.list_wishes())
    for sent in (
        {"json": {"url": STORY}},
        {"json": {"url": STORY, "token": "guess"}},
        {"data": {"url": STORY}, "headers": {"Authorization": f"Basic {token}"}},
        {"data": {"url": STORY}, "cookies": {"token": token}},
        {"json": {"url": STORY}, "params": {"token": token}},
    ):
        answer = requests.post(place, timeout=10, **sent)  # type: ignore[arg-type]
        assert answer.status_code == 403
        assert "the token is wrong" in answer.text
    assert len(desk.inbox.list_wishes()) == count


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"json": {"url": "the tide mill"}}, "is no address"),
        ({"json": {}}, "there is no address"),
        ({"json": {"url": 7}}, "url must be text"),
        ({"json": {"address": STORY}}, "'address' is unknown; an article has url, html and title"),
        ({"data": b"[1]", "headers": {"Content-Type": "application/json"}}, "no JSON object"),
        ({"data": b"{", "headers": {"Content-Type": "application/json"}}, "no JSON object"),
        ({"data": b"[" * 100_000, "headers": {"Content-Type": "application/json"}}, "no JSON object"),
        ({"json": {"html": "<p>", "url": STORY}}, "is empty"),
        ({"data": {"url": ""}}, "there is no address"),
        ({"data": b"??", "headers": {"Content-Type": "image/png"}}, "there is no address"),
        ({"data": b"--x", "headers": {"Content-Type": "multipart/form-data; boundary=y"}}, ""),
        ({"files": [("page", ("film.mp4", b"mp4"))]}, "film.mp4 is no page"),
    ],
)  # fmt: skip
def test_clumsy_input_is_answered_with_a_sentence(
    desk: Desk, sent: dict[str, object], said: str
) -> None:
    sent["headers"] = {"Accept": "application/json", **sent.get("headers", {})}  # type: ignore[dict-item]
    answer = requests.post(f"{desk.home}add", timeout=10, **sent)  # type: ignore[arg-type]
    assert answer.status_code == 400
    assert said in answer.json()["message"]
    assert answer.json()["is_added"] is False
    assert desk.inbox.list_wishes() == []


@pytest.mark.parametrize("field", ["url", "text", "pasted"])
def test_a_text_that_is_pasted_is_taken_as_one(desk: Desk, field: str) -> None:
    pasted = (
        "The wheel turned on Tuesday for the first time in forty years, and the town came.\n\n"
        "Nobody clapped until the mayor did. The eel fishers left early."
    )
    # a form with an empty field for the other, as the page sends it
    answer = desk.post("add", **{"url": "", "text": "", field: pasted})
    assert (answer.status_code, answer.json()["message"]) == (
        201,
        "Added: The wheel turned on Tuesday for the first…",
    )
    (wish,) = desk.inbox.list_wishes()
    assert (desk.root / ".audiobrief" / "inbox" / wish.page).read_text() == pasted


def test_a_page_that_is_copied_keeps_its_lines_though_it_holds_an_address(desk: Desk) -> None:
    copied = (
        "Skip to content\nMenu\n\nThe wheel turned on Tuesday for the first time in forty years, "
        "and the town came.\nMore at https://courier.example/mill and on the quay."
    )
    assert desk.post("add", pasted=copied).json()["message"] == "Added: Skip to content"
    (wish,) = desk.inbox.list_wishes()
    assert (desk.root / ".audiobrief" / "inbox" / wish.page).read_text() == copied
    listed = desk.post("add", pasted="https://courier.example/1\ncourier.example/2")
    assert listed.json()["message"] == "Added: 2 articles"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": "hello"}, "the text is empty or too short: an article has more than 60"),
        (
            {"pasted": "hello\nthere"},
            "the text is empty or too short: an article has more than 60",
        ),
        ({"url": "not an address"}, '"not an address" is no address; give one such as'),
        ({"url": "hello"}, "or paste a longer text"),
    ],
)
def test_a_word_or_two_are_no_episode(desk: Desk, fields: dict[str, str], said: str) -> None:
    answer = desk.post("add", **fields)
    assert (answer.status_code, said in answer.json()["message"]) == (400, True), answer.text
    assert desk.inbox.list_wishes() == []


@pytest.mark.parametrize(
    "problem",
    [
        "http://192.168.1.4/a leads to 192.168.1.4, a private address; use --allow-private to fetch it",
        "there is no host news.example; to use the proxy named in the environment, give --allow-private",
        "robots.txt closes it; save the page from a browser, or use --ignore-robots",
        "its story was withdrawn on 2031-03-04; `audiobrief restore` lets it be made",
    ],
)
def test_whoever_has_a_phone_is_not_told_what_a_command_takes(desk: Desk, problem: str) -> None:
    desk.post("add", url="https://news.example/a")
    (wish,) = desk.inbox.list_wishes()
    desk.inbox.fail(wish, problem, is_final=True)
    (row,) = desk.get("wishes.json").json()["given_up"]
    shown = desk.get("add").text
    assert row["problem"].partition(";")[0] == problem.partition(";")[0]
    for told in (row["problem"], shown.partition("Could not be made")[2]):
        assert "--" not in told
        assert "audiobrief" not in told
        assert problem.partition(";")[0] in told


def test_the_path_of_the_inbox_is_never_shown(desk: Desk) -> None:
    answer = requests.post(
        f"{desk.home}add", files=[("page", ("doc.html", b"%PDF-1.7 " * 20))], timeout=10
    )
    assert answer.status_code == 201
    (wish,) = desk.inbox.list_wishes()
    item = desk.inbox.item_of(wish)
    desk.inbox.fail(wish, f"{item.path} is a PDF file, not a page", is_final=True)
    (row,) = desk.get("wishes.json").json()["given_up"]
    assert row["problem"] == "doc.html is a PDF file, not a page"
    assert str(desk.root) not in desk.get("add").text


def test_what_is_too_large_is_refused(tmp_path: Path) -> None:
    settings = listener_settings()
    fetch = dataclasses.replace(settings.fetch, max_bytes=200_000)
    with open_desk(tmp_path, dataclasses.replace(settings, fetch=fetch)) as desk:
        page = f"<p>{'x' * 300_000}</p>"
        answer = requests.post(desk.adding, json={"html": page}, timeout=10)
        assert (answer.status_code, "million bytes" in answer.text) == (400, True)
        # the server may hang up before it has read what it will not take
        with contextlib.suppress(requests.ConnectionError):
            answer = requests.post(desk.adding, data={"html": "x" * 3_000_000}, timeout=10)
            assert answer.status_code == 413
        assert desk.inbox.list_wishes() == []


def test_a_name_is_shown_as_text(desk: Desk) -> None:
    attack = "<script>alert(1)</script>"
    answer = requests.post(
        desk.adding, data={"html": PAGE, "title": attack, "url": STORY}, timeout=10
    )
    assert answer.status_code == 201
    assert attack not in answer.text
    assert attack not in desk.get("add").text
    assert "&lt;script&gt;" in desk.get("add").text


# ------------------------------------------- cross-origin requests, other verbs


def test_a_foreign_page_has_nothing_to_ride_on(desk: Desk) -> None:
    foreign = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    for method in ("OPTIONS", "PUT", "DELETE", "PATCH"):
        for place in (f"{desk.home}add", desk.adding):
            answer = requests.request(method, place, headers=foreign, timeout=10)
            assert answer.status_code == 405
            assert "Access-Control-Allow-Origin" not in answer.headers
    for path in ("add", "episodes", "wishes"):
        answer = requests.post(
            f"{desk.address}{path}", data={"url": STORY}, headers=foreign, timeout=10
        )
        assert answer.status_code == 403
    assert "Set-Cookie" not in desk.get().headers
    assert desk.get().headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert desk.get().headers["Referrer-Policy"] == "no-referrer"
    assert desk.inbox.list_wishes() == []


def test_only_some_places_take_a_post(desk: Desk) -> None:
    for path in ("", "feed.xml", "library.json", "archive"):
        assert desk.post(path).status_code == 405


# ------------------------------------------------------------------ deciding


def test_an_episode_is_archived_and_put_back(desk: Desk) -> None:
    assert desk.post("episodes", folder="episode-1", do="archive").status_code == 200
    assert "episode-1" not in listed(desk)
    assert len(feedparser.parse(desk.get("feed.xml").content).entries) == 2
    assert "Bulletin 1" in desk.get("archive").text
    assert desk.get("episode-1/index.html").status_code == 200, "its files stay"
    desk.post("episodes", folder="episode-1", do="unarchive")
    assert "episode-1" in listed(desk)


def test_a_deleted_episode_is_gone(desk: Desk) -> None:
    assert desk.post("episodes", folder="episode-1", do="delete").status_code == 200
    assert "episode-1" not in listed(desk)
    assert desk.get("episode-1/index.html").status_code == 410
    assert not (desk.root / "episode-1" / "episode.mp3").exists()
    again = desk.post("episodes", folder="episode-1", do="delete")
    assert (again.status_code, "deleted already" in again.json()["message"]) == (400, True)


@pytest.mark.parametrize("folder", ["", "..", "../x", ".audiobrief", "a/b/c", "nothing", "\\x"])
def test_no_folder_but_an_episodes_is_touched(desk: Desk, folder: str) -> None:
    assert desk.post("episodes", folder=folder, do="delete").status_code == 400
    assert len(listed(desk)) == 3


def test_an_unknown_verb_is_refused(desk: Desk) -> None:
    answer = desk.post("episodes", folder="episode-0", do="burn")
    assert (answer.status_code, "use archive" in answer.json()["message"]) == (400, True)


def test_finished_episodes_leave_after_some_days_unless_they_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve_module, "LOOK_SECONDS", 0)
    make_shelf(tmp_path, 3)
    settings = listener_settings(finished_days=2)
    with open_desk(tmp_path, settings) as desk:
        for number in range(3):
            desk.post("episodes", folder=f"episode-{number}", do="finish")
        assert len(listed(desk)) == 3
        long_ago = datetime.now(UTC) - timedelta(days=3)

        def heard_then(place: Place) -> Place:
            return dataclasses.replace(place, finished=long_ago)

        change_place(tmp_path, "episode-0", heard_then)
        change_place(tmp_path, "episode-1", heard_then)
        desk.post("episodes", folder="episode-1", do="keep")
        assert sorted(listed(desk)) == ["episode-1", "episode-2"]


def test_wishes_are_listed_tried_again_and_forgotten(desk: Desk) -> None:
    one, other = desk.inbox.add_address(STORY), desk.inbox.add_address("https://b.example/")
    desk.inbox.fail(one, "it is behind a wall", is_final=True)
    rows = desk.get("wishes.json").json()
    assert [row["name"] for row in rows["waiting"]] == ["https://b.example/"]
    assert rows["given_up"][0]["problem"] == "it is behind a wall"
    assert "it is behind a wall" in desk.get("add").text
    desk.post("wishes", id=one.id, do="retry")
    assert len(desk.inbox.list_wishes()) == 2
    desk.post("wishes", id=other.id, do="forget")
    assert [each.url for each in desk.inbox.list_wishes()] == [STORY]
    assert desk.post("wishes", id=other.id, do="forget").status_code == 400
    assert desk.post("wishes", id=one.id, do="burn").status_code == 400


def test_without_scripts_a_form_leads_back(desk: Desk) -> None:
    answer = requests.post(
        f"{desk.home}episodes", data={"folder": "episode-0", "do": "archive"}, timeout=10
    )
    assert answer.url == desk.home
    assert TITLE not in answer.text


def test_episodes_are_found_by_folder_address_and_headline(desk: Desk) -> None:
    names = (
        "episode-1",
        "https://courier.example/harbour/bulletin-1",
        "bulletin 1 OF the harbour board",
    )
    assert find_folders(desk.root, names) == ["episode-1"] * 3
    for name in ("x", "", "/"):
        with pytest.raises(ListenError, match=f"there is no episode {name} "):
            find_folders(desk.root, ["episode-0", name])


def test_an_address_names_its_episode_with_and_without_a_slash_at_its_end(
    tmp_path: Path,
) -> None:
    for folder, url in (("story", "https://courier.example/story/"), ("text", "")):
        sound = dataclasses.replace(QUICK, parts=[])
        (tmp_path / folder).mkdir()
        make_episode(tmp_path / folder, article_of(0, url=url, title=folder), sound=sound)
    for name in ("https://courier.example/story", "https://courier.example/story/"):
        assert find_folders(tmp_path, [name]) == ["story"]
    with pytest.raises(ListenError, match="there is no episode"):
        find_folders(tmp_path, [""])


# ------------------------------------------------------------------- order


def test_what_was_added_last_comes_first_whatever_its_date(desk: Desk) -> None:
    """The shelf's articles have dates an hour apart; each was added on another day."""
    for number, day in ((0, 1), (1, 3), (2, 2)):
        added = datetime(2031, 5, day, tzinfo=UTC)
        change_place(
            desk.root,
            f"episode-{number}",
            lambda place, added=added: dataclasses.replace(place, added=added),  # type: ignore[misc] # a lambda's defaults have no type
        )
    assert listed(desk) == ["episode-1", "episode-2", "episode-0"]
    entries = feedparser.parse(desk.get("feed.xml").content).entries
    assert [entry.published_parsed[2] for entry in entries] == [3, 2, 1]


def test_a_decision_by_command_counts_like_one_by_the_page(desk: Desk) -> None:
    decide(desk.root, listener_settings(), "episode-2", "archive")
    assert "episode-2" not in listed(desk)


# ---------------------------------------------------- a phone and other devices


@pytest.mark.parametrize(
    ("fields", "urls"),
    [
        ({"title": "Ferry back", "text": "https://courier.example/ferry"}, ["https://courier.example/ferry"]),
        ({"text": "Ferry back https://courier.example/ferry"}, ["https://courier.example/ferry"]),
        ({"text": "ignored", "url": "https://courier.example/ferry"}, ["https://courier.example/ferry"]),
        ({"title": "A passage", "text": "The ferry runs again, three weeks after the ice went out of the bay."}, [""]),
    ],
)  # fmt: skip
def test_what_a_phone_shares_with_the_installed_library_is_added(
    desk: Desk, fields: dict[str, str], urls: list[str]
) -> None:
    manifest = desk.get("manifest.webmanifest").json()
    target = manifest["share_target"]
    assert manifest["start_url"] == "index.html"
    sent = {target["params"][name]: value for name, value in fields.items()}
    answer = desk.post(target["action"], **sent)
    assert answer.status_code == 201, answer.text
    assert [wish.url for wish in desk.inbox.list_wishes()] == urls


def exchange(desk: Desk, told: object) -> requests.Response:
    return requests.post(f"{desk.home}positions", json=told, timeout=10)


def noted(position_ms: int, noted_ms: int, **more: object) -> dict[str, object]:
    return {"audio": "episode.mp3", "position_ms": position_ms, "noted_ms": noted_ms, **more}


def test_the_position_that_was_noted_last_counts(desk: Desk) -> None:
    first = {"episode-0": noted(4_000, 100), "episode-1": noted(9_000, 100)}
    assert exchange(desk, {"positions": first}).json()["positions"]["episode-1"] == {
        **noted(9_000, 100), "is_heard": False,
    }  # fmt: skip
    other = {"episode-0": noted(1_000, 99), "episode-1": noted(12_000, 101)}
    found = exchange(desk, {"positions": other}).json()["positions"]
    assert [found[f"episode-{n}"]["position_ms"] for n in (0, 1)] == [4_000, 12_000]
    # a device whose clock is a year ahead does not win for a year
    ahead = int(time.time() * 1000) + 365 * 86_400_000
    exchange(desk, {"positions": {"episode-0": noted(2_000, ahead)}})
    later = {"episode-0": noted(3_000, int(time.time() * 1000) + 1)}
    assert (
        exchange(desk, {"positions": later}).json()["positions"]["episode-0"]["position_ms"]
        == 3_000
    )


def test_an_episode_heard_to_its_end_in_its_own_page_is_finished(desk: Desk) -> None:
    exchange(desk, {"positions": {"episode-2": noted(0, 100, is_heard=True)}})
    assert read_shelf(desk.root).of("episode-2").finished is not None
    # it stays heard when it is begun again
    again = exchange(desk, {"positions": {"episode-2": noted(700, 200)}}).json()["positions"]
    assert again["episode-2"]["is_heard"]


@pytest.mark.parametrize(
    "told",
    [
        [], {"positions": []}, {"positions": {"episode-0": 3}},
        {"positions": {"episode-0": noted(1, 1) | {"position_ms": "soon"}}},
    ],
)  # fmt: skip
def test_positions_that_make_no_sense_are_refused(desk: Desk, told: object) -> None:
    answer = exchange(desk, told)
    assert answer.status_code == 400
    assert answer.json()["message"].startswith("the positions cannot be read")


def test_positions_of_what_is_no_episode_are_not_kept(desk: Desk) -> None:
    strange = ["episode-9", "../x", "", ".audiobrief", "a/b/c", "episode-0/..", "x\\y"]
    told = {"positions": {folder: noted(1, 1) for folder in strange}}
    assert exchange(desk, told).json() == {"positions": {}}
    (desk.root / POSITIONS).parent.mkdir(exist_ok=True)
    (desk.root / POSITIONS).write_text("{damaged", "utf-8")
    told = {"positions": {"episode-0": noted(1, 1)}}
    assert list(exchange(desk, told).json()["positions"]) == ["episode-0"]
