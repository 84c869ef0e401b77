"""The sentence that says of its own page that the story is gone."""

from __future__ import annotations

from audiobrief.spoken.notices import Notice

NOTICE = Notice(
    said=(
        r"(?:(?:helaas|noot van de redactie)\W{1,3})?(?:(?:helaas )?is )?(?:dit (?:artikel|bericht|verhaal|stuk)|deze (?:pagina|inhoud|publicatie)|het (?:artikel|bericht) (?:dat )?(?:u|je) zoekt)"
        r" (?:(?:is|werd) )?(?:(?!niet\b)[\w.]+ ){0,5}?(?:niet (?:meer|langer) (?:beschikbaar|online|toegankelijk)|verwijderd|teruggetrokken|offline gehaald|ingetrokken)"
    ),
    after=r"door|op verzoek|omdat|wegens|van (?:onze|de|deze) (?:site|website)|en|nadat|om juridische",
    others=(
        r"|(?:wij|we) hebben dit (?:artikel|bericht|verhaal|stuk) (?:[\w.]+ ){0,5}?(?:verwijderd|teruggetrokken|ingetrokken|offline gehaald)\b"
        r"|(?:artikel|bericht|pagina) (?:verwijderd|teruggetrokken)\W*$"
    ),
)  # fmt: skip
