"""By what an English page tells its region: its address, its publisher, its hour, its words."""

from __future__ import annotations

from datetime import timedelta

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.calendar import MONTHS
from audiobrief.spoken.language import words

LABELS = {
    "ae": "AE", "au": "AU", "bb": "BB", "bd": "BD", "bh": "BH", "bs": "BS", "bw": "BW", "ca": "CA", "fj": "FJ", "gh": "GH",
    "gm": "GM", "gy": "GY", "hk": "HK", "ie": "IE", "in": "IN", "jm": "JM", "ke": "KE", "kw": "KW", "lk": "LK", "lr": "LR",
    "ls": "LS", "mt": "MT", "mw": "MW", "my": "MY", "na": "NA", "ng": "NG", "np": "NP", "nz": "NZ", "om": "OM", "pg": "PG",
    "ph": "PH", "pk": "PK", "qa": "QA", "rw": "RW", "scot": "GB", "sg": "SG", "sl": "SL", "ss": "SS", "sz": "SZ", "tt": "TT",
    "tz": "TZ", "ug": "UG", "uk": "GB", "us": "US", "wales": "GB", "za": "ZA", "zm": "ZM", "zw": "ZW",
}  # fmt: skip
"""Last label of a host -> region. Labels that are sold for their letters (.co, .io, .tv) tell
nothing."""
HOSTS = {
    # newsrooms whose address is of no country, by the end of their host
    "theguardian.com": "GB", "bbc.com": "GB", "dailymail.com": "GB", "ft.com": "GB", "economist.com": "GB",
    "thetimes.com": "GB", "newstatesman.com": "GB", "spectator.com": "GB", "the-independent.com": "GB",
    "skysports.com": "GB", "cityam.com": "GB", "reuters.com": "US", "nytimes.com": "US", "washingtonpost.com": "US",
    "apnews.com": "US", "cnn.com": "US", "foxnews.com": "US", "nbcnews.com": "US", "usatoday.com": "US",
    "irishtimes.com": "IE", "irishexaminer.com": "IE",
    "indiatimes.com": "IN", "thehindu.com": "IN", "hindustantimes.com": "IN", "indianexpress.com": "IN", "ndtv.com": "IN",
    "livemint.com": "IN", "moneycontrol.com": "IN", "news18.com": "IN", "deccanherald.com": "IN", "telegraphindia.com": "IN",
    "thequint.com": "IN", "business-standard.com": "IN", "firstpost.com": "IN", "newindianexpress.com": "IN", "tribuneindia.com": "IN",
    "dawn.com": "PK", "geo.tv": "PK", "arynews.tv": "PK", "thedailystar.net": "BD", "bdnews24.com": "BD",
    "news24.com": "ZA",
    "punchng.com": "NG", "premiumtimesng.com": "NG", "vanguardngr.com": "NG", "thisdaylive.com": "NG", "dailytrust.com": "NG",
    "channelstv.com": "NG", "tribuneonlineng.com": "NG", "saharareporters.com": "NG", "thenationonlineng.net": "NG",
    "nation.africa": "KE", "myjoyonline.com": "GH", "citinewsroom.com": "GH",
    "theglobeandmail.com": "CA", "nationalpost.com": "CA", "financialpost.com": "CA", "thestar.com": "CA", "ottawacitizen.com": "CA",
    "montrealgazette.com": "CA", "vancouversun.com": "CA", "calgaryherald.com": "CA", "torontosun.com": "CA", "winnipegfreepress.com": "CA",
    "straitstimes.com": "SG", "channelnewsasia.com": "SG", "todayonline.com": "SG", "malaymail.com": "MY", "malaysiakini.com": "MY",
    "scmp.com": "HK", "rappler.com": "PH", "inquirer.net": "PH", "philstar.com": "PH", "jamaica-gleaner.com": "JM",
    "jamaicaobserver.com": "JM", "aljazeera.com": "GB", "dw.com": "GB",
    "gulfnews.com": "AE", "khaleejtimes.com": "AE", "thenationalnews.com": "AE", "arabnews.com": "SA",
    "gulf-times.com": "QA", "thepeninsulaqatar.com": "QA", "trinidadexpress.com": "TT", "nationnews.com": "BB",
    "stabroeknews.com": "GY", "kathmandupost.com": "NP",
    "businessdailyafrica.com": "KE",
}  # fmt: skip
NAMES = {
    # words in a publication's own name that only a newsroom of that country puts there; "The Irish
    # Echo" of New York is the exception that costs a date's order
    "India": "IN", "Hindu": "IN", "Mumbai": "IN", "Delhi": "IN", "Pakistan": "PK", "Bangladesh": "BD", "Lanka": "LK",
    "Nigeria": "NG", "Nigerian": "NG", "Lagos": "NG", "Kenya": "KE", "Kenyan": "KE", "Nairobi": "KE", "Ghana": "GH",
    "Ghanaian": "GH", "Uganda": "UG", "Tanzania": "TZ", "Namibian": "NA", "Zimbabwe": "ZW", "Botswana": "BW",
    "Johannesburg": "ZA", "Durban": "ZA", "Irish": "IE", "Ireland": "IE", "Australia": "AU", "Australian": "AU",
    "Sydney": "AU", "Zealand": "NZ", "Canada": "CA", "Canadian": "CA", "Toronto": "CA", "Ottawa": "CA", "Singapore": "SG",
    "Malaysia": "MY", "Zambia": "ZM", "Zambian": "ZM", "Malawi": "MW", "Rwanda": "RW", "Trinidad": "TT", "Barbados": "BB", "Guyana": "GY",
    "Qatar": "QA", "Kuwait": "KW", "Oman": "OM", "Bahrain": "BH", "Emirates": "AE", "Saudi": "SA", "Nepal": "NP", "Fiji": "FJ", "Philippine": "PH", "Philippines": "PH", "Jamaica": "JM", "Scotland": "GB", "Scotsman": "GB",
    "Yorkshire": "GB", "UK": "GB",
}  # fmt: skip
OFFSETS = {
    # a newsroom's clock that is no other English-speaking country's
    timedelta(hours=5, minutes=30): "IN", timedelta(hours=5): "PK", timedelta(hours=6): "BD", timedelta(hours=10): "AU",
    timedelta(hours=11): "AU", timedelta(hours=9, minutes=30): "AU", timedelta(hours=10, minutes=30): "AU",
    timedelta(hours=12): "NZ", timedelta(hours=13): "NZ", timedelta(hours=3): "KE",
}  # fmt: skip
CLOCKS = {
    # region -> its newsrooms' time, ahead of UTC, without daylight saving, which no stdlib knows
    # on every system: it moves the day of what appears between eleven and midnight alone
    "US": timedelta(hours=-5), "CA": timedelta(hours=-5), "JM": timedelta(hours=-5), "NG": timedelta(hours=1),
    "ZA": timedelta(hours=2), "NA": timedelta(hours=2), "ZW": timedelta(hours=2), "KE": timedelta(hours=3),
    "UG": timedelta(hours=3), "TZ": timedelta(hours=3), "PK": timedelta(hours=5), "IN": timedelta(hours=5, minutes=30),
    "LK": timedelta(hours=5, minutes=30), "BD": timedelta(hours=6), "SG": timedelta(hours=8), "MY": timedelta(hours=8),
    "HK": timedelta(hours=8), "PH": timedelta(hours=8), "AU": timedelta(hours=10), "NZ": timedelta(hours=12),
}  # fmt: skip
CURRENCIES = {
    # money and counts that print gives without a country only at home
    "IN": compile_late(r"₹|\b(?:lakh|crore)s?\b|\bRs\.?\s?[0-9]"),
    "ZA": compile_late(r"(?<![\w-])R\s?[0-9]+(?:[.,][0-9]+)?\s?(?:bn|million|billion|m)\b|\brand\b(?=\sper|\sto\sthe)"),
    "NG": compile_late(r"₦|(?<![\w-])N[0-9]+(?:[.,][0-9]+)*\s?(?:bn|million|billion|m|trillion)\b"),
    "KE": compile_late(r"\bK[Ss]h\.?\s?[0-9]|(?<![\w-])Sh[0-9]"),
    "GB": compile_late(r"£[0-9]"),
    "IE": compile_late(r"\b(?:TDs?|Taoiseach|Gardaí|garda[ií])\b"),
}  # fmt: skip
MIN_SUMS = 2
"""Sums of one country's money that tell where a page is from: one may be a foreigner's."""
FOREIGN = compile_late(r"\$[0-9]")
"""Another money: where there are as many sums in it, the story may be told at home or abroad."""
BRITISH_SPELLING = compile_late(
    r"\b(?:colour|favour|honour|labour|neighbour|behaviour|harbour|rumour|humour|endeavour|centre|theatre|metre|litre|fibre|calibre"
    r"|defence|offence|licence|programme|cheque|tyre|kerb|grey|jewellery|travelled|travelling|cancelled|labelled|modelling|fuelled"
    r"|whilst|amongst|towards|learnt|organis|realis|recognis|criticis|apologis|emphasis(?=e|in)|analys(?=e|in)|councillor|storey|enquir|mum\b|per\scent)\w*",
)  # fmt: skip
AMERICAN_SPELLING = compile_late(
    r"\b(?:color|favor|honor|labor|neighbor|behavior|harbor|rumor|humor|endeavor|center|theater|meter|liter|fiber|caliber"
    r"|defense|offense|license|program\b|gray|jewelry|traveled|traveling|canceled|labeled|modeling|fueled"
    r"|toward\b|organiz|realiz|recogniz|criticiz|apologiz|emphasiz|analyz|councilman|councilor|inquir|mom\b|percent\b)\w*",
)  # fmt: skip
MIN_SPELLINGS = 3
"""Words spelled one way that tell, where at most a fourth of those is spelled the other."""
_MONTH = "|".join(MONTHS)
DATES = {
    # no American paper prints the day first
    "GB": compile_late(rf"(?<![\w.,:/-])(?<!\bof\s)[1-3]?[0-9]\s(?:{_MONTH})\b(?!\s(?:[A-Z]|[0-9]{{1,2}}\b))"),
    "US": compile_late(rf"\b(?:{_MONTH})\s[1-3]?[0-9](?:st|nd|rd|th)?\b(?!:)"),
}  # fmt: skip
NO_SIGN = words("US")
"""Regions that themes and publishing systems write into every page they are not told about:
WordPress' own is "en-US". A better sign goes before it."""
ALIASES = {"UK": "GB"}
"""Tags that pages print for another region: ISO 3166 has GB."""
