"""English: tables, and the code that applies them. `language` brings them together."""
