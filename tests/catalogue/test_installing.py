"""Tests `voices add` and `voices remove`, with a mirror on loopback and with folders."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from audiobrief import catalogue
from audiobrief.catalogue import find_offer, read_catalogue
from audiobrief.catalogue.installing import UNFINISHED
from audiobrief.cli import main
from audiobrief.system.locations import VOICES_VARIABLES
from tests.catalogue.faulty_server import FaultyServer, Plan, serve
from tests.engines.tiny_voice import build_voice

BIG = random.Random(4).randbytes(2_000_000)
STYLES = random.Random(5).randbytes(30_000)
CARD = b"# Model card for tiny (low)\n\n## Dataset\n\n* URL: none\n* License: CC0\n"
NAME = "en_US-tiny-low"
UNDER = f"/piper/{NAME}"


def row(name: str, content: bytes, *, md5: bool = False, path: str = "") -> dict[str, Any]:
    kind = "md5" if md5 else "sha256"
    digest = hashlib.new(kind, content).hexdigest()
    return {"name": name, "path": path or f"far/{name}", "bytes": len(content), kind: digest}


def offer(
    name: str, files: list[dict[str, Any]], *voices: str, licence: str = "Apache-2.0"
) -> Any:
    spoken = [{"name": voice, "language": "en-US"} for voice in voices or (name,)]
    card = f"https://voices.invalid/{name}"
    return {"name": name, "licence": licence, "card": card, "voices": spoken, "files": files}


@pytest.fixture(scope="module")
def contents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Path on a mirror -> content, for a working Piper voice and two sets of Kokoro voices."""
    graph = build_voice(tmp_path_factory.mktemp("built"), NAME)
    return {
        f"{UNDER}.MODEL_CARD": CARD,
        f"{UNDER}.onnx.json": graph.with_name(f"{NAME}.onnx.json").read_bytes(),
        f"{UNDER}.onnx": graph.read_bytes(),
        "/kokoro/styles.bin": STYLES,
        "/kokoro/small.onnx": BIG[:50_000],
        "/kokoro/large.onnx": BIG,
    }


@pytest.fixture
def here(
    contents: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """A data folder, in which each engine has its folder of voices, and a small catalogue."""
    for engine, variable in VOICES_VARIABLES.items():
        monkeypatch.setenv(variable, str(tmp_path / engine))
    monkeypatch.setenv("AUDIOBRIEF_CONFIG", "off")
    monkeypatch.delenv("AUDIOBRIEF_VOICE_MIRROR", raising=False)
    monkeypatch.chdir(tmp_path)
    files = [
        row(path.rpartition("/")[2], contents[path], md5=True)
        for path in (f"{UNDER}.MODEL_CARD", f"{UNDER}.onnx.json", f"{UNDER}.onnx")
    ]
    styles = row("styles.bin", STYLES)
    kokoro = [
        offer("small", [styles, row("small.onnx", BIG[:50_000])], "af_one", "bm_two"),
        offer("large", [styles, row("large.onnx", BIG, path="big/graph.onnx")], "af_one"),
    ]
    offers = {"natural": [], "kokoro": kokoro, "piper": [offer(NAME, files, licence="")]}
    for engine, rows in offers.items():
        tree = {"address": "https://voices.invalid/", "offers": rows}
        (tmp_path / f"{engine}.json").write_text(json.dumps(tree))
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    read_catalogue.cache_clear()
    yield tmp_path
    read_catalogue.cache_clear()


@pytest.fixture
def server(contents: dict[str, bytes]) -> Iterator[FaultyServer]:
    with serve(b"") as running:
        running.files = dict(contents)
        yield running


def run(*arguments: str | Path, stdin: str = "") -> Result:
    return CliRunner().invoke(
        main, ["voices", *(str(argument) for argument in arguments)], input=stdin
    )


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name != UNFINISHED)


