"""`audiobrief listen`: makes what somebody wants to hear, and serves it to their devices."""

from __future__ import annotations

import contextlib
import io
import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from audiobrief.cli import console
from audiobrief.cli.options import (
    BATCH_OPTIONS,
    CONFIDENCE_OPTIONS,
    FETCH_OPTIONS,
    LISTENER_OPTIONS,
    SCRIPT_OPTIONS,
    SOUND_OPTIONS,
    with_settings,
)
from audiobrief.cli.places import SourceName, WrittenPath
from audiobrief.cli.watch import parse_span

if TYPE_CHECKING:
    from audiobrief.listening.reaching import Addresses
    from audiobrief.settings.tree import Settings

EVERYWHERE = "0.0.0.0"  # noqa: S104 -- phones shall reach it; everything is below a secret path
PORT = 8765
HTTPS_PORT = 8766


def parse_names(
    _ctx: click.Context, _param: click.Parameter, names: tuple[str, ...]
) -> tuple[str, ...]:
    """The host names as clients ask for them."""
    from audiobrief.system.host_names import write_host_name

    written = []
    for name in names:
        try:
            written.append(write_host_name(name))
        except ValueError:
            raise click.BadParameter(
                f"{name[:80]!r} is no name of a host; give that alone, such as "
                "desk.tail1234.ts.net, without https://, a port or a path"
            ) from None
    return tuple(written)


