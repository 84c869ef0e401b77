"""Credits in captions, as agencies and newspapers in Dutch print them."""

from __future__ import annotations

from audiobrief.patterns import compile_late

_AGENCY = r"(?:ANP|Belga|BELGA|AP|AFP|Reuters|REUTERS|EPA|Hollandse\sHoogte|Getty(?:\sImages)?|iStock|Shutterstock|Unsplash|ProShots|archief|Archief|DPG\sMedia)"
_NAME = r"(?:[A-ZÉ][\w.’-]{0,30}+(?:\s(?:[A-ZÉ][\w.’-]{0,30}+|van|de|der|den|ten)){0,4})"
_WORD = r"(?:[Ff]oto(?:graaf|grafie)?|FOTO|[Bb]eeld|[Bb]ron|[Ii]llustratie|[Vv]ideo)"
_BREAK = r"(?:\A|(?<=[.?!“”’)])|\s[-–—|•/])\s*"
CREDITS = (
    # within brackets: (foto: Lia Vos), (Lia Vos/ANP)
    compile_late(
        rf"\s?[(\[](?:{_WORD}(?:\s?:?\s[^()\[\]]{{0,80}})?|[^()\[\]]{{0,80}}\b{_AGENCY}\b[^()\[\]]{{0,40}})[)\]]\.?\s*\Z"
    ),
    # after its word: "Foto: Lia Vos", "Beeld Lia Vos", "© Lia Vos"
    compile_late(
        rf"{_BREAK}(?:{_WORD}\s?:[^.?!]{{0,80}}|(?:[Ff]oto|[Bb]eeld)\s{_NAME}|©.{{0,80}})\.?\s*\Z"
    ),
    # "Lia Vos / ANP", "ANP"
    compile_late(
        rf"{_BREAK}(?:{_NAME}\s?[/,|]\s?)?{_AGENCY}(?:\s?[/,|]\s?[\w\s./’-]{{1,60}})?\.?\s*\Z"
    ),
)
LABEL = compile_late(r"\A(?:(?:Bijschrift|Foto|Beeld):|Op de foto:)\s?(?=\S)")
"""What says at the start of a caption that it is one."""
