"""The page that sets up a phone: its browser, its "Share", and its trust in this machine."""

from __future__ import annotations

import io
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from markupsafe import Markup
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from audiobrief.listening.doors import Keys
from audiobrief.publish.forwarded import is_loopback
from audiobrief.publish.serve import base_of, send
from audiobrief.publish.settings import PublishSettings
from audiobrief.publish.theme import hash_source, load_theme

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

TEMPLATE = "phone.html.j2"
HTML = "text/html; charset=utf-8"
CERTIFICATE = "authority.crt"
CERTIFICATE_TYPE = "application/x-x509-ca-cert"
"""The type that iOS and Android open as a certificate to install."""


@dataclass(frozen=True, slots=True)
class Https:
    """How a desk is reached over https."""

    address: str
    """Where it answers, without any secret: "https://192.168.1.20:8766/"."""
    authority: bytes = b""
    """The certificate (DER) of the authority that a phone must trust first; empty if one that
    phones know has signed."""
    fingerprint: str = ""
    """SHA-256 of that certificate."""


class Phone:
    """Answers the requests of somebody who sets up a phone."""

    def __init__(self, root: Path, settings: PublishSettings, keys: Keys) -> None:
        self._root = root
        self._settings = settings
        self._keys = keys
        self._reached = ""
        self._https: Https | None = None

    def note_reached(self, address: str, https: Https | None) -> None:
        """Note at which address, without any secret, other devices reach this desk."""
        self._reached, self._https = address, https

    def show(self, environ: WSGIEnvironment) -> Response:
        """The page."""
        theme = load_theme(self._settings.templates)
        style = theme.source("page.css", "listening.css")
        script = theme.source("looks.js", "phone.js")
        # a computer may ask itself at an address that means another machine to a phone
        outside = self._reached or base_of(environ).removesuffix(f"{self._keys.token}/")
        https = self._https
        home = f"{https.address if https else outside}{self._keys.token}/"
        page = theme.render(
            TEMPLATE,
            home=home,
            home_code=draw_code(home),
            adding=f"{outside}{self._keys.adding}/add",
            is_alone=is_loopback(urlsplit(outside).hostname or ""),
            is_secure=https is not None or outside.startswith("https:"),
            authority=CERTIFICATE if https and https.authority else "",
            fingerprint=https.fingerprint if https else "",
            secured=["audiobrief", "listen", shlex.quote(str(self._root)), "--https"],
            trust=f"{outside}{self._keys.token}/phone",
            trust_code=draw_code(f"{outside}{self._keys.token}/phone"),
            style=style,
            style_hash=hash_source(style),
            script=script,
            script_hash=hash_source(script),
        )
        return send(page.encode("utf-8"), HTML, environ)

    def give_authority(self, environ: WSGIEnvironment) -> Response:
        """The certificate that a phone is told to trust."""
        del environ
        if not self._https or not self._https.authority:
            raise NotFound
        return Response(self._https.authority, content_type=CERTIFICATE_TYPE)


def draw_code(address: str) -> Markup:
    """A QR code as SVG, dark on light whatever the colours around it, as cameras want it."""
    import segno

    drawn = io.BytesIO()
    code = segno.make(address, error="l", micro=False)
    code.save(
        drawn, kind="svg", xmldecl=False, svgns=False, omitsize=True, border=3,
        dark="#000", light="#fff", svgclass="code", lineclass=None,
    )  # fmt: skip
    return Markup(drawn.getvalue().decode("ascii"))  # noqa: S704 -- the address is drawn as squares, and no text of it is in the picture
