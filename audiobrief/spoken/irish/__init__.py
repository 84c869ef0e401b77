"""Everything that depends on Irish alone."""
