"""Portuguese: how its news is read aloud, cut into sentences and announced."""
