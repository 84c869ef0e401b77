"""What bylines and closing credits name, as a table."""

import pytest

from audiobrief.cleaner.metadata import read_byline, read_endnote
from audiobrief.model import Author

BYLINES: dict[str, list[Author]] = {
    # one word after an author with two names is the place, and a given name is another author
    "Von Hanna Voss, Bredow": [Author("Hanna Voss", "Bredow")],
    "Par Ada Ferrand, Lormont": [Author("Ada Ferrand", "Lormont")],
    "Von Hanna Voss, Auental/Bredow": [Author("Hanna Voss", "Auental, Bredow")],
    "Von Hanna Voss, Bredow, und Jan Lohse, Auental": [Author("Hanna Voss", "Bredow"), Author("Jan Lohse", "Auental")],
    "By Ana Reyes, Tom": [Author("Ana Reyes"), Author("Tom")],
    "By Ada Quill": [Author("Ada Quill")],
    "By Ada Quill and Bo Marsh in Kyiv": [Author("Ada Quill", "Kyiv"), Author("Bo Marsh", "Kyiv")],
    "By Ada Quill in Kyiv, Ukraine, and Bo Marsh in Brussels": [
        Author("Ada Quill", "Kyiv, Ukraine"),
        Author("Bo Marsh", "Brussels"),
    ],
    "Ada Quill, political editor": [Author("Ada Quill", role="political editor")],
    "By ADA QUILL for The Associated Press": [Author("Ada Quill", role="for The Associated Press")],
    "By ADA DE LA QUILL AND BO O'MARSH": [Author("Ada de la Quill"), Author("Bo O'Marsh")],
    "Ada M. Quill, London, Bo Marsh": [Author("Ada M. Quill", "London"), Author("Bo Marsh")],
    "Von Ada Quill, dpa": [Author("Ada Quill"), Author("dpa")],
    "Ada Quill | lundi 9 décembre 2019 à 09h08": [Author("Ada Quill")],
    "Posted by Ada W. Quill at 18:52": [Author("Ada W. Quill")],
    "By Ada Quill | ada.quill@example.com": [Author("Ada Quill")],
    "By Ada Quill, with additional reporting by Bo Marsh": [
        Author("Ada Quill"),
        Author("Bo Marsh", additional=True),
    ],
    "By Ada Quill, harbour correspondent, in Marlow | 3 May 2024": [
        Author("Ada Quill", "Marlow", "harbour correspondent")
    ],
    "By Ada Quill and Bo Marsh, political editors": [
        Author("Ada Quill", role="political editors"),
        Author("Bo Marsh", role="political editors"),
    ],
    "By ADA QUILL The Associated Press": [Author("Ada Quill", role="The Associated Press")],
    "Par Ada Quill (Londres, correspondante)": [Author("Ada Quill", "Londres", "correspondante")],
    "Di Ada Quill, inviata a Kiev": [Author("Ada Quill", role="inviata a Kiev")],
    # in Spanish, Catalan and Portuguese, the word for "and" also stands between two surnames
    "Por José Ortega y Gasset": [Author("José Ortega y Gasset")],
    "Ana Costa e Silva": [Author("Ana Costa e Silva")],
    "ANA ORTEGA Y PRADO": [Author("Ana Ortega y Prado")],
    "Antoni Vidal i Ferrer y Luis Roldán": [Author("Antoni Vidal i Ferrer"), Author("Luis Roldán")],
    "Por Marta Ibáñez y Luis": [Author("Marta Ibáñez"), Author("Luis")],
    "Por Marta Ibáñez y EFE": [Author("Marta Ibáñez"), Author("EFE")],
    # "en" is "and" in Dutch, and "in" in Spanish
    "Marta Ibáñez, corresponsal en Bruselas": [Author("Marta Ibáñez", "Bruselas", "corresponsal")],
    "Marta Ibáñez, corresponsal en Nueva Marlow": [
        Author("Marta Ibáñez", "Nueva Marlow", "corresponsal")
    ],
    "Door Femke de Wit en Jan Bakker": [Author("Femke de Wit"), Author("Jan Bakker")],
    # what a box about the author says, and who took the pictures
    "Ada Quill Ada Quill is a senior reporter": [Author("Ada Quill")],
    "Texto: Marta Ibáñez. Fotos: Luis Roldán": [Author("Marta Ibáñez")],
    "Von unserer Mitarbeiterin Ada Quill": [Author("Ada Quill")],
    "by admin": [],
    "Staff": [],
    "3 May 2021": [],
    "": [],
}  # fmt: skip

ENDNOTES: dict[str, list[Author]] = {
    "Ada E. Quill reported from Kyiv, Ukraine, and Bo Marsh reported from Brussels.": [
        Author("Ada E. Quill", "Kyiv, Ukraine"),
        Author("Bo Marsh", "Brussels"),
    ],
    "Ada Quill reported from Kyiv. Bo Marsh contributed reporting from Paris.": [
        Author("Ada Quill", "Kyiv"),
        Author("Bo Marsh", "Paris", additional=True),
    ],
    "Additional reporting by Ada Quill and Bo Marsh.": [
        Author("Ada Quill", additional=True),
        Author("Bo Marsh", additional=True),
    ],
    "Reporting by Ada Quill in Marlow; Editing by Bo Marsh": [
        Author("Ada Quill", "Marlow", additional=True)
    ],
    "With files from Reuters": [Author("Reuters", additional=True)],
    "Associated Press writers Ada Quill in Kyiv and Bo Marsh in Paris contributed to this report.": [
        Author("Ada Quill", "Kyiv", additional=True),
        Author("Bo Marsh", "Paris", additional=True),
    ],
    "Ada Quill contributed research.": [Author("Ada Quill", additional=True)],
    "He reported from his home that all was well.": [],
    "The harbour reopened on Monday.": [],
}


@pytest.mark.parametrize("text", BYLINES)
def test_bylines(text: str) -> None:
    assert list(read_byline(text)) == BYLINES[text]


@pytest.mark.parametrize("text", ENDNOTES)
def test_endnotes(text: str) -> None:
    assert list(read_endnote(text)) == ENDNOTES[text]
