"""Every word that audiobrief itself says in an English episode.

A user's configuration may give other words for any key, or "" to announce
nothing. Names in braces are filled in; if one cannot be filled (no site, no
speaker), the wording that `segmenter.style.FALLBACKS` names is used instead.
"""

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.language import words
from audiobrief.spoken.told_sounds import told_pattern

WORDING: dict[str, str] = {
    # before the body
    "byline": "By {authors}.",
    "additional": "Additional reporting by {authors}.",
    "published": "Published {date}.",
    "date": "{weekday}, {month} {day}, {year}",
    "published_british": "Published on {date}.",  # en-GB and regions that follow it
    "date_british": "{weekday} the {day} of {month}, {year}",
    # quotations
    "quote_open": "Quote:",
    "quote_close": "End quote.",
    "quote_close_inside": "End quote,",  # the sentence goes on: "End quote, she said."
    "quote_open_paragraphs": "A quotation:",  # a speech over several paragraphs
    "quote_close_paragraphs": "End of quotation.",
    # block quotes and embedded posts
    "block_quote_open": "From {speaker}:",
    "block_quote_close": "End quote.",
    "block_quote_by": "{speaker}:",  # where quotations are not announced
    "post_open": "A post by {speaker}:",
    "post_open_network": "Posted on {network} by {speaker}:",
    "post_close": "End of post.",
    # boxes, lists, tables, code
    "aside_open": "Aside:",
    "aside_close": "End of aside.",
    "list_open": "A list of {count}:",
    "list_close": "End of list.",
    "list_number": "Number {number}:",
    "table_open": "A table:",
    "table_close": "End of table.",
    "table_summary": "A table of {rows} rows and {columns} columns.",
    "table_caption_summary": "A table: {caption}",
    "code_open": "Code:",
    "code_open_language": "Code, in {name}:",
    "code_close": "End of code.",
    "code_summary": "Code, {lines} long.",
    "code_summary_language": "Code in {name}, {lines} long.",
    # blocks beside the story
    "caption_open": "Pictured:",
    "caption_open_again": "Also pictured:",  # any later one
    "caption_close": "End of caption.",
    "correction_open": "A correction:",
    "correction_close": "End of correction.",
    "entry_time": "At {time}:",
    "separator": "…",
    # the end
    "wall": "The rest of this article is for subscribers.",
    "sign_off_site": "That article was from {site}.",
    "sign_off": "That is the end of the article.",
    # a digest of several stories
    "digest": "Your digest for {date}",
    "digest_open": "In this digest:",
    "digest_from": "From {site}:",
}

DECLARATION = "Read by an automated voice."
"""Newspapers print "Read by" and a name above a recording; this has the kind of voice in its place."""
AND = "and"
PLACE = "in {place}"
JOINED = ("for ", "of ", "at ", "in ", "from ", "with ")
"""A role or place that begins with one of these follows a name without a comma: "Jane Doe for
The Courier"."""
REPORTING = words(
    "by reported reporting reports report contributed contributing from in and at for to the "
    "this article story was were written writing wrote additional with reporter reporters "
    "correspondent correspondents journalist journalists writer writers associated press ap "
    "reuters afp bureau staff"
)
"""Words that an endnote about the reporting may have besides names and places."""
DESK = words("editing edited compiled compiling production produced translated translating")
BEFORE_PLACES = words("in from at")
ENDMARK = compile_late(r"(?:[-–—]\s*)?(?:30|ENDS?|Ends)(?:\s*[-–—])?\.?|\((?:ENDS?|Ends)\)")
"""Telegraphers closed a dispatch with "30", and British press offices close theirs with
"ENDS"."""
PAID = compile_late(
    # a bill may be "sponsored by Representative Doe, who ...": a label ends with the name
    r"this (?:content|article|post|story|page) (?:was|is|has been) (?:paid for|sponsored) by\b"
    r"|(?:paid for|sponsored|paid content) by [^.,;]{2,60}\.?$",
    re.IGNORECASE,
)
"""The label of a page that somebody paid for, as the FTC (16 CFR 255) and the CAP Code (rule 2.1)
ask for."""
# after a comma, "say" is mostly what somebody says
TOLD_SOUNDS = told_pattern(
    r"(?:it\s+is\s+|it[’']s\s+)?(?:pronounced|say|sounds\s+like)",
    r"(?:which\s+is\s+)?pronounced",
    "as|like",
    has_bare=True,
)
"""What introduces the pronunciation of a name, in brackets and after a comma."""
PUBLICATION_WORDS = words(
    "news post times today daily herald tribune gazette star sun mail telegraph guardian "
    "observer express journal courier standard mirror independent chronicle globe world review "
    "weekly press radio online nation dispatch sentinel examiner inquirer citizen advertiser"
)
PAPERS = words(
    "post times herald tribune gazette star sun mail telegraph guardian observer express journal courier standard "
    "mirror independent chronicle globe dispatch despatch sentinel examiner inquirer enquirer citizen advertiser echo "
    "argus mercury register ledger monitor advocate argosy clarion bulletin recorder messenger pioneer"
)
"""Papers of one of these names are spoken of with an article, which few print: "the Marl Post"."""
NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
)  # fmt: skip
"""Counts up to twelve are spelled out, as newsrooms do; larger ones are figures."""
LINE, LINES = "{count} line", "{count} lines"

DAYS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth",
    "seventeenth", "eighteenth", "nineteenth", "twentieth", "twenty-first", "twenty-second",
    "twenty-third", "twenty-fourth", "twenty-fifth", "twenty-sixth", "twenty-seventh",
    "twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first",
)  # fmt: skip

ELIDED = words("tis twas twere twill til till em cause round bout n tween neath")
"""Words whose apostrophe is no opening mark."""
