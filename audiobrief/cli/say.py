"""`audiobrief say`: a sample of a voice."""

from __future__ import annotations

import itertools
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audiobrief.cli import console
from audiobrief.cli.options import LEXICON_OPTIONS, SOUND_OPTIONS, with_settings
from audiobrief.cli.places import WrittenPath
from audiobrief.errors import ScriptError
from audiobrief.system.processes import start_tied
from audiobrief.system.scratch import scratch_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from audiobrief.audio import Samples
    from audiobrief.episode.narrator import Narrator
    from audiobrief.model import Speech
    from audiobrief.settings.tree import Settings
    from audiobrief.spoken.reading import Spoken

SPEECH_OPTIONS = [
    row for row in SOUND_OPTIONS if row[1] in {"voice.engine", "voice.narrator", "voice.speed"}
]
PLAYERS: tuple[tuple[str, ...], ...] = (
    # programs that play a WAV file, the most common first on each platform
    ("afplay",), ("pw-play",), ("paplay",), ("aplay", "-q"),
    ("ffplay", "-nodisp", "-autoexit", "-loglevel", "error"), ("play", "-q"),
)  # fmt: skip

LONGEST_NAME = 40
"""Characters of the name of a file that is written because nothing plays sound."""


@click.command(
    epilog="""\b
Examples:
  audiobrief say "It cost $1.4 billion." -o sample.wav
  audiobrief say "Guten Tag" -l de
  audiobrief say "Ilsabe Quorn" --lexicon names.toml --explain
  echo "Good evening." | audiobrief say - -V heart+low"""
)
@click.argument("text")
@click.option(
    "-o",
    "--output",
    type=WrittenPath(path_type=str, readable=False),
    metavar="FILE",
    help="Write the sound to FILE, in the format of its suffix; - for a WAV on stdout.  [play it]",
)
@click.option(
    "-l", "--language", default="en", metavar="TAG", help="Language of the text.  [en]"
)
@click.option("--as-is", is_flag=True, help="Do not turn numbers, dates and signs into words.")
@click.option(
    "--explain",
    is_flag=True,
    help="Show which rule changed what, the voice and why it was chosen, and the phonemes.",
)
@with_settings(LEXICON_OPTIONS, SPEECH_OPTIONS)
def command(
    text: str,
    *,
    output: str | None,
    language: str,
    as_is: bool,
    explain: bool,
    settings: Settings,
) -> None:
    """Speak TEXT (- for stdin) as an episode would, and play or write it.

    If no program on this machine plays sound, it is written to a file in this folder, but not
    with --explain.
    """
    from audiobrief.audio.wav import wav_bytes
    from audiobrief.episode.narrator import open_narrator

    if text == "-":
        text = sys.stdin.read()
    _refuse_silence(text)
    with open_narrator(settings, language) as narrator:
        said = _read(text, language, as_is=as_is, settings=settings)
        _refuse_silence(said.text)
        if explain:
            # with -o - stdout is the sound
            show = console.tell if output == "-" else console.result
            show("\n".join(_explain(text, said, narrator, language)))
        else:
            console.tell(said.text, level=console.VERBOSE)
        speech = narrator.speak(said.text, said.phonemes)
    if output is None:
        _play(speech, text, write=not explain)
    elif output == "-":
        sys.stdout.buffer.write(wav_bytes(speech))
        sys.stdout.buffer.flush()
    else:
        _write(speech, Path(output))
        console.result(output)


def _read(text: str, language: str, *, as_is: bool, settings: Settings) -> Spoken:
    from audiobrief.episode.reader import open_lexicon
    from audiobrief.spoken import say
    from audiobrief.spoken.reading import Spoken

    if as_is:
        return Spoken(text, ())
    lexicon = open_lexicon(settings, language=language, texts=[text])
    return say(text, language=language, lexicon=lexicon)


def _explain(text: str, said: Spoken, narrator: Narrator, language: str) -> Iterator[str]:
    """The rules that changed the text, the voice with the reason for it, and the phonemes."""
    from audiobrief.cli.script import change_lines
    from audiobrief.spoken.languages import primary_of
    from audiobrief.spoken.syllables import spell

    yield text
    yield from change_lines(text, said)
    voice = narrator.part.voice
    accent = " ".join(filter(None, (voice.language, voice.sex)))
    told = [
        ("voice", f"{voice.name} ({accent}) of {narrator.engine.name}: {narrator.part.reason}")
    ]
    pronounced = narrator.pronounce(said.text, said.phonemes)
    if pronounced is None:
        told.append(("IPA", f"{narrator.engine.name} does not show it"))
    else:
        told.append(("IPA", pronounced.ipa))
        respelled = spell(pronounced.ipa) if primary_of(language) == "en" else ""
        if respelled:
            told.append(("sounds like", respelled))
        if pronounced.guessed:
            told.append(("guessed", f"{', '.join(pronounced.guessed)} (not in its dictionary)"))
    yield from (f"{console.style(f'{name:<12}', dim=True)}{value}" for name, value in told)


def _refuse_silence(text: str) -> None:
    if not text.strip():
        raise ScriptError("there is nothing to say: TEXT has no words")


def _write(speech: Speech, path: Path) -> None:
    from audiobrief.audio.wav import wav_bytes
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


def _play(speech: Speech, text: str, *, write: bool) -> None:
    """Play the speech. If no program here plays sound, `write` it to a file named after `text`."""
    from audiobrief.audio.wav import wav_bytes

    with scratch_folder() as folder:
        path = folder / "sample.wav"
        path.write_bytes(wav_bytes(speech))
        if sys.platform == "win32":
            import winsound

            winsound.PlaySound(str(path), winsound.SND_FILENAME)
            return
        for program, *options in PLAYERS:
            if shutil.which(program) and _run([program, *options, str(path)]):
                return
    if not write:
        console.tell("found no program that plays sound; write it to a file with -o FILE")
        return
    written = _find_new_name(text)
    _write(speech, written)
    console.tell(f"found no program that plays sound; wrote it to {written}")
    console.result(str(written))


def _find_new_name(text: str) -> Path:
    """A name after the words of the text that no file in this folder has."""
    from audiobrief.system.slugs import slugify

    stem = slugify(text)[:LONGEST_NAME].strip("-")
    names = itertools.chain([stem], (f"{stem}-{number}" for number in itertools.count(2)))
    return next(path for name in names if not (path := Path(f"{name}.wav")).exists())


def _run(arguments: list[str]) -> bool:
    quiet = subprocess.DEVNULL
    with start_tied(arguments, stdin=quiet, stdout=quiet, stderr=quiet) as player:
        try:
            return player.wait() == 0
        finally:
            player.kill()
