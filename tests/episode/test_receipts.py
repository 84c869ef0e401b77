"""Tests that an episode is kept if nothing changed and made again if anything did."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from audiobrief.cli import main
from audiobrief.episode import receipts
from audiobrief.episode.dependencies import Dependencies, digest_file
from audiobrief.episode.reader import read_manuscript
from audiobrief.publish.versions import VERSIONS
from tests.places import EXAMPLE

PAGE = """<html lang="en"><head><title>Pilots of Kestrel Bay refuse the larger ferries</title></head>
<body><article><h1>Pilots of Kestrel Bay refuse the larger ferries</h1>
<p>Harbour pilots in Kestrel Bay have refused to guide the larger ferries through the sound, saying
that the new tide tables are wrong by as much as an hour.</p>
<p>The dispute began in March, when the harbour’s board cut 42 posts and sold the second tug. Talks
resume on Monday in the old customs house, both sides said.</p>
<p>Until then two of the five daily crossings are cancelled, and travellers are asked to take the
northern road.</p></article></body></html>"""
KEPT = "nothing has changed"


@pytest.fixture(scope="module", autouse=True)
def reader() -> None:
    """Loaded once, since the process in which `make` reads a page is forked from this one."""
    read_manuscript(EXAMPLE)


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AUDIOBRIEF_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("AUDIOBRIEF_CONFIG", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def make(*options: str) -> Result:
    result = CliRunner().invoke(main, ["-v", "make", "page.html", "-e", "tone", *options])
    assert result.exit_code == 0, result.output
    return result


def stamps(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}


def test_an_episode_of_which_nothing_changed_is_kept(page: Path) -> None:
    first = make()
    assert KEPT not in first.stderr
    audio = Path(first.stdout.strip())
    before = stamps(audio.parent)
    again = make()
    assert KEPT in again.stderr
    assert again.stdout == first.stdout
    assert stamps(audio.parent) == before
    told = json.loads(make("--json").stdout.splitlines()[-1])
    kept = json.loads(make("--json").stdout)
    assert kept["why"] == "kept: nothing has changed"
    assert {**told, "elapsed_ms": 0} == {**kept, "elapsed_ms": 0}
    assert kept["event"] == "made"


def flip_a_byte(audio: Path) -> None:
    content = bytearray(audio.read_bytes())
    content[len(content) // 2] ^= 1
    stamp = audio.stat().st_mtime_ns
    audio.write_bytes(content)
    os.utime(audio, ns=(stamp, stamp))


def flip_every_receipt() -> None:
    """Flips a bit in the text for the user, which no other file could contradict."""
    for path in Path("cache/receipts").iterdir():
        content = bytearray(path.read_bytes())
        content[content.index(b'"facts"') + 12] ^= 1
        path.write_bytes(content)


def write_user_settings() -> None:
    Path("config").mkdir()
    Path("config/config.toml").write_text("[script]\nsign_off = false\n")


REASONS = {
    # key of `CHANGES` -> message with -v
    "page": "made again: the page changed",
    "lexicon beside the page": "made again: the lexicon changed (lexicon.toml)",
    "settings of the project": "made again: the settings changed (voice.speed)",
    "settings of the user": "made again: the settings changed (script.sign_off)",
    "output lost": "made again: its files changed (transcript.json)",
    "output damaged": "made again: its files changed (pilots-of-kestrel-bay-refuse-the-larger-ferries.mp3)",
    "receipts forgotten": "made: no record of an earlier one",
    "receipt with a flipped bit": "made: no record of an earlier one",
    "receipt damaged": "made: no record of an earlier one",
}  # fmt: skip
CHANGES: dict[str, Callable[[Path], object]] = {
    "page": lambda _: Path("page.html").write_text(PAGE.replace("42", "43"), encoding="utf-8"),
    "lexicon beside the page": lambda _: Path("lexicon.toml").write_text('ferries = "boats"\n'),
    "settings of the project": lambda _: Path("audiobrief.toml").write_text("[voice]\nspeed = 1.5\n"),
    "settings of the user": lambda _: write_user_settings(),
    "output lost": lambda audio: (audio.parent / "transcript.json").unlink(),
    "output damaged": flip_a_byte,
    "receipts forgotten": lambda _: receipts.forget_receipts(),
    "receipt with a flipped bit": lambda _: flip_every_receipt(),
    "receipt damaged": lambda _: [path.write_text('{"inputs": 1}') for path in Path("cache/receipts").iterdir()],
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_it_is_made_again_when_anything_changed(page: Path, change: str) -> None:
    audio = Path(make().stdout.strip())
    before = {path.name: path.read_bytes() for path in audio.parent.iterdir()}
    CHANGES[change](audio)
    again = make()
    assert KEPT not in again.stderr
    title = "Pilots of Kestrel Bay refuse the larger ferries"
    assert f"{title}: {REASONS[change]}\n" in again.stderr
    after = {path.name: path.read_bytes() for path in audio.parent.iterdir()}
    # what sounds otherwise has a name of its own, and the sound before it stays for a while
    assert before.keys() <= after.keys()
    assert all("-v2." in name or name == VERSIONS for name in after.keys() - before.keys())
    if change.startswith(("output", "receipt")):
        assert after == before
    assert KEPT in make().stderr


def change_the_day() -> None:
    place = receipts.place_of("page.html", "output")
    receipt = receipts.find_receipt(place)
    assert receipt is not None
    made_of = replace(receipt.made_of, call={**receipt.made_of.call, "the day": "before"})
    receipts.keep_receipt(place, replace(receipt, made_of=made_of))


SAME: dict[str, Callable[[], object]] = {
    # a change after which its article and its script are the same
    "a name that it does not say": lambda: Path("lexicon.toml").write_text('Quorn = "KWORN"\n'),
    "the page around the article": lambda: Path("page.html").write_text(
        PAGE.replace("</article>", "</article><!-- edited -->"), encoding="utf-8"
    ),
    "another day": change_the_day,
}  # fmt: skip


@pytest.mark.parametrize("change", SAME)
def test_an_episode_whose_script_is_the_same_is_kept(page: Path, change: str) -> None:
    audio = Path(make().stdout.strip())
    before = stamps(audio.parent)
    SAME[change]()
    again = make("--json")
    assert json.loads(again.stdout)["why"] == (
        "kept: it was read again, and its script is the same"
    )
    assert stamps(audio.parent) == before
    assert KEPT in make().stderr


def test_it_is_made_again_if_more_than_the_reading_changed(page: Path) -> None:
    make()
    Path("lexicon.toml").write_text('Quorn = "KWORN"\n')
    assert KEPT not in make("--speed", "1.5").stderr


def test_a_lost_file_is_made_again_though_the_script_is_the_same(page: Path) -> None:
    audio = Path(make().stdout.strip())
    (audio.parent / "transcript.json").unlink()
    Path("lexicon.toml").write_text('Quorn = "KWORN"\n')
    assert "its files changed (transcript.json)" in make().stderr


def test_only_the_sentences_that_say_a_name_are_spoken_anew(page: Path) -> None:
    Path("lexicon.toml").write_text('Kestrel = "KESS-trul"\nQuorn = "KWORN"\n')
    make()
    before = set(Path("cache").rglob("*.speech"))
    Path("lexicon.toml").write_text('Kestrel = "KEST-rel"\nQuorn = "KWORN"\n')
    assert "made again: the lexicon changed (lexicon.toml)" in make().stderr
    # the headline and the first sentence
    assert len(set(Path("cache").rglob("*.speech")) - before) == 2


@pytest.mark.parametrize(
    "options",
    [
        ("--speed", "1.5", "made again: the settings changed (voice.speed)"),
        ("--skip", "headings", "made again: the settings changed (script.skip)"),
        ("-o", "elsewhere", "made: no record of an earlier one"),
        ("--no-cache", "made: nothing is cached with --no-cache"),
        ("--ignore-robots", "made again: the way it is called changed (options)"),
    ],
)
def test_other_options_are_another_call(page: Path, options: tuple[str, ...]) -> None:
    make()
    *given, why = options
    again = make(*given)
    assert KEPT not in again.stderr
    assert f": {why}\n" in again.stderr


def test_the_profile_of_a_page_is_what_it_is_compared_by(page: Path) -> None:
    address = '<link rel="canonical" href="https://kestrel.example/pilots">'
    Path("page.html").write_text(PAGE.replace("<head>", f"<head>{address}"), encoding="utf-8")
    profile = '[profiles."kestrel.example".voice]\nspeed = {}\n'
    Path("audiobrief.toml").write_text(profile.format(1.5))
    make()
    Path("audiobrief.toml").write_text(profile.format(1.25))
    assert ": made again: the settings changed (voice.speed)\n" in make().stderr
    Path("audiobrief.toml").write_text(profile.format(1.25) + "# no word of it is heard\n")
    assert ": made again: the way it is called changed (audiobrief.toml)\n" in make().stderr


def test_what_changes_unseen_is_told(page: Path) -> None:
    told = CliRunner().invoke(
        main, ["-v", "make", "-", "-e", "tone"], input=PAGE.encode(), catch_exceptions=False
    )
    assert ": made: its page comes from stdin and is read each time\n" in told.stderr


def test_without_a_cache_there_are_no_receipts(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUDIOBRIEF_CACHE", "off")
    make()
    assert KEPT not in make().stderr
    assert receipts.find_receipt("0" * 64) is None


def test_the_older_half_of_too_many_receipts_leaves(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receipts, "MOST", 4)
    outputs = {page.name: digest_file(page)}
    calls = [f"{number:064x}" for number in range(5)]
    for number, call in enumerate(calls):
        kept = receipts.Receipt(Dependencies(), str(page.parent), outputs, "a.mp3", "")
        receipts.keep_receipt(call, kept)
        path = Path("cache/receipts") / f"{call}.json"
        if path.exists():
            os.utime(path, (number, number))
    assert [call for call in calls if receipts.find_receipt(call)] == calls[-2:]
