"""Decide by the given name whether a few words are surely a person's name.

Two capitalised words in a row may be a firm, a town or a person; only the given
name tells. If nothing else on the page confirms a name, it must begin with one
of the given names listed here, the common ones of the languages read most.
"""

from __future__ import annotations

from audiobrief.cleaner.metadata.names import (
    PARTICLES,
    TITLES,
    fold,
    is_organisation,
    is_person,
)
from audiobrief.spoken import given_names

MAX_SPACES = 6
OTHERS = frozenset(
    """
    abby ada adalbert addison adel adela adele adelheid aden agata aileen aimee aino alain alberto aldo alejandra aleksandra alessandra alessandro
    alex alexandre alfons alina aline aliza allan alma almut almuth alois alva alvaro amadou amelie anabel anastasia andi andra andreu andris aneta
    angelika anibal anika anja anke ankit annabel annalena annegret anneke annelie annelies anneliese annemarie annemieke annika anouk anselm ansgar
    antje antoine anton antonia anu anuj anya arash arjun arlene arlette arlinda armando armin arno artur arturo arvid asa asger aske asli asma atle
    attila aude audun august aurelie aurora avery axel aya ayla ayse azadeh balazs bart bartosz bas basil bastian bea beat beata beate bela benedikt
    benny benoit bente beppe berit bernardo bernd berndt bernhard bert berta berthold bertil bertram bertrand bess bettie bettina bianca billie birger
    birk birte bjarne bjoern blake bogdan borja bram brit brita britt britta bronwyn brooke bryce burak burkhard caitlin camilla camille cara carina
    carlo carlotta carola carolin carsten casey cassandra catalina catarina caterina cathleen cathrin celia celine cem chandra chantal charlene charly
    christa christel christelle christen christiane christof christophe christy ciara cigdem claas clarissa claudette claudio claus clemens clement
    cleo cliff clive cody conny conrad constantin constanze cora coralie cord cordula corentin corina corinna corinne cornelia cristian cristiana
    cristina cristobal curt dag dagmar dagny dalia damian damien damon dana daniela danilo danni danuta darcy daria darius dariusz darko darryl dasha
    davide dawid delphine demetrius deniz derya desiree detlef detlev devin dietmar dietrich dilip dimitri dimitris dina dirk dominic dominick dominik
    dominika dominique doreen dorian dorit dorle dorota dorothea dorothee dorte drew duarte dunja dusan dwayne ebba eberhard eckart eckehard eckhard
    eckhart edda edmund edna eduard edwina efrain eglantine egon eike eilis einar eirik ekaterina ela elaina eleni eleonore elfriede eliane elias elin
    elina elinor eliot elisa elisabeth eliza elke elliot elmar elmo elodie elsa elsbeth elvira elwin emanuel emanuela emer emil emilia emilie emine
    emir emmanuelle emmett emre engelbert enno enrica enrico enzo erdem eren erhard erich erika erkan ernie ernst erwan erwin esra esteban estelle
    esteve estrella ethel etta eugen eugenia eugenie eunice evangelia evi ewa ewald ezra fabian fabien fabienne fabio fabiola fabrice faiza fanny
    farah farid fatih fatma fausto faye federico felicitas femke ferdi ferdinand ferenc fermin fiete filip filippa filippo finlay finn fleur flora
    florentine florian florin floris francesco francine francis franka frans franz franziska fraser frauke freddy frederic frederik fredrik freya
    frida fridolin fridtjof frieda friedemann fritz fritzi fuat fynn gabe gabi gabriele gaby gala gaston geert genevieve georg georges georgina
    georgios geraldo gerben gerd gerda gergely gerhard geri gerlinde gernot gero gerold gerrit gert gertrud gertrude giacomo giada gianluca gianna
    gianni giorgio giovanna gisela gisele gitta giulio glen goetz gonzalo goran gorka gottfried gotz graciela gregor gretel grit gro grzegorz gudmund
    gudrun guenter guenther guillaume guillem gulsen gunilla gunnar gunther gustav hakan halina hanna hanne hannelore hannes hanno hansjorg harald
    haralds hariet harm hartmut harvey hasan hauke hayley hedda hedi hedwig hedy heide heiko hein heiner heinrich helga helge hella helmut hendrik
    hendrikje henk henning henny henriette henrik herb heribert hermann hermine hilde hildegard hinnerk hinrich hjalmar holger horacio horst hortense
    hugues huseyin huub ignasi ignaz ilan ilaria ilda ilja ilka ilona ilse ilya imke ina inga inge ingeborg ingmar ingo ingolf ingvild inka inken inma
    ioana ionut ira irma irmela irmgard isa isabell isabelle isadora isaiah isidora ismael ismail istvan itay itziar ivana ivar ivette ivo iwan iwona
    jacek jaclyn jaco jacopo jad jadwiga jakob jakub jalal jamal jamie jan jana janek janelle janin janina janine janis janna janne jannik janos
    janusz jaroslav jaroslaw jasmin jasper jaume javad jeanine jeannette jeannine jelena jenni jennie jeppe jeremiah jeremie jerzy jesper jess jessie
    jesus jette jillian jindrich jirka jitka joachim joana jochen jodi jody joelle joerg johann johanna johannes johnathan jolanda jolanta jolien
    jonas joos joost jordan jorg jorgen jorn jorunn josefa josefina josefine josie jouni joy juana jude juergen jukka jules juliane julien julius jurg
    jurij justina justine justus jutta jyoti kadir kai kaj kaleb kalle kamil kara kareem karel kari karima karla karlheinz karlotta karol karola
    karolina karoline karsten kasia kaspar katarina katelyn katharina kathi kathrin katia katinka katja katrin katy katya kay kazimierz keira keisha
    kelly kelsey kendra kenny kerem kerry kerstin khaled kim kirk kirstin kjell klaas klara klaudia klemens knud knut koen konrad konstantin konstanze
    kordula kornelia kornelius kris krish krista kristian kristiina kristine kristof kristy krystyna krzysztof kunal kylie laia lamine lana larissa
    lasse latifa latoya laurens lauri laurin lauro layla lea leander leandro lee leif lene leni lenka lennart lenny leona leone leonhard leonidas
    leonie leonora leopold leopoldo lesley leslie leticia levin lia liana libby lidia lidija lieselotte liliana lilli lilly lina linh linn linnea
    linus lisbeth lise liselotte lisette liv livia logan loick lora lorelei loren lorena lorenz lori lorna lothar lotte lou luana lubos luc luciano
    lucie lucien lucinda lucio ludek ludger ludmila ludovic ludovica ludwig luigi luisa luise luka lukas lukasz lutz lyle lynda lynne lyra maarten
    maciej madeline mads magali magda magdalena maik maike maja malena malgorzata malin malina malte mandy manfred manja manoj manon manuela mara
    marcela marcelo marcin marek maren margareta margarete margaretha margarita margherita margie margit margot margret margrit marian marianna
    marieke mariella marielle marietta marija marijke marika marin mariola marion marisa marisol marit marita marius mariusz marko markus marleen
    marlen marlies marlise marlon marnie marta marten marthe marti martijn martina martine maryann mascha matej mateu mateusz mathias mathieu mathilde
    matilda mats matthias matthieu matthijs matti mattia mattias maura mauricio maurizio mauro mavis maxi maxime maximilian maxwell maya mechthild
    medea mehmet mehran meike melina melis melody meral merete merit merle merve mia micaela micah micha michail michal micheal michel micky mieke
    mika mikael miklos mikolaj mila milan milena milica millie milo milos mindy minna mira mirco mireia mireille mirela mirjam mirka mirko miroslav
    miroslaw moira monique morgan moritz morten moses mounir murat myles myra myriam myrna myrto nabil nadege nadim nadine nadja najib nataliya natasa
    natascha nathalia nathalie nawal neha nele nelly nestor neven nicki nicklas nicky nico nicolai nicoletta nicoline niels nihal niki nikita niklas
    niklaus niko nikola nikolaus nikos niloofar nima nisha nives noam noel noelle noemi norah noreen nour nuno nuria oana odd oddvar odette odile
    oezlem ofelia okan olav ole ollie olof omer onur oriana oriol ortrun ortwin oskar oskari ossi oswald otmar ottilie ottmar ove ozlem palle panos
    pascal pasquale pat patrice patrik patryk patsy patti paulette pauli pavla pawel payam peer pelle per percy pernille perry petteri philipp
    philippe phillipa pia pierluigi piero pieter pietro pip pirjo pooja poul quentin quincy rachael rachid radek radka radoslaw radu raffaele
    raffaella ragnar rahel raimund rainer raj rajesh ramesh ramiro rana randi rania raphael raquel rasmus rauf rebekah rebekka regine regula reimer
    reimund reinaldo reiner reinhard reinhold remi remo remy renata renate renaud rene renzo reto reza riccarda riccardo rikard rike rikke riley risto
    ritva robbie robin rocio roderick roel rogelio romain roman romano romina romy ronan roni ronja ronny rory rosalie rosanna rosella rosemarie rosie
    rosita roswitha roxana roza rudi rudiger rudolf rufus rune ruthie ryszard saad sabina sabri sadie saeed sahra sakari salah salma salome salvatore
    sami samia sandro sandy sanne sari sascha saskia saul saverio sebastiano sebnem seda seher selcuk selim selina selma semra senta serdar serena
    serge serkan sevda severin shahin shannon shauna shawn shawna shelby sherri sherry shira shirin sibylle sidsel siegfried sieglinde siegmund
    sigbert sigmar sigmund signe sigrid sigurd sigurdur silja silke silvana silvano silvestre silvie simen simona simonetta sina sinan sinem sissel
    siv slavica slavko snjezana soeren sofie solveig sondra sonja sonya soren sorin stacy stanislav stanislaw stefanie stefano steffen steffi steffie
    sten stephan stephania stig stine suat suna susann susanna susi suzana suzette svea svein svenja sverre swantje swen sybille sylke sylvain sylvie
    szymon tabea tabitha tadeusz tahir tana tania tanja tanner tarek tarja tasha tatjana tayfun tea teemu teo teodor terence teresia terje terri tess
    thea thelma theo theodor theodora therese thibault thijs thilo thom thorben thorsten tiago tibor tijana tilda till tillmann tilly tilman tilo timm
    timo timon timothee tine tino tiziana tiziano tjark tobi tobias tobin tolga tomi tomislav toni tonia tonje torben torbjorn torge torgeir torill
    torstein torsten tove tracey traci tricia trine tristan trond trude trudy tugba tuncay tuomas turid tuula tyra tyrone udo ugo ulf uli ulla ulrich
    ulrik ulrika ulrike umar umberto umut undine urs ursel ursina uschi uta vadim valentin valentino valeria valerio valery vanja vasco vasilis vaughn
    veli velma venla verena veronika veronique vibeke vicky vidar vidya vigdis viggo vigo vikram viktoria vilma vince vincenzo virgil virginie vivek
    vivi vivien vivienne vlad volker volkhard volkmar walburga waldemar wallace walt waltraud wanja wenche wenke werner wibke wiebke wieland wiktor
    wilfred wilfried wilhelm wilhelmina wilko willi willy wim winfried wojciech wolf wolfram wouter xavi xenia xiomara yael yan yann yanna yannick
    yara yaroslav yasemin yasmina yiannis yoan yohan yolande youssef yuliya yuval zaira zara zbigniew zdenek zdenka zeev zeynep zlatko zofia zoltan
    zora zsofia zsolt
    """.split()
)
"""Given names that `spoken.given_names` lacks: those of other languages, and those that do not
tell whether a man or a woman is meant."""
GIVEN_NAMES = OTHERS | {
    # Hundreds of these names are ASCII; `lower` is enough for them and faster than `fold`.
    name.lower() if name.isascii() else fold(name)
    for name in given_names.HE | given_names.SHE
}


def is_surely_person(text: str) -> bool:
    """Whether `text` names a person, not a firm or a town: it begins with a given name."""
    if not 1 <= text.count(" ") <= MAX_SPACES:
        return False
    words = [word for word in text.split() if not TITLES.match(word)]
    if len(words) < 2 or fold(words[0]).partition(" ")[0] not in GIVEN_NAMES:
        return False
    middle = [fold(word).partition(" ")[0] for word in words[1:-1]]
    return (
        all(len(w) == 1 or w in GIVEN_NAMES or w in PARTICLES for w in middle)
        and is_person(" ".join(words))
        and not is_organisation(text)
    )
