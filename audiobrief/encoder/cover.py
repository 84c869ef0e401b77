"""Draw a cover from words, for an episode whose article has no usable picture.

The cover shows the headline and the site's name on a colour derived from that name.
Pillow draws with Source Sans Pro from a package, so that every machine draws the same cover: the
font in Pillow itself has basic Latin alone, no "é" and no dash.
"""

from __future__ import annotations

import colorsys
import hashlib
import io
from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from audiobrief.characters import make_writable

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

SIDE = 1400
"""Side of the cover in pixels, the smallest for Apple Podcasts (1400 to 3000, square)."""
MARGIN = 110
TITLE_SIZES = (150, 130, 110, 92, 76, 62)
"""Font sizes for the headline; the largest that fits is used."""
MAX_TITLE_HEIGHT = 950
SITE_SIZE = 56
LINE_SPACING = 1.18
QUALITY = 85
MAX_PIXELS = 50_000_000
"""Most pixels accepted: 150 MB unpacked. The largest press photographs have 45 million."""
MAX_SIDE = 20_000
"""Longest side accepted. Pillow takes 4 GB to turn a picture of 1 by 49,000,000 pixels."""
MAX_CHARACTERS = 1_000
"""Most characters of a headline or a site's name that are measured. Thirteen lines of the narrowest
letters hold fewer; measuring 5,000 in one word took eight minutes."""
MAX_BYTES = 50_000_000
"""Largest picture file that is read."""
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
INK, FADED = (255, 255, 255), (214, 214, 214)
ELLIPSIS = "…"


def draw_cover(title: str, site: str = "") -> bytes:
    """A square JPEG of `SIDE` pixels. The same words give the same bytes.

    A text with letters that the font lacks is left out: the colour alone is better than a
    row of boxes. The font has Latin, Greek and Cyrillic.
    """
    from PIL import Image, ImageDraw

    colour = choose_colour(site or title)
    title, site = (text[:MAX_CHARACTERS] for text in (title, site))
    title, site = map(printable, (title, site))
    image = Image.new("RGB", (SIDE, SIDE), colour)
    draw = ImageDraw.Draw(image)
    # a bar above the headline, as on a front page
    draw.rectangle((MARGIN, MARGIN, MARGIN + 180, MARGIN + 14), fill=INK)
    for size in TITLE_SIZES:
        font = _load_font(size)
        lines = wrap(title, draw, font)
        step = round(size * LINE_SPACING)
        if len(lines) * step <= MAX_TITLE_HEIGHT:
            break
    else:
        kept = MAX_TITLE_HEIGHT // step
        lines = [*lines[: kept - 1], lines[kept - 1] + ELLIPSIS]
    for number, line in enumerate(lines):
        draw.text((MARGIN, MARGIN + 70 + number * step), line, font=font, fill=INK)
    small = _load_font(SITE_SIZE)
    name = wrap(site, draw, small)
    if name:
        draw.text((MARGIN, SIDE - MARGIN - SITE_SIZE), name[0], font=small, fill=FADED)
    return _to_jpeg(image)


def crop_cover(picture: bytes) -> bytes:
    """The middle of a picture as a square JPEG of `SIDE` pixels; empty if it cannot be opened."""
    from PIL import ImageOps

    upright = open_picture(picture)
    return _to_jpeg(ImageOps.fit(upright, (SIDE, SIDE))) if upright else b""


def shrink_cover(cover: bytes, side: int) -> bytes:
    """A square cover as a JPEG of `side` pixels; empty if it cannot be opened."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(cover), formats=FORMATS) as image:
            if max(image.size) > MAX_SIDE:
                return b""
            # JPEG can be read at an eighth of its size, in a twentieth of the time
            image.draft("RGB", (side, side))
            return _to_jpeg(image.convert("RGB").resize((side, side)))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return b""  # as in `open_picture`


def open_picture(picture: bytes) -> Image | None:
    """A picture in upright position and three colours.

    None if it cannot be read, is longer than `MAX_SIDE` or unpacks to more than `MAX_PIXELS`.
    """
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(picture), formats=FORMATS) as image:
            if image.width * image.height > MAX_PIXELS or max(image.size) > MAX_SIDE:
                return None
            return ImageOps.exif_transpose(image).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None  # Pillow raises these for damaged files and for other formats


class _NamedBytes(io.BytesIO):
    """A buffer with a file name.

    From a file name Pillow imports only the plugin for its format; if the format is named
    instead, Pillow imports five plugins.
    """

    name = "cover.jpg"


def _to_jpeg(image: Image) -> bytes:
    target = _NamedBytes()
    image.save(target, quality=QUALITY)
    return target.getvalue()


def choose_colour(name: str) -> tuple[int, int, int]:
    """A dark colour, always the same for a name. White on it has a contrast of 7 or more."""
    hue = hashlib.sha256(name.encode("utf-8", "replace")).digest()[0] / 256
    red, green, blue = colorsys.hls_to_rgb(hue, 0.2, 0.5)
    return round(red * 255), round(green * 255), round(blue * 255)


def printable(text: str) -> str:
    """The text without signs that the font lacks, such as emoji; empty if it lacks a letter."""
    font = _load_font(SITE_SIZE)
    # Pillow 13 raises where a line end is measured by itself
    text = " ".join(make_writable(text).split())
    box = bytes(font.getmask("\U0010ffff"))
    lacking = {char for char in set(text) if bytes(font.getmask(char)) == box}
    if any(map(str.isalpha, lacking)):
        return ""
    return "".join(char for char in text if char not in lacking)


def _load_font(size: int) -> Any:
    from font_source_sans_pro import font_files_ttf
    from PIL import ImageFont

    return ImageFont.truetype(font_files_ttf["SourceSansProSemibold"], size)


def wrap(text: str, draw: ImageDraw, font: Any) -> list[str]:
    """`text` as lines that fit between the cover's margins; a wider word is split."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if draw.textlength(longer, font=font) <= SIDE - 2 * MARGIN:
            line = longer
            continue
        if line:
            lines.append(line)
        line = word
        while draw.textlength(line, font=font) > SIDE - 2 * MARGIN:
            # a letter at least, however wide it is
            cut = max(1, _count_fitting(line, draw, font))
            lines.append(line[:cut])
            line = line[cut:]
    return [*lines, line] if line else lines


def _count_fitting(word: str, draw: ImageDraw, font: Any) -> int:
    """How many characters of the word fit between the margins."""
    lengths = range(len(word) + 1)
    widest = float(SIDE - 2 * MARGIN)
    return bisect_right(lengths, widest, key=lambda n: draw.textlength(word[:n], font=font)) - 1
