"""All tables of English in one `Language`."""

from __future__ import annotations

from pathlib import Path

from audiobrief.spoken import given_names
from audiobrief.spoken.english import (
    calendar,
    people,
    photo_credits,
    regions,
    stops,
    verbs,
    wording,
)
from audiobrief.spoken.english.varieties import is_british
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


def _load_readings() -> Readings:
    # 300 patterns, which a caller that only splits sentences does not need
    from audiobrief.spoken.english.rules import READINGS

    return READINGS


LANGUAGE = Language(
    wording=wording.WORDING,
    declaration=wording.DECLARATION,
    calendar=Calendar(
        weekdays=calendar.WEEKDAYS,
        months=calendar.MONTHS,
        days=wording.DAYS,
        wording_suffix=lambda tag: "_british" if is_british(tag) else "",
    ),
    counting=Counting(numbers=wording.NUMBERS, line=wording.LINE, lines=wording.LINES),
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
        capitalised=stops.CAPITALISED,
        clock=stops.CLOCK,
        after_clock=stops.AFTER_CLOCK,
        saying=stops.SAYING,
        decide=stops.decide,
        clause_ends=stops.CLAUSE_ENDS,
    ),
    marks=Marks(single_openers="‘'", single_closers="’'", elided=wording.ELIDED),
    people=People(
        male_titles=people.MALE_TITLES,
        female_titles=people.FEMALE_TITLES,
        titles=people.TITLES,
        title_stops=people.TITLE_STOPS,
        offices=people.OFFICES,
        suffixes=people.SUFFIXES,
        particles=people.NAME_PARTICLES,
        possessives=people.POSSESSIVES,
        name_endings=people.NAME_ENDINGS,
        pronouns=people.PRONOUNS,
        he=given_names.HE | given_names.HE_AS_WELL,
        she=given_names.SHE | given_names.SHE_AS_WELL,
        trade_endings=people.TRADE_ENDINGS,
        trades=people.TRADES,
        anybody=people.ANYBODY,
        ranks=people.RANKS,
        styles=people.STYLES,
        sure_particles=people.SURE_PARTICLES,
        roles=people.ROLES,
        groups=people.GROUPS,
        introducing=people.INTRODUCING,
        no_given_names=people.NO_GIVEN_NAMES,
        no_speakers=people.CALENDAR_OR_MEDIA,
        bodies=people.BODIES,
        speechless=people.SPEECHLESS,
        not_names=people.NOT_NAMES,
        plain=people.PLAIN,
    ),
    grammar=Grammar(
        adverbs=people.ADVERBS,
        adverb_endings=("ly",),
        determiners=people.DETERMINERS,
        definite=frozenset({"the"}),
        prepositions=people.PREPOSITIONS,
        within_phrases=people.WITHIN_PHRASES,
        agents=frozenset({"by", "of", "to", "with"}),
        clause_starters=people.CLAUSE_STARTERS,
        subordinators=people.SUBORDINATORS,
        within_clauses=people.WITHIN_CLAUSES,
        joining=frozenset({"and"}),
        auxiliaries=people.AUXILIARIES,
        past_endings=("ed",),
        irregular_past=verbs.IRREGULAR_PAST,
        participle_endings=("ing",),
        plural_endings=("s",),
    ),
    speech=Speech(
        past=verbs.SPEECH_PAST,
        present=verbs.SPEECH_PRESENT,
        participles=verbs.SPEECH_PARTICIPLES,
        sure=verbs.SURE_VERBS,
        verb_endings=("ed", "s"),
        addressing=verbs.ADDRESSING,
        not_after=people.DETERMINERS | people.PREPOSITIONS - {"like"},
        according=verbs.ACCORDING,
        worded=verbs.WORDED,
        supposing=verbs.SUPPOSING,
        reported=verbs.REPORTED,
        holding=verbs.HOLDING,
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
    papers=wording.PAPERS,
    paper_article="the ",
    lexicon=Path(__file__).with_name("lexicon.toml"),
    regions=RegionSigns(
        labels=regions.LABELS,
        hosts=regions.HOSTS,
        names=regions.NAMES,
        offsets=regions.OFFSETS,
        currencies=regions.CURRENCIES,
        foreign=regions.FOREIGN,
        min_sums=regions.MIN_SUMS,
        spellings={"GB": regions.BRITISH_SPELLING, "US": regions.AMERICAN_SPELLING},
        min_spellings=regions.MIN_SPELLINGS,
        defaults=regions.NO_SIGN,
        aliases=regions.ALIASES,
        clocks=regions.CLOCKS,
    ),
)
