"""audiobrief turns news article pages into spoken episodes."""

__version__ = "0.1.0"
