"""Whether a short sign after a figure is a unit there: "12m long", not "12m people"."""

from __future__ import annotations

import re
from collections.abc import Callable

from audiobrief.patterns import compile_late
from audiobrief.spoken.reading import Manner

VOLTS = compile_late(r"[0-9]\s?k?V,?\s(?:and\s|at\s)?\Z")
CURRENT = compile_late(
    r"\s(?:plug|fuse|socket|charger|current|circuit|breaker|supply|adapter|adaptor)"
)
"""VOLTS and CURRENT: what stands before or after amperes."""
TIGHT = frozenset("yo pt min cal sec t MP ac hp K V W h l g L".split())
"""Units that are also words or names: no letter may follow them, and most must touch the
number."""
LONG = r"\s?(?:long|tall|wide|deep|high|away|from|apart|thick|above|below|across|throw|hammer|discus|javelin|shot\sput|vault|leap|jump|toss|race|sprint|freestyle|hurdles|pool|final|relay|butterfly|backstroke|breaststroke|medley|dash|drop|fall|swell|waves?|tower|wall|x\b|by\b|-|up\b|down\b|off\b|underwater|in\s(?:length|height|width|depth|diameter))"
DEEP = r"\s(?:of|long|wide|deep|high|tall|thick|blade|knife|screen|gun|vinyl|apart|across|away|above|below|beneath|taller|shorter|longer|wider|deeper|off|clear|lengths?|strips?)\b"
MEASURED = compile_late(
    r"\s(?:(?:free|back|breast|fly|IM)(?=\s(?:gold|silver|bronze|title|heats?|final|record|win|relay|crown))|throw|hammer|discus|javelin|shot\sput|vault|leap|jump|toss|race|sprint|freestyle|hurdles|final|relay|butterfly|backstroke|breaststroke|medley|dash|pool|tower|wall|waves?|drop|fall|swell|statue|ladder|pole|screen|blade|knife"
    r"|vessel|boat|yacht|radius|walk|run|ride|hike|march|trek|stretch|journey|rounds?|shells?|guns?|mortars?|cannons?|howitzers?|rockets?|pistols?|ammunition|bullets?|lens"
    r"|nails?|screws?|bolts?|heels?|planks?|timbers?|posts?|slabs?|tyres?|tires?|wheels?|pots?|plates?|sheds?|kitten|mattress|rugs?|frames?|monitors?|televisions?|TVs?|tablets?|laptops?|iPads?"
    r"|tailbacks?|queues?|tracks?|trails?|loops?|courses?|circuits?|detours?|swims?|fences?|buffers?|perimeters?|corridors?|convoys?|jogs?|hikes?|routes?|canals?|drains?|aftershocks?|beams?|tents?|statues?|flags?|banners?"
    r"|vinyl|pressing|paper|film|passage|tunnel|bridge|pipes?|cables?|mark|band|exclusion|zones?|limits?|winds?|gusts?|speeds?|pitch(?:es)?|fastballs?|serves?|crash(?:es)?|roads?|lines?|plants?|units?|turbines?"
    r"|engines?|motors?|batter(?:y|ies)|chargers?|charging|plugs?|sockets?|fuses?|supply|cameras?|sensors?|displays?|bags?|bottles?|packs?|packages?|packets?|jars?|boxes|cartons?|pouch(?:es)?|sachets?|tubs?|tubes?|containers?|punnets?|blocks?|bars?|capsules?|doses?|cylinders?|kegs?|bales?|parcels?|portions?|servings?|cuts?|drums?|strips?|sacks?|cans?|tanks?|loads?|lorr(?:y|ies)|trucks?|tins?|pans?|dish(?:es)?|pieces?|slices?|cubes?)\b"
)
"""What a measure before it belongs to, without an article as well: "130 mph winds"."""
COUNTED_AFTER = compile_late(
    r"\sto\s(?:1|one)\b|\s(?:(?:more|new|of|a|people|children|men|women|sheep|cattle|poultry|livestock|fish|salmon|trout|deer|geese|mice|staff|personnel|in\s(?:debt|cash|sales|funding|damages|tax)"
    r"|yuan|renminbi|yen|baht|ringgit|birr|rand|naira|kwacha|pula|dong|kyat|riel|taka|tenge|zloty|forint|won(?!\s(?:by|the|an?|in|gold|silver)\b)"
    r"|(?:South|North|East|West|New|Sri|Saudi|Costa|Puerto|El|Sierra)\s[A-Z][a-z]+(?:ans?|ns|ese|ers)\b|have|had|were|live|lived|voted|fled|travelled|visited|watched|km|kg|miles|tonnes)\b"
    r"|(?!is\b|was\b|has\b|its\b|as\b)[a-z]+s\b|[A-Z][a-z]+(?:ans|ons|ese|ish|men|[a-z]s)\b)"
)
COUNTED_PAIR = compile_late(
    r"\s(?!(?:in|at|on|from|to|of|and|or|but|nor|with|by|for|off|up|down|under|over|above|below|into|onto|as|is|was|are|were|has|had|have|less|further|ahead|behind|short|clear|after"
    r"|before|when|while|that|which|who|per|an?|the|its|his|her|their|sea|sand|snow|tidal"
    r"|high|long|tall|wide|deep)\b)"
    r"(?P<first>[a-z]{2,})(?P<head>\s[a-z]{3,}(?<![su])s\b)"
)
"""After "1.4m": two words of which the second is several things, "flu jabs"."""
LENGTHY = compile_late(
    r"\s(?:fenc(?:e|es|ing)|walls?|railings?|barriers?|bollards?|gates?|hedges?|poles?|posts?|pillars?|piles|masts?|towers?|ladders?|statues?|sculptures?"
    r"|planks?|beams?|girders?|slabs?|pipes?|cables?|ropes?|rods?|trench(?:es)?|ditch(?:es)?|drains?|tunnels?|tracks?|trails?|loops?|swims?|waves?|pythons?|crocodiles?|snakes?"
    r"|(?:(?<=steel\s)|(?<=metal\s)|(?<=stone\s)|(?<=brick\s)|(?<=concrete\s)|(?<=wooden\s)|(?<=timber\s))(?:boards?|panels?|sheets?|sections?|columns?|bars?|tubes?|pieces?|blocks?))\b"
)
"""What is 1.4 meters long or high, while 1.4m bottles or cars, of whatever they are made, are counted in
millions."""
MADE_OF = compile_late(
    r"\s(?:high|tall|long|wide|deep|thick|steel|concrete|wooden|metal|copper|stone|brick|plastic|glass|rubber|iron|bronze|timber|mesh|chain-link|wire|electric|temporary|perimeter|security|flood|sea)\b"
)
LENGTH_OF = compile_late(
    r"\s(?:or\sso\s)?of\s(?:[a-z]+\s){0,2}(?:space|lines?|shelving|frontage|material|wood|timber|lighting|wiring|ribbon|yarn|rain|depth|height|climb\w*|ascent|descent|elevation|cables?|ropes?|tracks?|roads?|pipes?|piping|pipelines?|fenc\w+|walls?|hoses?"
    r"|coast\w*|rail\w*|tunnels?|shore\w*|river\w*|beach|fabric|cloth|tape|wire|hedge\w*|pavements?|paths?|kerb|tarmac|trench\w*|netting|bunting|thread|snow"
    r"|water|canals?|cycle\w*)\b"
)
"""After "300m": what has a length, so that they are meters and not millions."""
COUNTED_NEAR = compile_late(
    r"[0-9]m\s(?:[a-z]+\s)?(?:people|viewers|homes|households|customers|users|subscribers|passengers|visitors|voters|votes|children|adults|jobs|tonnes|barrels|copies|followers|patients|doses|listeners|workers|pupils|migrants|refugees)\b"
)
"""Before another "3m": the first was a count, and so is the second."""
PART_OF = compile_late(
    r"(?:%|percent|per\scent|pc|out|some|all|half|one|any|most),?\sof(?:\sthe)?\s\Z"
)
"""Before "1.02m": a share of a count, and a count is in millions."""
COUNTED_BEFORE = compile_late(
    r"\b(?:sold|sells|drew|attracted|attracts|employs|employed|serves|served|created|planted|produced|exported|imported|shipped|delivered|downloaded|displaced|raised|owed|owes|owing|earned|paid|pays|spent|cost|costs|worth|population\sof)"
    r"(?:\s(?:about|over|nearly|almost|around|some|only|another|up\sto|more\sthan))?\s\Z"
)
"""Words before or after "12m" that make it twelve million (people or money) and not a
length."""
KARAT = compile_late(r"[\s-]?(?:K|kt|ct|k)\s(?:(?:yellow|white|rose|solid)\s)?gold\b")
WARM = compile_late(
    r"\b(?:temp(?:erature)?s?|degrees?|highs?|lows?|heat|hot|hotter|cold|colder|warm\w*|cool\w*|freez\w+|fever|oven|thermometer|mercury)\b|°"
)
"""Words of warmth, near which "101 F" is a temperature."""
MOVED = compile_late(
    r"\b(?:fell|falls?|rose|rises?|risen|grew|grows?|grown|climb(?:ed|s)?|drop(?:ped|s)?|increased?|decreased?|jump(?:ed|s)?|slump(?:ed|s)?|shr[aiu]nk|soar(?:ed|s)?"
    r"|declined?|slid|dipped|swelled|revised|cut|raised|up|down)\b[^;]{0,40}\b(?:to|from|by|at)\s(?:about\s|nearly\s|over\s)?\Z"
)
CLAUSE = compile_late("[^.;]{0,40}")
LEVEL = compile_late(
    r"\b(?:levels?|river|tides?|waters?|seas?|depths?|heights?|snow|reservoirs?|dams?|lakes?|metres?|meters?|feet|altitude|deep|runway|gauge|waves?|flood\w*|swell|[0-9]m)\b"
)
"""MOVED and LEVEL: a count that "fell to 7.48m" is in millions unless what fell is a level."""


