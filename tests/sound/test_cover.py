"""Tests the drawn cover: square, readable, and deterministic."""

import io
import time
import warnings
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from audiobrief.encoder.cover import (
    MARGIN,
    MAX_SIDE,
    SIDE,
    choose_colour,
    crop_cover,
    draw_cover,
    printable,
)
from audiobrief.episode.pictures import read_cover
from audiobrief.errors import SoundError
from audiobrief.settings.tree import Settings


@pytest.mark.parametrize(
    "title", ["Tides", "Harbour pilots refuse ferries " * 3, "word " * 400, "x" * 300]
)
def test_a_cover_is_square_and_keeps_its_margin(title: str) -> None:
    drawn = draw_cover(title, "The Kestrel Courier")
    image = Image.open(io.BytesIO(drawn)).convert("L")
    assert image.size == (SIDE, SIDE)
    light = np.asarray(image, dtype=int)
    assert light.max() - light.min() > 120
    assert light[:, SIDE - MARGIN + 20 :].max() < light.min() + 60, "words run over the margin"


@pytest.mark.parametrize("end", "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
def test_a_headline_of_several_lines_is_drawn_as_one(end: str) -> None:
    assert draw_cover(f"Tides{end}rise", "Courier") == draw_cover("Tides rise", "Courier")
    # the site's name decides the colour, and so two spellings of it are two covers
    assert draw_cover("Tides rise", f"The{end}Courier")


@pytest.mark.parametrize("title", ["x" * 5_000, "W" * 500, "|" * 32_000, "a " * 20_000])
def test_a_headline_of_any_length_is_drawn_in_seconds(title: str) -> None:
    begun = time.process_time()
    assert draw_cover(title, title)
    assert time.process_time() - begun < 3


def test_a_picture_that_is_a_line_is_not_unpacked() -> None:
    target = io.BytesIO()
    Image.new("1", (1, MAX_SIDE + 1)).save(target, "PNG")
    assert crop_cover(target.getvalue()) == b""
    Image.new("1", (1, MAX_SIDE)).save(target := io.BytesIO(), "PNG")
    assert Image.open(io.BytesIO(crop_cover(target.getvalue()))).size == (SIDE, SIDE)


def test_a_cover_without_an_end_is_refused() -> None:
    settings = Settings(cover=Path("/dev/zero"))
    with pytest.raises(SoundError, match="more than 50 million bytes"):
        read_cover(settings)


def test_the_same_words_give_the_same_bytes() -> None:
    for title in ("Tides", "word " * 400):
        first = draw_cover(title, "The Kestrel Courier")
        assert draw_cover(title, "The Kestrel Courier") == first


@pytest.mark.parametrize(
    "title",
    [
        "Äußerst späte Fähre",
        "São Tomé à l’œuvre",
        "Łódź – ğışő",
        "Порт закрыт",
        "Το λιμάνι",
        "“€4 – £3”",
    ],
)
def test_the_letters_and_signs_of_europe_are_drawn(title: str) -> None:
    assert printable(title) == title
    assert len(draw_cover(title)) > len(draw_cover(""))


def test_a_sign_that_the_font_lacks_is_left_out_alone() -> None:
    assert printable("Tides \N{WATER WAVE} rise").split() == ["Tides", "rise"]
    assert printable("港の tides") == ""


def test_a_script_without_letters_in_the_font_leaves_the_colour() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(draw_cover("港の水先案内人", "")) < len(draw_cover("Tides", ""))


def test_a_site_has_its_colour_and_white_is_read_on_it() -> None:
    for name in ("The Kestrel Courier", "Bay Radio", "", "Ørsted Post"):
        red, green, blue = (channel / 255 for channel in choose_colour(name))
        light = 0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2
        assert 1.05 / (light + 0.05) > 7
