"""Tests that what is packed comes back as it was, also by what earlier versions packed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import msgspec
import pytest

from audiobrief.batch.items import Item
from audiobrief.filed.article import ArticleData
from audiobrief.model import Article, Block, BlockKind, Manuscript
from audiobrief.segmenter import segment
from audiobrief.system.packing import pack, unpack

HOUSE = Path(__file__).parents[2] / "audiobrief"
EVENING = datetime(2026, 11, 29, 21, 42, tzinfo=timezone(timedelta(hours=-5)))
ARTICLE = Article(
    "Ferry sails", (Block(BlockKind.PARAGRAPH, "It sails.", time=EVENING),), published=EVENING
)
MANUSCRIPT = Manuscript(ARTICLE, segment(ARTICLE))


@pytest.mark.parametrize("offset_h", [-5, 0, 5.5, 14])
def test_a_moment_keeps_its_offset(offset_h: float) -> None:
    moment = EVENING.replace(tzinfo=timezone(timedelta(hours=offset_h)))
    changed = replace(MANUSCRIPT, article=replace(ARTICLE, published=moment, modified=moment))
    found = unpack(pack(changed), Manuscript)
    assert found == changed
    assert found.article.published
    assert found.article.modified
    assert found.article.blocks[0].time
    assert found.article.published.isoformat() == moment.isoformat()
    assert found.article.modified.isoformat() == moment.isoformat()
    assert found.article.blocks[0].time.isoformat() == EVENING.isoformat()
    item = Item("a", "a", given=ArticleData(published=moment))
    given = unpack(pack(item), Item).given
    assert given
    assert given.published
    assert given.published.isoformat() == moment.isoformat()


def test_bytes_stay_bytes() -> None:
    assert unpack(pack({"page": b"\xff\x00"}), dict[str, bytes]) == {"page": b"\xff\x00"}


def test_what_earlier_versions_packed_is_read() -> None:
    found = unpack(msgspec.msgpack.encode(MANUSCRIPT), Manuscript)
    assert found == MANUSCRIPT
    assert found.article.published == EVENING.astimezone(UTC)


def test_nothing_is_packed_in_another_way() -> None:
    # the digest of a manuscript is never read back, and stays what it was
    places = {"system/packing.py", "episode/manuscripts.py"}
    found = {path.relative_to(HOUSE).as_posix() for path in HOUSE.rglob("*.py")
             if "msgspec.msgpack" in path.read_text("utf-8")}  # fmt: skip
    assert found == places
