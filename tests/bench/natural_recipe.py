"""The script that a user of a natural voice would write: trafilatura, hibari, pydub. A yardstick."""

import sys
from pathlib import Path

import numpy as np
import trafilatura
from hibari import Hibari
from pydub import AudioSegment

page, target = sys.argv[1:]
text = trafilatura.extract(Path(page).read_text(encoding="utf-8")) or ""
voice = Hibari()
episode = AudioSegment.empty()
for paragraph in filter(None, text.splitlines()):
    samples = (np.clip(voice(paragraph), -1, 1) * 32767).astype("<i2")
    episode += AudioSegment(
        samples.tobytes(), sample_width=2, frame_rate=voice.sample_rate, channels=1
    )
    episode += AudioSegment.silent(500)
episode.export(target, format="mp3", bitrate="96k")
