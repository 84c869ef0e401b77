"""Which full stops end a sentence: tables for `spoken.sentences`, and exceptions in code.

There are three kinds of abbreviation: some stand before a name or a number and
never end a sentence (NEVER_LAST), some may end one and do so before a word that
opens sentences (MAYBE_LAST), and the others behave like ordinary words.
"""

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.calendar import MONTHS, WEEKDAYS
from audiobrief.spoken.language import Stop, words

NEVER_LAST = words("""
    mr mrs ms mx dr prof rev revd fr hon gov sen rep reps sens gen maj col lt cmdr cdr capt sgt cpl pvt pfc adm brig
    comdr lieut supt det insp cllr amb pres atty assoc asst dept messrs mme mlle msgr st ste mt ft v vs viz cf ca
    approx fig figs eq regd sec secs vol vols ed eds tel ext est nos pp art no op al e.g i.e eg ie ald hr sr.dr rt.hon
    ofc ofcr dets sgts chmn prin blk secy cst const engr adv barr smt brgy bgy alh abp mdm incl excl esp feat
    asst.prof lt.col lt.gen maj.gen brig.gen sgt.maj
""")

BEFORE_NUMBER = words("no nos fig figs p pp art vol vols sec ch op para eq ver col ex")
"""Abbreviations that do not end a sentence before a number; "He said no. Then" ends one."""

WORDS_TOO = words("no art op ch ex ed sec fig")

MAYBE_LAST = words("""
    utd pvt pty hldgs regt bde bn univ inc corp co cos ltd plc llc bros jr sr esq etc ave blvd rd ln hwy pkwy sq bldg apt univ jan feb mar apr jun jul
    aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun ala ariz ark calif colo conn del fla ga ill
    ind kan kans ky la mass md me mich minn miss mo mont neb nebr nev okla ore pa penn tenn tex va vt wash wis wisc
    wyo ont que alta sask ft lb lbs oz mi min mins hr hrs yr yrs mph kg km cm mm ml tsp tbsp gal pt qt mil bn m.p.h al ed
    st a.m p.m u.s u.k u.n e.u d.c u.s.a ph.d m.d b.a m.a b.sc m.sc j.d n.y l.a n.j n.c s.c b.c a.d
""")

LOWER = words("""
    v vs viz cf ca approx incl excl esp feat blk b d eg ie pp nos no al dr mr mrs prof st etc inc co corp ltd ave blvd rd ft lb lbs oz mi min mins hr hrs yr yrs
    mph kg km cm mm ml tsp tbsp gal pt qt mil bn sq tel ext est jan feb apr jun jul aug sept oct nov dec fig figs vol vols pp
    art op ch p
""")
"""Abbreviations that are also written in lower case; any other form without a capital is taken
for an ordinary word."""

OPENERS = words("""
    a about according after again all also although among an and another any are as asked at back because before between both
    but by can could despite did do does during each earlier even every everyone finally first for former from further
    he her here his how however i if in indeed instead it its just last later like many may maybe meanwhile more
    moreover most much my neither never nevertheless no nobody none nor not nothing now of on once one only or other
    others our out over perhaps please police she should since so some sometimes soon still such that the their them
    then there these they this those though three through throughout thus to today together tomorrow tonight two under
    unlike until up upon was we well were what when where whether which while who whose why will with within without
    would yes yesterday yet you your
    add arrange bake beat boil bring call chill click combine cook cool cover drain email fold garnish heat mix place pour
    preheat read reduce remove repeat roast season see serve simmer sprinkle stir visit watch whisk
""")
"""Words that open sentences and, when capitalised, seldom follow an abbreviation inside one."""

SAYING = words("""
    said says say asked asks added adds wrote writes replied replies told tells recalled recalls
    explained explains exclaimed shouted cried continued concluded quipped joked tweeted posted
    noted insisted wondered answered yelled demanded began declared warned argued
""")
"""Verbs that attribute a quotation ending in "?" or "!" to its speaker, so that the sentence
goes on."""

