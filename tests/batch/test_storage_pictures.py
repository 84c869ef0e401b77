"""An episode in object storage has the pictures that its page shows, and no former ones."""

from collections.abc import Iterator

import pytest
from fsspec.implementations.memory import MemoryFileSystem

from audiobrief.batch.storage import RemoteOutput
from audiobrief.publish import EPISODE

NAME = "the-mill"


@pytest.fixture
def files() -> Iterator[MemoryFileSystem]:
    yield MemoryFileSystem()
    MemoryFileSystem.store.clear()
    MemoryFileSystem.pseudo_dirs[:] = [""]


def put(*pictures: str) -> None:
    output = RemoteOutput("memory://bucket/pictures")
    with output.place(NAME) as place:
        folder = place / NAME
        folder.mkdir(exist_ok=True)
        for name in (EPISODE, "cover.jpg", *pictures):
            (folder / name).write_bytes(name.encode())
        output.put(folder)


def test_pictures_come_and_go_with_the_page(files: MemoryFileSystem) -> None:
    put("picture-1.jpg", "picture-2.jpg")
    held = f"/bucket/pictures/{NAME}/"
    assert files.cat_file(f"{held}picture-2.jpg") == b"picture-2.jpg"
    files.pipe_file("/bucket/pictures/other/picture-2.jpg", b"of another episode")
    put("picture-1.jpg")
    assert {path.removeprefix(held) for path in files.find(held)} == {
        EPISODE, "cover.jpg", "picture-1.jpg",
    }  # fmt: skip
    assert files.exists("/bucket/pictures/other/picture-2.jpg")
