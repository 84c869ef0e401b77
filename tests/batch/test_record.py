"""A newsroom over three days: what it corrects is heard once, and what it takes back is gone."""

from __future__ import annotations

import hashlib
import io
import json
import re
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

import feedparser
import podcastparser
import pytest
import requests

from audiobrief.batch.journal import Journal
from audiobrief.batch.journal_place import find_journal
from audiobrief.filed import holding
from audiobrief.publish import PublishSettings, read_episode
from audiobrief.publish.answering import answering
from audiobrief.publish.serve import Preview
from audiobrief.publish.verifying import Outcome, verify
from audiobrief.publish.versions import read_versions
from tests.batch.retracting import FIRST_DAY, Newsroom, Story, open_newsroom, write_story
from tests.publish.certificates import Papers, make_papers
from tests.torture.running import invoke

SITE = "https://listen.saltmere.example/"
SETTINGS = """
batch.host_pause_ms = 0
batch.per_host = 8
batch.retries = 0
fetch.allow_private = true
voice.engine = "tone"
sound.loudness = "off"
publish.waveform = false
publish.url = "{site}"
publish.replaced_days = 7
record.gone = "withdraw"
record.left = "withdraw"
cache.folder = "{speech}"
fetch.cache_folder = "{web}"
"""


@pytest.fixture
def newsroom(monkeypatch: pytest.MonkeyPatch) -> Iterator[Newsroom]:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with open_newsroom() as room:
        yield room


class Producer:
    """Follows the newsroom's feed, a round at a time."""

    def __init__(
        self, newsroom: Newsroom, folder: Path, more: str = "", papers: Papers | None = None
    ) -> None:
        """With `papers`, each audio file is signed."""
        self.newsroom = newsroom
        self.sources: list[str | Path] = [newsroom.url("/feed.xml")]
        self.output = folder / "episodes"
        self.speech, self.web = folder / "speech", folder / "web"
        self.config = folder / "audiobrief.toml"
        known = SETTINGS.format(site=SITE, speech=self.speech, web=self.web)
        self.issuer = papers.issuer if papers else None
        if papers is not None:
            known += f"credentials.certificate = {json.dumps(str(papers.certificate))}\n"
            known += f"credentials.key = {json.dumps(str(papers.key))}\n"
        self.config.write_text(known + more, encoding="utf-8")

    def round(self) -> list[dict[str, Any]]:
        code, out, err = invoke(
            "watch", *self.sources, "-o", self.output, "--rounds", "1", "--json",
            "--config", self.config,
        )  # fmt: skip
        assert code == 0, err
        assert "was not updated" not in err
        return [json.loads(line) for line in out.splitlines()]

    def hold(self, story: Story, until: datetime) -> None:
        """Has a list of the desk give a story under embargo, beside the feed."""
        row = {
            "id": self.newsroom.url(story.path), "headline": story.title, "language": "en-GB",
            "body": "\n\n".join(story.paragraphs), "authors": ["Mara Vint"],
            "published": story.published.isoformat(), "publish_after": until.isoformat(),
        }  # fmt: skip
        listing = self.config.with_name("desk.jsonl")
        listing.write_text(json.dumps(row), encoding="utf-8")
        self.sources.append(listing)

    def call(self, *args: str | Path, code: int = 0) -> tuple[str, str]:
        found, out, err = invoke(*args, "-o", self.output, "--config", self.config)
        assert found == code, (found, out, err)
        return out, err

    def folder_of(self, number: int) -> Path:
        with Journal(find_journal(str(self.output))) as journal:
            row = journal.get(self.newsroom.url(f"/news/{number}"))
        assert row is not None
        return self.output / row.folder

    def signed(self, number: int) -> str:
        """The digest of a story's signed audio: a signature has a random part."""
        folder = self.folder_of(number)
        audio = folder / read_episode(folder).audio
        return hashlib.sha256(audio.read_bytes()).hexdigest()

    def spoken(self) -> int:
        """The number of sentences in the speech cache."""
        return len(list(self.speech.rglob("*.speech")))


