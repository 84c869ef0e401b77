"""The formats that an episode may be written in, one row each with all their properties.

The figures were measured with ffmpeg 5.1 on 240 s of eSpeak's voice, limited to -2 dBTP.
"""

from __future__ import annotations

from dataclasses import dataclass

from audiobrief.encoder.mp3 import frame_samples


@dataclass(frozen=True, slots=True)
class Format:
    """How ffmpeg writes a format, and the properties that other packages need."""

    suffix: str
    media_type: str
    """IANA media type, for pages, feeds, servers and stores (RFC 3003, 4337, 7845, 9639; WAVE
    has none)."""
    muxer: str
    codec: tuple[str, ...]
    """ffmpeg's arguments for the codec, without the bit rate."""
    kbps: int = 0
    """Default bit rate in kilobits a second; 0 for a lossless format."""
    bit_rates: tuple[int, int] = (16, 320)
    """Lowest and highest bit rate that a user may choose, in kilobits a second."""
    sample_rates: tuple[int, ...] = ()
    """Sample rates (Hz) that the codec decodes to; empty for any."""
    frame: int = 1
    """Samples in a frame if players play the last frame whole, otherwise 1. ffmpeg 9 plays it
    whole for AAC, whatever the edit list says; ffmpeg 5 does not."""
    epub_type: str = ""
    """Media type in an EPUB, for audio that every EPUB reader must play (EPUB 3.3, 3.2, core
    media types); empty for other audio, which no EPUB is made with."""
    joined: bool = False
    """Whether the file is joined from parts that are encoded separately (`joining`)."""
    lost_db: float = 0.0
    """By how many dB the decoded file is softer than the sound that was encoded."""
    headroom_db: float = 0.02
    """By how many dB the decoded file's true peak may be higher; a second pass corrects a
    larger excess."""
    finish: tuple[str, ...] = ()
    """ffmpeg's arguments for the finished file; "{sample_rate}" stands for the sound's rate."""
    stream: tuple[str, ...] = ()
    """ffmpeg's arguments for a stream, in which it cannot seek."""
    cover_stream: bool = False
    """Whether the file holds the cover as a stream of its own."""
    cover_comment: bool = False
    """Whether the file holds the cover as a comment in base64."""
    chapter_comments: bool = False
    """Whether chapters are written as comments. By itself, ffmpeg (5.1 to 9.0) writes no
    chapters to flac, and in Ogg it puts those whose milliseconds are 500 or more a second
    late."""

    def frame_at(self, sample_rate: int) -> int:
        """Frame length in samples: segments begin, and the sound ends, on multiples of it."""
        return frame_samples(sample_rate) if self.joined else self.frame

    def finish_arguments(self, sample_rate: int) -> list[str]:
        """`finish` for a sound at `sample_rate` (Hz)."""
        return [part.format(sample_rate=sample_rate) for part in self.finish]

    @property
    def lossless(self) -> bool:
        """Whether decoding gives back exactly the samples that were encoded."""
        return not self.kbps


MPEG_RATES = (8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000)
AAC_RATES = (*MPEG_RATES, 64000, 88200, 96000)
# edit lists count in units of -movie_timescale; its default of milliseconds cuts samples off
MP4_FINISH = ("-movflags", "+faststart", "-movie_timescale", "{sample_rate}")
MP4 = Format(
    ".m4a", "audio/mp4", "ipod",
    # -aac_coder fast: 5 times as fast as the default twoloop, and overshoots 0.4 dB less
    ("aac", "-aac_coder", "fast"), 64, sample_rates=AAC_RATES, frame=1024,
    lost_db=0.05, headroom_db=0.4, finish=MP4_FINISH,
    stream=("-movflags", "+frag_keyframe+empty_moov", "-frag_duration", "1000000"),
    cover_stream=True, epub_type="audio/mp4",
)  # fmt: skip

FORMATS: dict[str, Format] = {
    "mp3": Format(
        ".mp3", "audio/mpeg", "mp3",
        # -compression_level 7 takes 0.6 of the time of its default 5, and at this rate leaves
        # less noise in every band than 5 and 2 do (`python -m tests.bench lame`), so a listener
        # loses nothing. LAME scales its input by 0.95, hence lost_db
        #
        # 96 kb/s at the voice's own rate follows from `python -m tests.bench rates`. On the
        # natural voice at 24 kHz, kb/s -> share of windows and bands whose noise is audible,
        # and by how much in the worst hundredth: 48 -> 20 %, 10 dB; 56 -> 16, 8; 64 -> 12, 7;
        # 80 -> 5.5, 5; 96 -> 2, 2; 128 -> 0.3, none. At 44.1 kHz, 96 -> 1.2, 0.3, only because
        # its frames are shorter: the sound holds nothing more. There encoder, decoder and meter
        # take 1.65 of the time, an eighth of an episode's
        ("libmp3lame", "-compression_level", "7"), 96, sample_rates=MPEG_RATES,
        epub_type="audio/mpeg", joined=True, lost_db=0.45, headroom_db=0.6,
        finish=("-id3v2_version", "0", "-write_xing", "1"), stream=("-write_xing", "0"),
    ),
    "m4a": MP4,
    "m4b": Format(
        ".m4b", "audio/mp4", "ipod", MP4.codec, 64, sample_rates=AAC_RATES, frame=1024,
        lost_db=MP4.lost_db, headroom_db=MP4.headroom_db, finish=MP4.finish,
        stream=MP4.stream, cover_stream=True, epub_type=MP4.epub_type,
    ),
    # Opus always decodes at 48 kHz (RFC 7845); complexity 5 takes half the time of 10
    "opus": Format(
        ".opus", "audio/ogg", "opus", ("libopus", "-compression_level", "5"), 32,
        # libopus refuses more for one channel
        bit_rates=(16, 256), sample_rates=(48000,),
        lost_db=0.07, headroom_db=0.8, cover_comment=True, chapter_comments=True,
        epub_type="audio/ogg; codecs=opus",
    ),
    "flac": Format(
        ".flac", "audio/flac", "flac", ("flac",), cover_stream=True, chapter_comments=True
    ),
    "wav": Format(".wav", "audio/wav", "wav", ("pcm_s16le",)),
}  # fmt: skip


def format_of(name: str) -> Format | None:
    """The format of a file by the suffix of its name; None if no format has that suffix."""
    return FORMATS.get(name_of_format(name))


def name_of_format(name: str) -> str:
    """The name, in `FORMATS`, of a file's format by its suffix; empty if none has that suffix."""
    suffix = f".{name.rpartition('.')[2].lower()}"
    return next((each for each, kind in FORMATS.items() if kind.suffix == suffix), "")
