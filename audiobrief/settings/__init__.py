"""The tree of settings, and the file that it is read from."""
