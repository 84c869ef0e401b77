"""The names of all currencies, and the signs that newspapers print for them."""

from __future__ import annotations

from typing import NamedTuple


class Currency(NamedTuple):
    """The names of a currency and its small coin in singular and plural."""

    one: str
    many: str
    coin: str = ""
    coins: str = ""


_NAMES = """
    AED dirham dirhams fils fils | AFN afghani afghanis | AMD dram drams | AOA kwanza kwanza
    ARS Argentine_peso Argentine_pesos centavo centavos | AUD Australian_dollar Australian_dollars cent cents
    AWG Aruban_florin Aruban_florins | AZN manat manat | BAM convertible_mark convertible_marks
    BBD Barbados_dollar Barbados_dollars cent cents | BDT taka taka poisha poisha | BGN lev leva
    BHD Bahraini_dinar Bahraini_dinars fils fils | BIF Burundian_franc Burundian_francs
    BMD Bermuda_dollar Bermuda_dollars cent cents | BND Brunei_dollar Brunei_dollars cent cents
    BOB boliviano bolivianos | BRL real reais centavo centavos | BSD Bahamian_dollar Bahamian_dollars cent cents
    BTC bitcoin bitcoins | BTN ngultrum ngultrum | BWP pula pula thebe thebe | BYN Belarusian_ruble Belarusian_rubles
    BZD Belize_dollar Belize_dollars cent cents | CAD Canadian_dollar Canadian_dollars cent cents
    CDF Congolese_franc Congolese_francs | CHF Swiss_franc Swiss_francs centime centimes
    CLP Chilean_peso Chilean_pesos centavo centavos | CNY yuan yuan | COP Colombian_peso Colombian_pesos centavo centavos
    CRC colon colones | CUP Cuban_peso Cuban_pesos centavo centavos | CVE escudo escudos | CZK koruna korunas
    DJF Djibouti_franc Djibouti_francs | DKK Danish_krone Danish_kroner | DOP Dominican_peso Dominican_pesos
    DZD Algerian_dinar Algerian_dinars | EGP Egyptian_pound Egyptian_pounds | ERN nakfa nakfa | ETB birr birr
    EUR euro euros cent cents | FJD Fiji_dollar Fiji_dollars cent cents | GBP pound pounds penny pence | GEL lari lari
    GHS cedi cedis pesewa pesewas | GIP Gibraltar_pound Gibraltar_pounds penny pence | GMD dalasi dalasi
    GNF Guinean_franc Guinean_francs | GTQ quetzal quetzals | GYD Guyanese_dollar Guyanese_dollars cent cents
    HKD Hong_Kong_dollar Hong_Kong_dollars cent cents | HNL lempira lempiras | HTG gourde gourdes | HUF forint forints
    IDR rupiah rupiah | ILS shekel shekels agora agorot | INR rupee rupees paisa paise | IQD Iraqi_dinar Iraqi_dinars
    IRR Iranian_rial Iranian_rials | ISK Icelandic_krona Icelandic_kronur | JMD Jamaican_dollar Jamaican_dollars cent cents
    JOD Jordanian_dinar Jordanian_dinars | JPY yen yen | KES Kenyan_shilling Kenyan_shillings cent cents | KGS som som
    KHR riel riels | KMF Comorian_franc Comorian_francs | KPW North_Korean_won North_Korean_won | KRW won won
    KWD Kuwaiti_dinar Kuwaiti_dinars fils fils | KYD Cayman_dollar Cayman_dollars cent cents | KZT tenge tenge | LAK kip kip
    LBP Lebanese_pound Lebanese_pounds | LKR Sri_Lankan_rupee Sri_Lankan_rupees cent cents
    LRD Liberian_dollar Liberian_dollars cent cents | LSL loti maloti | LYD Libyan_dinar Libyan_dinars
    MAD Moroccan_dirham Moroccan_dirhams | MDL Moldovan_leu Moldovan_lei | MGA ariary ariary | MKD denar denars
    MMK kyat kyat | MNT tugrik tugriks | MOP pataca patacas | MRU ouguiya ouguiya | MUR Mauritian_rupee Mauritian_rupees
    MVR rufiyaa rufiyaa | MWK Malawian_kwacha Malawian_kwacha | MXN Mexican_peso Mexican_pesos centavo centavos
    MYR ringgit ringgit sen sen | MZN metical meticais | NAD Namibian_dollar Namibian_dollars cent cents
    NGN naira naira kobo kobo | NIO cordoba cordobas | NOK Norwegian_krone Norwegian_kroner
    NPR Nepali_rupee Nepali_rupees paisa paise | NZD New_Zealand_dollar New_Zealand_dollars cent cents
    OMR Omani_rial Omani_rials baisa baisa | PAB balboa balboas | PEN sol soles | PGK kina kina toea toea
    PHP Philippine_peso Philippine_pesos centavo centavos | PKR Pakistani_rupee Pakistani_rupees paisa paise
    PLN zloty zlotys grosz groszy | PYG guarani guaranis | QAR Qatari_riyal Qatari_riyals | RON leu lei
    RSD Serbian_dinar Serbian_dinars | RUB ruble rubles kopek kopeks | RWF Rwandan_franc Rwandan_francs
    SAR Saudi_riyal Saudi_riyals halala halalas | SBD Solomon_Islands_dollar Solomon_Islands_dollars
    SCR Seychelles_rupee Seychelles_rupees | SDG Sudanese_pound Sudanese_pounds | SEK Swedish_krona Swedish_kronor
    SGD Singapore_dollar Singapore_dollars cent cents | SLE leone leones | SOS Somali_shilling Somali_shillings
    SRD Surinamese_dollar Surinamese_dollars | SSP South_Sudanese_pound South_Sudanese_pounds | SYP Syrian_pound Syrian_pounds
    SZL lilangeni emalangeni | THB baht baht satang satang | TJS somoni somoni | TMT Turkmen_manat Turkmen_manat
    TND Tunisian_dinar Tunisian_dinars | TRY lira lira kurus kurus
    TTD Trinidad_and_Tobago_dollar Trinidad_and_Tobago_dollars cent cents | TWD New_Taiwan_dollar New_Taiwan_dollars
    TZS Tanzanian_shilling Tanzanian_shillings | UAH hryvnia hryvnias kopiyka kopiykas | UGX Ugandan_shilling Ugandan_shillings
    USD U_S_dollar U_S_dollars cent cents | UYU Uruguayan_peso Uruguayan_pesos | UZS Uzbek_som Uzbek_som | VND dong dong
    VUV vatu vatu | WST tala tala | XAF C_F_eh_franc C_F_eh_francs | XCD East_Caribbean_dollar East_Caribbean_dollars cent cents
    XOF C_F_eh_franc C_F_eh_francs | YER Yemeni_rial Yemeni_rials | ZAR rand rand cent cents
    ZMW Zambian_kwacha Zambian_kwacha ngwee ngwee | ZWG zig zig
    ZWL Zimbabwean_dollar Zimbabwean_dollars cent cents
"""
"""ISO 4217's codes: the currency, its plural, its coin, its plural. A country's name goes before
a noun that several countries have, but before none that is understood alone. Albania's ALL
and Tonga's TOP are left out, since they are words before numbers."""


