"""Tests decoding of bytes: the order of evidence, and names that are not encodings."""

import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobrief.errors import PageError, PageUnreadable
from audiobrief.fetch.decoding import decode
from audiobrief.fetch.local import open_page
from audiobrief.fetch.recognition import recognise

WORDS = "“Ærlig” – naïve, 5 €"


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        (WORDS.encode(), "", WORDS),
        (WORDS.encode("cp1252"), "", WORDS),
        (WORDS.encode("cp1252"), "iso-8859-1", WORDS),
        (b"\xe2\x80" + WORDS.encode() * 9, "", "â€" + WORDS * 9),
        (b"<html lang=pl>" + "Łódź śpi".encode("cp1250"), "", "<html lang=pl>Łódź śpi"),
        (b"<html lang=pl-PL>" + "Łódź śpi".encode("iso8859-2"), "", "<html lang=pl-PL>Łódź śpi"),
        (b'<html dir=ltr lang="RU">' + "Паром".encode("cp1251"), "", '<html dir=ltr lang="RU">Паром'),
        (b"<html lang=zh-TW>" + "渡輪".encode("big5"), "", "<html lang=zh-TW>渡輪"),
        (b"<html lang=zh>" + "渡轮".encode("gbk"), "", "<html lang=zh>渡轮"),
        (b"<html lang=tlh>" + "“é”".encode("cp1252"), "", "<html lang=tlh>“é”"),
        (WORDS.encode("utf-8-sig"), "windows-1252", WORDS),
        (WORDS.encode("utf-16"), "utf-8", WORDS),
        (b"\xfe\xff" + WORDS.encode("utf-16-be"), "", WORDS),
        (WORDS.encode("utf-16-le"), "", WORDS), (WORDS.encode("utf-16-be"), "", WORDS),
        (WORDS.encode(), "latin1", WORDS),
        ("Паром".encode("koi8-r"), "KOI8-R", "Паром"),
        ("渡轮".encode("gbk"), "gb2312", "渡轮"),
        ("Ferry “back”".encode("cp1252"), "utf-8", "Ferry “back”"),
        (b'<meta charset="shift_jis">' + "船".encode("shift_jis"), "", '<meta charset="shift_jis">船'),
        (b"<meta charset=utf-16><p>\xc3\xb8", "", "<meta charset=utf-16><p>ø"),
        (b"<!-- <meta charset=koi8-r> --><p>\xc3\xb8", "", "<!-- <meta charset=koi8-r> --><p>ø"),
        (b"<?xml version='1.0' encoding='iso-8859-2'?><p>\xb3", "", "<?xml version='1.0' encoding='iso-8859-2'?><p>ł"),
        (b'<meta charset="koi8-r">' + "ø".encode(), "utf-8", '<meta charset="koi8-r">ø'),
        (b'<meta http-equiv=Content-Type content="text/html; charset=windows-1251">\xcf', "",
         '<meta http-equiv=Content-Type content="text/html; charset=windows-1251">П'),
        (b"The ferry ran\x00 again, to the relief of every islander.", "",
         "The ferry ran again, to the relief of every islander."),
    ],
)  # fmt: skip
def test_the_right_evidence_decides(data: bytes, charset: str, text: str) -> None:
    assert decode(data, name="x", charset=charset) == text


@pytest.mark.parametrize(
    "label", ["utf-7", "UTF7", "unicode_escape", "idna", "rot13", "base64"]
)
def test_pythons_own_encodings_are_not_asked(label: str) -> None:
    attack = b"+ADw-script+AD4-alert(1)+ADw-/script+AD4- \\x3cscript\\x3e"
    for data, charset in [(attack, label), (f"<meta charset={label}>".encode() + attack, "")]:
        assert "<script" not in decode(data, name="x", charset=charset)


@given(st.text(min_size=1, max_size=200), st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]))
@settings(max_examples=100, deadline=None)
def test_what_unicode_writes_comes_back(text: str, encoding: str) -> None:
    clean = text.replace("\0", "").encode("utf-8", "ignore").decode()
    try:
        read = decode(clean.encode(encoding), name="x")
    except PageError:
        return
    assert read == clean or not clean.isprintable()


@given(st.binary(max_size=300), st.sampled_from(["", "utf-8", "gbk", "iso-2022-jp", "euc-kr", "x-user-defined", "replacement", "big5", "macintosh"]))  # fmt: skip
@settings(max_examples=200, deadline=None)
def test_any_bytes_decode_or_are_refused(data: bytes, charset: str) -> None:
    try:
        text = decode(data, name="x", charset=charset)
    except PageUnreadable:
        return
    text.encode("utf-8")


@pytest.mark.parametrize(
    "piece",
    [
        b"<?xml-stylesheet>", b"<?xml ", b"<!--", b"<!-- -->", b"<meta ", b"<meta charset", b"A: b\n",
        b"A:\n ", b"From x\n", b"<html ", b"<html lang", b"<link ", b"<title", b" ", b"\n", b"<",
        b"content-type:\n", b"</p", b"\xe2", b"<!-- saved from url=(0001)http://", b"charset=",
    ],
)  # fmt: skip
def test_no_beginning_holds_a_pattern(piece: bytes) -> None:
    data = piece * (100_000 // len(piece)) + b"x"
    begin = time.process_time()
    for suffix in ("", ".html", ".eml"):
        recognise(data, suffix)
        with contextlib.suppress(PageError):
            open_page(data, suffix=suffix, name="x")
    assert time.process_time() - begin < 1
