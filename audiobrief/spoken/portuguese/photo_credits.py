"""Credits in captions, as agencies and newspapers in Portuguese print them."""

from __future__ import annotations

from audiobrief.patterns import compile_late

_AGENCY = r"(?:Lusa|LUSA|Agência\sBrasil|Folhapress|Estadão\sConteúdo|AFP|AP|Reuters|REUTERS|EPA|Global\sImagens|Getty(?:\sImages)?|iStock|Shutterstock|Unsplash|Pixabay|Divulgação|Reprodução|Arquivo|D\.R\.)"
_NAME = r"(?:[A-ZÀ-Ú][\w.’-]{0,30}+(?:\s(?:[A-ZÀ-Ú][\w.’-]{0,30}+|de|da|do|dos)){0,4})"
_WORD = r"(?:[Ff]oto(?:grafia)?|FOTO|[Cc]réditos?|[Ii]magem|[Ff]onte|[Vv]ídeo)"
_BREAK = r"(?:\A|(?<=[.?!“”«»’)])|\s[-–—|•/])\s*"
CREDITS = (
    # within brackets: (Foto Lia Neves), (Lia Neves/Lusa)
    compile_late(
        rf"\s?[(\[](?:{_WORD}(?:\s?:?\s[^()\[\]]{{0,80}})?|[^()\[\]]{{0,80}}\b{_AGENCY}\b[^()\[\]]{{0,40}})[)\]]\.?\s*\Z"
    ),
    # after its word: "Foto: Lia Neves", "Foto de Lia Neves", "© Lia Neves"
    compile_late(
        rf"{_BREAK}(?:{_WORD}\s?:[^.?!]{{0,80}}|[Ff]oto\s(?:de\s)?{_NAME}|©.{{0,80}})\.?\s*\Z"
    ),
    # "Lia Neves/Lusa", "Lusa"
    compile_late(
        rf"{_BREAK}(?:{_NAME}\s?[/,|]\s?)?{_AGENCY}(?:\s?[/,|]\s?[\w\s./’-]{{1,60}})?\.?\s*\Z"
    ),
)
LABEL = compile_late(r"\A(?:(?:Legenda|Foto|Imagem):|Na foto,)\s?(?=\S)")
"""What says at the start of a caption that it is one."""
