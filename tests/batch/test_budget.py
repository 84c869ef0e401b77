"""Tests how many characters a whole run sends to a paid engine, as its server counts them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from audiobrief.batch.budget import Budgets
from audiobrief.batch.events import Kind
from audiobrief.batch.items import Failure, Read, Reason
from audiobrief.engines.tone import ToneEngine
from audiobrief.episode.dependencies import Dependencies
from audiobrief.settings.tree import Settings, VoiceSettings
from tests.batch.newsroom import write_pages
from tests.batch.running import make_all, quick_settings
from tests.engines import loopback
from tests.engines.loopback import SpeechHandler, SpeechHTTPServer

ARTICLES = 4


def test_each_limit_of_a_chain_is_kept() -> None:
    limits = {"openai": {"max_chars": 100}, "paid": {"max_chars": 1000}}
    read = Read(b"", Dependencies(), "", "", "", "", 10, 400, unspoken=300)
    first = Settings(voice=VoiceSettings(engine="openai,paid,tone", options=limits))
    budgets = Budgets(first)
    # the first engine's budget is too small: the second is granted, and its budget counts what
    # it sends
    granted = [budgets.grant(read) for _ in range(3)]
    assert [(g.engine, g.without) for g in granted if g] == [
        ("paid", ("openai",)), ("paid", ("openai",)), ("paid", ("openai", "paid")),
    ]  # fmt: skip
    assert granted[2] is not None
    assert granted[2].characters == 0
    assert granted[0] is not None
    budgets.settle(granted[0], Failure(Reason.SPEECH, "", sent=10))
    again = budgets.grant(read)
    assert again is not None
    assert again.characters >= read.characters
    assert Budgets(Settings()).grant(read) is None


@pytest.fixture
def server() -> Iterator[SpeechHTTPServer]:
    with loopback.serve(ToneEngine()) as server:
        yield server


def sent_to(server: SpeechHTTPServer) -> int:
    return sum(len(request["input"]) for request, _ in server.requests)


def settings_for(server: SpeechHTTPServer, limit: int | None, **changes: Any) -> Any:
    options: dict[str, Any] = {
        "voice__options__openai__base_url": server.url,
        "voice__options__openai__response_format": "pcm",
    }
    if limit is not None:
        options["voice__options__openai__max_chars"] = limit
    return quick_settings(**{"voice__engine": "openai", **options, **changes})


def refuse(handler: SpeechHandler) -> bool:
    handler.answer_json(401, {"error": "no"})
    return True


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    write_pages(tmp_path / "pages", ARTICLES, words=40)
    return tmp_path / "pages"


def test_a_run_sends_no_more_than_its_budget_over_all_workers(
    server: SpeechHTTPServer, pages: Path, tmp_path: Path
) -> None:
    events, _ = make_all(pages, tmp_path / "dear", settings_for(server, None))
    costs = [event.row.characters for event in events if event.kind is Kind.MADE]
    assert len(costs) == ARTICLES
    whole, limit = sent_to(server), sum(sorted(costs)[-2:]) + 20
    assert limit < whole
    server.requests.clear()

    two = settings_for(server, limit, batch__workers=2, cache__speech=True,
                       cache__folder=str(tmp_path / "speech"))  # fmt: skip
    events, _ = make_all(pages, tmp_path / "out", two)
    assert 0 < sent_to(server) <= limit
    made = [event for event in events if event.kind is Kind.MADE]
    spent = [event for event in events if event.kind is Kind.FAILED]
    assert len(made) >= 2
    assert {event.row.reason for event in spent} == {Reason.BUDGET}
    assert all("--max-chars" in event.row.message for event in spent)
    # another try on the same day cannot help
    assert not [event for event in events if event.kind is Kind.RETRIED]

    # a larger budget changes no finished episode; the missing ones are made
    server.requests.clear()
    more = settings_for(server, 10 * whole, batch__workers=2, cache__speech=True,
                        cache__folder=str(tmp_path / "speech"))  # fmt: skip
    events, _ = make_all(pages, tmp_path / "out", more)
    assert sorted(event.kind for event in events) == sorted(
        [Kind.SKIPPED] * len(made) + [Kind.MADE] * len(spent)
    )
    # cached speech is not paid for again
    assert sent_to(server) <= sum(event.row.characters for event in spent)


def test_the_next_engine_speaks_what_the_budget_does_not_cover(
    server: SpeechHTTPServer, pages: Path, tmp_path: Path
) -> None:
    chain = settings_for(server, 30, voice__engine="openai,tone")
    events, _ = make_all(pages, tmp_path / "out", chain)
    assert [event.kind for event in events] == [Kind.MADE] * ARTICLES
    assert all(event.row.engine.startswith("tone") for event in events)
    assert {event.row.note for event in events} == {
        "tone speaks (the budget for openai is spent)"
    }
    assert sent_to(server) == 0


def test_what_a_failed_article_was_not_sent_is_there_for_the_others(
    server: SpeechHTTPServer, pages: Path, tmp_path: Path
) -> None:
    server.faults += [refuse, refuse]
    cost = max(
        event.row.characters
        for event in make_all(
            pages, tmp_path / "dry", settings_for(server, None), dry_run=True
        )[0]
    )
    # enough for all, provided that the two failed articles give back their grants
    limit = (ARTICLES + 1) * cost
    one = settings_for(server, limit, batch__workers=1, batch__retries=2, batch__retry_ms=1,
                       voice__options__openai__concurrency=1)  # fmt: skip
    events, _ = make_all(pages, tmp_path / "out", one)
    assert [event.kind for event in events].count(Kind.MADE) == ARTICLES
    assert sent_to(server) <= limit
