"""Tells an amount that stands before its noun, where English has it in the singular.

"A five-mile run", but "ran five miles": an amount of money or a measure has no plural between an
article and a noun.
"""

from __future__ import annotations

from audiobrief.patterns import compile_late

NO_NOUN = (
    r"(?:a|abroad|about|above|across|after|against|ago|again|all|alone|along|already|also|am|amid|among|an|and|any|apart|are|around|aside|as|at|away|back|because|been|before|behind|being|below|beside|between|beyond|both|but|by|came|can|could|despite|did|do|does"
    r"|deep|down|during|each|either|earlier|even|ever|every|few|for|from|given|goes|got|had|has|have|he|her|here|high|him|his|how|if|in|including|into|is|it|its|just|later|left|less|like|long"
    r"|lost|made|many|may|me|might|more|much|must|my|nearly|never|no|not|now|of|off|on|once|only|onto|or|our|out|over|paid|per|plus|raised|sent|she|should|since|so|some|soon|spent|still|such|tall|than|that|the"
    r"|their|them|then|there|these|they|thick|this|those|though|through|throughout|to|today|together|tomorrow|tonight|too|towards?|under|until|up|upon|us|versus|very|via|was|we|went|were|what|when|where|whether|which|while|who|whom|whose|why"
    r"|wide|will|with|within|without|worth|would|yet|yesterday|you|your)"
)
"""Words that go on with a sentence after an amount, and are no noun that it belongs to."""
_AMOUNT = r"(?:(?:[$£€¥₹]|Rs\.?\s?|[A-Z]{1,3}\$)?[0-9][0-9.,]*[\s-]?[A-Za-z°/µ]{0,12})"
_COUNTED = r"(?:two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty)-[a-z]+"
"""Another measure of the same thing, in words: "a $450,000, three-bedroom home"."""
ONE = compile_late(
    rf"\b(?i:an?|another|every)\s(?:(?!{NO_NOUN}\b)(?:[a-z][a-z-]*|[\w-]*\w-[a-z]+,?)\s){{0,3}}(?:{_AMOUNT}(?:,|\s(?:and|or|by|x))?\s){{0,2}}\Z"
)
"""An article of one thing, perhaps with an adjective or another amount: "a new 5V, 3A plug"."""
THAT = compile_late(
    r"(?:\b(?i:the|this|that|its|his|her|their|our|my|your|whose)|\b(?!(?i:it|that|this|there|here|what|who|where|how|he|she|let)['’])\w+['’]s)\s(?:"
    + _AMOUNT
    + r"(?:,|\s(?:and|or))?\s){0,2}\Z"
)
NOUN = compile_late(
    rf"(?:(?:,|\s(?:and|or|by|x))\s(?:{_AMOUNT}|{_COUNTED}(?=\s[a-z]))|\s(?:[a-z]/)?[0-9][\w./]{{0,8}}(?=\s[a-z])){{0,2}}\s(?!{NO_NOUN}\b)(?:[a-z][\w'’-]{{2,}}|[A-Z][\w&'’-]+)"
)
PLAIN_NOUN = compile_late(
    rf"(?:,\s(?:[0-9][0-9.,]*(?:-[A-Za-z]+|[a-z]{{1,3}})|{_COUNTED}(?=\s[a-z]))|\s[0-9][\w.]{{0,8}}(?=\s[a-z])){{0,2}}\s(?:(?:monthly|daily|weekly|yearly|quarterly|hourly|early|[a-z]+-[0-9]+)\s)?(?:[A-Z][\w&'’-]*\s){{0,3}}(?:(?!{NO_NOUN}\b)[a-z][a-z'’-]{{2,}}(?<!ed)(?<!ing)(?<!ly)(?![\w-])|[A-Z][\w'’-]*(?=\s[A-Z0-9])|[A-Z]{{2,6}}[0-9]{{0,3}}(?!\w|\.\w))"
)
"""A word in small letters that is no participle and no adverb, perhaps after a name."""
REACH = 60
"""Characters before an amount in which its article is looked for."""


def is_before_noun(text: str, start: int, end: int) -> bool:
    """Whether the amount from `start` to `end` is part of what a noun after it is called."""
    before = text[max(0, start - REACH) : start]
    if ONE.search(before):
        return NOUN.match(text, end, end + REACH) is not None
    return (
        THAT.search(before) is not None and PLAIN_NOUN.match(text, end, end + REACH) is not None
    )