def _named(row: str) -> tuple[str, Currency]:
    code, *names = (name.replace("_", " ") for name in row.split())
    return code, Currency(*names)


CODES = dict(
    _named(row) for line in _NAMES.split("\n") for row in line.split("|") if row.strip()
)
CODES["RMB"] = CODES["CNY"]
WORDS_TOO = frozenset("AMD BAM BOB COP CUP GEL LAK MAD MOP PEN SDG SOS TRY".split())
"""Codes that are words, companies or other things as well, and money only before a sum that
has thousands or a magnitude."""

_DOLLAR = Currency("dollar", "dollars", "cent", "cents")
_SHILLING = Currency("shilling", "shillings", "cent", "cents")
_SIGNED = {
    # code -> the signs that are printed for it
    "AED": "Dh Dhs Dh. Dhs.", "AMD": "֏", "AUD": "A$ AU$ AUD$", "AZN": "₼", "BBD": "BDS$ Bds$ BBD$", "BDT": "Tk Tk. ৳", "BRL": "R$", "BSD": "B$",
    "BTC": "₿", "BZD": "BZ$", "CAD": "C$ CA$ CAD$ Can$ CDN$", "CHF": "SFr SwFr", "CNY": "CN¥ Rmb", "CUP": "CUP$", "COP": "COP$ COL$", "DKK": "DKr", "DOP": "RD$", "CRC": "₡", "CZK": "Kč", "EGP": "E£ £E", "EUR": "€", "ARS": "AR$", "KYD": "CI$", "NOK": "NKr", "SEK": "SKr", "NPR": "NRs NRs.", "PEN": "S/ S/.", "PHP": "Php PhP", "PAB": "B/.", "SBD": "SI$", "WST": "WS$", "FJD": "FJ$", "GBP": "£",
    "GEL": "₾", "GHS": "₵ GH₵ GH¢ GHC GH¢", "GYD": "G$ GY$", "HKD": "HK$", "IDR": "Rp Rp.", "ILS": "₪ NIS", "INR": "₹ Rs Rs. Re Re.", "JMD": "J$ JA$",
    "JPY": "¥ ￥", "KES": "KSh Ksh KSh. Ksh. KSHS Kshs Kshs.", "KHR": "៛", "KRW": "₩", "KZT": "₸", "LAK": "₭", "LRD": "L$ LD$", "MNT": "₮", "MXN": "MX$ Mex$",
    "MYR": "RM", "NAD": "N$", "NGN": "₦", "NZD": "NZ$", "PGK": "PGK", "PLN": "zł", "PYG": "₲", "RUB": "₽", "RWF": "Rwf Frw FRw", "ZWG": "ZiG", "SGD": "S$ SG$", "THB": "฿",
    "TRY": "₺", "TTD": "TT$", "TWD": "NT$", "TZS": "TSh TSh. Tsh Tsh.", "UAH": "₴", "UGX": "USh USh. Ush Ush.", "USD": "US$", "VND": "₫", "XCD": "EC$",
    "XOF": "CFA FCFA", "ZWL": "Z$ ZW$",
}  # fmt: skip
SIGNS = {
    **{sign: CODES[code] for code, signs in _SIGNED.items() for sign in signs.split()},
    "$": _DOLLAR, "U.S. $": _DOLLAR, "Sh": _SHILLING, "Sh.": _SHILLING, "Shs": _SHILLING, "Shs.": _SHILLING,
    "₱": Currency("peso", "pesos", "centavo", "centavos"),
}  # fmt: skip
"""What newspapers print before a number, or after it. Dollars and shillings without a country
are those of the place."""
AT_HOME = {
    "R": {"ZA": "ZAR", "NA": "ZAR", "SZ": "ZAR", "LS": "ZAR"}, "N": {"NG": "NGN"}, "P": {"PH": "PHP", "BW": "BWP"},
    "K": {"ZM": "ZMW", "MW": "MWK", "PG": "PGK"}, "D": {"GM": "GMD"}, "E": {"SZ": "SZL"}, "M": {"LS": "LSL"}, "SR": {"SA": "SAR"}, "QR": {"QA": "QAR"},
    "KD": {"KW": "KWD"}, "BD": {"BH": "BHD"}, "RO": {"OM": "OMR"}, "JD": {"JO": "JOD"}, "Le": {"SL": "SLE"}, "Br": {"ET": "ETB"},
    "LE": {"EG": "EGP"}, "LL": {"LB": "LBP"}, "DH": {"MA": "MAD"}, "Nu": {"BT": "BTN"}, "Nu.": {"BT": "BTN"}, "Rf": {"MV": "MVR"}, "MK": {"MW": "MWK"},
    "Kz": {"AO": "AOA"}, "MT": {"MZ": "MZN"}, "FBu": {"BI": "BIF"}, "VT": {"VU": "VUV"}, "B": {"TH": "THB"},
}  # fmt: skip
"""Letters for money before a number -> region -> what they always are there: R250 is a motorway
or an engine elsewhere, and N95 a mask."""
ANYWHERE = frozenset(["R", "N", "P", "SR", "QR", "LE"])
"""The letters that mean money everywhere before a sum with a magnitude, thousands or coins."""
OTHERWISE = frozenset([("N", "95"), ("K", "9"), ("K", "12")])
"""A mask, a police dog, the years of school: no money in any place."""


def home_currency(letters: str, region: str) -> Currency:
    """The currency of letters from `AT_HOME`, without its country's name, as it is said there."""
    regions = AT_HOME[letters]
    named = CODES[regions.get(region) or next(iter(regions.values()))]
    return named._replace(one=named.one.split()[-1], many=named.many.split()[-1])


PAIRED = frozenset(CODES) - WORDS_TOO - {"MAD"}
"""Codes of which two in a row are the price of one money in another."""


def pair_names(first: str, second: str) -> str:
    """The two moneys of "USD-INR" as dealers call them: "dollar rupee"."""
    names = [CODES[code].one for code in (first, second)]
    short = [name.split()[-1] for name in names]
    return " ".join(short if short[0] != short[1] else names)