def start(here: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """Starts the command in a process of its own, with the same small catalogue."""
    code = (
        "import sys; from pathlib import Path; from audiobrief import catalogue; "
        "catalogue.FOLDER = Path(sys.argv.pop(1)); from audiobrief.cli import main; main()"
    )
    command = [sys.executable, "-c", code, str(here), "voices", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


# ----------------------------------------------------------------------- add


def test_a_voice_is_added_and_speaks(here: Path, server: FaultyServer) -> None:
    ran = run("add", NAME, "--mirror", server.url, "--yes")
    assert ran.exit_code == 0, ran.output
    size = sum(file.bytes for file in find_offer(NAME).files) / 1e6
    assert f"{NAME}: {size:.1f} MB from 127.0.0.1" in ran.stderr
    assert f"licence: CC0 (https://voices.invalid/{NAME})" in ran.stderr
    assert ran.stdout == f"added {NAME}: audiobrief make --engine piper --voice {NAME} PAGE\n"
    assert names_in(here / "piper") == [
        f"{NAME}.MODEL_CARD", f"{NAME}.onnx", f"{NAME}.onnx.json"
    ]  # fmt: skip
    rows = json.loads(run("-e", "piper", "--json").stdout)
    assert [each["voice"] for each in rows] == [NAME]
    said = CliRunner().invoke(
        main, ["say", "--engine", "piper", "-o", str(here / "said.wav"), "Hello."]
    )
    assert said.exit_code == 0, said.output


def test_what_is_here_is_not_fetched_again(here: Path, server: FaultyServer) -> None:
    run("add", NAME, "--mirror", server.url, "--yes")
    asked = len(server.asked)
    again = run("add", NAME, "--mirror", server.url)
    assert (again.exit_code, again.stdout) == (0, f"{NAME} is already installed\n")
    assert len(server.asked) == asked


def test_what_was_damaged_is_fetched_again(here: Path, server: FaultyServer) -> None:
    run("add", NAME, "--mirror", server.url, "--yes")
    graph = here / "piper" / f"{NAME}.onnx"
    content = graph.read_bytes()
    graph.write_bytes(b"x" + content[1:])
    assert run("add", NAME, "--mirror", server.url, "--yes").exit_code == 0
    assert graph.read_bytes() == content


def test_nothing_is_fetched_unasked(here: Path, server: FaultyServer) -> None:
    ran = run("add", "small", "--mirror", server.url)
    assert ran.exit_code == 2
    assert "licence: Apache-2.0" in ran.stderr
    assert "give --yes" in ran.stderr
    assert server.asked == []


@pytest.mark.parametrize("way", ["variable", "settings"])
def test_a_mirror_may_be_named_elsewhere(
    here: Path, server: FaultyServer, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if way == "variable":
        monkeypatch.setenv("AUDIOBRIEF_VOICE_MIRROR", server.url)
    else:
        (here / "audiobrief.toml").write_text(
            f'voice.mirror = "{server.url}"\ncommands.voices.add.yes = true\n'
        )
    ran = run("add", "af_one", *(["--yes"] if way == "variable" else []))
    assert ran.exit_code == 0, ran.output
    assert ran.stdout.startswith("added af_one and 1 more voices: ")
    assert names_in(here / "kokoro") == ["small.onnx", "styles.bin"]


def test_a_card_that_was_corrected_costs_no_voice(here: Path, server: FaultyServer) -> None:
    server.files[f"{UNDER}.MODEL_CARD"] = CARD + b"\n"
    ran = run("add", NAME, "--mirror", server.url, "--yes")
    assert ran.exit_code == 0, ran.output
    assert f"licence: unknown (https://voices.invalid/{NAME})" in ran.stderr
    assert names_in(here / "piper") == [f"{NAME}.onnx", f"{NAME}.onnx.json"]
    assert find_offer(NAME).is_here()


def test_a_voice_comes_whole_or_not_at_all(here: Path, server: FaultyServer) -> None:
    """The configuration is correct and the graph is not, so neither appears."""
    server.files[f"{UNDER}.onnx"] = bytes(len(server.files[f"{UNDER}.onnx"]))
    ran = run("add", NAME, "--mirror", server.url, "--yes")
    assert ran.exit_code == 1
    assert "not the file in the catalogue: its md5 is different" in ran.stderr
    assert names_in(here / "piper") == []


def test_a_download_that_broke_off_goes_on(here: Path, server: FaultyServer) -> None:
    server.plans = [
        Plan(),
        Plan(cut_after=900_000),
        Plan(status=429, headers={"Retry-After": "99"}),
    ]
    ran = run("add", "large", "--mirror", server.url, "--yes")
    assert ran.exit_code == 1
    assert "the 0.9 MB that were downloaded are kept" in ran.stderr
    assert names_in(here / "kokoro") == []
    assert run("add", "large", "--mirror", server.url, "--yes").exit_code == 0
    ranges = [headers.get("Range") for path, headers in server.asked if path.endswith("onnx")]
    assert ranges[-1] is not None
    assert int(ranges[-1].removeprefix("bytes=").rstrip("-")) >= 850_000
    assert (here / "kokoro" / "large.onnx").read_bytes() == BIG
    # a file completed before the break is not fetched again
    assert sum(path.endswith("styles.bin") for path, _ in server.asked) == 1


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_an_add_that_is_ended_leaves_no_half_and_is_gone_on_from(
    here: Path, server: FaultyServer, how: signal.Signals
) -> None:
    half = {"Content-Length": str(len(BIG))}
    server.plans = [Plan(), Plan(body=BIG[:700_000], headers=half, keep_open_s=20)]
    with start(here, "add", "large", "--mirror", server.url, "--yes") as process:
        part = here / "kokoro" / UNFINISHED / "large.onnx"
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and not (
            part.exists() and part.stat().st_size > 500_000
        ):
            time.sleep(0.02)
        process.send_signal(how)
        _, told = process.communicate(timeout=20)
    assert process.returncode != 0
    assert names_in(here / "kokoro") == []
    assert part.stat().st_size > 500_000
    if how == signal.SIGINT:
        assert b"stopped; what was downloaded is kept" in told
        assert b"Traceback" not in told
    assert run("add", "large", "--mirror", server.url, "--yes").exit_code == 0
    assert (here / "kokoro" / "large.onnx").read_bytes() == BIG
    assert server.asked[-1][1]["Range"].startswith("bytes=")


def test_two_adds_at_once_fetch_it_once(here: Path, server: FaultyServer) -> None:
    server.plans = [Plan(hang_s=1.5)]
    both = [start(here, "add", "large", "--mirror", server.url, "--yes") for _ in range(2)]
    outcomes = [process.communicate(timeout=30) for process in both]
    assert [process.returncode for process in both] == [0, 0], outcomes
    assert sorted(path for path, _ in server.asked) == [
        "/kokoro/large.onnx",
        "/kokoro/styles.bin",
    ]
    assert sum(b"waiting for that" in told for _, told in outcomes) == 1
    assert {said.split()[0] for said, _ in outcomes} == {b"added", b"large"}
    assert (here / "kokoro" / "large.onnx").read_bytes() == BIG


def test_a_disk_that_is_too_small_is_said_before_a_byte_is_fetched(
    here: Path, server: FaultyServer
) -> None:
    disk = here / "kokoro"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    done = subprocess.run(mount, capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {done.stderr.decode().strip()}")
    try:
        ran = run("add", "large", "--mirror", server.url, "--yes")
        assert ran.exit_code == 1
        assert "1 MB free, but 2 MB are needed; make room, or name a folder" in ran.stderr
        assert server.asked == []
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_folder_that_cannot_be_made_is_said(here: Path, server: FaultyServer) -> None:
    (here / "kokoro").write_text("a file in the way")
    ran = run("add", "small", "--mirror", server.url, "--yes")
    assert ran.exit_code == 1
    assert "cannot write" in ran.stderr


# ---------------------------------------------------------------------- --from


@pytest.mark.parametrize("layout", ["ours", "theirs", "mirror", "as published", "file"])
def test_files_are_taken_from_a_folder(
    here: Path, contents: dict[str, bytes], layout: str
) -> None:
    given = here / "given"
    places = {
        "ours": ("styles.bin", "large.onnx"),
        "theirs": ("styles.bin", "graph.onnx"),
        "mirror": ("kokoro/styles.bin", "kokoro/large.onnx"),
        "as published": ("far/styles.bin", "big/graph.onnx"),
        "file": ("styles.bin", "whatever it is called.bin"),
    }[layout]
    for place, content in zip(places, (STYLES, BIG), strict=True):
        (given / place).parent.mkdir(parents=True, exist_ok=True)
        (given / place).write_bytes(content)
    ran = run("add", "large", "--from", given / places[1] if layout == "file" else given)
    assert ran.exit_code == 0, ran.output
    assert "licence: Apache-2.0" in ran.stderr
    assert (here / "kokoro" / "large.onnx").read_bytes() == BIG
    assert (given / places[1]).read_bytes() == BIG


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (b"", "is not the file in the catalogue, which has 2,000,000 bytes, sha256 "),
        (bytes(len(BIG)), "is not the file in the catalogue"),
        (
            None,
            "has no large.onnx (nor big/graph.onnx), which voice 'large' needs; fetch it from",
        ),
    ],
)
def test_files_that_are_not_the_catalogues_are_not_taken(
    here: Path, damage: bytes | None, message: str
) -> None:
    given = here / "given"
    given.mkdir()
    (given / "styles.bin").write_bytes(STYLES)
    if damage is not None:
        (given / "large.onnx").write_bytes(damage)
    ran = run("add", "large", "--from", given)
    assert ran.exit_code == 1
    assert message in ran.stderr
    assert names_in(here / "kokoro") == []


# ------------------------------------------------------------- list and remove


def test_the_catalogue_is_listed_with_what_is_here(here: Path, server: FaultyServer) -> None:
    run("add", "small", "--mirror", server.url, "--yes")
    rows = json.loads(run("--available", "--json").stdout)
    assert [(each["voice"], each["offer"], each["here"]) for each in rows] == [
        ("af_one", "small", "yes"),
        ("bm_two", "small", "yes"),
        ("large", "large", ""),
        (NAME, NAME, ""),
    ]
    assert rows[0] | {"size": "0.1 MB", "licence": "Apache-2.0", "language": "en-US"} == rows[0]
    table = run("--available", "-e", "piper").stdout.splitlines()
    assert table[0].split() == [
        "engine", "voice", "language", "sex", "size", "licence", "here"
    ]  # fmt: skip
    assert "see its card" in table[1]
    assert run("--available", "-l", "de").stdout == ""


def test_a_voice_is_removed_and_what_another_needs_stays(
    here: Path, server: FaultyServer
) -> None:
    run("add", "small", "large", "--mirror", server.url, "--yes")
    ran = run("remove", "small")
    assert ran.exit_code == 0, ran.output
    assert names_in(here / "kokoro") == ["large.onnx", "styles.bin"]
    assert run("remove", "large").exit_code == 0
    assert names_in(here / "kokoro") == []
    again = run("remove", "large")
    assert (again.exit_code, again.stdout) == (1, "")
    assert "voice 'large' is not installed; nothing was removed" in again.stderr


def test_one_of_several_voices_is_not_removed_by_itself(
    here: Path, server: FaultyServer
) -> None:
    run("add", "small", "--mirror", server.url, "--yes")
    ran = run("remove", "bm_two")
    assert ran.exit_code == 1
    assert "one of the 2 of 'small'; `audiobrief voices remove small`" in ran.stderr
    assert names_in(here / "kokoro") == ["small.onnx", "styles.bin"]


def test_a_part_that_was_kept_is_removed_too(here: Path, server: FaultyServer) -> None:
    server.plans = [Plan(), Plan(cut_after=900_000), Plan(status=404)]
    run("add", "large", "--mirror", server.url, "--yes")
    assert run("remove", "large").exit_code == 1
    kept = [path.name for path in (here / "kokoro" / UNFINISHED).iterdir()]
    assert kept == ["large.lock"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("smal", "voice 'smal' is not in the catalogue; nearest: small"),
        ("heart", "voice 'heart' is installed with audiobrief itself"),
    ],
)
@pytest.mark.parametrize("command", ["add", "remove"])
def test_a_voice_that_is_not_in_the_catalogue(
    here: Path, command: str, name: str, message: str
) -> None:
    ran = run(command, name)
    assert ran.exit_code == 1
    assert message in ran.stderr


@pytest.mark.skipif(os.name != "posix", reason="asks bash")
def test_names_are_completed(here: Path) -> None:
    environment = {
        "_AUDIOBRIEF_COMPLETE": "bash_complete",
        "COMP_WORDS": "audiobrief voices add SM",
        "COMP_CWORD": "3",
    }
    ran = CliRunner().invoke(main, [], env=environment, prog_name="audiobrief")
    assert ran.stdout == "plain,small\n"
