"""Folders of invented languages, found in the same way as those of `audiobrief.spoken`."""
