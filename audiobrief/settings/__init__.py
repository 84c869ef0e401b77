"""The tree of settings, and the TOML files that set it.

    audiobrief.toml --tree: read_settings--> Settings, one frozen dataclass with one for each stage

Each stage's own settings are a dataclass in its package (`settings.py`, or `style.py`), with their
units and defaults; `template` writes the file that explains them all.
"""
