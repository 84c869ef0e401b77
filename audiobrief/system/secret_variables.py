"""The environment variables that sign, some of which hold secrets.

A secret goes nowhere but where it is used. No file has even a digest of one, since a passphrase
can be guessed from its digest.
"""

SIGNING_CERTIFICATE = "AUDIOBRIEF_SIGNING_CERTIFICATE"
"""The certificates in PEM, if the settings name no file of them."""
SIGNING_KEY = "AUDIOBRIEF_SIGNING_KEY"
"""The private key in PEM, if the settings name no file or program."""
SIGNING_PASSPHRASE = "AUDIOBRIEF_SIGNING_PASSPHRASE"  # noqa: S105 -- the variable's name
"""The passphrase of an encrypted key."""
SECRET = {SIGNING_KEY, SIGNING_PASSPHRASE}
