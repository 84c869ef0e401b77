"""English: the words that are announced, and the words by which quotations are understood."""


def words(text: str) -> frozenset[str]:
    """The words of `text`: a table that reads as prose and wraps as it."""
    return frozenset(text.split())
