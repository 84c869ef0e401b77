"""Read the authors from a byline: "By A and B in Kyiv", "Von A, dpa".

The caller knows or believes that the line is a byline; the module `credits` finds it on the
page. Closing lines such as "Additional reporting by C" are read here too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audiobrief.cleaner.metadata.joined_names import is_bare, is_second_surname, is_where
from audiobrief.cleaner.metadata.names import (
    fold,
    is_account,
    is_agency,
    is_caseless,
    is_cjk,
    is_desk,
    is_nameable,
    is_newsroom,
    is_organisation,
    is_person,
    mixed_case,
)
from audiobrief.cleaner.metadata.wording import (
    ADDITIONAL,
    BRACKETED,
    CITIES,
    COMMA_INSIDE,
    CONTRIBUTED,
    DATE_BEFORE,
    EDITED,
    EMPLOYED,
    FOR,
    LEFT_OVER,
    LIFE,
    OPENING,
    PARENTHESIS,
    PLACE,
    PLACE_ALONE,
    PREFIX,
    REPORTED,
    ROLE,
    ROLE_WORD,
    ROLES,
    SEPARATOR,
    SURNAME_JOINTS,
    TAIL,
    TITLE_AFTER,
    TRAILING_FOR,
    TRAILING_THE,
    WHERE,
    WITH,
)
from audiobrief.model import Author
from audiobrief.patterns import compile_late

MIN_NAMED = 3  # words of the shortest name with a role
MAX_BYLINE = 300  # characters; a longer line is not a byline
BARE_PLACE = compile_late(r"[A-ZÀ-Ý][^\W\d_]*[a-zà-ÿ](?:-[A-ZÀ-Ý][^\W\d_]+)?")
LEAST_NAMES = 2
"""How many names an author signs with before a place of one word may follow."""
COMMA = "\u0001"  # replaces a comma that does not separate names; no text contains it


def read_byline(text: str, *, printed: bool = True) -> tuple[Author, ...]:
    """Return the authors that a byline names, in order; empty if it names none.

    Args:
        text: One line: "By JANE DOE and JOHN ROE in Kyiv | Updated 3 May 2021".
        printed: Whether readers see the line. A single word ("gnaddrig") is then accepted
            as a pseudonym; in data that only machines read, it is an account's log-in name.
    """
    line = WITH.sub(r", \1", BRACKETED.sub(r"\1", " ".join(text.split())))
    line = EDITED.sub("", line)
    if not line or len(line) > MAX_BYLINE:
        return ()
    additional: tuple[Author, ...] = ()
    credit = ADDITIONAL.search(line)
    if credit:
        additional = _additional(line[credit.end() :], printed=printed)
        line = line[: credit.start()]
    line, prefixed = _without_prefix(DATE_BEFORE.sub("", line))
    tail = TAIL.search(line) or (None if prefixed else LIFE.search(line))
    if tail:
        before, line = line, LEFT_OVER.sub("", line[: tail.start()])
        if not prefixed and " " not in line and before[len(line) : len(line) + 1] == ",":
            # "Marlow, 3 May 2021": the place where, and the day when, the story was written
            return additional
    line = COMMA_INSIDE.sub(lambda inner: inner[0].replace(",", COMMA), line)
    authors = tuple(_parts(line.strip(" ,;|•·–—-/:("), printed=printed))
    return _distinct((*authors, *additional))


def read_endnote(text: str) -> tuple[Author, ...]:
    """Return the authors named in a closing line about the reporting; empty if it names none.

    "A reported from Kyiv, Ukraine, and B from Brussels." "C contributed reporting
    from Paris." "Additional reporting by D." "A reported from Kyiv. E contributed
    research."
    """
    authors: list[Author] = []
    # A full stop ends a sentence, but not after an initial: "Andrew E. Kramer"
    for sentence in re.split(r"(?<=[^\W\d_]{2}[.!?])\s+(?=[A-ZÀ-Ý])", " ".join(text.split())):
        authors.extend(_read_credit(sentence.rstrip(" .")))
    return _distinct(tuple(authors))


def is_byline(line: str) -> bool:
    """Whether a line of plain text is a byline: it opens like one and names an author."""
    line = " ".join(line.split())
    if not OPENING.match(line) or len(line) > MAX_BYLINE // 2 or line.endswith((".", "!", "?")):
        return False
    return any(
        is_person(a.name) or is_agency(a.name) or is_desk(a.name) for a in read_byline(line)
    )


def _read_credit(sentence: str) -> tuple[Author, ...]:
    if len(sentence) > 2 * MAX_BYLINE:
        return ()
    additional = ADDITIONAL.match(sentence)
    if additional:
        return _additional(sentence[additional.end() :], printed=False)
    reported = REPORTED.search(sentence)
    contributed = CONTRIBUTED.search(sentence)
    if contributed and (not reported or contributed.start() <= reported.start()):
        where = sentence[contributed.end() :]
        who = EMPLOYED.sub("", sentence[: contributed.start()])
        return _additional(who + where, printed=False)
    if reported:
        line = REPORTED.sub(" ", sentence)
        found = tuple(_parts(line, printed=False))
        also = "contributed" in reported[0].casefold()
        return tuple(Author(a.name, a.place, a.role, additional=also) for a in found)
    return ()


def _additional(text: str, *, printed: bool) -> tuple[Author, ...]:
    found = _parts(text.strip(" .,;"), printed=printed)
    return tuple(Author(a.name, a.place, a.role, additional=True) for a in found)


def _without_prefix(line: str) -> tuple[str, bool]:
    found = False
    for _ in range(3):
        match = PREFIX.match(line)
        if not match or match.end() >= len(line):
            break
        line, found = line[match.end() :].lstrip(" :-–|,・"), True
    return line, found


def _parts(line: str, *, printed: bool) -> Iterator[Author]:
    """Yield the authors of a byline whose prefix and tail have been removed."""
    if is_agency(line):
        yield Author(line)
        return
    waiting: list[Author] = []
    bare = ""
    for part, joint in _split(line):
        joined = bool(joint)
        if waiting and joint in WHERE and is_where(part, waiting[-1]):
            waiting[-1] = _placed(waiting[-1], part)
            continue
        alone = PLACE_ALONE.match(part) if waiting and not joined else None
        if alone:
            waiting = [
                a if a.place else _placed(a, alone["place"].strip(" .")) for a in waiting
            ]
            continue
        if waiting and not joined and _is_bare_place(part, waiting[-1], bare):
            bare = ", ".join(filter(None, (bare, part)))
            waiting[-1] = _placed(waiting[-1], bare)
            continue
        author = _without_place(part)
        name = author.name
        if waiting and (
            _belongs(name, waiting[-1])
            if not joined
            else waiting[-1].role and is_organisation(name)
        ):
            waiting[-1] = _with_detail(waiting[-1], name, author.place)
            if ROLES.search(name):
                waiting = [a if a.role else _with_detail(a, name, "") for a in waiting]
            continue
        if not _is_author(name, printed=printed):
            if waiting and not joined and ROLE.search(name):
                waiting[-1] = _with_detail(waiting[-1], name, author.place)
            continue
        if author.place:
            # "A and B in Kyiv": the place applies to both
            waiting = [
                a if a.place or not joined else _placed(a, author.place) for a in waiting
            ]
        waiting.append(Author(mixed_case(name), author.place, author.role))
        bare = ""
    yield from waiting


def _is_bare_place(part: str, author: Author, bare: str) -> bool:
    """Whether one word after a comma is the place: "Von Hanna Voss, Bredow".

    Authors sign with two names or more where the one before them does. `bare` is the place that
    was found so far, and another one may follow a slash.
    """
    is_word = BARE_PLACE.fullmatch(part) or (is_caseless(part) and " " not in part)
    if not is_word or author.role or not is_person(author.name):
        return False
    if len(author.name.split()) < LEAST_NAMES or (author.place and author.place != bare):
        return False
    return is_bare(part)


def _placed(author: Author, place: str) -> Author:
    return Author(author.name, place, author.role, author.additional)


def _with_detail(author: Author, detail: str, place: str) -> Author:
    if (
        FOR.match(detail)
        or ROLE.search(detail)
        or is_agency(detail)
        or is_desk(detail)
        or detail.isupper()
    ):
        role = ", ".join(part for part in (author.role, detail) if part)
        return Author(author.name, author.place or place, role, author.additional)
    where = ", ".join(part for part in (author.place, detail) if part)
    return Author(author.name, where, author.role, author.additional)


def _belongs(part: str, author: Author) -> bool:
    """Whether `part`, after a comma, gives the role, place or employer of `author`."""
    return bool(
        FOR.match(part)
        or part.casefold() in CITIES
        or (ROLE.search(part) and not is_account(part))
        or (is_desk(part) and is_person(author.name))
        or (part.isupper() and " " not in part and len(part) <= 5)
        # "staff attorney, ACLU Racial Justice Program": the employer follows the role
        or (
            author.role
            and re.match(r"[A-ZÀ-Ý]{3,}\b", part)
            and " " in part
            and not part.isupper()
        )
    )


def _split(line: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of `line`, each with the word or sign for "and" that joins it to the one before.

    A comma inside a place does not split it, nor "y" between two surnames: "A in Kyiv, Ukraine,
    and B in Brussels".
    """
    start, joint = 0, ""
    pieces: list[tuple[str, str]] = []
    for match in SEPARATOR.finditer(line):
        pieces.append((line[start : match.start()].strip(), joint))
        word = re.search(r"[^\W\d_]+|[&＆+]", match[0])
        joint = word[0] if word else ""
        start = match.end()
    pieces.append((line[start:].strip(), joint))
    merged: list[tuple[str, str]] = []
    for piece, joined_by in pieces:
        if not piece:
            continue
        before = merged[-1][0] if merged else ""
        if (
            before
            and joined_by.casefold() in SURNAME_JOINTS
            and is_second_surname(piece, before)
        ):
            merged[-1] = (f"{before} {joined_by} {piece}", merged[-1][1])
            continue
        if before and not joined_by and PLACE.search(" " + before) and not PLACE.search(piece):
            words = piece.split()
            if (
                len(words) <= 3
                and piece[:1].isupper()
                and not ROLE.search(piece)
                and not is_agency(piece)
            ):
                merged[-1] = (f"{before}, {piece}", merged[-1][1])
                continue
        merged.append((piece, joined_by))
    yield from merged


