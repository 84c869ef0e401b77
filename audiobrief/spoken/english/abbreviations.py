"""Reads abbreviations that stand for words: titles, places, companies, Latin, and "No."."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.english import streets, titles
from audiobrief.spoken.english.calendar import SHORT_WEEKDAYS
from audiobrief.spoken.english.cut_short import alternatives, elided, stopped
from audiobrief.spoken.english.streets import say_street
from audiobrief.spoken.english.titles import say_lower_title
from audiobrief.spoken.reading import Manner, Rule, Said
from audiobrief.spoken.sentences import ends_sentence

GIVEN = {
    "Wm": "William", "Geo": "George", "Chas": "Charles", "Jas": "James", "Thos": "Thomas", "Robt": "Robert", "Benj": "Benjamin", "Saml": "Samuel",
    "Edw": "Edward", "Danl": "Daniel", "Richd": "Richard",
}  # fmt: skip
"""Given names as notices of deaths and old papers shorten them."""
RESULTS = {"HT": "Half time", "FT": "Full time", "Att": "Attendance", "Maj": "Majority"}
"""What stands before the figures of a match."""
KIN = {
    "S/o": "son of",
    "D/o": "daughter of",
    "W/o": "wife of",
    "R/o": "resident of",
    "M/s": "Messers",
    "M/S": "Messers",
}
"""Words of India's courts and notices, before a name."""
PLACES = {
    "Mt": "Mount", "Mts": "Mountains", "Ft": "Fort", "Ste": "Sainte", "Sts": "Saints", "Is": "Island", "Pt": "Point",
    "Pte": "Point",
}  # fmt: skip
SHORTENED = {
    "S'pore": "Singapore",
    "M'sia": "Malaysia",
    "B'desh": "Bangladesh",
    "H'wood": "Hollywood",
    "B'luru": "Bengaluru",
    "K'taka": "Karnataka",
    "H'yana": "Haryana",
    "T'gana": "Telangana",
    "J'khand": "Jharkhand",
    "U'khand": "Uttarakhand",
    "C'garh": "Chhattisgarh",
    "S'wak": "Sarawak",
}
"""What headlines leave out in the middle of a place."""
WORDS = {
    # in lower case, matching any case; all need their stop unless they are in BARE_WORDS
    "vs": "versus", "v": "v", "etc": "et cetera", "e.g": "for example", "eg": "for example", "i.e": "that is", "ie": "that is",
    "viz": "namely", "approx": "approximately", "est": "established", "dept": "department", "govt": "government", "incl": "including",
    "max": "maximum", "min": "minimum", "misc": "miscellaneous", "tel": "telephone", "cf": "compare", "ca": "circa",
    "et al": "and others", "aka": "also known as", "a.k.a": "also known as", "w/o": "without", "w/": "with", "c/o": "care of", "b/c": "because",
    "n/a": "not applicable", "p.s": "P S", "r.i.p": "R I P", "asap": "A S A P", "ext": "extension", "u/s": "under section", "w.e.f": "with effect from", "retd": "retired", "ret": "retired", "ret'd": "retired", "r/o": "resident of", "s/o": "son of", "d/o": "daughter of", "govs": "governors", "nr": "near", "rpt": "repeat", "r/w": "read with", "dists": "districts", "b'day": "birthday", "c'ttee": "committee", "anniv": "anniversary", "m'sia": "Malaysia", "concs": "concessions", "pct": "percentage", "temp": "temperature",
    "excl": "excluding", "avg": "average", "esp": "especially", "hwy": "highway", "tbc": "to be confirmed", "tba": "to be announced", "tbd": "to be decided", "p.a": "per annum",
    "p.w": "per week", "n.b": "N B", "n'bound": "northbound", "s'bound": "southbound", "e'bound": "eastbound", "w'bound": "westbound", "n/b": "northbound", "s/b": "southbound", "e/b": "eastbound", "w/b": "westbound", "ono": "or nearest offer", "w'end": "weekend", "w/end": "weekend", "w/in": "within", "w/out": "without", "a/k/a": "also known as", "d/b/a": "doing business as", "w/c": "week commencing", "w/e": "week ending", "b/w": "between", "o/c": "otherwise called", "asl": "above sea level", "gov't": "government", "int'l": "international", "nat'l": "national", "dep't": "department", "ass'n": "association", "cont'd": "continued",
    "feat": "featuring", "m/m": "month on month", "y-o-y": "year on year", "y-on-y": "year on year", "m-on-m": "month on month", "q-on-q": "quarter on quarter", "hon'ble": "honourable", "cdn": "Canadian", "m-o-m": "month on month", "q-o-q": "quarter on quarter", "bt": "beat", "aet": "after extra time", "y/y": "year on year", "q/q": "quarter on quarter", "u/a": "under article", "agg": "aggregate", "blk": "block", "std": "standard", "yr": "year", "yrs": "years", "wk": "week", "mth": "month", "fav": "favourite", "favs": "favourites", "evs": "evens", "inc": "including", "o.n.o": "or nearest offer", "b": "born", "d": "died",
}  # fmt: skip
BARE_WORDS = frozenset(
    "y-on-y m-on-m q-on-q hon'ble cdn n/b s/b e/b w/b w/in w/out a/k/a d/b/a ono n'bound s'bound e'bound w'bound w'end w/end w/c w/e b/w o/c asl nr y-o-y m-o-m q-o-q bt aet rpt r/w dists b'day c'ttee anniv concs r/o s/o d/o govs pct vs aka retd ret'd etc govt approx w/o w/ c/o b/c n/a u/s excl incl hwy tbc tba tbd gov't int'l nat'l dep't ass'n cont'd inc yr yrs wk std m/m y/y q/q u/a agg fav favs evs".split()
)
BEFORE_FIGURES = frozenset({"est", "avg", "max", "min", "ext", "tel"})
"""Abbreviations that need no stop before a figure: max 30."""
CAPITALISED = {
    "Hon'ble", "Cdn", "Approx", "Incl", "Excl", "Est", "Avg", "Misc", "Tel", "Ext", "Max", "Min", "Ret'd", "Retd", "Gov't", "Int'l", "Nat'l", "Dep't", "Ass'n"
}  # fmt: skip
"""Abbreviations that also begin a sentence or are part of a name, and then have a capital."""
PER_UNITS = {
    "km": "kilometre", "kg": "kilogram", "gm": "gram", "g": "gram", "ltr": "litre", "qtl": "quintal", "sqft": "square foot", "sq km": "square kilometre", "sq m": "square metre", "sqm": "square metre", "sq ft": "square foot", "cm": "centimetre",
    "mm": "millimetre", "lb": "pound", "oz": "ounce", "gal": "gallon", "bbl": "barrel", "hr": "hour", "min": "minute", "sec": "second", "yr": "year", "ha": "hectare",
    "kWh": "kilowatt hour", "MWh": "megawatt hour", "ml": "millilitre", "mg": "milligram", "pct": "percent", "kl": "kilolitre", "kL": "kilolitre", "cum": "cubic metre", "cu m": "cubic metre",
    "ac": "acre", "sq mi": "square mile", "sec ft": "second foot", "kgMS": "kilogram of milk solids", "dl": "decilitre", "dL": "decilitre", "GB": "gigabyte", "MB": "megabyte", "bu": "bushel", "cwt": "hundredweight", "MMBtu": "million British thermal units",
}  # fmt: skip
"""Units after "per", which have no number before them."""
NUMBERED = {"no": "number", "nos": "numbers", "vol": "volume", "vols": "volumes", "fig": "figure", "figs": "figures", "ch": "chapter",
            "pp": "pages", "p": "page", "ct": "court", "sec": "section", "art": "article", "para": "paragraph", "paras": "paragraphs", "op": "opus", "ex": "example", "ep": "episode", "prop": "proposition", "apt": "apartment", "bldg": "building", "rm": "room",
            "cat": "category", "blk": "block", "std": "standard", "mk": "mark", "yr": "year", "gr": "grade", "sch": "schedule", "cl": "clause", "cls": "clauses", "reg": "regulation", "ref": "reference", "lvl": "level", "dist": "district", "brgy": "barangay", "bgy": "barangay"}  # fmt: skip
