"""What the files of the desk's tests share."""

from collections.abc import Iterator

import pytest

from tests.desk.desks import TestDesk, hash_quickly, open_desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestDesk]:
    """One desk for the tests of a file: its workers start once."""
    with open_desk(tmp_path_factory.mktemp("desk") / "episodes") as opened:
        yield opened


@pytest.fixture(scope="module")
def quick_hashes() -> Iterator[None]:
    """Hash passwords with as little work as Argon2id allows, for a file that logs in again and
    again. What is kept in the database of a desk is tested in test_asvs."""
    with hash_quickly(kib=8):
        yield
