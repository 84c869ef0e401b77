"""Everything that depends on Croatian alone."""
