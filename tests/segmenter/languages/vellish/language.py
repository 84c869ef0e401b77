"""All tables of Vellish. A verb follows the words said, and a place comes before the name's
end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import time
from pathlib import Path

from audiobrief.spoken.language import (
    HE,
    SHE,
    Bylines,
    Calendar,
    Counting,
    Language,
    Marks,
    Readings,
    RegionSigns,
    Stop,
    Stops,
    words,
)
from audiobrief.spoken.reading import Manner, Rule, Said
from audiobrief.spoken.speaking import Grammar, People, Speech

WORDING = {
    "byline": "Skrevu {authors}.",
    "additional": "Hjalpu {authors}.",
    "published": "Utkomu {date}.",
    "date": "{weekday}, {day} {month} {year}",
    "date_hill": "{day} {month} {year}",
    "published_hill": "Utkomu upp {date}.",
    "quote_open": "Ordu:",
    "quote_close": "Ordu endu.",
    "quote_close_inside": "Ordu endu,",
    "block_quote_open": "Ordu fra {speaker}:",
    "block_quote_close": "Ordu endu.",
    "block_quote_by": "{speaker}:",
    "post_open": "Blad fra {speaker}:",
    "post_close": "Blad endu.",
    "aside_open": "Vidu:",
    "aside_close": "Vidu endu.",
    "list_open": "Raku med {count}:",
    "list_close": "Raku endu.",
    "list_number": "Talu {number}:",
    "table_open": "Tavlu:",
    "table_close": "Tavlu endu.",
    "table_summary": "Tavlu med {rows} og {columns}.",
    "table_caption_summary": "Tavlu: {caption}",
    "code_open": "Kodu:",
    "code_open_language": "Kodu {name}:",
    "code_close": "Kodu endu.",
    "code_summary": "Kodu, {lines}.",
    "code_summary_language": "Kodu {name}, {lines}.",
    "caption_open": "Bildu:",
    "caption_close": "Bildu endu.",
    "correction_open": "Rettu:",
    "correction_close": "Rettu endu.",
    "entry_time": "Vid {time}:",
    "separator": "Nestu.",
    "wall": "Restu est abonentum.",
    "sign_off_site": "Fra {site}.",
    "sign_off": "Endu.",
    "digest": "Samlu {date}",
    "digest_open": "Her estu:",
    "digest_from": "Fra {site}:",
}
NUMBERS = ("nul", "ein", "tvo", "tri", "fir")
DAYS = tuple(f"{number}tu" for number in range(1, 32))


def join(items: Sequence[str]) -> str:
    """Joins names from the last to the first, which no table can express."""
    return " og ".join(reversed(items))


def say_time(clock: time) -> str:
    """The hour only."""
    return f"{clock.hour} klokku"


def end_sentence(stop: Stop) -> bool | None:
    """A number with a stop is an ordinal before the name of a month, and ends no sentence."""
    return False if stop.before.isdigit() and stop.word == "Frostu" else None


def say_figure(match: re.Match[str], manner: Manner) -> Said:
    """The name of a figure that has one."""
    del manner
    number = int(match[0])
    return NUMBERS[number] if number < len(NUMBERS) else None


FIGURE = re.compile(r"\d+")

LANGUAGE = Language(
    wording=WORDING,
    declaration="Lesu maskinu.",
    calendar=Calendar(
        weekdays=("Manu", "Tysu", "Odnu", "Toru", "Frju", "Lauru", "Solu"),
        months=(
            "Isu", "Snju", "Vindu", "Regnu", "Gronu", "Blomu", "Sumaru", "Hauku", "Fallu", "Mistu",
            "Myrku", "Frostu",
        ),
        days=DAYS,
        year=lambda year: f"aru {year}",
        clock=say_time,
        wording_suffix=lambda tag: "_hill" if tag.endswith("-HL") else "",
    ),
    counting=Counting(
        numbers=NUMBERS,
        line="ein linu",
        lines="{count} linur",
        otherwise={"rows": {2: "tvar"}},
    ),
    bylines=Bylines(join=join, place="ur {place}", joined=("vid ",), reporting=words("hjalpu")),
    stops=Stops(
        never_last=words("hr"),
        openers=words("og tha"),
        saying=words("segu"),
        decide=end_sentence,
    ),
    marks=Marks(
        openers="„»", closers="“«", spaced=True, before_sentence='„»"', after_stop="\"'“«"
    ),
    people=People(
        male_titles=words("Hr."),
        titles=words("Hr."),
        title_stops=("Hr",),
        pronouns={"hanu": HE, "honu": SHE},
        he=words("Bo"),
        she=words("Ada"),
    ),
    grammar=Grammar(
        capitals="A-ZÅÄÖ", small="a-zåäö", breaks=frozenset(',:;—–()„“»«"')
    ),
    speech=Speech(past=words("segu ropu"), sure=words("segu"), not_after=words("tha")),
    readings=lambda: Readings(
        candidate=re.compile(r"(?P<digit>\d+)"), rules={"digit": (Rule("figure", FIGURE, say_figure),)}
    ),
    lexicon=Path(__file__).with_name("lexicon.toml"),
    regions=RegionSigns(labels={"vl": "HL"}),
)  # fmt: skip