def _has_moved(match: re.Match[str]) -> bool:
    text, start = match.string, match.start()
    near = max(0, start - 80)
    if not MOVED.search(text, near, start):
        return False
    clause = CLAUSE.match(text, match.end())
    return not LEVEL.search(text, near, clause.end() if clause else match.end())


def is_of_length(text: str, end: int) -> bool:
    """Whether meters that end there belong to a noun: "1.4m steel fences"."""
    made = MADE_OF.match(text, end)
    return LENGTHY.match(text, made.end() if made else end) is not None


def is_unit(match: re.Match[str], unit: str, manner: Manner) -> bool:
    """Whether a short sign after a number is a unit there: "12m long", not "12m people"."""
    decide = DECIDED.get(unit)
    if decide:
        return decide(match, manner)
    text, end = match.string, match.end()
    after = text[end : end + 24]
    number = match["n"] or ""
    if KARAT.match(text, match.end("n") if match["n"] else end):
        return True
    if unit == "K":
        # "15K likes" counts; "300 K" is a temperature
        return is_gold(match) or (match["gap"] == " " and not after[:1].isalpha())
    if unit == "ct":
        return False
    if unit == "ac" and number.startswith("802."):
        return False  # a standard of wireless networks
    if unit == "w":
        return not match["gap"] and len(number) > 1
    is_lakh = unit == "L" and manner.region == "IN"
    if is_lakh and not ENGINE.search(text, match.start(), end + 40):
        return False
    return unit not in TIGHT or _stands_tight(match, unit, after)


