"""Everything that depends on Spanish alone."""
