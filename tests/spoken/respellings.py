"""Newsroom respellings of names and the sounds that they mean; "" if the sounds are unclear.

A bar separates two correct readings. The respelling keys are those of the AP, the BBC, VOA and
Wikipedia; places and people are real or invented.
"""

SET_ASIDE = """
oh-DELL  oʊˈdɛl
mah-KROHN  mɑːˈkɹoʊn
zeh-LEN-skee  zɛˈlɛnskiː
AHN-geh-lah  ˈɑːnɡɛlɑː
luh-VEEV  ləˈviːv
kuh-TAR  kəˈtɑːɹ
AN-slum  ˈænsləm
nuh-VAL-nee  nəˈvælniː
bol-soh-NAHR-oh  bɒlsoʊˈnɑːɹoʊ
ree-oh duh zhuh-NAY-roh  ʒəˈneɪɹoʊ
shin-ZOH  ʃɪnˈzoʊ
EHR-doh-wahn  ˈeədoʊwɑːn
net-un-YAH-hoo  nɛtənˈjɑːhuː
ry-AHD  ɹaɪˈɑːd
kah-SHOHG-jee  kɑːˈʃoʊɡdʒiː
MEHR-kul  ˈmeəkəl
shuhn-ZHEN  ʃənˈʒɛn
gwahng-JOH  ɡwɑːŋˈdʒoʊ
pyuhng-YAHNG  pjəŋˈjɑːŋ
WOOH-rahl  ˈwuːɹɑːl
ree-AHD  ɹiːˈɑːd
BAWR-uhs  ˈbɔːɹəs
yoo-SEEN  juːˈsiːn
TAH-leh-bahn  ˈtɑːlɛbɑːn
kan-duh-HAHR  kændəˈhɑːɹ
BOO-dah-pesht  ˈbuːdɑːpɛʃt
EYE-oh-wuh  ˈaɪoʊwə
igh-LEEN  aɪˈliːn
SIGH-muhn  ˈsaɪmən
DHAH-kuh  ˈðɑːkə
BATH-urst  ˈbæθɜːst
THOO-sih-duh-deez  ˈθuːsɪdədiːz
khah-TAH-mee  xɑːˈtɑːmiː
LOKH-nes  ˈlɒxnɛs
zhahn-PEE-air  ʒɑːnˈpiːeə
fran-SWAH  fɹænˈswɑː
vwah-TOOR  vwɑːˈtʊə
AHR-muh-juh  ˈɑːɹmədʒə
JOR-ee-oh  ˈdʒɔːɹiːoʊ
NYOO-bur-ee  ˈnjuːbɚiː
BUR-ling-tun  ˈbɜːlɪŋtən
WUUL-ich  ˈwʊlɪtʃ
GRIN-itch  ˈɡɹɪnɪtʃ
GLOSS-ter  ˈɡlɒstɚ
WUSS-tuh  ˈwʌstə
LES-tur-shur  ˈlɛstɚʃɚ
CHUM-lee  ˈtʃʌmliː
BEE-vur  ˈbiːvɚ
FAN-shaw  ˈfænʃɔː
MAWD-lin  ˈmɔːdlɪn
KEYES  -
kuh-NOOT  kəˈnuːt
m-BEK-ee  əmˈbɛkiː
n-DAH-yeh  ənˈdɑːjɛ
TCHIGH-kov  ˈtʃaɪkɒv
ow-GOO-stoh  aʊˈɡuːstoʊ
FROY-dee-uhn  ˈfɹɔɪdiːən
HOY-ser  ˈhɔɪsɚ
BROWN-shvigh  ˈbɹaʊnʃvaɪ
LIGHP-tsig  ˈlaɪptsɪɡ
KREMZ  kɹɛmz
keh-BEK  kɛˈbɛk
sahn-tee-AH-goh  sɑːntiːˈɑːɡoʊ
wah-HAH-kah  wɑːˈhɑːkɑː
LAKE-vil  ˈleɪkvɪl
STONE-leigh  -
hah-MEED  hɑːˈmiːd
KEEV  ˈkiːv
NEEV  ˈniːv
SHIV-awn  ˈʃɪvɔːn
KWEE-vuh  ˈkwiːvə
TIGH-shukh  ˈtaɪʃəx
ADE-uh-lade  ˈeɪdəleɪd
mel-BORN  mɛlˈbɔːɹn
VOHM-pal  ˈvoʊmpæl
oo-WAHR-dee  uːˈwɑːɹdiː
DEER-born  ˈdɪɹbɔːɹn
beer-MAHN  bɪɹˈmɑːn
TAIR-uh  ˈteəɹə|ˈteəə
DARE-oh  ˈdeəoʊ
pree-TOHR-ee-uh  pɹiːˈtɔːɹiːə
KOOR-deesh  ˈkʊədiːʃ
IN-duh-KOHR-oh  ˌɪndəˈkɔːɹoʊ
KAH'-boo-sool  ˈkɑːbuːsuːl
joh-WIH'-doh  dʒoʊˈwɪdoʊ
soh-NEH-tah  soʊˈnɛtɑː
ROUZH  -
GEER-hart  ˈɡɪɹhɑːɹt
ih-SHIH-bah  ɪˈʃɪbɑː
yahn-ee-KAY  jɑːniːˈkeɪ
skah-GHAN  skɑːˈɡæn
THROOP  ˈθɹuːp
AWL-bə-nee  ˈɔːlbəniː
bee-YELL-sah  biːˈjɛlsɑː
HWAHNG-poo  ˈwɑːŋpuː
ZDAHR-oh-vee  ˈzdɑːɹoʊviː
"""
"""Respellings written before the table of graphemes, to measure it. On the first try the table
read 94 of these 96 correctly. It reads "urst" without stress as ɚst, and KEYES by the letters
of "eye"."""