class Reader:
    """Podcast apps that follow the feed from the first day, by two parsers."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.heard: dict[str, list[str]] = {}
        """guid -> the enclosures that it has had, each once."""
        self.titles: dict[str, str] = {}
        self.built: list[datetime] = []

    def look(self) -> set[str]:
        """Reads the feed; returns the guids of its items."""
        content = (self.output / "feed.xml").read_bytes()
        known = feedparser.parse(content)
        assert not known.bozo
        ours = podcastparser.parse(f"{SITE}feed.xml", io.BytesIO(content))
        items = {item["guid"]: item["enclosures"][0]["url"] for item in ours["episodes"]}
        assert items == {entry.id: entry.enclosures[0].href for entry in known.entries}
        assert len(items) == len(known.entries)
        for guid, address in items.items():
            past = self.heard.setdefault(guid, [])
            if address not in past:
                past.append(address)
            assert past[-1] == address, "an app is led back to an older version"
        self.titles |= {entry.id: entry.title for entry in known.entries}
        built = datetime.fromtimestamp(timegm(known.feed.updated_parsed), UTC)
        assert not self.built or built >= self.built[-1]
        self.built.append(built)
        return set(items)

    def guid_of(self, title: str) -> str:
        (guid,) = {guid for guid, shown in self.titles.items() if shown == title}
        return guid


def assert_holds(producer: Producer, *stories: Story) -> None:
    """Checks that sound, page, feed and ledger hold exactly what the newsroom says."""
    feed = feedparser.parse((producer.output / "feed.xml").read_bytes())
    home = (producer.output / "index.html").read_text(encoding="utf-8")
    assert {entry.title for entry in feed.entries} == {story.title for story in stories}
    found = sorted(path.parent.name for path in producer.output.glob("*/episode.json"))
    assert len(found) == len(stories)
    for story in stories:
        folder = producer.folder_of(story.number)
        episode = read_episode(folder)
        said = tuple(block.text for block in episode.article.blocks)
        assert (episode.article.title, said) == (story.title, story.paragraphs)
        assert (folder / episode.audio).is_file()
        if producer.issuer is not None:
            signed = verify(folder / episode.audio, producer.issuer)
            assert (signed.outcome, signed.title) == (Outcome.WHOLE, story.title), signed
        page = (folder / "index.html").read_text(encoding="utf-8")
        shown = re.sub(r"<[^>]+>", "", page)
        assert all(text in shown for text in story.paragraphs)
        assert f'"{folder.name}"' in home
        with Journal(find_journal(str(producer.output))) as journal:
            row = journal.get(producer.newsroom.url(story.path))
            assert row is not None
            # of two addresses of one story, the one that came first has the episode
            ledger = journal.versions_of(row.duplicate_of or row.id)
        kept = read_versions(folder)
        assert [v.number for v in ledger] == list(range(1, len(ledger) + 1))
        assert [v.number for v in kept] == (
            [] if len(ledger) == 1 else [v.number for v in ledger]
        )
        corrected = ledger[-1].corrected
        assert ("Corrected <time" in page) == any(v.corrected for v in ledger)
        if corrected and story.modified:
            assert corrected == story.modified
            assert f"{corrected.day} {corrected:%B %Y}" in page


class TwoHoursLater(datetime):
    """A clock that is two hours ahead."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> TwoHoursLater:
        return super().now(tz) + timedelta(hours=2)


