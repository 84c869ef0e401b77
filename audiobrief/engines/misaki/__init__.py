"""Turn English text into phonemes in misaki's alphabet, which Kokoro's voices were trained on.

    text --Pronouncer--> PhonemeSentence ... --a voice--> sound

`hibari-tts` contains misaki's lexicon, its rules and a network for unknown words. This package
controls their input and output, so that no text slows or stops them, and no word is lost.
"""
