"""Everything that depends on Finnish alone."""
