"""Joins the stages: reads a page, records its manuscript, puts the episode into its folder.

    Page --reader: clean, segment--> Manuscript --recording: speak, stitch, encode--> Episode
         --making: publish--> its folder, with a receipt by which an unchanged one is not made again

A command and a worker of a batch make one episode through here, and know nothing of its stages.
"""
