"""Verbs and phrases with which Spanish news attributes words to somebody."""

from __future__ import annotations

from audiobrief.spoken.language import words

SPEECH_PAST = words(
    """
    dijo dijeron decía decían añadió añadieron agregó agregaron afirmó afirmaron afirmaba explicó explicaron explicaba
    señaló señalaron señalaba comentó comentaron comentaba aseguró aseguraron aseguraba declaró declararon manifestó
    manifestaron destacó destacaron recalcó recalcaron subrayó subrayaron lamentó lamentaron anunció anunciaron criticó
    criticaron advirtió advirtieron denunció denunciaron reclamó reclamaron apuntó apuntaron matizó reconoció
    reconocieron recordó recordaron recordaba puntualizó sentenció relató relataron contó contaron contaba narró opinó
    opinaron argumentó argumentaron exclamó preguntó preguntaron respondió respondieron replicó contestó contestaron
    insistió insistieron reiteró reiteraron indicó indicaron detalló detallaron avisó alertó celebró reveló confesó
    confirmó negó admitió admitieron aclaró aclararon remarcó sostuvo sostuvieron sostenía expresó expresaron precisó
    precisaron concluyó zanjó prosiguió continuó ironizó bromeó gritó gritaron susurró murmuró suplicó rogó pidió
    pidieron exigió exigieron prometió aconsejó recomendó escribió escribieron tuiteó publicó proclamó defendió reflexionó
    resumió repitió interrogó ponderó enfatizó enunció planteó cuestionó describió rememoró espetó soltó terció consideró
    estimó auguró vaticinó abundó acotó deslizó quejó quejaron justificó ejemplificó increpó bramó
    sinceró apostilló remató
    """
)
SPEECH_PRESENT = words(
    """
    dice dicen añade añaden agrega agregan afirma afirman explica explican señala señalan comenta comentan asegura aseguran
    declara manifiesta destaca destacan recalca subraya subrayan lamenta lamentan anuncia critica critican advierte
    advierten denuncia denuncian reclama reclaman apunta apuntan matiza reconoce reconocen recuerda recuerdan puntualiza
    sentencia relata relatan cuenta cuentan narra opina opinan argumenta argumentan exclama pregunta preguntan responde
    responden replica contesta contestan insiste insisten reitera indica indican detalla avisa alerta alertan celebra
    revela confiesa confirma niega admite admiten aclara remarca sostiene sostienen expresa precisa concluye zanja prosigue
    continúa ironiza bromea grita gritan pide piden exige exigen promete escribe escriben defiende reflexiona resume repite
    reza apostilla remata considera cree creen queja quejan justifica enfatiza plantea describe rememora
    """
)
SPEECH_DONE = words(
    """
    dicho añadido agregado afirmado explicado señalado comentado asegurado declarado manifestado destacado recalcado
    subrayado lamentado anunciado criticado advertido denunciado reclamado apuntado matizado reconocido recordado
    puntualizado sentenciado relatado contado opinado argumentado exclamado preguntado respondido replicado contestado
    insistido reiterado indicado detallado avisado alertado celebrado revelado confesado confirmado admitido aclarado
    remarcado sostenido expresado precisado concluido zanjado ironizado pedido exigido escrito defendido
    """
)
"""Participles after "ha" and "había", with which Spain tells what somebody said today."""
SPEECH_PARTICIPLES = words(
    "diciendo añadiendo afirmando explicando señalando asegurando preguntando gritando insistiendo recordando"
)
SURE = words(
    """
    dijo dice decía añadió añade agregó afirmó afirma explicó explica señaló señala comentó comenta aseguró asegura declaró
    manifestó recalcó subrayó lamentó preguntó respondió contestó replicó exclamó insistió opinó opina relató sostuvo
    sostiene advirtió admitió precisó puntualizó
    """
)
ACCORDING = (
    ("según",), ("en", "palabras", "de"), ("a", "juicio", "de"), ("en", "opinión", "de"), ("de", "acuerdo", "con"),
)  # fmt: skip
REPORTED = words("que si")
WORKS = words(
    """
    libro novela película serie canción disco obra poema ensayo titulado titulada título lema llamado llamada llamó
    denominado denominada documental programa himno columna revista bautizado bautizada apodado apodada alias
    """
)
RESUMING = words("así eso esto ese esa ello lo")
