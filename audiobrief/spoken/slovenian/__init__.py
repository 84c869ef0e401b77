"""Everything that depends on Slovenian alone."""
