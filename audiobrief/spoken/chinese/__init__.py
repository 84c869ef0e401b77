"""Everything that depends on Chinese alone."""
