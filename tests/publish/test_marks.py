"""Links and stress are seen on the page and in the book, and nothing of them is said or runs."""

import dataclasses
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobrief.model import Block, BlockKind, Episode, Mark, MarkKind
from audiobrief.publish import PublishSettings, publish_episode, read_episode
from audiobrief.publish.epub import write_epub
from audiobrief.publish.runs import Run, mark_runs
from tests.publish.episodes import ARTICLE, make_episode
from tests.publish.programs import check_book

SHOWN = (
    '<a href="https://courier.example/vote?day=4&amp;side=2">voted <strong>9 to 2</strong></a>',
    "<em>wheel could</em>",
    # a link over the end of a sentence is two, one in each
    '<a href="https://courier.example/spring">April.</a></span> ',
    '<a href="https://courier.example/spring">Nobody</a> in the <em>cham</em>ber',
)


@pytest.fixture(scope="module")
def mill(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Episode]:
    folder = tmp_path_factory.mktemp("mill")
    return folder, make_episode(folder)


def test_the_page_and_the_book_show_them_and_the_transcripts_do_not(
    mill: tuple[Path, Episode],
) -> None:
    folder, episode = mill
    written = {path.name: path for path in publish_episode(folder)}
    book = write_epub(folder, episode, PublishSettings())
    with zipfile.ZipFile(book) as opened:
        shown = (written["index.html"].read_text(), opened.read("EPUB/article.xhtml").decode())
    for text in shown:
        for each in SHOWN:
            assert each in text
    for name, path in written.items():
        if name != "index.html":
            assert "courier.example/vote" not in path.read_text(), name
    assert check_book(book) == ""


@pytest.mark.parametrize("text", ["", "Homes by quarter"], ids=["said", "captioned"])
def test_the_cells_of_a_table_have_theirs(tmp_path: Path, text: str) -> None:
    rows = (("Quarter", "Homes"), ("", "see the list"), ("Harbour", "260"))
    joined = "; ".join(", ".join(row) for row in rows)
    at = joined.index("the list")
    marks = (
        Mark(at, at + 8, MarkKind.LINK, "https://courier.example/list"),
        # one that an editor's change has moved over the border of two cells
        Mark(joined.index("bour"), joined.index("60"), MarkKind.EMPHASIS),
    )
    block = Block(BlockKind.TABLE, text or joined, rows=rows, headed=True, marks=marks)
    make_episode(tmp_path, dataclasses.replace(ARTICLE, blocks=(block,)))
    page = next(path for path in publish_episode(tmp_path) if path.name == "index.html")
    shown = re.sub(r"</?span[^>]*>", "", page.read_text())
    assert '<td>see <a href="https://courier.example/list">the list</a></td>' in shown
    assert "<td>Har<em>bour</em></td><td><em>2</em>60</td>" in shown


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "data:text/html,x", "//x.example/", ""]
)
def test_a_hostile_address_in_an_episodes_file_is_no_link(tmp_path: Path, href: str) -> None:
    text = "The wheel could turn by April."
    marks = (Mark(4, 9, MarkKind.LINK, href), Mark(10, 15, MarkKind.STRONG))
    block = Block(BlockKind.PARAGRAPH, text, marks=marks)
    make_episode(tmp_path, dataclasses.replace(ARTICLE, blocks=(block,)))
    assert read_episode(tmp_path).article.blocks[0].marks == marks
    page = next(path for path in publish_episode(tmp_path) if path.name == "index.html")
    assert "The wheel <strong>could</strong> turn" in page.read_text()


MARKS = st.lists(
    st.builds(
        Mark, st.integers(-3, 40), st.integers(-3, 40), st.sampled_from(MarkKind),
        st.just("https://mill.example/"),
    ),
    max_size=12,
)  # fmt: skip


@given(st.lists(st.text("ab ", min_size=1, max_size=6), max_size=8), MARKS)
def test_marks_of_an_edited_text_change_nothing_of_it(
    texts: list[str], marks: list[Mark]
) -> None:
    runs = list(mark_runs([Run(text, index) for index, text in enumerate(texts)], marks))
    assert [run.text for run in runs] == texts
    for run in runs:
        pieces = [piece for stretch in run.stretches() for piece in stretch.pieces]
        assert "".join(piece.text for piece in pieces) == run.text
        assert all(0 <= mark.start < mark.end <= len(run.text) for mark in run.marks)


@given(st.lists(st.text("ab ", min_size=1, max_size=6), min_size=1, max_size=8), MARKS)
def test_each_character_is_stressed_as_its_marks_say(
    texts: list[str], marks: list[Mark]
) -> None:
    whole = "".join(texts)
    # one mark of a kind, as where an episode was made by audiobrief
    alone = {mark.kind: mark for mark in marks if 0 <= mark.start < mark.end <= len(whole)}
    shown = [
        (bool(stretch.href), piece.is_slanted, piece.is_strong)
        for run in mark_runs([Run(text, 0) for text in texts], alone.values())
        for stretch in run.stretches()
        for piece in stretch.pieces
        for _ in piece.text
    ]
    seen = (MarkKind.LINK, MarkKind.EMPHASIS, MarkKind.STRONG)
    wanted = [
        tuple(kind in alone and alone[kind].start <= at < alone[kind].end for kind in seen)
        for at in range(len(whole))
    ]
    assert shown == wanted
