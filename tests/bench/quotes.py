"""Quotations: of those announced, how many are direct; of the direct, how many announced; by whom.

Reads a corpus of attributions annotated by hand from the folder that
AUDIOBRIEF_QUOTES names: `text/*.txt` and beside it `attributions/*.ann`, in the
stand-off format of brat, whose events hold a Source, a Cue and a Content.

A quotation, from mark to mark, is direct where an attribution's content covers
it and no word outside quotation marks belongs to the same run of the content;
mixed where the content goes on beyond the marks; bare where no content covers it.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from audiobrief.segmenter.cast import Cast
from audiobrief.segmenter.quotes import Quotation, find_quotations
from audiobrief.segmenter.speakers import name_speakers
from audiobrief.spoken.english import people
from audiobrief.spoken.english.language import LANGUAGE

Spans = list[tuple[int, int]]
SHORT = 3
"""Words up to which a quotation that is not direct is a fragment or a scare quote."""
_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
_NAME = re.compile(r"[A-Z][\w’'-]+")


class Attribution(NamedTuple):
    """Who says what, in offsets into the text."""

    content: Spans
    source: Spans


def read_attributions(path: Path) -> list[Attribution]:
    """The attributions of one annotation file."""
    spans: dict[str, Spans] = {}
    events: list[list[str]] = []
    # annotated text holds line separators of its own, at which splitlines would break
    for line in path.read_text(encoding="utf-8").split("\n"):
        name, _, rest = line.partition("\t")
        if re.fullmatch(r"T\d+", name):
            runs = rest.split("\t")[0].split(" ", 1)[1].split(";")
            spans[name] = [(int(a), int(b)) for a, b in (run.split() for run in runs)]
        elif re.fullmatch(r"E\d+", name):
            events.append(rest.split())
    return [
        Attribution(_spans(event, "Content", spans), _spans(event, "Source", spans))
        for event in events
    ]


def _spans(event: list[str], role: str, spans: dict[str, Spans]) -> Spans:
    """The spans of "Content:T3 Content2:T22", in the order of the text."""
    parts = (part.partition(":") for part in event)
    return sorted(
        span
        for name, _, target in parts
        if name.rstrip("0123456789") == role
        for span in spans.get(target, [])
    )


def label(
    text: str, start: int, end: int, attributions: list[Attribution], quoted: bytearray
) -> tuple[str, Attribution | None]:
    """ "direct", "mixed" or "bare", and the attribution that says so."""

    def covered(attribution: Attribution) -> int:
        return sum(max(0, min(end, b) - max(start, a)) for a, b in attribution.content)

    best = max(attributions, key=covered, default=None)
    if best is None or covered(best) == 0:
        return "bare", None
    if covered(best) < (end - start) / 2:
        return "mixed", best
    runs = [(a, b) for a, b in best.content if min(end, b) > max(start, a)]
    outside = "".join(text[i] if not quoted[i] else " " for a, b in runs for i in range(a, b))
    return ("mixed" if re.search(r"\w", outside) else "direct"), best


def is_right(speaker: str, source: str) -> bool:
    """Whether the two share a name or, where one has none, a word that tells."""
    names = [
        {re.sub(r"[’']s$", "", n) for n in _NAME.findall(t)} - people.TITLES - people.NOT_NAMES
        for t in (speaker, source)
    ]
    if all(names):
        return bool(names[0] & names[1])
    empty = people.DETERMINERS | people.PREPOSITIONS
    words = [{w.lower() for w in _WORD.findall(t)} - empty for t in (speaker, source)]
    return bool(words[0] & words[1])


def count(text: str, attributions: list[Attribution]) -> Counter[str]:
    """What became of the quotations of one article."""
    places = [(m.start(), m[0]) for m in re.finditer(r"[^\r\n]+", text) if m[0].strip()]
    paragraphs = [paragraph for _, paragraph in places]
    named = name_speakers(paragraphs, find_quotations(paragraphs), Cast.from_texts(paragraphs))
    found: list[tuple[int, int, Quotation]] = [
        (offset + q.start, offset + q.end, q)
        for (offset, _), quotations in zip(places, named, strict=True)
        for q in quotations
    ]
    quoted = bytearray(len(text))
    for start, end, _ in found:
        quoted[start:end] = b"\1" * (end - start)
    counts: Counter[str] = Counter()
    for start, end, quotation in found:
        kind, attribution = label(text, start, end, attributions, quoted)
        said = "announced" if quotation.direct else "left"
        counts[f"{kind} {said}"] += 1
        if kind != "direct" and len(_WORD.findall(text[start:end])) <= SHORT:
            counts[f"short {said}"] += 1
        if kind != "direct" or not quotation.direct or attribution is None:
            continue
        counts["named"] += bool(quotation.speaker)
        source = " ".join(text[a:b] for a, b in attribution.source)
        unclear = source.split()[:1] == [] or source.split()[0] in LANGUAGE.speech.verbs
        if not unclear and source.lower() not in people.PRONOUNS and quotation.speaker:
            counts["right" if is_right(quotation.speaker, source) else "wrong"] += 1
    return counts


def share(part: float, *rest: float) -> str:
    """A percentage of the whole that the numbers make."""
    whole = part + sum(rest)
    return f"{100 * part / whole:6.2f} %" if whole else "     –"


def run() -> None:
    """Print the table."""
    """Print the table."""
    if "AUDIOBRIEF_QUOTES" not in os.environ:
        print("name the folder of a corpus in AUDIOBRIEF_QUOTES")
        return
    folder = Path(os.environ["AUDIOBRIEF_QUOTES"])
    counts: Counter[str] = Counter()
    for path in sorted(folder.glob("text/*.txt")):
        annotated = sorted(folder.glob(f"attributions/{path.stem}_*.ann"))
        if annotated:
            # offsets count the text's own line ends, so they are not translated
            text = path.read_bytes().decode("utf-8")
            counts += count(text, read_attributions(annotated[0]))
    hit, bare, mixed = (counts[f"{kind} announced"] for kind in ("direct", "bare", "mixed"))
    print(f"announced, direct (mixed ones apart)  {share(hit, bare)}")
    print(f"announced, direct (mixed ones wrong)  {share(hit, bare, mixed)}")
    print(f"direct, announced                     {share(hit, counts['direct left'])}")
    print(
        f"fragments to {SHORT} words, announced     "
        f"{share(counts['short announced'], counts['short left'])}"
    )
    print(
        f"speaker named                         {share(counts['named'], hit - counts['named'])}"
    )
    print(f"speaker right, where one is printed   {share(counts['right'], counts['wrong'])}")


if __name__ == "__main__":
    run()