def _without_place(part: str) -> Author:
    """Separate the place and the role in `part` from the name."""
    role = place = ""
    part = _undoubled(part)
    aside = PARENTHESIS.search(part)
    if aside:
        before, comma, after = aside[1].strip().partition(COMMA)
        told = (after or before).replace(COMMA, ",").strip()
        role = told if ROLE.search(told) or is_agency(told) else ""
        place = before if comma and role else ""
        part = PARENTHESIS.sub("", part)
    employer = TRAILING_FOR.search(part) or _employer(part)
    if employer:
        role, part = part[employer.end() :].strip(), part[: employer.start()]
    if not part.isascii():
        part = TITLE_AFTER.sub("", part)
    where = PLACE.search(part)
    if where:
        place, part = where["place"].strip(" .,"), part[: where.start()]
    part, held = _without_role(part)
    role = role or held
    return Author(
        part.strip(" .,:：;-–—|\"“”'") if not part.endswith("r.") else part.strip(), place, role
    )


def _undoubled(part: str) -> str:
    """Return `part` once if it is a name that is printed twice, for readers and for a portrait."""
    words = part.split()
    half = len(words) // 2
    doubled = half > 1 and fold(" ".join(words[:half])) == fold(" ".join(words[half:]))
    return " ".join(words[half:]) if doubled else part


