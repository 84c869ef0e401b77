"""Many articles, unattended: found, made apart from each other, and accounted for.

    names --sources--> Item --Pool: read--> Manuscript --Pool: make--> Outcome --> Journal

Every article is read and made in a worker process (`pool`, or one that Ray
starts on another machine: `ray`), so that whatever it does to its process
ends that article alone. The run (`run`) holds the journal and decides what is
skipped, what is a duplicate and what is tried again; a worker (`work`) knows
one article at a time. Failures travel as values.
"""
