"""Capitals that are known: acronyms said as words, initialisms that are spelled, words for stress."""

from __future__ import annotations

WORDS = frozenset(
    """
    NATO NASA UNESCO UNICEF OPEC FIFA UEFA AIDS SARS MERS ASEAN NAFTA MERCOSUR NORAD FEMA OSHA HIPAA ISIS ISIL DAESH
    FARC HAMAS INTERPOL EUROPOL FRONTEX EURATOM DARPA ERISA SALT START SWAT AWOL SCUBA LASER RADAR SONAR TASER
    GIF JPEG RAM ROM PIN SIM BIOS WASP YUPPIE NIMBY POTUS SCOTUS FLOTUS COVID CAPTCHA PETA MADD ICE TED SAG
    BAFTA EGOT GLAAD NASCAR FIDE CONCACAF CONMEBOL WADA LIV SOCOM CENTCOM AFRICOM EUCOM INDOPACOM NORTHCOM
    STRATCOM CYBERCOM AWACS HIMARS JAG SEAL THAAD PATRIOT ECOWAS COP GOOP ISRO JAXA DART FOMO
    YOLO ZOOM IKEA LEGO VISA NASDAQ FICA MAGA AFRINIC ICANN WIPO UNRWA CERN PAC WIC SNAP NEET DOGE DACA COSATU NAFDAC OSINT HUMINT SIGINT STEM FAFSA CHIPS CUNY SUNY RICO PRASA INEC SEBI ASUU NEPA ASIO ASIC ASEAN IMAX AMBER MENSA SWAPO ZANU AIPAC EPIC MERSA SCUBA SOAS ITER SETI LIGO EFTA CITES SIPRI RAND
    OFSTED OFCOM OFGEM OFWAT ASBO BUPA NICE SAGE COBRA DEFRA HOBNOB QUANGO UKIP ACAS TESCO ASDA AIDA
    UNIFIL USDAW ABTA ATOL BAME IATA CAIR GAIL SAIL BART MAPPA ESTA CEOP FISA FERC SIDS NIST AFTRA ALEC ANZAC ATAR TAFE
    BAFTA LAMDA GATE EOCO NADMO CERB OHIP OSAP ETFO TIFF COTU KEBS AMCU IPID SASSA NIWA IFAB UCAS GAVI
    QANTAS WINZ PHIVOLCS OXFAM RADA BREXIT BRICS PIGS SOFR LIBOR EURIBOR FOREX HELOC REIT SPAC NIFTY SENSEX PEMEX
    NVIDIA STOXX FOX MAX HECS ADNOC CAT PET VIN ZIP LAN WAN LIDAR
    CETA APEC AUKUS BIMSTEC NITI ASHA AYUSH AMRUT UDAN BHEL NALCO NABARD SIDBI TRAI RERA GRAP NIMHANS CLAT
    PEMRA NADRA OGRA NEPRA WASA LESCO PESCO HESCO DOLE NEDA PAGCOR MERALCO TESDA CHED FELDA PETRONAS SUHAKAM UMNO
    NIMASA PENGASSAN NUPENG AMCON LASTMA LASEMA NIRSAL COCOBOD KEMSA KETRACO KENHA KUPPET KNUT KEPSA SACCO
    NEHAWU SADTU SAFTU UNISA SALGA SANRAL NERSA ICASA NEDLAC SAFA COSAFA AFCON NAPLAN WACA ASIS CUPE OSFI OPSEU
    GOSH CAMRA ASLEF SEPA COSLA HIQA SIPTU IBEC NAMA TASC BRAC CAFE TANF CHIP SANDAG MARTA SEPTA GEICO AFLAC ACORN
""".split()
)
"""Acronyms said as words. Longer ones with vowels are too, unless they are in LETTERS."""
LETTERS = frozenset(
    """
    US UK EU UN UAE AI IT IAEA IOC IMF WHO WTO ILO IRA IRS IPO IUD IQ ID IED ISI IVF ICU IPCC UCLA USC
    UNC UVA YMCA YWCA OECD OSCE OPCW OAS AU UNHCR UNODC UNCTAD UFO USA USSR USDA USAF USPS USADA USGS UPS UV UHF
    UTC URL USB ATM AFP AP ABC ACLU AFL AMA APA AOL ARC ATF AFC ACC ADHD AK API APR AR
    ASL AT&T AWS EPA ECB ECHR EFL EIA EMT EPL ER ESG ESPN ETA ETF EV EEOC OBE OMB OPM OT OTC ODI OK
    NAACP CIA CEO CFO CIO COO CTO DIY DOA DOE DOI EKG GOP GPA HIV ICBM ICC ICJ IDF IDP ISP LA
    LGBT LGBTQ MIA MOT NBA NIH NGO NIA NOI NRA OAP ONS PLO PDA PIA POW PPE PTA RIA RIP RAF SDP SOE
    SOS SUV TIA TUC TV UDA UDR UVF VIP VOA ISO AIG AMC IAF IRGC ITV IVF PIF OCD
    OPT OED OUP EDF EDL EIU EMA ESA ETH EOD IBM ICI AAA AAU ABA ABV AED AGI AIM ALS AMP APB ARP AUM DEA
    DUI DUP FAA FAO FAQ FDA FIA FOI GAO GDP HOA IAAF IIHF IIT IPA IPL ICO MIT MLA MOU NAS NEA NEC NEH
    NHL NOV NUS NUT OCR AAP SANDF VAR SAPS EFCC IEBC EACC MECC SABC AIADMK ACTU CEOS DUIS PAYE ESOP IVF ISA ISAS
    VAT ASPCA IMDA UAPA USPTO ALDS ALCS NLDS NLCS ODNI SIPS ASCE UPA NDA RSA MSA ISA NPA NTA PHA EPL IPO ETA DNA RNA BIA NOAH
    AGM EGM VIP VIPS IED CUET JEE UNFPA IRDAI NAIA NCEA UKHSA NASUWT ESRI WMATA USAA VMI FAU IOSA ASAP HAL CAB DOH DOT TET
    LGBTQI LGBTQIA LGBTIQA UNAMSIL
    EPFO UTSA PHEV ATO ABS
    RAIB AAIB MAIB RTE MLB EMS EUV ICAO NYU LSU SEC DCI USCIS USMCA
""".split()
)
"""Initialisms that are spelled, though they could be read as words."""
SHOUTED = frozenset(
    """
    a about after again all also an and any are as ask at back bad be because been before best better big black boy
    but by can come could day dead did do does don't done down else end even ever every fact far few find first for
    free from full get girl go god gold good got great had has have he help her here high him his hope hot how i if in
    into is it its job just keep kill know last law left less let life like live long look lot love made make man many
    may me men mine more most much must my need never new next no none not nothing now of off oh old on once one only
    open or other our out over own part pay please real really red right run safe said same save say see set she
    should show shut sick so some soon stay still stop such sure take tell than thank that the their them then there
    these they this those time to today too top true try two under up use very wait want war was watch way we well
    were what when where who why will win with woman work world would wow wrong year yes yet you your breaking live
    exclusive update video photos opinion analysis
    six four five seven eight goal wicket penalty save corner offside final score foul miss whistle kick full-time gone review
""".split()
)
"""Words that writers put in capitals for stress: "he was NOT there"."""
SHORT = {"A": "a", "ST": "saint", "VS": "versus", "MR": "mister", "DR": "doctor"}
"""Readings that apply only inside a run of capitals."""
EXPANDED = {
    "WWI": "World War One", "WWII": "World War Two", "WWIII": "World War Three", "FTSE": "Footsie", "NOAA": "Noah",
    "AIIMS": "Aims", "USAID": "U S Aid", "UNAIDS": "U N Aids", "SAARC": "Sark", "FICCI": "Ficky", "SSNIT": "Snit", "AFSCME": "Afsmee",
    "CRISPR": "Crisper", "MPOX": "em pox", "IELTS": "Eye elts", "TOEFL": "Toe full", "GMAT": "Gee mat", "LSAT": "L sat", "MCAT": "M cat", "PSAT": "P sat",
    "UNEP": "U nep", "CPEC": "C peck", "MGNREGA": "M G N Rega", "MNREGA": "M N Rega", "NREGA": "N Rega", "MCOCA": "M coca", "IPOB": "I pob", "NSFAS": "N S fas",
    "BTEC": "B tec", "GSOC": "G sock", "NPHET": "Nefet", "ATACMS": "Attack ems", "UTEP": "U tep", "MPEG": "M peg", "OLED": "O led", "QLED": "Q led", "CMOS": "C moss",
    "VVPAT": "V V pat", "ICAC": "I cack", "CSAIL": "C sail", "NSAID": "N said", "JSTOR": "J store", "SPDY": "Speedy", "PFAS": "P fas", "GAAP": "Gap",
}  # fmt: skip
"""Abbreviations that are said in full."""

