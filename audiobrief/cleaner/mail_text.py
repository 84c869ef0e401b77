"""Read the text of a mail: its header, what it forwards, what it quotes, and its signature.

Mail programs write the same few lines above a mail that they forward, print or show as plain
text: From, Date or Sent, Subject, To, each in the reader's language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from audiobrief.patterns import compile_late

SUBJECT, SENDER, DATE, OTHER = "subject", "sender", "date", "other"
NAMES: dict[str, str] = {
    # the headers' names as Gmail, Outlook, Apple Mail and Thunderbird translate them
    **dict.fromkeys(
        ("subject", "betreff", "objet", "asunto", "oggetto", "assunto", "onderwerp", "ämne", "emne", "temat", "тема"),
        SUBJECT,
    ),
    **dict.fromkeys(("from", "von", "de", "da", "van", "från", "fra", "od", "от"), SENDER),
    **dict.fromkeys(
        ("date", "sent", "datum", "gesendet", "envoyé", "fecha", "enviado", "data", "inviato", "enviada", "verzonden", "skickat", "dato", "sendt", "wysłano", "дата", "отправлено"),
        DATE,
    ),
    **dict.fromkeys(
        ("to", "cc", "bcc", "reply-to", "an", "kopie", "à", "para", "a", "aan", "til", "till", "do", "dw", "кому", "копия"),
        OTHER,
    ),
}  # fmt: skip
HEADER = compile_late(r"\s*\*{0,2}([^\W\d_][\w-]{0,11})\s?:\*{0,2}\s+(\S.*)$")
MIN_HEADERS = 2
"""A mail's header says at least two of subject, sender and date; a subject alone stands on the first
line, with an empty one below it."""
GREETINGS = compile_late(
    r"(?:hello|hi|hey|dear|good (?:morning|afternoon|evening)|greetings|hallo|liebe[rs]?|guten (?:morgen|tag|abend)|sehr geehrte[rs]?"
    r"|bonjour|bonsoir|salut|ch(?:er|ère)s?|hola|buen(?:os|as) (?:días|tardes|noches)|querid[oa]s?|estimad[oa]s?"
    r"|ciao|buongiorno|buonasera|car[oaie]|gentile|gentili|olá|bom dia|boa (?:tarde|noite)|car[oa]s|prezad[oa]s?"
    r"|beste|geachte|goede(?:morgen|middag|navond)|dag)\b"
)
"""The first words of a mail's first line, in small letters."""
MAX_GREETING = 60
"""The longest line that only greets, in characters: "Dear colleagues and friends,"."""
ANNOUNCED = compile_late(
    # "---------- Forwarded message ---------", "-----Original Message-----", "Begin forwarded
    # message:" and the line that Outlook draws
    r"\s*(?:[-_]{5,}+(?:.{0,40}[-_]{3,}+)?|.{0,20}(?:forwarded message|weitergeleitete nachricht|message transféré|mensaje reenviado|messaggio inoltrato|mensagem encaminhada|doorgestuurd bericht).{0,20}:?)\s*$"
)
MAX_COVER = 300
"""The longest note above a mail that is forwarded, in characters; a longer text is the letter."""
ADDRESSED = compile_late(
    r"(?<!\s)\s*+[<\[(](?:mailto:)?@?[^<>\s@]{1,320}+@[^<>\s]{1,320}[>\])].*$"
    r"|(?<!\S)(?=\S+@\S)\S++$"
)
PREFIX = compile_late(
    r"^(?:(?:re|fwd?|aw|wg|tr|rv|sv|vs|antw|doorst|enc|odp|i|r)\s?(?:\[\d+\])?:\s*)+",
    re.IGNORECASE,
)
"""What mail programs put before the subject of an answer or of a mail that is forwarded."""
ANSWER = compile_late(r"^(?:re|aw|sv|antw|odp|r)\s?(?:\[\d+\])?:", re.IGNORECASE)
QUOTED = compile_late(r"^[ ]?>[ ]?")
MOST_QUOTED = 0.8
"""The share of a mail's lines from which it only passes on what it quotes."""
MAX_LEVELS = 5


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail, or a text with a mail's header above it."""

    subject: str = ""
    sender: str = ""
    """The name of the writer; empty if only an address is given."""
    date: str = ""
    """The date as the header writes it."""
    body: str = ""
    signature: str = ""
    """What stands below the line "-- " (RFC 3676, 4.3)."""
    note: str = ""
    """What was written above a mail that was forwarded, and its other headers."""


