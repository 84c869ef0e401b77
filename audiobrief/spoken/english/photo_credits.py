"""Credits in captions: who took a picture, and who sells it."""

from __future__ import annotations

from audiobrief.patterns import compile_late

_AGENCY = (
    r"(?:AP|A\.P\.|AFP|Reuters|REUTERS|PA(?:\sWire|\sMedia)?|EPA(?:-EFE)?|ANSA|DPA|Xinhua|TASS|Bloomberg|Getty(?:\sImages)?|GETTY(?:\sIMAGES)?"
    r"|AAP|ANI|PTI|IANS|ANP|Anadolu|Alamy|Shutterstock|iStock|Unsplash|Rex(?:\sFeatures)?|ZUMA|NurPhoto|Sipa|UPI|Canadian\sPress|SWNS"
    r"|Imago|Handout|Supplied|SUPPLIED|Courtesy|Press\sAssociation|Associated\sPress|Gallo(?:\sImages)?)"
)
_NAME = r"(?:[A-Z][\w.'’-]{0,40}(?:\s(?:[A-Z][\w.'’-]{0,40}|de|van|der|von|al|bin|la)){0,5})"
_WORD = r"(?i:photo(?:graph)?s?|images?|pictures?|pics?|illustration|photo\sillustration|credits?|(?:photo|image|picture)\scredits?|file\sphoto|file\spicture|file)"
_BREAK = r"(?:\A|(?<=[.?!”’\"')])|\s[-–—|•])\s*"
LABEL = compile_late(
    r"\A(?:(?i:image|media|video|photo|picture)\s?(?i:caption)(?=[,:\sA-Z0-9“‘\"'])[,:]?\s*"
    r"|(?i:file(?:\s(?:photo|picture|pic|image))?\s?:)\s*|\((?i:file)(?:\s(?i:photo|picture|image))?\)\s*)"
)
"""What publishing systems print before a caption, some without a space after it."""
CREDITS = (
    # "Image source, Getty Images", "/AFP via Getty Images": what is left where a page hides a word
    compile_late(
        rf"{_BREAK}(?i:image|photo|picture|media|video)\s(?i:sources?|credits?|copyright)\s?[,:]?\s[^.?!]{{0,80}}\.?\s*\Z"
        r"|(?:\A|(?<=[.?!…”’\"')]))\s*/\s?[^/]{1,60}\Z"
    ),
    # "(Jane Doe/The Courier)", and "Picture Jane Doe, Doe Pictures" after the stop
    compile_late(
        rf"\s?[(\[]{_NAME}\s?/\s?(?:The\s)?{_NAME}[)\]]\.?\s*\Z"
        rf"|(?<=[.…])\s*(?:Pictures?|Photos?|Pic|Images?)\s{_NAME}(?:\s?[,/]\s?{_NAME})?\.?\s*\Z"
    ),
    # within brackets: (Photo by Jane Doe), (Jane Doe/Reuters)
    compile_late(
        rf"\s?[(\[](?:[^()\[\]]{{0,80}}\b{_AGENCY}\b[^()\[\]]{{0,80}}|{_WORD}(?:\s?[:/|]|\sby\b|\scourtesy\b)[^()\[\]]{{0,80}}|{_WORD})[)\]]\.?\s*\Z"
    ),
    # after its word: "Photograph by Jane Doe / The Courier", "AP Photo/Jane Doe"
    compile_late(
        rf"{_BREAK}(?:{_WORD}(?:\s?[:/|]|\s(?:by|courtesy)\b)[^.?!]{{0,80}}|AP\sPhoto[^.?!]{{0,60}}|©.{{0,80}})\.?\s*\Z"
    ),
    # "Jane Doe/AFP via Getty Images", "Jane Doe, Reuters", "Getty Images"
    compile_late(
        rf"{_BREAK}(?:{_NAME}\s?(?:/|,|\||for|via)\s?)?{_AGENCY}(?:\s?(?:/|,|\||via|for)\s?[\w\s./’'-]{{1,60}})?(?:\s(?:[Pp]hoto|Images?|[Ff]ile|[Pp]ool))?\.?\s*\Z"
    ),
    # "Jane Doe/The Courier"
    compile_late(rf"{_BREAK}{_NAME}\s?/\s?(?:The\s)?{_NAME}\.?\s*\Z"),
)
