"""How the countries of Spanish print figures and money, and by what a page tells its country."""

from __future__ import annotations

from datetime import timedelta

from audiobrief.patterns import compile_late
from audiobrief.spoken.language import words
from audiobrief.spoken.reading import Manner

SPAIN = "ES"
POINT = words("MX US PR GT HN NI SV PA DO PE")
"""Countries whose newspapers print a point before decimals and a comma between groups."""
COMMA = words("ES AR CL CO UY PY BO VE EC CR CU")
"""Countries that print a comma before decimals; elsewhere the figures themselves must tell."""
PESOS = words("MX AR CL CO UY DO CU")
"""Countries whose own money "$" stands for; elsewhere it is the dollar."""
LABELS = {
    # last label of a host -> region; .co is sold for its letters, so it tells nothing
    "ar": "AR", "bo": "BO", "cl": "CL", "cr": "CR", "cu": "CU", "do": "DO", "ec": "EC", "es": "ES", "gt": "GT",
    "hn": "HN", "mx": "MX", "ni": "NI", "pa": "PA", "pe": "PE", "py": "PY", "sv": "SV", "uy": "UY", "ve": "VE",
}  # fmt: skip
HOSTS = {
    # end of a host that no label tells: newsrooms under .com, and Colombia's own second level
    "com.co": "CO", "gov.co": "CO", "edu.co": "CO", "org.co": "CO", "eltiempo.com": "CO", "elespectador.com": "CO",
    "semana.com": "CO", "elcolombiano.com": "CO", "clarin.com": "AR", "infobae.com": "AR", "elpais.com": "ES",
    "lavanguardia.com": "ES", "elperiodico.com": "ES", "elconfidencial.com": "ES", "europapress.es": "ES",
    "milenio.com": "MX", "reforma.com": "MX", "animalpolitico.com": "MX", "latercera.com": "CL", "emol.com": "CL",
    "elcomercio.com": "EC", "eluniverso.com": "EC", "prensalibre.com": "GT", "listindiario.com": "DO", "nacion.com": "CR",
    "laprensagrafica.com": "SV", "elnuevodia.com": "PR", "eldeber.com.bo": "BO",
}  # fmt: skip
NAMES = {
    # words in a publication's name that only a newsroom of that country puts there
    "México": "MX", "Chile": "CL", "Perú": "PE", "Colombia": "CO", "Argentina": "AR", "Uruguay": "UY", "Bogotá": "CO",
    "Lima": "PE", "España": "ES", "Madrid": "ES", "Sevilla": "ES", "Aragón": "ES", "Galicia": "ES", "Navarra": "ES",
}  # fmt: skip
CURRENCIES = {
    "MX": compile_late(r"\b(?:mdp|MDP|mdd|MXN)\b|\bMX?N?\$\s?[0-9]|\bpesos\smexicanos\b"),
    "PE": compile_late(r"\bS/\.?\s?[0-9]|\b[0-9]+\ssoles\b"),
    "ES": compile_late(r"[0-9]\s?(?:M?€|euros\b)|\bmillones\sde\seuros\b"),
    "AR": compile_late(r"\bU\$S\s?[0-9]|\bpesos\sargentinos\b"),
    "CL": compile_late(r"\bUF\s[0-9]|\bpesos\schilenos\b"),
    "CO": compile_late(r"\bpesos\scolombianos\b"),
}  # fmt: skip
FOREIGN = compile_late(r"(?<![A-Z])\$\s?[0-9]|\bUSD?\b")
NO_SIGN = words("ES LA 419")
"""Publishing systems call a page "es-ES" that nobody told otherwise, and networks all of America "LA"."""
CLOCKS = {
    # region -> its newsrooms' time, ahead of UTC, without daylight saving
    "ES": timedelta(hours=1), "MX": timedelta(hours=-6), "AR": timedelta(hours=-3), "CL": timedelta(hours=-4),
    "CO": timedelta(hours=-5), "PE": timedelta(hours=-5), "UY": timedelta(hours=-3), "EC": timedelta(hours=-5),
}  # fmt: skip


def manner_of(tag: str) -> Manner:
    """The manner of reading for a tag: its region in capitals, or none."""
    _, _, region = tag.replace("_", "-").partition("-")
    return Manner(region=region.rpartition("-")[2].upper())


def is_american(manner: Manner) -> bool:
    """Whether the readers are in America; a tag without a region tells nothing."""
    return bool(manner.region) and manner.region != SPAIN
