"""All tables of Dutch in one `Language`."""

from __future__ import annotations

from datetime import time, timedelta

from audiobrief.spoken.dutch import (
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

CENTRAL = timedelta(hours=1)
"""How far newsrooms of the Netherlands and Flanders are ahead of UTC, without daylight saving."""


def _load_readings() -> Readings:
    from audiobrief.spoken.dutch.rules import READINGS

    return READINGS


def _say_time(clock: time) -> str:
    """The time as it is written, "14.30 uur"; the readings say its figures."""
    return f"{clock.hour}.{clock.minute:02} uur" if clock.minute else f"{clock.hour} uur"


LANGUAGE = Language(
    declaration=wording.DECLARATION,
    wording=wording.WORDING,
    calendar=Calendar(
        weekdays=calendar.WEEKDAYS,
        months=calendar.MONTHS,
        days=tuple(map(str, range(1, 32))),
        clock=_say_time,
    ),
    counting=Counting(
        numbers=wording.NUMBERS,
        line=wording.LINE,
        lines=wording.LINES,
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
        openers="“„«",
        closers="”»",
        straight='"',
        single_openers="‘'",
        single_closers="’'",
        elided=frozenset({"t", "s", "n", "k", "m"}),
        comma_outside=True,
        before_sentence='“„«"‘',
        after_stop="\"'”’»)",
        colon_leads=True,
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
        capitals="A-ZÀÁÈÉËÏÖÜ",
        small="a-zàáèéëïöüĳ",
        breaks=frozenset(',:;—–()“”„«»"'),
        contracted=people.CONTRACTED,
        adverbs=people.ADVERBS,
        adverb_endings=(),
        determiners=people.DETERMINERS,
        prepositions=people.PREPOSITIONS,
        within_phrases=people.WITHIN_PHRASES,
        clause_starters=people.CLAUSE_STARTERS,
        auxiliaries=people.AUXILIARIES,
        past_endings=("de", "den", "te", "ten"),
        participle_endings=("end", "ende"),
        plural_endings=("en", "s"),
        subject_follows=True,
        verb_second=True,
    ),
    speech=Speech(
        past=verbs.SPEECH_PAST | verbs.SPEECH_DONE,
        present=verbs.SPEECH_PRESENT,
        sure=verbs.SURE,
        not_after=people.DETERMINERS | (people.PREPOSITIONS - {"volgens"}),
        according=verbs.ACCORDING,
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
        labels={"nl": "NL", "be": "BE", "vlaanderen": "BE", "sr": "SR", "aw": "AW", "cw": "CW"},
        names={"Vlaanderen": "BE", "Antwerpen": "BE", "Gent": "BE", "Brussel": "BE"},
        defaults=frozenset({"NL"}),
        clocks={"NL": CENTRAL, "BE": CENTRAL},
    ),
)
