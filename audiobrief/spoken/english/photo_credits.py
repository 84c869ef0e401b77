"""Credits in captions: who took a picture, and who sells it."""

from __future__ import annotations

from audiobrief.patterns import compile_late

_AGENCY = (
    r"(?:AP|A\.P\.|AFP|Reuters|REUTERS|PA(?:\sWire|\sMedia)?|EPA(?:-EFE)?|ANSA|DPA|Xinhua|TASS|Bloomberg|Getty(?:\sImages)?|GETTY(?:\sIMAGES)?"
    r"|AAP|ANI|PTI|IANS|ANP|Anadolu|Alamy|Shutterstock|iStock|Unsplash|Rex(?:\sFeatures)?|ZUMA|NurPhoto|Sipa|UPI|Canadian\sPress|SWNS"
    r"|Imago|Handout|Supplied|SUPPLIED|Courtesy|Press\sAssociation|Associated\sPress|Gallo(?:\sImages)?)"
)
_NAME = r"(?:[A-Z][\w.'’-]*(?:\s(?:[A-Z][\w.'’-]*|de|van|der|von|al|bin|la)){0,5})"
_WORD = r"(?i:photo(?:graph)?s?|images?|pictures?|pics?|illustration|credits?|(?:photo|image|picture)\scredits?|file\sphoto|file\spicture|file)"
_BREAK = r"(?:\A|(?<=[.?!”’\"')])|\s[-–—|•])\s*"
CREDITS = (
    # within brackets: (Photo by Jane Doe), (Jane Doe/Reuters)
    compile_late(
        rf"\s?[(\[](?:[^()\[\]]{{0,80}}\b{_AGENCY}\b[^()\[\]]{{0,80}}|{_WORD}(?:\s?:|\sby\b|\scourtesy\b)[^()\[\]]{{0,80}}|{_WORD})[)\]]\.?\s*\Z"
    ),
    # after its word: "Photograph by Jane Doe / The Courier", "AP Photo/Jane Doe"
    compile_late(
        rf"{_BREAK}(?:{_WORD}(?:\s?:|\s(?:by|courtesy)\b)[^.?!]{{0,80}}|AP\sPhoto[^.?!]{{0,60}}|©.{{0,80}})\.?\s*\Z"
    ),
    # "Jane Doe/AFP via Getty Images", "Jane Doe, Reuters", "Getty Images"
    compile_late(
        rf"{_BREAK}(?:{_NAME}\s?(?:/|,|\||for|via)\s?)?{_AGENCY}(?:\s?(?:/|,|\||via|for)\s?[\w\s./’'-]{{1,60}})?(?:\s(?:Photo|Images?|File|Pool))?\.?\s*\Z"
    ),
    # "Jane Doe/The Courier"
    compile_late(rf"{_BREAK}{_NAME}\s?/\s?(?:The\s)?{_NAME}\.?\s*\Z"),
)