def _stands_tight(match: re.Match[str], unit: str, after: str) -> bool:
    gap = match["gap"]
    if gap and GOES_ON.match(match.string, match.end("unit")):
        return True  # "3,100 ac. will"
    if gap == " " and re.match(r"\s[0-9]", after):
        return False  # P 38 W 20 D 10 L 8: a team's row in a table
    if after[:1].isalpha() or DASHED.match(after):
        return False
    return not gap or (unit in SPACED_UNITS and not re.match(r"\s?[a-z]*['’]", after))


DASHED = compile_late(r"[-–][0-9]")
"""Behind the letter of a code: "23V-456"."""


SHARE_NEXT = compile_late(
    r"(?:\s?[-–—(]\s?|,\s|,?\sor\s)[0-9]{1,2}(?:\.[0-9]{1,2})?\s?(?:%|pc\b|per\s?cent\b)"
)
"""After "2.4m", of what it is a share: no length is one."""


THROWN = compile_late(
    r"\b(?:threw|throws?|thrown|hurled|cleared|clears?|leapt|leaped|jumped|vaulted|putt?ed\sthe\sshot|mark\sof|best\sof|distance\sof|height\sof|depth\sof|length\sof)\s(?:a\s|an\s)?(?:[a-z-]+\s)?\Z"
)
"""Before what an athlete threw or jumped."""


def _is_length(match: re.Match[str], manner: Manner) -> bool:
    del manner
    text, start, end = match.string, match.start(), match.end()
    after, before = text[end : end + 24], text[max(0, start - 24) : start]
    if SHARE_NEXT.match(text, end):
        return False
    if THROWN.search(before):
        return True
    if re.match(LONG, after) or match["gap"] == "-" or LENGTH_OF.match(text, end):
        return True
    if is_of_length(text, end) and not COUNTED_BEFORE.search(before):
        return True
    pair = COUNTED_PAIR.match(text, end)
    if pair and not LENGTHY.match(text, pair.start("head")):
        return False
    counted = COUNTED_AFTER.match(after) or COUNTED_BEFORE.search(before)
    if counted and "," in (match["n"] or "") and after.startswith(" of the "):
        return True  # the fastest 10,000m of the year; counts of millions have no thousands
    if counted or PART_OF.search(before) or _has_moved(match):
        return False
    if COUNTED_NEAR.search(text, max(0, start - 80), start):
        return False
    number = match["n"] or ""
    return "." not in number or len(number.partition(".")[0]) < 2 or bool(match["gap"])