CAPITALISED = words("I I'm I’m I've I’ve")
CLOCK = words("a.m p.m")
AFTER_CLOCK = frozenset(name.lower() for name in (*WEEKDAYS, *MONTHS)) | words("""
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
    eastern pacific central mountain london gmt bst est edt
    et pt ct mt pst pdt cst cdt mst mdt utc cet cest ist jst aest
""")
"""Words that may follow "7 p.m." within the same sentence, though they have a capital."""

CLAUSE_ENDS = (
    r"[;:]['\"”’)]*\s|\s[—–]\s|—",
    r",['\"”’)]*\s(?=(?:and|but|or|so|yet|nor|while|which|who|where|when|because|although|though|if|as)\b)",
    r",['\"”’)]*\s",
    r"\s(?=(?:and|but|or|because|while|which|who|that|when|where|if|after|before)\s)",
    r"\s",
)
"""Patterns for the places where an overlong sentence may be broken, best first."""

SAINTS = words("st ft al")
"""Abbreviations that stand as often before a name as after one: "St. Anselm", "Elm St.";
"al-Marl", "et al."."""
_ANSWERED = compile_late(
    rf"\b(?:{'|'.join(sorted(SAYING))}|vot(?:ed?|es|ing)|answer)\s(?:['\"“‘])?no\Z"
)
"""Matches a "no" that is an answer and not short for "number"."""
TIMES = words("hr hrs min mins sec secs yr yrs wk wks mos mph km ft yd yds")
"""Units that stand before no name: with a number before them, a capital opens a sentence."""
SHORTENED = compile_late(r"\b(?i:gov|int|nat|dep|ass)['’](?:t|l|n)\Z")
"""Words with an apostrophe for what they leave out: "gov't.", "int'l."."""
NAMES_TOO = words("May Will No An")
"""Openers that a doctor may be called."""
AFTER_NAME = compile_late(r"[a-z0-9]\s(?:[A-Z][\w'’-]+\s){1,2}\Z")
COUNTED = compile_late(r"[0-9½¼¾]\s?[a-z]+\Z")
_FIGURE = compile_late(r"\s?[£$€¥₹]?\d")
_LETTERED = compile_late(r"[a-z]\s\Z")
_REACH = 60
"""How many characters before a stop are examined."""


def decide(stop: Stop) -> bool | None:
    """Whether a stop ends a sentence, where the tables cannot tell."""
    low = stop.before.lower()
    if low == "etc" and stop.word[0].isupper() and stop.word not in CAPITALISED:
        return True
    if stop.before in {"V", "X"} and stop.opens and not stop.word.startswith("The"):
        return True  # George V. That was it: the initial of a name has a name behind it
    if (
        low in TIMES
        and not stop.word[0].isdigit()
        and COUNTED.search(stop.text, max(0, stop.offset - _REACH), stop.offset)
    ):
        return True
    start = stop.offset - len(stop.before)
    if low == "c" and _FIGURE.match(stop.text, stop.offset + 1):
        # "built c. 1850" is circa, unless a word has the letter: "vitamin C. 1850 was"
        return stop.before == "C" and _LETTERED.search(stop.text[:start][-_REACH:]) is not None
    if low in SAINTS and not stop.closed and stop.text[start - 1 : start] != "-":
        return (stop.opens and stop.word.lower() != "the") or (
            low == "st" and stop.word == "The"
        )
    if SHORTENED.search(stop.text, max(0, stop.offset - _REACH), stop.offset):
        return stop.opens
    if stop.before == "Dr" and stop.opens and stop.word not in NAMES_TOO:
        # "She lives on Elm Dr. He": after a name it is a drive
        return AFTER_NAME.search(stop.text, max(0, start - _REACH), start) is not None
    if stop.before == "no" and stop.word[0].isdigit():
        start = max(0, stop.offset - _REACH)
        return True if _ANSWERED.search(stop.text, start, stop.offset) else None
    return None
