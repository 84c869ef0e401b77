"""Reads words in capitals: spelled, said as words, or shouted."""

from __future__ import annotations

import functools
import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.figures import pairs
from audiobrief.spoken.given_names import HE, SHE
from audiobrief.spoken.reading import Manner, Part, Rule, Said

WORDS = frozenset(
    """
    NATO NASA UNESCO UNICEF OPEC FIFA UEFA AIDS SARS MERS ASEAN NAFTA MERCOSUR NORAD FEMA OSHA HIPAA ISIS ISIL DAESH
    FARC HAMAS INTERPOL EUROPOL FRONTEX EURATOM DARPA ERISA SALT START SWAT AWOL SCUBA LASER RADAR SONAR TASER
    GIF JPEG RAM ROM PIN SIM BIOS WASP YUPPIE NIMBY POTUS SCOTUS FLOTUS COVID CAPTCHA PETA MADD ICE TED SAG
    BAFTA EGOT GLAAD NASCAR FIDE CONCACAF CONMEBOL WADA LIV SOCOM CENTCOM AFRICOM EUCOM INDOPACOM NORTHCOM
    STRATCOM CYBERCOM AWACS HIMARS JAG SEAL THAAD PATRIOT ECOWAS COP GOOP ISRO JAXA DART FOMO
    YOLO ZOOM IKEA LEGO VISA NASDAQ FICA MAGA AFRINIC ICANN WIPO UNRWA CERN PAC WIC SNAP NEET DOGE DACA COSATU NAFDAC OSINT HUMINT SIGINT STEM FAFSA CHIPS CUNY SUNY RICO PRASA INEC SEBI ASUU NEPA ASIO ASIC ASEAN IMAX AMBER MENSA SWAPO ZANU AIPAC EPIC MERSA SCUBA SOAS ITER SETI LIGO EFTA CITES SIPRI RAND
    OFSTED OFCOM OFGEM OFWAT ASBO BUPA NICE SAGE COBRA DEFRA HOBNOB QUANGO UKIP ACAS TESCO ASDA AIDA
    UNIFIL USDAW ABTA ATOL BAME IATA CAIR GAIL SAIL BART MAPPA ESTA CEOP FISA FERC SIDS NIST AFTRA ALEC ANZAC ATAR TAFE
    BAFTA LAMDA GATE EOCO NADMO CERB OHIP OSAP ETFO TIFF COTU KEBS AMCU IPID SASSA NIWA IFAB UCAS GAVI
    QANTAS WINZ PHIVOLCS OXFAM RADA BREXIT BRICS PIGS SOFR LIBOR EURIBOR FOREX HELOC REIT SPAC NIFTY SENSEX PEMEX
    NVIDIA STOXX FOX MAX HECS ADNOC CAT PET VIN ZIP LAN WAN LIDAR
    CETA APEC AUKUS BIMSTEC NITI ASHA AYUSH AMRUT UDAN BHEL NALCO NABARD SIDBI TRAI RERA GRAP NIMHANS CLAT
    PEMRA NADRA OGRA NEPRA WASA LESCO PESCO HESCO DOLE NEDA PAGCOR MERALCO TESDA CHED FELDA PETRONAS SUHAKAM UMNO
    NIMASA PENGASSAN NUPENG AMCON LASTMA LASEMA NIRSAL COCOBOD KEMSA KETRACO KENHA KUPPET KNUT KEPSA SACCO
    NEHAWU SADTU SAFTU UNISA SALGA SANRAL NERSA ICASA NEDLAC SAFA COSAFA AFCON NAPLAN WACA ASIS CUPE OSFI OPSEU
    GOSH CAMRA ASLEF SEPA COSLA HIQA SIPTU IBEC NAMA TASC BRAC CAFE TANF CHIP SANDAG MARTA SEPTA GEICO AFLAC ACORN
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
    NHL NOV NUS NUT OCR AAP SANDF VAR SAPS EFCC IEBC EACC MECC SABC AIADMK ACTU CEOS DUIS PAYE ESOP IVF ISA ISAS
    VAT ASPCA IMDA UAPA USPTO ALDS ALCS NLDS NLCS ODNI SIPS ASCE UPA NDA RSA MSA ISA NPA NTA PHA EPL IPO ETA DNA RNA BIA NOAH
    AGM EGM VIP VIPS IED CUET JEE UNFPA IRDAI NAIA NCEA UKHSA NASUWT ESRI WMATA USAA VMI FAU IOSA ASAP HAL CAB DOH DOT TET
    LGBTQI LGBTQIA LGBTIQA UNAMSIL
    EPFO UTSA PHEV ATO ABS
    RAIB AAIB MAIB RTE MLB EMS EUV ICAO NYU LSU SEC DCI USCIS USMCA
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
    "AIIMS": "Aims", "USAID": "U S Aid", "UNAIDS": "U N Aids", "SAARC": "Sark", "FICCI": "Ficky", "SSNIT": "Snit", "AFSCME": "Afsmee",
    "CRISPR": "Crisper", "MPOX": "em pox", "IELTS": "Eye elts", "TOEFL": "Toe full", "GMAT": "Gee mat", "LSAT": "L sat", "MCAT": "M cat", "PSAT": "P sat",
    "UNEP": "U nep", "CPEC": "C peck", "MGNREGA": "M G N Rega", "MNREGA": "M N Rega", "NREGA": "N Rega", "MCOCA": "M coca", "IPOB": "I pob", "NSFAS": "N S fas",
    "BTEC": "B tec", "GSOC": "G sock", "NPHET": "Nefet", "ATACMS": "Attack ems", "UTEP": "U tep", "MPEG": "M peg", "OLED": "O led", "QLED": "Q led", "CMOS": "C moss",
    "VVPAT": "V V pat", "ICAC": "I cack", "CSAIL": "C sail", "NSAID": "N said", "JSTOR": "J store", "SPDY": "Speedy", "PFAS": "P fas", "GAAP": "Gap",
}  # fmt: skip
"""Abbreviations that are said in full."""

SAID_AT = {
    "AAP": frozenset(["IN"]), "ISA": frozenset(["GB"]), "NAB": frozenset(["PK"]), "SAPS": frozenset(["ZA"]),
    "VAT": frozenset(["IE"]), "PAS": frozenset(["MY"]), "ACT": frozenset(["NZ"]), "DOC": frozenset(["NZ"]), "SAT": frozenset(["GB"]), "CAF": frozenset(["NG", "GH", "KE", "ZA", "UG", "TZ", "ZM"]),
}  # fmt: skip
"""Capitals that are a word where one region says them, and letters elsewhere."""
SPELLED_AT = {"UP": frozenset(["IN"]), "GO": frozenset(["IN"])}
"""Capitals that are stressed words elsewhere: UP is a state of India, and a GO an order of one."""
MIXED = {
    "YoY": "year on year",
    "QoQ": "quarter on quarter",
    "MoM": "month on month",
    "MiG": "Mig",
    "MiGs": "Migs",
    "WiFi": "Wi-Fi",
    "LiDAR": "lidar",
    "SoHo": "Soho",
    "CoV": "Co V",
    "CrPC": "C R P C",
    "DySP": "D Y S P",
    "DyCM": "Deputy C M",
}
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
    nt nth p ph pp ps pt r rb rc rch rd rf rg rk rl rm rn rp rs rsh rst rt rth s sh sk sm sp ss st t tch th ts tt v w wl
    wn x z zz ght ghts ths rld rlds lds nds nts cts pts xt xts mpt mpts sts sks rks rms rns rts lts lks lms fts ngth ngths
    dth dths rsts nct ncts tz lfs rfs cks rds lls mn mns ms ds bs ws thm gn rch rched lps lpt rpt nsk rsk
""".split()
)
"""Consonants that can end one."""
VOWEL_PAIRS = frozenset(
    "eau ai au ay ea ee ei eo eu ey ia ie io iu oa oe oi oo ou oy ua ue ui".split()
)
_RUN = compile_late(
    "(?P<vowels>(?:(?<!q)[aeiou]|y(?![aeiou]))+)|(?:qu|(?![aeiou]).(?<!y)|y(?=[aeiou]))+"
)
_SHORT_WORD = compile_late(
    "[B-DF-HJ-NP-TV-XZ]{1,2}[AEIOU]{1,2}[B-DF-HJ-NP-TV-XZ]{1,2}[AEIOU]?"
    "|[AEIOU][B-DF-HJ-NP-TV-XZ]{1,2}[AEIOU][B-DF-HJ-NP-TV-XZ]?"
)
"""Consonants and vowels by turns: FEMA, APRA, but not OECD. A Y among four capitals is a letter."""
_COUNTRY = compile_late("(?:US|UK|UN|EU)[B-DF-HJ-NP-TV-Z]")
"""Capitals that begin with a country or a union go on with letters: USPTO, UNSCOM."""

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
    if capitals in Y_IS_A_VOWEL or (
        DRAWN_OUT.search(capitals) and TELLING_ONE.search(capitals)
    ):
        return True
    if len(capitals) >= LEAST_STRESSED and TELLING.search(capitals):
        return True
    if len(capitals) == 4 and not _SHORT_WORD.fullmatch(capitals):
        return False
    if _COUNTRY.match(capitals):
        return False
    return can_be_said(capitals)


