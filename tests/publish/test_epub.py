"""Tests that the book is valid, plays every sample once, and is the same in every build."""

import dataclasses
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from audiobrief.cli import main
from audiobrief.encoder.cover import draw_cover
from audiobrief.errors import PublishError
from audiobrief.model import Article, Block, BlockKind, Episode, Picture
from audiobrief.publish import PublishSettings
from audiobrief.publish.epub import write_epub
from tests.publish.episodes import QUICK, make_episode
from tests.publish.programs import check_book

SMIL = "{http://www.w3.org/ns/SMIL}"
TEXTREF = "{http://www.idpf.org/2007/ops}textref"


@pytest.fixture(scope="module")
def mill(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Episode]:
    folder = tmp_path_factory.mktemp("mill")
    return folder, make_episode(folder)


def test_the_checker_of_books_finds_nothing(mill: tuple[Path, Episode]) -> None:
    run = CliRunner().invoke(main, ["epub", str(mill[0])])
    assert run.exit_code == 0, run.output
    assert check_book(Path(run.output.strip())) == ""


def test_the_clips_play_the_whole_audio_and_point_at_words(
    mill: tuple[Path, Episode],
) -> None:
    folder, episode = mill
    with zipfile.ZipFile(write_epub(folder, episode, PublishSettings())) as book:
        assert book.namelist()[0] == "mimetype"
        overlay = ET.fromstring(book.read("EPUB/article.smil"))
        article = book.read("EPUB/article.xhtml").decode()
    at = "0.000s"
    for par in overlay.iter(f"{SMIL}par"):
        text, audio = par
        assert f'id="{text.attrib["src"].partition("#")[2]}"' in article
        assert audio.attrib["clipBegin"] == at
        at = audio.attrib["clipEnd"]
    assert float(at.rstrip("s")) == pytest.approx(
        episode.timeline.duration_ms / 1000, abs=0.001
    )


def test_each_section_can_be_skipped_and_is_named(mill: tuple[Path, Episode]) -> None:
    folder, episode = mill
    with zipfile.ZipFile(write_epub(folder, episode, PublishSettings())) as book:
        overlay = ET.fromstring(book.read("EPUB/article.smil"))
        article = book.read("EPUB/article.xhtml").decode()
    parts = [seq.attrib[TEXTREF].partition("#")[2] for seq in overlay.iter(f"{SMIL}seq")]
    assert parts[0] == "article"
    titles = [re.search(rf'id="{part}">([^<]*)<', article) for part in parts[1:]]
    assert [found and found[1] for found in titles] == [
        block.text for block in episode.article.blocks if block.kind is BlockKind.HEADING
    ]


def test_its_cover_is_the_episodes(mill: tuple[Path, Episode]) -> None:
    folder, episode = mill
    with zipfile.ZipFile(write_epub(folder, episode, PublishSettings())) as book:
        assert "EPUB/cover.jpg" not in book.namelist()
        assert "cover" not in book.read("EPUB/package.opf").decode()
    (folder / "cover.jpg").write_bytes(draw_cover("A mill", "The Saltmere Courier"))
    written = write_epub(folder, episode, PublishSettings())
    with zipfile.ZipFile(written) as book:
        assert book.read("EPUB/cover.jpg") == (folder / "cover.jpg").read_bytes()
    assert check_book(written) == ""
    (folder / "cover.jpg").unlink()


def test_it_repeats(mill: tuple[Path, Episode]) -> None:
    first = write_epub(*mill, PublishSettings()).read_bytes()
    assert write_epub(*mill, PublishSettings()).read_bytes() == first


def test_it_holds_the_pictures_of_the_page_and_nothing_from_elsewhere(tmp_path: Path) -> None:
    folder = tmp_path / "mill"
    episode = make_episode(folder, sound=dataclasses.replace(QUICK, parts=[]))
    caption = next(
        i for i, b in enumerate(episode.article.blocks) if b.kind is BlockKind.CAPTION
    )
    drawn = draw_cover("A mill", "The Saltmere Courier")
    for name in ("picture-1.jpg", "picture-2.jpg", "nav.xhtml", "../picture-9.jpg"):
        (folder / name).write_bytes(drawn)
    pictures = (
        Picture("picture-1.jpg", 1200, 800),
        Picture("picture-2.jpg", 600, 800, caption, "A wheel & <two> men"),
        # a file that is gone, one that is no picture, and one outside the folder
        Picture("picture-3.jpg", 600, 800, caption + 1),
        Picture("nav.xhtml", 600, 800, caption + 2),
        Picture("../picture-9.jpg", 600, 800, caption + 3),
    )
    written = write_epub(
        folder, dataclasses.replace(episode, pictures=pictures), PublishSettings()
    )
    with zipfile.ZipFile(written) as book:
        held = {name for name in book.namelist() if book.read(name) == drawn}
        article = book.read("EPUB/article.xhtml").decode()
    assert held == {"EPUB/picture-1.jpg", "EPUB/picture-2.jpg"}
    assert re.findall(r'<img class="picture" src="([^"]*)"', article) == [
        "picture-1.jpg",
        "picture-2.jpg",
    ]
    assert 'height="800" alt="A wheel &amp; &lt;two&gt; men"' in article
    # the second one stands before its caption
    assert article.index("picture-2.jpg") < article.index("The mill in October")
    assert check_book(written) == ""


def test_what_is_no_xml_does_not_break_it(tmp_path: Path) -> None:
    text = "A\x0b \ufffe </p> & ]]> <b>"
    article = Article(text, (Block(BlockKind.PARAGRAPH, text),), language="no such tag")
    episode = make_episode(tmp_path, article, sound=dataclasses.replace(QUICK, parts=[]))
    with zipfile.ZipFile(write_epub(tmp_path, episode, PublishSettings())) as book:
        for name in book.namelist():
            if name.endswith(("ml", ".opf", ".smil")):
                ET.fromstring(book.read(name))


def test_audio_that_no_reader_plays_is_refused(mill: tuple[Path, Episode]) -> None:
    folder, episode = mill
    (folder / "episode.wav").write_bytes(b"RIFF")
    with pytest.raises(PublishError, match="make the episode as mp3"):
        write_epub(folder, dataclasses.replace(episode, audio="episode.wav"), PublishSettings())
