"""Writes invented articles, as a newsroom's output; the same seed gives the same articles."""

from __future__ import annotations

import random
from pathlib import Path

PLACES = ["Halverwick", "Saltmere", "Dunmoor", "Eastlow", "Carrowby", "Tarn End", "Pellhaven"]
PEOPLE = [
    "Mara Vint",
    "Ilias Roe",
    "Ottoline Park",
    "Bram Feld",
    "Sunniva Marsh",
    "Teo Lindqvist",
]
BODIES = ["the harbour board", "the county council", "the water trust", "the rail inquiry"]
MATTERS = [
    "the old quay",
    "a second bridge",
    "the tram depot",
    "the flood wall",
    "the night ferry",
]
SENTENCES = [
    "{body} met in {place} on Tuesday to decide the future of {matter}.",
    "The work would cost ${money:.1f} million and take until {year}.",
    "“We have waited {count} years for this,” said {person}, who chairs {body}.",
    "About {percent}% of the {people:,} people who answered were in favour.",
    "{person} of {place} said the plan for {matter} had been drawn up too quickly.",
    "Nothing will be built before {year}, and nothing will be pulled down before then either.",
    "A first plan was thrown out in {past}, when the money could not be found.",
    "{body} will publish the figures, and {place} will vote on them in the spring.",
    "“It is not the stones that matter, it is who may walk on them,” {person} added.",
    "At {hour} p.m. the meeting closed, with {count} questions still unanswered.",
]


def write_article(chance: random.Random, words: int = 450) -> str:
    """A page with navigation, an article of about `words` words, and links to other stories
    below."""
    place, matter = chance.choice(PLACES), chance.choice(MATTERS)
    number = chance.randrange(10_000)
    title = f"{place} Looks Again at {matter.title()} as Vote {number:,} Nears"
    paragraphs: list[str] = []
    count = 0
    while count < words:
        said = " ".join(_sentence(chance) for _ in range(chance.randint(2, 4)))
        count += len(said.split())
        paragraphs.append(f"<p>{said[0].upper()}{said[1:]}</p>")
    byline = chance.choice(PEOPLE)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta property="og:type" content="article"><meta name="author" content="{byline}">'
        f'<meta property="article:published_time" content="2031-03-{number % 28 + 1:02d}T06:00:00Z">'
        "</head><body><nav><ul><li><a href='/'>Home</a><li><a href='/news'>News</a></ul></nav>"
        f"<article><h1>{title}</h1><p class='byline'>By {byline}</p>{''.join(paragraphs)}</article>"
        "<aside><h2>More stories</h2><ul><li><a href='/1'>Another vote</a></ul></aside>"
        "<footer>Terms and conditions</footer></body></html>"
    )


def _sentence(chance: random.Random) -> str:
    return chance.choice(SENTENCES).format(
        body=chance.choice(BODIES), place=chance.choice(PLACES), matter=chance.choice(MATTERS),
        person=chance.choice(PEOPLE), money=chance.uniform(1, 90), year=chance.randint(2032, 2050),
        past=chance.randint(1950, 2020), count=chance.randint(2, 40), hour=chance.randint(1, 11),
        percent=chance.randint(20, 80), people=chance.randint(900, 90_000),
    )  # fmt: skip


def write_pages(folder: Path, count: int, *, seed: int = 7, words: int = 450) -> list[Path]:
    """Writes `count` pages to `folder`, each with its own canonical address."""
    chance = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(count):
        path = folder / f"story-{number:05d}.html"
        canonical = f'<link rel="canonical" href="https://saltmere.example/news/{number}">'
        page = write_article(chance, words).replace("</head>", f"{canonical}</head>")
        path.write_text(page, encoding="utf-8")
        paths.append(path)
    return paths