Y_IS_A_VOWEL = frozenset(
    "ARMY BABY BODY BUSY CITY COPY DAYS DUTY EASY JULY KEYS LADY MANY NAVY PLAY SAYS STAY SYNC VERY WAYS".split()
)
"""Words of four letters with a Y; in an initialism it is a letter of its own."""
DRAWN_OUT = compile_late(r"([A-Z])\1\1.*(?<=[A-Z]{5})")
TELLING_ONE = compile_late("[AEIOUY]")
"""DRAWN_OUT and TELLING_ONE: a cry, "NOOOOO", whose letters stand for its length."""
LEAST_STRESSED = 7
TELLING = compile_late("[AEIOUY].*[AEIOUY]")
"""Vowels of a word: seven letters with two of them are a word in capitals and no initialism."""


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


def say_capitals(capitals: str) -> str:
    """Capitals as a voice is given them: "Nato", "F B I", or as they are without a vowel."""
    if capitals in EXPANDED:
        return EXPANDED[capitals]
    if is_word(capitals):
        return capitals.title()
    return spell(capitals)


def _shape(capitals: str) -> bool:
    return bool(set(capitals) & VOWELS)


def _acronym(match: re.Match[str], manner: Manner) -> Said:
    capitals = match["caps"]
    tail = match["tail"] or ""
    if capitals == "OK" and match["tail"]:
        return "okays"  # "House OKs aid"
    if capitals in EXPANDED:
        return EXPANDED[capitals] + tail
    if capitals in WORDS or manner.region in SAID_AT.get(capitals, ()):
        return capitals.title() + tail
    if manner.region in SPELLED_AT.get(capitals, ()):
        return spell(capitals) + ("'s" if tail else "")
    low = capitals.lower()
    if low in SHOUTED and capitals not in LETTERS and tail != "s" and _is_shouted(match):
        return low + tail
    if is_word(capitals) or _is_given_name(match):
        return DRAWN_OUT_RUN.sub(r"\1", capitals).title() + tail
    if capitals in AS_THEY_ARE or set(capitals) <= set("IVX"):
        return None
    if tail:
        # "NGOs" is "N G O's": without the apostrophe voices take the s for a letter
        return spell(capitals) + "'s"
    return spell(capitals) if _shape(capitals) else None


