"""Every word that audiobrief itself says in an English episode.

A user's configuration may give other words for any key, or "" to leave a thing
unannounced. Names in braces are filled in; a wording whose braces cannot be
filled (no site, no speaker) gives way to the one named in `FALLBACKS`.
"""

WORDING: dict[str, str] = {
    # before the body
    "byline": "By {authors}.",
    "additional": "Additional reporting by {authors}.",
    "published": "Published {date}.",
    "date": "{weekday}, the {day} of {month}, {year}",
    "published_british": "Published on {date}.",  # en-GB and those who follow it
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
    # what stands beside the story
    "caption_open": "Picture caption:",
    "caption_close": "End of caption.",
    "correction_open": "A correction:",
    "correction_close": "End of correction.",
    "entry_time": "At {time}:",
    "separator": "Next part.",
    # the end
    "sign_off_site": "That article was from {site}. It was read by an automated voice.",
    "sign_off": "That is the end of the article. It was read by an automated voice.",
}

FALLBACKS: dict[str, str] = {
    "block_quote_open": "quote_open",
    "post_open": "quote_open",
    "code_open_language": "code_open",
    "code_summary_language": "code_summary",
    "sign_off_site": "sign_off",
}

OPTIONAL: dict[str, frozenset[str]] = {
    key: frozenset({"speaker"}) for key in ("quote_open", "quote_close", "quote_close_inside")
}
"""What a wording of the user's own may name beside the braces of the one it replaces. Where
it cannot be filled, the words above are said."""

AND = "and"
IN = "in"
NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
)  # fmt: skip
"""Counts up to twelve are spelled, as newsrooms do; larger ones are figures."""
LINE, LINES = "line", "lines"

WEEKDAYS = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
DAYS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth",
    "seventeenth", "eighteenth", "nineteenth", "twentieth", "twenty-first", "twenty-second",
    "twenty-third", "twenty-fourth", "twenty-fifth", "twenty-sixth", "twenty-seventh",
    "twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first",
)  # fmt: skip
