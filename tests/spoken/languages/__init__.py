"""Cases of languages other than English: what newsrooms print, and how it is said there."""
