"""Everything that depends on Japanese alone."""
