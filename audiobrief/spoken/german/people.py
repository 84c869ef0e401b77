"""How German news names people, and the words that tell who said something."""

from __future__ import annotations

from audiobrief.spoken import given_names
from audiobrief.spoken.german.calendar import MONTHS, WEEKDAYS
from audiobrief.spoken.language import HE, SHE, THEY, words

MALE_TITLES = words(
    "Herr Herrn Minister Präsident Kanzler Bürgermeister Kapitän König Prinz Bischof Pfarrer Sprecher Trainer"
)
FEMALE_TITLES = words(
    "Frau Ministerin Präsidentin Kanzlerin Bürgermeisterin Kapitänin Königin Prinzessin Bischöfin Pfarrerin Sprecherin Trainerin"
)
TITLES = MALE_TITLES | FEMALE_TITLES | words("Dr. Prof. Professor Professorin Doktor Papst")
TITLE_STOPS = ("Dr", "Prof")
OFFICES = words(
    "Herr Frau Dr. Prof. Minister Ministerin Bürgermeister Bürgermeisterin Präsident Präsidentin Kanzler Kanzlerin Sprecher Sprecherin"
)
PARTICLES = words("von van der den vom zu zum zur de am")
PRONOUNS = {"er": HE, "sie": SHE, "wir": THEY, "ich": "", "es": "", "man": ""}
HE_NAMES = given_names.HE | words(
    """
    Andri Beat Flurin Gian Hansjörg Jürg Köbi Luzi Reto Ueli Franz-Josef Hans-Peter Karl-Heinz Klaus-Peter Pascal Alois Sepp Leopold Gernot
    Malte Ludger Mehmet Ahmet Mustafa Emre Cem Milan Goran Zoran Dragan Achim Albrecht Alois Anton Armin Axel Benedikt Benno Bernd Bernhard Bertram Burkhard Carsten
    Claus Detlef Dietmar Dietrich Dirk Eberhard Eckart Edmund Egon Elmar Emil Engelbert Erich Ernst
    Erwin Eugen Ewald Fabian Ferdinand Florian Franz Frieder Fritz Georg Gerd Gerhard Gernot
    Gottfried Gregor Gunnar Gustav Hagen Hannes Harald Hartmut Heiko Heinrich Helmut Hendrik Henning
    Henrik Hermann Holger Horst Ingo Jakob Jan Jannik Jasper Joachim Jochen Johann Johannes Jonas
    Julius Jörg Jörn Kai Karsten Kaspar Kilian Knut Konrad Lennart Leopold Lorenz Lothar Ludwig
    Lukas Lutz Malte Manfred Marius Markus Matthias Maximilian Meinhard Moritz Niels Niklas Ole
    Oskar Ottmar Pascal Philipp Raimund Rainer Reiner Reinhard René Rudolf Ruprecht Rüdiger Sascha
    Severin Siegfried Steffen Sönke Theo Theodor Thorsten Till Tilmann Timo Tobias Torsten Udo
    Ulrich Urs Veit Vinzenz Volker Waldemar Werner Wilfried Wilhelm Willi Winfried Xaver
    """
)
SHE_NAMES = given_names.SHE | words(
    """
    Regula Ursina Vreni Seraina Ladina Corina Annegret Anna-Lena Ann-Kathrin Eva-Maria Hannelore Wiebke Henriette Ayşe Fatma Elif Zeynep
    Adelheid Agathe Alina Amelie Anette Anja Anke Annegret Annelie Anneliese Antje Ariane Beate
    Berta Bettina Birte Brunhilde Bärbel Carola Carolin Christa Christiane Constanze Corinna
    Cornelia Dagmar Daniela Dorothea Dörte Edeltraud Elfi Elfriede Elisa Elisabeth Elke Elsa Emilia
    Erika Franziska Frieda Friederike Gabi Gabriele Gerda Gertrud Gesa Gesine Gisela Gudrun Hanna
    Hannelore Hedwig Heide Heidemarie Helene Helga Henriette Hilde Hildegard Ilona Ilse Imke Inga
    Inge Irmgard Jana Jasmin Johanna Josefine Jutta Karla Karoline Katharina Katja Katrin Kerstin
    Klara Lea Leonie Lieselotte Linn Lotte Luisa Luise Magdalena Maike Manuela Mareike Margarete
    Margit Margot Marion Marita Martina Mathilde Mechthild Meike Merle Mira Nadine Neele Nele Pia
    Rebekka Regine Renate Rosemarie Roswitha Sibylle Sigrid Silke Sonja Stefanie Svenja Swantje
    Tabea Tanja Thea Traute Ulrike Uta Verena Veronika Waltraud Wiebke
    """
)
DETERMINERS = words(
    """
    der die das den dem des ein eine einen einem einer eines sein seine seinen seinem seiner ihr ihre ihren ihrem
    ihrer unser unsere kein keine dieser diese dieses jeder jede jedes mein meine
    """
)
CONTRACTED = words("am ans aufs beim fürs im ins ums vom zum zur")
PREPOSITIONS = words(
    """
    in im an am auf aus bei beim bis durch für gegen hinter mit nach neben ohne seit trotz über um unter von vom vor
    während wegen zu zum zur zwischen laut gegenüber
    """
)
WITHIN_PHRASES = words("von vom der des im in am aus für bei")
CLAUSE_STARTERS = words(
    "dass ob weil wenn als während obwohl damit nachdem bevor wo wie was wer und aber oder denn"
)
AUXILIARIES = words(
    "hat habe haben hatte hatten ist sind war waren wird werden wurde wurden kann könne könnte soll"
)
ADVERBS = words(
    "dazu dabei darüber daraufhin anschließend deshalb zunächst zuletzt inzwischen montag dienstag mittwoch donnerstag freitag samstag sonntag "
    "dann danach dort hier heute gestern später zuvor zudem außerdem auch"
)
INTRODUCING = words("der die das Sprecher Sprecherin")
TRADE_ENDINGS = (
    "in", "er", "or", "ist", "eur", "ent", "ant", "at", "rat", "rätin", "chef", "chefin", "wirt", "arzt", "anwalt", "experte", "expertin",
    "beamte", "abgeordnete", "vorsitzende", "beauftragte", "angestellte", "frau", "mann", "vater", "mutter", "sohn", "tochter",
    "bischof", "könig", "papst", "pfarrer", "graf", "student", "pilot", "kapitän", "biologe", "soziologe", "psychologe", "loge",
)  # fmt: skip
ROLES = words(
    "Bürgermeister Bürgermeisterin Sprecher Sprecherin Vorsitzender Vorsitzende Präsident Präsidentin Direktor Direktorin Chef Chefin Leiter Leiterin"
)
GROUPS = words(
    """
    anwohner nachbarn zeugen experten fachleute forscher ärzte feuerwehrleute polizisten behörden eltern schüler studierende
    gewerkschaften kritiker mitarbeiter freunde bauern landwirte demonstranten ermittler einwohner kreise
    """
)
NO_GIVEN_NAMES = words(
    """
    Neue Neuer Sankt Bad Groß Klein Alt Neu Ober Unter Hohe Rote Grüne Freie Deutsche Deutscher Österreichische Schweizer Land Kreis Landkreis
    Stadt Gemeinde Bezirk Kanton Bund Partei Verein Verband Universität Hochschule Schule Klinik Krankenhaus Polizei Feuerwehr Amt
    Ministerium Gericht Rat Landtag Bundestag Nationalrat Ständerat Straße Platz Brücke Insel Berg See Haus Verlag Zeitung Bank
    """
)
NO_SPEAKERS = words(
    "dpa APA SDA AFP AP Reuters epd KNA Twitter Facebook Instagram X Telegram WhatsApp YouTube TikTok ARD ZDF ORF SRF NDR WDR BR"
)
NOT_NAMES = frozenset((*WEEKDAYS, *MONTHS)) | words(
    """
    Der Die Das Den Dem Des Ein Eine Einen Einem Einer Er Sie Es Wir Ihr Ich Man Mein Meine Dein Sein Seine Unser Unsere Ihre Kein Keine Dieser
    Diese Dieses Jeder Jede Alle Viele Einige In Im An Am Auf Aus Bei Beim Bis Durch Für Gegen Hinter Mit Nach Neben Ohne Seit
    Über Um Unter Von Vom Vor Während Wegen Zu Zum Zur Zwischen Laut Als Wenn Weil Da Dass Ob Und Oder Aber Denn Doch Sondern
    Auch Nur Noch So Dann Dort Hier Heute Gestern Morgen Jetzt Nun Später Zuvor Zudem Außerdem Dabei Damit Nicht Nichts Nie
    Abend Mittag Nachmittag Vormittag Wochenende Rande Telefon Wer Was Wie Wo Wann Warum Erst Rund Etwa Mehr Danach Trotzdem Deshalb Bereits Insgesamt Niemand Ja Nein Gefragt
    """
)
PLAIN = frozenset(name.lower() for name in NOT_NAMES) | words(
    "herr frau herrn dr prof präsident präsidentin minister ministerin bürgermeister bürgermeisterin"
)
SPEECH_PAST = words(
    """
    sagte sagten erklärte erklärten meinte meinten betonte betonten fragte fragten antwortete antworteten rief riefen
    schrieb schrieben forderte forderten kritisierte kritisierten warnte warnten lobte lobten versicherte versicherten ergänzte
    ergänzten fügte teilte teilten berichtete berichteten erzählte erzählten kündigte bestätigte räumte urteilte mahnte mahnten
    klagte klagten scherzte gab entgegnete entgegneten erwiderte erwiderten konterte schimpfte schimpften bilanzierte bemerkte
    beklagte beklagten bedauerte stellte wies äußerte äußerten resümierte erinnerte verriet gestand flüsterte murmelte schrie
    jubelte freute ärgerte hieß begründete schilderte prophezeite bekräftigte unterstrich hob appellierte sprach wetterte spottete
    witzelte kommentierte twitterte postete befand glaubte hoffte versprach drohte monierte rügte dankte würdigte zitierte
    """
)
SPEECH_PRESENT = words(
    """
    sagt sagen erklärt erklären meint meinen betont betonen fragt fragen antwortet ruft schreibt fordert fordern kritisiert
    kritisieren warnt warnen lobt versichert ergänzt berichtet berichten erzählt erzählen kündigt bestätigt räumt mahnt klagt
    klagen entgegnet erwidert kontert schimpft bilanziert bemerkt beklagt bedauert stellt äußert resümiert erinnert verrät
    gesteht flüstert jubelt freut ärgert heißt begründet schildert prophezeit bekräftigt unterstreicht appelliert spricht wettert
    spottet witzelt kommentiert befindet glaubt hofft verspricht droht moniert rügt
    """
)
SPEECH_DONE = words(
    "gesagt erklärt betont gefordert kritisiert gewarnt gelobt versichert ergänzt berichtet erzählt bestätigt geschrieben gefragt"
)
"""Participles after "hat" and "habe"."""
SURE = words(
    """
    sagte sagten sagt sagen erklärte erklärt meinte meint betonte betont fragte fragt antwortete entgegnete erwiderte ergänzte
    kritisierte warnte mahnte berichtete erzählte
    """
)
ACCORDING = (
    ("laut",),
    ("so",),
    ("nach", "angaben", "von"),
    ("nach", "ansicht", "von"),
    ("nach", "worten", "von"),
    ("zufolge",),
)
RESUMING = words("das so damit")
REPORTED = words("dass ob")
WORKS = words("buch film roman lied titel song serie stück oper album")
