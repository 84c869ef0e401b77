"""Whether a few words are a person's name for sure: they begin with a given name.

Two capitals in a row are a firm, a town or a person, and only the given name
tells. Where nothing else on the page vouches for a name, it must begin with one
of these: the common given names of the languages that we read most.
"""

from __future__ import annotations

from audiobrief.cleaner.metadata.names import (
    PARTICLES,
    TITLES,
    fold,
    is_organisation,
    is_person,
)

MAX_SPACES = 6
GIVEN_NAMES = frozenset(
    """
    aaron abby abigail ada adalbert adam addison adel adela adele adelheid aden adrian adriana agata agnes agnieszka ahmed aileen aimee aino aisha
    akira alain alan albert alberto aldo alejandra alejandro aleksandra alessandra alessandro alex alexander alexandra alexandre alexis alfons alfred
    ali alice alicia alina aline alison aliza allan allen allison alma almut almuth alois alva alvaro amadou amanda amber amelia amelie amir amit amy
    ana anabel anastasia anders andi andra andre andrea andreas andrei andres andreu andrew andris andrzej andy aneta angel angela angelika angelina
    angus anibal anika anita anja anjali anke ankit ann anna annabel annalena anne annegret anneke annelie annelies anneliese annemarie annemieke
    annette annika anouk anselm ansgar anthony antje antoine anton antonia antonio anu anuj anya arash ari arjun arlene arlette arlinda armando armin
    arne arno arnold arthur artur arturo arun arvid asa asger ashley asif aske asli asma astrid atle attila aude audrey audun august aurelie aurora
    avery axel aya ayla ayse azadeh balazs barbara barry bart bartosz bas basil bastian bea beat beata beate beatrice beatrix becky bela ben benedikt
    benjamin benny benoit bente beppe berit bernadette bernard bernardo bernd berndt bernhard bernie bert berta berthold bertil bertram bertrand bess
    beth betsy bettie bettina betty beverly bianca bill billie birger birgit birk birte bjarne bjoern bjorn blake bob bogdan bonnie boris borja brad
    bram brandon brenda brendan brent brett brian bridget brigitte brit brita britt britta bronwyn brooke bruce bruno bryan bryce burak burkhard byron
    caitlin callum calvin camilla camille cara carina carl carla carlo carlos carlotta carly carmen carol carola carole carolin carolina caroline
    carolyn carrie carsten casey cassandra catalina catarina caterina catherine cathleen cathrin cathy cecile cecilia cedric celeste celia celine cem
    chad chandra chantal charlene charles charlie charlotte charly chelsea cheryl chiara chloe chris christa christel christelle christen christian
    christiane christina christine christof christoph christophe christopher christy ciara cigdem cindy claas claire clara clarence clarissa claude
    claudette claudia claudine claudio claus clemens clement cleo cliff clint clive cody colin connie connor conny conrad constantin constanze cora
    coralie cord cordula corentin corey corina corinna corinne cornelia cory courtney craig cristian cristiana cristina cristobal curt curtis cynthia
    cyril dag dagmar dagny dalia damian damien damon dan dana daniel daniela danielle danilo danni danny danuta daphne darcy daria darius dariusz
    darko darrell darren darryl dasha dave david davide dawid dean debbie deborah delphine demetrius denis denise deniz dennis derek derya desiree
    detlef detlev devin diana diane diego dieter dietmar dietrich dilip dimitri dimitris dina dirk dmitri dominic dominick dominik dominika dominique
    don donald donna doreen dorian doris dorit dorle dorota dorothea dorothee dorothy dorte doug douglas drew duarte duncan dunja dusan dustin dwayne
    dwight dylan ebba eberhard eckart eckehard eckhard eckhart ed edda eddie edgar edith edmund edna eduard eduardo edward edwin edwina efrain
    eglantine egon eike eileen eilis einar eirik ekaterina ela elaina elaine eleanor elena eleni eleonore elfriede eli eliane elias elin elina elinor
    eliot elisa elisabeth elise eliza elizabeth elke ella ellen elliot elliott elmar elmo elodie elsa elsbeth elsie elvira elwin emanuel emanuela emer
    emil emilia emilie emilio emily emine emir emma emmanuel emmanuelle emmett emre engelbert enno enrica enrico enrique enzo erdem eren erhard eric
    erica erich erik erika erin erkan ernesto ernie ernst erwan erwin esra esteban estelle esteve esther estrella ethan ethel etienne etta eugen
    eugene eugenia eugenie eunice eva evan evangelia evelyn evi ewa ewald ezra fabian fabien fabienne fabio fabiola fabrice faiza fanny farah farid
    fatih fatima fatma fausto faye federica federico felicia felicitas felicity felipe felix femke ferdi ferdinand ferenc fergus fermin fernando fiete
    filip filippa filippo finlay finn fiona fleur flora florence florentine florian florin floris frances francesca francesco francine francis
    francisco francois francoise frank franka frans franz franziska fraser frauke fred freddy frederic frederick frederik fredrik freya frida fridolin
    fridtjof frieda friedemann friedrich fritz fritzi fuat fynn gabe gabi gabriel gabriela gabriele gaby gail gala gareth gary gaston gavin geert
    gemma genevieve geoff geoffrey georg george georges georgia georgina georgios gerald geraldine geraldo gerard gerben gerd gerda gergely gerhard
    geri gerlinde gernot gero gerold gerrit gert gertrud gertrude giacomo giada gianluca gianna gianni gilbert gilles gillian gina giorgia giorgio
    giovanna giovanni gisela gisele gitta giulia giulio giuseppe gladys glen glenn gloria goetz gonzalo goran gordon gorka gottfried gotz grace
    graciela graham grant greg gregor gregory greta gretchen gretel grit gro grzegorz gudmund gudrun guenter guenther guido guillaume guillem
    guillermo gulsen gunilla gunnar gunter gunther gustav guy gwen gwendolyn hakan halina hank hanna hannah hanne hannelore hannes hanno hans hansjorg
    harald haralds hariet harm harold harriet harry hartmut harvey hasan hassan hauke hayley hazel heather hector hedda hedi hedwig hedy heide heidi
    heike heiko hein heiner heinrich heinz helen helena helene helga helge hella helmut hendrik hendrikje henk henning henny henri henriette henrik
    henry herb herbert heribert herman hermann hermine hilary hilda hilde hildegard hillary hinnerk hinrich hjalmar holger holly horacio horst
    hortense howard hubert hugh hugo hugues huseyin hussein huub ian ibrahim ida ignacio ignasi ignaz igor ilan ilaria ilda ilja ilka ilona ilse ilya
    imke imogen ina indira ines inga inge ingeborg ingmar ingo ingolf ingrid ingvild inka inken inma ioana ionut ira irene irina iris irma irmela
    irmgard isa isaac isabel isabell isabella isabelle isadora isaiah isidora ismael ismail istvan itay itziar ivan ivana ivar ivette ivo iwan iwona
    jacek jack jackie jaclyn jaco jacob jacopo jacqueline jacques jad jadwiga jaime jake jakob jakub jalal jamal james jamie jan jana jane janek
    janelle janet janice janin janina janine janis janna janne jannik janos janusz jared jaroslav jaroslaw jasmin jasmine jason jasper jaume javad
    javier jay jean jeanette jeanine jeanne jeannette jeannine jeff jeffrey jelena jenna jenni jennie jennifer jenny jens jeppe jeremiah jeremie
    jeremy jerome jerry jerzy jesper jess jesse jessica jessie jesus jette jill jillian jim jimmy jindrich jiri jirka jitka jo joachim joan joana
    joanna joanne joao joaquin jocelyn jochen jodi jody joe joel joelle joerg johan johann johanna johannes john johnathan johnny jolanda jolanta
    jolien jon jonas jonathan joni joos joost jordan jorg jorge jorgen jorn jorunn jose josef josefa josefina josefine joseph josephine josh joshua
    josie jouni joy joyce juan juana jude judith judy juergen jukka jules julia julian juliana juliane julie julien juliet julius jurg jurgen jurij
    justin justina justine justus jutta jyoti kadir kai kaj kaja kaleb kalle kamil kara kareem karel karen kari karim karima karin karina karl karla
    karlheinz karlotta karol karola karolina karoline karsten kasia kaspar katarina katarzyna kate katelyn katharina katherine kathi kathleen kathrin
    kathryn kathy katia katie katinka katja katrin katy katya kay kayla kazimierz keira keisha keith kelly kelsey ken kendra kenneth kenny kerem kerry
    kerstin kevin khadija khaled kieran kim kimberly kirk kirsten kirstin kirsty kjell klaas klara klaudia klaus klemens knud knut koen konrad
    konstantin konstanze kordula kornelia kornelius kris krish krista kristen kristian kristiina kristin kristina kristine kristof kristy krystyna
    krzysztof kunal kurt kyle kylie laia lamine lana lara larissa larry lars lasse latifa latoya laura lauren laurence laurens laurent lauri laurie
    laurin lauro layla lea leah leander leandro lee leif leila lena lene leni lenka lennart lenny leo leon leona leonard leonardo leone leonhard
    leonidas leonie leonora leopold leopoldo leroy lesley leslie leticia levin lewis lia liam liana libby lidia lidija lieselotte liliana lilli lilly
    lina linda linh linn linnea linus lionel lisa lisbeth lise liselotte lisette liv livia liz logan loick lois lora lorelei loren lorena lorenz
    lorenzo loretta lori lorna lorraine lothar lotte lou louis louisa louise luana lubos luc luca lucas lucia luciano lucie lucien lucinda lucio lucy
    ludek ludger ludmila ludovic ludovica ludwig luigi luis luisa luise luiz luka lukas lukasz luke lutz lydia lyle lynda lynn lynne lyra maarten
    mabel maciej madeleine madeline mads magali magda magdalena maggie magnus mahmoud maik maike maja malcolm malena malgorzata malin malina malte
    mandy manfred manja manoj manon manuel manuela mara marc marcel marcela marcelo marcin marco marcos marcus marek maren margaret margareta
    margarete margaretha margarita margherita margie margit margot margret margrit maria mariam marian mariana marianna marianne marie marieke
    mariella marielle marietta marija marijke marika marilyn marin marina mario mariola marion marisa marisol marit marita marius mariusz marjorie
    mark marko markus marleen marlen marlene marlies marlise marlon marnie marta marten martha marthe marti martijn martin martina martine marty
    marvin mary maryam maryann mascha massimo matej mateo mateu mateusz mathias mathieu mathilde matilda mats matt matteo matthew matthias matthieu
    matthijs matti mattia mattias maud maura maureen maurice mauricio maurizio mauro mavis max maxi maxime maximilian maxine maxwell maya mechthild
    medea mehdi mehmet mehran meike melanie melina melinda melis melissa melody meral mercedes meredith merete merit merle merve mia micaela micah
    micha michael michaela michail michal micheal michel michele michelle micky mieke miguel mika mikael mike mikhail mikko miklos mikolaj mila milan
    milena milica millie milo milos mindy minna mira miranda mirco mireia mireille mirela miriam mirjam mirka mirko miroslav miroslaw mitch mitchell
    mohamed mohammad mohammed moira molly mona monica monika monique morgan moritz morten moses mounir muhammad murat mustafa myles myra myriam myrna
    myrto nabil nadege nadia nadim nadine nadja najib naoko naomi nasser natalia natalie nataliya natasa natascha natasha nathalia nathalie nathan
    nathaniel nawal neal neha neil nele nelly nelson nestor neven niall nicholas nick nicki nicklas nicky nico nicola nicolai nicolas nicole nicoletta
    nicoline niels nigel nihal niki nikita nikki niklas niklaus niko nikola nikolai nikolaus nikos niloofar nils nima nina nisha nives noah noam noel
    noelle noemi nora norah norbert noreen norma norman nour nuno nuria oana odd oddvar odette odile oezlem ofelia okan oksana olaf olav ole oleg
    oleksandr olena olga oliver olivia olivier ollie olof omar omer onur oriana oriol orla ortrun ortwin oscar oskar oskari ossi oswald otmar ottilie
    ottmar otto ove owen ozlem pablo paige palle pamela panos paola paolo pascal pasquale pat patrice patricia patrick patrik patryk patsy patti patty
    paul paula paulette pauli pauline paulo pavel pavla pawel payam pedro peer peggy pelle penelope per percy pernille perry peter petra petteri phil
    philip philipp philippa philippe phillip phillipa phoebe phyllis pia pierluigi piero pierre pieter pietro pilar piotr pip pirjo polly pooja poul
    priscilla priya quentin quincy rachael rachel rachid radek radka radoslaw radu rafael raffaele raffaella ragnar rahel rahul raimund rainer raj
    rajesh rajiv ralf ralph ramesh ramiro ramon ramona rana randall randi randy rania raphael raquel rasmus rauf raul ravi ray raymond rebecca rebekah
    rebekka regina regine regula reimer reimund reinaldo reiner reinhard reinhold remi remo remy renata renate renaud rene renee renzo reto reza
    rhiannon rhys ricardo riccarda riccardo richard rick ricky rikard rike rikke riley risto rita ritva rob robbie robert roberta roberto robin robyn
    rocio roderick rodney rodrigo roel rogelio roger roland rolf romain roman romano romina romy ron ronald ronan roni ronja ronny rory rosa rosalie
    rosalind rosanna rose rosella rosemarie rosie rosita ross roswitha roxana roxanne roy roza ruben rudi rudiger rudolf rudy rufus rune rupert
    russell ruth ruthie ryan ryszard saad sabina sabine sabri sabrina sadie saeed sahra sakari salah sally salma salome salvatore sam samantha sami
    samia samir samira samuel sandra sandro sandy sanjay sanna sanne sara sarah sari sascha saskia saul saverio scott sean sebastian sebastiano sebnem
    seda seher selcuk selim selina selma semra senta serdar serena serge sergei sergey sergio serkan seth sevda severin shahin shane shannon sharon
    shaun shauna shawn shawna sheila shelby shelley sherri sherry shira shirin shirley sibylle sidney sidsel siegfried sieglinde siegmund sigbert
    sigmar sigmund signe sigrid sigurd sigurdur silja silke silvana silvano silvestre silvia silvie silvio simen simon simona simone simonetta sina
    sinan sinead sinem siobhan sissel siv slavica slavko snjezana soeren sofia sofie solveig sondra sonia sonja sonya sophia sophie soren sorin
    spencer stacey stacy stan stanislav stanislaw stanley stefan stefanie stefano steffen steffi steffie stella sten stephan stephane stephania
    stephanie stephen steve steven stig stine stuart suat sue suna susan susana susann susanna susanne susi suzana suzanne suzette svea svein sven
    svenja sverre svetlana swantje swen sybille sylke sylvain sylvia sylvie szymon tabea tabitha tadeusz tahir tamara tammy tana tania tanja tanner
    tanya tara tarek tariq tarja tasha tatiana tatjana tayfun tea ted teemu teo teodor terence teresa teresia terje terri terry tess tessa thea thelma
    theo theodor theodora theodore theresa therese thibault thierry thijs thilo thom thomas thorben thorsten tiago tibor tiffany tijana tilda till
    tillmann tilly tilman tilo tim timm timo timon timothee timothy tina tine tino tiziana tiziano tjark tobi tobias tobin toby todd tolga tom tomas
    tomasz tomi tomislav tommy toni tonia tonje tony torben torbjorn torge torgeir torill torstein torsten tove tracey traci tracy travis trevor
    tricia trine tristan trond trude trudy tugba tuncay tuomas turid tuula tyler tyra tyrone udo ugo ulf uli ulla ulrich ulrik ulrika ulrike umar
    umberto umut undine urs ursel ursina ursula uschi uta ute uwe vaclav vadim valentin valentina valentino valeria valerie valerio valery vanessa
    vanja vasco vasilis vaughn veli velma venla vera verena veronica veronika veronique vibeke vicky victor victoria vidar vidya vigdis viggo vigo
    vijay vikram viktor viktoria vilma vince vincent vincenzo viola virgil virginia virginie vivek vivi vivian vivien vivienne vlad vladimir volker
    volkhard volkmar walburga waldemar wallace walt walter waltraud wanda wanja warren wayne wenche wendy wenke werner whitney wibke wiebke wieland
    wiktor wilbur wilfred wilfried wilhelm wilhelmina wilko will willi william willy wilma wim winfried winnie wojciech wolf wolfgang wolfram wouter
    xavi xavier xenia xiomara yael yan yann yanna yannick yara yaroslav yasemin yasmin yasmina yiannis yoan yohan yolanda yolande youssef yulia yuliya
    yusuf yuval yves yvette yvonne zachary zaira zara zbigniew zdenek zdenka zeev zeynep zlatko zoe zofia zoltan zora zsofia zsolt zuzana
    """.split()
)


def is_surely_person(text: str) -> bool:
    """Whether `text` is a person's name, and no firm's or town's: it begins with a given name."""
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
