"""Every word that audiobrief itself says in an English episode.

A user's configuration may give other words for any key, or "" to announce
nothing. Names in braces are filled in; if one cannot be filled (no site, no
speaker), the wording that `segmenter.style.FALLBACKS` names is used instead.
"""

from audiobrief.spoken.language import words

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
    # block quotes and embedded posts
    "block_quote_open": "Quote, from {speaker}:",
    "block_quote_close": "End quote.",
    "block_quote_by": "{speaker}:",  # where quotations are not announced
    "post_open": "A post by {speaker}:",
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
    "caption_close": "End of caption.",
    "correction_open": "A correction:",
    "correction_close": "End of correction.",
    "entry_time": "At {time}:",
    "separator": "…",
    # the end
    "wall": "The rest of this article is for subscribers.",
    "sign_off_site": "That article was from {site}. It was read by an automated voice.",
    "sign_off": "That is the end of the article. It was read by an automated voice.",
}

AND = "and"
PLACE = "in {place}"
JOINED = ("for ", "of ", "at ", "in ", "from ", "with ")
"""A role or place that begins with one of these follows a name without a comma: "Jane Doe for
The Courier"."""
REPORTING = words(
    "by reported reporting reports report contributed contributing from in and at for to the "
    "this article story was were written writing wrote additional with"
)
"""Words that an endnote about the reporting may have besides names and places."""
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

SINGLE_MARKS = (
    # British books and papers: ‘Capital ... end,’ with no word character outside the marks
    r"(?<![\w’'])[‘'](?=[A-Z])(?P<inner>[^“”\"‘]{4,}?[.,?!…—–])[’'](?![\w’'])"
)
