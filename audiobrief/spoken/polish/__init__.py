"""Everything that depends on Polish alone."""
