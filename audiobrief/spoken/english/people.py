"""How English news names people: titles, pronouns, and the words around a name."""

from audiobrief.spoken.english.calendar import MONTHS, SHORT_MONTHS, WEEKDAYS
from audiobrief.spoken.language import HE, ME, SHE, THEY, words
from audiobrief.spoken.particles import AMBIGUOUS, PARTICLES

MALE_TITLES = words(
    "Alhaji Mallam Otunba Shri Sri Thiru Datuk Sheik Don Dom Mr Mr. Sir Lord King Prince Father Brother Mister Baron Duke"
)
FEMALE_TITLES = words(
    "Alhaja Hajia Smt Smt. Shrimati Kumari Mrs Mrs. Ms Ms. Mme Mme. Mlle Mlle. Madame Mademoiselle Miss Lady Dame Queen Princess Sister Madam Baroness Duchess"
)
TITLES = (
    MALE_TITLES
    | FEMALE_TITLES
    | words(
        "Dr Dr. Prof Prof. Professor Rev Rev. Reverend Sen Sen. Sens. Senator Rep Rep. Reps. "
        "Representative Gov Gov. Govs. Governor Lt Lt. Col Col. Gen Gen. General Maj. Major Capt. "
        "Captain Sgt. Sergeant Adm. Admiral Cmdr. Cpl. Pvt. Pfc. President Vice Prime Minister "
        "Premier Chancellor Secretary Deputy Assistant Attorney Ambassador Judge Justice Chief "
        "Sheriff Mayor Councilman Councilwoman Councilor Councillor Cllr Cllr. Coun. Congressman Congresswoman Speaker "
        "Leader Chairman Chairwoman Chair Director Commissioner Officer Detective Inspector "
        "Cardinal Bishop Archbishop Pope Rabbi Imam Pastor Sheikh Ayatollah Hon. Former "
        "former State Defense Treasury Foreign Interior Health Finance Education Energy "
        "Labor Labour Lieutenant Republican Democrat Democratic Independent GOP Conservative "
        "Liberal Editor Correspondent Coach Co-Chair Superintendent Spokesman Spokeswoman "
        "Engr Engr. Comrade Barr. Barrister Arc. Evang. Pst. Adv. Maulana Dato Supt Supt. Det Det. Insp Insp. Const. PC DC "
        "DCI Sub-inspector Constable Senior Trooper Brigadier Marshal Fr Fr. Sr. Canon Dean Monsignor "
        "CEO CFO COO Executive Tanaiste Tánaiste Taoiseach Commander Wing "
        "Elect President-elect Candidate Nominee Majority Minority Whip House Senate "
        "Sir. St. First Press National Security Adviser Advisor Counsel U.S. US UK"
    )
)
"""Words before a name that are not part of it."""
TITLE_STOPS = tuple(
    "Engr Barr Evang Pst Adv Supt Det Insp Const Smt Alh Hon Mr Mrs Ms Mme Mlle Dr Sen Rep Gov Gen Lt Col Prof Rev Sgt Capt Jr Sr St Sens Reps Adm Maj Cllr Coun".split()
)
"""Titles whose full stop does not end a sentence."""
SUFFIXES = words("Jr Jr. Sr Sr. II III IV Esq.")
NAME_PARTICLES = PARTICLES | AMBIGUOUS
POSSESSIVES = ("’s", "'s", "‘s")
NAME_ENDINGS = ("’s", "‘s", "'s", "’S", "'S", "’", "'")
INTRODUCING = words("a an the who whose former his her")
"""Words after a name and a comma that begin to say who the person is: "Jane Doe, who"."""

PRONOUNS = {
    "he": HE, "she": SHE, "they": THEY, "i": ME, "we": ME, "it": "", "you": "", "who": "",
}  # fmt: skip

