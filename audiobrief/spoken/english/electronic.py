"""Reads web and e-mail addresses as people dictate them, and words masked with stars."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.amounts import in_prose
from audiobrief.spoken.english.figures import cardinal, spell_digits
from audiobrief.spoken.reading import Manner, Rule, Said

ENDINGS = """
    com org net edu gov mil int info biz io ai co app dev tv me news eu us uk ca au nz ie de fr it es nl be ch at se
    no dk fi pl pt gr cz hu ro ru ua tr il in cn jp kr hk sg my id th vn ph pk bd lk za ng ke gh eg ma ae sa qa br mx
    ar cl pe ve cu is lt lv ee sk si hr rs bg mt cy lu li mc cat xyz online site shop store blog cloud tech club live
    media press today world digital agency wiki museum travel jobs mobi name pro aero asia tel gg ly fm am cc ws sm va
    scot wales london nyc
""".split()
"""Top-level domains (IANA root zone) that newspapers print without "www"."""
WORD_ENDINGS = frozenset(
    """
    com org net edu gov mil info biz dev app co news online site shop store blog cloud tech club live media press
    today world digital agency wiki museum travel jobs name pro asia cat scot wales london in me
""".split()
)
"""Domain endings said as words; all others are spelled."""
KNOWN = {
    "bbc": "B B C", "cnn": "C N N", "nbc": "N B C", "cbs": "C B S", "abc": "A.B.C.", "npr": "N P R", "pbs": "P B S", "nhs": "N H S", "cdc": "C D C", "fda": "F D A", "irs": "I R S", "www": "W W W", "ftc": "F T C",
    "nytimes": "N Y Times", "wsj": "W S J", "espn": "E S P N", "jpg": "jpeg", "jpeg": "jpeg", "html": "H T M L", "pdf": "P D F", "php": "P H P", "gmail": "G mail", "hotmail": "hotmail", "youtube": "YouTube", "faq": "F A Q",
    "who": "W H O", "un": "U N", "usa": "U S A", "fema": "fema", "aol": "A.O.L.", "msn": "M S N", "nasa": "Nasa", "bit": "bit", "rte": "R T E", "itv": "I T V", "mit": "M I T",
}  # fmt: skip
SIGNS = {
    ".": "dot", "/": "slash", "-": "dash", "_": "underscore", "@": "at", ":": "colon", "&": "ampersand",
    "?": "question mark", "=": "equals", "%": "percent", "#": "hash", "+": "plus", "~": "tilde",
}  # fmt: skip
SHORTENERS = frozenset(
    """
    t.co bit.ly goo.gl amzn.to ow.ly tinyurl.com pic.twitter.com buff.ly is.gd youtu.be fb.me dlvr.it wapo.st nyti.ms
    bbc.in cnn.it reut.rs ift.tt trib.al lnkd.in pic.x.com on.ft.com
