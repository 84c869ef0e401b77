"""Kokoro-82M v1.0's English voices, on this machine, by the ONNX graph of kokoro-onnx.

    text --misaki.Pronouncer--> phonemes --graph--> samples, and the length of each phoneme

The graph and the voices are files that `audiobrief voices add kokoro` fetches. All of it runs
in a guarded process (`speaking`).
"""
