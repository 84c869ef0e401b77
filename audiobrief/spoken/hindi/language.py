"""The one Hindi sentence that audiobrief says; the rest is read as it is written."""

from audiobrief.spoken.language import Language

LANGUAGE = Language(declaration="इसे एक स्वचालित आवाज़ ने पढ़ा है।")
