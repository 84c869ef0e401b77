"""Everything that depends on Danish alone."""
