"""Reads words in capitals (spelled, said as words or shouted) and letters with numbers."""

from __future__ import annotations

import functools
import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.figures import cardinal, pairs, plural, spell_digits
from audiobrief.spoken.reading import Manner, Part, Rule, Said

WORDS = frozenset(
    """
    NATO NASA UNESCO UNICEF OPEC FIFA UEFA AIDS SARS MERS ASEAN NAFTA MERCOSUR NORAD FEMA OSHA HIPAA ISIS ISIL DAESH
    FARC HAMAS INTERPOL EUROPOL FRONTEX EURATOM DARPA ERISA SALT START SWAT AWOL SCUBA LASER RADAR SONAR TASER
    GIF JPEG RAM ROM PIN SIM BIOS WASP YUPPIE NIMBY POTUS SCOTUS FLOTUS COVID CAPTCHA PETA MADD ICE TED SAG
    BAFTA EGOT GLAAD NASCAR FIDE CONCACAF CONMEBOL WADA LIV SOCOM CENTCOM AFRICOM EUCOM INDOPACOM NORTHCOM
    STRATCOM CYBERCOM AWACS HIMARS ATACMS JAG SEAL THAAD PATRIOT ECOWAS COP GOOP ISRO JAXA DART FOMO
    YOLO ZOOM IKEA LEGO VISA NASDAQ FICA MAGA AFRINIC ICANN WIPO UNRWA CERN PAC WIC SNAP NEET DOGE DACA COSATU NAFDAC OSINT HUMINT SIGINT STEM FAFSA CHIPS CUNY SUNY RICO VAT PRASA INEC SEBI ASUU NEPA ASIO ASIC ASEAN IMAX AMBER MENSA SWAPO ZANU AIPAC EPIC MERSA SCUBA SOAS ITER SETI LIGO EFTA CITES SIPRI RAND
    OFSTED OFCOM OFGEM OFWAT ASBO BUPA NICE SAGE COBRA DEFRA HOBNOB QUANGO UKIP ACAS TESCO ASDA AIDA
    OXFAM RADA BREXIT BRICS PIGS SOFR LIBOR EURIBOR FOREX HELOC REIT SPAC NIFTY SENSEX PEMEX
""".split()
)
"""Acronyms said as words. Longer ones with vowels are too, unless they are in LETTERS."""
LETTERS = frozenset(
    """
    US UK EU UN UAE AI IT IAEA IOC IMF WHO WTO ILO IRA IRS IPO IUD IQ ID IED ISI IVF ICU IPCC UCLA USC
    UNC UVA YMCA YWCA OECD OSCE OPCW OAS AU UNHCR UNODC UNCTAD UFO USA USSR USDA USAF USPS USADA USGS UPS UV UHF
    UTC URL USB ATM AFP AP ABC ACLU AFL AMA APA AOL ARC ATF AFC ACC ADHD AK API APR AR
    ASL AT&T AWS EPA ECB ECHR EFL EIA EMT EPL ER ESG ESPN ETA ETF EV EEOC OBE OMB OPM OT OTC ODI OK
    NAACP CIA CEO CFO CIO COO CTO DIY DOA DOE DOI EKG GOP GPA HIV ICBM ICC ICJ IDF IDP ISP LA
    LGBT LGBTQ MIA MOT NBA NIH NGO NIA NOI NRA OAP ONS PLO PDA PIA POW PPE PTA RIA RIP RAF SDP SOE
    SOS SUV TIA TUC TV UDA UDR UVF VIP VOA ISO AIG AMC IAF IRGC ITV IVF PIF OCD
    OPT OED OUP EDF EDL EIU EMA ESA ETH EOD IBM ICI AAA AAU ABA ABV AED AGI AIM ALS AMP APB ARP AUM DEA
    DUI DUP FAA FAO FAQ FDA FIA FOI GAO GDP HOA IAAF IIHF IIT IPA IPL ICO MIT MLA MOU NAS NEA NEC NEH
    NHL NOV NUS NUT OCR AAP SANDF VAR SAPS EFCC IEBC EACC MECC SABC CUPE AIADMK ACTU ADNOC CEOS DUIS PAYE ESOP IVF ISA ISAS
    AGM EGM VIP VIPS IED RTE MLB EMS EUV ICAO NYU LSU SEC DCI USCIS USMCA
""".split()
)
"""Initialisms that are spelled, though they could be read as words."""
VOWELS = frozenset("AEIOUYÄÖÜÉ")
SHOUTED = frozenset(
    """
    a about after again all also an and any are as ask at back bad be because been before best better big black boy
    but by can come could day dead did do does don't done down else end even ever every fact far few find first for
    free from full get girl go god gold good got great had has have he help her here high him his hope hot how i if in
    into is it its job just keep kill know last law left less let life like live long look lot love made make man many
    may me men mine more most much must my need never new next no none not nothing now of off oh old on once one only
    open or other our out over own part pay please real really red right run safe said same save say see set she
    should show shut sick so some soon stay still stop such sure take tell than thank that the their them then there
    these they this those time to today too top true try two under up use very wait want war was watch way we well
    were what when where who why will win with woman work world would wow wrong year yes yet you your breaking live
    exclusive update video photos opinion analysis
""".split()
)
"""Words that writers put in capitals for stress: "he was NOT there"."""
SHORT = {"A": "a", "ST": "saint", "VS": "versus", "MR": "mister", "DR": "doctor"}
"""Readings that apply only inside a run of capitals."""
EXPANDED = {
    "WWI": "World War One", "WWII": "World War Two", "WWIII": "World War Three", "FTSE": "Footsie", "NOAA": "Noah",
}  # fmt: skip
"""Abbreviations that are said in full."""

