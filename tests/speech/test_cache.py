import hashlib
import os
import subprocess
import sys
import textwrap
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from audiobrief.engines import Delivery
from audiobrief.engines.tone import ToneEngine
from audiobrief.model import Speech, Word
from audiobrief.speech.cache import (
    ABANDONED_S,
    STORY_SUFFIX,
    TEMPORARY_PREFIX,
    TRIM_TO,
    USED_EVERY_S,
    SpeechCache,
    digest_of,
    open_cache,
    stories_of,
)
from audiobrief.speech.entries import pack, unpack
from audiobrief.system.locations import CACHE_VARIABLE

TEXT = "The harbour opens again on Monday."
DELIVERY = Delivery()
ENGINE = ToneEngine()


@pytest.fixture
def cache(tmp_path: Path) -> SpeechCache:
    return SpeechCache(tmp_path / "cache")


@pytest.fixture
def speech() -> Speech:
    return ENGINE.speak(TEXT, DELIVERY)


def entries_of(cache: SpeechCache) -> list[Path]:
    assert cache.folder is not None
    return sorted(path for path in cache.folder.rglob("*") if path.is_file())


def assert_same(one: Speech | None, other: Speech) -> None:
    assert one is not None
    assert np.array_equal(one.samples, other.samples)
    assert one.samples.dtype == np.int16
    assert (one.sample_rate, one.words, one.exact, one.respelled) == (
        other.sample_rate,
        other.words,
        other.exact,
        other.respelled,
    )


def test_what_was_put_is_what_is_got(cache: SpeechCache, speech: Speech) -> None:
    assert cache.get(ENGINE, TEXT, DELIVERY) is None
    cache.put(ENGINE, TEXT, DELIVERY, speech)
    assert_same(cache.get(ENGINE, TEXT, DELIVERY), speech)
    assert (cache.hits, cache.misses) == (1, 1)
    assert isinstance((cache.get(ENGINE, TEXT, DELIVERY) or speech).words[0], Word)


def test_another_run_of_the_program_finds_it(cache: SpeechCache, speech: Speech) -> None:
    cache.put(ENGINE, TEXT, DELIVERY, speech)
    assert_same(SpeechCache(cache.folder).get(ENGINE, TEXT, DELIVERY), speech)


class Newer(ToneEngine):
    version = "2"


@pytest.mark.parametrize(
    ("engine", "text", "delivery"),
    [
        (Newer(), TEXT, DELIVERY),
        (ENGINE, TEXT + " ", DELIVERY),
        (ENGINE, TEXT, replace(DELIVERY, voice="low")),
        (ENGINE, TEXT, replace(DELIVERY, language="en-GB")),
        (ENGINE, TEXT, replace(DELIVERY, speed=1.01)),
        (ENGINE, TEXT, replace(DELIVERY, pitch=1.01)),
        (ENGINE, TEXT, replace(DELIVERY, volume=0.99)),
    ],
)
def test_anything_that_changes_the_sound_changes_the_key(
    cache: SpeechCache, speech: Speech, engine: ToneEngine, text: str, delivery: Delivery
) -> None:
    cache.put(ENGINE, TEXT, DELIVERY, speech)
    assert cache.get(engine, text, delivery) is None


def test_keys_do_not_run_into_one_another() -> None:
    one = digest_of(ENGINE, "a', 'b", DELIVERY)
    other = digest_of(ENGINE, "a", replace(DELIVERY, voice="b"))
    assert one != other
    assert digest_of(ENGINE, "\ud800", DELIVERY) != digest_of(ENGINE, "\\ud800", DELIVERY)


