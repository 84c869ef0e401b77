"""Reads the moves of chess as commentators say them: "1.e4 c5 2.Nf3", "24...Qxf2+", "O-O".

A column prints them in algebraic notation (FIDE Laws of Chess, appendix C).
"""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.figures import cardinal
from audiobrief.spoken.reading import Manner, Rule, Said

PIECES = {"K": "king", "Q": "queen", "R": "rook", "B": "bishop", "N": "knight"}
AFTER = {"+": "check", "#": "mate"}
CHESS = compile_late(
    r"\b(?:White|Black|chess|grandmaster|GM|IM|pawns?|kings?|queens?|rooks?|bishops?|knights?|castl\w+|checkmate|mates?|gambit|Sicilian|endgame|board|blunder\w*|resign\w*|[0-9]{1,2}\.{1,3}\s?[KQRBN]?[a-h]?x?[a-h][1-8])\b"
)
"""Near a move that has no number before it."""
_MOVE = r"(?:[KQRBN][a-h]?[1-8]?x?[a-h][1-8]|[a-h]x[a-h][1-8](?:=[QRBN])?|[a-h][1-8](?:=[QRBN])?|[O0]-[O0](?:-[O0])?)[+#]?[!?]{0,2}"
_PARTS = compile_late(
    r"(?:(?P<piece>[KQRBN])(?P<from>[a-h]?[1-8]?)|(?P<pawn>[a-h])(?=x))?(?P<takes>x)?(?P<to>[a-h][1-8])(?:=(?P<new>[QRBN]))?(?P<after>[+#]?)"
)


def _say_move(move: str) -> str:
    """A move in words: "Qxf2+" gives "queen takes F two check"."""
    if move[0] in "O0":
        return "castles queenside" if move.count("-") == 2 else "castles"
    parts = _PARTS.match(move)
    if parts is None:
        return move
    words = [PIECES.get(parts["piece"] or "", "")]
    words += [_say_square(parts["from"] or parts["pawn"] or "")]
    words += ["takes" if parts["takes"] else "", _say_square(parts["to"])]
    words += [PIECES.get(parts["new"] or "", ""), AFTER.get(parts["after"], "")]
    return " ".join(filter(None, words))


def _say_square(square: str) -> str:
    # "A" alone is said as the article
    letters = ("A." if each == "a" else each.upper() for each in square if each.isalpha())
    return " ".join([*letters, *(cardinal(each) for each in square if each.isdigit())])


def _numbered(match: re.Match[str], manner: Manner) -> Said:
    del manner
    moves = [_say_move(each) for each in (match["move"], match["reply"]) if each]
    return f"{cardinal(match['n'])}, {', '.join(moves)}"


PLAYED = compile_late(
    r"\b(?:chess|grandmasters?|[GI]Ms?|[Bb]litz|[Rr]apid|FIDE|Fide|Elo|Swiss\ssystem|[Cc]andidates)\b"
)
"""Near points of a tournament of chess, which are told of its rounds."""


def _points(match: re.Match[str], manner: Manner) -> Said:
    # 8/9
    del manner
    if int(match["a"]) > int(match["b"]) or not PLAYED.search(match.string):
        return None
    return f"{cardinal(match['a'])} out of {cardinal(match['b'])}"


def _alone(match: re.Match[str], manner: Manner) -> Said:
    # "answered with Nf3"
    del manner
    text = match.string
    return _say_move(match[0].rstrip("!?")) if CHESS.search(text) else None


DIGIT_RULES = (
    Rule(
        "chess",
        compile_late(
            rf"(?P<n>[1-9][0-9]?)\.{{1,3}}\s?(?P<move>{_MOVE})(?:\s(?P<reply>{_MOVE}))?(?![\w-])"
        ),
        _numbered,
    ),
    Rule(
        "chess",
        compile_late(r"(?P<a>[1-9])/(?P<b>[5-9]|1[013])(?![\w/-]|[.,][0-9])"),
        _points,
    ),
)
WORD_RULES = (
    Rule(
        "chess",
        compile_late(
            r"(?:[KQRBN][a-h]?[1-8]?x[a-h][1-8]|[KQRBN][a-h]?[1-8]?[a-h][1-8]|O-O(?:-O)?)[+#]?(?![\w-])"
        ),
        _alone,
    ),
)
