import sys
from pathlib import Path

import pytest

from audiobrief.engines import Delivery, load_engine
from audiobrief.engines.chain import load_chain
from audiobrief.engines.tone import ToneEngine
from audiobrief.errors import ConfigError, EngineUnavailable, VoiceNotFound

NOBODY = {"openai": {"base_url": "http://127.0.0.1:9/v1", "tries": 1}}


def test_the_first_that_speaks_serves() -> None:
    chosen = load_chain(["tone", "espeak"])
    assert chosen.engine.name == "tone"
    assert (chosen.refused, chosen.describe()) == ((), "")
    assert len(chosen.engine.speak("It is still open.", Delivery()).samples) > 0


def test_what_was_passed_over_is_said() -> None:
    chosen = load_chain(["openai", "no-such-engine", "tone"], NOBODY)
    assert chosen.engine.name == "tone"
    assert [one.engine for one in chosen.refused] == ["openai", "no-such-engine"]
    assert chosen.describe().startswith("tone speaks (not openai: ")
    assert "'no-such-engine' is unknown" in chosen.describe()


def test_another_engines_voice_is_let_go() -> None:
    asked = Delivery(voice="alloy", speed=1.5)
    chosen = load_chain(["openai", "tone"], NOBODY, [asked, Delivery(voice="low")])
    assert chosen.fit(asked) == Delivery(speed=1.5)
    assert chosen.fit(Delivery(voice="low")).voice == "low"
    assert "with its own choice of voice" in chosen.describe()


def test_the_first_engine_must_have_its_voice() -> None:
    chosen = load_chain(["tone", "espeak"], None, [Delivery(voice="en-us")])
    assert chosen.engine.name == "espeak"
    assert "'en-us' is unknown to tone" in chosen.refused[0].reason
    chosen.engine.close()


def test_a_voice_that_no_engine_has_is_refused() -> None:
    with pytest.raises(VoiceNotFound, match=r"'en-uk' is unknown to tone.*unknown to espeak"):
        load_chain(["tone", "espeak"], None, [Delivery(voice="en-uk")])


def test_nobody_can_speak() -> None:
    with pytest.raises(
        EngineUnavailable, match=r"no engine can speak .openai: .*; x: .*doctor"
    ):
        load_chain(["openai", "x"], NOBODY)
    with pytest.raises(EngineUnavailable, match="no engine is set"):
        load_chain([])


def test_a_single_engine_is_not_tried_out() -> None:
    engine = load_chain(["openai"], NOBODY).engine
    engine.close()
    with pytest.raises(EngineUnavailable, match="'ton' is unknown; nearest: tone"):
        load_chain(["ton"])
    chosen = load_chain(["tone"], None, [Delivery(voice="en-us")])
    with pytest.raises(VoiceNotFound):
        chosen.engine.speak("x", Delivery(voice="en-us"))


def test_a_setting_that_an_engine_has_not_is_said() -> None:
    with pytest.raises(ConfigError, match=r"engine 'tone': .*pitch"):
        load_chain(["tone", "espeak"], {"tone": {"pitch": 3}})


def test_a_plug_in_is_found_by_its_entry_point(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Writes an installed distribution, as a package manager does."""
    (tmp_path / "humming.py").write_text(
        "from audiobrief.engines.tone import ToneEngine\n"
        "class Hum(ToneEngine):\n    name = 'hum'\n"
    )
    about = tmp_path / "humming-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: humming\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(
        "[audiobrief.engines]\nhum = humming:Hum\nbroken = humming:Gone\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    try:
        engine = load_engine("hum")
        assert isinstance(engine, ToneEngine)
        assert engine.name == "hum"
        with pytest.raises(EngineUnavailable, match="'broken' cannot be loaded"):
            load_engine("broken")
        with pytest.raises(EngineUnavailable, match="'humm' is unknown; nearest: hum"):
            load_engine("humm")
    finally:
        sys.modules.pop("humming", None)
