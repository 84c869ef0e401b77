"""The house lexicon: pronunciations that editors propose and a publisher approves.

Approved ones are in a TOML file, which every story is read with; `audiobrief` commands take it
with --lexicon. Lexicons of W3C PLS 1.0 are read and written.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from audiobrief.desk.database import FOLDER, Database, Row
from audiobrief.errors import ScriptError
from audiobrief.patterns import compile_late
from audiobrief.settings.template import to_toml
from audiobrief.settings.tree import Settings
from audiobrief.spoken.lexicon import PLS, make_entry
from audiobrief.system.files import write_whole

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

FILE = f"{FOLDER}/lexicon.toml"
HEAD = "# The house lexicon. The desk writes this file anew at each approval.\n"
LONGEST = 200
"""The most characters of a name or of its pronunciation."""
MOST_IMPORTED = 5_000
LONGEST_TAG = 35
"""The most characters of a language's tag: RFC 5646, section 4.4.1, asks programs to take 35."""
TAG = "[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"
"""The form of a language's tag (BCP 47)."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DC = "http://purl.org/dc/elements/1.1/"
"""Dublin Core in RDF, by which PLS 1.0 (4.3) advises to say who wrote something and when. What reads
a lexicon for its sounds passes over <metadata>; a comment would be lost in most programs."""
LONGEST_AUTHOR = 64
OTHERWISE = "en"
"""The language of a lexicon whose names have none: PLS 1.0, section 4.1, requires one."""
NO_IPA = frozenset('"$%&*+0123456789;<=>?@\\^_`{}~#')
"""Signs that no pronunciation in the International Phonetic Alphabet has; X-SAMPA writes with them."""
_ENTITIES = compile_late(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_TAG = compile_late(TAG)


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """How a name is said, who says so, and who approved it."""

    name: str
    say: str = ""
    """A respelling, in which capitals mark the stress; empty if only IPA is given."""
    ipa: str = ""
    """The same in the International Phonetic Alphabet; empty if only a respelling is given."""
    author: str = ""
    at: datetime | None = None
    approved: str = ""
    """Who approved it; empty if it is a proposal."""
    language: str = ""
    """BCP 47 tag of the language whose voice says the name when it is tried; empty if nobody told
    it. Stories in every language are read with it."""


class HouseLexicon:
    """The pronunciations of one desk."""

    def __init__(self, database: Database, root: Path) -> None:
        self._database = database
        self.path = root / FILE
        if not self.path.exists():
            self.write()

    def settings_with(self, settings: Settings) -> Settings:
        """Settings, and their profiles, whose last lexicon is this one."""
        profiles = {host: self._added(each) for host, each in settings.profiles.items()}
        return replace(self._added(settings), profiles=profiles)

    def _added(self, settings: Settings) -> Settings:
        return replace(settings, lexicons=(*settings.lexicons, self.path))

    def list_all(self) -> list[Pronunciation]:
        """All pronunciations, by name."""
        rows = self._database.rows("SELECT * FROM pronunciation ORDER BY name")
        return list(map(_pronunciation_of, rows))

    def find(self, name: str) -> Pronunciation | None:
        """The pronunciation of a name, or None."""
        row = self._database.row("SELECT * FROM pronunciation WHERE name = ?", name)
        return _pronunciation_of(row) if row is not None else None

    def put(
        self, name: str, *, say: str, ipa: str, author: str, approved: str, language: str = "",
        at: datetime | None = None,
    ) -> None:  # fmt: skip
        """Write a pronunciation in the open transaction; `write` puts it into the file.

        `at` is when its author said so; now if it is left out.

        Raises:
            ScriptError: it cannot be said, or its language is no tag.
        """
        check_pronunciation(name, say=say, ipa=ipa)
        if language and not (len(language) <= LONGEST_TAG and _TAG.fullmatch(language)):
            raise ScriptError(
                f"the language of {name!r} is {language[:40]!r}; write a tag such as de or en-GB"
            )
        self._database.write(
            "INSERT OR REPLACE INTO pronunciation (name, say, ipa, author, at, approved, language) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            name, say, ipa, author, at.timestamp() if at else time.time(), approved, language,
        )  # fmt: skip

    def remove(self, name: str) -> bool:
        """Remove a pronunciation in the open transaction; returns whether it was there."""
        return self._database.write("DELETE FROM pronunciation WHERE name = ?", name) > 0

    def write(self) -> None:
        """Write the approved pronunciations to the file.

        Raises:
            OutputError: it cannot be written.
        """
        lines = [HEAD, *(_toml_line(each) for each in self.list_all() if each.approved)]
        write_whole(self.path, "".join(lines).encode())

    def to_pls(self) -> str:
        """The approved pronunciations as a lexicon of W3C PLS 1.0.

        Its language is that of most names; a name in another one has an `xml:lang` of its own. Who
        said so, and when, stands in its <metadata>, by the names.
        """
        namespace = PLS.strip("{}")
        approved = [each for each in self.list_all() if each.approved]
        tags = Counter(each.language for each in approved if each.language)
        language = tags.most_common(1)[0][0] if tags else OTHERWISE
        lexemes = "".join(_lexeme_of(each, language) for each in approved)
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<lexicon version="1.0" xmlns="{namespace}" alphabet="ipa" xml:lang="{language}">\n'
            f"{_metadata_of(approved)}{lexemes}</lexicon>\n"
        )


def check_pronunciation(name: str, *, say: str, ipa: str) -> None:
    """Check that a pronunciation can be said.

    Raises:
        ScriptError: it is empty, too long, or has no known sound.
    """
    if not name.strip() or name != " ".join(name.split()) or len(name) > LONGEST:
        raise ScriptError(
            f"a name has 1 to {LONGEST} characters in one line, and is {name[:40]!r}"
        )
    if max(len(say), len(ipa)) > LONGEST:
        raise ScriptError(f"a pronunciation has at most {LONGEST} characters")
    make_entry(name, say=say, ipa=ipa)


def read_pls(content: bytes) -> Iterator[Pronunciation]:
    """The pronunciations in a lexicon of W3C PLS 1.0.

    Raises:
        ScriptError: it is none, or declares entities, or holds no names or too many, or is not in
            IPA.
    """
    from xml.etree import ElementTree as ET

    if _ENTITIES.search(content):
        # an entity can grow to gigabytes, or name a file of this machine (XML 1.0, 4.4)
        raise ScriptError("the lexicon declares a document type; remove the <!DOCTYPE …>")
    try:
        root = ET.fromstring(content)  # noqa: S314 -- nothing in it declares an entity
    except (ET.ParseError, ValueError, LookupError) as error:
        raise ScriptError(f"the lexicon is not XML: {error}; PLS 1.0 is expected") from error
    if root.tag.removeprefix(PLS) != "lexicon":
        raise ScriptError(f"<{root.tag[:40]}> is not the <lexicon> of W3C PLS 1.0")
    count, common, told_of = 0, root.get(LANG, ""), _authors_in(root)
    alphabet = root.get("alphabet", "ipa")
    for lexeme in root.iter():
        if str(lexeme.tag).removeprefix(PLS) != "lexeme":
            continue
        told: dict[str, list[str]] = {"grapheme": [], "alias": [], "phoneme": []}
        for child in lexeme:
            tag = str(child.tag).removeprefix(PLS)
            if tag in told:
                text = " ".join("".join(child.itertext()).split())
                if tag == "phoneme":
                    _check_phoneme(text, child.get("alphabet", alphabet))
                told[tag].append(text)
        for grapheme in told["grapheme"]:
            count += 1
            if count > MOST_IMPORTED:
                raise ScriptError(
                    f"the lexicon has more than {MOST_IMPORTED:,} names; split it"
                )
            # PLS 4.9: the first alias or phoneme is preferred
            say, ipa = (next(iter(told[tag]), "") for tag in ("alias", "phoneme"))
            language = lexeme.get(LANG, common).strip()
            author, at = told_of.get(grapheme, ("", None))
            yield Pronunciation(grapheme, say, ipa, author, at, language=language)
    if not count:
        raise ScriptError("the lexicon has no <lexeme> with a <grapheme>; add names to it")


def _check_phoneme(text: str, alphabet: str) -> None:
    """Check that the sounds of a <phoneme> are written in IPA.

    Raises:
        ScriptError: they are in another alphabet, or have signs that are none of IPA.
    """
    if alphabet.lower() != "ipa":
        raise ScriptError(
            f"the lexicon writes {text[:40]!r} in the alphabet {alphabet[:40]!r}; write it in ipa"
        )
    wrong = next((sign for sign in text if sign in NO_IPA or not sign.isprintable()), "")
    if wrong:
        raise ScriptError(
            f"{text[:40]!r} has {wrong!r}, which is no sign of ipa; write the sounds in ipa"
        )


def _authors_in(root: Element) -> dict[str, tuple[str, datetime | None]]:
    """Name -> who says how it is said, and when, as the metadata of a lexicon tell it."""
    found = {}
    for told in root.iter(f"{{{RDF}}}Description"):
        name, author, date = (
            " ".join((told.findtext(f"{{{DC}}}{key}") or "").split())
            for key in ("title", "creator", "date")
        )
        found[name] = ("".join(filter(str.isprintable, author))[:LONGEST_AUTHOR], _moment(date))
    return found


def _moment(date: str) -> datetime | None:
    """A moment of the past in ISO 8601; None for anything else."""
    try:
        moment = datetime.fromisoformat(date)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return moment if EPOCH < moment <= datetime.now(UTC) else None
    except (ValueError, OverflowError):
        return None


def _metadata_of(approved: list[Pronunciation]) -> str:
    told = "".join(
        f"<rdf:Description><dc:title>{escape(each.name)}</dc:title>"
        f"<dc:creator>{escape(each.author)}</dc:creator>"
        f"<dc:date>{each.at:%Y-%m-%dT%H:%M:%SZ}</dc:date></rdf:Description>\n"
        for each in approved
        if each.at is not None
    )
    if not told:
        return ""
    head = f'<rdf:RDF xmlns:rdf="{RDF}" xmlns:dc="{DC}">'
    return f"  <metadata>{head}\n{told}  </rdf:RDF></metadata>\n"


def _toml_line(each: Pronunciation) -> str:
    said = {key: value for key, value in (("say", each.say), ("ipa", each.ipa)) if value}
    day = f"{each.at:%Y-%m-%d}" if each.at else ""
    who = "".join(letter for letter in each.author if letter.isprintable())
    return f"{to_toml(each.name)} = {to_toml(said)}  # {who}, {day}\n"


def _lexeme_of(each: Pronunciation, common: str) -> str:
    # an empty tag says that the language is not known (XML 1.0, 2.12)
    own = "" if each.language == common else f' xml:lang="{each.language}"'
    alias = f"<alias>{escape(each.say)}</alias>" if each.say else ""
    phoneme = f"<phoneme>{escape(each.ipa)}</phoneme>" if each.ipa else ""
    return f"  <lexeme{own}><grapheme>{escape(each.name)}</grapheme>{alias}{phoneme}</lexeme>\n"


def _pronunciation_of(row: Row) -> Pronunciation:
    return Pronunciation(
        row["name"], row["say"], row["ipa"], row["author"],
        datetime.fromtimestamp(row["at"], UTC), row["approved"], row["language"],
    )  # fmt: skip