MIXED = {"MiG": "Mig", "MiGs": "Migs", "WiFi": "Wi-Fi", "LiDAR": "lidar", "SoHo": "Soho"}
"""With small letters in them, and not spelled."""
AS_THEY_ARE = frozenset(["NAACP", "AT&T"])
"""Every voice knows them."""
ONSETS = frozenset(
    """
    b bl br c ch chl chr cl cr d dr dw f fl fr g gl gr gw h j k kl kn kr l m n p ph phr pl pr qu r rh s sc sch scr sh shr
    sk sl sm sn sp spl spr st str sw t th thr tr tw v w wh wr y z
""".split()
)
"""Consonants that can begin an English syllable."""
CODAS = frozenset(
    """
    b c ch ck ct d dd dge f ff ft g gh gs h k ks l lb lc ld lf lk ll lm lp ls lt lth m mb mp ms mph n nc nch nd ng ngs nk ns
    nt nth p ph pp ps pt r rb rc rch rd rf rg rk rl rm rn rp rs rsh rst rt rth s sc sh sk sm sp ss st t tch th ts tt v w wl
    wn x z zz ght ghts ths rld rlds lds nds nts cts pts xt xts mpt mpts sts sks rks rms rns rts lts lks lms fts ngth ngths
    dth dths rsts nct ncts tz lfs rfs cks ms ds bs ws thm gn rch rched lps lpt rpt nsk rsk
""".split()
)
"""Consonants that can end one."""
VOWEL_PAIRS = frozenset(
    "eau ai au ay ea ee ei eo eu ey ia ie io oa oe oi oo ou oy ue ui".split()
)
_RUN = compile_late(
    "(?P<vowels>(?:(?<!q)[aeiou]|y(?![aeiou]))+)|(?:qu|(?![aeiou]).(?<!y)|y(?=[aeiou]))+"
)
_SHORT_WORD = compile_late(
    "[B-DF-HJ-NP-TV-XZ]{1,2}[AEIOUY]{1,2}[B-DF-HJ-NP-TV-XZ]{1,2}[AEIOUY]?"
    "|[AEIOU][B-DF-HJ-NP-TV-XZ][AEIOUY][B-DF-HJ-NP-TV-XZ]"
)
"""Consonants and vowels by turns: FEMA, but not OECD or UCLA."""

FLIGHT = compile_late(r"\b[Ff]lights?\s\Z")
"""Before a number that pilots and British newsreaders say digit by digit."""
_SHOUT = compile_late(
    r"(?<![A-Z])(?:(?:[A-Z]{2,}+|[AI](?=\s))(?:['’][A-Z]{1,2})?(?:[\s,–—:;-]{1,3}|$|(?=[.?!’\"”)]))){3,60}"
)


def spell(letters: str) -> str:
    """An initialism as voices spell it: "O P C W", "I.A.E.A." (a lone A is an article)."""
    return "".join(f"{c}." for c in letters) if "A" in letters else " ".join(letters)