""".split()
)
"""Hosts whose paths are codes that mean nothing to a listener."""
LEADS_TO_LINK = compile_late(
    r"(?<!\S)(?i:at|via|on|to|from|in|of|with|by|for|and|or|is|the|this|a|see|visit|click|use|tap|follow|open)\s?\Z"
)
"""Words that a sentence cannot end with, before a link that is a part of it."""
MAX_SAID = 60
"""The longest address that is said in full, in characters. Nobody can note down a longer one,
so its path is left out."""

_ENDING = "|".join(sorted(ENDINGS, key=len, reverse=True))
_HOST = rf"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{{0,40}}[A-Za-z0-9])?\.){{1,5}}(?:{_ENDING})"
_PATH = r"(?:/[\w./%?=&#~+-]{0,200}[\w/=])?/?"
HINT = r"[@*]|://|www\.|[A-Za-z0-9]\.[A-Za-z]{2}"
"""Only a text that matches this can contain an address or a masked word."""


def _say_name(name: str) -> str:
    words: list[str] = []
    for run in re.findall(r"[0-9]+|[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[A-Z]", name):
        low = run.lower()
        if run.isdigit():
            words.append(
                cardinal(run) if len(run) < 3 or run.endswith("000") else spell_digits(run)
            )
        elif low in KNOWN:
            words.append(KNOWN[low])
        elif (len(run) < 4 and not re.search(r"[aeiouy]", low)) or len(run) == 1:
            words.append(
                " ".join("eh" if c == "A" and len(run) > 1 else c for c in run.upper())
                if len(run) > 1
                else ("A." if low == "a" else run.upper())
            )
        else:
            words.append(run)
    return " ".join(words)


def dictate(address: str, *, host_end: int | None = None) -> str:
    """An address as it is dictated: "www.gov.uk" gives "W W W dot gov dot U K"."""
    words: list[str] = []
    tokens = re.findall(r"[A-Za-z0-9]+|[^\w\s]|_|[^\W\dA-Za-z_]+", address)
    at = 0
    for index, token in enumerate(tokens):
        at = address.find(token, at) + len(token)
        if token in SIGNS:
            words.append(SIGNS[token])
        elif (
            index
            and tokens[index - 1] == "."
            and (index + 1 == len(tokens) or tokens[index + 1] in {".", "/", ":", "?"})
            and token.isalpha()
            and len(token) < 5
            and (host_end is None or at <= host_end)
        ):
            last = index + 1 == len(tokens) or tokens[index + 1] != "."
            spelled = token.lower() not in WORD_ENDINGS and (last or len(token) < 3)
            words.append(spell_ending(token) if spelled else _say_name(token))
        elif token.isalnum():
            words.append(_say_name(token))
    return " ".join(words)


def spell_ending(ending: str) -> str:
    """A top-level domain as spelled: "uk" gives "U K"."""
    return KNOWN.get(ending.lower()) or (
        ".".join(ending.upper()) + "." if "a" in ending.lower() else " ".join(ending.upper())
    )


def _email(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return dictate(match[0])


def _url(match: re.Match[str], manner: Manner) -> Said:
    del manner
    scheme, host, path = match["scheme"] or "", match["host"] or "", match["path"] or ""
    if host.isupper():
        host = (
            host.title().replace(".Com", ".com").replace(".Org", ".org").replace(".Net", ".net")
        )
    if (scheme or host.startswith("www.")) and in_prose(match):
        # a listener can keep a site in mind; the page stays in the transcript. Nobody types
        # "www" any more, and broadcasters no longer say it
        return dictate(host.removeprefix("www."), host_end=len(host))
    lead = (
        f"{' '.join(scheme[:-3].upper()) if scheme[:-3] != 'file' else 'file'} colon slash slash "
        if scheme
        else ""
    )
    if (len(host) + len(path) > MAX_SAID and path.strip("/")) or re.search("[?=&%0-9]", path):
        # the site names the page; the transcript keeps the whole address
        scheme = path = ""
    return lead + dictate(host + path.rstrip("/"), host_end=len(host))


def _short_link(match: re.Match[str], manner: Manner) -> Said:
    # "Stay home! https://t.co/a1b2c3 #StormMarl": networks put it there, the author did not say it
    del manner
    text, start = match.string, match.start()
    if LEADS_TO_LINK.search(text, max(0, start - 12), start):
        return " link" if match[0][0].isspace() else "link"
    return ""


def _bleep(match: re.Match[str], manner: Manner) -> Said:
    del manner
    ending = re.search(r"(?:ing|ed|er|ers|s|y)?\Z", match[0])
    return "bleep" + (ending[0] if ending else "")


TOKENS = (
    Rule(
        "link",
        compile_late(
            rf"(?:\s|(?<![\w@/-])(?<!\w\.(?=[^h])))(?:https?://)?(?:www\.)?(?i:{'|'.join(map(re.escape, sorted(SHORTENERS)))})(?![\w-]|\.\w){_PATH}"
        ),
        _short_link,
    ),
    Rule(
        "e-mail",
        compile_late(
            r"(?<![\w@])[\w.+&-]{1,64}@(?:[\w-]{1,60}\.){1,5}[A-Za-z]{2,12}(?:/[\w./-]{1,80}\w)?"
        ),
        _email,
    ),
    Rule(
        "address",
        compile_late(
            rf"(?<![\w@])(?:(?P<scheme>(?:https?|ftp|file)://)(?P<host>[\w.-]{{0,200}}\w)?|(?P<host2>(?!)))(?P<path>{_PATH})(?::[0-9]{{1,5}})?"
        ),
        _url,
    ),
    Rule(
        "address",
        compile_late(
            rf"(?<![\w@./-])(?P<scheme>(?!))?(?P<host>www\.(?:[A-Za-z0-9-]{{1,60}}\.){{1,5}}[A-Za-z]{{2,12}}|{_HOST}(?![\w-]|\.\w)|[A-Z0-9-]{{3,40}}\.(?:COM|ORG|NET)(?![\w-]|\.\w))(?P<path>{_PATH})"
        ),
        _url,
    ),
    Rule(
        "bleep",
        compile_late(
            r"(?<!\w)(?!A\*s\b)(?:(?:[A-Za-z]|(?i:sh|ch|st|wh|ar|as|bu))\*{2,10}[A-Za-z]{0,6}|(?i:sh|f|b|d|c|p|a)\*(?:ck|cks|cked|cking|t|ts|tty|tch|tches|mn|mned|nt|ss|s|x|ker)|\*{3,10}(?:ing|ed|er))(?![\w*])"
        ),
        _bleep,
    ),
)
