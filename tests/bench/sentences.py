"""Sentence ends: F1 of whole sentences on Universal Dependencies' parallel treebank (PUD).

Reads `*_pud-ud-test.conllu`, one for each language, from the folder that AUDIOBRIEF_PUD names
(github.com/UniversalDependencies/UD_German-PUD and its sisters; CC BY-SA). All sentences of a half
are joined by spaces into one text, which is harder than a text of paragraphs, and a sentence counts
if both its ends are found, as in the CoNLL shared tasks. A hash of the document's name divides the
documents: errors were looked at in one half, and the other one shows what the rules are worth.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

from audiobrief.spoken import split_sentences

FOLDER = "AUDIOBRIEF_PUD"
TARGET = 98.0
"""F1 in percent that each language is to reach on the half not looked at."""
_NAME = re.compile(r"# sent_id = (\w\d{5})(\d{3})")


def read_halves(path: Path) -> tuple[list[str], list[str]]:
    """The sentences of the seen and of the unseen half of a treebank."""
    halves: tuple[list[str], list[str]] = ([], [])
    document = ""
    # texts may hold line separators of their own, at which splitlines would break
    for line in path.read_text(encoding="utf-8").split("\n"):
        if found := _NAME.match(line):
            document = found[1]
        elif line.startswith("# text = "):
            is_unseen = hashlib.sha256(document.encode()).digest()[0] % 2
            halves[is_unseen].append(line.removeprefix("# text = ").strip())
    return halves


def spans_of(sentences: list[str]) -> set[tuple[int, int]]:
    """Where each sentence lies in the text of all of them."""
    spans, at = set(), 0
    for sentence in sentences:
        spans.add((at, at + len(sentence)))
        at += len(sentence) + 1
    return spans


def score(sentences: list[str], language: str) -> float:
    """F1 in percent of the sentences that are found whole."""
    gold = spans_of(sentences)
    found = set(split_sentences(" ".join(sentences), language))
    return 200 * len(gold & found) / (len(gold) + len(found))


def show_errors(sentences: list[str], language: str) -> Iterator[str]:
    """Each end that was missed or found where none is, with the text around it."""
    text = " ".join(sentences)
    gold = {end for _, end in spans_of(sentences)}
    found = {end for _, end in split_sentences(text, language)}
    for end in sorted(gold ^ found):
        sign = "missed" if end in gold else "wrong"
        yield f"{sign:7} {text[max(0, end - 50) : end]} | {text[end : end + 30].strip()}"


def run() -> None:
    """Print F1 by language; with AUDIOBRIEF_SHOW set, also the errors of the half that is seen."""
    if not os.environ.get(FOLDER):
        print(f"   set {FOLDER} to a folder with PUD's *_pud-ud-test.conllu")
        return
    for path in sorted(Path(os.environ[FOLDER]).rglob("*_pud-ud-test.conllu")):
        language = path.name.partition("_")[0]
        seen, unseen = read_halves(path)
        print(
            f"   {language}  seen {score(seen, language):6.2f} ({len(seen)})"
            f"   unseen {score(unseen, language):6.2f} ({len(unseen)})   target {TARGET}"
        )
        if os.environ.get("AUDIOBRIEF_SHOW"):
            print(*show_errors(seen, language), sep="\n")


if __name__ == "__main__":
    run()