def is_word(capitals: str) -> bool:
    """Whether capitals are read as a word: by the tables, then by their shape."""
    if capitals in WORDS:
        return True
    if capitals in LETTERS or len(capitals) < 4:
        return False
    if len(capitals) == 4 and not _SHORT_WORD.fullmatch(capitals):
        return False
    return can_be_said(capitals)


@functools.lru_cache(maxsize=4096)
def can_be_said(capitals: str) -> bool:
    """Whether English can say them as a word: no "LAUSD", since nothing ends in "sd"."""
    runs = [(found[0], bool(found["vowels"])) for found in _RUN.finditer(capitals.lower())]
    last = len(runs) - 1
    if not any(vowels for _, vowels in runs):
        return False
    for at, (run, vowels) in enumerate(runs):
        if vowels:
            if len(run) > 1 and run not in VOWEL_PAIRS:
                return False
        elif at == 0:
            if run not in ONSETS:
                return False
        elif at == last:
            if run not in CODAS:
                return False
        elif not any(
            (not run[:cut] or run[:cut] in CODAS) and (not run[cut:] or run[cut:] in ONSETS)
            for cut in range(len(run) + 1)
        ):
            return False
    return True


def _shape(capitals: str) -> bool:
    return bool(set(capitals) & VOWELS)


def _acronym(match: re.Match[str], manner: Manner) -> Said:
    del manner
    capitals = match["caps"]
    tail = match["tail"] or ""
    if capitals in EXPANDED:
        return EXPANDED[capitals] + tail
    if capitals in WORDS:
        return capitals.title() + tail
    low = capitals.lower()
    if low in SHOUTED and capitals not in LETTERS and _is_shouted(match):
        return low + tail
    if is_word(capitals):
        return capitals.title() + tail
    if capitals in AS_THEY_ARE or set(capitals) <= set("IVX"):
        return None
    if tail:
        # "NGOs" is "N G O's": without the apostrophe voices take the s for a letter
        return spell(capitals) + "'s"
    return spell(capitals) if _shape(capitals) else None


def _mixed_case(match: re.Match[str], manner: Manner) -> Said:
    # MoD, AfD, DfE: a small "of" or "for" among letters that are spelled all the same
    del manner
    written = match["caps"]
    said = MIXED.get(written) or spell(written.upper())
    return said + ("'s" if match["tail"] else "")


def _is_shouted(match: re.Match[str]) -> bool:
    # among words in lower case, capitals mark stress; "IT" and "WHO" are in LETTERS, so stay
    # letters
    text = match.string
    around = (
        text[max(0, match.start() - 24) : match.start()] + text[match.end() : match.end() + 24]
    )
    return bool(re.search(r"[a-z]{2}", around)) or len(text) < 40


