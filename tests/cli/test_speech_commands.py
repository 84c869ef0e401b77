"""Tests `voices`, `say`, `cache` and `doctor` with real engines and real files."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import wave
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from audiobrief.cli import main
from audiobrief.encoder.ffmpeg import find_ffmpeg
from audiobrief.engines import Delivery, load_engine
from audiobrief.engines.tone import ToneEngine
from audiobrief.speech.cache import SpeechCache
from audiobrief.system.secret_variables import SIGNING_CERTIFICATE, SIGNING_KEY
from tests.engines import loopback
from tests.engines.loopback import SpeechHTTPServer
from tests.publish.certificates import DAY, NOW, make_papers

PAGE = """<!doctype html><html lang="en"><head><title>Ferry returns</title></head><body><article>
<h1>Ferry returns to the island</h1><p>By Ada Holm</p>
<p>The ferry to the island ran again on Monday, after a winter in which nobody could cross the
sound. On board were nine people and a dog, said the captain, who had waited since November.</p>
<p>“We are glad to be back on the water,” she said. The fare is what it was before the storm, and
the boat will go four times a day until the end of the season, the company said.</p>
</article></body></html>"""


@pytest.mark.parametrize(
    ("said", "tag"),
    [("british", "en-GB"), ("British English", "en-GB"), ("german", "de"), ("welsh", "cy"),
     ("brazilian", "pt-BR"), ("en_GB", "en-GB"), ("is", "is"), ("Icelandic", "is")],
)  # fmt: skip
def test_voices_are_found_by_what_people_call_a_language(said: str, tag: str) -> None:
    ran = run("voices", "--available", "--language", said, "--json")
    rows = json.loads(ran.stdout)
    assert rows
    assert all(f"{row['language']}-".startswith(f"{tag}-") for row in rows)


@pytest.mark.parametrize(
    ("said", "advice"),
    [("brittish", "did you mean 'british'?"), ("germann", "did you mean 'german'?"),
     ("de-AT", "`audiobrief voices --available --language de` lists those of de"),
     ("qqqq", "`audiobrief voices --available` lists all")],
)  # fmt: skip
def test_what_no_voice_speaks_is_told_with_the_nearest(said: str, advice: str) -> None:
    ran = run("voices", "--available", "--language", said)
    assert ran.exit_code == 0
    assert ran.stdout == ""
    assert ran.stderr.strip().endswith(advice)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AUDIOBRIEF_CONFIG", "off")
    monkeypatch.setenv("AUDIOBRIEF_CACHE", str(tmp_path / "kept"))
    return tmp_path


def run(*arguments: str | Path, stdin: str = "") -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


def seconds_of(path: Path) -> float:
    decoded = subprocess.run(
        [
            find_ffmpeg(),
            "-v",
            "error",
            "-i",
            path,
            "-ac",
            "1",
            "-ar",
            "8000",
            "-f",
            "s16le",
            "-",
        ],
        capture_output=True,
        check=True,
    )
    return len(decoded.stdout) / 2 / 8000


# -------------------------------------------------------------------- voices


def test_voices_is_a_table_that_can_be_filtered(folder: Path) -> None:
    ran = run("voices", "-e", "espeak,tone", "--language", "de")
    assert ran.exit_code == 0, ran.output
    head, *rows = ran.stdout.splitlines()
    assert head.split() == ["engine", "voice", "language", "sex", "description"]
    assert [row.split()[:2] for row in rows] == [
        ["espeak", "de"],
        ["tone", "low"],
        ["tone", "middle"],
        ["tone", "high"],
    ]


def test_voices_for_programs(folder: Path) -> None:
    rows = json.loads(run("voices", "-e", "espeak", "-l", "en_GB", "--json").stdout)
    assert "en-gb" in [row["voice"] for row in rows]
    assert all(row["language"].startswith("en-gb") for row in rows)


def test_a_list_of_all_voices_fits_a_terminal(folder: Path) -> None:
    every = json.loads(run("voices", "--json").stdout)
    listed = run("voices")
    assert len(listed.stdout.splitlines()) <= 40
    for name, count in Counter(row["engine"] for row in every).items():
        if count > 40:
            assert f"{name} has {count} voices in" in listed.stderr
            assert len(run("voices", "--engine", name).stdout.splitlines()) == count + 1
        else:
            assert f"\n{name} " in listed.stdout


def test_voices_that_cannot_be_had(folder: Path) -> None:
    unknown = run("voices", "-e", "expeak")
    assert unknown.exit_code == 1
    assert unknown.stderr == "audiobrief: engine 'expeak' is unknown; nearest: espeak\n"
    none = run("voices", "-e", "espeak", "-l", "tlh")
    assert (none.exit_code, none.stdout) == (0, "")
    assert none.stderr == "no voice speaks 'tlh'; `audiobrief voices` lists all\n"


# ----------------------------------------------------------------------- say


@pytest.mark.parametrize("name", ["sample.wav", "sample.mp3", "a folder/ünï “s”.opus"])
def test_say_writes_a_sample(folder: Path, name: str) -> None:
    ran = run("say", "The harbour opens again on Monday.", "-o", folder / name)
    assert ran.exit_code == 0, ran.output
    assert ran.stdout == f"{folder / name}\n"
    assert seconds_of(folder / name) == pytest.approx(2.2, abs=0.6)


def test_say_reads_as_an_episode_does(folder: Path) -> None:
    run("say", "It cost $1.4 billion.", "-o", "said.wav", "-e", "tone")
    run("say", "It cost one point four billion dollars.", "-o", "words.wav", "-e", "tone")
    run("say", "It cost $1.4 billion.", "-o", "as-is.wav", "-e", "tone", "--as-is")
    said, words, as_is = (Path(f"{n}.wav").read_bytes() for n in ("said", "words", "as-is"))
    assert said == words != as_is


def test_say_takes_stdin_and_gives_stdout(folder: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "audiobrief", "say", "-", "-o", "-", "-e", "tone", "-V", "high"],
        input=b"Good evening.",
        capture_output=True,
        check=True,
    )
    with wave.open(io.BytesIO(ran.stdout)) as file:
        assert (file.getframerate(), file.getnchannels()) == (22_050, 1)
        assert file.getnframes() > 22_050 // 2
    assert ran.stderr == b""


def test_say_names_what_is_wrong_in_one_line(folder: Path) -> None:
    for arguments, line in (
        (["-V", "en-uk"], "voice 'en-uk' is unknown to espeak; nearest: "),
        (["--speed", "9"], "speed 9 is out of range: 0.5 to 3"),
        (["-o", "x.midi", "-e", "tone"], "audiobrief: format 'midi' is unknown; known: mp3"),
        (["-o", "/proc/x/y.wav", "-e", "tone"], "audiobrief: cannot write /proc/x/y.wav"),
    ):
        ran = run("say", "Hello.", *arguments)
        assert ran.exit_code == 1
        assert ran.stderr.count("\n") == 1
        assert line in ran.stderr


def test_say_tells_which_engine_stood_in(folder: Path) -> None:
    ran = run("say", "Hello.", "-e", "nobody,tone", "-o", "x.wav")
    assert ran.exit_code == 0
    assert "tone speaks (not nobody: engine 'nobody' is unknown" in ran.stderr


def test_say_without_a_player_writes_a_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(folder))
    for name in ("good-evening.wav", "good-evening-2.wav"):
        ran = run("say", "Good evening!", "-e", "tone")
        assert ran.exit_code == 0
        assert ran.stdout == f"{name}\n"
        assert ran.stderr == f"found no program that plays sound; wrote it to {name}\n"
    with wave.open(str(folder / name)) as file:
        assert file.getnframes() > 0


def test_a_file_of_say_is_named_after_what_was_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(folder))
    (folder / "names.toml").write_text('Odell = "oh-DELL"', encoding="utf-8")
    ran = run("say", "Odell paid 5", "-e", "tone", "--lexicon", "names.toml")
    assert ran.stdout == "odell-paid-5.wav\n"


def test_say_explains_without_a_player_and_writes_no_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(folder))
    ran = run("say", "Good evening!", "-e", "tone", "--explain")
    assert ran.exit_code == 0
    assert ran.stdout.startswith("Good evening!\n")
    assert "write it to a file with -o FILE" in ran.stderr
    assert not list(folder.glob("*.wav"))


@pytest.mark.skipif(os.name != "posix", reason="the player is a shell script")
def test_say_plays_with_the_platforms_player(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    player = folder / "bin" / "aplay"
    player.parent.mkdir()
    player.write_text(f'#!/bin/sh\n/bin/cp "$2" {folder}/heard.wav\n')
    player.chmod(0o755)
    monkeypatch.setenv("PATH", str(player.parent))
    assert run("say", "Hello.", "-e", "tone").exit_code == 0
    with wave.open(str(folder / "heard.wav")) as file:
        assert file.getnframes() > 0


# -------------------------------------------------------------- paid servers


@pytest.fixture(scope="module")
def server() -> Iterator[SpeechHTTPServer]:
    speaker = load_engine("tone")
    with loopback.serve(speaker) as server:
        yield server


def test_make_with_a_server_tells_what_it_will_ask(
    folder: Path, server: SpeechHTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", server.url)
    (folder / "page.html").write_text(PAGE)
    (folder / "audiobrief.toml").write_text(
        "[voice.options.openai]\nprice_per_million = 15.0\nback_off_s = 0.01\n"
    )
    refused = run("make", "page.html", "-e", "openai", "--max-chars", "60")
    assert refused.exit_code == 1
    assert "openai will get at most" in refused.stderr
    assert "budget of 60" in refused.stderr
    assert sum(len(request["input"]) for request, _ in server.requests) <= 60
    made = run("make", "page.html", "-e", "openai")
    assert made.exit_code == 0, made.output
    assert re.search(r"at most \d{3} characters in \d+ requests, .* 0\.01 in all", made.stderr)
    assert seconds_of(Path(made.stdout.strip())) > 10
    before = len(server.requests)
    assert run("make", "page.html", "-e", "openai").exit_code == 0
    assert len(server.requests) == before, "kept speech was asked for again"


def test_make_tells_which_engine_stood_in_and_why_nothing_is_kept(folder: Path) -> None:
    (folder / "page.html").write_text(PAGE)
    ran = subprocess.run(
        [sys.executable, "-m", "audiobrief", "make", "page.html", "-e", "nobody,tone"],
        capture_output=True,
        check=True,
        text=True,
        env=os.environ | {"AUDIOBRIEF_CACHE": "/proc/nowhere"},
    )
    assert "tone speaks (not nobody: engine 'nobody' is unknown" in ran.stderr
    assert "cannot write the cache in /proc/nowhere" in ran.stderr
    assert Path(ran.stdout.strip()).is_file()


# --------------------------------------------------------------------- cache


def test_cache_info_and_clear(folder: Path) -> None:
    engine, delivery = ToneEngine(), Delivery()
    cache = SpeechCache(folder / "kept")
    for text in ("one", "two", "three"):
        cache.put(engine, text, delivery, engine.speak(text, delivery))
    ran = run("cache", "info")
    assert ran.exit_code == 0, ran.output
    assert f"folder   {folder / 'kept'}" in ran.stdout
    assert "entries  3" in ran.stdout
    assert json.loads(run("cache", "info", "--json").stdout)["entries"] == 3
    assert run("cache", "clear").stdout.startswith("removed 3 entries")
    assert json.loads(run("cache", "info", "--json").stdout)["entries"] == 0


def test_cache_in_a_file_of_the_config(folder: Path) -> None:
    (folder / "audiobrief.toml").write_text('[cache]\nfolder = "here"\nlimit_mb = 7\n')
    told = run("cache", "info").stdout
    assert f"folder   {folder / 'here'}" in told or "folder   here" in told
    assert "of 7 MB" in told


def test_say_says_a_name_as_the_lexicon_has_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "names.toml").write_text('Odell = "oh-DELL"\nLunt = "OH-dell"', encoding="utf-8")
    (folder / "audiobrief.toml").write_text('lexicons = ["names.toml"]', encoding="utf-8")
    monkeypatch.delenv("AUDIOBRIEF_CONFIG")
    sounds = []
    for name in ("Odell", "Lunt"):
        ran = run("say", f"{name} went.", "-e", "espeak", "-o", f"{name}.wav")
        assert ran.exit_code == 0, ran.output
        sounds.append((folder / f"{name}.wav").read_bytes())
    assert sounds[0] != sounds[1]


def test_say_takes_a_lexicon(folder: Path) -> None:
    (folder / "names.toml").write_text('Odell = "oh-DELL"', encoding="utf-8")
    asked = ("say", "Odell paid $5.", "-e", "espeak", "--explain", "-o", "said.wav")
    plain, known = run(*asked), run(*asked, "--lexicon", "names.toml")
    assert "oh-dell paid five dollars." in known.stdout
    assert "'Odell' -> 'oh-dell'  lexicon" in known.stdout
    assert "Odell paid five dollars." in plain.stdout
    assert "'$5' -> 'five dollars'  money" in plain.stdout


def test_say_explains_the_voice_and_the_sounds(folder: Path) -> None:
    pytest.importorskip("hibari", reason="hibari-tts has no wheel for this machine")
    told = run("say", "Zelmerow waits.", "--explain", "-o", "said.wav").stdout.splitlines()
    rows = {line[:12].strip(): line[12:] for line in told[1:-1]}
    assert told[0] == "Zelmerow waits."
    assert rows["voice"].startswith("heart (en-US female) of natural: ")
    assert "zˈɛlm" in rows["IPA"]
    assert rows["sounds like"].endswith("WAYTS")
    assert rows["guessed"] == "Zelmerow (not in its dictionary)"
    assert told[-1] == "said.wav"
    tone = run("say", "Zelmerow waits.", "--explain", "-e", "tone", "-o", "said.wav").stdout
    assert "tone does not show it" in tone
    german = run("say", "Guten Tag", "--explain", "-l", "de", "-e", "espeak", "-o", "-")
    assert german.stdout_bytes.startswith(b"RIFF")
    assert "ɡˈuːtən" in german.stderr


# -------------------------------------------------------------------- script

BRITISH = PAGE.replace('lang="en"', 'lang="en-GB"')


def test_a_script_is_explained(folder: Path) -> None:
    page = folder / "ferry.html"
    page.write_text(BRITISH, encoding="utf-8")
    ran = run("script", "--explain", page, "-e", "espeak", "--quotes", "voice")
    assert ran.exit_code == 0, ran.output
    lines = ran.stdout.splitlines()
    assert any(
        re.fullmatch(r"title +narrator +\d+ ms  Ferry returns to the island", line)
        for line in lines
    )
    assert any(line.startswith("quote        quote ") for line in lines)
    voices = lines[lines.index("read by engine espeak") + 1 :]
    assert [line.split()[:2] for line in voices] == [
        ["narrator", "en-gb"],
        ["announcer", "en-gb"],
        ["quote", "en-gb+f3"],
    ]
    assert "the article is in en-GB" in voices[0]
    assert "1 segment " in voices[2]


def test_a_script_is_explained_to_programs(folder: Path) -> None:
    page = folder / "ferry.html"
    page.write_text(BRITISH, encoding="utf-8")
    asked = ("-e", "espeak", "--quotes", "voice", "--quote-voice", "de")
    ran = run("script", "--explain", "--json", page, *asked)
    told = json.loads(ran.stdout)
    assert (told["engine"], told["language"]) == ("espeak", "en-GB")
    assert told["region"] == {"tag": "en-GB", "sign": "the page's own tag (en-GB)"}
    assert sum(voice["segments"] for voice in told["voices"]) == len(told["segments"])
    quoted = next(voice for voice in told["voices"] if voice["role"] == "quote")
    assert quoted["voice"]["name"] == "de"
    assert quoted["reason"] == "the settings name it (voice.quote)"
    first = told["segments"][0]
    assert told["voices"][first["voice"]]["role"] == "narrator"


def test_a_figure_that_no_rule_reads_is_counted(folder: Path) -> None:
    page = folder / "ferry.html"
    page.write_text(PAGE.replace("nine people", "9 people with K940,000"), encoding="utf-8")
    told = run("script", "--explain", page, "-e", "espeak").stdout
    assert "'K940,000'  no rule; said as it is written" in told
    assert "1 figure no rule reads: K940,000" in told
    asked = run("script", "--explain", "--json", page, "-e", "espeak")
    assert json.loads(asked.stdout)["figures_left"] == {"K940,000": 1}


def test_a_script_is_explained_where_no_engine_speaks(folder: Path) -> None:
    page = folder / "ferry.html"
    page.write_text(BRITISH.replace("nine people", "9 people"), encoding="utf-8")
    ran = run("script", "--explain", page, "-e", "nobody")
    assert "'9' -> 'nine'" in ran.stdout
    assert ran.exit_code == 1


# -------------------------------------------------------------------- doctor


def test_doctor_lets_engines_speak(folder: Path) -> None:
    ran = run("doctor", "-e", "espeak,tone", "--json")
    assert ran.exit_code == 0, ran.output
    found = {row["what"]: row for row in json.loads(ran.stdout)}
    assert found["engine espeak"]["state"] == "ok"
    assert "said a word" in found["engine tone"]["detail"]
    assert found["ffmpeg"]["state"] == "ok"
    assert found["format mp3"]["state"] == "ok"
    assert found["cache"]["state"] == "ok"
    assert not any(row["advice"] for row in found.values() if row["state"] == "ok")


def test_doctor_tries_the_certificate(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def credentials() -> dict[str, str]:
        rows = json.loads(run("doctor", "-e", "tone", "--json").stdout)
        return next(row for row in rows if row["what"] == "credentials")

    assert credentials()["state"] == "absent"
    papers = make_papers(folder / "papers", expires=NOW + 9 * DAY)
    monkeypatch.setenv(SIGNING_CERTIFICATE, papers.certificate.read_text())
    assert credentials()["state"] == "broken"
    monkeypatch.setenv(SIGNING_KEY, papers.key.read_text())
    assert credentials()["state"] == "ok"
    assert credentials()["advice"] == "ask its issuer for a new one"


def test_doctor_says_who_would_read_what(folder: Path) -> None:
    ran = run("doctor", "-e", "espeak,tone", "--json")
    found = {row["what"]: row["detail"] for row in json.loads(ran.stdout)}
    assert found["US articles"].startswith(
        "espeak: narrator, announcer and aside en-us (the article is in en-US); quote en-us+f3 ("
    )
    assert "aside en-gb (the article is in en-GB)" in found["British articles"]
    assert re.fullmatch(r"espeak: 1\d\d languages; tone: any", found["other articles"])


def test_doctor_says_how_to_get_a_british_voice(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("hibari", reason="hibari-tts has no wheel for this machine")
    monkeypatch.setenv("AUDIOBRIEF_NATURAL_VOICES", str(folder / "none"))
    told = run("doctor", "-e", "natural,espeak").stdout
    assert "British articles     natural: narrator, announcer and aside heart" in told
    assert "and en-US is the nearest accent installed" in told
    assert "`audiobrief voices add emma`" in told
    assert "natural: none; espeak: 1" in told


def test_doctor_asks_no_paid_server_unasked(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "k")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    ran = run("doctor")
    assert ran.exit_code == 0, ran.output
    assert "not tried, because it may cost money" in ran.stdout


def test_doctor_advises(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUDIOBRIEF_FFMPEG", str(folder / "no-such-program"))
    monkeypatch.setenv("AUDIOBRIEF_CACHE", "/proc/nowhere")
    ran = run("doctor", "-e", "tone,nobody")
    assert ran.exit_code == 1
    assert "broken  ffmpeg" in ran.stdout
    assert "broken  engine nobody" in ran.stdout
    assert "absent  cache" in ran.stdout
    assert "correct AUDIOBRIEF_FFMPEG" in ran.stdout


@pytest.mark.parametrize("name", ["voices", "say", "cache", "doctor"])
def test_every_command_has_help(folder: Path, name: str) -> None:
    ran = run(name, "--help")
    assert ran.exit_code == 0
    assert ran.stdout.startswith(f"Usage: main {name}")


def test_a_site_rule_that_does_not_serve_is_told_of(folder: Path) -> None:
    canonical = '<link rel="canonical" href="https://www.holm.example/ferry">'
    (folder / "page.html").write_text(PAGE.replace("</head>", f"{canonical}</head>"))
    (folder / "bare.html").write_text(PAGE)
    (folder / "sites.toml").write_text("[isle]\nhost = '*.holm.example'\nbody = '.gone'\n")
    for command in (["clean"], ["clean", "--explain"], ["script"]):
        for page, says in (("page.html", "site rule isle "), ("bare.html", "no address")):
            done = run(*command, "--rules", "sites.toml", page)
            assert done.exit_code == 0, done.output
            notes = [line for line in done.output.splitlines() if line.startswith("note: ")]
            # a page of three sentences is doubted, too
            assert [says in note for note in notes].count(True) == 1


def test_each_text_is_explained_once(folder: Path) -> None:
    """Announcements split a block with a quotation into pieces, which share one text."""
    (folder / "page.html").write_text(PAGE.replace("four times", "4 times"))
    done = run("script", "--explain", "page.html")
    assert done.exit_code == 0, done.output
    assert done.output.count("'4' -> 'four'") == 1


@pytest.mark.parametrize("flags", [("--speakers",), ("--quote-voice", "de")])
def test_a_voice_for_quotations_is_heard_when_it_is_asked_for(
    folder: Path, flags: tuple[str, ...]
) -> None:
    (folder / "page.html").write_text(PAGE)

    def voices(*arguments: str) -> set[str]:
        done = run("script", "--explain", "--json", "-e", "espeak", *arguments, "page.html")
        assert done.exit_code == 0, done.output
        return {row["role"] for row in json.loads(done.stdout)["voices"]}

    assert "quote" not in voices()
    assert "quote" in voices(*flags)
    (folder / "audiobrief.toml").write_text("[script]\nquotes = 'both'\n")
    assert {"quote", "announcer"} <= voices("--config", "audiobrief.toml", *flags)
    refused = run("script", "--quotes", "announce", *flags, "page.html")
    assert refused.exit_code == 2
    assert "use --quotes voice or both" in refused.output


@pytest.mark.parametrize("text", ["", "  \n", "***"])
def test_nothing_to_say_is_said(folder: Path, text: str) -> None:
    done = run("say", "-e", "tone", text, "-o", "sample.wav")
    assert done.exit_code == 1
    assert "nothing to say" in done.output
    assert not (folder / "sample.wav").exists()


def test_the_engines_that_serve_come_first(folder: Path) -> None:
    del folder
    engines = [row["engine"] for row in json.loads(run("voices", "--json").stdout)]
    # the natural voice has no wheel for some machines
    chain = [name for name in ("natural", "espeak") if name in engines]
    assert list(dict.fromkeys(engines))[: len(chain)] == chain
    assert engines == sorted(engines, key=list(dict.fromkeys(engines)).index)
