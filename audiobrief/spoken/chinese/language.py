"""The one Chinese sentence that audiobrief says; the rest is read as it is written."""

from audiobrief.spoken.language import Language

LANGUAGE = Language(declaration="本文由自动语音朗读。")