def _is_temperature(match: re.Match[str], manner: Manner) -> bool:
    text, start, end, gap = match.string, match.start(), match.end(), match["gap"]
    after = text[end : end + 24]
    if after[:1].isalnum() or re.match(r"/(?!gas|fan|[0-9])|\s[0-9]{2,}", after):
        return False
    if not gap:
        return True
    # Canadian papers print a space: "a low of -12 C"
    canadian = manner.region == "CA" and match["unit"].strip(".") == "C"
    warm = not re.match(r"\s?\w", after) and WARM.search(text[max(0, start - 60) : end + 60])
    return gap == " " and (canadian or text[:start][-1:] in ("-", "−") or bool(warm))


def _is_inches(match: re.Match[str], manner: Manner) -> bool:
    # inches in "5in of snow", "5 in." and "a 5-in blade"; not in "5 in 10" and "5 in all"
    del manner
    text, end, gap = match.string, match.end(), match["gap"]
    after = text[end : end + 24]
    if gap == "-":
        return not re.match("-(?:[0-9]|an?-|one|two)", after)  # a 1-in-5 chance
    if match[0].endswith(".") or after[:1] == ".":
        return True
    free = not re.match(r"\s[A-Za-z0-9]", after) or re.match(DEEP, after)
    return not gap and bool(free or MEASURED.match(text, end))


def _is_stone(match: re.Match[str], manner: Manner) -> bool:
    del manner
    return re.match(r"\s?[0-9]{1,2}\s?lbs?", match.string[match.end() :][:12]) is not None


def _is_spoonful(match: re.Match[str], manner: Manner) -> bool:
    # "1 c. sugar", in an American recipe
    after = match.string[match.end("unit") :][:3]
    return (
        not manner.british and match["gap"] == " " and re.match(r"\.\s[a-z]", after) is not None
    )


def _is_current(match: re.Match[str], manner: Manner) -> bool:
    # an ampere beside a volt or an appliance; elsewhere "3A" is a class or a flat
    del manner
    text, start, end = match.string, match.start(), match.end()
    electric = CURRENT.match(text, end) or VOLTS.search(text, max(0, start - 12), start)
    return not match["gap"] and electric is not None


def _is_price(match: re.Match[str], manner: Manner) -> bool:
    # 36.2ppl, where British and Irish farmers and drivers are paid or pay by the litre
    return manner.british and not match["gap"]


DECIDED: dict[str, Callable[[re.Match[str], Manner], bool]] = {
    "m": _is_length, "C": _is_temperature, "F": _is_temperature, "in": _is_inches,
    "ppl": _is_price, "cpl": _is_price, "ppk": _is_price, "st": _is_stone, "c": _is_spoonful, "T": _is_spoonful, "A": _is_current,
}  # fmt: skip
"""Signs that are something else as often as a unit, and what decides."""
SPACED_UNITS = frozenset({"min", "sec", "hp", "cal", "g", "l", "L"})
"""Units of `TIGHT` that are printed with a space, too."""


ENGINE = compile_late(
    r"\b(?:petrol|diesel|turbo\w*|engines?|water|milk|tanks?|capacity|bottles?|boot|fuel|blood|liquor|per\sday)\b"
)
"""What is counted in liters where India's papers print L for a lakh as well."""
GOES_ON = compile_late(r"\.,?\s[a-z]")
FINENESS = frozenset({"9", "10", "14", "18", "22", "24"})
GOLD = compile_late(
    r"\b(?:[Gg]old|[Jj]ewell?ery|[Oo]rnaments?|[Rr]ings?|[Cc]hains?)\b[^.;]{0,16}\Z"
)


KARATS = compile_late(
    r"\b[Gg]old:?\s.{0,80}\b(?:9|10|14|18|22|24)K\b.{0,60}\b(?:9|10|14|18|22|24)K\b"
)
"""A list of prices of gold by its fineness."""


def is_gold(match: re.Match[str]) -> bool:
    """Whether "22K" is the fineness of gold."""
    # Gold (24K)
    if match["n"] not in FINENESS:
        return False
    before = match.string[max(0, match.start() - 30) : match.start()]
    return bool(GOLD.search(before) or KARATS.search(match.string))
