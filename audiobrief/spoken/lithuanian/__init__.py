"""Everything that depends on Lithuanian alone."""
