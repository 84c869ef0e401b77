"""Folders of episodes for tests of sites, feeds and the server."""

import dataclasses
from datetime import timedelta
from pathlib import Path

import numpy as np

from audiobrief.encoder.cover import draw_cover
from audiobrief.model import Article, Author
from audiobrief.publish.waveform import Meter, write_waveform
from tests.publish.episodes import ARTICLE, QUICK, RATE, make_episode

URL = "https://merrow.example/audio/"


def article_of(number: int, **changes: object) -> Article:
    """An article of one newspaper; lower numbers are newer."""
    assert ARTICLE.published
    return dataclasses.replace(
        ARTICLE,
        **{
            "title": f"Bulletin {number} of the harbour board",
            "authors": (Author("Ana Reyes" if number % 2 else "Tomas Okafor"),),
            "published": ARTICLE.published - timedelta(hours=number),
            "url": f"https://courier.example/harbour/bulletin-{number}",
            "blocks": ARTICLE.blocks[: 1 + number % 4],
            **changes,
        },  # type: ignore[arg-type]
    )


def make_shelf(root: Path, count: int) -> None:
    """Writes `count` episodes with real sound and waveforms, each in its own folder."""
    cover = draw_cover("A bulletin", "The Merrow Courier")
    for number in range(count):
        folder = root / f"episode-{number}"
        folder.mkdir(parents=True)
        sound = dataclasses.replace(QUICK, parts=[])
        make_episode(folder, article_of(number), sound=sound, bitrate="8k")
        # as `make` writes it, so that publishing needs no ffmpeg for each episode
        meter = Meter(RATE)
        for chunk in sound.samples():
            meter.add(np.frombuffer(chunk, dtype="<i2"))
        write_waveform(folder / "episode.mp3", meter)
        (folder / "cover.jpg").write_bytes(cover)
