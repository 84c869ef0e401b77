"""The stages joined: a page is read, its manuscript recorded, and the episode put in its folder."""
