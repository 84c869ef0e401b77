"""Write samples as an audio file: level, encode, tag, and measure what a player will decode."""