DRAWN_OUT_RUN = compile_late(r"([A-Z])\1{2,}")


def _is_given_name(match: re.Match[str]) -> bool:
    # ADA MOSS, in a byline or before what she says
    capitals = match["caps"].title()
    if len(capitals) < 3 or not (capitals in HE or capitals in SHE):
        return False
    return FAMILY.match(match.string, match.end()) is not None


FAMILY = compile_late(r"\s[A-Z][A-Z'’-]{2,}\b")


def _mixed_case(match: re.Match[str], manner: Manner) -> Said:
    # MoD, AfD, DfE: a small "of" or "for" among letters that are spelled all the same
    del manner
    written = match["caps"]
    said = MIXED.get(written) or spell(written.upper())
    return said + ("'s" if match["tail"] else "")


def _small_first(match: re.Match[str], manner: Manner) -> Said:
    # mRNA-1273, eSIM; every voice knows iOS
    del manner
    said = f"{' '.join(match['small'])} {say_capitals(match['caps'])}"
    if match["n"]:
        said += f" {pairs(match['n'])}"
    return said + ("'s" if match["tail"] else "")


def _salutation(match: re.Match[str], manner: Manner) -> Said:
    # SIR – Your correspondent: British newspapers print the first word of a letter in capitals
    del manner
    return None if match.string[: match.start()].strip() else match[0].title()