def test_every_flipped_bit_is_noticed(speech: Speech) -> None:
    short = replace(
        speech, samples=speech.samples[:40], words=(Word(0, 3, 2, 30),), respelled=((0, 3),)
    )
    content = pack(short)
    assert content is not None
    assert_same(unpack(content, 3), short)
    for bit in range(len(content) * 8):
        damaged = bytearray(content)
        damaged[bit // 8] ^= 1 << bit % 8
        assert unpack(bytes(damaged), 3) is None, f"bit {bit}"


def test_every_torn_entry_is_noticed(speech: Speech) -> None:
    content = pack(replace(speech, samples=speech.samples[:40], words=()))
    assert content is not None
    assert all(unpack(content[:n], 3) is None for n in range(len(content)))
    assert unpack(content + b"\0\0", 3) is None


def test_a_damaged_entry_is_made_again(cache: SpeechCache, speech: Speech) -> None:
    cache.put(ENGINE, TEXT, DELIVERY, speech)
    (path,) = entries_of(cache)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 4
    path.write_bytes(content)
    assert cache.get(ENGINE, TEXT, DELIVERY) is None
    assert cache.damaged == 1
    assert entries_of(cache) == []
    cache.put(ENGINE, TEXT, DELIVERY, speech)
    assert_same(cache.get(ENGINE, TEXT, DELIVERY), speech)


@st.composite
def speeches(draw: st.DrawFn) -> Speech:
    length = draw(st.integers(1, 300))
    seed = draw(st.integers(0, 2**32 - 1))
    samples: NDArray[np.int16] = (
        np.random.default_rng(seed).integers(-32768, 32768, length).astype(np.int16)
    )
    bounds = sorted(draw(st.lists(st.integers(0, length), max_size=12)))
    words = tuple(
        Word(i, i + 1, *pair)
        for i, pair in enumerate(zip(bounds[::2], bounds[1::2], strict=False))
    )
    place = st.integers(0, 20)
    return Speech(
        samples,
        draw(st.integers(1, 2**32 - 1)),
        words,
        exact=draw(st.booleans()),
        respelled=tuple(draw(st.lists(st.tuples(place, place), max_size=3))),
    )


@settings(max_examples=50, deadline=None)
@given(speeches())
def test_unpack_undoes_pack(speech: Speech) -> None:
    content = pack(speech)
    assert content is not None
    assert_same(unpack(content, 20), speech)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_bytes_from_anywhere_are_no_speech(content: bytes) -> None:
    assert unpack(content, 10) is None


def test_what_was_read_longest_ago_leaves_first(tmp_path: Path, speech: Speech) -> None:
    one = len(pack(speech) or b"")
    cache = SpeechCache(tmp_path, limit_bytes=10 * one)
    texts = [f"{n:0{len(TEXT)}}" for n in range(10)]
    for text in texts:
        cache.put(ENGINE, text, DELIVERY, speech)
        for path in entries_of(cache):
            used = path.stat().st_mtime - USED_EVERY_S - 10
            os.utime(path, (used, used))
    assert cache.get(ENGINE, texts[0], DELIVERY) is not None
    cache.put(ENGINE, TEXT, DELIVERY, speech)
    cache.close()
    assert cache.info().size <= 10 * one * TRIM_TO
    assert cache.get(ENGINE, texts[0], DELIVERY) is not None
    assert cache.get(ENGINE, TEXT, DELIVERY) is not None
    assert cache.get(ENGINE, texts[1], DELIVERY) is None


def test_a_long_run_stays_near_the_limit(tmp_path: Path, speech: Speech) -> None:
    one = len(pack(speech) or b"")
    cache = SpeechCache(tmp_path, limit_bytes=20 * one)
    for number in range(100):
        cache.put(ENGINE, f"{number:0{len(TEXT)}}", DELIVERY, speech)
        assert cache.info().size <= 23 * one
    assert cache.problem == ""


def test_info_and_clear(cache: SpeechCache, speech: Speech) -> None:
    assert cache.info().entries == 0
    cache.put(ENGINE, TEXT, DELIVERY, speech)
    info = cache.info()
    assert (info.entries, info.size) == (1, len(pack(speech) or b""))
    assert cache.clear() == 1
    assert cache.info().entries == 0
    assert cache.clear() == 0


def test_clear_touches_nothing_but_entries(tmp_path: Path, speech: Speech) -> None:
    cache = SpeechCache(tmp_path)
    cache.put(ENGINE, TEXT, DELIVERY, speech)
    mine = [
        tmp_path / "letter.txt",
        tmp_path / "ab" / "photo.jpg",
        tmp_path / "docs" / "a.speech",
    ]
    for path in mine:
        path.parent.mkdir(exist_ok=True)
        path.write_text("mine")
    assert cache.clear() == 1
    assert all(path.read_text() == "mine" for path in mine)


def test_what_a_killed_process_left_is_swept_up(cache: SpeechCache, speech: Speech) -> None:
    cache.put(ENGINE, TEXT, DELIVERY, speech)
    shelf = entries_of(cache)[0].parent
    old, young = shelf / f"{TEMPORARY_PREFIX}old", shelf / f"{TEMPORARY_PREFIX}young"
    for path in (old, young):
        path.write_bytes(b"half")
    past = time.time() - ABANDONED_S - 10
    os.utime(old, (past, past))
    assert cache.info().entries == 1
    assert not old.exists()
    assert young.exists()


def test_a_folder_that_cannot_be_made_is_said_and_survived(
    tmp_path: Path, speech: Speech
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("a file where a folder would be")
    cache = SpeechCache(in_the_way / "cache")
    assert cache.get(ENGINE, TEXT, DELIVERY) is None
    cache.put(ENGINE, TEXT, DELIVERY, speech)
    assert str(in_the_way) in cache.problem
    assert CACHE_VARIABLE in cache.problem
    assert cache.get(ENGINE, TEXT, DELIVERY) is None
    assert cache.info().entries == 0
    cache.close()


@pytest.mark.skipif(os.name != "posix", reason="there are no limits on file sizes")
def test_a_full_disk_is_said_and_leaves_no_litter(tmp_path: Path) -> None:
    code = textwrap.dedent("""
        import resource, sys
        from pathlib import Path
        from audiobrief.speech.cache import SpeechCache
        from audiobrief.engines import Delivery
        from audiobrief.engines.tone import ToneEngine
        engine, delivery = ToneEngine(), Delivery()
        cache = SpeechCache(Path(sys.argv[1]))
        speech = engine.speak("one two three four five", delivery)
        cache.put(engine, "before", delivery, engine.speak("a", delivery))
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
        cache.put(engine, "after", delivery, speech)
        print(cache.problem)
    """)
    run = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert run.stdout.startswith(f"cannot write the cache in {tmp_path}: file too large")
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1
    assert SpeechCache(tmp_path).get(ENGINE, "before", DELIVERY) is not None


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has /proc")
def test_a_read_only_home_is_said_and_survived(
    monkeypatch: pytest.MonkeyPatch, speech: Speech
) -> None:
    monkeypatch.delenv(CACHE_VARIABLE, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", "/proc/nowhere")
    cache = open_cache()
    cache.put(ENGINE, TEXT, DELIVERY, speech)
    assert "/proc/nowhere" in cache.problem


def test_off_keeps_nothing_and_says_so(monkeypatch: pytest.MonkeyPatch, speech: Speech) -> None:
    monkeypatch.setenv(CACHE_VARIABLE, "off")
    cache = open_cache()
    cache.put(ENGINE, TEXT, DELIVERY, speech)
    assert cache.get(ENGINE, TEXT, DELIVERY) is None
    assert cache.info().folder == ""
    assert "off" in cache.problem
    assert cache.clear() == 0


def test_the_variable_names_the_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, speech: Speech
) -> None:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "here ’ and \n there"))
    cache = open_cache()
    cache.put(ENGINE, TEXT, DELIVERY, speech)
    assert_same(open_cache().get(ENGINE, TEXT, DELIVERY), speech)


