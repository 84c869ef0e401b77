"""Everything that depends on Slovak alone."""
