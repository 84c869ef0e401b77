"""The one Swedish sentence that audiobrief says; the rest is read as it is written."""

from audiobrief.spoken.language import Language

LANGUAGE = Language(declaration="Uppläst av en automatisk röst.")
