"""Everything that depends on Norwegian alone."""
