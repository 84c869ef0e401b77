"""Makes many articles into episodes, unattended, and keeps a journal of the results.

    names --sources--> Item --Pool: read--> Manuscript --Pool: make--> Outcome --> Journal

Worker processes read and make the articles: those of `pool`, or those that Ray
starts on other machines (`ray`). An article that crashes its process therefore
fails alone. The run (`run`) holds the journal and decides which articles are
skipped, which are duplicates and which are tried again; a worker (`work`) knows
one article at a time. Failures are returned as values.
"""
