"""The gender of what is counted, by the endings of French nouns.

Grevisse, Le bon usage (§ 467): nouns in -tion, -té, -ence and their like are feminine. Only numbers
that end in one show it: "vingt et une personnes".
"""

from __future__ import annotations

from audiobrief.patterns import compile_late
from audiobrief.spoken.french.numbers import FEMININE, MASCULINE
from audiobrief.spoken.language import words

FEMININE_ENDINGS = (
    # the endings of nouns in the singular
    "tion", "sion", "xion", "gion", "nion", "aison", "té", "tié", "ée", "ie", "ette", "otte", "ence", "ance", "ense", "ure",
    "ade", "aine", "eine", "ine", "ise", "aise", "èse", "esse", "asse", "isse", "ousse", "elle", "ille", "alle", "olle",
    "ière", "ère", "euse", "rice", "enne", "onne", "anne", "ace", "ande", "ende", "ude", "ole", "ase", "ose", "ite", "ote",
    "ute", "oute", "erte", "orte", "arte", "ante", "ente", "inte", "onte", "oire", "ape", "ope", "ique", "aque", "oque",
    "gue", "arge", "orge", "ève", "ive", "ave", "uille", "euille", "ame", "amme", "omme", "rme", "ume", "aie", "oie", "oue",
    "ue", "anche", "êche", "iche", "ouche", "oche", "ache", "aste", "phe",
)  # fmt: skip
MASCULINE_ANYWAY = words(
    """
    été côté comité traité pâté député arrêté comté décolleté pavé carré café musée lycée trophée athée incendie génie
    parapluie sosie foie squelette silence murmure mercure grade stade camarade domaine capitaine magazine modèle
    gorille quadrille mille vermicelle violoncelle cimetière derrière caractère mystère ministère critère cratère
    cancer père frère confrère beau-frère grand-père élève rêve fleuve territoire laboratoire conservatoire répertoire
    interrogatoire observatoire réfectoire accessoire mémoire pourboire site mérite gîte satellite rite communiste
    socialiste homme gendarme programme kilogramme gramme télégramme drame charme terme volume costume légume parfum
    rhume espace palace pétrole contrôle symbole monopole rôle pôle vase gaz gaze groupe scope microscope télescope
    chapitre titre litre mètre théâtre centre monstre membre nombre arbre timbre sabre livre service office exercice
    bénéfice édifice sacrifice caprice précipice préjudice indice supplice complice dentifrice orifice artifice casque
    moustique risque disque masque kiosque cirque public élastique pique-nique portique domestique mécanique
    dialogue catalogue collègue pilote vote antidote monde signe règne peigne insigne collège siège piège manège
    cortège privilège collègue orange siècle cercle obstacle spectacle miracle oncle muscle article véhicule
    crépuscule scrupule module malade comte conte doute compte acte insecte architecte reste geste texte prétexte
    poste risque peuple couple temple exemple immeuble meuble trouble double câble sable diable crime régime abîme
    dôme diplôme fantôme symptôme atome royaume problème système thème poème barème carême blasphème baptême
    millésime centime intime abonné blessé suspect interprète athlète squelette poète prophète trimestre semestre
    orchestre ministre registre sinistre centenaire anniversaire salaire commissaire locataire propriétaire notaire
    maire horaire itinéraire questionnaire formulaire exemplaire militaire dictionnaire dispensaire partenaire
    volontaire fonctionnaire actionnaire adversaire incident accident pesticide suicide génocide homicide fongicide
    coude code mode guide vide épisode bordage adulte culte tumulte groupe type prototype principe cycle
    automobiliste cycliste journaliste touriste artiste spécialiste gréviste économiste terroriste pianiste activiste
    motocycliste juriste élu euros dollar jeune collaborateur portefeuille chèvrefeuille réveille-matin vigile
    missile asile projectile reptile ustensile domicile concile textile crocodile profil fossile
    stage garage voyage village visage étage message ménage personnage témoignage sondage otage barrage
    capitaine chanoine moine patrimoine patronyme antonyme pseudonyme gymnase satyre cadavre manœuvre havre genre
    chiffre coffre gouffre souffre tigre ogre cadre quadre ordre désordre cèdre
    """
)
FEMININE_ANYWAY = words(
    """
    gare mare bague barre guitare affaire paire aire chaire hache bière marée rive rente vente pente tente attente
        fois voix maison école semaine année heure minute seconde page ligne femme fille mère sœur ville commune région main
    tête vie mort route rue porte table chambre salle place pièce chose personne victime équipe part croix noix fin nuit
    dent forêt clé clef eau peau dette banque usine entreprise boutique marque classe tonne balle arme bombe bataille
    guerre base cause preuve plainte peine plante vache chèvre poule brebis souris essence espèce voiture moto auto
    radio photo vidéo œuvre lettre langue lampe île plage vague côte mer cour tour cellule caméra dose chaîne règle
    planche tranche branche manche recherche démarche marche bouche couche touche mouche tâche hache tache fiche affiche
    niche brèche flèche mèche crèche pêche dépêche fleur couleur erreur valeur chaleur peur longueur hauteur largeur
    profondeur odeur saveur faveur rumeur tumeur lueur douleur épaisseur sueur fenêtre montre rencontre lettre chambre
    ombre poudre foudre cendre fibre chèvre fièvre lèvre lutte grève trêve sève fève tempête enquête requête conquête
    fête bête crête plainte crainte teinte étape nappe grappe frappe trappe soupe coupe troupe loupe jupe équipe pipe
    pompe lampe rampe crampe tombe colombe jambe bombe robe aube syllabe herbe gerbe courbe chanson prison rançon
    boisson moisson cloison toison leçon façon contrefaçon garnison raison saison foule moule boule poule ampoule
    formule pilule cellule virgule particule molécule canicule pendule péninsule file pile île huile voile étoile toile
    famille grille bille chenille béquille vallée loi foi paroi tribu vertu soif nef faim façade facture dame âme lame
    rame flamme gamme somme gomme pomme ferme arme larme alarme réforme plateforme forme norme firme digue vague
    fugue langue ligue bague cloche roche poche brioche halte date note côte botte grotte flotte carotte culotte
    plate-forme cible vigne ligne montagne campagne compagne châtaigne cage nage page image plage rage éponge grange
    louange vidange auberge berge charge marge horloge loge neige tige prothèse hypothèse synthèse thèse parenthèse
    chaise fraise braise crise valise remise prise mise reprise entreprise surprise chemise église noise dépense réponse
    défense récompense offense course bourse source force divorce écorce amorce puce astuce sauce once annonce ronce
    pince province balance séance créance médaille muraille faille taille maille paille caille bataille ferraille
    feuille oreille abeille bouteille corbeille veille merveille treille groseille école carrière bière rivière
    matière manière lumière prière frontière poussière dernière première jeep star bru
    candidate avocate lycéenne étudiante habitante présidente assistante enseignante gérante agente cliente patiente
    députée employée salariée élue blessée mariée élève-infirmière
    """
)
ADJECTIVES_BEFORE = words(
    """
    nouvelles nouvelle grandes grande petites petite anciennes ancienne bonnes bonne mauvaises mauvaise premières première
    dernières dernière prochaines prochaine longues longue vieilles vieille belles belle grosses grosse hautes haute
    fausses fausse certaines toutes seule seules
    """
)
"""Feminine forms of adjectives that stand before their noun."""
EITHER = words("jeunes jeune autres autre simples simple véritables vraies")
"""Adjectives of one form, after which the noun tells the gender."""
NO_NOUNS = words(
    """
    de du des et ou à au aux en dans par pour sur sous avec sans contre mais que qui dont où ne pas plus moins très
    le la les un une ce cette ces se sa son ses leur leurs est a ont sont était soit puis si comme entre chez vers
    selon après avant depuis pendant dès lors même aussi encore déjà seulement environ tous tout toutes toute il elle
    ils elles on nous vous je tu y dit fois-ci ici là ensuite enfin tandis lorsque quand rue route
    """
)
_NEXT = compile_late(
    r"[ \u00a0\u202f](?P<first>[^\W\d_]+(?:-[^\W\d_]+)*)(?:[ \u00a0](?P<second>[^\W\d_]+))?"
)


def singular_of(noun: str) -> str:
    """The regular singular of a noun: "voitures", "bateaux"."""
    low = noun.lower()
    if low in FEMININE_ANYWAY | MASCULINE_ANYWAY:
        return low
    if low.endswith(("eaux", "eux")):
        return low[:-1]
    return low.removesuffix("s")


def is_feminine(noun: str) -> bool:
    """Whether a noun, in the singular or plural, is feminine."""
    low = singular_of(noun)
    if low in FEMININE_ANYWAY:
        return True
    return low not in MASCULINE_ANYWAY and low.endswith(FEMININE_ENDINGS)


def form_at(text: str, end: int, number: int) -> str:
    """The form of the cardinal whose figures end at `end`: `FEMININE` before a feminine noun."""
    if number % 10 != 1:
        return MASCULINE
    following = _NEXT.match(text, end)
    if following is None:
        return MASCULINE
    first, second = following["first"].lower(), (following["second"] or "").lower()
    if first in ADJECTIVES_BEFORE:
        return FEMININE
    if first in EITHER and second:
        first = second
    if first in NO_NOUNS or following["first"][0].isupper():
        return MASCULINE
    return FEMININE if is_feminine(first) else MASCULINE