def _without_role(part: str) -> tuple[str, str]:
    """Separate a name from a role that no comma separates: "Ada Quill Political Editor"."""
    words = part.split()
    if len(words) < MIN_NAMED or not ROLE.search(part):
        return part, ""
    held = [bool(ROLE_WORD.match(word.strip(".,"))) for word in words]
    after = next((i for i in range(2, len(words)) if held[i]), len(words))
    before = max((i + 1 for i, is_role in enumerate(held) if is_role), default=0)
    for name, role, whole in (
        (words[:after], words[after:], held[-1]),
        # The employer may come first: "Associated Press writer Ada Quill"
        (words[before:], words[:before], True),
    ):
        # "What's On editor" is a role whole
        is_section = any(word.endswith(("’s", "'s")) for word in name)
        if is_section:
            continue
        if whole and ROLE.search(" ".join(role)) and is_person(" ".join(name)):
            return " ".join(name), " ".join(role)
    return part, ""


def _employer(part: str) -> re.Match[str] | None:
    """Match the space before an employer that follows a person's name without a comma."""
    found = TRAILING_THE.search(part)
    return found if found and is_person(part[: found.start()]) else None


def _is_author(name: str, *, printed: bool) -> bool:
    if is_agency(name):
        return True
    if not name or not is_nameable(name) or name.casefold() in CITIES:
        return False
    if is_newsroom(name):
        return printed
    if is_person(name) or is_cjk(name):
        return True
    return printed or (is_desk(name) and name[:1].isupper())


def _distinct(authors: tuple[Author, ...]) -> tuple[Author, ...]:
    seen: dict[str, Author] = {}
    for author in authors:
        seen.setdefault(fold(author.name) or author.name, author)
    return tuple(seen.values())
