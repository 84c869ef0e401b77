"""Prepares the fork server that worker processes are forked from; nothing else imports it.

Pebble (5.2) removes its semaphores before it ends its workers. A worker that is still starting
when a short run ends finds none, and would print a traceback on the user's terminal, although
nobody waits for it. The hook here hides that one error. Errors that a worker raises later do
not reach the hook.

The server also does once what each worker would do before its first episode: it compiles
patterns and reads templates and fonts. This saves half a second of processor time for each
worker and each replacement, and the workers share the memory.
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
"""A page with some of everything that most articles contain."""
OF_SOUND = ("lameenc", "miniaudio", "numpy.fft")
"""Packages that are imported only when the first sample is encoded, decoded or measured."""


def _tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    frames = traceback.extract_tb(trace)
    semaphore = bool(frames) and frames[-1].filename == synchronize.__file__
    if kind is not FileNotFoundError or not semaphore:
        sys.__excepthook__(kind, error, trace)


def _warm_up() -> None:
    # before numpy is imported, which would start threads: a fork does not copy them
    multiply_in_one_thread()
    from audiobrief.cleaner import clean
    from audiobrief.encoder.cover import draw_cover
    from audiobrief.episode.recording import prepare_pages
    from audiobrief.segmenter import segment
    from audiobrief.settings.tree import Settings

    article = clean(PAGE)
    segment(article)
    draw_cover(article.title, "Saltmere Post")
    # no voice is loaded: each runs in a process of its own, one for each worker
    for package in OF_SOUND:
        importlib.import_module(package)
    prepare_pages(Settings())


sys.excepthook = _tell
# a worker that meets the same error reports it with its article
with contextlib.suppress(Exception):
    _warm_up()
