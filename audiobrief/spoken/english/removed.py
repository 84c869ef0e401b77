"""The sentence that says of its own page that the story is gone."""

from __future__ import annotations

from audiobrief.spoken.notices import Notice

NOTICE = Notice(
    said=(
        r"(?:(?:sorry|unfortunately|note|update|editor[’']?s note|publisher[’']?s note)\W{1,3})?(?:we(?:[’']re| are) sorry,? (?:but )?)?(?:please note that )?"
        r"(?:this (?:news |blog |opinion )?(?:article|story|page|post|report|content|piece|item|publication|column)"
        r"|the (?:article|story|page|content|report) (?:that )?(?:you(?:[’']re| are| were)? (?:looking for|requested|trying to (?:reach|read|view|access|open))|(?:published )?(?:here|at this address|on this page)))"
        r" (?:(?:has|have|had) (?:now |since )?been|is|was) (?:now |since |temporarily |permanently )?"
        r"(?:removed|withdrawn|retracted|deleted|unpublished|taken (?:down|offline)|no longer (?:available|online|published|here))"
    ),
    after=r"by|from (?:our|this|the) (?:web)?site|at|because|due|following|for legal|on legal|pending|and|as|since|while|on \w+day|on \d|after|in (?:line|accordance|keeping)|until|online|here",
    others=(
        r"(?! (?:in|to) your\b)"
        r"|we have (?:now |since )?(?:removed|withdrawn|retracted|deleted|unpublished|taken down) this (?:article|story|page|post|report|content|piece)\b"
        r"|this (?:article|story|page|content) no longer exists\b"
        r"|(?:article|story|page|content|report) (?:removed|withdrawn|retracted|deleted|no longer available)\W*$"
        r"|(?:removed|withdrawn|retracted)\s?[:–—-]\s?(?:article|story|report)\W*$"
    ),
)  # fmt: skip
