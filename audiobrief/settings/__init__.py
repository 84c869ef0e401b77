"""The tree of settings, and the TOML files that set it."""
