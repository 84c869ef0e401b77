"""How Italian news names people: titles, pronouns, trades, and the words around a name."""

from __future__ import annotations

from audiobrief.spoken import given_names
from audiobrief.spoken.italian.calendar import MONTHS, WEEKDAYS
from audiobrief.spoken.language import HE, ME, SHE, THEY, words
from audiobrief.spoken.particles import PARTICLES as COMMON_PARTICLES

MALE_TITLES = words(
    "Signor signor sig. Sig. dott. Dott. Dottor dottor prof. Prof. avv. Mons. mons. Don don Padre padre Re Papa papa Principe Fra Ser"
)
FEMALE_TITLES = words(
    "Signora signora sig.ra Sig.ra dott.ssa Dott.ssa Dottoressa dottoressa professoressa prof.ssa Prof.ssa Regina Principessa Suor suor Madre"
)
TITLES = (
    MALE_TITLES
    | FEMALE_TITLES
    | words(
        """
        on. On. sen. Sen. ing. Ing. arch. gen. col. cap. Onorevole onorevole Senatore Senatrice Ministro ministro Ministra ministra Presidente
        presidente Sindaco sindaco Sindaca sindaca Assessore assessore Assessora Capitano capitano Generale generale Colonnello Vescovo
        Cardinale cardinale Giudice giudice Avvocato avvocato Avvocata Professore professore Professoressa Comandante comandante
        """
    )
)
TITLE_STOPS = (
    "sig",
    "Sig",
    "dott",
    "Dott",
    "prof",
    "Prof",
    "avv",
    "Avv",
    "ing",
    "on",
    "On",
    "sen",
    "mons",
    "Mons",
    "dr",
    "Dr",
)
OFFICES = words(
    "Signor signor Signora signora dott. Dott. dott.ssa prof. on. On. sen. Ministro Ministra Sindaco Sindaca sindaco sindaca Onorevole Senatore Senatrice"
)
PARTICLES = COMMON_PARTICLES | words("de di del della dei dalla dal d' d’ la lo li")
PRONOUNS = {
    "lui": HE, "lei": SHE, "egli": HE, "ella": SHE, "loro": THEY, "essi": THEY, "esse": THEY, "io": ME, "noi": ME, "voi": "", "tu": "", "si": "",
}  # fmt: skip
HE_NAMES = given_names.HE | words(
    """
    Achille Adelmo Adolfo Agostino Alberto Aldo Alessandro Alessio Alfio Alfonso Alfredo Amedeo Andrea Angelo Antonino Armando
    Arnaldo Attilio Augusto Aurelio Beniamino Benito Bernardo Biagio Calogero Camillo Carlo Carmelo Carmine Cesare Ciro Claudio
    Corrado Cosimo Cristian Cristiano Damiano Daniele Danilo Dario Davide Demetrio Dino Domenico Donato Edoardo Egidio Elia Elio
    Emanuele Emilio Ennio Enrico Enzo Ercole Ermanno Ettore Eugenio Ezio Fabiano Fabio Fabrizio Fausto Federico Ferdinando
    Ferruccio Filippo Flavio Florindo Francesco Franco Gabriele Gaetano Gaspare Gennaro Germano Gerardo Giacomo Giampaolo
    Giampiero Giancarlo Gianfranco Gianluca Gianluigi Gianmarco Gianni Gianpiero Gilberto Gino Gioacchino Giordano Giorgio
    Girolamo Giulio Gregorio Guglielmo Ignazio Ivano Jacopo Lamberto Leandro Leopoldo Livio Lorenzo Luca Luciano Lucio Ludovico
    Luigi Manfredi Marcello Mariano Marino Martino Mattia Maurizio Mauro Mirko Michele Mimmo Nello Nicola Nicolò Nino Nunzio
    Oreste Orlando Osvaldo Ottavio Pasquale Patrizio Pierluigi Piero Pietro Pino Raffaele Raimondo Renato Renzo Riccardo Rinaldo
    Rino Rocco Romano Romeo Romolo Rosario Ruggero Sabino Salvatore Samuele Sandro Sante Santo Saverio Savino Sebastiano Sergio
    Severino Silvano Silvestro Simone Stefano Tarcisio Tito Tiziano Tommaso Tonino Tullio Ubaldo Ugo Umberto Valentino Valerio
    Virgilio Vito Vittorio Walter
    """
)
SHE_NAMES = (given_names.SHE - {"Andrea"}) | words(
    """
    Ada Adele Agata Agnese Alba Alessandra Alessia Amalia Annalisa Annamaria Antonella Antonia Antonietta Arianna Assunta Aurora
    Barbara Bianca Bruna Camilla Carlotta Carmela Caterina Catia Chiara Cinzia Clelia Clotilde Concetta Cosima Costanza Cristiana
    Cristina Daniela Debora Delia Diletta Donata Donatella Edda Elda Eleonora Elettra Elisa Elisabetta Elvira Emanuela Emma Enza
    Erica Ersilia Eugenia Fabiana Fabiola Fabrizia Fernanda Fiammetta Filomena Flaminia Flavia Fosca Franca Gabriella Gaia Gemma
    Ginevra Gioia Giordana Giovanna Giuditta Giuliana Giuseppina Grazia Graziella Ilaria Immacolata Iolanda Irene Isabella Ivana Lara
    Laura Lavinia Letizia Lia Licia Lidia Liliana Livia Lorena Lorenza Loredana Luana Lucia Luciana Lucrezia Luisa Maddalena Manuela
    Mara Marcella Margherita Mariagrazia Mariangela Marika Marilena Marina Marinella Marisa Marta Martina Matilde Maura Michela
    Milena Mirella Miriam Monica Nadia Natalia Nicoletta Noemi Nora Norma Nunzia Olga Oriana Ornella Orsola Ottavia Paola Patrizia
    Piera Pina Raffaella Rebecca Renata Rita Roberta Romina Rosa Rosalba Rosalia Rosanna Rosaria Rosella Rossana Rossella Sabina
    Sabrina Sandra Sara Saveria Serena Silvana Silvia Simona Simonetta Sofia Sonia Stefania Susanna Tamara Tea Tecla Teresa Tina
    Tiziana Valentina Valeria Vanessa Veronica Viola Virginia Vittoria Viviana Zaira
    """
)
INTRODUCING = words(
    "che il la l' un una ex presidente direttore direttrice sindaco sindaca portavoce segretario segretaria assessore docente"
)
TRADE_ENDINGS = (
    "ore", "rice", "ista", "ente", "essa", "ante", "iere", "iera", "ario", "aria", "ico", "ica", "ino", "ina", "ologo", "ologa", "sindaco",
    "sindaca", "portavoce", "ministro", "ministra", "giudice", "avvocato", "avvocata", "capo", "figlio", "figlia", "padre", "madre", "moglie",
    "marito", "fratello", "sorella", "vedova", "vescovo", "papa", "re", "regina", "deputato", "deputata", "medico", "pilota", "parroco",
    "architetto", "architetta", "capitano", "fondatore",
)  # fmt: skip
ROLES = words(
    "presidente direttore direttrice sindaco sindaca portavoce segretario segretaria responsabile capo fondatore fondatrice autore autrice ministro ministra assessore assessora"
)
GROUPS = words(
    "abitanti residenti testimoni esperti scienziati medici pompieri carabinieri poliziotti agenti autorità genitori studenti sindacati fonti amici pescatori agricoltori manifestanti ricercatori lavoratori cittadini vicini inquirenti investigatori"
)
NO_GIVEN_NAMES = words(
    """
    San Santa Sant' Santo Porto Villa Monte Val Valle Via Viale Piazza Corso Ponte Isola Lago Costa Nuova Nuovo Stati Regno Unione Banca Partito
    Governo Ministero Università Comune Consiglio Corte Tribunale Camera Senato Commissione Regione Provincia Istituto Ospedale Casa
    Centro Federazione Confederazione Associazione Società Gruppo Alto Alta Basso Nord Sud Est Ovest Medio Guardia Polizia Croce Lega
    Forza Fratelli Movimento Coppa Serie Guerra Procura Cantone Gran Vigili
    """
)
NO_SPEAKERS = words(
    "ANSA Ansa AGI Adnkronos AP AFP Reuters Twitter Facebook Instagram X Telegram WhatsApp YouTube TikTok BBC CNN RAI Rai Mediaset ATS"
)
DETERMINERS = words(
    "il lo la i gli le l' l’ un uno una un' un’ questo questa questi queste quello quella quei quegli quelle suo sua suoi sue loro mio mia miei mie nostro nostra nostri nostre alcuni alcune ogni due tre molti molte tutti tutte"
)
CONTRACTED = words(
    "al allo alla ai agli alle dal dallo dalla dai dagli dalle del dello della dei degli delle nel nello nella nei negli nelle sul sullo sulla sui sugli sulle all' all’ dell' dell’ dall' dall’ nell' nell’ sull' sull’"
)
PREPOSITIONS = CONTRACTED | words(
    "di a da in con su per tra fra contro durante dopo prima senza sotto sopra verso entro presso secondo oltre fino d' d’"
)
WITHIN_PHRASES = words("di del dello della dei degli delle d' d’ dell' dell’")
CLAUSE_STARTERS = words(
    "che quando mentre se perché poiché dove come chi cui e ed o ma però né quindi poi dopo prima così sebbene"
)
AUXILIARIES = words(
    """
    ha hanno ho aveva avevano abbiamo è sono era erano sarà fu stato stata va vanno può possono deve non si gli le lo la ci vi mi ne già anche ancora
    poi ieri oggi sempre mai inoltre infine subito invece
    """
)
ADVERBS = frozenset(WEEKDAYS) | words(
    "ieri oggi domani poi dopo prima allora intanto così qui lì inoltre infine tuttavia però mattina sera notte settimana mesi ore giorni interpellato interpellata contattato contattata interrogato"
)
NOT_NAMES = words(
    """
    Il Lo La I Gli Le L' L’ Un Uno Una Un' Un’ Di A Da In Con Su Per Tra Fra Del Dello Della Dei Degli Delle Dal Dalla Nel Nella Al Alla Ai Agli Alle Sul Sulla
    All' All’ Dell' Dell’ Dall' Dall’ Nell' Nell’ E Ed O Ma Però Se Che Chi Cosa Come Quando Dove Perché Mentre Questo Questa Questi Queste Quello Quella Suo
    Sua Suoi Sue Mio Mia Nostro Nostra Io Tu Lui Lei Noi Voi Loro Non Sì No Nessuno Niente Tutto Tutti Tutte Ogni Altri Altre Altro Molti Molte
    Alcuni Alcune Più Meno Anche Ancora Poi Dopo Prima Durante Secondo Contro Senza Sotto Sopra Verso Entro Fino Ora Oggi Ieri Domani
    Qui Lì Già Mai Sempre Forse Così Ecco Quindi Dunque Inoltre Infine Intanto È Era Sono Ha Hanno Due Tre Quattro Cinque Cento Mille
    Primo Prima Grazie Interpellato Interpellata Stato Stati Interno Interni Esteri Giustizia Salute Economia Difesa Lavoro Cultura Trasporti
    """
) | frozenset(name.capitalize() for name in (*WEEKDAYS, *MONTHS))
PLAIN = frozenset((*WEEKDAYS, *MONTHS)) | words(
    "signor signora dottor dottoressa professor presidente ministro ministra sindaco sindaca governo senato camera stato comune polizia tribunale natale dio nord sud est ovest italia roma europa"
)
