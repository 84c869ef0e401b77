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
    aaron abby abigail adam adele adrian adriana agata agnes agnieszka ahmed aisha alan albert alberto
    aldo alejandra alejandro aleksandra alessandra alessandro alex alexander alexandra alexandre
    alexis alfons alfred alice alicia alina alison allison alma almut alois alvaro amanda amber amelie
    amy ana anabel anastasia andre andrea andreas andrei andres andrew andrzej andy angel angela
    angelika angelina anika anita anja anke ann anna annabel anne annegret annelie anneliese annemarie
    annette annika anselm anthony antje antoine anton antonia antonio anya armin arne arnold arthur
    artur asa ashley astrid august aurelie axel barbara barry bastian beat beata beate beatrice
    beatrix ben benedikt benjamin benoit bernadette bernard bernd bernhard bert bertram bettina beth
    betty bianca bill birgit birte bjoern bjorn blake bob bogdan boris brad brandon brenda brett
    brian brigitte britta bruce bruno bryan burkhard camille cara carl carla carlo carlos carmen
    carol carola carolin caroline carolyn carsten cassandra caterina catherine cathrin cecile
    cecilia celia celine chad charles charlotte chelsea chloe chris christa christel christian
    christiane christina christine christof christoph christophe christopher cindy claire clara
    clarissa claude claudia claudio claus clemens colin connor conrad constantin constanze cora
    cordula corinna corinne cornelia craig cristian cristina curt cynthia cyril dagmar damian damien dan
    dana daniel daniela danielle danny daria dariusz darren dave david dean debbie deborah denis
    denise dennis derek detlef detlev diana diane diego dieter dietmar dietrich dirk dmitri
    dominic dominik dominika dominique don donald donna doreen doris dorothea dorothee dorota doug
    douglas duncan dustin dylan eberhard eckart eckhard eckhart ed eddie edgar edith eduard eduardo
    edward edwin egon eileen elaine eleanor elena eleonore elfriede elias elisa elisabeth elise
    elizabeth elke ella ellen elmar elsa emanuel emil emilia emilie emilio emily emma enrico enrique eric
    erica erich erik erika erin ernesto ernst erwin esteban esther ethan etienne eugen eva
    evan evelyn ewa ewald fabian fabien fabio fatima federico felicitas felipe felix ferdinand
    fernando filip filippo finn fiona florence florian frances francesca francesco francis francisco
    francois francoise frank franka franz franziska fred frederic frederick frederik fridolin
    frieda friedemann friedrich fritz gabi gabriel gabriela gabriele gareth gary gavin geoff
    george georg georges georgia gerald geraldine gerard gerd gerda gerhard gerlinde gernot gero gert
    gertrud gianni gilbert gilles gina giorgio giovanni gisela giulia giuseppe glenn gloria
    gonzalo grace graham grant greg gregor gregory greta grit grzegorz gudrun guido guillaume guillermo
    gunnar gunter gunther gustav guy hannah hanna hannelore hannes hans hanno harald harold harriet harry
    hartmut hauke heather hector hedwig heide heidi heike heiko heiner heinrich heinz helen helena
    helene helga helge helmut hendrik henning henri henrik henry herbert heribert hermann hildegard
    hinnerk holger holly horst howard hubert hugh hugo ian ignacio igor ilka ilona ilse imke ina
    ines inga inge ingeborg ingo ingrid ira irene irina iris irmgard isaac isabel isabell isabella
    isabelle ivan ivo jack jackie jacob jacqueline jacques jaime jakob jakub james jamie jan jana
    jane janet janice janina janine jannik janina jared jasmin jasmine jason javier jay jean jeanette
    jeannette jeff jeffrey jenna jennifer jenny jens jeremy jerome jerry jesse jessica jesus jill
    jim jimmy jo joachim joan joanna joanne jochen joe joel joelle joerg johan johann johanna johannes
    john jon jonas jonathan jordan jorg jorge jose josef joseph josephine josh joshua josie juan
    judith julia julian juliana juliane julie julien juliet julius jurgen juergen justin justine justus
    kai kamil karen karin karina karl karla karola karolina karoline karsten katarina katarzyna kate
    katharina katherine kathleen kathrin kathryn kathy katie katja katrin kay keith kelly ken
    kenneth kerstin kevin kim kimberly kirsten kirstin klara klaus knut konrad konstantin konstanze
    kristen kristian kristin kristina kristof krzysztof kurt kyle lara larry lars laura lauren
    laurence laurent lea leah lee lena leo leon leonard leonardo leonie leopold leslie lewis liam lidia
    lina linda lisa lisbeth liselotte livia liz logan lorena lorenz lorenzo lothar lotte louis louisa
    louise luc luca lucas lucia lucy ludger ludwig luigi luis luisa luise luiz lukas lukasz lutz
    lydia lynn magda magdalena maggie maik maike maja malte manfred manuel manuela mara marc marcel
    marcelo marcin marco marcos marcus marek margaret margarete margarita margit margot maria marian
    mariana marianna marianne marie mariella marietta marina mario marion marius mariusz mark marko
    markus marlene marlies marta martha martin martina martine marvin mary mateusz mathias mathieu
    mathilde matt matteo matthew matthias matthieu maud maureen maurice mauricio maurizio max maximilian
    maya meike melanie melissa mercedes meredith merle mia micha michael michaela michal michel
    michele michelle miguel mike mikhail mila milan milena mira miranda miriam mirjam mirko
    mohamed mohammad mohammed moritz monica monika monique morgan mustafa myriam nadia nadine nadja
    naomi natalia natalie natascha natasha nathalie nathan nathaniel neil nele nicholas nick nicki nicky nico
    nicola nicolas nicole niels nikita niklas niko nikolai nikolaus nils nina noah noemi nora norbert
    norma norman oksana olaf ole oleg olga oliver olivia olivier olof omar oscar oskar oswald otto
    pablo pamela paola paolo pascal pat patrice patricia patrick patrik patryk patty paul paula
    pauline paulo pavel pawel pedro peggy penelope per perry peter petra phil philip philipp philippe
    phillip pia piero pierre pietro piotr rachel rafael rahel raimund rainer ralf ralph ramon ramona raphael
    raquel raul ray raymond rebecca regina regine regula reiner reinhard reinhold renata renate rene
    ricardo riccardo richard rick rita rob robert roberta roberto robin rodrigo roger roland rolf
    roman romy ron ronald ronja ronny rosa rosanna rose rosemarie ross roswitha roy rudi
    rudiger rudolf rupert russell ruth ryan sabina sabine sabrina sally salvatore sam samantha samuel
    sandra sara sarah sascha saskia scott sean sebastian selina serena sergei sergey sergio
    severin shane shannon sharon shawn sheila sibylle siegfried sigmar sigrid silja silke silvana
    silvia silvio simon simona simone sofia sofie solveig sonia sonja sophia sophie stacy stanislaw
    stefan stefanie stefano steffen steffi stella stephan stephane stephanie stephen steve steven
    stuart sue susan susana susann susanna susanne suzanne sven svenja svetlana sybille sylvain sylvia
    sylvie tabea tamara tania tanja tanya tara tatiana tatjana ted teresa terry tessa thea theo
    theodor theresa therese thierry thilo thomas thorben thorsten tibor till tilman tilo tim timo
    timothy tina tino tobias toby todd tom tomas tomasz tony torben torsten tracy travis tristan
    udo ulf uli ulla ulrich ulrike urs ursula ute uta uwe valentin valentina valeria valerie vanessa
    vera verena veronica veronika veronique vicky victor victoria viktor viktoria vincent vincenzo
    viola virginia vivian vladimir volker volkmar waldemar walter waltraud wanda wendy werner wilfried
    wilhelm will willi william willy winfried wojciech wolf wolfgang wolfram xavier yann yannick
    yolanda yves yvonne zachary zoe
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
