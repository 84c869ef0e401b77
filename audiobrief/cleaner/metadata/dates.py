"""Read written dates as aware datetimes: ISO 8601, RFC 2822, and the forms newspapers print.

A table of month names covers twenty languages and takes a few microseconds. A
library that guesses (dateparser: 20 ms a call, 90 ms to import) also finds
dates in text that holds none.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

from audiobrief.cleaner.metadata.names import fold
from audiobrief.patterns import compile_late
from audiobrief.spoken.english.calendar import MONTHS as ENGLISH_MONTHS
from audiobrief.spoken.english.calendar import SHORT_MONTHS

# Reject dates before the web existed: templates print 1970-01-01 for a missing date. The upper
# limit (`_in_range`) is tomorrow, since a publisher east of us may already be a day ahead.
EARLIEST_YEAR = 1990

OTHER_MONTHS = """
    1: januar jänner januari janvier enero ene gennaio gen janeiro stycznia styczen led ledna leden január januára tammikuu tammikuuta января январь янв січня ocak ιανουαριου ianuarie januárius gener sausio sijecnja siječnja jaanuar يناير ιανουαρίου ינואר בינואר
    2: februar feber februari fevrier fev febrero febbraio fevereiro lutego luty unora unor február februára helmikuu helmikuuta февраля февраль фев лютого subat şubat februarie febrer vasario veljace veljače veebruar فبراير pebruari φεβρουαρίου פברואר בפברואר
    3: mrz marz märz maerz maart mars marzo marco marca marzec brezna brezen marec maaliskuu maaliskuuta марта март мар березня mart martie március març març kovo ozujka ožujka märts maret مارس μαρτίου מרץ במרץ
    4: avril avr abril abr aprile kwietnia kwiecien dubna duben apríl apríla huhtikuu huhtikuuta апреля апрель апр квітня nisan aprilie április balandzio balandžio travnja aprill أبريل ابريل απριλίου אפריל באפריל
    5: mai mei maj mayo maggio mag maio maja kvetna kveten máj mája toukokuu toukokuuta мая май травня mayıs mayis május maig geguzes gegužės svibnja مايو μαΐου מאי במאי
    6: juni juin junio giugno giu junho czerwca czerwiec cervna cerven jún júna kesakuu kesakuuta июня июнь июн червня haziran iunie június juny birzelio birželio lipnja juuni يونيو ιουνίου יוני ביוני
    7: juli juillet juil julio luglio lug julho lipca lipiec cervence cervenec júl júla heinakuu heinakuuta июля июль июл липня temmuz iulie július juliol liepos juuli يوليو يوليوز ιουλίου יולי ביולי
    8: augustus aout août agosto ago sierpnia sierpien srpna srpen elokuu elokuuta augusti августа август авг серпня agustos ağustos augusztus agost rugpjucio rugpjūčio kolovoza avgust avgusta agustus أغسطس اغسطس agust αυγούστου אוגוסט באוגוסט
    9: septembre septiembre setiembre settembre set setembro wrzesnia wrzesien zari září septembra syyskuu syyskuuta сентября сентябрь сен вересня eylul eylül septembrie szeptember rugsejo rugsėjo rujna septembar setembre سبتمبر σεπτεμβρίου ספטמבר בספטמבר
    10: okt oktober octobre octubre ottobre ott outubro out pazdziernika pazdziernik rijna rijen októbra lokakuu lokakuuta октября октябрь окт жовтня ekim octombrie október spalio oktobar oktoober أكتوبر اكتوبر οκτωβρίου אוקטובר באוקטובר
    11: novembre noviembre novembro listopada listopad listopadu novembra marraskuu marraskuuta ноября ноябрь ноя листопада kasim kasım noiembrie lapkricio lapkričio studenoga studenog novembar نوفمبر νοεμβρίου נובמבר בנובמבר
    12: dez dezember decembre diciembre dic dicembre dezembro dez grudnia grudzien prosince prosinec decembra joulukuu joulukuuta desember декабря декабрь дек грудня aralik aralık decembrie gruodzio gruodžio prosinca decembar desember detsember desembre ديسمبر δεκεμβρίου דצמבר בדצמבר
