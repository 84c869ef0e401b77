"""Everything that depends on Hungarian alone."""
