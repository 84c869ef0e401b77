"""Verbs and phrases with which French news attributes words to somebody."""

from __future__ import annotations

from audiobrief.spoken.language import words

SPEECH_DONE = words(
    """
    dit déclaré affirmé assuré expliqué ajouté précisé indiqué souligné estimé rappelé confié annoncé répondu lancé
    regretté dénoncé insisté raconté poursuivi conclu reconnu admis averti prévenu martelé plaidé soutenu résumé promis
    demandé interrogé commenté jugé salué réagi écrit tweeté publié posté répété répliqué rétorqué protesté tonné tempéré
    nuancé détaillé témoigné avancé avoué concédé confirmé démenti déploré fustigé critiqué ironisé plaisanté glissé lâché
    crié murmuré soufflé exclamé défendu justifié argumenté argué observé constaté remarqué noté signalé relevé appelé
    exhorté exigé réclamé revendiqué accusé répondu enchaîné renchéri complété analysé décrit décrypté pointé prédit
    pronostiqué espéré souhaité félicité remercié réjoui inquiété indigné étonné offusqué emporté agacé désolé défendu
    alerté conseillé recommandé invité proposé suggéré persiflé pesté riposté récapitulé relativisé
    """
)
"""Participles after "a" and "ont", with which French tells what somebody said."""
SPEECH_PRESENT = words(
    """
    dit disent déclare déclarent affirme affirment assure assurent explique expliquent ajoute ajoutent précise précisent
    indique indiquent souligne soulignent estime estiment rappelle rappellent confie confient annonce annoncent répond
    répondent lance lancent regrette regrettent dénonce dénoncent insiste insistent raconte racontent poursuit poursuivent
    conclut concluent reconnaît reconnait reconnaissent admet admettent avertit avertissent prévient préviennent martèle
    plaide plaident soutient soutiennent résume résument promet promettent demande demandent interroge commente commentent
    juge jugent salue saluent réagit réagissent écrit écrivent tweete répète répètent réplique rétorque proteste tonne
    tempère nuance détaille témoigne témoignent avance avancent avoue avouent concède confirme confirment dément déplore
    déplorent fustige critique critiquent ironise plaisante glisse lâche crie crient murmure souffle soufflent exclame
    défend défendent justifie argumente argue observe observent constate constatent remarque note notent signale relève
    exige réclame réclament revendique accuse enchaîne renchérit complète analyse décrit décrivent pointe pointent prédit
    espère espèrent souhaite souhaitent félicite remercie réjouit inquiète inquiètent indigne étonne alerte alertent
    conseille recommande propose suggère sourit soupire s'exclame pense pensent croit croient considère considèrent
    relate relatent riposte relativise ose peste reprend rit balaie tranche désole désolent agace agacent insurge insurgent emporte
    emportent offusque alarme alarment amuse amusent souvient souviennent lamente lamentent plaint plaignent excuse enthousiasme
    émeut désespère énerve impatiente étrangle enflamme rassure défend targue vante questionne interrogent réjouissent félicitent
    soupirent sourient abonde appuie illustre poursuive renchérissent tonnent ironisent plaisantent glissent
    """
)
SPEECH_PAST = words(
    """
    disait disaient affirmait affirmaient assurait expliquait expliquaient ajoutait précisait indiquait soulignait estimait
    estimaient rappelait confiait annonçait répondait regrettait dénonçait racontait concluait reconnaissait écrivait
    déclara affirma assura expliqua ajouta précisa souligna estima rappela confia annonça répondit lança regretta raconta
    poursuivit conclut demanda répéta répliqua rétorqua s'écria cria murmura souffla écrivit reprit fit promit admit
    """
)
SPEECH_PARTICIPLES = words(
    "disant déclarant affirmant assurant expliquant ajoutant précisant soulignant rappelant estimant lançant répétant criant dénonçant regrettant concluant"
)
SURE = words(
    """
    dit déclare déclaré affirme affirmé assure assuré explique expliqué ajoute ajouté précise précisé estime estimé confie
    confié raconte raconté regrette regretté rappelle rappelé souligne souligné répond répondu martèle martelé lance lancé
    insiste insisté plaide juge commente témoigne prévient conclut admet
    """
)
ACCORDING = (
    ("selon",), ("d'", "après"), ("d’", "après"), ("pour",), ("aux", "yeux", "de"), ("de", "l'", "avis", "de"), ("de", "l’", "avis", "de"), ("à", "en", "croire"), ("dixit",),
)  # fmt: skip
WORDED = (
    ("selon", "les", "mots", "de"),
    ("selon", "les", "termes", "de"),
    ("pour", "citer"),
    ("selon", "la", "formule", "de"),
)
REPORTED = words("que qu si")
WORKS = words(
    """
    livre roman film série chanson disque album poème essai intitulé intitulée titre titré slogan nommé nommée baptisé
    baptisée surnommé surnommée dit dite alias documentaire émission programme hymne revue spectacle exposition pièce opéra
    appelé appelée opération projet podcast
    """
)
RESUMING = words("ainsi voilà c'est cela ça ce")
