"""Vellish, an invented language that uses everything a language's folder can define."""
