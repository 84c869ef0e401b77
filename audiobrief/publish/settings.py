"""What a user may set about the published files."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PublishSettings:
    """How an episode is published: the ``[publish]`` table of a settings file."""

    templates: str = ""
    """A folder whose files replace those of the same name in the theme; empty for none."""
    url: str = ""
    """Where the episode's folder will be served, absolute, for sharing: "https://news.example/
    audio/harbour/". Empty where that is not known: links stay relative."""
    waveform: bool = True
    """Whether the scrubber shows the loudness of the audio, for which it is decoded once."""
