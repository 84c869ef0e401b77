"""The sentence that says of its own page that the story is gone."""

from __future__ import annotations

from audiobrief.spoken.notices import Notice

NOTICE = Notice(
    said=(
        r"(?:(?:leider|hinweis|anmerkung der redaktion)\W{1,3})?(?:(?:leider )?(?:ist|wurde) )?(?:dieser|der von ihnen (?:gesuchte|aufgerufene|gewünschte)) (?:artikel|beitrag|text|inhalt|bericht|eintrag) "
        r"(?:(?:ist|wurde|steht) )?(?:(?!nicht\b)[\w.]+ ){0,6}?(?:nicht (?:mehr|länger) (?:verfügbar|abrufbar|online|vorhanden|zugänglich|zur verfügung)|entfernt|gelöscht|zurückgezogen|depubliziert|offline genommen)"
    ),
    after=r"worden|weil|da|auf|aus rechtlichen|und|nachdem|wegen|von der redaktion",
    others=(
        r"|wir haben diesen (?:artikel|beitrag|text|bericht) (?:[\w.]+ ){0,6}?(?:entfernt|gelöscht|zurückgezogen|offline genommen)\b"
        r"|(?:artikel|beitrag|text) (?:entfernt|gelöscht|zurückgezogen|nicht mehr verfügbar)\W*$"
    ),
)  # fmt: skip
