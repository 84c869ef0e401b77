"""The script that a user would write: paragraphs, pyttsx3, pydub, one file. A yardstick."""

import sys
import tempfile
import time
from pathlib import Path

import pyttsx3
from bs4 import BeautifulSoup
from pydub import AudioSegment

page, target = sys.argv[1:]
soup = BeautifulSoup(Path(page).read_text(encoding="utf-8"), "html.parser")
texts = [p.get_text(" ", strip=True) for p in soup.find_all(["h1", "p"])]
episode = AudioSegment.empty()
with tempfile.TemporaryDirectory() as folder:
    engine = pyttsx3.init()
    for number, text in enumerate(filter(None, texts)):
        path = Path(folder) / f"{number}.wav"
        engine.save_to_file(text, str(path))
        engine.runAndWait()
        while not path.exists() or path.stat().st_size <= 44:  # it returns before it is done
            time.sleep(0.005)
        episode += AudioSegment.from_file(path) + AudioSegment.silent(500)
episode.export(target, format="mp3", bitrate="64k")