"""
MONTHS = {
    fold(name): int(number)
    for number, _, names in (line.strip().partition(":") for line in OTHER_MONTHS.splitlines())
    if number.isdigit()
    for name in names.split()
} | {
    written.lower(): ENGLISH_MONTHS.index(name) + 1
    for written, name in (*((name, name) for name in ENGLISH_MONTHS), *SHORT_MONTHS.items())
}

# Offsets from UTC in minutes. IST and CST each name several zones; these are the commoner ones.
ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 60, "cet": 60, "mez": 60, "cest": 120, "mesz": 120,
    "eet": 120, "eest": 180, "msk": 180, "ist": 330, "hkt": 480, "sgt": 480, "jst": 540, "kst": 540,
    "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780, "est": -300, "edt": -240,
    "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
    "brt": -180, "art": -180, "clt": -240,
}  # fmt: skip

US_ZONES = {"et": -300, "ct": -360, "mt": -420, "pt": -480}
"""Winter offsets from UTC, in minutes, of the US zones; summer time, from March to November, is
an hour ahead."""

CLOCK = r"(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?!\d)(?::(?P<second>\d{2})(?:[.,]\d+)?)?\s*(?P<half>[ap]\.?\s?m\b\.?)?\s*\(?(?P<zone>Z\b|[+-]\d{2}:?\d{2}|[A-Z]{2,4}\b(?:[+-]\d{1,2})?)?"
ISO = compile_late(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)(?:[T ]+"
    + CLOCK.replace("[:.h]", ":")
    + ")?"
)
COMPACT = compile_late(
    r"^(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})(?:T?(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?(?P<zone>Z)?)?$"
)
YEAR_FIRST = compile_late(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})\s?[./年년]\s?(?P<month>\d{1,2})\s?[./月월]\s?(?P<day>\d{1,2})(?!\d)日?"
)
DAY_FIRST = compile_late(
    r"(?<![\d.,:])(?P<a>\d{1,2})\s?(?P<mark>[./|-])\s?(?P<b>\d{1,2})\s?(?P=mark)\s?(?P<year>(?:19|20)?\d{2})(?![\d/])"
)
DAY_NAME = compile_late(
    r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?[\s/-]*(?:(?:de|di|of|den)\s+)?(?P<name>[^\W\d_]{3,12})\.?,?[\s/-]*(?:del?\s+|of\s+)?(?P<year>(?:19|20)\d{2}|'\d{2}|(?<=[/-])\d{2}|\d{2}(?=\s*(?:$|[,|•·–—(-]|\d{1,2}:\d)))(?!\d)"
)
NAME_DAY = compile_late(
    r"(?P<name>[^\W\d_]{3,12})\.?\s*(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?:at\s+)?(?P<year>(?:19|20)\d{2})(?!\d)"
)
# The form that Unix, Java and PHP print in logs: "Mon Aug 03 12:45:00 EDT 2015"
NAME_DAY_CLOCK = compile_late(
    r"(?P<name>[^\W\d_]{3,9})\s+(?P<day>\d{1,2})\s+(?P<hour>\d{2}):(?P<minute>\d{2}):(?P<second>\d{2})\s+(?:(?P<zone>[A-Z]{2,5}(?:[+-]\d{2}:?\d{2})?|[+-]\d{4})\s+)?(?P<year>(?:19|20)\d{2})(?!\d)"
)
# Hungarian, Lithuanian and some English pages: "2021. május 3.", "2021 m. gegužės 3 d.",
# "2021 May 3"
YEAR_NAME_DAY = compile_late(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})(?:\.|\sm\.)?[\s-]+(?P<name>[^\W\d_]{3,12})\.?[\s-]+(?P<day>\d{1,2})(?!\d)"
)
VIETNAMESE = compile_late(
    r"(?<!\d)(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2}),?(?:\s+năm)?\s+(?P<year>20\d{2})"
)
TIME_AFTER = compile_late(
    r"^[\s,|•·–—/-]*+(?:at|um|à|a las|alle|ore|o|kl\.?|godz\.?|klo|um ca\.)?\s*" + CLOCK,
    re.IGNORECASE,
)
WRITTEN = (
    DAY_NAME,
    NAME_DAY,
    NAME_DAY_CLOCK,
    YEAR_NAME_DAY,
    YEAR_FIRST,
    DAY_FIRST,
    VIETNAMESE,
)
HAS_YEAR = compile_late(r"(?:19|20)\d{2}(?![^\W年년]|\d)|\d{1,2}\.\d{1,2}\.\d{2}\b")
DIGIT = compile_late(r"\d")
EPOCH = compile_late(r"^1\d{9}(?:\d{3})?$")

# Regions that write the month first, so that "3/4/2021" is in March. English without a region
# also does; English with one of the second set writes the day first.
MONTH_FIRST_REGIONS = frozenset({"us", "ph", "ca"})
DAY_FIRST_ENGLISH = frozenset(
    {"gb", "uk", "au", "nz", "ie", "in", "za", "ng", "ke", "pk", "sg", "my", "hk"}
)


def parse_date(text: str, language: str = "") -> datetime | None:
    """Return the first date in `text` as an aware datetime, or None if none is in range.

    A day without a time becomes midnight UTC. A time without a zone is taken as
    UTC: it is at most a day off, and this keeps the day as written, which is
    what readers are told.

    Args:
        text: "2021-12-17T09:30:00+0100", "Dec. 17, 2021, 9:30 a.m. ET", "17. Dezember 2021".
        language: BCP 47 tag of the page; it decides whether "3/4/2021" is in March or April.
    """
    text = text.strip()[:200]
    if not DIGIT.search(text):
        return None
    if EPOCH.match(text):
        return _in_range(datetime.fromtimestamp(int(text[:10]), UTC))
    for pattern in (ISO, COMPACT):
        match = pattern.search(text)
        if match:
            found = _from_parts(match["year"], match["month"], match["day"], match.groupdict())
            if found:
                return found
    best: tuple[int, datetime] | None = None
    for pattern in WRITTEN:
        for match in pattern.finditer(text):
            found = _read(match, text, language)
            if found and (best is None or match.start() < best[0]):
                best = (match.start(), found)
            if found:
                break
    return best[1] if best else None


def _read(match: re.Match[str], text: str, language: str) -> datetime | None:
    parts = match.groupdict()
    year = parts["year"].strip("'")
    if len(year) == 2:
        year = f"20{year}" if int(year) < 70 else f"19{year}"
    if "name" in parts:
        month = MONTHS.get(fold(parts["name"]))
        if month is None:
            return None
        day = int(parts["day"])
    elif "a" in parts:
        first, second = int(parts["a"]), int(parts["b"])
        month_first = second > 12 or (
            parts["mark"] != "." and first <= 12 and is_month_first(language)
        )
        month, day = (first, second) if month_first else (second, first)
    else:
        month, day = int(parts["month"]), int(parts["day"])
    if parts.get("hour"):
        return _from_parts(year, month, day, parts)
    clock = TIME_AFTER.match(text[match.end() :])
    return _from_parts(year, month, day, clock.groupdict() if clock else {})


def is_month_first(language: str) -> bool:
    """Whether readers of `language` (a BCP 47 tag) take 3/4/2021 for the fourth of March."""
    primary, _, rest = language.lower().replace("_", "-").partition("-")
    regions = set(rest.split("-"))
    if regions & MONTH_FIRST_REGIONS:
        return True
    return primary == "en" and not regions & DAY_FIRST_ENGLISH


def _from_parts(
    year: str | int, month: str | int, day: str | int, clock: dict[str, str | None]
) -> datetime | None:
    hour, minute = int(clock.get("hour") or 0), int(clock.get("minute") or 0)
    half = (clock.get("half") or "").lower()
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    try:
        found = datetime(
            int(year), int(month), int(day), hour, minute, int(clock.get("second") or 0),
            tzinfo=_zone(clock.get("zone") or ""),
        )  # fmt: skip
        zone = US_ZONES.get((clock.get("zone") or "").lower())
        if zone is not None:
            found = found.replace(tzinfo=_us_zone(zone, found))
    except ValueError:
        if clock.get("hour"):
            # The time is "24:00", or the digits after the day are not a time: keep the day.
            return _from_parts(year, month, day, {})
        return None
    return _in_range(found)


def _zone(name: str) -> timezone:
    offset = re.fullmatch(r"(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?", name)
    if offset:
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        minutes = min(minutes, 14 * 60)
        return timezone(timedelta(minutes=-minutes if offset[1] == "-" else minutes))
    minutes = ZONES.get(name.lower(), 0)
    return timezone(timedelta(minutes=minutes)) if minutes else UTC


def _us_zone(minutes: int, at: datetime) -> timezone:
    """Return the zone of a US clock at the local time `at`, given its winter offset in minutes.

    Under the Energy Policy Act of 2005, daylight saving time lasts from 2 a.m. on the second
    Sunday of March until the first Sunday of November.
    """
    local = at.replace(tzinfo=None)
    march, november = datetime(at.year, 3, 8, 2), datetime(at.year, 11, 1, 2)  # noqa: DTZ001 -- compared with another naive local time
    begins = march + timedelta(days=6 - march.weekday())
    ends = november + timedelta(days=6 - november.weekday())
    return timezone(timedelta(minutes=minutes + (60 if begins <= local < ends else 0)))


def _in_range(found: datetime) -> datetime | None:
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    return found if found.year >= EARLIEST_YEAR and found <= tomorrow else None


DIGITS_AND_MARKS = compile_late(r"[\W\d_]+")
MAX_DATELINE, MAX_WORDS = 80, 6  # in characters; in words such as "Published", "at", "ET"


def is_dateline(line: str, language: str = "") -> bool:
    """Whether `line`, from a page's plain text, holds a date and little else."""
    line = " ".join(line.split())
    if len(line) > MAX_DATELINE or len(DIGITS_AND_MARKS.sub(" ", line).split()) > MAX_WORDS:
        return False
    return parse_date(line, language) is not None


URL_DAY = compile_late(
    r"[/_.-](?P<year>(?:19|20)\d{2})[/_.-](?P<month>\d{1,2}|[a-z]{3})[/_.-](?P<day>\d{1,2})(?=[/_.?#-]|$)",
    re.IGNORECASE,
)
URL_DAY_FIRST = compile_late(
    r"[/_-](?P<day>\d{1,2})[._-](?P<month>\d{1,2})[._-](?P<year>20\d{2})(?=[/_.?#-]|$)"
)
URL_COMPACT = compile_late(
    r"[/_-](?P<year>20\d{2})(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?=[/_.-]|$)"
)


def date_of_url(url: str) -> datetime | None:
    """Return the day in an address such as /2021/12/17/ or -20211217, or None."""
    path = re.sub(r"^https?://web\.archive\.org/web/\d+\w*/", "", url)
    path = path.split("//", 1)[-1]
    for pattern in (URL_DAY, URL_COMPACT, URL_DAY_FIRST):
        match = pattern.search(path)
        if match:
            month = match["month"]
            number = int(month) if month.isdigit() else MONTHS.get(month.lower(), 0)
            found = _from_parts(match["year"], number, match["day"], {}) if number else None
            if found:
                return found
    return None
