"""All tables of Portuguese in one `Language`."""

from __future__ import annotations

from datetime import time

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
from audiobrief.spoken.portuguese import (
    calendar,
    people,
    photo_credits,
    regions,
    stops,
    verbs,
    wording,
)
from audiobrief.spoken.speaking import Grammar, People, Speech


def _load_readings() -> Readings:
    from audiobrief.spoken.portuguese.rules import READINGS

    return READINGS


def _say_time(clock: time) -> str:
    """The time as it is written, "14h30"; the readings say its figures."""
    return f"{clock.hour}h{clock.minute:02}" if clock.minute else f"{clock.hour}h"


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
        words_too=stops.WORDS_TOO,
        lower=stops.LOWER,
        openers=stops.OPENERS,
        saying=stops.SAYING,
        decide=stops.decide,
        clause_ends=stops.CLAUSE_ENDS,
    ),
    marks=Marks(
        openers="«“„",
        closers="»”",
        straight='"',
        incises=True,
        comma_outside=True,
        before_sentence='«“‘"—',
        after_stop="\"'”’»)",
        dashes="—–―",
        stop_outside=True,
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
        speechless=people.SPEECHLESS,
        not_names=people.NOT_NAMES,
        plain=people.PLAIN,
    ),
    grammar=Grammar(
        capitals="A-ZÁÀÂÃÉÊÍÓÔÕÚÜÇ",
        small="a-záàâãéêíóôõúüç",
        breaks=frozenset(',:;—–()“”«»"'),
        contracted=people.CONTRACTED,
        adverbs=people.ADVERBS,
        adverb_endings=("mente",),
        determiners=people.DETERMINERS,
        prepositions=people.PREPOSITIONS,
        within_phrases=people.WITHIN_PHRASES,
        clause_starters=people.CLAUSE_STARTERS,
        auxiliaries=people.AUXILIARIES,
        past_endings=("ou", "eu", "iu", "aram", "eram", "iram"),
        participle_endings=("ando", "endo", "indo"),
        plural_endings=("s", "es"),
        subject_follows=True,
        subject_dropped=True,
    ),
    speech=Speech(
        past=verbs.SPEECH_PAST,
        present=verbs.SPEECH_PRESENT,
        participles=verbs.SPEECH_PARTICIPLES,
        sure=verbs.SURE,
        verb_endings=("ou", "aram", "eram", "iram"),
        not_after=people.DETERMINERS | (people.PREPOSITIONS - {"segundo", "conforme", "para"}),
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
        labels=regions.LABELS,
        names=regions.NAMES,
        currencies=regions.CURRENCIES,
        spellings=regions.SPELLINGS,
        clocks=regions.CLOCKS,
    ),
)