def test_three_days_of_a_newsroom(
    newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    producer = Producer(newsroom, tmp_path, papers=make_papers(tmp_path / "papers"))
    embargoed = write_story(90, FIRST_DAY + timedelta(days=4))
    producer.hold(embargoed, datetime.now(UTC) + timedelta(hours=1))
    reader = Reader(producer.output)
    stories = [write_story(n, FIRST_DAY + timedelta(hours=2 * n)) for n in range(40)]
    # the first day
    newsroom.put(*stories[:20])
    newsroom.change(3, headers=())
    newsroom.change(4, headers=("max-age",))
    newsroom.change(5, headers=("last-modified",))
    newsroom.change(6, addresses=("/news/6/print",))
    first = producer.round()
    assert [event["event"] for event in first].count("made") == 20
    assert [event["event"] for event in first].count("duplicate") == 1
    (held,) = (event for event in first if event["event"] == "held")
    assert "under embargo until" in held["message"]
    assert_holds(producer, *newsroom.stories.values())
    assert len(reader.look()) == 20
    spoken = producer.spoken()
    signed = {number: producer.signed(number) for number in range(20)}
    # nothing happened: each page was asked for, and most were not sent again
    newsroom.answered.clear()
    quiet = producer.round()
    assert {event["event"] for event in quiet} == {"held", "skipped"}
    assert newsroom.asked["/feed.xml"] == 2
    assert newsroom.asked["/robots.txt"] <= 2
    assert newsroom.answered["/news/0", 304] == 1
    assert all(newsroom.asked[story.path] == 2 for story in stories[:20])
    assert producer.spoken() == spoken
    assert {number: producer.signed(number) for number in range(20)} == signed
    reader.look()
    # the second day: corrections, with and without headers; one story has another headline
    newsroom.put(*stories[20:30])
    modified = FIRST_DAY + timedelta(days=1, hours=3)
    corrected = [1, 3, 4, 5, 6]
    for number in corrected:
        newsroom.correct(number, f"It will cost {number} hundred crowns, no more.", modified)
    new_title = "The tram of Pellhaven goes after all"
    old_title = newsroom.stories[2].title
    newsroom.change(2, title=new_title, modified=modified)
    old_folder = producer.folder_of(2)
    old_audio = read_episode(old_folder).audio
    before = producer.spoken()
    second = producer.round()
    made = [event for event in second if event["event"] == "made"]
    assert len(made) == 10 + len(corrected) + 1
    assert_holds(producer, *newsroom.stories.values())
    # what was corrected is signed anew, and nothing else
    again = {number for number, was in signed.items() if producer.signed(number) != was}
    assert again == {*corrected, 2}
    reader.look()
    # ten new stories of six sentences each, with the byline, a sentence for each correction,
    # and the new headline
    new = {
        segment.spoken
        for story in stories[20:30]
        for segment in read_episode(producer.folder_of(story.number)).script.segments
    }
    known = {
        segment.spoken
        for story in stories[:20]
        for segment in read_episode(producer.folder_of(story.number)).script.segments
    }
    assert producer.spoken() - before <= len(new - known) + len(corrected) + 1
    for number in corrected:
        folder = producer.folder_of(number)
        version = read_versions(folder)[-1]
        assert version.sentences == (f"It will cost {number} hundred crowns, no more.",)
        guid = reader.guid_of(newsroom.stories[number].title)
        assert len(reader.heard[guid]) == 2
        assert (folder / f"{folder.name}.mp3").is_file(), "the old address does not answer"
    # the folder stays, and the new headline's address leads there
    assert producer.folder_of(2) == old_folder
    assert (old_folder / old_audio).is_file()
    alias = producer.output / "the-tram-of-pellhaven-goes-after-all" / "index.html"
    assert f"url=../{old_folder.name}/" in alias.read_text(encoding="utf-8")
    assert len(reader.heard[reader.guid_of(new_title)]) == 2
    # the third day: one is taken down, one leaves the feed, one answers 500 for an hour
    newsroom.put(*stories[30:])
    newsroom.change(7, status=410)
    newsroom.change(8, is_listed=False)
    newsroom.failing = {"/news/9", "/news/10"}
    gone = [reader.guid_of(newsroom.stories[n].title) for n in (7, 8)]
    gone_audio = [reader.heard[guid][-1].removeprefix(SITE) for guid in gone]
    folders = [producer.folder_of(n) for n in (7, 8)]
    third = producer.round()
    events = [event["event"] for event in third]
    assert events.count("made") == 10
    assert events.count("withdrawn") == 2, [e for e in third if e["event"] != "made"]
    assert events.count("failed") == 0
    kept = [e for e in third if e.get("message") and e["event"] == "skipped"]
    assert {e["id"] for e in kept} == {newsroom.url("/news/9"), newsroom.url("/news/10")}
    left = [s for n, s in newsroom.stories.items() if n not in {7, 8}]
    assert_holds(producer, *left)
    assert not set(gone) & reader.look()
    # the hour is over, and one of them was corrected meanwhile; the retracted one is back
    newsroom.failing = set()
    newsroom.correct(9, "It will cost nothing at all.", modified + timedelta(days=1))
    newsroom.change(7, status=200)
    fourth = producer.round()
    assert [e["id"] for e in fourth if e["event"] == "made"] == [newsroom.url("/news/9")]
    left = [s for n, s in newsroom.stories.items() if n not in {7, 8}]
    assert_holds(producer, *left)
    assert not set(gone) & reader.look()
    # the embargo ends, and nobody has heard the story before
    assert embargoed.title not in reader.titles.values()
    monkeypatch.setattr(holding, "datetime", TwoHoursLater)
    fifth = producer.round()
    assert [e["title"] for e in fifth if e["event"] == "made"] == [embargoed.title]
    assert_holds(producer, *left, embargoed)
    assert not set(gone) & reader.look()
    assert len(reader.heard[reader.guid_of(embargoed.title)]) == 1
    # each correction was heard once, and nothing else was offered twice
    changed = {*corrected, 2, 9}
    for number, story in newsroom.stories.items():
        if number not in {7, 8}:
            guid = reader.guid_of(story.title)
            assert len(reader.heard[guid]) == 1 + (number in changed), story.title
    assert old_title not in {s.title for s in left}
    with answering(Preview(producer.output, PublishSettings(url=SITE))) as address:
        for folder, audio in zip(folders, gone_audio, strict=True):
            assert {p.name for p in folder.iterdir()} == {"index.html"}
            for path in (audio, f"{folder.name}/", f"{folder.name}/episode.json"):
                answer = requests.get(address + path, timeout=10)
                assert answer.status_code == 410, path
                assert "was withdrawn on" in answer.text
        assert requests.get(f"{address}.audiobrief/batch.sqlite", timeout=10).status_code == 404
    assert_no_trace(producer, "motion 7", "motion 8")


def assert_no_trace(producer: Producer, *texts: str) -> None:
    """Checks that no file of ours holds any of these texts, which only withdrawn stories have."""
    for root in (producer.output, producer.speech, producer.web):
        for path in root.rglob("*"):
            content = path.read_bytes() if path.is_file() else b""
            assert not [t for t in texts if f"{t} ".encode() in content], path
