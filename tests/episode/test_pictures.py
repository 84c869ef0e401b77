"""Tests that a page shows the pictures of its article, and only those."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from audiobrief.cleaner import clean
from audiobrief.encoder.pictures import HEIGHT, MIN_SIDE, WIDTH, scale_picture
from audiobrief.episode.making import make_episode
from audiobrief.episode.pictures import read_pictures
from audiobrief.episode.reader import open_source, write_manuscript
from audiobrief.errors import ConfigError
from audiobrief.model import BlockKind, Page
from audiobrief.publish import publish_episode, read_episode
from audiobrief.publish.settings import PublishSettings
from audiobrief.settings.tree import Settings, read_settings
from tests.batch.running import QUICK
from tests.browser.server import served

TEXT = (
    "<p>The tide mill at Merrow turned again on Saturday, forty years after its wheel had been "
    "taken out and laid in the grass behind the smithy.</p>"
    "<p>Two hundred people stood on the dam when the gate was lifted, and the miller's daughter "
    "started the stones.</p>"
)
PAGE = f"""<!doctype html><html lang="en"><head><title>The mill turns again</title>
<meta property="og:image" content="/pictures/mill.jpg?w=1200"></head><body>
<nav><img src="/pictures/logo.png"></nav>
<article><h1>The mill turns again</h1>{TEXT}
<figure><img src="data:image/gif;base64,R0lGOD" data-src="/pictures/wheel.jpg"
srcset="/pictures/small.jpg 320w, /pictures/wheel.jpg 1400w, /pictures/huge.jpg 4000w" alt="A wheel &amp; two men">
<figcaption>The wheel of oak was built by the pupils of two schools over one winter.</figcaption>
</figure>{TEXT.replace("Saturday", "Sunday").replace("Two hundred", "Three hundred")}
<figure><img src="/pictures/gone.jpg"><figcaption>The smithy, where the old wheel had lain since
the year of the flood, is a café now.</figcaption></figure>
</article></body></html>"""


def draw(path: Path, size: tuple[int, int], colour: str) -> None:
    path.parent.mkdir(exist_ok=True)
    Image.new("RGB", size, colour).save(path)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    folder = tmp_path_factory.mktemp("site")
    (folder / "mill.html").write_text(PAGE, "utf-8")
    draw(folder / "pictures" / "mill.jpg", (1600, 900), "navy")
    draw(folder / "pictures" / "wheel.jpg", (600, 800), "maroon")
    with served(folder) as address:
        yield folder, address


def settings(folder: Path, wish: str) -> Settings:
    return read_settings(
        overrides={
            **QUICK, "fetch.allow_private": True, "publish.pictures": wish,
            "fetch.cache_folder": str(folder / "web"),
        }
    )  # fmt: skip


def make(address: str, folder: Path, wish: str) -> Path:
    chosen = settings(folder, wish)
    manuscript = write_manuscript(open_source(f"{address}/mill.html", chosen), chosen)
    pictures = read_pictures(manuscript.article, f"{address}/mill.html", chosen)
    return make_episode(manuscript, folder / "out", chosen, pictures=pictures).folder


def test_a_caption_knows_its_picture() -> None:
    article = clean(Page(PAGE, url="https://courier.example/mill"))
    captions = [block for block in article.blocks if block.kind is BlockKind.CAPTION]
    assert [caption.image for caption in captions] == [
        "https://courier.example/pictures/wheel.jpg",
        "https://courier.example/pictures/gone.jpg",
    ]
    assert [caption.alt for caption in captions] == ["A wheel & two men", ""]
    # what the caption says already is not said twice
    same = clean(Page(PAGE.replace("A wheel &amp; two men", "The wheel of oak")))
    assert {block.alt for block in same.blocks} == {""}


@pytest.mark.parametrize(("wish", "sizes"), [("lead", [(1280, 720)]), ("none", [])])
def test_the_lead_picture_is_shown_unless_none_is_wished(
    site: tuple[Path, str], tmp_path: Path, wish: str, sizes: list[tuple[int, int]]
) -> None:
    folder = make(site[1], tmp_path, wish)
    episode = read_episode(folder)
    assert [(each.width, each.height) for each in episode.pictures] == sizes
    page = (folder / "index.html").read_text("utf-8")
    assert page.count('<img class="picture" src="picture-1.jpg" width="1280"') == len(sizes)
    with Image.open(folder / "cover.jpg") as cover:
        assert cover.getpixel((9, 9))[2] > 100  # type: ignore[index]  # navy, from the lead


def test_pictures_with_captions_stand_above_them_if_all_are_wished(
    site: tuple[Path, str], tmp_path: Path
) -> None:
    folder = make(site[1], tmp_path, "all")
    # the third one is gone from its server, which stops nothing
    assert sorted(path.name for path in folder.glob("picture-*")) == [
        "picture-1.jpg", "picture-2.jpg",
    ]  # fmt: skip
    page = (folder / "index.html").read_text("utf-8")
    before, _, after = page.partition(
        'src="picture-2.jpg" width="600" height="800" alt="A wheel &amp; two men"'
    )
    assert 'src="picture-1.jpg"' in before
    assert after.index("The wheel of oak") < after.index("Three hundred people")


def test_a_picture_that_an_article_has_no_longer_goes(
    site: tuple[Path, str], tmp_path: Path
) -> None:
    folder = make(site[1], tmp_path, "all")
    assert make(site[1], tmp_path, "none") == folder
    assert list(folder.glob("picture-*")) == []
    assert 'class="picture"' not in (folder / "index.html").read_text("utf-8")


def test_a_lead_that_stands_in_the_text_is_shown_there_alone(
    site: tuple[Path, str], tmp_path: Path
) -> None:
    folder, address = site
    twice = PAGE.replace("/pictures/gone.jpg", "/pictures/resized/640/mill.jpg")
    (folder / "mill.html").write_text(twice, "utf-8")
    chosen = settings(tmp_path, "all")
    manuscript = write_manuscript(open_source(f"{address}/mill.html", chosen), chosen)
    shown = read_pictures(manuscript.article, f"{address}/mill.html", chosen).shown
    assert [(each.block is None, each.scaled.width) for each in shown] == [
        (False, 600), (False, 1280),
    ]  # fmt: skip
    (folder / "mill.html").write_text(PAGE, "utf-8")


def test_nothing_is_fetched_for_a_page_from_a_file(tmp_path: Path) -> None:
    chosen = settings(tmp_path, "all")
    article = clean(Page(PAGE, url="https://courier.example/mill"))
    assert read_pictures(article, tmp_path / "mill.html", chosen).shown == ()


@pytest.mark.parametrize(
    ("size", "scaled"),
    [((3000, 1500), (1280, 640)), ((1000, 4000), (400, 1600)), ((300, 200), (300, 200))],
)
def test_a_picture_is_scaled_to_the_page(
    size: tuple[int, int], scaled: tuple[int, int]
) -> None:
    target = io.BytesIO()
    Image.new("RGBA", size, "teal").save(target, "PNG")
    found = scale_picture(target.getvalue())
    assert found is not None
    assert (found.width, found.height) == scaled
    assert found.width <= WIDTH
    assert found.height <= HEIGHT
    assert scale_picture(found.jpeg) is not None


def test_what_is_no_picture_to_look_at_is_left_out() -> None:
    target = io.BytesIO()
    Image.new("RGB", (MIN_SIDE - 1, 900)).save(target, "PNG")
    for content in (b"", b"<svg/>", target.getvalue(), target.getvalue()[:60]):
        assert scale_picture(content) is None


def test_an_unknown_wish_is_refused() -> None:
    with pytest.raises(ConfigError, match="pictures 'some' is unknown; use lead, all or none"):
        PublishSettings(pictures="some")


def test_a_site_is_published_again_with_the_pictures_it_has(
    site: tuple[Path, str], tmp_path: Path
) -> None:
    folder = make(site[1], tmp_path, "lead")
    page = (folder / "index.html").read_bytes()
    publish_episode(folder, dataclasses.replace(settings(tmp_path, "lead").publish))
    assert (folder / "index.html").read_bytes() == page
