"""Tests `audiobrief accounts`: who may use a desk, told on the command line."""

from __future__ import annotations

from pathlib import Path

from tests.torture.running import invoke

PASSWORD = b"four words do well\n"


def test_accounts_are_added_listed_and_closed(tmp_path: Path) -> None:
    output = ("-o", tmp_path / "episodes")
    code, out, err = invoke("accounts", *output)
    assert (code, out) == (0, "")
    assert "nobody has an account in" in err
    for name, role in (("ada", "publisher"), ("bo", "reader")):
        code, out, _ = invoke("accounts", "add", name, "--role", role, *output, stdin=PASSWORD)
        assert (code, out) == (0, f"{name}: {role}\n")
    assert invoke("accounts", "close", "bo", *output)[:2] == (0, "bo: closed\n")
    code, out, _ = invoke("accounts", *output)
    assert [line.split() for line in out.splitlines()] == [
        ["ada", "publisher"], ["bo", "reader", "closed"],
    ]  # fmt: skip
    code, _, said = invoke("accounts", "close", "nobody", *output)
    assert (code, "no account 'nobody'" in said) == (1, True)


def test_accounts_are_listed_as_episodes_are(tmp_path: Path) -> None:
    """By the verb, by none, and for a folder that is named alone or with -o."""
    folder = tmp_path / "episodes"
    assert invoke("accounts", "add", "ada", "-o", folder, stdin=PASSWORD)[0] == 0
    for asked in (["list", "-o", folder], ["list", folder], ["-o", folder], [folder]):
        code, out, _ = invoke("accounts", *asked)
        assert (code, out.split()) == (0, ["ada", "editor"])
    code, _, said = invoke("accounts", "list", folder, "-o", tmp_path)
    assert (code, "there are two folders" in said) == (2, True)
    # the verb stands first: an account is not added to another desk than the one that was named
    code, _, said = invoke("accounts", "-o", folder, "add", "bo", stdin=PASSWORD)
    assert code == 2, said


def test_a_password_that_a_program_forgot_is_missed(tmp_path: Path) -> None:
    for given in (b"", b"\n", b"\r\nfour words do well\n"):
        code, _, said = invoke(
            "accounts", "add", "ada", "-o", tmp_path / "episodes", stdin=given
        )
        assert code == 1
        assert "stdin has no password; its first line is the password" in said


def test_a_weak_password_and_a_wrong_name_are_refused(tmp_path: Path) -> None:
    output = ("-o", tmp_path / "episodes")
    code, _, said = invoke("accounts", "add", "ada", *output, stdin=b"short\n")
    assert (code, "12 to 256 characters" in said) == (1, True)
    code, _, said = invoke("accounts", "add", "ada lind", *output, stdin=PASSWORD)
    assert (code, "is no name of an account" in said) == (1, True)


def test_a_token_is_printed_once_and_can_be_removed(tmp_path: Path) -> None:
    output = ("-o", tmp_path / "episodes")
    code, token, _ = invoke("accounts", "token", "cms", "--scope", "submit", *output)
    assert (code, token.startswith("abd_")) == (0, True)
    listed = invoke("accounts", *output)[1]
    assert listed.split() == ["cms", "token:", "read", "submit"]
    assert token.strip() not in listed
    assert invoke("accounts", "token", "cms", "--scope", "read", *output)[0] == 1
    assert invoke("accounts", "token", "cms", "--remove", *output)[:2] == (0, "cms: removed\n")
    assert invoke("accounts", *output)[1] == ""
