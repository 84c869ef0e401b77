"""All tables of German in one `Language`."""

from __future__ import annotations

from datetime import time, timedelta

from audiobrief.patterns import compile_late
from audiobrief.spoken.german import calendar, people, photo_credits, stops, wording
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
"""How far newsrooms of the three countries are ahead of UTC, without daylight saving."""
SWISS_SPELLING = compile_late(
    r"\b(?:[Gg]ross\w*|[Ss]trasse\w*|ausser\w*|[Ww]eiss\w*|heisst|dreissig|schliess\w*|Grossrat\w*|Spitäler\w*)\b"
)
"""Words with the ss that only Switzerland writes for ß."""


def _load_readings() -> Readings:
    from audiobrief.spoken.german.rules import READINGS

    return READINGS


def _say_time(clock: time) -> str:
    """The time as it is written, "18 Uhr 30"; the readings say its figures."""
    return f"{clock.hour} Uhr {clock.minute}" if clock.minute else f"{clock.hour} Uhr"


LANGUAGE = Language(
    declaration=wording.DECLARATION,
    wording=wording.WORDING,
    calendar=Calendar(
        weekdays=calendar.WEEKDAYS,
        months=calendar.MONTHS,
        days=tuple(f"{day}." for day in range(1, 32)),
        clock=_say_time,
    ),
    counting=Counting(numbers=wording.NUMBERS, line=wording.LINE, lines=wording.LINES),
    bylines=Bylines(
        join=join_with(wording.AND),
        place=wording.PLACE,
        joined=wording.JOINED,
        reporting=wording.REPORTING,
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
        openers="„»",
        closers="“«”",
        straight='"',
        comma_outside=True,
        before_sentence='„»"‚›',
        after_stop="\"'“”«‘‹)",
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
        capital_trades=True,
        trade_endings=people.TRADE_ENDINGS,
        roles=people.ROLES,
        groups=people.GROUPS,
        no_given_names=people.NO_GIVEN_NAMES,
        no_speakers=people.NO_SPEAKERS,
        introducing=people.INTRODUCING,
        not_names=people.NOT_NAMES,
        plain=people.PLAIN,
    ),
    grammar=Grammar(
        nouns_have_capitals=True,
        contracted=people.CONTRACTED,
        capitals="A-ZÄÖÜ",
        small="a-zäöüß",
        breaks=frozenset(',:;—–()„“”»«"'),
        adverbs=people.ADVERBS,
        determiners=people.DETERMINERS,
        prepositions=people.PREPOSITIONS,
        within_phrases=people.WITHIN_PHRASES,
        clause_starters=people.CLAUSE_STARTERS,
        auxiliaries=people.AUXILIARIES,
        past_endings=("te", "ten"),
        participle_endings=("end",),
        plural_endings=("er", "en", "innen", "e"),
        subject_follows=True,
        verb_second=True,
    ),
    speech=Speech(
        past=people.SPEECH_PAST | people.SPEECH_DONE,
        present=people.SPEECH_PRESENT,
        sure=people.SURE,
        not_after=people.DETERMINERS | people.PREPOSITIONS,
        according=people.ACCORDING,
        reported=people.REPORTED,
        works=people.WORKS,
        resuming=people.RESUMING,
    ),
    readings=_load_readings,
    credits=photo_credits.CREDITS,
    endmark=wording.ENDMARK,
    paid=wording.PAID,
    told_sounds=wording.TOLD_SOUNDS,
    caption_label=photo_credits.LABEL,
    publication_words=wording.PUBLICATION_WORDS,
    regions=RegionSigns(
        labels={"at": "AT", "ch": "CH", "de": "DE", "li": "CH"},
        names={
            "Wien": "AT",
            "Österreich": "AT",
            "Zürich": "CH",
            "Bern": "CH",
            "Schweiz": "CH",
            "Tirol": "AT",
        },
        spellings={"CH": SWISS_SPELLING},
        defaults=frozenset({"DE"}),
        clocks={"DE": CENTRAL, "AT": CENTRAL, "CH": CENTRAL},
    ),
)