def _shout(match: re.Match[str], manner: Manner) -> Said:
    """Puts the words of a run of capitals in lower case, so that no voice spells them."""
    del manner
    words = re.findall(r"[A-Z]+", match[0])
    long = [word for word in words if len(word) > 3 and _shape(word) and word not in LETTERS]
    known = [word for word in words if word.lower() in SHOUTED]
    if len(long) + len(known) < max(2, (len(words) + 1) // 2):
        return None
    parts: list[Part] = []
    for word in re.finditer(r"[A-Z]+(?:['’][A-Z]+)?|[^A-Z]+", match[0]):
        said = word[0]
        if said in SHORT:
            said = SHORT[said]
        elif said[0].isalpha() and len(said) > 1:
            bare = said.split("'")[0].split("’")[0]
            if (
                bare in WORDS
                or (can_be_said(bare) and bare not in LETTERS)
                or (said.lower() in SHOUTED and bare not in {"US", "UN"})
            ):
                said = said.capitalize() if bare in WORDS else said.lower()
            elif bare == said and len(said) < 6 and _shape(said):
                said = spell(said)
        parts.append(Part(match.start() + word.end(), said))
    return tuple(parts)


def _model_number(figures: str) -> str:
    if len(figures) > 1 and figures[0] == "0":
        return spell_digits(figures)
    return pairs(figures)


def _lettered(match: re.Match[str], manner: Manner) -> Said:
    # F-16s, A320, B-52, M25, AR-15, MI5, G7, RB-3, MH370
    letters, figures = match["letters"], match["n"]
    said = _model_number(figures)
    if len(figures) == 3 and FLIGHT.search(
        match.string[max(0, match.start() - 9) : match.start()]
    ):
        said = said if not manner.british else spell_digits(figures)
    decimals = match["part"]
    if decimals:
        said += f" point {spell_digits(decimals)}"
    if match["plural"]:
        said = plural(said)
    spelled = letters if len(letters) > 1 or letters != "A" else "A."
    if len(letters) > 1 and is_word(letters):
        spelled = letters.title()
    joint = "-" if match["dash"] else " "
    return (
        Part(match.start("n"), spelled + (joint if spelled != "A." else " ")),
        Part(match.end(), said),
    )


def _mixed(match: re.Match[str], manner: Manner) -> Said:
    # H1N1, B2A23C, PM2.5: alternating letters and numbers
    del manner
    runs = re.findall(r"[0-9]+|[A-Za-z]+|\.", match[0])
    named = {".": "point", "A": "A."}
    words = [_model_number(run) if run.isdigit() else named.get(run, run) for run in runs]
    return " ".join(words)


def _variant(match: re.Match[str], manner: Manner) -> Said:
    # B.1.1.7: lineages of viruses, without their dots
    del manner
    groups = match[0].split(".")
    return " ".join([groups[0], *(cardinal(group) for group in groups[1:])])


def _jet(match: re.Match[str], manner: Manner) -> Said:
    # Boeing 787-9
    del manner
    said = f"{_model_number(match['n'])} {_model_number(match['variant'])}"
    return (Part(match.start("n"), match["what"] + match["gap"]), Part(match.end(), said))


def _called_number(match: re.Match[str], manner: Manner) -> Said:
    # Boeing 747, Flight 370, Highway 101
    del manner
    said = _model_number(match["n"])
    if match["plural"]:
        said = plural(said)
    return (Part(match.start("n"), match["what"] + match["gap"]), Part(match.end(), said))


WORD_RULES = (
    Rule(
        "model",
        compile_late(
            r"(?P<what>Boeing(?:\s?['’]s)?|Airbus)(?P<gap>\s)(?P<n>[1-9][0-9]{2})(?P<plural>(?!))?-(?P<variant>[0-9]{1,4})(?!\w)"
        ),
        _jet,
    ),
    Rule(
        "variant", compile_late(r"[A-Z]{1,2}(?:\.[0-9]{1,3}){2,4}(?![0-9]|\.[0-9])"), _variant
    ),
    Rule(
        "model",
        compile_late(
            r"(?P<what>Boeing|Airbus|Route|Flight|Highway|Interstate|Area|Room|Bus|Embraer|Peugeot|Porsche|Channel|Studio)(?P<gap>\s)(?P<n>[1-9][0-9]{2,3})(?P<plural>s?)(?![\w,]|\.[0-9])"
        ),
        _called_number,
    ),
    Rule(
        "mixed",
        compile_late(
            r"(?=[A-Z]{1,4}[0-9]{1,4}[A-Z])[A-Z]{1,4}(?:[0-9]{1,4}[A-Z]{1,4}){1,4}[0-9]{0,4}(?!\w)"
        ),
        _mixed,
    ),
    Rule(
        "model",
        compile_late(
            r"(?P<letters>[A-Z]{1,5})(?P<dash>[-‑]?)(?P<n>[0-9]{1,4})(?P<part>(?!))?(?P<plural>s?)(?![\w]|[-‑,][0-9]|\.[0-9]|[:%])"
        ),
        _lettered,
    ),
    Rule(
        "model",
        compile_late(
            r"(?P<letters>PM|MP|GPT-|iOS|HTTP/|USB|HDMI|LTE)(?P<dash>)(?P<n>[0-9]{1,2})\.(?P<part>[0-9])(?P<plural>)(?![\w.])"
        ),
        _lettered,
    ),
    Rule("shouting", _SHOUT, _shout),
    Rule(
        "mixed-case",
        compile_late(r"(?P<caps>MiG|WiFi|LiDAR|SoHo|[A-Z][odf][A-Z])(?P<tail>s|['’]s)?(?!\w)"),
        _mixed_case,
    ),
    Rule(
        "acronym",
        compile_late(
            r"(?P<caps>[A-ZÄÖÜÉ]{2,}(?:&[A-Z])?)(?P<tail>s['’](?!\w)|['’]s|s)?(?![\w&])"
        ),
        _acronym,
    ),
)
