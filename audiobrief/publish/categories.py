"""Apple's podcast categories, which every directory knows.

https://podcasters.apple.com/support/1691-apple-podcasts-categories
"""

from __future__ import annotations

from typing import NamedTuple

from audiobrief.errors import ConfigError

CATEGORIES: dict[str, tuple[str, ...]] = {
    "Arts": ("Books", "Design", "Fashion & Beauty", "Food", "Performing Arts", "Visual Arts"),
    "Business": ("Careers", "Entrepreneurship", "Investing", "Management", "Marketing", "Non-Profit"),
    "Comedy": ("Comedy Interviews", "Improv", "Stand-Up"),
    "Education": ("Courses", "How To", "Language Learning", "Self-Improvement"),
    "Fiction": ("Comedy Fiction", "Drama", "Science Fiction"),
    "Government": (),
    "History": (),
    "Health & Fitness": ("Alternative Health", "Fitness", "Medicine", "Mental Health", "Nutrition", "Sexuality"),
    "Kids & Family": ("Education for Kids", "Parenting", "Pets & Animals", "Stories for Kids"),
    "Leisure": ("Animation & Manga", "Automotive", "Aviation", "Crafts", "Games", "Hobbies", "Home & Garden", "Video Games"),
    "Music": ("Music Commentary", "Music History", "Music Interviews"),
    "News": ("Business News", "Daily News", "Entertainment News", "News Commentary", "Politics", "Sports News", "Tech News"),
    "Religion & Spirituality": ("Buddhism", "Christianity", "Hinduism", "Islam", "Judaism", "Religion", "Spirituality"),
    "Science": ("Astronomy", "Chemistry", "Earth Sciences", "Life Sciences", "Mathematics", "Natural Sciences", "Nature", "Physics", "Social Sciences"),
    "Society & Culture": ("Documentary", "Personal Journals", "Philosophy", "Places & Travel", "Relationships"),
    "Sports": ("Baseball", "Basketball", "Cricket", "Fantasy Sports", "Football", "Golf", "Hockey", "Rugby", "Running", "Soccer", "Swimming", "Tennis", "Volleyball", "Wilderness", "Wrestling"),
    "Technology": (),
    "True Crime": (),
    "TV & Film": ("After Shows", "Film History", "Film Interviews", "Film Reviews", "TV Reviews"),
}  # fmt: skip


class Category(NamedTuple):
    """A category, and its subcategory (`part`) or ""."""

    name: str
    part: str = ""


def find_category(text: str) -> Category:
    """The category or subcategory that `text` names, in upper or lower case.

    Raises:
        ConfigError: no category has that name; the message gives the nearest ones.
    """
    known = {name.casefold(): Category(name) for name in CATEGORIES}
    for name, parts in CATEGORIES.items():
        known.update((part.casefold(), Category(name, part)) for part in parts)
    found = known.get(text.strip().casefold())
    if found is None:
        import difflib

        names = [entry.part or entry.name for entry in known.values()]
        near = difflib.get_close_matches(text, names, n=3) or list(CATEGORIES)
        raise ConfigError(f"category {text!r} is unknown; nearest: {', '.join(near)}")
    return found
