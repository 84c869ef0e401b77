"""Everything that depends on Greek alone."""
