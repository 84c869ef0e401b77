"""Joins the stages: reads a page, records its manuscript, puts the episode into its folder."""
