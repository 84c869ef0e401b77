"""Everything that depends on Czech alone."""
