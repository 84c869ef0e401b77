"""Which full stops end a Dutch sentence; Taalunie, on abbreviations."""

from __future__ import annotations

from audiobrief.patterns import compile_late
from audiobrief.spoken.language import Stop, words

NEVER_LAST = words(
    """
    bijv bv o.a m.a.w d.w.z ca i.p.v i.v.m m.b.t n.a.v t.o.v t.a.v a.d.h.v o.l.v v.a resp evt incl excl ong gem dr drs prof mr ir ing
    ds dhr mevr mw fam gebr burg st red vgl vs tel afd gen kol kapt nl jl m.n m.i nr nrs no art blz p pag hfdst afl mln mld h v n
    """
)
MAYBE_LAST = words(
    "enz etc e.a e.d zn v.chr n.chr chr p.p p.j a.s max min z.s.m b.v n.v str jr sr"
)
BEFORE_NUMBER = words("ma di wo do vr za zo nr nrs no art blz p pag hfdst afl tel")
LOWER = words(
    """
    ma di wo do vr za zo bijv bv ca resp evt incl excl ong gem dr drs prof mr ir ing ds dhr mevr mw fam gebr burg red vgl vs tel afd gen kol kapt nl jl nr
    nrs no art blz p pag hfdst afl enz etc max min mln mld
    """
)
OPENERS = words(
    """
    de het een deze dit die dat hij zij ze wij we jullie ik je jij u men iemand niemand iedereen alles niets veel weinig enkele sommige
    alle beide elke ieder iedere geen mijn zijn haar hun ons onze jouw uw wie wat waar wanneer waarom hoe welke in op aan van voor met
    bij uit naar over onder door tegen tussen na sinds tot zonder om te tijdens volgens binnen buiten als toen omdat terwijl hoewel
    of en maar want dus ook nog al nu dan daar hier toch wel niet er vandaag gisteren morgen later eerst daarna daarom daarbij
    bovendien inmiddels intussen vervolgens echter ondertussen bijna zo zelfs alleen eindelijk misschien ja nee twee drie vier vijf
    """
)
SAYING = words(
    "zegt zei vraagt vroeg roept riep antwoordt antwoordde aldus vindt stelt zucht lacht"
)
CLAUSE_ENDS = (r"[;:]['\"“”’)]*\s|\s[—–]\s|—", r",['\"“”’)]*\s", r"\s")
_ROMAN = compile_late(r"[IVX]{2,6}\Z")


def decide(stop: Stop) -> bool | None:
    """Decide after a Roman numeral, which ends its sentence, and before the number of a house."""
    if stop.before.lower().endswith("str") and stop.word[:1].isdigit():
        return False
    return True if _ROMAN.match(stop.before) else None
