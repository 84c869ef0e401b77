"""Everything that depends on Swedish alone."""
