"""Tests `audiobrief verify`: what it prints of a signed file, and its exit code."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from audiobrief.cli import main
from audiobrief.system.secret_variables import (
    SIGNING_CERTIFICATE,
    SIGNING_KEY,
    SIGNING_PASSPHRASE,
)
from tests.places import CHECKOUT
from tests.publish.certificates import PASSPHRASE, Papers, make_papers
from tests.torture.running import Run

PAGE = "<html lang=en><title>The bell of Marl</title><article><h1>The bell of Marl</h1>{}</article>"
TEXT = (
    "<p>The bell of Marl rang twice on Monday night, and nobody in the town knows who rang it. "
    "The sexton was at home, he says, and the tower was locked.</p>"
) * 3


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(main, [*map(str, args)], catch_exceptions=False)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> tuple[Papers, Path]:
    """The papers of a newsroom, and an episode that it signed from the command line."""
    root = tmp_path_factory.mktemp("desk")
    papers = make_papers(root / "papers")
    (root / "bell.html").write_text(PAGE.format(TEXT), encoding="utf-8")
    (root / "audiobrief.toml").write_text(
        f"[credentials]\ncertificate = {json.dumps(str(papers.certificate))}\n"
        f"key = {json.dumps(str(papers.key))}\n"
    )
    made = run(
        "make", root / "bell.html", "-o", root / "out", "--engine", "espeak", "--no-cache",
        "--config", root / "audiobrief.toml",
    )  # fmt: skip
    assert made.exit_code == 0, made.stderr
    return papers, Path(made.stdout.strip())


@pytest.mark.skipif(not (shutil.which("openssl") and shutil.which("sh")), reason="no OpenSSL")
def test_the_certificate_that_the_docs_make_with_openssl_signs(tmp_path: Path) -> None:
    text = (CHECKOUT / "docs/pages/disclosure.md").read_text(encoding="utf-8")
    (recipe,) = re.findall(r"```sh\n(openssl .*?)```", text, re.DOTALL)
    subprocess.run(["sh", "-e", "-c", recipe], cwd=tmp_path, check=True, capture_output=True)
    (settings,) = re.findall(
        r"```toml\n(\[credentials\]\n.*?^key = .*?)```", text, re.DOTALL | re.MULTILINE
    )
    (tmp_path / "audiobrief.toml").write_text(settings, encoding="utf-8")
    (tmp_path / "bell.html").write_text(PAGE.format(TEXT), encoding="utf-8")
    made = run(
        "make", tmp_path / "bell.html", "-o", tmp_path / "out", "--engine", "tone", "--no-cache",
        "--config", tmp_path / "audiobrief.toml",
    )  # fmt: skip
    assert made.exit_code == 0, made.stderr
    found = run("verify", made.stdout.strip(), "--trust", tmp_path / "issuers.pem")
    assert found.exit_code == 0, found.stdout
    assert "My newsroom, Audio desk (on the list of trust)" in found.stdout


def test_a_signed_file_is_described_in_a_few_lines(desk: tuple[Papers, Path]) -> None:
    papers, audio = desk
    found = run("verify", audio, "--trust", papers.issuer)
    assert found.exit_code == 0, found.stderr
    first, *lines = found.stdout.splitlines()
    assert first == f"{audio}: the sound is what was signed"
    told = {line[2:16].strip(): line[16:] for line in lines}
    assert told["signed by"] == "The Marl Courier, Courier audio desk (on the list of trust)"
    assert told["voice"].startswith("Read by an automated voice: ")
    assert told["source type"] == "algorithmicMedia"
    assert told["text"] == "episode.json beside it has the text that was read"


def test_a_folder_stands_for_its_episode(desk: tuple[Papers, Path], tmp_path: Path) -> None:
    found = run("verify", desk[1].parent)
    assert (found.exit_code, found.stdout) == (0, run("verify", desk[1]).stdout)
    assert "no episode in" in run("verify", tmp_path).stderr


def test_a_name_that_nobody_vouches_for_is_said_to_be_one(desk: tuple[Papers, Path]) -> None:
    assert "anybody may have used this name" in run("verify", desk[1]).stdout


def test_a_changed_file_ends_with_one(desk: tuple[Papers, Path], tmp_path: Path) -> None:
    audio = Path(shutil.copy(desk[1], tmp_path))
    content = bytearray(audio.read_bytes())
    content[-1000] ^= 1
    audio.write_bytes(content)
    found = run("verify", "--json", desk[1], audio)
    assert found.exit_code == 1
    first, second = json_lines(found.stdout)
    assert (first["verdict"], second["verdict"]) == ("genuine", "changed")
    assert second["codes"] == ["assertion.dataHash.mismatch"]


def test_the_texts_beside_it_are_told_apart_in_words_and_exit_code(
    desk: tuple[Papers, Path], tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(desk[1].parent, tmp_path / "bell"))
    audio = folder / desk[1].name
    captions, transcript = (audio.with_suffix(end) for end in (".vtt", ".txt"))
    names = "chapters.json, episode.json, index.html"
    assert f"beside it     as they were signed: {names}, " in run("verify", folder).stdout
    (folder / "versions.json").write_text("{}")
    found = run("verify", folder)
    assert found.exit_code == 6
    assert "unsigned      beside it, and never signed: versions.json" in found.stdout
    captions.unlink()
    found = run("verify", folder)
    assert found.exit_code == 5
    assert f"missing       signed, and not beside it: {captions.name}" in found.stdout
    transcript.write_text("Somebody else's words.")
    found = run("verify", desk[1], folder)
    assert found.exit_code == 1
    assert f"changed       not what was signed: {transcript.name}" in found.stdout
    (told,) = json_lines(run("verify", "--json", folder).stdout)
    assert (told["outcome"], told["verdict"]) == ("changed", "genuine")
    assert told["texts"][captions.name] == "missing"  # type: ignore[index]
    alone = run("verify", shutil.copy(audio, tmp_path))
    assert alone.exit_code == 0
    assert "so that none was checked" in alone.stdout


def test_a_sound_that_was_never_signed_has_a_code_of_its_own(
    desk: tuple[Papers, Path], tmp_path: Path
) -> None:
    made = run(
        "make",
        desk[1].parents[2] / "bell.html",
        "-o",
        tmp_path,
        "--engine",
        "tone",
        "--no-cache",
    )
    assert made.exit_code == 0, made.stderr
    found = run("verify", made.stdout.strip())
    assert (found.exit_code, "not signed" in found.stdout) == (6, True)


def test_a_format_that_holds_no_credentials_is_unsigned(tmp_path: Path) -> None:
    (tmp_path / "a.opus").write_bytes(b"OggS")
    found = run("verify", tmp_path / "a.opus")
    assert (found.exit_code, found.stderr) == (6, "")
    assert found.stdout.endswith(
        "a.opus: not signed, and cannot be: C2PA defines no place for credentials in this format\n"
    )
    found = run("verify", "--json", tmp_path / "a.opus")
    told = json.loads(found.stdout)
    assert (told["verdict"], told["outcome"], told["has_place"]) == (
        "unsigned", "unsigned", False,
    )  # fmt: skip


def test_what_is_no_audio_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"OggS")
    found = run("verify", tmp_path / "a.txt")
    assert found.exit_code == 1
    assert "cannot hold credentials" in found.stderr
    assert len(found.stderr.splitlines()) == 1


def test_no_stream_and_no_cache_has_the_key(tmp_path: Path) -> None:
    """Makes an episode in a process of its own, once well and once with a wrong passphrase."""
    papers = make_papers(tmp_path / "papers")
    (tmp_path / "bell.html").write_text(PAGE.format(TEXT), encoding="utf-8")
    command = (
        "-v",
        "make",
        tmp_path / "bell.html",
        "-o",
        tmp_path / "out",
        "--engine",
        "espeak",
    )
    said = ""
    for passphrase, code in ((PASSPHRASE, 0), (f"not-{PASSPHRASE}", 1)):
        env = {
            SIGNING_CERTIFICATE: papers.certificate.read_text(),
            SIGNING_KEY: papers.locked_key.read_text(),
            SIGNING_PASSPHRASE: passphrase,
            "AUDIOBRIEF_CACHE": str(tmp_path / "cache"),
        }
        ended, out, err = Run(*command, "--speed", f"1.{code}", env=env).finish()
        assert ended == code, err
        said += out + err
    secrets = [PASSPHRASE, *papers.locked_key.read_text().splitlines()[1:-2]]
    files = [*(tmp_path / "cache").rglob("*"), *(tmp_path / "out").rglob("*")]
    contents = [path.read_bytes() for path in files if path.is_file()]
    assert any(path.parent.name == "receipts" for path in files)
    for secret in secrets:
        assert secret not in said
        assert not any(secret.encode() in content for content in contents)


def test_names_from_a_file_cannot_steer_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "\x1b[31mred.mp3").write_bytes(b"no sound")
    found = run("verify", tmp_path / "\x1b[31mred.mp3")
    assert "\x1b" not in found.stdout + found.stderr


def json_lines(text: str) -> list[dict[str, object]]:
    decoder, found, at = json.JSONDecoder(), [], 0
    while at < len(text):
        value, end = decoder.raw_decode(text, at)
        found.append(value)
        at = end + len(text[end:]) - len(text[end:].lstrip())
    return found