"""Abbreviations that are read in full before a number."""


def _saint(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return "Saint" if match[0][0].isupper() else "saint"


def _numbered(match: re.Match[str], manner: Manner) -> Said:
    short = match["short"]
    said = NUMBERED[short.lower()]
    around = match.string[max(0, match.start() - 60) : match.end() + 30]
    if short == "Ct" and re.match(r"\.?\s?[IVX]", match.string[match.end() :][:3]):
        said = "count"  # of an indictment
    if manner.region in ASIAN and short == "Cl":
        said = "class"
    if (
        manner.region == "IN"
        and short == "Sec"
        and not LEGAL.search(around)
        and TOWN_SECTOR.match(match.string, match.end())
    ):
        said = "sector"  # of a town
    if (
        manner.region in SECONDARY
        and short == "Sec"
        and not LEGAL.search(around)
        and SCHOOL_YEAR.match(match.string, match.end())
    ):
        said = "secondary"
    if said == "chapter" and TELEVISED.search(around):
        said = "channel"
    if short == "no" and ends_sentence(match.string, match.end("short") + 1):
        return None  # "She said no. 5 men left."
    if short in {"No", "Nos"} and "." not in match[0] and not manner.british:
        # "No 2 people" opens a sentence; British papers print "No 10" without a stop
        before = match.string[max(0, match.start() - 8) : match.start()].rstrip()[-1:]
        if not before or before in '.!?“"':
            return None
    return (
        said.capitalize() if short[0].isupper() and said not in {"number", "numbers"} else said
    )


SECONDARY = frozenset({"SG", "MY", "HK", "BN"})
"""Where "Sec 1" is a class of a school."""
SCHOOL_YEAR = compile_late(r"\.?\s[1-6](?![\w(]|[.,][0-9])")
"""After "Sec", which is a section of a law where more figures or letters follow."""
TOWN_SECTOR = compile_late(r"\.?\s?[1-9][0-9]?(?![0-9])")
"""No town has a hundred sectors."""
ASIAN = frozenset({"IN", "PK", "BD", "LK", "NP"})
LEGAL = compile_late(
    r"\b(?:IPC|BNSS?|CrPC|Acts?|Code|Rules?|law|under|court|charged|booked|FIR|punishable|offence|provisions?|r/w|u/s|GST|tax|bail|notice)\b|[0-9][A-Z]?\("
)
"""Near an Indian "Sec 144": a section of a law, where elsewhere it is a sector of a town."""
TELEVISED = compile_late(r"\b(?:BBC|ITV|TV|Ch\s[45],|[Aa]irs|[Oo]n\sCh\.?\s[0-9]|News\sCh)")
"""Where "Ch. 7" is a channel and no chapter."""


def _told_number(match: re.Match[str], manner: Manner) -> Said:
    del manner
    before = match.string[max(0, match.start() - 16) : match.start()]
    return "number" if NUMBERED_THING.search(before) else None


NUMBERED_THING = compile_late(
    r"\b(?i:batch|invoice|order|survey|exhibit|permit|policy|chassis|engine|cheque|bill|folio|docket|file|application|petition|stall|unit|pole|pier|berth|coach|licence|receipt|voucher|container|registry|entry|collar|badge|lot|ref(?:erence)?|flight|bus|train|route|account|house|plot|tail|case|phone|mobile|serial|passport|licen[cs]e|registration|gate|room|ward|box|shop|flat|platform|page|roll|token|bib|cell|bed|seat|locker|ticket)\s\Z"
)
"""What has a number of its own: "no" before a figure is that elsewhere, too, where it means none."""


def _told_kilometre(match: re.Match[str], manner: Manner) -> Said:
    # near km 212 of the highway
    before = match.string[max(0, match.start() - 12) : match.start()]
    if not AT_PLACE.search(before):
        return None
    return "kilometre" if manner.british else "kilometer"


AT_PLACE = compile_late(r"\b(?i:at|near|past|from|to|between|and|of|around|beyond)\s\Z")


def _least(match: re.Match[str], manner: Manner) -> Said:
    # the min. wage, est. cost
    del manner
    return LEAST[match["short"] or match["of"] or match["then"]]


LEAST = {"min": "minimum", "max": "maximum", "avg": "average", "est": "estimated"}
SET = (
    "wages?|ages?|charges?|fares?|orders?|prices?|temps?|temperatures?|bids?|bets?|stay|spend|sentence|speed|value|costs?|height|weight|score|income|pay"
    "|rainfall|attendance|deposit|balance|loan|pension|support|daily|annual|monthly|weekly|salary|rent|rate|capacity|time|budget|population"
)
"""What has a least, a most or an average: "min. wage", where "min." is no minute."""


def _section(match: re.Match[str], manner: Manner) -> Said:
    # "denied wounding under s.18", "contrary to ss 4 and 5"
    del manner
    before = match.string[max(0, match.start() - 14) : match.start()]
    if not re.search(
        r"\b(?:under|on|in|see|contrary\sto|denie[sd]|deny|denying|admit(?:s|ted)?|with|a|of|by|breach(?:ed|ing)?|and)\s\Z",
        before,
    ) and not OF_LAW.match(match.string, match.end()):
        return None
    return "sections " if match["many"] else "section "


OF_LAW = compile_late(
    r"[0-9]{1,4}(?:\.[0-9]{1,3})?[A-Z]{0,2}(?:\([0-9a-z]{1,3}\))*\sof\sthe\s[A-Z]"
)
"""A section and the law that has it."""


def _place(match: re.Match[str], manner: Manner) -> Said:
    short = match["short"] or match["bare"]
    if short == "Pt" and manner.region in PANDITS:
        return "Pandit"
    if match["bare"] == "Pt" and manner.region not in BARE_POINTS:
        return None
    return PLACES[short]


PANDITS = frozenset({"IN", "NP"})
"""Where "Pt." before a name is a scholar or a musician, and no point of the coast."""
BARE_POINTS = frozenset({"AU", "NZ"})
"""Where "Pt Chev" has no stop."""


def _junction(match: re.Match[str], manner: Manner) -> Said:
    # Marl Jn, of a railway; after the name only
    del manner
    if not NAMED_BEFORE.search(match.string, max(0, match.start() - 24), match.start()):
        return None
    return stopped(match, "Junction") if match["stop"] else "Junction"


NAMED_BEFORE = compile_late(r"\b[A-Z][\w'’-]+\s\Z")


def _school_year(match: re.Match[str], manner: Manner) -> Said:
    # Pri 6, before Sec 1
    del match
    return "Primary" if manner.region in SECONDARY else None


WALKOVER = compile_late(
    r"\b(?:by|via|on|a)\sw/o|\bbt\s(?:[A-Z][\w.'’-]*\s){1,3}w/o|\b[A-Z]\w+(?:\s\([A-Z]{2,3}\))?,?\sw/o(?=\Z|[.,;:)])|\(w/o\)|[0-7][-\s][0-7]\b[^.]{0,40};\s[A-Z]\w+\sw/o\s[A-Z]\Z"
)
"""Where "w/o" tells that a player met nobody, and not that something is lacking."""


def _word(match: re.Match[str], manner: Manner) -> Said:
    del manner
    short = match["short"].lower().replace("’", "'")
    if short == "w/o" and WALKOVER.search(
        match.string, max(0, match.start() - 40), match.end() + 2
    ):
        return stopped(match, "walkover")
    counted = short in BEFORE_FIGURES and re.match(
        r"\s[-−+]?[0-9]", match.string[match.end() :][:3]
    )
    if not match["stop"] and short not in BARE_WORDS and "." not in short and not counted:
        return None
    if short in {"max", "min", "est", "ca", "cf", "ext", "tel", "avg"} and not re.match(
        r"\s?[0-9A-Z+−$£€₹-]", match.string[match.end() : match.end() + 2]
    ):
        return None
    if match.string[match.end() :][:1] == ")" and short in {"retd", "ret", "ret'd"}:
        return WORDS[short]
    last = not match.string[match.end() :].strip()
    # the stop of "gov't." is told from a sentence's by nothing but its place
    said = stopped(match, WORDS[short]) if "'" not in short or last else WORDS[short]
    if counted:
        said = WORDS[short]  # no sentence begins with the figure of an average
    if short == "v":
        return None
    return said.capitalize() if match["short"][0].isupper() else said


SQUARES = {
    "ft": "feet",
    "km": "kilometres",
    "m": "metres",
    "mi": "miles",
    "yd": "yards",
    "yds": "yards",
    "in": "inches",
}


def _square(match: re.Match[str], manner: Manner) -> Said:
    # 5 lakh sq ft
    said = f"square {SQUARES[match['unit']]}"
    return stopped(match, said if manner.british else said.replace("metre", "meter"))


def _per(match: re.Match[str], manner: Manner) -> Said:
    # "120g of CO2 per km"
    said = PER_UNITS[match["unit"]]
    return f"per {said.replace('metre', 'meter') if not manner.british else said}"


def _featuring(match: re.Match[str], manner: Manner) -> Said:
    # "Tides ft. Ida Moss": after a number it is feet
    del manner
    return (
        None
        if match.string[max(0, match.start() - 2) : match.start()].strip()[-1:].isdigit()
        else "featuring"
    )


def _versus(match: re.Match[str], manner: Manner) -> Said:
    # "Roe v. Wade", "Arsenal v Chelsea"
    del manner
    before = match.string[max(0, match.start() - 2) : match.start()]
    if not re.search(r"[\w.)’”\"]\s$", before):
        return None
    return "versus"


def _defeated(match: re.Match[str], manner: Manner) -> Said:
    # Tarn 14.9 (93) d Marl 10.15 (75), of Australian papers
    del match
    return "defeated" if manner.region in {"AU", "NZ"} else None


WORD_RULES = (
    Rule(
        "given-name",
        compile_late(rf"(?P<short>{alternatives(GIVEN)})\.?(?=\s(?:(?:and|&)\s)?[A-Z])"),
        lambda match, _: GIVEN[match["short"]],
    ),
    Rule(
        "street", compile_late(r"Ste\.?(?=\s(?:[0-9]|[A-Z](?![\w.])))"), lambda _m, _: "Suite"
    ),
    Rule(
        "category",
        compile_late(
            r"Cat(?:-(?=[1-5](?!\w))|(?=\s[A-D]\s(?:prisons?|jails?|inmates?|prisoners?|listed|licences?)\b))"
        ),
        lambda match, _: "Category " if match[0].endswith("-") else "Category",
    ),
    Rule(
        "word",
        compile_late(
            r"(?P<short>HT|FT|Att|Maj)(?=:?\s[0-9]{1,3}[-–,][0-9]|:\s(?:[A-Z][\w'’]*\s){1,3}[0-9]{1,2}[-–][0-9])"
        ),
        lambda match, _: RESULTS[match["short"]],
    ),
    Rule(
        "word",
        compile_late(rf"(?P<short>{alternatives(KIN)})\.?(?=\s[A-Z])"),
        lambda match, _: KIN[match["short"]],
    ),
    Rule("word", compile_late(r"(?<=[0-9](?:st|nd)\s)Cl\.?(?=\s[A-Z])"), lambda _m, _: "Class"),
    Rule("word", compile_late(r"(?<=[a-z]\s)Exp\.?(?=\s[a-z])"), lambda _m, _: "Express"),
    Rule("title", compile_late(r"(?<=\()Mrs\.?(?=\)\s[A-Z])"), lambda _m, _: "Misses"),
    # C. 40 people: a sentence that begins with how many there were
    Rule(
        "circa",
        compile_late(
            r"C\.\s(?=[£$€¥₹]?[0-9])(?:(?<=\AC\.\s)|(?<=[.?!\n(“\"]C\.\s)|(?<=[.?!”]\sC\.\s))"
        ),
        lambda _match, _: "Circa ",
    ),
    Rule("word", compile_late(r"Ph(?=[:.]?\s?[+(0]?[0-9])"), lambda _m, _: "Phone"),
    Rule(
        "road",
        compile_late(r"Co\.?(?=\s(?:Rd|Road|Hwy|Highway|Rte|Route)\b)"),
        lambda _m, _: "County",
    ),
    *titles.WORD_RULES,
    Rule(
        "word",
        compile_late(rf"(?P<short>{elided(CAPITALISED)})(?:(?P<stop>\.)|(?!\w))"),
        _word,
    ),
    Rule(
        "number",
        compile_late(
            r"(?P<short>No|Nos|NO|Vol|VOL|Fig|Figs|Ch|Ct|Sec|Art|Op|Ex|Ep|P(?=\.)|PP(?=\.)|Pp(?=\.)|Para|Prop|Sch|Apt|Bldg|Rm|Cat|Blk|Std|Mk|Yr|Gr|Cl|Cls|Reg|Ref|Lvl|Brgy|Bgy|Dist)(?:\.(?=\s?[0-9IVXLC]+[A-Z]?\b)|(?=\s[0-9])|(?<=No)(?=[0-9]{1,2}(?!\w))|(?<=Std|Vol)(?=\s[IVX]+\b)|(?<=Cl|Mk)(?=\s[IVX]+\b))"
        ),
        _numbered,
    ),
    *streets.WORD_RULES,
    Rule(
        "number", compile_late(r"(?:Pt|PT)\.?(?=\s(?:[IVX]+|[0-9]+)\b)"), lambda _m, _: "Part"
    ),
    Rule(
        "place",
        compile_late(rf"(?P<short>{elided(SHORTENED)})(?![\w’'])"),
        lambda match, _: SHORTENED[match["short"].replace("’", "'")],
    ),
    Rule(
        "place",
        compile_late(
            rf"(?P<short>{alternatives(PLACES)})\.(?=\s[A-Z])|(?P<bare>Pt|Mt)(?=\s[A-Z][a-z])"
        ),
        _place,
    ),
    Rule("place", compile_late(r"(?<=[a-z]\s)J(?:n|ct)\b(?P<stop>\.?)"), _junction),
    Rule("word", compile_late(r"Pri(?=\s[1-6](?![\w-]|[.,][0-9]))"), _school_year),
    Rule("saint", compile_late(r"St(?:\.(?=\s?[A-Z])|(?=\s[A-Z][a-z]))"), _saint),
    Rule("saint", compile_late(r"ST(?:\.(?=\s?[A-Z])|(?=\s[A-Z]{3,}))"), _saint),
)
LOWER = r"maj(?=\.?\s[0-9])|mag(?=\.?\s[0-9])|[bd](?=\s(?:1[5-9]|20)[0-9]{2}(?:[,;)]|\s*\Z))|def(?=\.?\s[A-Z])|c(?=\.\s?(?:AD|BC)\s?[0-9])|d(?=\saged\s[0-9])|pop(?=\.\s[0-9])|alt(?=\s(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|days|weeks|weekends))|[myq]/[myq]|[nsew]['’]bound|w[/'’]end|w/[ce](?!\w)|[nsew]/b|w/(?:in|out)(?!\w)|a/k/a|d/b/a|ono|c(?=\s[A-Z][a-z]+\sb\s[A-Z]|\s&\sb\s[A-Z])|b/w|o/c|asl|paras?(?=\.?\s[0-9])|nr(?=\.?\s[A-Z])|cl(?=\.?\s[0-9])|[myq]-on?-[myq]|hon['’]ble|km(?=\s[0-9]{1,3}(?!\w|[.,][0-9]|\s[a-z]))|pa(?:(?<=pc\spa)|(?<=%\spa))|no(?=\.?\s[A-Z]{0,3}\s?[0-9])|ph(?=[:.]?\s[+(0-9A-Z])|bt(?=\s[A-Z])|aet|d(?=\s[A-Z])(?<=[0-9)]\sd)|u/a|[rsd]/o|govs|rpt|r/w|dists|b['’]day|c['’]ttee|anniv|kg(?<=\ba\skg)|bbl(?<=\ba\sbbl)|lb(?<=\ba\slb)|gal(?<=\ba\sgal)|concs|pct|temp(?=\.\s[a-z])|agg|favs?|evs|yrs?|wk|blk|w/(?=\s)|excl|avg|esp|hwy|tb[acd]|p\.a|p\.w|n\.b|(?:gov|int|nat|dep|ass|cont)['’](?:t|l|n|d)|feat(?=\.\s[A-Z])|ft(?=\.?\s[A-Z])|inc(?=\s(?:VAT|GST|tax|delivery|breakfast|fees))|o\.n\.o|d(?=\.?\s(?:[A-Z][\w.'’-]*\s(?:\([0-9A-Z]{1,3}\)\s)?){1,3}[0-7]-[0-7](?:,|\s\())|ret(?<=[0-7]-[0-7]\sret)|ret(?=\sat\s[0-7]-[0-7])|[bd](?=\.\s?(?:[0-9]{1,2}\s)?(?:[12][0-9]{3}|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)))|std|sq(?=\.?\s(?:ft|km|m|mi|yds?|in)\b)|vs|v|etc|e\.g|eg|i\.e|ie|viz|approx|dept|govt|incl|misc|cf|ca|et\sal|aka|a\.k\.a|nos?|vols?|figs?|pp?|st|dr|mr|mrs|prof|gen|sen|gov|ave|blvd|rd|tel|ext|est|max|min|retd|ret(?=\.\))|kWh|sgt|lt|capt|w/o|n/a|c/o|u/s|w\.e\.f|ss?(?=\.?\s?[0-9])|c(?=\.\s?[£$€¥₹]?[0-9])|ch|sec|art|per(?=\s[a-zM])"
"""Abbreviations in lower case that are candidates."""
SECTION = Rule("number", compile_late(r"(?P<many>s?)s\.?\s?(?=[0-9])"), _section)
LOWER_RULES = (
    SECTION,
    Rule(
        "word",
        compile_late(r"(?P<short>maj|mag)\.?(?=\s[0-9])"),
        lambda match, _: {"maj": "majority", "mag": "magnitude"}[match["short"]],
    ),
    Rule(
        "word",
        compile_late(r"(?P<short>[bd])(?=\s(?:1[5-9]|20)[0-9]{2}(?:[,;)]|\s*\Z))"),
        lambda match, _: "born" if match["short"] == "b" else "died",
    ),
    Rule("versus", compile_late(r"(?<=[0-9)] )def\.?(?=\s[A-Z])"), lambda _m, _: "defeated"),
    Rule("circa", compile_late(r"c\.\s?(?=(?:AD|BC)\s?[0-9])"), lambda _m, _: "circa "),
    # tail no. N88PQ, collar no 2114
    Rule("number", compile_late(r"no\.?(?=\s[A-Z]{0,3}\s?[0-9])"), _told_number),
    # bookings ph 09 555 0144; "$30 ph" is a rate
    Rule(
        "word",
        compile_late(r"(?<![0-9]\s)ph[:.]?(?=\s[+(0-9A-Z])"),
        lambda _match, _: "phone",
    ),
    Rule("unit", compile_late(r"km(?=\s[0-9])"), _told_kilometre),
    Rule("word", compile_late(r"pa(?:(?<=pc\spa)|(?<=%\spa))(?!\w)"), lambda _m, _: "a year"),
    # Moss c Orr b Lunt 61, c & b Pell
    Rule(
        "score",
        compile_late(r"c\s(?P<who>[A-Z][a-z]+|&)\sb(?=\s[A-Z])"),
        lambda match, _: f"caught {'and' if match['who'] == '&' else match['who']} bowled",
    ),
    Rule("unit", compile_late(rf"per\s(?P<unit>{'|'.join(PER_UNITS)})(?!\w)"), _per),
    Rule("unit", compile_late(r"kWh(?!\w)"), lambda _m, _: "kilowatt hour"),
    Rule(
        "unit",
        compile_late(r"(?<=\ba\s)(?P<unit>kg|bbl|lb|gal)(?!\w)"),
        lambda match, _: "kilo" if match["unit"] == "kg" else PER_UNITS[match["unit"]],
    ),
    Rule("versus", compile_late(r"(?<=[0-9)]\s)d(?=\s[A-Z])"), _defeated),
    Rule("word", compile_late(r"d(?=\saged\s[0-9])"), lambda _match, _: "died"),
    Rule("word", compile_late(r"pop\.(?=\s[0-9]{1,3},?[0-9])"), lambda _match, _: "population"),
    Rule(
        "word",
        compile_late(r"alt\s(?P<day>Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:r?s|rs)?(?!\w)"),
        lambda match, _: f"alternate {SHORT_WEEKDAYS[match['day']]}s",
    ),
    Rule("word", compile_late(r"alt(?=\s)"), lambda _match, _: "alternate"),
    # Moss d. Orr 6-4, 6-3
    Rule(
        "versus",
        compile_late(
            r"d\.?(?=\s(?:[A-Z][\w.'’-]*\s(?:\([0-9A-Z]{1,3}\)\s)?){1,3}[0-7]-[0-7](?:,|\s\())"
        ),
        lambda _match, _: "defeated",
    ),
    Rule(
        "word",
        compile_late(r"(?<=[0-7]-[0-7]\s)ret(?:\.|(?=[,;)]|\s*\Z))|ret(?=\sat\s[0-7]-[0-7])"),
        lambda match, _: stopped(match, "retired"),
    ),
    Rule(
        "unit",
        compile_late(r"sq\.?\s(?P<unit>ft|km|m|mi|yds?|in)(?!\w)\.?(?=\s[a-z]|[,;)]|)"),
        _square,
    ),
    Rule("word", compile_late(r"ft\.?(?=\s[A-Z])"), _featuring),
    Rule(
        "circa",
        compile_late(r"c\.\s?(?=[£$€¥₹]?[0-9])"),
        lambda _match, _: "circa ",
    ),
    Rule("versus", compile_late(r"vs?\.?(?=\s[“\"‘']?[A-Z0-9+$£€₹])(?<!\w\Z)"), _versus),
    Rule(
        "word",
        compile_late(
            rf"(?:(?P<short>min|max|avg|est)\.?(?=\s(?:{SET})\b)|(?P<of>avg|est)\.?(?=\s(?:of\b|[£$€₹]))|(?<=[0-9KMB%]\s)(?P<then>est)\.(?=[;,)]|\s*\Z))"
        ),
        _least,
    ),
    Rule(
        "number",
        compile_late(
            r"(?P<short>nos?|vols?|figs?|pp|p|ch|sec|art|cl|paras?)(?:\.\s?(?=[0-9])|(?<=para|aras)(?=\s[0-9])|(?<=sec)(?=\s[0-9]+[A-Z]?\()|(?<=cl)(?=\s[0-9]))"
        ),
        _numbered,
    ),
    Rule(
        "title",
        # "next-gen Wi-Fi" has none
        compile_late(
            r"(?<!-)(?P<title>dr|mr|mrs|prof|sgt|lt|capt|gen|sen|gov)(?:\.|(?<!gen))(?=\s[A-Z])"
        ),
        say_lower_title,
    ),
    Rule(
        "street",
        compile_late(r"(?P<street>st|ave|blvd|rd|dr)(?:\.|(?=[\s,;:)\"”’?!]|$))"),
        say_street,
    ),
    Rule("saint", compile_late(r"st\.?(?=\s[A-Z])"), _saint),
    Rule(
        "word",
        compile_late(
            rf"(?P<short>{elided(WORDS)})(?:(?P<stop>\.)|(?!\w))",
            re.IGNORECASE,
        ),
        _word,
    ),
)
