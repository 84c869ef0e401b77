"""One desk for the tests of a file: its workers start once."""

from collections.abc import Iterator

import pytest

from tests.desk.desks import TestDesk, open_desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestDesk]:
    with open_desk(tmp_path_factory.mktemp("desk") / "episodes") as opened:
        yield opened
