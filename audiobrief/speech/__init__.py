"""Turn a script into sound: cast voices, synthesize or reuse speech, and stitch one stream.

    Script --casting--> a voice for each part --synthesizer, cache--> Speech for each segment
           --stitching--> chunks of samples, and the Timeline

Engines speak a segment at a time; what was spoken before comes from the cache. `gaps` finds words
that have no sound.
"""