def _letters(match: re.Match[str], manner: Manner) -> Said:
    # "As and Bs": "As" and "Is" are words, "Ms" a title and "Rs" money
    del manner
    return f"{match['letter']}'s"


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
    if (
        len(words) > 2
        and not known
        and len(SEPARATED.findall(match[0])) >= (len(words) - 1) // 2
        and max(map(len, long)) < LEAST_NAMED
    ):
        return None  # WAEC, JAMB, ASUU: a list of what is known by its letters
    parts: list[Part] = []
    for word in re.finditer(r"[A-Z]+(?:['’][A-Z]+)?|[^A-Z]+", match[0]):
        said = word[0]
        if said in SHORT:
            said = SHORT[said]
        elif said[0].isalpha() and len(said) > 1:
            bare = said.split("'")[0].split("’")[0]
            shortened = said.replace("’", "'").endswith(
                ("N'T", "'RE", "'LL", "'VE", "I'M", "LET'S")
            )
            if shortened or (
                bare in WORDS
                or (can_be_said(bare) and bare not in LETTERS)
                or (len(bare) >= LEAST_STRESSED and is_word(bare))
                or (said.lower() in SHOUTED and bare not in {"US", "UN"})
            ):
                said = said.capitalize() if bare in WORDS and not shortened else said.lower()
            elif bare == said and len(said) < 6 and _shape(said):
                said = spell(said)
        parts.append(Part(match.start() + word.end(), said))
    return tuple(parts)


SEPARATED = compile_late("[,;]")
LEAST_NAMED = 6
"""Capitals of a word that is hardly ever known by its letters: "OAF GALLERY BAR, SYDNEY"."""


def _headline(match: re.Match[str], manner: Manner) -> Said:
    # ROYAL NAVY'S £1.3BN DESTROYER SAILS: where all is in capitals, most of it is words
    text = match.string
    if len(text) > LONGEST_LINE or not text.isupper() or not HAS_SUM.search(text):
        return None
    del manner
    caps, tail = match["caps"], "'s" if match["tail"] else ""
    if caps in SHORT:
        return SHORT[caps]
    if caps in LETTERS or not can_be_said(caps):
        return (EXPANDED.get(caps) or spell(caps)) + tail
    return (caps.title() if caps in WORDS else caps.lower()) + tail


LONGEST_LINE = 160
"""Characters of a headline; what is longer in capitals is no line of its own."""
HAS_SUM = compile_late(r"\s\S*[0-9]\S*\s|\s[A-Z]+['’]S\s")
"""A figure or a genitive among the words, which parts a run of capitals in two."""
MIXED_RULES = (
    Rule("circa", compile_late(r"c(?=(?:1[0-9]|20)[0-9]{2}\b)"), lambda _m, _: "circa "),
    Rule(
        "mixed-case",
        compile_late(
            r"(?P<small>[a-hj-z]|[b-df-hj-np-tv-z]{2}|(?:si|mi|sc)(?=RNA))(?P<caps>[A-Z]{2,5})(?P<tail>s|['’]s)?(?:-(?P<n>[0-9]{3,4}))?(?![\w])"
        ),
        _small_first,
    ),
)


