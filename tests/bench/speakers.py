"""Who speaks in the short passages of `tests/segmenter/passages.py`: the counts of both halves.

Of the half that rules are mended from, what is wrong is printed as well; of the other nothing.
"""

from __future__ import annotations

from tests.segmenter.passages import FINE, outcomes, passages, tally


def run() -> None:
    """Print the counts of both halves."""
    found = passages()
    for name, kept in (("seen", False), ("kept", True)):
        half = [passage for passage in found if passage.kept == kept]
        print(f"{name}: {len(half)} passages, {dict(sorted(tally(half).items()))}")
    for passage in found:
        for outcome, said, told in [] if passage.kept else outcomes(passage):
            if outcome not in FINE:
                print(
                    f"  {passage.name}: {outcome}: {said.words[:50]!r} {said.speakers} {told!r}"
                )


if __name__ == "__main__":
    run()
