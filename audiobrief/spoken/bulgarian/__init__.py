"""Everything that depends on Bulgarian alone."""