def _dateline(match: re.Match[str], manner: Manner) -> Said:
    # NEW YORK (AP) —, PORT MORESBY, May 3 —, NEW DELHI:
    del manner
    words = re.findall(r"[A-Z.'’]+|[^A-Z.'’]+", match["place"] or match["city"])
    names = [word for word in words if word[0].isalpha()]
    only = names[0].rstrip(".")
    if len(names) == 1 and (only in LETTERS or not (can_be_said(only) or len(only) > LONGEST)):
        return None
    said = []
    for word in words:
        letters = word in LETTERS and (
            len(names) == 1 or len(word) > LONGEST_ARTICLE or word in COUNTRIES
        )
        letters = letters or (word not in PLACE_WORDS and VOWELS.isdisjoint(word))
        known = word[0].isalpha() and not letters and "." not in word[:-1]
        said.append(PLACE_WORDS.get(word) or (word.title() if known else word))
    return "".join(said)


LONGEST = 4
"""Capitals of which no more are an initialism where a place is named: BHOPAL has six."""
LONGEST_ARTICLE = 2
COUNTRIES = frozenset({"US", "UK", "UN", "EU", "DC"})
"""Two capitals in a place's name that are letters; others are an article: LA CROSSE, EL PASO."""
PLACE_WORDS = {
    "ST.": "Saint",
    "ST": "Saint",
    "FT.": "Fort",
    "MT.": "Mount",
    "U.S.": "U.S.",
    "U.N.": "U.N.",
}


def _ticker(match: re.Match[str], manner: Manner) -> Said:
    # the euro EUR= rose, crude CLc1 fell: codes of a terminal, for those who trade
    del match, manner
    return ""


CODE_RULES = (
    Rule(
        "ticker",
        compile_late(
            r"(?:[A-Z]{3}=(?![0-9$£€]|\s?[0-9])|[A-Z0-9]{4,8}=[A-Z]{1,4}(?!\w)|[A-Z]{2,4}c[0-9](?!\w)|CM(?:AL|CU|NI|PB|SN|ZN)[03](?!\w))"
        ),
        _ticker,
    ),
)
TICKER = Rule(
    "ticker",
    compile_late(
        r"[.^](?:[A-Z]{2,6}[0-9]{0,2}|[A-Z]{2,6}[0-9]{2,9}[A-Z]{1,3})(?:\s?(?=\s?[a-z(])|(?=\)))"
    ),
    _ticker,
)
"""The code of an index after its name: "the Dow .DJI fell"."""
WORD_RULES = (
    Rule(
        "dateline",
        compile_late(
            r"\A(?P<place>[A-Z][A-Z.'’]{1,24}+(?:[ /-][A-Z][A-Z.'’]{1,24}+){0,4})(?=(?:,\s[^—–:()\n]{1,40}?)?\s?(?:\([A-Z][A-Za-z./& ]{1,23}\)\s?)?(?:[—–]|--|\s-\s|(?<=\)):))"
            r"|\A(?P<city>[A-Z]{3,24}+(?:\s[A-Z]{3,24}+){1,2}|[A-Z]{5,24}+)(?=:\s[A-Z][a-z]|:\s[“\"])"
        ),
        _dateline,
    ),
    Rule(
        "salutation",
        compile_late(r"(?:DEAR\s)?(?:SIRS?|MADAM)(?:\s(?:OR|AND)\sMADAM)?(?=\s?[–—,:-])"),
        _salutation,
    ),
    Rule(
        "letters",
        compile_late(r"(?P<letter>[B-HJ-LN-QS-TV-Z]|A(?=s\sand\s[B-F]s\b))s(?![\w.])"),
        _letters,
    ),
    Rule(
        "headline",
        compile_late(r"(?P<caps>[A-Z]{2,}|A(?=\s))(?P<tail>['’]S)?(?![\w&])"),
        _headline,
    ),
    Rule(
        "letters",
        compile_late(r"(?P<a>[A-Z])&(?P<b>[A-Z])(?:s|['’]s)(?!\w)"),
        lambda match, _: f"{match['a']} and {match['b']}'s",
    ),
    Rule("shouting", _SHOUT, _shout),
    Rule(
        "mixed-case",
        compile_late(
            r"(?P<caps>YoY|QoQ|MoM|MiG|WiFi|LiDAR|SoHo|CrPC|DySP|DyCM|[A-Z][odf][A-Z]{1,3}|[A-Z][a-z][A-Z]{2,4})(?P<tail>s|['’]s)?(?!\w)"
        ),
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
