"""Folders of languages that nobody speaks, found as those of `audiobrief.spoken` are."""
