"""Tests that a story which is taken back leaves its site, whichever journal or command made it."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from audiobrief.publish.register import read_register
from audiobrief.settings.tree import Settings
from tests.batch.retracting import FIRST_DAY, Newsroom, write_story
from tests.batch.running import TONE, kinds, make_all, quick_settings
from tests.batch.test_record import newsroom as newsroom  # noqa: PLC0414 -- the fixture
from tests.torture.running import invoke

CANONICAL = "https://saltmere.example/news/1"


def settings_of(folder: Path, **changes: Any) -> Settings:
    return quick_settings(
        fetch__allow_private=True, fetch__cache_folder=str(folder / "web"), batch__workers=1,
        batch__host_pause_ms=0, batch__retries=0, **changes,
    )  # fmt: skip


def write_page(folder: Path) -> Path:
    page = write_story(1, FIRST_DAY).page.decode()
    path = folder / "page.html"
    path.write_text(
        page.replace("</head>", f'<link rel="canonical" href="{CANONICAL}"></head>'),
        encoding="utf-8",
    )
    return path


def write_lines(folder: Path, *lines: dict[str, Any]) -> Path:
    path = folder / "list.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return path


def episodes_in(output: Path) -> list[str]:
    return [path.parent.name for path in output.glob("*/episode.json")]


def take_back_by_list(
    folder: Path, line: dict[str, Any], **changes: Any
) -> tuple[dict[str, int], int]:
    lines = write_lines(folder, {**line, "status": "withdrawn"})
    events, tally = make_all(lines, folder / "out", settings_of(folder, **changes))
    return kinds(events), tally.exit_code


@pytest.mark.parametrize("maker", ["make", "another journal"])
@pytest.mark.parametrize(
    "line",
    [{"id": "t-1", "url": f"{CANONICAL}/?utm_source=desk"}, {"id": CANONICAL}],
    ids=["url", "id"],
)
def test_a_list_withdraws_what_another_made(
    tmp_path: Path, maker: str, line: dict[str, Any]
) -> None:
    page, output = write_page(tmp_path), tmp_path / "out"
    if maker == "make":
        assert invoke("make", page, "-o", output, *TONE)[0] == 0
    else:
        other = str(tmp_path / "other.sqlite")
        code, _, err = invoke("batch", page, "-o", output, "--journal", other, *TONE)
        assert code == 0, err
    (folder,) = episodes_in(output)
    assert take_back_by_list(tmp_path, line, record__status="ask") == ({"asked": 1}, 4)
    assert episodes_in(output) == [folder]
    assert take_back_by_list(tmp_path, line) == ({"withdrawn": 1}, 0)
    assert episodes_in(output) == []
    assert [each.folder for each in read_register(output).tombstones] == [folder]
    assert take_back_by_list(tmp_path, line) == ({"kept-away": 1}, 0)
    assert invoke("make", page, "-o", output, *TONE)[0] == 1


def test_what_was_kept_is_asked_about_no_more(tmp_path: Path) -> None:
    output, line = tmp_path / "out", {"id": "t-1", "url": CANONICAL}
    assert invoke("make", write_page(tmp_path), "-o", output, *TONE)[0] == 0
    assert take_back_by_list(tmp_path, line, record__status="ask") == ({"asked": 1}, 4)
    assert invoke("restore", "t-1", "-o", output)[0] == 0
    assert take_back_by_list(tmp_path, line) == ({"held": 1}, 0)
    assert len(episodes_in(output)) == 1


def test_an_id_withdraws_what_another_journal_made_of_it(tmp_path: Path) -> None:
    story = write_story(1, FIRST_DAY)
    line = {"id": "t-1", "headline": story.title, "body": " ".join(story.paragraphs)}
    path, output = write_lines(tmp_path, line), tmp_path / "out"
    other = str(tmp_path / "other.sqlite")
    assert invoke("batch", path, "-o", output, "--journal", other, *TONE)[0] == 0
    assert take_back_by_list(tmp_path, {"id": "t-2"}) == ({"kept-away": 1}, 0)
    assert len(episodes_in(output)) == 1
    code, out, _ = invoke("withdraw", "t-1", "-o", output, "--dry-run")
    assert (code, "would be withdrawn" in out) == (0, True)
    assert take_back_by_list(tmp_path, {"id": "t-1"}) == ({"withdrawn": 1}, 0)
    assert episodes_in(output) == []


@pytest.mark.parametrize("policy", ["withdraw", "ask", "keep"])
def test_a_page_that_is_gone_takes_what_make_made_of_it(
    newsroom: Newsroom, tmp_path: Path, policy: str
) -> None:
    for number in (1, 2):
        newsroom.put(write_story(number, FIRST_DAY + timedelta(hours=number)))
    output = tmp_path / "out"
    args = ("-o", output, *TONE, "--allow-private")
    assert invoke("make", newsroom.url("/news/1"), *args)[0] == 0
    newsroom.change(1, status=410)
    settings = settings_of(tmp_path, record__gone=policy)
    events, tally = make_all(newsroom.url("/feed.xml"), output, settings)
    expected = {
        "withdraw": ({"made": 1, "withdrawn": 1}, 0, 1),
        "ask": ({"asked": 1, "made": 1}, 4, 2),
        "keep": ({"made": 1, "skipped": 1}, 0, 2),
    }
    found = kinds(events), tally.exit_code, len(episodes_in(output))
    assert found == expected[policy]


def test_an_episode_of_an_article_that_failed_later_is_withdrawn(tmp_path: Path) -> None:
    story, output = write_story(1, FIRST_DAY), tmp_path / "out"
    line = {"id": "t-1", "headline": story.title, "body": " ".join(story.paragraphs)}
    settings = settings_of(tmp_path)
    make_all(write_lines(tmp_path, line), output, settings)
    events, _ = make_all(write_lines(tmp_path, {**line, "body": 7}), output, settings)
    assert kinds(events) == {"failed": 1}
    assert take_back_by_list(tmp_path, {"id": "t-1"}) == ({"withdrawn": 1}, 0)
    assert episodes_in(output) == []


def test_another_address_of_a_story_takes_nothing_away(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    """A copy for printers is gone; the page itself is still there."""
    story = write_story(1, FIRST_DAY)
    newsroom.put(story)
    output = tmp_path / "out"
    args = ("-o", output, *TONE, "--allow-private")
    assert invoke("make", newsroom.url("/news/1"), *args)[0] == 0
    line = {"id": newsroom.url("/print/1"), "url": newsroom.url("/print/1")}
    settings = settings_of(tmp_path, record__gone="withdraw")
    events, _ = make_all(write_lines(tmp_path, line), output, settings)
    assert kinds(events) == {"failed": 1}
    assert len(episodes_in(output)) == 1
