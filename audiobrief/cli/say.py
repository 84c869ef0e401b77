"""`audiobrief say`: a sample of a voice."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audiobrief.cli import console
from audiobrief.cli.options import SOUND_OPTIONS, with_settings
from audiobrief.errors import OutputError, ScriptError
from audiobrief.system.processes import start_tied

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audiobrief.audio import Samples
    from audiobrief.model import Speech
    from audiobrief.settings.tree import Settings

VOICE_OPTIONS = [
    row for row in SOUND_OPTIONS if row[1] in {"voice.engine", "voice.narrator", "voice.speed"}
]
PLAYERS: tuple[tuple[str, ...], ...] = (
    # programs that play a WAV file, the most common first on each platform
    ("afplay",), ("pw-play",), ("paplay",), ("aplay", "-q"),
    ("ffplay", "-nodisp", "-autoexit", "-loglevel", "error"), ("play", "-q"),
)  # fmt: skip


@click.command(
    epilog="""\b
Examples:
  audiobrief say "It cost $1.4 billion." -o sample.wav
  audiobrief say "Guten Tag" -l de
  echo "Good evening." | audiobrief say - -V heart+low"""
)
@click.argument("text")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Write the sound to FILE, in the format of its suffix; - for a WAV on stdout.  [play it]",
)
@click.option(
    "-l", "--language", default="en", metavar="TAG", help="Language of the text.  [en]"
)
@click.option("--as-is", is_flag=True, help="Do not turn numbers, dates and signs into words.")
@with_settings(VOICE_OPTIONS)
def command(
    text: str, *, output: str | None, language: str, as_is: bool, settings: Settings
) -> None:
    """Speak TEXT (- for stdin) as an episode would, and play or write it."""
    if text == "-":
        text = sys.stdin.read()
    speech = _speak(text, language, as_is=as_is, settings=settings)
    if output is None:
        _play(speech)
    elif output == "-":
        sys.stdout.buffer.write(wav_bytes(speech))
        sys.stdout.buffer.flush()
    else:
        _write(speech, Path(output))
        console.result(output)


def wav_bytes(speech: Speech) -> bytes:
    """The speech as a WAV file."""
    import io
    import wave

    content = io.BytesIO()
    with wave.open(content, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(speech.sample_rate)
        file.writeframes(speech.samples.astype("<i2").tobytes())
    return content.getvalue()


def _speak(text: str, language: str, *, as_is: bool, settings: Settings) -> Speech:
    from dataclasses import replace

    from audiobrief.episode.reader import open_lexicon
    from audiobrief.episode.recording import open_voice
    from audiobrief.model import Role, Script, Segment
    from audiobrief.speech.casting import cast_voices
    from audiobrief.spoken import say

    _refuse_silence(text)
    with open_voice(settings, language) as chosen:
        script = Script(text, (Segment(Role.BODY, text, text),), language)
        narrator = cast_voices(script, settings, chosen).parts[0]
        engine, delivery = chosen.guests.find_speaker_of(chosen.engine, narrator.delivery)
        delivery = replace(delivery, language=language)
        if not as_is:
            lexicon = open_lexicon(settings, language=language)
            said = say(text, language=language, lexicon=lexicon)
            text, delivery = said.text, replace(delivery, phonemes=said.phonemes)
            _refuse_silence(text)
        console.tell(text, level=console.VERBOSE)
        return engine.speak(text, delivery)


def _refuse_silence(text: str) -> None:
    if not text.strip():
        raise ScriptError("there is nothing to say: TEXT has no words")


def _write(speech: Speech, path: Path) -> None:
    from audiobrief.system.files import write_whole

    if path.suffix.lower() == ".wav":
        write_whole(path, wav_bytes(speech))
        return
    from audiobrief.encoder.formats import name_of_format
    from audiobrief.encoder.settings import EncoderSettings
    from audiobrief.encoder.writer import encode

    # a suffix that no format has is refused by the settings, in its own name
    name = name_of_format(path.name) or path.suffix[1:].lower()
    encode(lambda: _Sample(speech), path, EncoderSettings(format=name))


class _Sample:
    """Speech in the form that the encoder expects."""

    def __init__(self, speech: Speech) -> None:
        self.sample_rate = speech.sample_rate
        self._samples = speech.samples

    def __iter__(self) -> Iterator[Samples]:
        yield self._samples


def _play(speech: Speech) -> None:
    with tempfile.TemporaryDirectory(prefix="audiobrief-") as folder:
        path = Path(folder) / "sample.wav"
        path.write_bytes(wav_bytes(speech))
        if sys.platform == "win32":
            import winsound

            winsound.PlaySound(str(path), winsound.SND_FILENAME)
            return
        for program, *options in PLAYERS:
            if shutil.which(program) and _run([program, *options, str(path)]):
                return
    raise OutputError(
        "found no program that plays sound; write the sound to a file with -o FILE"
    )


def _run(arguments: list[str]) -> bool:
    quiet = subprocess.DEVNULL
    with start_tied(arguments, stdin=quiet, stdout=quiet, stderr=quiet) as player:
        try:
            return player.wait() == 0
        finally:
            player.kill()
