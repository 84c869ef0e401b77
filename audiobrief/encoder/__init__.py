"""Write samples as an audio file: level, encode, tag, and measure what a player will decode.

    chunks of int16 samples --level--> even loudness --writer: mp3 (LAME), or ffmpeg--> tagged file

It streams, so that an episode is never whole in memory. `cover` draws the picture that the tags
hold.
"""
