"""What the files of the desk's tests share."""

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher

from audiobrief.desk import passwords
from tests.desk.desks import TestDesk, open_desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestDesk]:
    """One desk for the tests of a file: its workers start once."""
    with open_desk(tmp_path_factory.mktemp("desk") / "episodes") as opened:
        yield opened


@pytest.fixture(scope="module")
def quick_hashes() -> Iterator[None]:
    """Hash passwords with as little work as Argon2id allows, for a file that logs in again and
    again: each hash of the desk takes a processor 0.2 s. What depends on that time, and what
    is kept in the database, is tested in test_at_once and test_asvs."""
    least = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", lambda: least)
        yield
