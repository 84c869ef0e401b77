"""How the countries of French count and print money, and by what a page tells its country."""

from __future__ import annotations

from datetime import timedelta

from audiobrief.patterns import compile_late
from audiobrief.spoken.language import words
from audiobrief.spoken.reading import Manner

BELGIAN = words("BE CD RW BI")
"""Countries that say "septante" and "nonante": Belgium, and those whose schools it founded."""
SWISS = "CH"
LABELS = {
    # last label of a host -> region; .ml, .ga, .cf and .tg are given away to anybody
    "be": "BE", "ca": "CA", "quebec": "CA", "ch": "CH", "fr": "FR", "lu": "LU", "mc": "MC", "sn": "SN", "ci": "CI",
    "bf": "BF", "cm": "CM", "cd": "CD", "bj": "BJ", "ne": "NE", "gn": "GN", "mg": "MG", "ma": "MA", "tn": "TN",
    "dz": "DZ", "ht": "HT", "rw": "RW", "bi": "BI", "td": "TD", "cg": "CG", "mu": "MU", "re": "RE", "nc": "NC", "pf": "PF",
}  # fmt: skip
HOSTS = {
    # newsrooms whose host has no country's label
    "lapresse.ca": "CA", "ledevoir.com": "CA", "lesoleil.com": "CA", "journaldemontreal.com": "CA", "lalibre.be": "BE",
    "lemonde.fr": "FR", "ouest-france.fr": "FR", "mediapart.fr": "FR", "seneweb.com": "SN", "dakaractu.com": "SN",
    "fratmat.info": "CI", "abidjan.net": "CI", "lefaso.net": "BF", "cameroon-tribune.cm": "CM", "actualite.cd": "CD",
    "le360.ma": "MA", "tsa-algerie.com": "DZ", "lenouvelliste.com": "HT", "swissinfo.ch": "CH",
}  # fmt: skip
NAMES = {
    # words in a publication's name that only a newsroom of that country puts there
    "Québec": "CA", "Montréal": "CA", "Belgique": "BE", "Bruxelles": "BE", "Suisse": "CH", "Genève": "CH", "Lausanne": "CH",
    "Dakar": "SN", "Sénégal": "SN", "Abidjan": "CI", "Cameroun": "CM", "Kinshasa": "CD", "Burkina": "BF", "Maroc": "MA",
    "Alger": "DZ", "Tunis": "TN", "Haïti": "HT", "Luxembourg": "LU",
}  # fmt: skip
CURRENCIES = {
    "CA": compile_late(r"[0-9]\s?(?:[MGk]?\$)(?!\s?US)|\bdollars\scanadiens\b"),
    "CH": compile_late(r"\b(?:CHF|Fr\.)\s?[0-9]|[0-9]['’][0-9]{3}\sfrancs\b|\bfrancs\ssuisses\b"),
    "MA": compile_late(r"[0-9]\s?(?:M?DH|dirhams)\b"),
    "CD": compile_late(r"[0-9]\s?FC\b|\bfrancs\scongolais\b"),
}  # fmt: skip
FOREIGN = compile_late(r"[0-9]\s?(?:\$\s?US|€|euros\b)")
NO_SIGN = words("FR")
"""Publishing systems call a page "fr-FR" that nobody told otherwise."""
CLOCKS = {
    # region -> its newsrooms' time, ahead of UTC, without daylight saving
    "FR": timedelta(hours=1), "BE": timedelta(hours=1), "CH": timedelta(hours=1), "LU": timedelta(hours=1),
    "CA": timedelta(hours=-5), "HT": timedelta(hours=-5), "CM": timedelta(hours=1), "CD": timedelta(hours=1),
    "MA": timedelta(hours=1), "DZ": timedelta(hours=1), "TN": timedelta(hours=1), "MG": timedelta(hours=3),
}  # fmt: skip


def manner_of(tag: str) -> Manner:
    """The manner of reading for a tag: its region in capitals, or none."""
    _, _, region = tag.replace("_", "-").partition("-")
    return Manner(region=region.rpartition("-")[2].upper())
