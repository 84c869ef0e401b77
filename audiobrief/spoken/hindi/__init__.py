"""Everything that depends on Hindi alone."""
