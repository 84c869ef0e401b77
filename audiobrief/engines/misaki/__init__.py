"""English text -> phonemes in misaki's alphabet, which Kokoro's voices were trained on.

    text --Pronouncer--> PhonemeSentence ... --a voice--> sound

`hibari-tts` brings misaki's lexicon, its rules and a network for unknown words. They are
fenced in here: no text makes them slow or stops them, and no word is left out in silence.
"""
