r"""One listener's desk: takes what somebody wants to hear, makes it, and serves it at home.

    add, POST, mail, shortcuts --> inbox --\
    read-later services ---------> inbox ---+--> rounds of a batch --> folder of episodes
    feeds, folders, lists ------------------/                           |
                                  shelf (added, archived, kept) --------+--> library, feed

- **The inbox** (`inbox.py`) is a folder with one small file for each wish, in the output's
  internal folder. Any process may add to it at any time; a file appears whole, and is removed
  only after its episode is on disk. So a desk that is killed at any moment starts again where
  it was, and adding needs no desk that runs.
- **Rounds** (`rounds.py`) are runs of `audiobrief.batch`, with its journal, its isolation and
  its rules of what is unchanged. `upcoming.py` hands a run only as many articles as it can work
  on, so the newest wish comes next, whatever long feed is being made.
- **The shelf** (`audiobrief.publish.shelf`) keeps when each episode was added and what was put
  away. The library and the feed are made anew from folder and shelf for each request.
- **Addresses** (`doors.py`): everything is below a secret path, since podcast apps fetch sound
  and pictures without any other credentials. A second secret can only add: the page on which a
  bookmarklet runs can read it. There are no cookies, so a foreign page has nothing to ride on.
- **https** (`reaching.py`): phones install the library only over an encrypted connection. It is
  signed by a certificate of the listener's, or by an authority of this machine (`authority.py`)
  that `phone.py` has phones trust; or a proxy on this machine does it.
- **The network**: `application.py` answers names and addresses of this machine alone (DNS
  rebinding); `announcing.py` tells them by multicast DNS, without the secrets.
"""
