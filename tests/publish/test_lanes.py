"""The waveform tells who speaks: every voice has its place at the line."""

import dataclasses
import re

import pytest

from audiobrief.model import Episode, Role, Timeline, VoiceRole
from audiobrief.publish.lanes import Lane, draw, lanes_of
from audiobrief.publish.page import render_page
from audiobrief.publish.settings import PublishSettings
from audiobrief.publish.waveform import BARS, TOP, Waveform
from tests.publish.episodes import make_episode

LOUD = Waveform(tuple([TOP] * BARS))
LEGEND = "below it whoever is quoted"


@pytest.fixture(scope="module")
def mill(tmp_path_factory: pytest.TempPathFactory) -> Episode:
    return make_episode(tmp_path_factory.mktemp("mill"))


def extents(path: str) -> list[tuple[float, float]]:
    """The top and the bottom of each bar of a path."""
    bars = re.findall(r"M(\d+) (\d+)h\.7v(\d+)h-\.7", path)
    assert [int(x) for x, _, _ in bars] == list(range(BARS))
    return [(float(top), float(top) + float(height)) for _, top, height in bars]


def test_each_bar_stands_where_its_speaker_has_his_place(mill: Episode) -> None:
    lanes, length = lanes_of(mill), mill.timeline.length
    places = extents(draw(LOUD, lanes))
    seen = set()
    for bar, place in enumerate(places):
        # a bar in which only one segment sounds has its lane
        inside = [
            c
            for c in mill.timeline.cues
            if c.start < (bar + 1) * length / BARS and c.end > bar * length / BARS
        ]
        if len(inside) != 1:
            continue
        role = mill.script.segments[inside[0].segment].role
        wanted = {Role.QUOTE: (50.0, 100.0), Role.CUE: (0.0, 100.0)}.get(role, (0.0, 50.0))
        assert place == wanted, (bar, role)
        seen.add(role)
    assert {Role.QUOTE, Role.CUE, Role.BODY} <= seen


def test_a_voice_for_quotes_inside_a_paragraph_hangs_too(mill: Episode) -> None:
    segments = [
        dataclasses.replace(each, voice=VoiceRole.QUOTE) if each.block == 1 else each
        for each in mill.script.segments
    ]
    quoted = dataclasses.replace(
        mill, script=dataclasses.replace(mill.script, segments=tuple(segments))
    )
    assert lanes_of(quoted).count(Lane.BELOW) > lanes_of(mill).count(Lane.BELOW) + 20


def test_where_nobody_is_quoted_the_bars_lie_across_the_line(mill: Episode) -> None:
    # the first cue alone: the headline
    cues = mill.timeline.cues[:1]
    alone = dataclasses.replace(
        mill, timeline=Timeline(mill.timeline.sample_rate, cues[0].end, cues)
    )
    lanes = lanes_of(alone)
    assert set(lanes) == {Lane.ACROSS, Lane.ABOVE}
    assert set(extents(draw(LOUD, lanes))) == {(0, 100)}
    assert draw(Waveform(), lanes) == ""


def test_the_page_says_what_the_picture_means_only_where_it_means_it(
    mill: Episode,
) -> None:
    assert LEGEND in "".join(render_page(mill, LOUD, PublishSettings()))
    assert LEGEND not in "".join(render_page(mill, Waveform(), PublishSettings()))