SAID_AT = {
    "AAP": frozenset(["IN"]), "ISA": frozenset(["GB"]), "NAB": frozenset(["PK"]), "SAPS": frozenset(["ZA"]),
    "VAT": frozenset(["IE"]), "PAS": frozenset(["MY"]), "ACT": frozenset(["NZ"]), "DOC": frozenset(["NZ"]), "SAT": frozenset(["GB"]), "CAF": frozenset(["NG", "GH", "KE", "ZA", "UG", "TZ", "ZM"]),
}  # fmt: skip
"""Capitals that are a word where one region says them, and letters elsewhere."""
SPELLED_AT = {"UP": frozenset(["IN"]), "GO": frozenset(["IN"])}
"""Capitals that are stressed words elsewhere: UP is a state of India, and a GO an order of one."""
MIXED = {
    "YoY": "year on year",
    "QoQ": "quarter on quarter",
    "MoM": "month on month",
    "MiG": "Mig",
    "MiGs": "Migs",
    "WiFi": "Wi-Fi",
    "LiDAR": "lidar",
    "SoHo": "Soho",
    "CoV": "Co V",
    "CrPC": "C R P C",
    "DySP": "D Y S P",
    "DyCM": "Deputy C M",
}
"""With small letters in them, and not spelled."""
AS_THEY_ARE = frozenset(["NAACP", "AT&T"])
"""Every voice knows them."""