TRADE_ENDINGS = (
    "er", "or", "ist", "man", "woman", "person", "ian", "ant", "aide", "chief", "host", "coach", "wife",
    "husband", "son", "father", "mother", "brother", "sister", "analyst", "president", "resident",
    "actress", "duchess", "duke", "princess",
)  # fmt: skip
"""Endings of words before a name that say what the person does or is: "pollster",
"historian"."""
NO_GIVEN_NAMES = words(
    "New North South East West White United Los San Las Fox Wall Associated Islamic Supreme American "
    "National Daily Judicial International City Air Green Team General The St. Saint Fort Port "
    "Lake Mount Cape Grand Great Central Middle Old Royal Public Social World Super Big Silicon "
    "Tea Human Civil Black Red Blue Planned Goldman Wells Huffington Yahoo Washington British "
    "Russian Chinese French German European African Asian Latin Middle Democratic Republican"
)
"""Words that begin the name of a place or an organisation, so that it is not taken for a
person's."""
TRADES = words("""
    teacher headteacher principal lecturer professor researcher scientist historian economist analyst expert
    neighbour neighbor resident local villager pensioner grandmother grandfather grandad mum dad mother father mom parent
    widow widower husband wife brother sister son daughter student pupil teenager apprentice
    farmer fisherman builder plumber electrician carpenter engineer mechanic driver lorry-driver cyclist pilot sailor
    nurse doctor surgeon paramedic midwife dentist pharmacist vet firefighter policeman policewoman detective lifeguard
    lawyer solicitor barrister prosecutor magistrate coroner campaigner activist protester organiser organizer volunteer
    shopkeeper landlord landlady publican chef baker butcher grocer waiter waitress hairdresser owner businessman
    businesswoman entrepreneur manager boss spokesman spokeswoman spokesperson councillor councilor minister
    striker midfielder defender goalkeeper winger captain skipper coach bowler batsman batter jockey golfer boxer sprinter
    swimmer actor actress singer musician guitarist drummer comedian comic director producer playwright novelist author
    poet writer artist painter sculptor photographer designer architect curator presenter broadcaster journalist reporter
    passenger shopper visitor tourist customer commuter witness survivor victim patient veteran beekeeper
""")
"""What a person does or is, with which British and Australian papers begin a sentence."""
ANYBODY = words(
    "man woman person boy girl other gentleman speaker caller commentator user writer"
)
RANKS = {
    "gov": "governor", "sen": "senator", "rep": "representative", "prof": "professor", "dr": "doctor",
    "rev": "reverend", "sgt": "sergeant", "capt": "captain", "lt": "lieutenant", "col": "colonel", "gen": "general",
    "maj": "major", "adm": "admiral", "cllr": "councillor", "coun": "councillor", "supt": "superintendent",
    "insp": "inspector", "det": "detective", "cmdr": "commander", "pres": "president", "dep": "deputy",
}  # fmt: skip
STYLES = words(
    "Lord Lady Baron Baroness King Queen Prince Princess Pope Duke Duchess Sister Father"
)
SURE_PARTICLES = words("van von der bin ibn ter")
ROLES = words(
    "Executive CEO CFO COO CTO Founder founder Minister President Director Chair Chairman Chairwoman Chief "
    "Secretary Manager Officer Spokesman Spokeswoman Spokesperson Commissioner Mayor Governor Professor "
    "Editor Author Coach Captain Owner Partner head boss"
)
"""Words that end what somebody is, before the name and a comma: "the company’s CEO, Jane Doe,"."""
GROUPS = words(
    "police people officials residents witnesses locals families parents children students fans "
    "neighbours neighbors campaigners women men relatives medics detectives sources critics "
    "authorities friends colleagues experts scientists firefighters doctors troops"
)
BODIES = words("""
    Agency Alliance Assembly Association Authority Bank Board Bureau Cabinet Centre Center Chamber Church Club Coalition
    College Commission Committee Company Confederation Congress Cooperative Corporation Council Court Department Directorate
    Embassy Exchange Federation Fund Foundation Group Guild Hospital House Inc Institute Institution Laboratory League Ltd
    Ministry Movement Network Observatory Office Organisation Organization Parliament Partnership Party Police Press Senate
    Service Services Society Station Syndicate Treasury Trust Union University
""")
"""How names of organisations end, which no "he" or "she" means."""
OFFICES = words(
    "Engr Engr. Barr. Comrade Alhaji Alhaja Hajia Smt. Cllr Cllr. Supt. Det. Insp. Constable Trooper Dr Dr. Prof Prof. Professor Rev Rev. Reverend Sen Sen. Senator Rep Rep. Representative Gov "
    "Gov. Governor Lt Lt. Col Col. Gen Gen. General Capt. Captain Sgt. Sergeant Adm. Admiral "
    "President Chancellor Ambassador Judge Justice Sheriff Mayor Councilman Councilwoman "
    "Congressman Congresswoman Inspector Detective Cardinal Bishop Archbishop Pope Rabbi Imam "
    "Pastor Sheikh Ayatollah"
)
"""Titles that only a person has."""
ADVERBS = frozenset(day.lower() for day in WEEKDAYS) | words(
    "later then still now earlier meanwhile instead indeed perhaps again yesterday today "
    "tomorrow once hours days weeks months years minutes moments last this that one two three "
)
"""Words that begin an adverbial before the subject: "Hours later, Ms. Doe wrote"."""

