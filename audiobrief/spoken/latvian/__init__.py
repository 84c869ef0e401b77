"""Everything that depends on Latvian alone."""
