"""How French news names people: titles, pronouns, trades, and the words around a name."""

from __future__ import annotations

from audiobrief.spoken import given_names
from audiobrief.spoken.french.calendar import MONTHS, WEEKDAYS
from audiobrief.spoken.language import HE, ME, SHE, THEY, words
from audiobrief.spoken.particles import PARTICLES as COMMON_PARTICLES

MALE_TITLES = words(
    "M. Mr Monsieur monsieur Mgr Père père Frère frère Roi Prince Pape pape Sieur"
)
FEMALE_TITLES = words(
    "Mme Madame madame Mlle Mademoiselle Sœur sœur Mère Reine Princesse Dre Pre Mrs Mᵐᵉ"
)
TITLES = (
    MALE_TITLES
    | FEMALE_TITLES
    | words(
        """
        MM. Mmes Me Dr Pr Docteur docteur Professeur professeur Professeure Maître maître Général général Colonel Capitaine
        capitaine Commandant Lieutenant Ministre ministre Président président Présidente présidente Député député Députée
        députée Sénateur sénateur Sénatrice sénatrice Maire maire Juge juge Préfet préfet Préfète préfète Conseiller
        Conseillère Cheikh Imam Abbé abbé Cardinal cardinal
        """
    )
)
TITLE_STOPS = ("M", "MM", "Mr", "Dr", "Pr", "Prof")
OFFICES = words(
    "M. Mme Mlle Me Dr Pr Mgr Dre Docteur Professeur Maître Ministre ministre Député député Députée députée Sénateur sénateur Sénatrice sénatrice"
)
PARTICLES = COMMON_PARTICLES | words("de du des d' d’ la le van ben bin ould ag")
PRONOUNS = {
    "il": HE, "elle": SHE, "ils": THEY, "elles": THEY, "je": ME, "j'": ME, "j’": ME, "nous": ME, "on": "", "ce": "", "c'": "",
    "c’": "", "vous": "", "tu": "", "celui-ci": HE, "celle-ci": SHE, "l'intéressé": HE, "lui": HE,
}  # fmt: skip
HE_NAMES = given_names.HE | words(
    """
    Abdoulaye Abdou Achille Adama Adrien Alain Alassane Albin Alexandre Alexis Alix Alphonse Amadou Amaury Anatole Antoine
    Antonin Armand Arnaud Arsène Arthur Auguste Augustin Aurélien Aymeric Baptiste Barnabé Barthélemy Bastien Benoît
    Bertrand Blaise Boubacar Brice Bérenger Cédric Célestin César Christophe Clément Cléophas Corentin Côme Cyprien Cyrille
    Damien Denis Désiré Didier Dieudonné Dimitri Donatien Édouard Edmond Édgar Éloi Elzéar Émile Émilien Éric Ernest Esteban
    Étienne Eudes Eugène Évariste Fabien Fabrice Faustin Félicien Félix Ferdinand Fernand Firmin Florent Florentin Florian
    Francis Franck Frédéric Fulbert Gabin Gaël Gaétan Gaspard Gaston Gatien Gauthier Geoffroy Georges Gérald Gérard Germain
    Ghislain Gilbert Gildas Grégoire Grégory Guillaume Gustave Guy Hector Henri Hervé Hilaire Hippolyte Honoré Hugues
    Hyacinthe Idrissa Ignace Isidore Issouf Ivan Jacky Jean Jean-Baptiste Jean-Claude Jean-François Jean-Jacques Jean-Louis
    Jean-Luc Jean-Marc Jean-Marie Jean-Michel Jean-Paul Jean-Philippe Jean-Pierre Jean-René Jean-Yves Jérémie Jérôme
    Joachim Joël Jonas Jordan Joseph Josselin Jules Julien Justin Kader Kévin Kouamé Lambert Léandre Léo Léon Léonard
    Léopold Lilian Loïc Louis Lucien Ludovic Malo Mamadou Marcel Marceau Marc-André Marin Marius Martial Mathias Mathieu
    Mathis Matthieu Maël Maxence Maxime Médard Melchior Michel Mikaël Modeste Moïse Moussa Narcisse Nathan Noé Noël Norbert
    Octave Odilon Ousmane Pascal Patrice Paulin Philibert Philippe Pierre-Yves Prosper Quentin Raoul Raphaël Rémi Rémy
    Renaud René Réginald Régis Reynald Rodrigue Romain Roméo Romuald Roch Saïd Salif Sébastien Serge Séverin Siméon Souleymane
    Stanislas Stéphane Sylvain Sylvestre Tanguy Théo Théodore Théophile Thibault Thibaut Thierno Tristan Ulysse Urbain
    Valentin Valère Valéry Vianney Victorien Vincent Vivien Wilfrid Yacine Yanis Yann Yannick Yohan Youssef Youssouf Yvan Yvon
    Zacharie Cheick Issa Lamine Modibo Sékou Seydou Bakary Babacar Cheikh Ibrahima Kofi
    """
)
SHE_NAMES = given_names.SHE | words(
    """
    Adélaïde Adèle Adeline Agathe Agnès Aïcha Aimée Aïssatou Albane Albertine Alexandra Alexandrine Alice Aliénor Aliette
    Aline Alizée Aminata Amélie Anaïs Andrée Angèle Angélique Anne-Laure Anne-Marie Anne-Sophie Annick Annie Anouk
    Antoinette Apolline Ariane Armelle Arlette Assia Astou Aude Audrey Augustine Aurélie Aurore Awa Axelle Barbe Béatrice Bénédicte
    Berthe Bérénice Blanche Bintou Brune Capucine Carine Carole Cassandre Catherine Cécile Céleste Célestine Célia Céline
    Chantal Charlène Chloé Christelle Christiane Cindy Clarisse Claudette Clémence Clémentine Cléo Clotilde Colette Colombe
    Constance Coralie Coumba Corinne Dalila Danièle Danielle Daphné Delphine Diane Dorothée Édith Edwige Éléonore Éliane
    Élisabeth Élise Élodie Éloïse Elvire Émeline Émilie Emmanuelle Ernestine Estelle Eugénie Eulalie Eva Évelyne Fabienne
    Fanny Fanta Fatou Fatoumata Faustine Félicité Fernande Flavie Flore Florence Florine France Francine Françoise Frédérique
    Gabrielle Gaëlle Geneviève Georgette Géraldine Germaine Ghislaine Gilberte Gisèle Ginette Guylaine Gwenaëlle Habiba
    Hélène Héloïse Henriette Hermine Hortense Huguette Inès Irène Isabelle Ivoire Jacinthe Jacqueline Jeanne Jeannine Joëlle
    Josette Josiane Joséphine Judith Julie Juliette Justine Karine Kadiatou Khadija Laëtitia Laura Laure Laurie Léa Léone Léonie
    Léontine Liliane Lise Lison Loubna Louise Lucette Lucie Lucienne Lucile Ludivine Lydie Madeleine Magali Maïté Manon Marcelle
    Margaux Margot Marguerite Marianne Marie Marie-Christine Marie-Claude Marie-Ève Marie-France Marie-Hélène Marie-Jeanne
    Marie-Laure Marie-Louise Marie-Noëlle Marie-Pier Marie-Pierre Marielle Mariama Mariam Marina Marine Marion Marjolaine
    Marlène Marthe Martine Maryse Mathilde Maud Mélanie Mélissa Micheline Michèle Mireille Monique Muriel Myriam Nadège
    Nadia Nadine Nathalie Nicole Noémie Océane Odette Odile Olga Olivia Ombeline Ondine Oumou Pascale Paule Paulette Pauline
    Pénélope Perrine Philomène Pierrette Rachel Rachida Ramatoulaye Raymonde Rébecca Régine Renée Rokia Romane Rosalie Rose Roxane
    Sabine Salomé Sandrine Ségolène Séverine Simone Sidonie Siham Solange Solène Sophie Stéphanie Suzanne Suzie Sylvie Tatiana
    Thérèse Valentine Valérie Véronique Victoire Violaine Violette Virginie Viviane Wendy Yasmine Yolande Yvette Yvonne Zoé Zohra
    """
)
INTRODUCING = words(
    "qui dont le la l' l’ un une ancien ancienne président présidente directeur directrice maire porte-parole avocat avocate député députée professeur professeure chercheur chercheuse membre responsable"
)
TRADE_ENDINGS = (
    "eur", "euse", "rice", "eure", "iste", "ien", "ienne", "ier", "ière", "er", "ère", "ant", "ante", "ent", "ente", "aire", "logue",
    "maire", "ministre", "porte-parole", "avocat", "avocate", "député", "députée", "juge", "préfet", "préfète", "roi", "reine",
    "pape", "évêque", "chef", "cheffe", "frère", "sœur", "fils", "fille", "mère", "père", "épouse", "époux", "veuve", "veuf",
    "capitaine", "pilote", "élu", "élue", "patron", "patronne", "économiste", "délégué", "déléguée", "vétérinaire", "imam",
    "architecte", "proche", "ami", "amie", "collègue", "syndicaliste", "échevin", "échevine", "magistrat", "magistrate",
    "médecin", "curé", "rabbin", "guide", "artiste", "athlète",
)  # fmt: skip
ROLES = words(
    "président présidente directeur directrice maire porte-parole secrétaire responsable patron patronne chef cheffe auteur autrice auteure fondateur fondatrice ministre"
)
GROUPS = words(
    """
    habitants habitantes riverains témoins experts expertes scientifiques médecins pompiers policiers gendarmes agents
    autorités parents élèves étudiants syndicats sources amis proches pêcheurs agriculteurs manifestants chercheurs salariés
    élus élues associations usagers avocats enquêteurs
    """
)
NO_GIVEN_NAMES = words(
    """
    Nouvelle Nouveau Saint Sainte Saint- Port Ville Mont Val Vallée Rue Avenue Boulevard Place Quai Pont Île Îles Lac Côte Cap Golfe
    États Royaume Union Banque Parti Gouvernement Ministère Université Conseil Cour Tribunal Assemblée Sénat Chambre
    Commission Communauté Région Département Institut Hôpital Maison Centre Fédération Confédération Association Société
    Groupe Haut Haute Bas Basse Grand Grande Petit Nord Sud Est Ouest Moyen Orient Radio Télévision Agence Journal Coupe
    Ligue Guerre Croix Médecins Service Direction Office Comité Front Rassemblement Mouvement Club Stade Olympique
    """
)
NO_SPEAKERS = words(
    "AFP AP Reuters Belga ATS Twitter Facebook Instagram X Telegram WhatsApp YouTube TikTok BBC CNN RTBF RTS RFI TF1"
)
DETERMINERS = words(
    """
    le la les l' l’ un une des ce cet cette ces son sa ses leur leurs mon ma mes notre nos votre vos quelques plusieurs certains
    certaines chaque aucun aucune deux trois quatre beaucoup tous toutes
    """
)
CONTRACTED = words("au aux du des")
PREPOSITIONS = words(
    """
    à de d' d’ en dans par pour sur sous avec sans chez vers entre contre depuis dès pendant durant avant après selon malgré sauf
    parmi hors lors au aux du auprès face devant derrière près jusqu'à suite concernant
    """
)
WITHIN_PHRASES = words("de du des d' d’")
CLAUSE_STARTERS = words(
    """
    que qu' qu’ qui dont où quand lorsque puisque comme si alors tandis et ou mais donc or ni car parce tout avant après
    """
)
AUXILIARIES = words(
    """
    a ont ai avait avaient aura est sont était étaient sera se s' s’ ne n' n’ y en lui leur nous vous me m' m’ te pas plus
    aussi également encore ensuite déjà toujours jamais notamment d'abord hier mardi lundi mercredi jeudi vendredi samedi
    dimanche ainsi alors enfin même été fait va vient doit peut t'
    """
)
ADVERBS = frozenset(WEEKDAYS) | words(
    """
    hier aujourd'hui demain ensuite puis alors avant après ainsi ici là enfin finalement pourtant cependant toutefois mais
    matin soir midi après-midi nuit semaine mois heures jours interrogé interrogée interrogés contacté contactée contactés
    sollicité sollicitée joint jointe auparavant
    """
)
NOT_NAMES = words(
    """
    Le La Les L L' L’ Un Une Des Du De D D' D’ Ce Cet Cette Ces Son Sa Ses Leur Leurs Mon Ma Mes Notre Nos Votre Vos Il Elle Ils
    Elles On Nous Vous Je J J' J’ Tu C C' C’ S' S’ N' N’ Qu' Qu’ Que Qui Quoi Dont Où Quand Lorsque Comme Si Mais Ou Et Donc Or Ni
    Car À A Au Aux En Dans Par Pour Sur Sous Avec Sans Chez Vers Entre Contre Depuis Dès Pendant Durant Avant Après Selon Malgré Sauf
    Parmi Hors Lors Ainsi Aussi Alors Puis Ensuite Enfin Cependant Pourtant Toutefois Désormais Aujourd'hui Hier Demain Ici
    Là Non Oui Ne Tout Toute Tous Toutes Chaque Plusieurs Certains Certaines Quelques Aucun Aucune Rien Personne Beaucoup Peu Plus
    Moins Trop Très Même Autre Deux Trois Quatre Cinq Six Sept Huit Neuf Dix Cent Mille Premier Première Face Grâce Interrogé
    Interrogée Contacté Contactée Comment Pourquoi Quel Quelle Quels Quelles Cela Ça Ceci Voici Voilà Jamais Toujours Est Été
    État États Intérieur Justice Santé Économie Éducation Défense Travail Culture Transports Budget Agriculture Pêche Environnement
    Énergie Logement Finances Étrangères Sports Tourisme Industrie Commerce Travaux Intérieure Outre-mer Numérique Recherche
    Merci Bref Car D'après D’après C'est C’est Parce Puisque Jusqu Fin Début Dit Et Monsieur Madame
    """
) | frozenset(name.capitalize() for name in (*WEEKDAYS, *MONTHS))
PLAIN = frozenset((*WEEKDAYS, *MONTHS)) | words(
    """
    monsieur madame mademoiselle docteur professeur maître président présidente ministre premier première maire député députée
    sénateur sénatrice roi reine pape gouvernement assemblée sénat état conseil police gendarmerie justice tribunal
    constitution noël dieu nord sud est ouest france paris europe
    """
)
