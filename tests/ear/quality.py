"""Rates how natural a voice sounds, by a model of listeners' opinions (Distill-MOS)."""

from __future__ import annotations

import contextlib
import io
import sys
import types
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

WINDOW = 122_880
"""Samples at 16 kHz that the model rates at once: 7.68 s."""
BATCH = 8


class Listeners:
    """Distill-MOS (Stahl and Gamper, 2025), whose package has the weights."""

    def __init__(self) -> None:
        # Distill-MOS needs torchaudio only to read files in its own command, and the wheel of
        # torchaudio on PyPI is for CUDA and fails to load beside a CPU build of torch.
        try:
            import torchaudio  # noqa: F401
        except (ImportError, OSError):
            for name in [n for n in sys.modules if n.partition(".")[0] == "torchaudio"]:
                del sys.modules[name]
            sys.modules["torchaudio"] = types.ModuleType("torchaudio")
        from distillmos import ConvTransformerSQAModel

        with contextlib.redirect_stdout(io.StringIO()):  # it prints the path of its weights
            self._model: Any = ConvTransformerSQAModel(segmenting_in_forward=False)
        self._model.eval()

    def score(self, sound: NDArray[np.float32]) -> float:
        """Mean opinion score, 1 to 5, over all windows of `sound` (mono at 16 kHz)."""
        import torch

        whole = max(sound.size // WINDOW, 1)
        padded = np.pad(sound, (0, max(WINDOW - sound.size, 0)))
        windows = torch.from_numpy(padded[: whole * WINDOW].reshape(whole, WINDOW))
        with torch.no_grad():
            scores = [self._model(batch) for batch in torch.split(windows, BATCH)]
        return float(torch.cat(scores).mean())
