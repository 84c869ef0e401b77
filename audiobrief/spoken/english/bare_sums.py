"""Tells a sum before its noun where a headline leaves out the article: "opens after £4.2m repair".

Many such nouns are verbs, too: "Families on £20,000 cut back". Then somebody who has the sum does
something, and its currency stays in the plural.
"""

from __future__ import annotations

from audiobrief.patterns import compile_late

BOTH = (
    "repair|refit|cut|fall|rise|drop|gain|hike|increase|decrease|decline|slump|jump|surge|claim|charge|raise|fix|rebuild|cost|row|blow|hit|bet|buy|sale|test|trial|move|call|search|study|review|push|drive|shake-up|clean-up|spend|switch"
    "|plan|bid|fund|bill|boost|bridge|grant|order|offer|rescue|upgrade|raid|plot|reward|fine|overhaul|contract|stake|aid|pledge|tender|ransom|campaign|budget|loan|bail|dispute|bribe|refund|prize"
)
"""Nouns of what costs a sum, most of which are verbs, too."""
ALONE = "refurbishment|renovation|restoration|extension|expansion|redevelopment|regeneration|conversion|windfall|sponsorship|gamble|cutback"
"""Nouns that are no verbs, and that a headline puts after a sum as often."""
GOES_ON = r"(?:\s?\Z|[.,;:?!)’”'\"]|\s[–—|-]|\s(?:for|to|from|at|as|over|after|before|in|on|of|with|and|or|amid|despite|by|that|which|is|was|will|has|could|may|would|can|plan|bill|fund|scheme|deal|project|programme|program)\b)"
"""What follows a noun. A verb has an object, or a word such as "back" or "sharply"."""
NOUN = compile_late(rf"\s(?:[a-z]+\s)?(?:{BOTH}|{ALONE})(?={GOES_ON})")
FIRST = compile_late(rf"\s(?:{BOTH}|{ALONE})(?=(?:{GOES_ON}|\s[a-z]+(?:s|ed)\b))")
VERB = compile_late(rf"\s(?:{BOTH})\b")
LED = compile_late(
    r"\b(?i:after|following|amid|despite|before|facing|in|into|with|by|of|from|over|for|under|against|through|to|on|about|without"
    r"|faces?|faced|wins?|won|gets?|got|backs?|backed|approves?|approved|agrees?|agreed|announces?|announced|unveils?|unveiled|reveals?|revealed|seeks?|sought|secures?|secured|signs?|signed|launches|launched|rejects?|rejected"
    r"|begins?|began|starts?|started|completes?|completed|needs?|needed|orders?|ordered|mulls?|eyes?|plans?|demands?|blocks?|blocked|ends?|ended|halts?|halted|delays?|delayed|suffers?|suffered|reports?|reported|posts?|posted|sees?|saw|fears?|defends?|defended|scraps?|scrapped)\s\Z"
)
"""What stands before a sum that is somebody's, or something's, and has a noun after it."""
OPENS = compile_late(r"(?:\A|[.!?:]\s|[–—|]\s)\Z")
WHOSE = compile_late(
    r"\b(?i:who|those|[a-z]+s\s(?:that|which)|(?:people|workers|staff|nurses|teachers|families|households|couples|savers|drivers|pensioners|buyers|sellers|owners|tenants|renters|graduates|parents|students|firms|companies|funds|councils|clubs|homes|houses|flats|cars|prices|wages|salaries|incomes|rents|bills|fees|fares|sales|shares|profits|savings|pensions|orders|loans)(?=\s(?:on|with|of|over|under|above|below|at|from|worth|earning|making|paying|costing|owing|holding)\b))"
    r"(?:\s(?!(?:fac|win|get|back|after|face)\w*\b)[a-z][a-z-]*){0,4}\s\Z"
)
"""A plural that has the sum, or those who do: what they do may follow."""
REACH = 80
"""Characters before a sum in which that is looked for."""


def is_bare_attribute(text: str, start: int, end: int) -> bool:
    """Whether the sum from `start` to `end` belongs to a noun after it without an article."""
    before = text[max(0, start - REACH) : start]
    if is_of_doers(text, start, end):
        return False
    if OPENS.search(before):
        return FIRST.match(text, end) is not None
    return LED.search(before) is not None and NOUN.match(text, end) is not None


def is_of_doers(text: str, start: int, end: int) -> bool:
    """Whether those who have the sum do what the word after it says: "Firms with £2m plan to …"."""
    before = text[max(0, start - REACH) : start]
    return WHOSE.search(before) is not None and VERB.match(text, end) is not None
