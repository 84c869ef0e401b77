"""Samples become an audio file: levelled, tagged, measured as it decodes, whole or not at all."""
