"""Everything that depends on Estonian alone."""
