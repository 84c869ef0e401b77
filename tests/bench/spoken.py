"""How much of written English is heard right, how much is left alone, and how fast?

Heard: what eSpeak's en-us voice pronounces for `read_aloud`, against what it
pronounces for the reference.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from audiobrief.spoken import say, split_sentences
from tests.places import SHARED
from tests.spoken.heard import NOT_PLAIN, article_paragraphs, heard

SUITES = {"news": 0.95, "engconf": 0.85, "nemo": 0.85}
"""Set -> share to reach."""
RUNS = 3


def run() -> None:
    """Print the table; says so where there are no sets."""
    if not SHARED.is_dir():
        print(f"spoken: no evaluation sets in {SHARED}")
        return
    print(f"{'set':<10}{'heard':>8}{'to reach':>10}")
    with tempfile.TemporaryDirectory() as folder:
        for suite, wanted in SUITES.items():
            print(f"{suite:<10}{heard(suite, Path(folder)):>8.1%}{wanted:>10.0%}")
    _print_plain()
    _print_speed()


def _print_plain() -> None:
    paragraphs = article_paragraphs()
    sentences = [text[a:b] for text in paragraphs for a, b in split_sentences(text)]
    plain = [text for text in sentences if not NOT_PLAIN.search(text)]
    kept = sum(say(text).text == text for text in plain)
    print(f"plain sentences left untouched: {kept} of {len(plain)} ({kept / len(plain):.2%})")


def _print_speed() -> None:
    paragraphs = article_paragraphs()
    size = sum(map(len, paragraphs))
    for name, read in (("say", say), ("split_sentences", split_sentences)):
        read(paragraphs[0])
        best = float("inf")
        for _ in range(RUNS):
            start = time.process_time()
            for text in paragraphs:
                read(text)
            best = min(best, time.process_time() - start)
        print(f"{name}: {size / best:,.0f} characters a second of one core ({size:,} read)")


if __name__ == "__main__":
    run()
