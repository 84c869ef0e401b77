"""From a script to sound: who speaks what, what was said before, and all of it in one stream."""
