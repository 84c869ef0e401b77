"""How Dutch news names people: titles, pronouns, trades, and the words around a name."""

from __future__ import annotations

from audiobrief.spoken import given_names
from audiobrief.spoken.dutch.calendar import MONTHS, WEEKDAYS
from audiobrief.spoken.language import HE, ME, SHE, THEY, words

MALE_TITLES = words(
    "Meneer meneer Heer heer dhr. Koning koning Prins prins Pater pater Paus paus Broeder"
)
FEMALE_TITLES = words(
    "Mevrouw mevrouw mevr. mw. Koningin koningin Prinses prinses Zuster zuster"
)
TITLES = (
    MALE_TITLES
    | FEMALE_TITLES
    | words(
        """
        dr. Dr. drs. prof. Prof. mr. Mr. ir. ds. Dokter dokter Professor professor Minister minister President president Burgemeester burgemeester
        Wethouder wethouder Premier premier Generaal generaal Kapitein kapitein Kolonel Bisschop Kardinaal Rechter rechter Kamerlid
        Advocaat advocaat Gedeputeerde gedeputeerde Raadslid raadslid Fractievoorzitter fractievoorzitter Staatssecretaris staatssecretaris Schepen schepen Gouverneur
        """
    )
)
TITLE_STOPS = (
    "dhr",
    "Dhr",
    "mevr",
    "Mevr",
    "mw",
    "dr",
    "Dr",
    "drs",
    "Drs",
    "prof",
    "Prof",
    "mr",
    "Mr",
    "ir",
    "ds",
)
OFFICES = words(
    "Meneer Mevrouw mevrouw dhr. mevr. mw. dr. prof. Minister minister Burgemeester burgemeester Wethouder wethouder Premier Staatssecretaris"
)
PARTICLES = words("van der den de ten ter te von la le del di da in 't op")
PRONOUNS = {
    "hij": HE, "zij": SHE, "ze": SHE, "ik": ME, "wij": ME, "we": ME, "men": "", "je": "", "jij": "", "u": "", "jullie": "", "het": "", "hen": THEY,
}  # fmt: skip
HE_NAMES = given_names.HE | words(
    """
    Aad Adriaan Albert Alfons Alexander Anton Antoon Ardi Arend Arie Arjan Arjen Arnold Arnout Arthur Bart Bas Bastiaan Berend Bernard Bert Bob Boudewijn
    Bram Carel Casper Cees Christiaan Christophe Coen Cor Cornelis Daan Daniël Dick Diederik Dirk Edwin Egbert Elias Emiel Erwin Evert Ewout Ferdinand Filip
    Floris Frans Freek Frits Geert Gerard Gerben Gerrit Gijs Gilles Godfried Guido Guus Hans Harm Harmen Hein Hendrik Henk Herman Hidde Hubert Huub Ivo Jaap
    Jacob Jan Jan-Willem Jaap Jasper Jeroen Jelle Jelmer Jesse Jeffrey Jo Jochem Johan Johannes Joep Joost Joris Jos Jules Jurgen Jurriaan Karel Kasper Kees
    Kobe Klaas Koen Koenraad Kris Lambert Lars Leendert Lennart Lieven Lodewijk Louis Luc Ludo Luuk Maarten Marc Marcel Marijn Marius Martijn Mathijs Matthijs
    Maurits Menno Michiel Miel Mohammed Niek Niels Nico Nicolaas Olaf Onno Pascal Patrick Paul Pepijn Peter Philip Pier Piet Pieter Pim Quinten Raf Ramon
    Reinier Reinout René Rik Rinus Rob Roel Roeland Rogier Roland Ronald Ruben Rudi Rudolf Ruud Sander Sebastiaan Sem Servaas Sicco Siebe Siegfried Sietse
    Simon Sjaak Sjoerd Stef Stefaan Stijn Sven Teun Teunis Theo Thijs Thom Tijmen Tim Timo Tjeerd Tjitte Tom Toon Victor Vincent Walter Ward Wessel Wiebe Wilfried
    Willem Wim Wouter Yannick Youssef Yves Zeger
    """
)
SHE_NAMES = given_names.SHE | words(
    """
    Aafke Aaltje Adriana Agnes Aleida Aletta Alida Amber Anja Anke Anneke Annelies Annemarie Annemiek Annet Anouk Antje Arianne Ariane Astrid Babette
    Barbara Beatrijs Berendina Birgit Brigitta Carla Carolien Cato Catharina Christel Christien Cobie Conny Cornelia Daphne Diana Dineke Dorien Dorothea
    Ellen Elke Els Elsbeth Emma Esmee Eva Femke Fenna Fleur Floor Francien Frederike Froukje Geertje Geertrui Gerda Gerdien Goedele Greet Greetje Griet Gudrun Hanneke
    Hannelore Hedwig Heleen Helga Hendrika Hennie Hilde Ilse Imke Ina Ine Ineke Inge Ingeborg Ingrid Irma Jacoba Jacomijn Janneke Jantine Jessica Jet Jitske Joke
    Jolanda Jolien Josefien Josine Judith Julia Juul Kaat Karen Karin Karlijn Katelijne Katja Katrien Khadija Kim Kirsten Klaartje Lander Leen Lena Leonie Lies Liesbeth
    Lieselot Lieve Lisanne Loes Lotte Louise Lucia Machteld Maaike Maartje Machteld Manon Margot Margriet Marianne Marie Marieke Mariëlle Marije Marijke Marit
    Marjan Marjolein Marleen Marlies Martina Mieke Mien Mieneke Mirjam Monique Myrthe Nadia Natalie Neeltje Nelleke Nicole Nienke Noor Petra Petronella Pien Pleun
    Reinhilde Renske Ria Riet Rosa Rianne Roos Saar Sandra Sanne Saskia Sigrid Silke Sien Sietske Sofie Stien Suzanne Sylvia Tamara Tess Tineke Tinne Trijntje Trui
    Truus Ursula Veerle Vera Wendy Wilhelmina Willemijn Wietske Yvonne Ria
    """
)
INTRODUCING = words(
    "die de het een voormalig oud-burgemeester voorzitter directeur woordvoerder burgemeester wethouder lid hoogleraar eigenaar inwoner bewoner"
)
TRADE_ENDINGS = (
    "er", "ster", "or", "ist", "iste", "eur", "ent", "ente", "ant", "ante", "loog", "ares", "aris", "baas", "hoofd", "lid", "man", "vrouw", "vader", "moeder", "zoon",
    "dochter", "premier", "minister", "koning", "koningin", "paus", "bisschop", "arts", "advocaat", "boer", "boerin", "voorzitter", "leider", "leraar", "lerares",
    "schepen", "agent", "coach", "chef", "kapitein", "gids", "piloot", "wethouder",
)  # fmt: skip
ROLES = words(
    "voorzitter directeur burgemeester wethouder woordvoerder woordvoerster secretaris leider hoofd oprichter auteur minister premier schepen"
)
GROUPS = words(
    "bewoners omwonenden getuigen deskundigen wetenschappers artsen brandweerlieden agenten ouders leerlingen studenten vakbonden critici vrienden vissers boeren demonstranten onderzoekers werknemers inwoners buren"
)
NO_GIVEN_NAMES = words(
    "Nieuw Nieuwe Sint Groot Klein Oud Oude Noord Zuid Oost West Hoge Lage Provincie Gemeente Partij Stichting Vereniging Universiteit Hogeschool Ziekenhuis Ministerie Raad Hof Rechtbank Tweede Eerste Europese Verenigde Rode Hoge Koninklijke Bank Kamer Commissie Huis Straat Plein Brug Rivier Meer Eiland"
)
NO_SPEAKERS = words(
    "ANP Belga AP AFP Reuters Twitter Facebook Instagram X Telegram WhatsApp YouTube TikTok NOS RTL VRT VTM BBC CNN NU.nl"
)
DETERMINERS = words(
    "de het een deze dit die dat zijn haar hun ons onze mijn jouw uw enkele sommige alle beide elke ieder iedere geen twee drie veel een van"
) - {"van"}
CONTRACTED = words("ten ter")
PREPOSITIONS = words(
    "in op aan van voor met bij uit naar over onder door tegen tussen na sinds tot zonder om tijdens volgens binnen buiten vanaf rond rondom langs naast namens wegens ondanks"
)
WITHIN_PHRASES = words("van voor der den")
CLAUSE_STARTERS = words(
    "dat die of als toen omdat terwijl hoewel en maar want dus waar wat wie waarom hoe nadat voordat zodat"
)
AUXILIARIES = words(
    "heeft hebben had hadden is zijn was waren wordt worden werd werden kan kunnen moet moeten zal zullen zou zich ook nog al wel niet er gisteren vandaag daarna later toen dan vervolgens maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"
)
ADVERBS = frozenset(WEEKDAYS) | words(
    "daarover hierover daarbij daarop gisteren vandaag morgen later toen dan daarna daar hier eerst inmiddels ook nu vervolgens echter toch gevraagd desgevraagd volgens"
)
NOT_NAMES = words(
    """
    De Het Een Deze Dit Die Dat Hij Zij Ze Wij We Jullie Ik Je Jij U Men Iemand Niemand Iedereen Alles Niets Veel Enkele Sommige Alle Beide Elke Ieder Geen Mijn
    Zijn Haar Hun Ons Onze Wie Wat Waar Wanneer Waarom Hoe Welke In Op Aan Van Voor Met Bij Uit Naar Over Onder Door Tegen Tussen Na Sinds Tot
    Zonder Om Tijdens Volgens Binnen Buiten Als Toen Omdat Terwijl Hoewel Of En Maar Want Dus Ook Nog Al Nu Dan Daar Hier Toch Wel Niet Er
    Vandaag Gisteren Morgen Later Eerst Daarna Daarom Bovendien Inmiddels Vervolgens Echter Bijna Zo Alleen Misschien Ja Nee Twee Drie
    Desgevraagd Aldus
    """
) | frozenset(name.capitalize() for name in (*WEEKDAYS, *MONTHS))
PLAIN = frozenset((*WEEKDAYS, *MONTHS)) | words(
    "meneer mevrouw dokter professor president minister burgemeester koning koningin kabinet regering kamer senaat politie rechtbank god kerst nederland belgië europa noord zuid oost west"
)
