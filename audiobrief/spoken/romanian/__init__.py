"""Everything that depends on Romanian alone."""
