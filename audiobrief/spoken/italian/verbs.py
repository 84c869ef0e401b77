"""Verbs and phrases with which Italian news attributes words to somebody."""

from __future__ import annotations

from audiobrief.spoken.language import words

SPEECH_DONE = words(
    """
    detto dichiarato affermato assicurato spiegato aggiunto precisato indicato sottolineato ricordato raccontato annunciato
    risposto commentato ammesso avvertito denunciato ribadito concluso osservato sostenuto chiesto scritto confermato chiarito
    esclamato insistito proseguito replicato promesso criticato ringraziato lamentato evidenziato riferito rivelato confidato
    ribattuto auspicato attaccato twittato riconosciuto
    """
)
"""Participles after "ha" and "hanno", with which Italian tells what somebody said."""
SPEECH_PRESENT = words(
    """
    dice dicono dichiara affermano afferma assicura spiega spiegano aggiunge aggiungono precisa indica sottolinea sottolineano
    ricorda ricordano racconta raccontano annuncia risponde rispondono commenta commentano ammette avverte avvertono denuncia
    denunciano ribadisce conclude osserva sostiene sostengono chiede chiedono domanda scrive scrivono conferma chiarisce esclama
    insiste prosegue replica promette critica attacca ringrazia lamenta lamentano evidenzia riferisce rivela confida ribatte
    auspica protesta protestano urla mormora minaccia garantisce assicurano promettono invita invitano avverte replica grida sussurra continua incalza sbotta rilancia tuona ironizza scherza sospira taglia
    """
)
SPEECH_PAST = words(
    "disse dissero diceva dicevano dichiarò affermò spiegò spiegava aggiunse rispose raccontò raccontava chiese scrisse concluse gridò esclamò sostenne ammise ricordò sosteneva"
)
SPEECH_PARTICIPLES = words(
    "dicendo aggiungendo spiegando affermando sottolineando ricordando chiedendo"
)
SURE = words(
    """
    dice detto afferma affermato spiega spiegato aggiunge aggiunto dichiara dichiarato racconta raccontato sottolinea sottolineato
    commenta commentato sostiene precisa ricorda conclude risponde risposto ribadisce ammette
    """
)
ACCORDING = (
    ("secondo",),
    ("per",),
    ("a", "detta", "di"),
    ("a", "giudizio", "di"),
    ("stando", "a"),
    ("parola", "di"),
)
WORDED = (("nelle", "parole", "di"), ("con", "le", "parole", "di"))
REPORTED = words("che se")
WORKS = words(
    "libro romanzo film serie canzone disco album poesia saggio intitolato intitolata titolo slogan chiamato chiamata detto soprannominato documentario programma inno mostra progetto operazione"
)
RESUMING = words("così ecco questo ciò lo")
