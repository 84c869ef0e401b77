"""Keeps the full stop of an abbreviation that is also the end of its sentence."""

from __future__ import annotations

from functools import partial

from audiobrief.spoken import printed_forms

with_stop = partial(printed_forms.with_stop, language="fr")
