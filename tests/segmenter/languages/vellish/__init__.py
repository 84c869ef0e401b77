"""Vellish, which is invented: all that a language's folder can say, in one file."""
