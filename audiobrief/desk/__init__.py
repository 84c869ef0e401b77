"""The desk: where an editor hears a story, mends it and lets it go; an HTTP interface does the same.

    submission --> Stories (SQLite) --> WorkRoom --> pool of workers --> draft episode
                       ^                                                    |
    editor, program ---+--- Draft (what an editor changed) <----------------+
                       |
                       +--> approval --> episode on its site --> events, webhooks

- **State** (`database.py`, `stories.py`) is in one SQLite file beside the batch's journal. What
  is accepted is on disk before it is answered, so that a desk that is killed at any moment goes
  on where it was. Each story has a version, and each change names the version that it changes.
- **What an editor changes** is a layer over what audiobrief read (`drafts.py`), never a copy of
  it: it can be undone, and survives that the article is read again.
- **Sound** is made by worker processes (`workroom.py`, `studio.py`), never in a request. A draft
  lies in the internal folder, which no site serves, until somebody approved it.
- **Doors** (`doors.py`, `accounts.py`): nobody enters without a session or a token, every
  handler names the scope that it needs, and one that names none is closed.
"""
