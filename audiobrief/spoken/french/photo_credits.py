"""Credits in captions, as agencies and newspapers in French print them."""

from __future__ import annotations

from audiobrief.patterns import compile_late

_AGENCY = (
    r"(?:AFP|AP|Reuters|REUTERS|EPA|Belga|BELGA|Keystone(?:-ATS)?|KEYSTONE|PC|La\sPresse\scanadienne|APS|MAP|Panapress|MaxPPP|MAXPPP|Sipa"
    r"|SIPA|Abaca|Hans\sLucas|Getty(?:\sImages)?|iStock|Shutterstock|Unsplash|Pixabay|Adobe\sStock|DR|D\.R\.|archives?|Archives?|ARCHIVES?)"
)
_NAME = r"(?:[A-ZÀÂÉÈÊÎÔÛÇ][\w.’-]{0,30}+(?:\s(?:[A-ZÀÂÉÈÊÎÔÛÇ][\w.’-]{0,30}+|de|du|le|la|van|von)){0,4})"
_WORD = (
    r"(?:[Pp]hotos?(?:\sd[’']archives?|\sd[’']illustration|\sarchives?)?|PHOTO(?:\sD[’']ARCHIVES)?|[Cc]rédits?(?:\sphoto)?|[Ii]mage|[Ii]llustration"
    r"|[Ii]nfographie|[Ss]ource|[Cc]apture\sd[’']écran|[Vv]idéo)"
)
_BREAK = r"(?:\A|(?<=[.?!“”«»’)])|\s[-–—|•/])\s*"
CREDITS = (
    # within brackets: (Photo Léa Brun), (Léa Brun/AFP), (Archives)
    compile_late(
        rf"\s?[(\[](?:{_WORD}(?:\s?:?\s[^()\[\]]{{0,80}})?|[^()\[\]]{{0,80}}\b{_AGENCY}(?!\w)[^()\[\]]{{0,40}})[)\]]\.?\s*\Z"
    ),
    # after its word: "Photo : Léa Brun", "Photo Léa Brun", "© Léa Brun"
    compile_late(
        rf"{_BREAK}(?:{_WORD}\s?:[^.?!]{{0,80}}|[Pp]hoto\s{_NAME}(?:\s?[/,|]\s?[\w\s./’-]{{1,60}})?|PHOTO\s[^.?!]{{3,80}}|©.{{0,80}})\.?\s*\Z"
    ),
    # "Léa Brun / AFP", "AFP"
    compile_late(
        rf"{_BREAK}(?:{_NAME}\s?[/,|-]\s?)?{_AGENCY}(?:\s?[/,|]\s?[\w\s./’-]{{1,60}})?\.?\s*\Z"
    ),
    # "LÉA BRUN": Canada prints the photographer's name in capitals at the end
    compile_late(r"(?:(?<=[.?!”»])|\s[|/])\s*[A-ZÀÂÉÈÊÎÔÛÇ][A-ZÀÂÉÈÊÎÔÛÇ.,\s-]{4,60}\s*\Z"),
)
LABEL = compile_late(
    r"\A(?:(?:Légende|Photo|Image|Illustration)\s?:|Sur (?:la|cette) photo,)\s?(?=\S)"
)
"""What says at the start of a caption that it is one."""
