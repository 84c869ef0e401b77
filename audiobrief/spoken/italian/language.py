"""All tables of Italian in one `Language`."""

from __future__ import annotations

from datetime import time, timedelta

from audiobrief.spoken.italian import (
    calendar,
    people,
    photo_credits,
    stops,
    verbs,
    wording,
)
from audiobrief.spoken.language import (
    Bylines,
    Calendar,
    Counting,
    Language,
    Marks,
    Readings,
    RegionSigns,
    Stops,
    join_with,
)
from audiobrief.spoken.speaking import Grammar, People, Speech

OWN_TOKENS = r"\b(?:[Dd]ott|[Pp]rof|[Aa]vv|[Ss]ig|[Dd]r)\.(?:ssa|ra|na|ri|ti)\b|(?:[ld]|un|all|dell|dall|nell|sull|c|s)[’'](?=\w)|(?:L|Un|All|Dell|Dall|Nell|Sull|C)[’'](?=[a-zàèéìòù])"
"""What is written as one word with the next: "l'avvocata", "dell'ospedale"; and titles with a stop inside."""
CENTRAL = timedelta(hours=1)
"""How far newsrooms of Italy and Switzerland are ahead of UTC, without daylight saving."""


def _load_readings() -> Readings:
    from audiobrief.spoken.italian.rules import READINGS

    return READINGS


def _say_time(clock: time) -> str:
    """The time as it is written, "14.30"; the readings say its figures."""
    return f"{clock.hour}:{clock.minute:02}"


LANGUAGE = Language(
    declaration=wording.DECLARATION,
    wording=wording.WORDING,
    calendar=Calendar(
        weekdays=calendar.WEEKDAYS,
        months=calendar.MONTHS,
        days=("1°", *map(str, range(2, 32))),
        clock=_say_time,
    ),
    counting=Counting(
        numbers=wording.NUMBERS,
        line=wording.LINE,
        lines=wording.LINES,
        otherwise=wording.OTHERWISE,
    ),
    bylines=Bylines(
        join=join_with(wording.AND),
        place=wording.PLACE,
        joined=wording.JOINED,
        reporting=wording.REPORTING,
        desk=wording.DESK,
        before_places=wording.BEFORE_PLACES,
    ),
    stops=Stops(
        never_last=stops.NEVER_LAST,
        maybe_last=stops.MAYBE_LAST,
        before_number=stops.BEFORE_NUMBER,
        lower=stops.LOWER,
        openers=stops.OPENERS,
        saying=stops.SAYING,
        decide=stops.decide,
        clause_ends=stops.CLAUSE_ENDS,
    ),
    marks=Marks(
        openers="«“",
        closers="»”",
        straight='"',
        comma_outside=True,
        before_sentence='«“‘"‹—–',
        after_stop="\"'”’»›)",
        stop_outside=True,
        colon_leads=True,
        incises=True,
        dashes="–—",
    ),
    people=People(
        male_titles=people.MALE_TITLES,
        female_titles=people.FEMALE_TITLES,
        titles=people.TITLES,
        title_stops=people.TITLE_STOPS,
        offices=people.OFFICES,
        particles=people.PARTICLES,
        pronouns=people.PRONOUNS,
        he=people.HE_NAMES,
        she=people.SHE_NAMES,
        trade_endings=people.TRADE_ENDINGS,
        roles=people.ROLES,
        groups=people.GROUPS,
        introducing=people.INTRODUCING,
        no_given_names=people.NO_GIVEN_NAMES,
        no_speakers=people.NO_SPEAKERS,
        not_names=people.NOT_NAMES,
        plain=people.PLAIN,
    ),
    grammar=Grammar(
        capitals="A-ZÀÈÉÌÍÒÓÙÚ",
        small="a-zàèéìíòóùú",
        breaks=frozenset(',:;—–()“”«»"'),
        own_tokens=OWN_TOKENS,
        contracted=people.CONTRACTED,
        adverbs=people.ADVERBS,
        adverb_endings=("mente",),
        determiners=people.DETERMINERS,
        prepositions=people.PREPOSITIONS,
        within_phrases=people.WITHIN_PHRASES,
        clause_starters=people.CLAUSE_STARTERS,
        auxiliaries=people.AUXILIARIES,
        participle_endings=("ando", "endo"),
        plural_endings=("i", "e"),
        subject_follows=True,
        subject_dropped=True,
    ),
    speech=Speech(
        past=verbs.SPEECH_PAST | verbs.SPEECH_DONE,
        present=verbs.SPEECH_PRESENT,
        participles=verbs.SPEECH_PARTICIPLES,
        sure=verbs.SURE,
        not_after=people.DETERMINERS | (people.PREPOSITIONS - {"secondo"}),
        according=verbs.ACCORDING,
        worded=verbs.WORDED,
        reported=verbs.REPORTED,
        works=verbs.WORKS,
        resuming=verbs.RESUMING,
    ),
    readings=_load_readings,
    credits=photo_credits.CREDITS,
    caption_label=photo_credits.LABEL,
    endmark=wording.ENDMARK,
    paid=wording.PAID,
    told_sounds=wording.TOLD_SOUNDS,
    publication_words=wording.PUBLICATION_WORDS,
    regions=RegionSigns(
        labels={"it": "IT", "ch": "CH", "sm": "SM", "va": "VA"},
        names={"Ticino": "CH", "Lugano": "CH", "Svizzera": "CH"},
        defaults=frozenset({"IT"}),
        clocks={"IT": CENTRAL, "CH": CENTRAL},
    ),
)
