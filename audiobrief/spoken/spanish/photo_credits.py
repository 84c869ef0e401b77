"""Credits in captions, as agencies and newspapers of Spain and America print them."""

from __future__ import annotations

from audiobrief.patterns import compile_late

_AGENCY = (
    r"(?:EFE|Efe|Europa\sPress|EP|AFP|AP|Reuters|REUTERS|Notimex|NTX|Cuartoscuro|Télam|Telam|NA|Andina|Colprensa|Agencia\sUno|ATON|Xinhua"
    r"|Getty(?:\sImages)?|GETTY|Shutterstock|iStock|Unsplash|Pixabay|Pexels|Archivo|ARCHIVO|Cortesía|Cedida|Especial)"
)
_NAME = r"(?:[A-ZÁÉÍÓÚÑ][\w.’-]{0,30}+(?:\s(?:[A-ZÁÉÍÓÚÑ][\w.’-]{0,30}+|de|del|la|los|y)){0,5})"
_WORD = (
    r"(?:[Ff]oto(?:grafía|s)?|FOTO(?:GRAFÍA)?|[Ii]magen(?:\sde(?:\sarchivo)?)?|[Cc]réditos?|[Gg]ráfico|[Ii]lustración"
    r"|[Cc]ortesía(?:\sde)?|[Cc]edida(?:\spor)?|[Ff]uente|[Vv]ídeo|[Vv]ideo)"
)
_BREAK = r"(?:\A|(?<=[.?!“”«»’)])|\s[-–—|•/])\s*"
CREDITS = (
    # within brackets: (Foto: Rosa Lema), (Rosa Lema/EFE), (Archivo)
    compile_late(
        rf"\s?[(\[](?:{_WORD}(?:\s?:[^()\[\]]{{0,80}})?|[^()\[\]]{{0,80}}\b{_AGENCY}\b[^()\[\]]{{0,40}})[)\]]\.?\s*\Z"
    ),
    # after its word: "Foto: Rosa Lema", "© Rosa Lema"
    compile_late(
        rf"{_BREAK}(?:{_WORD}\s?:[^.?!]{{0,80}}|©.{{0,80}}|[Ii]magen\sde\sarchivo)\.?\s*\Z"
    ),
    # "Rosa Lema / EFE", "EFE"
    compile_late(
        rf"{_BREAK}(?:{_NAME}\s?[/,|]\s?)?{_AGENCY}(?:\s?[/,|]\s?[\w\s./’-]{{1,60}})?\.?\s*\Z"
    ),
    # "ROSA LEMA": Spanish papers print the photographer's name in capitals at the end
    compile_late(r"(?:(?<=[.?!”»])|\s[|/])\s*[A-ZÁÉÍÓÚÑ][A-ZÁÉÍÓÚÑ.\s]{4,40}\s*\Z"),
)
LABEL = compile_late(
    r"\A(?:(?:Pie de (?:foto|imagen)|Imagen|Foto):|En la (?:foto|imagen),)\s?(?=\S)"
)
"""What says at the start of a caption that it is one."""
