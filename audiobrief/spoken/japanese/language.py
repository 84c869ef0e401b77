"""The one Japanese sentence that audiobrief says; the rest is read as it is written."""

from audiobrief.spoken.language import Language

LANGUAGE = Language(declaration="自動音声による読み上げです。")
