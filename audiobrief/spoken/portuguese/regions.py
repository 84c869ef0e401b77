"""How the countries of Portuguese count and say units, and by what a page tells its country."""

from __future__ import annotations

from datetime import timedelta

from audiobrief.patterns import compile_late
from audiobrief.spoken.reading import Manner

BRAZIL = "BR"
LABELS = {
    # last label of a host -> region
    "br": "BR", "pt": "PT", "ao": "AO", "mz": "MZ", "cv": "CV", "gw": "GW", "st": "ST", "tl": "TL", "mo": "MO",
}  # fmt: skip
NAMES = {
    "Brasil": "BR",
    "Lisboa": "PT",
    "Portugal": "PT",
    "Angola": "AO",
    "Moçambique": "MZ",
    "Porto": "PT",
}
CURRENCIES = {
    "BR": compile_late(r"R\$\s?[0-9]|[0-9]\sreais\b"),
    "PT": compile_late(r"[0-9]\s?(?:M?€|euros\b)"),
    "MZ": compile_late(r"[0-9]\smeticais\b"),
    "AO": compile_late(r"[0-9]\skwanzas\b"),
}  # fmt: skip
SPELLINGS = {
    "PT": compile_late(r"\b(?:autocarro|comboio|telemóvel|facto|equipa|sítio|aceder|registo|contacto|ecrã|autarquia|autarca|rapariga|pequeno-almoço|húmido|económic[oa])s?\b"),
    "BR": compile_late(r"\b(?:ônibus|trem|celular|fato|time|acadêmic[oa]|econômic[oa]|gol|prefeit[oa]|prefeitura|equipe|registro|contato|tela|vereador[ea]?)s?\b"),
}  # fmt: skip
CLOCKS = {
    # region -> its newsrooms' time, ahead of UTC, without daylight saving
    "BR": timedelta(hours=-3), "AO": timedelta(hours=1), "MZ": timedelta(hours=2), "CV": timedelta(hours=-1),
}  # fmt: skip


def manner_of(tag: str) -> Manner:
    """The manner of reading for a tag: its region in capitals, or none."""
    _, _, region = tag.replace("_", "-").partition("-")
    return Manner(region=region.rpartition("-")[2].upper())


def is_brazilian(manner: Manner) -> bool:
    """Whether the readers are in Brazil; a tag without a region tells nothing."""
    return manner.region == BRAZIL
