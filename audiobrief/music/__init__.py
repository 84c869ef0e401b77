"""Short sounds: a producer's intro, outro and bed under the headline, and earcons.

It gets the producer's files, or makes earcons, and gives samples at the rate and loudness of the
voice, which `speech` stitches before, under and behind what is said.
"""
