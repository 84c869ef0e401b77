"""A natural English voice that pip alone installs: `hibari-tts`, distilled from Kokoro-82M.

    text --misaki.Pronouncer--> phonemes --graph--> frames --waveform--> samples

The network does not give sound but a spectrum and a pitch for each frame of 12.5 ms; pitch,
speed and the size of the speaker's head are changed there. All of it runs in a guarded process
(`speaking`).
"""
