"""Credits in captions, as agencies and newspapers of the three countries print them."""

from __future__ import annotations

from audiobrief.patterns import compile_late

_AGENCY = (
    r"(?:dpa(?:[-/]\w+)?|APA|Keystone(?:-SDA)?|KEYSTONE|AFP|AP|Reuters|REUTERS|EPA|epd|KNA|imago|Imago|IMAGO|ddp|picture\salliance"
    r"|Getty(?:\sImages)?|Shutterstock|iStock|Unsplash|Adobe\sStock|Pixabay|TASS|Xinhua|Handout|privat)"
)
_NAME = r"(?:[A-ZÄÖÜ][\w.’-]{0,30}+(?:\s(?:[A-ZÄÖÜ][\w.’-]{0,30}+|von|van|der|zu)){0,4})"
_WORD = r"(?:Archiv|Symbol)?(?:[Ff]otos?|[Bb]ild(?:er|nachweis|quelle)?|Grafik|Illustration|Aufnahme|Quelle)"
_BREAK = r"(?:\A|(?<=[.?!“”«»’)])|\s[-–—|•])\s*"
CREDITS = (
    # within brackets: (Foto: Kaja Ott), (Kaja Ott/dpa), (Symbolbild)
    compile_late(
        rf"\s?[(\[](?:{_WORD}(?:\s?:[^()\[\]]{{0,80}})?|[^()\[\]]{{0,80}}\b{_AGENCY}\b[^()\[\]]{{0,40}})[)\]]\.?\s*\Z"
    ),
    # after its word: "Foto: Kaja Ott", "© Kaja Ott"
    compile_late(rf"{_BREAK}(?:{_WORD}\s?:[^.?!]{{0,80}}|©.{{0,80}})\.?\s*\Z"),
    # "Kaja Ott/dpa", "dpa"
    compile_late(
        rf"{_BREAK}(?:{_NAME}\s?[/,|]\s?)?{_AGENCY}(?:\s?[/,|]\s?[\w\s./’-]{{1,60}})?\.?\s*\Z"
    ),
)
LABEL = compile_late(
    r"\A(?:(?:Bildunterschrift|Bild|Foto|Bildtext):|(?:Auf dem|Im) (?:Bild|Foto):)\s?(?=\S)"
)
"""What says at the start of a caption that it is one."""
