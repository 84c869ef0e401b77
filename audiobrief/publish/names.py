"""Names of files and folders of a site that several kinds of file here know."""

from __future__ import annotations

from audiobrief.system.slugs import digest_of, slugify

PAGE = "index.html"
EPISODE = "episode.json"
WAVEFORM = "waveform.json"
COVER = "cover.jpg"
THUMBNAIL = "thumbnails/{folder}.jpg"
"""The path at which a server has the small cover of the episode in a folder."""
PICTURE = "picture-{number}.jpg"
PICTURES = "picture-*.jpg"
"""The pattern of all names of pictures that a page shows."""
FEEDS = "feeds"
"""The folder of the feeds by section, author or site."""
SITE_FOLDERS = {FEEDS}
"""Folders of the site's own files, which leave with an episode that has their name."""


def name_folder(title: str) -> str:
    """The name of an episode's folder after its headline: a slug that no folder of the site has."""
    slug = slugify(title)
    return f"{slug}-{digest_of(title)}" if slug in SITE_FOLDERS else slug
