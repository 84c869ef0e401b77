"""`audiobrief doctor`: what is installed, what works, and what to do about the rest."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from audiobrief.cli import console
from audiobrief.cli.options import with_settings

if TYPE_CHECKING:
    from audiobrief.engines.chain import SelectedEngine
    from audiobrief.settings.tree import Settings
    from audiobrief.speech.casting import Cast

WORD = "Ready."
GOOD, ABSENT, BROKEN = "ok", "absent", "broken"
RENEW_DAYS = 30
"""Days before a certificate expires from which on a new one is advised: issuers take weeks."""
SHOWN = 8
"""Up to this many languages are listed by name; for more, only the number is printed."""
LOOKS = {GOOD: "green", ABSENT: "yellow", BROKEN: "red"}
ACCENTS = {
    # language of an article -> its name in the output
    "en-US": "US", "en-GB": "British",
}  # fmt: skip
NATIVE = {
    # engine, language -> how to get a voice of exactly that accent
    ("natural", "en-GB"): "`audiobrief voices add emma` installs a British voice",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check."""

    what: str
    state: str
    """"ok", "absent" (and not needed), or "broken"."""
    detail: str
    advice: str = ""
    """What to do about it; empty if all is well."""


@click.command(
    epilog="""\b
Examples:
  audiobrief doctor
  audiobrief doctor --engine piper --json"""
)
@click.option(
    "-e",
    "--engine",
    "names",
    metavar="NAME[,NAME]",
    help="Engines to try.  [all that cost nothing]",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
@with_settings()
def command(names: str | None, *, as_json: bool, settings: Settings) -> None:
    """Check what audiobrief needs, have each engine say a word, and say what to fix.

    Exit code: 1 if no episode can be made.
    """
    asked = tuple(name.strip() for name in (names or "").split(",") if name.strip())
    findings = [_find_python(), *_find_encoders(), *_find_engines(asked, settings)]
    findings += [*_find_readers(asked, settings), _find_cache(settings)]
    findings.append(_find_signer(settings))
    if as_json:
        console.result_json(findings)
    else:
        for finding in findings:
            state = console.style(f"{finding.state:<7}", fg=LOOKS[finding.state])
            console.result(f"{state} {finding.what:<20} {finding.detail}".rstrip())
            if finding.advice and finding.advice not in finding.detail:
                console.result(f"{'':<28} {finding.advice}")
    if any(finding.state == BROKEN for finding in findings):
        raise click.exceptions.Exit(1)


def _find_python() -> Finding:
    from audiobrief.version import GENERATOR

    return Finding(
        GENERATOR,
        GOOD,
        f"Python {platform.python_version()} on {platform.platform(terse=True)}, {sys.executable}",
    )


def _find_encoders() -> Iterator[Finding]:
    from audiobrief.encoder.ffmpeg import VARIABLE, find_ffmpeg
    from audiobrief.encoder.formats import FORMATS
    from audiobrief.errors import EncoderMissing

    try:
        program = find_ffmpeg()
        version = _ask(program, "-version").partition("\n")[0]
        known = {
            line.split()[1]
            for line in _ask(program, "-encoders").splitlines()
            if len(line.split()) > 1
        }
    except EncoderMissing as error:
        yield Finding("format mp3", GOOD, "LAME, in audiobrief itself")
        # whoever names a program with AUDIOBRIEF_FFMPEG wants it
        if os.environ.get(VARIABLE):
            yield Finding("ffmpeg", BROKEN, str(error), f"correct {VARIABLE}, or unset it")
            return
        # the message says what to do, but pipx installs no extra into what is there already
        yield Finding(
            "ffmpeg", ABSENT, str(error), "with pipx: pipx inject audiobrief imageio-ffmpeg"
        )
        return
    except (OSError, subprocess.SubprocessError) as error:
        yield Finding("ffmpeg", BROKEN, f"{program}: {error}", "reinstall ffmpeg")
        return
    yield Finding("ffmpeg", GOOD, f"{version.removeprefix('ffmpeg version ')[:40]}, {program}")
    for name, kind in FORMATS.items():
        codec = kind.codec[0]
        if kind.joined:
            yield Finding(f"format {name}", GOOD, "LAME, in audiobrief itself")
            continue
        if codec in known:
            yield Finding(f"format {name}", GOOD, codec)
        else:
            advice = f"install an ffmpeg built with {codec}, or choose another --format"
            yield Finding(f"format {name}", ABSENT, f"this ffmpeg has no {codec}", advice)


def _ask(program: str, option: str) -> str:
    run = subprocess.run(
        [program, "-hide_banner", option],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=20,
        check=True,
    )
    return run.stdout.decode("utf-8", "replace")


def _find_engines(asked: tuple[str, ...], settings: Settings) -> list[Finding]:
    from audiobrief.engines import known_engines

    names = asked or known_engines()
    needed = set(asked or settings.voice.engines[:1])
    with ThreadPoolExecutor(len(names)) as pool:
        return list(
            pool.map(lambda name: _try_engine(name, settings, needed=name in needed), names)
        )


def _try_engine(name: str, settings: Settings, *, needed: bool) -> Finding:
    from contextlib import closing

    from audiobrief.engines import ENGINES, Delivery, facts_of, load_engine
    from audiobrief.errors import AudiobriefError

    what = f"engine {name}"
    options = dict(settings.voice.options.get(name, {}))
    # a plug-in may cost money without saying so
    may_cost = facts_of(name).asks_money or name not in ENGINES
    if may_cost and not needed and not options:
        return Finding(
            what, ABSENT, "not tried, because it may cost money", f"try it with --engine {name}"
        )
    try:
        with closing(load_engine(name, **options)) as engine:
            speech = engine.speak(WORD, Delivery())
            seconds = len(speech.samples) / speech.sample_rate
            voices = len(engine.voices())
            return Finding(
                what,
                GOOD,
                f"{engine.version}: said a word of {seconds:.1f} s at {speech.sample_rate:,} Hz, "
                f"{voices} voice{'s' if voices != 1 else ''}",
            )
    except AudiobriefError as error:
        return Finding(what, BROKEN if needed else ABSENT, str(error), facts_of(name).advice)


def _find_readers(asked: tuple[str, ...], settings: Settings) -> Iterator[Finding]:
    """Which voice would read which role of an article, and which languages each engine has."""
    from contextlib import ExitStack, closing
    from dataclasses import replace

    from audiobrief.engines import Delivery
    from audiobrief.engines.chain import load_chain
    from audiobrief.errors import AudiobriefError

    if asked:
        voice = replace(settings.voice, engine=",".join(asked))
        settings = replace(settings, voice=voice)
    names, options = settings.voice.engines, settings.voice.options
    for language, called in ACCENTS.items():
        what = f"{called} articles"
        try:
            with ExitStack() as stack:
                chosen = load_chain(names, options, [Delivery(language=language)])
                stack.enter_context(closing(chosen))
                cast = _cast_sample(language, settings, chosen)
        except AudiobriefError as error:
            yield Finding(what, ABSENT, str(error))
            continue
        narrator, *others = cast.parts
        told = "; ".join(
            f"{part.role.value} {part.voice.name} ({part.reason})"
            for part in others
            if part.voice.name != narrator.voice.name
        )
        same = [part.role.value for part in others if part.voice.name == narrator.voice.name]
        roles = " and ".join([", ".join(["narrator", *same[:-1]]), *same[-1:]])
        native = narrator.voice.language.casefold() in {language.casefold(), ""}
        yield Finding(
            what,
            GOOD,
            f"{narrator.engine or cast.engine}: {roles} {narrator.voice.name} ({narrator.reason})"
            + (f"; {told}" if told else ""),
            "" if native else NATIVE.get((narrator.engine or cast.engine, language), ""),
        )
    yield _find_languages(settings)


def _cast_sample(language: str, settings: Settings, chosen: SelectedEngine) -> Cast:
    """The voices that would read an article with a quotation."""
    from audiobrief.model import Role, Script, Segment, VoiceRole
    from audiobrief.speech.casting import cast_voices

    quote = Segment(Role.QUOTE, WORD, WORD, voice=VoiceRole.QUOTE)
    return cast_voices(Script(WORD, (quote,), language), settings, chosen)


def _find_languages(settings: Settings) -> Finding:
    """The languages of each engine of the chain, for articles that are not in English."""
    from contextlib import closing

    from audiobrief.engines import facts_of, load_engine
    from audiobrief.engines.voices import root_of
    from audiobrief.errors import AudiobriefError

    told: list[str] = []
    for name in settings.voice.engines:
        if facts_of(name).asks_money:
            told.append(f"{name}: any")
            continue
        try:
            options = settings.voice.options.get(name, {})
            with closing(load_engine(name, **options)) as engine:
                roots = {root_of(voice.language) for voice in engine.voices()}
        except AudiobriefError:
            continue  # the check of the engine itself reports it
        others = sorted(roots - {"en", ""})
        many = f"{len(others)} languages" if len(others) > SHOWN else ", ".join(others)
        told.append(f"{name}: {'any' if '' in roots else many or 'none'}")
    detail = "; ".join(told)
    return Finding(
        "other articles", GOOD if detail else ABSENT, detail or "no engine can speak"
    )


def _find_cache(settings: Settings) -> Finding:
    from audiobrief.speech.cache import open_cache

    if not settings.cache.speech:
        return Finding("cache", ABSENT, "the settings turn it off (cache.speech)")
    cache = open_cache(settings.cache.folder, limit_bytes=settings.cache.limit_mb * 1_000_000)
    cache.try_out()
    info = cache.info()
    if info.problem:
        return Finding(
            "cache", ABSENT, info.problem, "episodes can be made without it, but more slowly"
        )
    return Finding(
        "cache", GOOD, f"{info.entries:,} entries, {info.size / 1e6:,.1f} MB, {info.folder}"
    )


def _find_signer(settings: Settings) -> Finding:
    from audiobrief.errors import ConfigError
    from audiobrief.publish.signer import open_signer

    what = "credentials"
    try:
        signer = open_signer(settings.credentials)
    except ConfigError as error:
        return Finding(what, BROKEN, str(error), "correct [credentials] in the settings")
    if signer is None:
        return Finding(what, ABSENT, "no certificate: audio is not signed")
    days = (signer.expires - datetime.now(UTC)).days
    advice = "ask its issuer for a new one" if days < RENEW_DAYS else ""
    return Finding(what, GOOD, f"the certificate signs until {signer.expires:%Y-%m-%d}", advice)
