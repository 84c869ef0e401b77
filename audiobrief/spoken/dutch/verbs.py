"""Verbs and phrases with which Dutch news attributes words to somebody."""

from __future__ import annotations

from audiobrief.spoken.language import words

SPEECH_PAST = words(
    """
    zei zeiden vertelde vertelden verklaarde verklaarden vroeg vroegen antwoordde antwoordden riep riepen schreef schreven benadrukte
    waarschuwde waarschuwden meldde meldden stelde stelden vond vonden liet lieten voegde herhaalde beloofde reageerde reageerden
    erkende concludeerde bevestigde ontkende klaagde bekende fluisterde dacht noemde legde lichtte grapte merkte
    """
)
SPEECH_PRESENT = words(
    """
    zegt zeggen vertelt vertellen verklaart vraagt vragen antwoordt roept roepen schrijft schrijven benadrukt benadrukken waarschuwt
    waarschuwen meldt melden stelt stellen vindt vinden laat voegt herhaalt belooft reageert reageren erkent concludeert bevestigt
    ontkent klaagt bekent fluistert denkt denken noemt legt licht grapt merkt verzucht verwacht hoopt weet lacht zucht vermoedt
    """
)
SPEECH_DONE = words(
    "gezegd verteld verklaard gevraagd geantwoord geschreven benadrukt gewaarschuwd gemeld gesteld gereageerd bevestigd"
)
SURE = words(
    "zei zegt vertelde vertelt verklaarde antwoordde vroeg vraagt benadrukt waarschuwt reageert vindt stelt"
)
ACCORDING = (
    ("aldus",),
    ("volgens",),
    ("in", "de", "woorden", "van"),
    ("naar", "eigen", "zeggen", "van"),
)
REPORTED = words("dat of")
WORKS = words(
    "boek film roman serie lied album gedicht titel getiteld podcast programma documentaire voorstelling genaamd zogenaamde zogeheten opera"
)
RESUMING = words("dat zo daarmee dit")
