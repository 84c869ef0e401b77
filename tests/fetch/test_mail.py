"""Tests saved mail and web archives, built by the standard library and by hand."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from audiobrief.errors import PageUnreadable
from audiobrief.fetch import read_page
from audiobrief.model import PageKind

ARCHIVE = b"""From: <Saved by Blink>
Snapshot-Content-Location: https://example.org/harbour/ferry
Subject: Ferry back
Date: Tue, 3 Mar 2026 08:15:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----B"

------B
Content-Type: text/css
Content-Location: https://example.org/a.css

p { color: red }
------B
Content-Type: text/html
Content-ID: <frame@mhtml.blink>
Content-Transfer-Encoding: quoted-printable
Content-Location: https://example.org/harbour/ferry

<html><head><meta charset=3D"utf-8"><title>Ferry</title></head><p>To =C3=98sund =
again.</p></html>
------B--
"""


def newsletter() -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "The Morning Tide <tide@example.org>"
    mail["Subject"] = "Ferry to Øsund <back>"
    mail["Date"] = "Tue, 03 Mar 2026 08:15:00 +0100"
    mail.set_content("Plain words.")
    mail.add_alternative("<p>Rich words about Øsund.</p>", subtype="html", charset="iso-8859-1")
    mail.add_attachment(b"<p>attached</p>", maintype="text", subtype="html", filename="a.html")
    return mail


@pytest.mark.parametrize("name", ["a.eml", "a"])
def test_the_html_part_of_a_mail_is_its_page(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(newsletter().as_bytes())
    page = read_page(path)
    assert page.kind is PageKind.HTML
    assert page.text.startswith("<head><title>Ferry to Øsund &lt;back&gt;</title>")
    assert 'content="2026-03-03T08:15:00+01:00"' in page.text
    assert page.text.rstrip().endswith("<p>Rich words about Øsund.</p>")


def test_a_plain_mail_is_text_with_its_subject_on_top(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(
        b"Subject: Ferry\nContent-Type: text/plain; charset=utf-8; format=flowed\n"
        b"MIME-Version: 1.0\n\nThe ferry \nran again.\nLate.\n"
    )
    page = read_page(path)
    assert (page.kind, page.text) == (PageKind.TEXT, "Ferry\n\nThe ferry ran again.\nLate.")


PLAIN = (
    "Subject: Ferry\nFrom: {sender}\nDate: Tue, 03 Mar 2026 08:15:00 +0100\n{more}"
    "MIME-Version: 1.0\n{type}\n\nThe ferry ran again.\n"
)


@pytest.mark.parametrize(
    ("sender", "more", "line"),
    [
        ("Ada Quill <ada@tide.example>", "", "From: Ada Quill\n"),
        ('"Quill, Ada" <ada@tide.example>', "", "From: Quill, Ada\n"),
        ("ada@tide.example", "", ""),
        (
            "The Morning Tide <tide@tide.example>",
            "List-Unsubscribe: <https://tide.example>\n",
            "",
        ),
        ("The Morning Tide <tide@tide.example>", "List-Id: <news.tide.example>\n", ""),
    ],
)
def test_a_mail_says_who_wrote_it_and_when_but_no_lists_mail_does(
    tmp_path: Path, sender: str, more: str, line: str
) -> None:
    path = tmp_path / "a.eml"
    path.write_text(PLAIN.format(sender=sender, more=more, type="Content-Type: text/plain"))
    assert read_page(path).text == (
        f"Subject: Ferry\n{line}Date: 2026-03-03T08:15:00+01:00\n\nThe ferry ran again.\n"
    )
    path.write_text(PLAIN.format(sender=sender, more=more, type="Content-Type: text/html"))
    assert ('<meta name="author"' in read_page(path).text) is bool(line)


@pytest.mark.parametrize("name", ["a.mhtml", "a.mht", "a"])
@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
def test_an_archive_gives_its_page_and_address(
    tmp_path: Path, name: str, newline: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(ARCHIVE.replace(b"\n", newline))
    page = read_page(path)
    assert page.url == "https://example.org/harbour/ferry"
    assert page.text.strip().endswith("<p>To Øsund again.</p></html>")
    assert page.text.startswith("<html>")


def test_a_mail_in_utf7_is_not_turned_into_markup(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(
        b"Subject: x\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-7\n\n+ADw-script+AD4-"
    )
    assert "+ADw-script" in read_page(path).text


def test_mails_without_text_and_nested_without_end_are_refused(tmp_path: Path) -> None:
    picture = EmailMessage()
    picture["Subject"] = "x"
    picture.set_content(b"\x89PNG", maintype="image", subtype="png")
    nested = "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(30_000)
    )
    for data in [picture.as_bytes(), f"Subject: x\nMIME-Version: 1.0\n{nested}".encode()]:
        path = tmp_path / "a.eml"
        path.write_bytes(data)
        with pytest.raises(PageUnreadable):
            read_page(path)