def read_letter(text: str) -> Letter | None:
    """Return the mail that `text` is; of one that forwards another, the other; else None."""
    lines = text.splitlines()
    letter = None
    aside: list[str] = []
    for _ in range(MAX_LEVELS):
        lines = _unquoted(lines) if letter else lines
        at, end, headers = _header(lines, within=letter is not None)
        if not headers:
            break
        aside += lines[:at]
        aside += [x for x in lines[at:end] if not (x.strip() and _kind(x) not in ("", OTHER))]
        letter = Letter(
            PREFIX.sub("", headers.get(SUBJECT, "")) or (letter.subject if letter else ""),
            ADDRESSED.sub("", headers.get(SENDER, "")).strip("\"' "),
            headers.get(DATE, ""),
        )
        lines = lines[end:]
        if ANSWER.match(headers.get(SUBJECT, "")):
            break  # below an answer stands what it answers, under a header like a forwarded one's
    if letter is None:
        return None
    body, signature = _signed(_unquoted(lines))
    return Letter(
        letter.subject, letter.sender, letter.date, "\n".join(body), "\n".join(signature),
        "\n".join(line for line in aside if line.strip() and not ANNOUNCED.match(line.casefold())),
    )  # fmt: skip


def is_greeting(line: str) -> bool:
    """Whether a line only greets: "Hello Maria,"."""
    return (
        len(line) <= MAX_GREETING
        and line.endswith((",", "!", ":"))
        and bool(GREETINGS.match(line.casefold()))
    )


def _kind(line: str) -> str:
    found = HEADER.match(line)
    return NAMES.get(found[1].casefold(), "") if found else ""


def _header(lines: Sequence[str], *, within: bool) -> tuple[int, int, dict[str, str]]:
    """Return where a header begins and ends, and what it says; an empty dict if there is none.

    Args:
        lines: the text.
        within: whether it may stand below a short note, as in a mail that forwards another.
    """
    said = 0
    for at, line in enumerate(lines):
        if _kind(line):
            headers: dict[str, str] = {}
            end = at
            while end < len(lines) and (kind := _kind(lines[end])):
                found = HEADER.match(lines[end])
                headers.setdefault(kind, found[2].strip().strip("*") if found else "")
                end += 1
            is_blank_below = end < len(lines) and not lines[end].strip()
            is_subject_alone = set(headers) == {SUBJECT} and not said and is_blank_below
            if len(headers.keys() - {OTHER}) >= MIN_HEADERS or is_subject_alone:
                return at, end, headers
        said += 0 if ANNOUNCED.match(line.casefold()) else len(line.strip())
        if said and (not within or said > MAX_COVER):
            break
    return 0, 0, {}


def _unquoted(lines: Sequence[str]) -> list[str]:
    """Return the lines without their marks of quotation if nearly all of them have one."""
    for _ in range(MAX_LEVELS):
        filled = [line for line in lines if line.strip()]
        quoted = sum(bool(QUOTED.match(line)) for line in filled)
        if not filled or quoted < MOST_QUOTED * len(filled):
            break
        lines = [QUOTED.sub("", line) for line in lines]
    return list(lines)


def _signed(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    for index in range(len(lines) - 1, 0, -1):
        if lines[index] in ("-- ", "--"):
            return list(lines[:index]), list(lines[index + 1 :])
    return list(lines), []
