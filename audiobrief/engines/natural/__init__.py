"""A natural English voice, which pip alone installs: `hibari-tts`, distilled from Kokoro-82M.

    text --misaki.Pronouncer--> phonemes --graph--> frames --waveform--> samples

The network gives a spectrum and a pitch for each frame of 12.5 ms, not yet sound: pitch, speed
and the size of the speaker are moved there. All of it runs in a guarded process (`worker`).
"""
