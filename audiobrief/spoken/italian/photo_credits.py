"""Credits in captions, as agencies and newspapers in Italian print them."""

from __future__ import annotations

from audiobrief.patterns import compile_late

_AGENCY = r"(?:ANSA|Ansa|AP|AFP|Reuters|REUTERS|LaPresse|Imagoeconomica|AGF|Fotogramma|Keystone(?:-ATS)?|EPA|Getty(?:\sImages)?|iStock|Shutterstock|Unsplash|archivio|Archivio)"
_NAME = r"(?:[A-ZÀÈÉÌÒÙ][\w.’-]{0,30}+(?:\s(?:[A-ZÀÈÉÌÒÙ][\w.’-]{0,30}+|de|di|della)){0,4})"
_WORD = r"(?:[Ff]oto(?:grafia)?(?:\s(?:di|d['’])\s?(?:archivio|repertorio))?|FOTO|[Cc]redit[oi]?|[Ii]mmagine|[Ff]onte|[Vv]ideo)"
_BREAK = r"(?:\A|(?<=[.?!“”«»’)])|\s[-–—|•/])\s*"
CREDITS = (
    # within brackets: (Foto Lia Neri), (Lia Neri/ANSA)
    compile_late(
        rf"\s?[(\[](?:{_WORD}(?:\s?:?\s[^()\[\]]{{0,80}})?|[^()\[\]]{{0,80}}\b{_AGENCY}\b[^()\[\]]{{0,40}})[)\]]\.?\s*\Z"
    ),
    # after its word: "Foto: Lia Neri", "Foto di Lia Neri", "© Lia Neri"
    compile_late(
        rf"{_BREAK}(?:{_WORD}\s?:[^.?!]{{0,80}}|[Ff]oto\s(?:di\s)?{_NAME}|©.{{0,80}})\.?\s*\Z"
    ),
    # "Lia Neri/ANSA", "ANSA"
    compile_late(
        rf"{_BREAK}(?:{_NAME}\s?[/,|]\s?)?{_AGENCY}(?:\s?[/,|]\s?[\w\s./’-]{{1,60}})?\.?\s*\Z"
    ),
)
LABEL = compile_late(r"\A(?:(?:Didascalia|Foto|Immagine):|Nella foto,)\s?(?=\S)")
"""What says at the start of a caption that it is one."""
