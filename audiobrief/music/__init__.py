"""Short sounds: a producer's intro, outro and bed under the headline, and earcons."""
