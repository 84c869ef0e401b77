"""Everything that depends on Maltese alone."""