@click.command(
    epilog="""\b
--follow takes, again and again, any mix of these:
  a feed or sitemap   its address or file (RSS, Atom, JSON Feed, OPML)
  a folder            pages, mail (also a maildir), and shortcuts (.url, .webloc, .desktop)
  a list              .txt with one address or file per line; .jsonl
\b
Examples:
  audiobrief listen
  audiobrief listen ~/Podcasts --follow https://news.example/feed.xml --follow ~/Inbox
  audiobrief listen ~/Podcasts --https
  audiobrief listen ~/Podcasts --host 127.0.0.1 --name desk.tail1234.ts.net
  audiobrief add https://news.example/story -o ~/Podcasts"""
)
@click.argument(
    "folder", type=WrittenPath(path_type=Path, file_okay=False), default=Path("output"),
    metavar="[FOLDER]",
)  # fmt: skip
@click.option(
    "--follow", type=SourceName(), multiple=True, metavar="SOURCE",
    help="Feed, folder or list whose articles are made as they come; can be repeated.",
)  # fmt: skip
@click.option(
    "--every", callback=parse_span, default="15m", metavar="TIME",
    help="Time between two looks at a feed or list: 90s, 15m, 6h.  [15m]",
)  # fmt: skip
@click.option(
    "--order", type=click.Choice(["added", "published"]), default="added",
    help="Order of library and feed: by when you added an article, or by its date.  [added]",
)  # fmt: skip
@click.option(
    "--host", default=EVERYWHERE, metavar="NAME",
    help=f"Address to listen at; 127.0.0.1 for this machine alone.  [{EVERYWHERE}]",
)  # fmt: skip
@click.option(
    "-p", "--port", type=click.IntRange(0, 65535), default=PORT, metavar="N",
    help=f"Port to listen at; 0 for any free one.  [{PORT}]",
)  # fmt: skip
@click.option(
    "--https", is_flag=True,
    help="Answer https, too, for phones that install the library; an authority that is made for "
    "this machine signs it.",
)  # fmt: skip
@click.option(
    "--https-port", type=click.IntRange(0, 65535), metavar="N",
    help=f"Port to listen at for https; 0 for any free one.  [{HTTPS_PORT}]",
)  # fmt: skip
@click.option(
    "--certificate", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Answer https with this certificate in PEM, which is one for --name.",
)  # fmt: skip
@click.option(
    "--key", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Key of the --certificate in PEM, if it is in a file of its own.",
)  # fmt: skip
@click.option(
    "--name", "names", multiple=True, metavar="NAME", callback=parse_names,
    help="Host name at which a certificate or a proxy on this machine has it reached; can be repeated.",
)  # fmt: skip
@click.option("--open", "browse", is_flag=True, help="Open the library in the browser.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON event per line, for programs."
)
@with_settings(
    LISTENER_OPTIONS,
    BATCH_OPTIONS,
    FETCH_OPTIONS,
    CONFIDENCE_OPTIONS,
    SCRIPT_OPTIONS,
    SOUND_OPTIONS,
)
def command(
    folder: Path,
    *,
    follow: tuple[str, ...],
    every: float,
    order: str,
    host: str,
    port: int,
    https: bool,
    https_port: int | None,
    certificate: Path | None,
    key: Path | None,
    names: tuple[str, ...],
    browse: bool,
    as_json: bool,
    settings: Settings,
) -> None:
    """Make what you want to hear, and serve it to your phone, until you press Ctrl-C.

    Prints the address of your library, and draws it as a code for the camera of your phone.
    The library has a form and a bookmark to add articles, and a feed for your podcast app.
    The newest wish is made first. Whoever knows the address can listen and add; it ends in a
    secret that is kept in FOLDER. You can end it at any time: it goes on where it was.
    """
    import dataclasses

    from audiobrief.cli.batch_progress import show_json, show_lines
    from audiobrief.listening.announcing import announced
    from audiobrief.listening.collector import Collector
    from audiobrief.listening.desk import desk_alone
    from audiobrief.listening.doors import open_keys
    from audiobrief.listening.reaching import Reaching, reached
    from audiobrief.listening.rounds import Rounds
    from audiobrief.system.network_names import is_every_address

    if certificate and not names:
        raise click.UsageError("--certificate needs --name, the host name that it is for")
    if key and not certificate:
        raise click.UsageError("--key needs --certificate, which it belongs to")
    is_encrypted = https or certificate is not None
    if https_port is not None and not is_encrypted:
        raise click.UsageError("--https-port needs --https or --certificate")
    publish = dataclasses.replace(settings.publish, order=order, url="")
    settings = dataclasses.replace(settings, publish=publish)
    https_port = HTTPS_PORT if https_port is None else https_port
    reaching = Reaching(
        host, port, https_port if is_encrypted else None, certificate, key, names
    )
    with contextlib.suppress(KeyboardInterrupt), desk_alone(folder):
        keys = open_keys(folder)
        with reached(folder, settings, keys, reaching) as addresses:
            _tell_addresses(addresses, keys.token, host)
            if browse:
                webbrowser.open(f"{addresses.own}{keys.token}/")
            collector = Collector(
                folder, settings.reading_lists, every_s=every, tell=console.tell
            )
            rounds = Rounds(
                folder, settings, follow, every_s=every, fulfilled=collector.note_made
            )
            port = urlsplit(addresses.own).port or port
            told = announced(port) if is_every_address(host) else contextlib.nullcontext()
            shown = show_json if as_json else show_lines
            with told, collector, shown() as show:
                rounds.run(show, console.tell)
    console.tell("")


def _tell_addresses(addresses: Addresses, token: str, host: str) -> None:
    """Print the addresses of the library, and the code for a phone's camera on a terminal."""
    from audiobrief.system.network_names import find_local_name, is_every_address

    own, https = addresses.own, addresses.https
    # a phone refuses what it does not trust yet, so it is led to the page that tells how
    is_trusted = https is not None and not https.authority
    home = f"{https.address if https and is_trusted else addresses.outside}{token}/"
    console.result(home)
    if sys.stdout.isatty():
        click.echo(_draw(home))
    if is_every_address(host):
        console.tell(f"or: http://{find_local_name()}:{urlsplit(own).port}/{token}/")
    if https and not is_trusted:
        console.tell(f"or: {https.address}{token}/, once your phone trusts it: {home}phone")
        console.tell(f"SHA-256 of what it is to trust: {https.fingerprint}")
    console.tell(f"feed for your podcast app: {home}feed.xml")
    console.tell(f'to add from your phone\'s "Share": {home}phone')
    console.tell("whoever knows these addresses can listen and add; press Ctrl-C to end")


def _draw(address: str) -> str:
    """A QR code for a terminal, two modules high in each line of text."""
    import segno

    drawn = io.StringIO()
    segno.make(address, error="l", micro=False).terminal(drawn, compact=True, border=2)
    return drawn.getvalue()
