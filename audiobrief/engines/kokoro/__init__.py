"""Kokoro-82M v1.0's English voices, on this machine, by its ONNX graph as kokoro-onnx exports it.

    text --misaki.Pronouncer--> phonemes --graph--> samples, and the length of each phoneme

The graph and the voices are files, which `audiobrief voices add kokoro` brings. All of it runs in
a guarded process (`speaking`).
"""