WRITER = textwrap.dedent("""
    import sys
    from pathlib import Path
    import numpy as np
    from audiobrief.speech.cache import SpeechCache
    from audiobrief.engines import Delivery
    from audiobrief.engines.tone import ToneEngine
    engine, delivery = ToneEngine(), Delivery()
    texts = [f"Sentence number {n} of the harbour story." for n in range(20)]
    cache = SpeechCache(Path(sys.argv[1]), limit_bytes=int(sys.argv[2]))
    print("ready", flush=True)
    while True:
        for text in texts:
            made = engine.speak(text, delivery)
            kept = cache.get(engine, text, delivery)
            assert kept is None or np.array_equal(kept.samples, made.samples)
            assert cache.damaged == 0, "a torn entry was seen"
            cache.put(engine, text, delivery, made)
""")


def test_many_writers_killed_at_any_moment_leave_only_whole_entries(tmp_path: Path) -> None:
    """Promises 1 and 4: processes share the cache, and each is killed by SIGKILL while
    writing."""
    folder = tmp_path / "cache"
    command = [sys.executable, "-c", WRITER, str(folder), str(1_500_000)]
    for round_number in range(2):
        writers = [
            subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)
        ]
        for writer in writers:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "ready\n"
        time.sleep(0.25 + 0.05 * round_number)
        for writer in writers:
            assert writer.poll() is None, "a writer failed"
            writer.kill()
            writer.wait()
            writer.stdout.close()  # type: ignore[union-attr] # it is a pipe
    cache = SpeechCache(folder)
    for path in entries_of(cache):
        if not path.name.startswith(TEMPORARY_PREFIX):
            assert unpack(path.read_bytes(), 1000) is not None
    assert cache.info().entries > 0


def test_what_a_story_used_is_removed_and_nothing_else(tmp_path: Path, speech: Speech) -> None:
    """In all its versions, and its encoded parts, too."""
    story, other = stories_of("https://saltmere.example/1", ["A"]), stories_of("", ["B", "C"])
    assert len(story) == 1
    assert len(other) == 2
    for version in ("It costs nine crowns.", "It costs ten crowns."):
        cache = SpeechCache(tmp_path / "cache")
        cache.story = story[0]
        cache.put(ENGINE, version, DELIVERY, speech)
        cache.put_frames(hashlib.sha256(version.encode()).hexdigest(), b"frames")
        cache.close()
    cache = SpeechCache(tmp_path / "cache")
    cache.story = other[0]
    cache.put(ENGINE, TEXT, DELIVERY, speech)
    cache.close()
    assert cache.info().entries == 5
    cache.forget_story(story[0])
    assert cache.info().entries == 1
    assert cache.holds(ENGINE, TEXT, DELIVERY)
    cache.forget_story(story[0])
    assert cache.clear() == 1
    assert entries_of(cache) == []


def test_a_list_of_entries_that_was_tampered_with_removes_nothing_else(
    tmp_path: Path, speech: Speech
) -> None:
    (story,) = stories_of("https://saltmere.example/1", [])
    outside = tmp_path / "outside.speech"
    outside.write_bytes(b"of another program")
    cache = SpeechCache(tmp_path / "cache")
    cache.story = story
    cache.put(ENGINE, TEXT, DELIVERY, speech)
    cache.close()
    (listed,) = (tmp_path / "cache").rglob(f"*{STORY_SUFFIX}")
    listed.write_text("../../outside.speech\n" + listed.read_text(encoding="ascii"), "ascii")
    cache.forget_story(story)
    assert outside.exists()
    assert entries_of(cache) == []
