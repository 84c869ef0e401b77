"""Tests settings: layered files, errors with key and line, and the ranges of values."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobrief.errors import ConfigError
from audiobrief.model import BlockKind, VoiceRole
from audiobrief.segmenter.style import QuoteMode
from audiobrief.settings.tree import Settings, read_settings
from audiobrief.system.locations import CONFIG_VARIABLE, USER_FILE


@pytest.fixture(autouse=True)
def no_user_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(CONFIG_VARIABLE, "off")
    monkeypatch.chdir(tmp_path)


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_without_files_everything_is_as_the_rooms_say() -> None:
    assert read_settings() == Settings()


def test_later_files_and_the_command_line_win(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CONFIG_VARIABLE, str(tmp_path / "user"))
    write(tmp_path / "user" / USER_FILE, "[voice]\nspeed = 1.5\nnarrator = 'en-gb'\n")
    write(tmp_path / "audiobrief.toml", "[voice]\nspeed = 1.2\n[script]\nquotes = 'voice'\n")
    settings = read_settings(overrides={"script.quotes": "plain"})
    assert settings.voice.narrator == "en-gb"
    assert settings.voice.speed == 1.2
    assert settings.script.quotes is QuoteMode.PLAIN


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("voice.sped", 1.2, "voice.sped is unknown; nearest: speed"),
        ("speed", 1.2, r"speed belongs in the table \[voice\]"),
        ("voices.speed", 1.2, "voices is unknown; nearest: voice"),
        ("voice", "emma", "voice must be a table"),
        ("sound.kbps", 96, "sound.kbps has been renamed; use bitrate"),
        ("speak.adverts", True, "speak.adverts is not one of headings, "),
        ("profiles.a.voice.speed", 1.2, "profiles is unknown"),
        ("", 1, "is unknown"),
    ],
)
def test_a_key_that_a_program_gives_is_known_or_refused(
    key: str, value: object, said: str
) -> None:
    with pytest.raises(ConfigError, match=f"^the settings that were given: .*{said}"):
        read_settings(overrides={key: value})


def test_a_program_may_give_tables_and_what_is_spoken() -> None:
    settings = read_settings(
        overrides={"voice": {"speed": 1.2}, "speak.captions": False, "script.quotes": "plain"}
    )
    assert settings.voice.speed == 1.2
    assert (
        settings.script.skip
        == read_settings(overrides={"script.skip": ["caption"]}).script.skip
    )
    assert settings.script.quotes is QuoteMode.PLAIN


def test_a_named_file_stands_in_for_the_folders_own(tmp_path: Path) -> None:
    write(tmp_path / "audiobrief.toml", "[voice]\nspeed = 2.0\n")
    other = write(tmp_path / "other.toml", "[voice]\npitch = 0.9\n")
    voice = read_settings(other).voice
    assert (voice.speed, voice.pitch) == (1.0, 0.9)


def test_a_profile_serves_its_host_and_the_hosts_below_it(tmp_path: Path) -> None:
    write(
        tmp_path / "audiobrief.toml",
        "[voice]\nspeed = 1.1\n"
        '[profiles."saltmere.example".voice]\nnarrator = "en-gb"\n'
        '[profiles."sport.saltmere.example".voice]\nnarrator = "en-us"\n',
    )
    settings = read_settings()
    at = settings.for_url
    assert at("https://saltmere.example/a").voice.narrator == "en-gb"
    assert at("https://www.saltmere.example/a").voice.speed == 1.1
    assert at("https://sport.saltmere.example/a").voice.narrator == "en-us"
    assert at("https://notsaltmere.example/a") is settings
    assert at("") is settings


def test_what_is_spoken_is_chosen_by_kind(tmp_path: Path) -> None:
    write(tmp_path / "audiobrief.toml", "[speak]\ncaptions = false\nasides = true\n")
    assert read_settings().script.skip == {BlockKind.CAPTION}


def test_paths_are_relative_to_the_file_that_names_them(tmp_path: Path) -> None:
    file = write(tmp_path / "shop" / "a.toml", "lexicons = ['names.toml']\n")
    assert read_settings(file).lexicons == (tmp_path / "shop" / "names.toml",)


WRONG = {
    "[voice]\nspeed = 1.0\nnarator = 'x'\n": r"a\.toml, line 3: voice\.narator .*narrator",
    "[vioce]\nspeed = 1.0\n": r"a\.toml, line 1: vioce is unknown; nearest: voice",
    "require_approval = true\n": r"a\.toml, line 1: require_approval belongs in the table \[batch\]",
    "[voice]\nspeed = 9.0\n": r"a\.toml, line 2: voice\.speed is wrong: .*speed.*0\.5.*3",
    "voice.pitch = 9.0\n": r"a\.toml, line 1: voice\.pitch is wrong",
    "voice = { speed = 1.0,\n pitch = 9.0 }\n": r"a\.toml",
    "[batch]\nretries = 2\nper_host = 0\n": r"a\.toml, line 3: batch\.per_host is wrong: .*1 to 64",
    "language = 'english'\n": r"'english' is not a tag such as de or de-AT; write en",
    "language = 'Vellish'\n": r"'Vellish' is not a tag such as de or de-AT\Z",
    "cover = 2031-01-01\n": r"a\.toml, line 1: cover is wrong: .*date",
    'cover = "a\\u0000b"\n': r"a\.toml, line 1: cover is wrong: .*NUL",
    "\nprofiles = [1]\n": r"a\.toml, line 2: profiles must be a table",
    "[profiles]\nx = 1\n": r"a\.toml, line 2: profiles\.x must be a table",
    "speak = 1\n": r"a\.toml, line 1: speak must be a table",
    "[cache]\nlimit_mb = 'no'\n": r"a\.toml, line 2: cache\.limit_mb is wrong: .*int",
    "[voice]\nspeed = 'fast'\n": r"a\.toml, line 2: voice\.speed is wrong: .*float",
    "[fetch]\ncache = true\n[cache]\nspeech = 3\n": r"a\.toml, line 4: cache\.speech is wrong",
    "[script]\nquotes = 'loud'\n": r"a\.toml, line 2: script\.quotes is wrong: .*loud",
    "[sound]\nformat = 'mp4'\n": r"a\.toml, line 2: sound\.format is wrong: .*'mp4' is unknown",
    "[speak]\nadverts = true\n": r"a\.toml, line 2: speak\.adverts is not one of headings",
    "voice = 3\n": r"a\.toml, line 1: voice must be a table",
    '[profiles."x.example".voice]\nnarator = "y"\n': (
        r'a\.toml, line 2: profiles\."x\.example"\.voice\.narator is unknown'
    ),
    '[voice]\nspeed = 1.0\n[profiles."x.example".voice]\nspeed = 8.0\n': (
        r'a\.toml, line 4: profiles\."x\.example"\.voice\.speed is wrong'
    ),
    "[profiles.x]\nspeak = 1\n": r"a\.toml, line 2: profiles\.x\.speak must be a table",
    "[profiles.x]\nprofiles = {}\n": r"a\.toml, line 2: profiles\.x\.profiles is unknown",
    "[voice\n": r"cannot read .*a\.toml",
}


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_named_with_file_and_key(text: str, tmp_path: Path) -> None:
    file = write(tmp_path / "a.toml", text)
    with pytest.raises(ConfigError, match=WRONG[text]):
        read_settings(file)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml"):
        read_settings(tmp_path / "none.toml")


def test_roles_without_a_voice_of_their_own_speak_as_the_narrator(tmp_path: Path) -> None:
    file = write(tmp_path / "a.toml", "[voice]\nnarrator = 'en-gb'\nquote = 'en-us'\n")
    voice = read_settings(file).voice
    assert voice.delivery_of(VoiceRole.ASIDE).voice == "en-gb"
    assert voice.delivery_of(VoiceRole.QUOTE).voice == "en-us"


@pytest.mark.parametrize("table", ["sound", 'profiles."courier.example".sound'])
def test_a_key_that_was_renamed_is_named_with_its_new_name(tmp_path: Path, table: str) -> None:
    path = tmp_path / "audiobrief.toml"
    path.write_text(f"[{table}]\nkbps = 64\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"line 2: .*kbps has been renamed; use bitrate"):
        read_settings(path)


LINK = "https://ada:secretpw@h.example/x.mp3"
FILES = (
    "music.intro", "music.outro", "music.bed", "cover", "credentials.certificate", "lexicons", "rules",
    "cache.folder",
)  # fmt: skip


@pytest.mark.parametrize("key", FILES)
@pytest.mark.parametrize("given", [LINK, Path(LINK)], ids=["text", "path"])
def test_an_address_is_no_file_and_its_password_is_not_shown(
    key: str, given: str | Path, tmp_path: Path
) -> None:
    value = [given] if key in {"lexicons", "rules"} else given
    with pytest.raises(ConfigError, match=f"{key}.* an address was given") as told:
        read_settings(overrides={key: value})
    assert "secretpw" not in f"{told.value} {told.value.path}"
    text = f'["{LINK}"]' if isinstance(value, list) else f'"{LINK}"'
    table, _, name = key.rpartition(".")
    config = write(tmp_path / "a.toml", f"{f'[{table}]' if table else ''}\n{name} = {text}\n")
    with pytest.raises(ConfigError, match=f"line 2: {key} .*an address was given"):
        read_settings(config)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("cover", "\ud800"), ("cover", "a\ud800.jpg"), ("voice.narrator", "\udfff"),
        ("rules", ["\ud800"]), ("voice.roles", {"\ud800": "x"}), ("publish.title", "x\ud800"),
    ],
)  # fmt: skip
def test_half_a_character_is_a_wrong_value(key: str, value: object) -> None:
    with pytest.raises(ConfigError) as told:
        read_settings(overrides={key: value})
    str(told.value).encode()