SEEN = """
KEE-eve  ˈkiːiːv
KEE'-ev  ˈkiːɛv
dnee-PROH  dniːˈpɹoʊ
KEEV  ˈkiːv
ZHEEL  ˈʒiːl
THROHP  ˈθɹoʊp
STRAYT  ˈstɹeɪt
SKWAIR  ˈskweə
FROME  ˈfɹoʊm
BEEB  ˈbiːb
LAKE  ˈleɪk
TAYN  ˈteɪn
SKY  ˈskaɪ
HYOO  ˈhjuː
FBI  -
USA  -
BBC  -
UN  -
EU  -
NATO  -
NASA  -
HSC  -
NHS  -
TSA  -
PLO  -
MOT  -
WHO  -
NBA  -
ISIS  -
COVID  -
AIDS  -
ECB  -
TGV  -
SPD  -
PLA  -
KGB  -
ZDAF  -
MTAHL  -
GOOD  -
KEE-EVE  -
kee-eve  -
Keev  -
Wee-goor  -
COVID-19  -
A-level  -
McDON-ald  -
the BIG house  -
port AN-slum  ˈænsləm
shee jin-PING  dʒɪnˈpɪŋ
PORT SAH-eed  ˈpɔːɹt ˈsɑːiːd
the Reverend KEV-in HAYLE  ˈkɛvɪn ˈheɪl
SAHN hoh-ZAY  ˈsɑːn hoʊˈzeɪ
EYES-len  ˈaɪslɛn
sur-JAY  sɚˈdʒeɪ
LAHV-rof  ˈlɑːvɹɒf
vlah-DEE-meer  vlɑːˈdiːmɪɹ
AHK-mah-tohv  ˈɑːkmɑːtoʊv
yah-NOO-koh-vich  jɑːˈnuːkoʊvɪtʃ
mah-hah-RAHSH-trah  mɑːhɑːˈɹɑːʃtɹɑː
soo-NAHK  suːˈnɑːk
buh-SHAR  bəˈʃɑːɹ
keer STAHR-mur  ˈstɑːɹmɚ
NAY-pee-daw  ˈneɪpiːdɔː
ahk-MED  ɑːkˈmɛd
oo-ah-GAH-doo-goo  uːɑːˈɡɑːduːɡuː
kin-SHAH-suh  kɪnˈʃɑːsə
BISH-kek  ˈbɪʃkɛk
dush-AHN-beh  dəʃˈɑːnbɛ
tuh-BLEE-see  təˈbliːsiː
yer-eh-VAHN  jɚɛˈvɑːn
REK-yuh-vik  ˈɹɛkjəvɪk
LYOO-blyah-nah  ˈljuːbljɑːnɑː
WUSS-ter  ˈwʌstɚ
LESS-ter  ˈlɛstɚ
GRAHN-cher  ˈɡɹɑːntʃɚ
MIGH-uh-mee  ˈmaɪəmiː
or-ih-guhn  -
OR-ih-guhn  ˈɔːɹɪɡən
il-ih-NOY  ɪlɪˈnɔɪ
MIZH-ih-guhn  ˈmɪʒɪɡən
kuh-NET-ih-kut  kəˈnɛtɪkət
HOW-stuhn  ˈhaʊstən
byoo-FORD  bjuːˈfɔːɹd
NACK-uh-dish  ˈnækədɪʃ
pyoo-AL-up  pjuːˈæləp
skuh-NEK-tuh-dee  skəˈnɛktədiː
POH-kip-see  ˈpoʊkɪpsiː
AL-uh-BAM-uh  ˌæləˈbæmə
prə-NUN-see-AY-shən  pɹəˌnʌnsiːˈeɪʃən
mə-SAY  məˈseɪ
VERR-əl  ˈveəəl
thə-RAP-ee  θəˈɹæpiː
SIE-mənz  ˈsaɪmənz
RATE-seff  ˈɹeɪtsɛf
BATHE-wik  ˈbeɪðwɪk
PRINCE-lee  ˈpɹɪnsliː
HINGE-um  ˈhɪndʒəm
AGE-is  ˈeɪdʒɪs
I-van  -
A-bel  -
e-RIK  ɛˈɹɪk
ma-PA  məˈpɑː
TOH-ni  ˈtoʊniː
mi-LAHN  mɪˈlɑːn
MAU-ree  -
sch-MIT  -
GNOO-sen  ˈɡnuːsɛn
KNOOT-sen  ˈknuːtsɛn
DOU-ro  -
CAN-tor  ˈkæntɔːɹ
CESS-na  -
BLUE-ner  ˈbluːnɚ
QUIN-lan  ˈkwɪnlæn
m-BAH-pay  əmˈbɑːpeɪ
N-guh-moh  -
"""
"""Respellings written together with the table."""


def read(rows: str) -> list[tuple[str, str]]:
    """For each row, the respelling and the IPA of its words whose stress is marked."""
    pairs = [row.rpartition("  ") for row in rows.strip().splitlines()]
    return [(written.strip(), ipa.replace("-", "")) for written, _, ipa in pairs]