DETERMINERS = words(
    "the a an one another some several many two three both his her their its our my this that "
    "these those each most few other others all any no"
)
PREPOSITIONS = words(
    "in on at by for with from of to about after before during over under through into "
    "against among between since until within without around near across behind beyond "
    "outside inside as like upon"
)
CLAUSE_STARTERS = words(
    "and but or when while after before as because that which who whom whose if although "
    "though where since until then so yet"
)
SUBORDINATORS = words("when while after before as because if although though since until")
"""Clause starters after which a comma ends their clause and the main one follows."""
WITHIN_PHRASES = words("of for")
"""Prepositions that may stand inside a noun phrase: "the mayor of Marl"."""
WITHIN_CLAUSES = words("that")
"""Clause starters that may also be a determiner."""
AUXILIARIES = words(
    "has had have is was were be been being will would could can may might did do does "
    "to also then later once often always never simply just only even still recently "
    "previously already now again first finally further"
)
SPEECHLESS = words("""
    reason reasons way ways thing things time times day days year years week weeks month months hour hours minute moment moments
    idea ideas number numbers variety lot lots fact facts place places point points case cases problem problems world life
    lives money matter end rest kind sort part parts side result results question questions answer hand hands head face
    eyes door doors water war weather sun rain snow fire car cars house street road wall table window game games season
    series goal goals score rate rates price prices cost costs value share shares stock amount percent chance risk
    future past morning evening night trip journey crash attack explosion election vote votes change changes growth
    statement statements letter letters report reports note notes filing filings lawsuit complaint indictment affidavit
    ruling verdict document documents memo memos email emails message messages post posts tweet tweets caption video
    clip footage sign signs banner placard headline headlines response responses article articles study studies survey poll review book
    books song songs album film show programme website page leaflet transcript advert ad text texts label notice
    announcement advisory invitation petition motto slogan inscription plaque train thought
    increase decline process approach effort efforts move moves decision use range host set couple dozen handful
""")
"""Nouns at the head of a description that no speaker has."""
NOT_NAMES = frozenset((*WEEKDAYS, *MONTHS, *SHORT_MONTHS)) | words(
    "The A An In On At By For With From Of To And But Or When While After Before As If It He "
    "She They We I You This That These Those There Here Then Now So Yet Not No Yes What Why "
    "How Who Where Which His Her Their Its Our My Your Asked Speaking Still Also Later Earlier "
    "Fellow Former Brave Longtime Veteran Incoming Outgoing Following Addressing Announcing Responding Writing Including Replied Added "
    "Mon Tue Wed Thu Fri Sat Sun According One Two Three Some Many Most Several "
    "Both Another Others Even Just Like Once Since During Despite Although Though Because "
    "However Meanwhile Instead Indeed Perhaps Maybe Well OK All Any Every Each Republicans "
    "Democrats Americans Russians British Europeans Analysts Officials Police Critics "
    "Supporters Last Next Today Yesterday Tomorrow Until Through Under Over About Against "
    "Among Between Without Within Again Ever Never Always Only First Second Third Finally "
    "Was Were Is Are Am Do Does Did Have Has Had Can Could Will Would Shall Should May Might "
    "Whether Unless Upon Nor Out Up Down Back Off Let Don't Don’t I'm I’m It's It’s That's That’s We're We’re"
)
CALENDAR_OR_MEDIA = frozenset(WEEKDAYS) | words(
    "CNN ABC NBC CBS MSNBC Fox BBC "
    "Reuters Twitter Facebook NPR AP Bloomberg Politico POLITICO Times Post Journal Today "
    "News Associated Press"
)
"""Names that appear in the place of a speaker but hardly ever are one."""
PLAIN = frozenset(name.lower() for name in (*WEEKDAYS, *MONTHS)) | words("""
    mr mrs ms miss dr sir lord lady prof president minister prime secretary king
    queen prince princess pope judge justice general captain colonel sergeant major chief director professor doctor
    senator governor mayor god english american british french german european i i'm i've i'll i'd
""")
"""Capitalised words, listed in lower case, that every voice says correctly."""
