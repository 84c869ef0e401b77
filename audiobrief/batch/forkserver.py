"""Imported by the server that workers are forked from, and by nothing else.

Pebble (5.2) removes its semaphores before it ends its workers. One that is only starting when a
short run is over finds none, and would tell of that in a traceback on the user's terminal,
though nobody waits for it. What a worker raises later never comes here.

What each worker would do before its first episode is done here, once for all of them: patterns
are compiled, templates and fonts read. That is half a second of a processor, for each worker and
each that replaces it, and memory that they share.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
import traceback
from multiprocessing import synchronize
from types import TracebackType

from audiobrief.system.cores import multiply_in_one_thread

PAGE = """<!DOCTYPE html><html lang="en"><head><title>The quay opens</title></head><body>
<article><h1>The quay opens</h1><p class="byline">By Mara Vint, Saltmere</p>
<p>The quay of Saltmere opened on Tuesday, March 4, at 3 p.m. It cost $1.4 million, 12% more than
was said in 2031, and took Dr. Ilias Roe and 40 others two years.</p>
<p>“We have waited for this,” said Mara Vint, who chairs the harbour board.</p>
<h2>What comes next</h2><ul><li>A 3-mile path, by May 2033</li></ul></article></body></html>"""
"""Some of everything that most articles hold."""
OF_SOUND = ("lameenc", "miniaudio", "numpy.fft")
"""Packages that are imported when the first sample is encoded, decoded and measured."""


def _tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    frames = traceback.extract_tb(trace)
    semaphore = bool(frames) and frames[-1].filename == synchronize.__file__
    if kind is not FileNotFoundError or not semaphore:
        sys.__excepthook__(kind, error, trace)


def _warm_up() -> None:
    # before numpy comes with the rest: a fork takes no threads along
    multiply_in_one_thread()
    from audiobrief.cleaner import clean
    from audiobrief.encoder.cover import draw_cover
    from audiobrief.episode.recording import prepare_pages
    from audiobrief.segmenter import segment
    from audiobrief.settings.tree import Settings

    article = clean(PAGE)
    segment(article)
    draw_cover(article.title, "Saltmere Post")
    # a voice is a process of its own, and each worker's too
    for package in OF_SOUND:
        importlib.import_module(package)
    prepare_pages(Settings())


sys.excepthook = _tell
# whatever it is, each worker meets it again, and its articles name it
with contextlib.suppress(Exception):
    _warm_up()
